//! What a won deal makes of a project, and what becomes of the project when the win is taken back.
//!
//! Wins are numbered. The project always stands for the latest win heard of, and a win that was taken back stays so,
//! whatever order the news arrive in: the end is the same.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contracts::crm::redaction::left_of;
use contracts::crm::{Account, Deal, DealLine, LineBilling};
use contracts::projects::{
    Milestone, Project as Image, ProjectCancelled, ProjectHeld, ProjectResumed, ProjectStatus, ProjectUpdated, Task,
    TaskBilling, project_of,
};
use kernel::{Decimal, Hours, Name, Note, TaskId};

use super::model::{Project, ProjectError};

/// What taking back a win did to a project.
#[derive(Debug, PartialEq)]
pub enum TakenBack {
    /// It had ended before.
    Nothing,
    /// Nothing had been done in it, so it ends.
    Cancelled(ProjectCancelled),
    /// Work was done in it, so a person must decide. Holds the event unless it was on hold already.
    Undecided(Option<ProjectHeld>),
}

/// The project a won deal stands for.
pub fn sold(deal: &Deal, account: &Account, today: NaiveDate) -> Result<Image, ProjectError> {
    let mut tasks = Vec::new();
    for line in &deal.lines {
        tasks.extend(tasks_of(line)?);
    }
    let mut budget_hours = Hours::zero();
    for task in &tasks {
        budget_hours = budget_hours.checked_add(task.planned_hours)?;
    }
    Ok(Image {
        project_id: project_of(deal.deal_id),
        deal_id: Some(deal.deal_id),
        win_no: deal.win_no,
        account_id: Some(account.account_id),
        account_name: Some(account.name.clone()),
        name: deal.name.clone(),
        status: ProjectStatus::Active,
        currency: deal.currency,
        budget_hours,
        budget_amount: deal.value,
        starts_on: deal.closed_on.unwrap_or(today),
        milestones: deal.lines.iter().flat_map(milestones_of).collect(),
        tasks,
    })
}

fn milestones_of(line: &DealLine) -> Vec<Milestone> {
    let LineBilling::Fixed { milestones, .. } = &line.billing else { return Vec::new() };
    let reached = |one: &contracts::crm::DealMilestone| Milestone {
        milestone_id: one.milestone_id,
        deal_line_id: Some(line.deal_line_id),
        name: one.name.clone(),
        amount: Some(one.amount),
        due_on: one.due_on,
        completed_on: None,
        completion_no: 0,
    };
    milestones.iter().map(reached).collect()
}

fn tasks_of(line: &DealLine) -> Result<Vec<Task>, ProjectError> {
    let task = |part: &str, name: &Name, planned_hours: Hours, billing: TaskBilling| Task {
        task_id: TaskId::derived(line.deal_line_id.as_uuid(), part),
        deal_line_id: Some(line.deal_line_id),
        name: name.clone(),
        planned_hours,
        billing,
        done: false,
    };
    let included = |hours| vec![task("task", &line.name, hours, TaskBilling::Included)];
    Ok(match &line.billing {
        LineBilling::Fixed { budget_hours, .. } => included(*budget_hours),
        LineBilling::Retainer { budget_hours, periods, .. } => {
            let hours = budget_hours.value().checked_mul(Decimal::from(*periods)).unwrap_or(Decimal::MAX);
            included(Hours::new(hours)?)
        }
        LineBilling::OneOff { .. } => included(Hours::zero()),
        LineBilling::TimeAndMaterials { rates } => rates
            .iter()
            .enumerate()
            .map(|(index, role)| {
                let billing = TaskBilling::Hourly { rate: role.hourly_rate, vat_rate: line.vat_rate };
                task(&index.to_string(), &role.role, role.estimated_hours, billing)
            })
            .collect(),
    })
}

/// Whether a task came from a deal. Those have ids derived from their line; tasks added by hand have new ones.
fn was_sold(task: &Task) -> bool {
    task.task_id.as_uuid().get_version() == Some(uuid::Version::Sha1)
}

/// Tasks with what they are called now.
type Renamed = Vec<(TaskId, Name)>;

impl Project {
    /// The deal was won again: the project goes on with what was sold now. Milestones that were ever completed, tasks
    /// with time (`logged`), finished tasks and those added by hand stay, even when their line is gone.
    pub fn sell_again(&mut self, sold: Image, logged: &BTreeSet<TaskId>) -> ProjectResumed {
        let mut image = sold;
        for old in &self.image.milestones {
            match image.milestones.iter_mut().find(|new| new.milestone_id == old.milestone_id) {
                Some(new) => (new.completed_on, new.completion_no) = (old.completed_on, old.completion_no),
                None if old.completion_no > 0 => image.milestones.push(old.clone()),
                None => {}
            }
        }
        for old in &self.image.tasks {
            match image.tasks.iter_mut().find(|new| new.task_id == old.task_id) {
                Some(new) => new.done = old.done,
                None if old.done || logged.contains(&old.task_id) || !was_sold(old) => image.tasks.push(old.clone()),
                None => {}
            }
        }
        self.image = image;
        ProjectResumed { project: self.turn(ProjectStatus::Active) }
    }

    /// The deal is worded so now, without somebody who was erased. What is called otherwise meanwhile stays. Answers the
    /// tasks with new names, too.
    pub fn redact(&mut self, deal: &Deal) -> Result<(Option<ProjectUpdated>, Renamed), ProjectError> {
        let before = self.image.clone();
        if let Some(left) = left_of(&deal.name, &self.image.name) {
            self.image.name = left.clone();
        }
        let mut sold = Vec::new();
        for line in &deal.lines {
            sold.extend(tasks_of(line)?);
        }
        let mut renamed = Vec::new();
        for task in &mut self.image.tasks {
            let now = sold.iter().find(|sold| sold.task_id == task.task_id).map(|sold| &sold.name);
            if let Some(left) = now.and_then(|now| left_of(now, &task.name)) {
                task.name = left.clone();
                renamed.push((task.task_id, left.clone()));
            }
        }
        let sold: Vec<Milestone> = deal.lines.iter().flat_map(milestones_of).collect();
        for milestone in &mut self.image.milestones {
            let now = sold.iter().find(|sold| sold.milestone_id == milestone.milestone_id).map(|sold| &sold.name);
            if let Some(left) = now.and_then(|now| left_of(now, &milestone.name)) {
                milestone.name = left.clone();
            }
        }
        if self.image == before {
            return Ok((None, renamed));
        }
        self.version += 1;
        Ok((Some(ProjectUpdated { project: self.image.clone() }), renamed))
    }

    /// The win it stands for was taken back. `worked` says whether time is logged in it.
    pub fn take_back(&mut self, reason: Note, worked: bool) -> TakenBack {
        let worked = worked || self.image.milestones.iter().any(|milestone| milestone.completed_on.is_some());
        match (self.image.status, worked) {
            (ProjectStatus::Cancelled, _) => TakenBack::Nothing,
            (ProjectStatus::OnHold, true) => TakenBack::Undecided(None),
            (ProjectStatus::Active | ProjectStatus::Completed, true) => {
                TakenBack::Undecided(Some(ProjectHeld { project: self.turn(ProjectStatus::OnHold), reason }))
            }
            (ProjectStatus::Active | ProjectStatus::OnHold | ProjectStatus::Completed, false) => {
                TakenBack::Cancelled(ProjectCancelled { project: self.turn(ProjectStatus::Cancelled), reason })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::crm::{DealMilestone, DealStatus, RoleRate};
    use kernel::{
        AccountId, Cadence, Currency, DealId, DealLineId, MilestoneId, Money, PipelineId, Quantity, StageId, VatRate,
    };
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn euros(whole: i64) -> Money {
        Money::new(whole.into(), Currency::EUR).unwrap()
    }

    fn hours(whole: i64) -> Hours {
        Hours::new(whole.into()).unwrap()
    }

    fn line(billing: LineBilling) -> DealLine {
        let vat_rate = VatRate::new(27.into()).unwrap();
        DealLine {
            deal_line_id: DealLineId::new(),
            name: name("Line"),
            vat_rate,
            billing,
            value: euros(0),
            product: None,
            discount: None,
        }
    }

    fn fixed(price: i64) -> DealLine {
        let milestone = |part: &str| DealMilestone {
            milestone_id: MilestoneId::new(),
            name: name(part),
            amount: euros(price / 2),
            due_on: Some(day(30)),
        };
        let milestones = vec![milestone("First half"), milestone("Second half")];
        line(LineBilling::Fixed { price: euros(price), budget_hours: hours(80), milestones })
    }

    fn by_the_hour() -> DealLine {
        let role = |role, rate| RoleRate { role: name(role), hourly_rate: euros(rate), estimated_hours: hours(10) };
        line(LineBilling::TimeAndMaterials { rates: vec![role("Developer", 90), role("Designer", 80)] })
    }

    fn retainer() -> DealLine {
        line(LineBilling::Retainer {
            amount: euros(500),
            cadence: Cadence::Monthly,
            periods: 12,
            starts_on: day(1),
            budget_hours: hours(5),
        })
    }

    fn one_off() -> DealLine {
        line(LineBilling::OneOff { quantity: Quantity::new(1.into()).unwrap(), unit_price: euros(300), on: None })
    }

    fn deal(win_no: i32, lines: Vec<DealLine>) -> Deal {
        Deal {
            deal_id: DealId::from_uuid(uuid::Uuid::nil()),
            name: name("Website"),
            account_id: None,
            contact_id: None,
            pipeline_id: PipelineId::new(),
            stage_id: StageId::new(),
            stage_name: name("Won"),
            status: DealStatus::Won,
            owner_id: None,
            currency: Currency::EUR,
            value: euros(1000),
            lines,
            opened_on: day(1),
            expected_close_on: None,
            closed_on: Some(day(20)),
            win_no,
            external_ref: None,
            next_step: None,
            contacts: Vec::new(),
            accepted_quote_id: None,
            competitors: Vec::new(),
            tags: Vec::new(),
            custom: contracts::crm::CustomValues::new(),
            forecast: contracts::crm::DealForecast::default(),
            price_list_id: None,
        }
    }

    fn account() -> Account {
        Account {
            account_id: AccountId::new(),
            name: name("Client"),
            parent_id: None,
            industry: None,
            country: None,
            tax_number: None,
            website: None,
            additional_websites: Vec::new(),
            phone: None,
            address: None,
            employees: None,
            annual_revenue: None,
            founded_year: None,
            owner_id: None,
            tags: Vec::new(),
            custom: contracts::crm::CustomValues::new(),
            price_list_id: None,
        }
    }

    fn project(lines: Vec<DealLine>) -> Project {
        Project::open(sold(&deal(1, lines), &account(), day(23)).unwrap()).0
    }

    fn reason() -> Note {
        Note::new("because").unwrap()
    }

    #[test]
    fn each_kind_of_line_becomes_work() {
        let lines = vec![fixed(1000), by_the_hour(), retainer(), one_off()];
        let project = project(lines.clone()).image;
        let planned: Vec<_> = project.tasks.iter().map(|task| task.planned_hours).collect();
        assert_eq!(planned, [hours(80), hours(10), hours(10), hours(60), hours(0)]);
        assert_eq!(project.budget_hours, hours(160));
        assert_eq!(project.tasks[1].task_id, TaskId::derived(lines[1].deal_line_id.as_uuid(), "0"));
        assert_eq!(project.tasks[3].task_id, TaskId::derived(lines[2].deal_line_id.as_uuid(), "task"));
        let TaskBilling::Hourly { rate, vat_rate } = &project.tasks[2].billing else { panic!("not by the hour") };
        assert_eq!((*rate, *vat_rate, project.tasks[2].name.as_str()), (euros(80), lines[1].vat_rate, "Designer"));
        let LineBilling::Fixed { milestones, .. } = &lines[0].billing else { panic!("not fixed") };
        assert_eq!(project.milestones.len(), 2);
        assert_eq!(project.milestones[1].milestone_id, milestones[1].milestone_id);
        assert_eq!((project.milestones[1].amount, project.milestones[1].due_on), (Some(euros(500)), Some(day(30))));
        assert_eq!((project.starts_on, project.budget_amount), (day(20), euros(1000)));
    }

    #[test]
    fn won_again_keeps_what_was_done() {
        let (kept, gone, stays) = (fixed(1000), fixed(400), by_the_hour());
        let mut project = project(vec![kept.clone(), gone, stays.clone()]);
        let reached = project.image.milestones[0].milestone_id;
        let lost = project.image.milestones[2].milestone_id;
        project.complete_milestone(reached, day(21), day(23)).unwrap();
        project.complete_milestone(lost, day(22), day(23)).unwrap();
        let logged = BTreeSet::from([project.image.tasks[2].task_id]);
        project.cancel(reason()).unwrap();

        let again = sold(&deal(2, vec![kept]), &account(), day(23)).unwrap();
        let resumed = project.sell_again(again, &logged);
        let ids: Vec<_> = resumed.project.milestones.iter().map(|one| (one.milestone_id, one.completed_on)).collect();
        assert_eq!(ids.len(), 3, "two of the kept line and the completed one of the line that is gone");
        assert_eq!((ids[0], ids[2]), ((reached, Some(day(21))), (lost, Some(day(22)))));
        let tasks: Vec<_> = resumed.project.tasks.iter().map(|task| task.name.as_str()).collect();
        assert_eq!(tasks, ["Line", "Developer"]);
        assert_eq!((resumed.project.status, resumed.project.win_no, project.version), (ProjectStatus::Active, 2, 5));
    }

    #[test]
    fn only_a_project_in_which_nothing_happened_ends_by_itself() {
        let mut untouched = project(vec![fixed(1000)]);
        assert!(matches!(untouched.take_back(reason(), false), TakenBack::Cancelled(_)));
        assert_eq!(untouched.take_back(reason(), false), TakenBack::Nothing);

        let mut logged = project(vec![fixed(1000)]);
        assert!(matches!(logged.take_back(reason(), true), TakenBack::Undecided(Some(_))));
        assert_eq!(logged.take_back(reason(), true), TakenBack::Undecided(None));
        assert_eq!((logged.image.status, logged.version), (ProjectStatus::OnHold, 2));

        let mut reached = project(vec![fixed(1000)]);
        reached.complete_milestone(reached.image.milestones[0].milestone_id, day(1), day(1)).unwrap();
        assert!(matches!(reached.take_back(reason(), false), TakenBack::Undecided(Some(_))));
    }

    #[test]
    fn hours_beyond_all_bounds_are_refused() {
        let mut line = retainer();
        if let LineBilling::Retainer { budget_hours, periods, .. } = &mut line.billing {
            (*budget_hours, *periods) = (hours(80_000), i32::MAX);
        }
        assert!(matches!(sold(&deal(1, vec![line]), &account(), day(1)), Err(ProjectError::Hours(_))));
    }

    proptest! {
        /// With nothing done, it makes no difference what was sold before.
        #[test]
        fn the_latest_win_counts(before in prop::collection::vec(0..4, 0..4), after in prop::collection::vec(0..4, 0..4)) {
            let lines = |kinds: Vec<i32>| kinds.into_iter().map(|kind| match kind {
                0 => fixed(1000),
                1 => by_the_hour(),
                2 => retainer(),
                _ => one_off(),
            }).collect::<Vec<_>>();
            let mut project = project(lines(before));
            let latest = sold(&deal(2, lines(after)), &account(), day(23)).unwrap();
            let resumed = project.sell_again(latest.clone(), &BTreeSet::new());
            prop_assert_eq!(resumed.project, latest);
        }
    }
}

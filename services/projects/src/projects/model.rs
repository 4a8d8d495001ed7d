//! What may happen to a project, its tasks and its milestones.

use chrono::NaiveDate;
use contracts::projects::{
    Milestone, MilestoneCompleted, MilestoneReopened, Project as Image, ProjectCancelled, ProjectCompleted,
    ProjectCreated, ProjectHeld, ProjectResumed, ProjectStatus, ProjectUpdated, Task, TaskBilling,
};
use kernel::{
    Currency, DealLineId, Hours, MilestoneId, Money, MoneyError, Name, Note, ProjectId, QuantityError, TaskId,
};
use platform::{FieldError, Kind, Refusal};

/// Most tasks of a project: it is published whole with every change, so it must stay readable.
pub const MAX_TASKS: usize = 400;

/// A project as it stands, with the version of that state.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What is published of it.
    pub image: Image,
    /// Counts its changes; the first is 1.
    pub version: i64,
}

/// A project that no deal is behind.
#[derive(Debug, Clone)]
pub struct OwnProject {
    /// Name.
    pub name: Name,
    /// Hours it may take.
    pub budget_hours: Hours,
    /// What it may come to; also says the currency.
    pub budget_amount: Money,
    /// First day.
    pub starts_on: NaiveDate,
}

/// Fields of a project to replace; those left out stay.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Name.
    pub name: Option<Name>,
    /// Hours sold.
    pub budget_hours: Option<Hours>,
    /// What the client pays, in the project's currency.
    pub budget_amount: Option<Money>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
}

/// A task to add.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// What there is to do.
    pub name: Name,
    /// Hours planned.
    pub planned_hours: Hours,
    /// How its time is billed.
    pub billing: TaskBilling,
    /// The sold line it belongs to.
    pub deal_line_id: Option<DealLineId>,
}

/// Fields of a task to replace; those left out stay.
#[derive(Debug, Clone, Default)]
pub struct ChangeTask {
    /// What there is to do.
    pub name: Option<Name>,
    /// Hours planned.
    pub planned_hours: Option<Hours>,
    /// Whether it is finished.
    pub done: Option<bool>,
}

/// Why a change of a project is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// Work goes on in active projects only.
    #[error("the project is not active; resume it first")]
    NotActive,
    /// What is over stays as it was.
    #[error("the project is cancelled or completed, so it can no longer change; a cancelled one can be resumed")]
    Over,
    /// Only what stopped can go on.
    #[error("only a project that is on hold or cancelled can be resumed")]
    NotStopped,
    /// No such milestone.
    #[error("there is no such milestone in this project")]
    NoMilestone,
    /// No such task.
    #[error("there is no such task in this project")]
    NoTask,
    /// It was reached before.
    #[error("the milestone is completed already; reopen it first if that was wrong")]
    Completed,
    /// It was not reached.
    #[error("the milestone is not completed, so there is nothing to reopen")]
    NotCompleted,
    /// Completion on a day to come.
    #[error("a milestone cannot be completed in the future; send today or an earlier day")]
    Future,
    /// Another currency than the project's.
    #[error("the amounts of this project are in {0}; send this one in it too")]
    Currency(Currency, &'static str),
    /// A negative amount.
    #[error("must not be less than zero")]
    Negative(&'static str),
    /// A line that was not sold with this project.
    #[error("there is no such line in the deal of this project")]
    NoLine,
    /// More tasks than a project can have.
    #[error("a project has at most {MAX_TASKS} tasks; finish this one and open another")]
    TooManyTasks,
    /// An amount out of range.
    #[error(transparent)]
    Amount(#[from] MoneyError),
    /// Hours out of range.
    #[error(transparent)]
    Hours(#[from] QuantityError),
}

impl Refusal for ProjectError {
    fn kind(&self) -> Kind {
        match self {
            Self::NoMilestone | Self::NoTask => Kind::NotFound,
            Self::NotActive | Self::Over | Self::NotStopped | Self::Completed | Self::NotCompleted => Kind::Conflict,
            Self::Future
            | Self::Currency(..)
            | Self::Negative(_)
            | Self::NoLine
            | Self::TooManyTasks
            | Self::Amount(_)
            | Self::Hours(_) => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::NotActive => "project-not-active",
            Self::Over => "project-over",
            Self::NotStopped => "project-not-stopped",
            Self::NoMilestone | Self::NoTask => "not-found",
            Self::Completed => "milestone-completed",
            Self::NotCompleted => "milestone-not-completed",
            Self::TooManyTasks => "too-many-tasks",
            Self::Future | Self::Currency(..) | Self::Negative(_) | Self::NoLine | Self::Amount(_) | Self::Hours(_) => {
                "invalid-field"
            }
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        let pointer = match self {
            Self::Future => "/completed_on",
            Self::Currency(_, pointer) | Self::Negative(pointer) => pointer,
            Self::NoLine => "/deal_line_id",
            Self::NotActive
            | Self::Over
            | Self::NotStopped
            | Self::NoMilestone
            | Self::NoTask
            | Self::Completed
            | Self::NotCompleted
            | Self::TooManyTasks
            | Self::Amount(_)
            | Self::Hours(_) => return Vec::new(),
        };
        vec![FieldError::new(pointer, self.to_string())]
    }
}

impl Project {
    /// Opens a project in this state.
    pub fn open(image: Image) -> (Self, ProjectCreated) {
        let project = Self { image, version: 1 };
        let created = ProjectCreated { project: project.image.clone() };
        (project, created)
    }

    /// Opens a project that no deal is behind.
    pub fn open_own(id: ProjectId, own: OwnProject) -> Result<(Self, ProjectCreated), ProjectError> {
        not_negative(own.budget_amount, "/budget_amount")?;
        Ok(Self::open(Image {
            project_id: id,
            deal_id: None,
            win_no: 0,
            account_id: None,
            account_name: None,
            name: own.name,
            status: ProjectStatus::Active,
            currency: own.budget_amount.currency(),
            budget_hours: own.budget_hours,
            budget_amount: own.budget_amount,
            starts_on: own.starts_on,
            milestones: Vec::new(),
            tasks: Vec::new(),
        }))
    }

    /// Whether time may be logged.
    pub fn is_active(&self) -> bool {
        self.image.status == ProjectStatus::Active
    }

    /// One of its tasks.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.image.tasks.iter().find(|task| task.task_id == id)
    }

    /// Replaces fields; none when all are what they were.
    pub fn change(&mut self, change: Change) -> Result<Option<ProjectUpdated>, ProjectError> {
        self.must_not_be_over()?;
        let mut image = self.image.clone();
        if let Some(amount) = change.budget_amount {
            self.must_be_own_currency(amount, "/budget_amount/currency")?;
            not_negative(amount, "/budget_amount/amount")?;
            image.budget_amount = amount;
        }
        image.name = change.name.unwrap_or(image.name);
        image.budget_hours = change.budget_hours.unwrap_or(image.budget_hours);
        image.starts_on = change.starts_on.unwrap_or(image.starts_on);
        Ok(self.replace(image))
    }

    /// Adds a task at the end.
    pub fn add_task(&mut self, id: TaskId, new: NewTask) -> Result<ProjectUpdated, ProjectError> {
        self.must_not_be_over()?;
        if self.image.tasks.len() >= MAX_TASKS {
            return Err(ProjectError::TooManyTasks);
        }
        if let TaskBilling::Hourly { rate, .. } = &new.billing {
            self.must_be_own_currency(*rate, "/billing/rate/currency")?;
            not_negative(*rate, "/billing/rate/amount")?;
        }
        if new.deal_line_id.is_some_and(|line| !self.has_line(line)) {
            return Err(ProjectError::NoLine);
        }
        self.image.tasks.push(Task {
            task_id: id,
            deal_line_id: new.deal_line_id,
            name: new.name,
            planned_hours: new.planned_hours,
            billing: new.billing,
            done: false,
        });
        self.version += 1;
        Ok(ProjectUpdated { project: self.image.clone() })
    }

    /// Replaces fields of a task; none when all are what they were.
    pub fn change_task(&mut self, id: TaskId, change: ChangeTask) -> Result<Option<ProjectUpdated>, ProjectError> {
        let mut image = self.image.clone();
        let task = image.tasks.iter_mut().find(|task| task.task_id == id).ok_or(ProjectError::NoTask)?;
        self.must_not_be_over()?;
        task.planned_hours = change.planned_hours.unwrap_or(task.planned_hours);
        task.done = change.done.unwrap_or(task.done);
        if let Some(name) = change.name {
            task.name = name;
        }
        Ok(self.replace(image))
    }

    /// A milestone was reached on a day that is not to come.
    pub fn complete_milestone(
        &mut self,
        id: MilestoneId,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<MilestoneCompleted, ProjectError> {
        let active = self.is_active();
        let milestone = self.milestone(id)?;
        if !active {
            return Err(ProjectError::NotActive);
        }
        if milestone.completed_on.is_some() {
            return Err(ProjectError::Completed);
        }
        if on > today {
            return Err(ProjectError::Future);
        }
        milestone.completed_on = Some(on);
        milestone.completion_no += 1;
        let milestone = milestone.clone();
        self.version += 1;
        Ok(MilestoneCompleted { project: self.image.clone(), milestone })
    }

    /// A milestone turned out not to be reached. How often it was completed stays, so that the next time is told apart.
    pub fn reopen_milestone(&mut self, id: MilestoneId, reason: Note) -> Result<MilestoneReopened, ProjectError> {
        self.milestone(id)?;
        self.must_not_be_over()?;
        let milestone = self.milestone(id)?;
        if milestone.completed_on.take().is_none() {
            return Err(ProjectError::NotCompleted);
        }
        let milestone = milestone.clone();
        self.version += 1;
        Ok(MilestoneReopened { project: self.image.clone(), milestone, reason: Some(reason) })
    }

    /// Stops it until a person decides.
    pub fn hold(&mut self, reason: Note) -> Result<ProjectHeld, ProjectError> {
        if !self.is_active() {
            return Err(ProjectError::NotActive);
        }
        Ok(ProjectHeld { project: self.turn(ProjectStatus::OnHold), reason })
    }

    /// Goes on with what was stopped or given up.
    pub fn resume(&mut self) -> Result<ProjectResumed, ProjectError> {
        match self.image.status {
            ProjectStatus::OnHold | ProjectStatus::Cancelled => {
                Ok(ProjectResumed { project: self.turn(ProjectStatus::Active) })
            }
            ProjectStatus::Active | ProjectStatus::Completed => Err(ProjectError::NotStopped),
        }
    }

    /// Gives it up.
    pub fn cancel(&mut self, reason: Note) -> Result<ProjectCancelled, ProjectError> {
        self.must_not_be_over()?;
        Ok(ProjectCancelled { project: self.turn(ProjectStatus::Cancelled), reason })
    }

    /// All is done.
    pub fn complete(&mut self) -> Result<ProjectCompleted, ProjectError> {
        self.must_not_be_over()?;
        Ok(ProjectCompleted { project: self.turn(ProjectStatus::Completed) })
    }

    /// Puts it into a state and counts the change; for transitions that have checked that it may.
    pub(super) fn turn(&mut self, status: ProjectStatus) -> Image {
        self.image.status = status;
        self.version += 1;
        self.image.clone()
    }

    fn replace(&mut self, image: Image) -> Option<ProjectUpdated> {
        if image == self.image {
            return None;
        }
        self.image = image;
        self.version += 1;
        Some(ProjectUpdated { project: self.image.clone() })
    }

    fn milestone(&mut self, id: MilestoneId) -> Result<&mut Milestone, ProjectError> {
        self.image.milestones.iter_mut().find(|one| one.milestone_id == id).ok_or(ProjectError::NoMilestone)
    }

    fn has_line(&self, line: DealLineId) -> bool {
        let of_tasks = self.image.tasks.iter().map(|task| task.deal_line_id);
        of_tasks.chain(self.image.milestones.iter().map(|one| one.deal_line_id)).any(|id| id == Some(line))
    }

    fn must_not_be_over(&self) -> Result<(), ProjectError> {
        match self.image.status {
            ProjectStatus::Active | ProjectStatus::OnHold => Ok(()),
            ProjectStatus::Cancelled | ProjectStatus::Completed => Err(ProjectError::Over),
        }
    }

    fn must_be_own_currency(&self, amount: Money, pointer: &'static str) -> Result<(), ProjectError> {
        if amount.currency() == self.image.currency {
            return Ok(());
        }
        Err(ProjectError::Currency(self.image.currency, pointer))
    }
}

fn not_negative(amount: Money, pointer: &'static str) -> Result<(), ProjectError> {
    if amount.is_negative() { Err(ProjectError::Negative(pointer)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    fn reason() -> Note {
        Note::new("because").unwrap()
    }

    fn project() -> Project {
        let own = OwnProject {
            name: Name::new("Intranet").unwrap(),
            budget_hours: Hours::zero(),
            budget_amount: Money::zero(Currency::EUR),
            starts_on: day(1),
        };
        let (mut project, _) = Project::open_own(ProjectId::new(), own).unwrap();
        project.image.milestones.push(Milestone {
            milestone_id: MilestoneId::new(),
            deal_line_id: Some(DealLineId::new()),
            name: Name::new("Launch").unwrap(),
            amount: None,
            due_on: None,
            completed_on: None,
            completion_no: 0,
        });
        project
    }

    fn task(billing: TaskBilling) -> NewTask {
        NewTask { name: Name::new("Design").unwrap(), planned_hours: Hours::zero(), billing, deal_line_id: None }
    }

    #[test]
    fn each_completion_of_a_milestone_has_its_number() {
        let mut project = project();
        let id = project.image.milestones[0].milestone_id;
        assert_eq!(project.reopen_milestone(id, reason()), Err(ProjectError::NotCompleted));
        assert_eq!(project.complete_milestone(id, day(3), day(2)), Err(ProjectError::Future));
        let first = project.complete_milestone(id, day(2), day(2)).unwrap();
        assert_eq!((first.milestone.completed_on, first.milestone.completion_no), (Some(day(2)), 1));
        assert_eq!(project.complete_milestone(id, day(2), day(2)), Err(ProjectError::Completed));
        let again = project.reopen_milestone(id, reason()).unwrap();
        assert_eq!((again.milestone.completed_on, again.milestone.completion_no), (None, 1));
        assert_eq!(project.complete_milestone(id, day(1), day(2)).unwrap().milestone.completion_no, 2);
        assert_eq!(project.version, 4);
        assert_eq!(project.complete_milestone(MilestoneId::new(), day(1), day(2)), Err(ProjectError::NoMilestone));
    }

    #[test]
    fn states_follow_each_other_only_as_they_may() {
        type Step = fn(&mut Project) -> bool;
        let steps: [(Step, [bool; 4]); 4] = [
            (|one| one.hold(reason()).is_ok(), [true, false, false, false]),
            (|one| one.resume().is_ok(), [false, true, true, false]),
            (|one| one.cancel(reason()).is_ok(), [true, true, false, false]),
            (|one| one.complete().is_ok(), [true, true, false, false]),
        ];
        let states = [ProjectStatus::Active, ProjectStatus::OnHold, ProjectStatus::Cancelled, ProjectStatus::Completed];
        for (number, (step, allowed)) in steps.iter().enumerate() {
            for (state, allowed) in states.iter().zip(allowed) {
                let mut project = project();
                project.image.status = *state;
                assert_eq!(step(&mut project), *allowed, "step {number} from {state:?}");
                assert_eq!(project.version, if *allowed { 2 } else { 1 });
            }
        }
    }

    #[test]
    fn tasks_keep_to_the_currency_and_the_lines_of_the_project() {
        let mut project = project();
        let rate = Money::new(100.into(), Currency::HUF).unwrap();
        let hourly = |rate| TaskBilling::Hourly { rate, vat_rate: kernel::VatRate::zero() };
        let refused = project.add_task(TaskId::new(), task(hourly(rate)));
        assert_eq!(refused, Err(ProjectError::Currency(Currency::EUR, "/billing/rate/currency")));
        let negative = Money::new((-1).into(), Currency::EUR).unwrap();
        assert_eq!(
            project.add_task(TaskId::new(), task(hourly(negative))),
            Err(ProjectError::Negative("/billing/rate/amount"))
        );
        let foreign = NewTask { deal_line_id: Some(DealLineId::new()), ..task(TaskBilling::Included) };
        assert_eq!(project.add_task(TaskId::new(), foreign), Err(ProjectError::NoLine));
        let sold = NewTask { deal_line_id: project.image.milestones[0].deal_line_id, ..task(TaskBilling::Included) };
        assert_eq!(project.add_task(TaskId::new(), sold).unwrap().project.tasks.len(), 1);
    }

    #[test]
    fn a_change_that_changes_nothing_is_none() {
        let mut project = project();
        assert_eq!(project.change(Change::default()), Ok(None));
        let name = Some(Name::new("Other").unwrap());
        assert!(project.change(Change { name, ..Change::default() }).unwrap().is_some());
        assert_eq!(project.version, 2);
        project.image.status = ProjectStatus::Completed;
        assert_eq!(project.change(Change::default()), Err(ProjectError::Over));
        assert_eq!(project.change_task(TaskId::new(), ChangeTask::default()), Err(ProjectError::NoTask));
    }
}

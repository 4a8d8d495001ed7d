//! Work and drafts of a deal that says nothing more of somebody who was erased. Issued invoices stay as they were issued: the law
//! asks for them.

use std::collections::BTreeMap;

use contracts::billing::{BillableItem, WorkSource};
use contracts::crm::redaction::{GONE, left_of, was_before};
use contracts::crm::{Deal, LineBilling};
use kernel::{InstallmentId, Name};
use platform::{Result, Tx};

use super::store;
use crate::schedules::plan;
use crate::work;

/// What a deal's parts are called now that somebody stands in none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What instalments are called.
    installments: BTreeMap<InstallmentId, Name>,
    /// What tasks are called whose time is billed.
    tasks: Vec<Name>,
}

impl Wording {
    /// That of a deal.
    pub fn of(deal: &Deal) -> Self {
        let roles = deal.lines.iter().flat_map(|line| match &line.billing {
            LineBilling::TimeAndMaterials { rates } => rates.as_slice(),
            LineBilling::Fixed { .. } | LineBilling::Retainer { .. } | LineBilling::OneOff { .. } => &[],
        });
        Self { installments: plan::worded(deal), tasks: roles.map(|rate| rate.role.clone()).collect() }
    }

    /// Whether anything of the deal may have lost somebody.
    pub fn lost_anybody(&self) -> bool {
        self.installments.values().chain(&self.tasks).any(|name| name.as_str().contains(GONE))
    }

    /// What is left of a text about a piece of work; none when it says nothing that was lost.
    pub fn left_of(&self, item: &BillableItem, text: &Name) -> Option<Name> {
        match &item.origin {
            WorkSource::Installment { installment_id, .. } => {
                left_of(self.installments.get(installment_id)?, text).cloned()
            }
            WorkSource::Time { .. } => self.left_of_time(text.as_str()),
            WorkSource::Expense { .. } => None,
        }
    }

    /// A text about time begins with its task: up to the first comma behind which the rest is another's. One that is called as a task
    /// is now lost nobody.
    fn left_of_time(&self, text: &str) -> Option<Name> {
        for (task, rest) in text.match_indices(", ").map(|(at, _)| text.split_at(at)) {
            if self.tasks.iter().any(|known| known.as_str() == task) {
                return None;
            }
            let mut lost = self.tasks.iter().filter(|left| left.as_str().contains(GONE));
            if let Some(left) = lost.find(|left| was_before(left.as_str(), task)) {
                return Name::new(format!("{left}{rest}")).ok();
            }
        }
        None
    }
}

/// A deal says nothing more of somebody: neither does its work that is on no issued invoice, nor do drafts with it.
pub async fn redact(tx: &mut Tx, deal: &Deal) -> Result<()> {
    let wording = Wording::of(deal);
    if !wording.lost_anybody() {
        return Ok(());
    }
    let drafts = store::lock_unissued(tx, deal.deal_id).await?;
    let works = work::store::lock_unissued(tx, deal.deal_id).await?;
    for mut draft in drafts {
        let mut changed = false;
        for line in &mut draft.image.lines {
            let work = works.iter().find(|work| Some(work.image.billable_item_id) == line.billable_item_id);
            if let Some(left) = work.and_then(|work| wording.left_of(&work.image, &line.description)) {
                line.description = left;
                changed = true;
            }
        }
        if changed {
            super::updated(tx, &mut draft).await?;
        }
    }
    for work in works {
        if let Some(left) = wording.left_of(&work.image, &work.image.description) {
            work::store::describe(tx, work.image.billable_item_id, &left).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_loses_the_name_of_its_task_alone() {
        let name = |text: &str| Name::new(text).unwrap();
        let left = |tasks: &[&str], text: &str| {
            let tasks = tasks.iter().map(|task| name(task)).collect();
            Wording { installments: BTreeMap::new(), tasks }.left_of_time(text).map(Name::into_inner)
        };
        let helping = ["Helping …", "Design"];
        assert_eq!(
            left(&helping, "Helping Kis Anna, Nagy Béla, 2026-01-31").as_deref(),
            Some("Helping …, Nagy Béla, 2026-01-31")
        );
        for same in ["Design, Nagy Béla, 2026-01-31", "Helping …, Nagy Béla, 2026-01-31", "Helping Kis Anna"] {
            assert_eq!(left(&helping, same), None, "{same}");
        }
        assert_eq!(
            left(&["…", "Design"], "Kis Anna, Nagy Béla, 2026-01-31").as_deref(),
            Some("…, Nagy Béla, 2026-01-31")
        );
        assert_eq!(left(&["…", "Design"], "Design, Nagy Béla, 2026-01-31"), None, "what another task is called");
    }
}

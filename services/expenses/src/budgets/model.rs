//! A cost budget and its life.

use contracts::crm::Deal;
use contracts::crm::redaction::left_of;
use contracts::expenses::{Budget as Image, BudgetStatus, BudgetUpdated, budget_of};
use contracts::projects::project_of;
use kernel::{AccountId, Name, Percent};

/// A budget with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// As others see it.
    pub image: Image,
    /// Changes so far.
    pub version: i64,
}

impl Budget {
    /// The budget of a deal that was won for the first time.
    pub fn of(deal: &Deal, account_id: AccountId, share: Percent) -> Self {
        let image = Image {
            budget_id: budget_of(deal.deal_id),
            deal_id: deal.deal_id,
            win_no: deal.win_no,
            project_id: project_of(deal.deal_id),
            account_id,
            name: deal.name.clone(),
            status: BudgetStatus::Active,
            contract_value: deal.value,
            share,
            amount: share.of(deal.value),
        };
        Self { image, version: 1 }
    }

    /// The deal was won again: the budget is active, with the new value. Nothing happens for a win that is already known.
    pub fn win_again(&mut self, deal: &Deal, account: AccountId, share: Percent) -> Option<BudgetUpdated> {
        if deal.win_no <= self.image.win_no {
            return None;
        }
        self.image = Self::of(deal, account, share).image;
        self.version += 1;
        Some(BudgetUpdated { budget: self.image.clone() })
    }

    /// The deal is no longer won: frozen when something was spent, cancelled when nothing was.
    pub fn close(&mut self, spent: bool) -> Option<BudgetUpdated> {
        if self.image.status != BudgetStatus::Active {
            return None;
        }
        self.image.status = if spent { BudgetStatus::Frozen } else { BudgetStatus::Cancelled };
        self.version += 1;
        Some(BudgetUpdated { budget: self.image.clone() })
    }

    /// The deal is called so now, without somebody who was erased. A name that is another one stays.
    pub fn redact(&mut self, deal: &Name) -> Option<BudgetUpdated> {
        self.image.name = left_of(deal, &self.image.name)?.clone();
        self.version += 1;
        Some(BudgetUpdated { budget: self.image.clone() })
    }
}

#[cfg(test)]
mod tests {
    use kernel::{DealId, Decimal};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn deal(id: DealId, value: u32, win_no: i32) -> Deal {
        let money = json!({ "amount": value.to_string(), "currency": "EUR" });
        serde_json::from_value(json!({
            "deal_id": id, "name": "Website", "pipeline_id": uuid::Uuid::nil(), "stage_id": uuid::Uuid::nil(),
            "stage_name": "Won", "status": "won", "currency": "EUR", "value": money, "lines": [],
            "opened_on": "2026-01-01", "win_no": win_no,
        }))
        .unwrap()
    }

    proptest! {
        /// Whatever a deal goes through: active exactly while it is won, with the share of the last win's value, one
        /// version per change.
        #[test]
        fn the_budget_follows_the_deal(
            first in 0_u32..1_000_000, steps in proptest::collection::vec((any::<bool>(), 0_u32..1_000_000, any::<bool>()), 0..10)
        ) {
            let (id, account) = (DealId::new(), AccountId::new());
            let share = Percent::new(Decimal::from(60)).unwrap();
            let mut budget = Budget::of(&deal(id, first, 1), account, share);
            let (mut won, mut win_no, mut value, mut changes) = (true, 1, first, 1);
            for (win, new_value, spent) in steps {
                let updated = if win && !won {
                    (win_no, value) = (win_no + 1, new_value);
                    budget.win_again(&deal(id, value, win_no), account, share)
                } else if win {
                    budget.win_again(&deal(id, value, win_no), account, share)
                } else {
                    budget.close(spent)
                };
                changes += i64::from(updated.is_some());
                won = win;
                prop_assert_eq!(budget.image.status == BudgetStatus::Active, won);
                prop_assert_eq!(budget.version, changes);
                let expected = share.of(deal(id, value, win_no).value);
                prop_assert_eq!(budget.image.amount, expected);
            }
        }
    }
}

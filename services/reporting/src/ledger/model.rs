//! Entries, what they sum to, and the difference between two stances.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{AccountId, CostCenterId, Currency, DealId, Decimal, Money, PersonId, ProjectId, StageId};
use platform::{Kind, Refusal};
use serde::{Deserialize, Serialize};

use super::Account;

/// What an amount belongs to. The clauses of a question about a figure are these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dimensions {
    /// The project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<ProjectId>,
    /// The client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<AccountId>,
    /// The deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal_id: Option<DealId>,
    /// Who worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// The cost centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_center_id: Option<CostCenterId>,
    /// The stage of the pipeline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
}

/// What tells one entry of a stance from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The account.
    pub account: Account,
    /// The currency.
    pub currency: Currency,
    /// The business day it belongs to; the day it is recorded when the fact has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// What it belongs to.
    #[serde(flatten)]
    pub dimensions: Dimensions,
}

/// An amount on an account: debits are positive, credits negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Where it stands.
    #[serde(flatten)]
    pub key: Key,
    /// How much.
    pub amount: Decimal,
    /// How many deals it counts; 0 on accounts that count none.
    #[serde(default)]
    pub deals: i32,
    /// What it is about, for people.
    pub text: String,
}

/// Why entries cannot be posted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Debits and credits differ: the event contradicts itself, e.g. an invoice whose lines do not add up to its total.
    #[error("the postings of this event sum to {sum} {currency} instead of zero")]
    Unbalanced {
        /// What they sum to.
        sum: Decimal,
        /// In which currency.
        currency: Currency,
    },
    /// A sum is too large for the ledger.
    #[error("a sum of postings is too large")]
    OutOfRange,
    /// The event's type is known, its version is not; it may move money in a way that is not understood here.
    #[error("{0} has a version that is not understood here")]
    Version(String),
    /// The event's payload does not have the shape its type promises.
    #[error("payload of {event_type}: {cause}")]
    Payload {
        /// The promised type.
        event_type: String,
        /// What is wrong with it.
        cause: String,
    },
}

impl Refusal for LedgerError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Unbalanced { .. } => "unbalanced-event",
            Self::OutOfRange => "amount-out-of-range",
            Self::Version(_) => "unknown-event-version",
            Self::Payload { .. } => "undecodable-event",
        }
    }
}

/// Collects the entries of a stance.
#[derive(Debug, Clone)]
pub struct Stance {
    on: Option<NaiveDate>,
    text: String,
    entries: Vec<Entry>,
}

impl Stance {
    /// An empty stance about something, on a business day when the fact has one.
    pub fn new(on: Option<NaiveDate>, text: impl Into<String>) -> Self {
        Self { on, text: text.into(), entries: Vec::new() }
    }

    /// The entries that follow belong to this day and are about this.
    pub fn about(mut self, on: NaiveDate, text: impl Into<String>) -> Self {
        self.on = Some(on);
        self.text = text.into();
        self
    }

    /// Adds a debit.
    pub fn debit(self, account: Account, amount: Money, dimensions: Dimensions) -> Self {
        self.entry(account, amount.amount(), amount.currency(), dimensions)
    }

    /// Adds a credit.
    pub fn credit(self, account: Account, amount: Money, dimensions: Dimensions) -> Self {
        self.entry(account, -amount.amount(), amount.currency(), dimensions)
    }

    /// Adds an amount to a memo account and takes it from its contra account.
    pub fn memo(self, account: Account, contra: Account, amount: Money, dimensions: Dimensions) -> Self {
        self.debit(account, amount, dimensions).credit(contra, amount, dimensions)
    }

    /// The entries of this account count a deal each.
    pub fn counting(mut self, account: Account) -> Self {
        for entry in self.entries.iter_mut().filter(|entry| entry.key.account == account) {
            entry.deals = 1;
        }
        self
    }

    fn entry(mut self, account: Account, amount: Decimal, currency: Currency, dimensions: Dimensions) -> Self {
        let key = Key { account, currency, on: self.on, dimensions };
        self.entries.push(Entry { key, amount, deals: 0, text: self.text.clone() });
        self
    }

    /// Its entries: one per key, in the order of the keys, none that says nothing.
    pub fn finish(self) -> Result<Vec<Entry>, LedgerError> {
        difference(&[], &self.entries)
    }
}

/// What has to be posted for the ledger to go from one stance to another: one entry per key, in the order of the keys.
pub fn difference(before: &[Entry], after: &[Entry]) -> Result<Vec<Entry>, LedgerError> {
    let mut sums: BTreeMap<Key, (Decimal, i32, &str)> = BTreeMap::new();
    for (entries, sign) in [(before, -1), (after, 1)] {
        for entry in entries {
            let sum = sums.entry(entry.key).or_insert((Decimal::ZERO, 0, ""));
            let amount = if sign < 0 { -entry.amount } else { entry.amount };
            sum.0 = sum.0.checked_add(amount).ok_or(LedgerError::OutOfRange)?;
            sum.1 += sign * entry.deals;
            sum.2 = &entry.text;
        }
    }
    let said = sums.into_iter().filter(|(_, (amount, deals, _))| !amount.is_zero() || *deals != 0);
    Ok(said
        .map(|(key, (amount, deals, text))| Entry { key, amount: amount.normalize(), deals, text: text.to_owned() })
        .collect())
}

/// Refuses entries that do not sum to zero in each currency.
pub fn check_balanced(entries: &[Entry]) -> Result<(), LedgerError> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for entry in entries {
        let sum = sums.entry(entry.key.currency).or_default();
        *sum = sum.checked_add(entry.amount).ok_or(LedgerError::OutOfRange)?;
    }
    match sums.into_iter().find(|(_, sum)| !sum.is_zero()) {
        None => Ok(()),
        Some((currency, sum)) => Err(LedgerError::Unbalanced { sum, currency }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stance() -> impl Strategy<Value = Vec<Entry>> {
        let line = (0_i64..10_000, 0_u128..3, any::<bool>(), 0_u32..3);
        proptest::collection::vec(line, 0..6).prop_map(|lines| {
            let mut stance = Stance::new(None, "");
            for (cents, project, huf, day) in lines {
                let currency = if huf { Currency::HUF } else { Currency::EUR };
                let amount = Money::new(Decimal::new(cents, 2), currency).unwrap();
                stance.on = NaiveDate::from_ymd_opt(2026, 1, 1 + day);
                let project_id = Some(ProjectId::from_uuid(uuid::Uuid::from_u128(project)));
                let dimensions = Dimensions { project_id, ..Dimensions::default() };
                stance = stance.debit(Account::LabourCost, amount, dimensions).credit(
                    Account::AccruedLabour,
                    amount,
                    Dimensions::default(),
                );
            }
            stance.finish().unwrap()
        })
    }

    proptest! {
        /// After any sequence of images the postings sum to the last stance, and each event's sum to zero.
        #[test]
        fn postings_sum_to_the_last_stance(stances in proptest::collection::vec(stance(), 1..8)) {
            let mut before: Vec<Entry> = Vec::new();
            let mut all = Vec::new();
            for after in &stances {
                let posted = difference(&before, after).unwrap();
                prop_assert_eq!(check_balanced(&posted), Ok(()));
                all.extend(posted);
                before.clone_from(after);
            }
            prop_assert_eq!(difference(&[], &all).unwrap(), stances.last().unwrap().clone());
        }

        #[test]
        fn a_stance_survives_storage(entries in stance()) {
            let json = serde_json::to_string(&entries).unwrap();
            prop_assert_eq!(serde_json::from_str::<Vec<Entry>>(&json).unwrap(), entries);
        }
    }

    #[test]
    fn currencies_are_not_mixed() {
        let debit = Stance::new(None, "").debit(
            Account::Cash,
            Money::new(Decimal::ONE, Currency::EUR).unwrap(),
            Dimensions::default(),
        );
        let both =
            debit.credit(Account::Revenue, Money::new(Decimal::ONE, Currency::HUF).unwrap(), Dimensions::default());
        assert!(matches!(check_balanced(&both.finish().unwrap()), Err(LedgerError::Unbalanced { .. })));
    }
}

//! Folding events into postings: pure, so that it can be shown that the same events always give the same ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use contracts::Envelope;
use kernel::{Currency, Decimal, EventId};
use uuid::Uuid;

use super::Account;
use super::model::{Dimensions, Entry, LedgerError, check_balanced, difference};
use super::stance::{Image, stance};
use crate::wording::Wordings;

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The event that made it.
    pub event_id: EventId,
    /// Its place among the postings of that event, from 0.
    pub place: i32,
    /// Where it stands.
    pub account: Account,
    /// Debits are positive, credits negative.
    pub amount: Decimal,
    /// Currency of the amount.
    pub currency: Currency,
    /// How many deals it adds to or takes from the account.
    pub deals: i32,
    /// The business day it belongs to.
    pub effective_on: NaiveDate,
    /// When the event happened.
    pub recorded_at: DateTime<Utc>,
    /// What it belongs to.
    pub dimensions: Dimensions,
    /// Kind of the aggregate.
    pub aggregate_type: String,
    /// What it is about.
    pub description: String,
}

/// What the ledger shows for one aggregate after some event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Kind of the aggregate.
    pub aggregate_type: String,
    /// The event's place in the aggregate's sequence.
    pub aggregate_seq: i64,
    /// The stance.
    pub entries: Vec<Entry>,
}

/// What tells one balance from another: everything a report may ask by.
pub type BalanceKey = (Account, Currency, [Uuid; 5]);

/// Events on their way into the ledger.
#[derive(Debug, Default)]
pub struct Fold {
    shown: BTreeMap<Uuid, Shown>,
    postings: Vec<Posting>,
}

impl Fold {
    /// Goes on from what the ledger shows for the aggregates the events are about.
    pub fn resume(shown: BTreeMap<Uuid, Shown>) -> Self {
        Self { shown, postings: Vec::new() }
    }

    /// Posts the difference an event makes.
    pub fn apply(&mut self, event: &Envelope, image: &Image) -> Result<(), LedgerError> {
        let entries = stance(image)?;
        let shown = self.shown.entry(event.subject).or_default();
        let posted = difference(&shown.entries, &entries)?;
        check_balanced(&posted)?;
        shown.aggregate_type.clone_from(&event.aggregatetype);
        shown.aggregate_seq = event.aggregateseq;
        shown.entries = entries;
        let recorded_on = event.time.date_naive();
        self.postings.extend(posted.into_iter().zip(0..).map(|(entry, place)| Posting {
            event_id: event.id,
            place,
            account: entry.key.account,
            amount: entry.amount,
            currency: entry.key.currency,
            deals: entry.deals,
            effective_on: entry.key.on.unwrap_or(recorded_on),
            recorded_at: event.time,
            dimensions: entry.key.dimensions,
            aggregate_type: event.aggregatetype.clone(),
            description: entry.text,
        }));
        Ok(())
    }

    /// The deals that what is shown and posted belongs to.
    pub fn deals(&self) -> Vec<Uuid> {
        let shown = self.shown.values().flat_map(|shown| &shown.entries).map(|entry| entry.key.dimensions);
        let posted = self.postings.iter().map(|posting| posting.dimensions);
        let deals: BTreeSet<Uuid> = shown.chain(posted).filter_map(|of| of.deal_id.map(Uuid::from)).collect();
        deals.into_iter().collect()
    }

    /// Takes persons who were erased out of what describes things, as their deals did.
    pub fn reword(&mut self, wordings: &Wordings) {
        if wordings.is_empty() {
            return;
        }
        for posting in &mut self.postings {
            let Some(deal) = posting.dimensions.deal_id else { continue };
            if let Some(left) = wordings.left_of(deal, &posting.aggregate_type, &posting.description) {
                posting.description = left;
            }
        }
        for shown in self.shown.values_mut() {
            wordings.reword(&shown.aggregate_type, &mut shown.entries);
        }
    }

    /// What the ledger shows for each aggregate now.
    pub fn shown(&self) -> &BTreeMap<Uuid, Shown> {
        &self.shown
    }

    /// The postings made, in the order of the events.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// What the postings add to each balance, in the order of the keys, which every writer locks them in.
    pub fn changes(&self) -> Result<BTreeMap<BalanceKey, (Decimal, i64)>, LedgerError> {
        let mut changes: BTreeMap<BalanceKey, (Decimal, i64)> = BTreeMap::new();
        for posting in &self.postings {
            let change = changes.entry(balance_key(posting)).or_default();
            change.0 = change.0.checked_add(posting.amount).ok_or(LedgerError::OutOfRange)?;
            change.1 += i64::from(posting.deals);
        }
        changes.retain(|_, (amount, deals)| !amount.is_zero() || *deals != 0);
        Ok(changes)
    }
}

fn balance_key(posting: &Posting) -> BalanceKey {
    let dimensions = &posting.dimensions;
    let ids = [
        dimensions.project_id.map(Uuid::from),
        dimensions.account_id.map(Uuid::from),
        dimensions.deal_id.map(Uuid::from),
        dimensions.cost_center_id.map(Uuid::from),
        dimensions.stage_id.map(Uuid::from),
    ];
    (posting.account, posting.currency, ids.map(Option::unwrap_or_default))
}

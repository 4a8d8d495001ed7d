//! What a deal's events make of its versions and of the sums kept of them: pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::Envelope;
use contracts::crm::{Deal, DealStatus};
use kernel::{Currency, Decimal, EventId};
use uuid::Uuid;

/// One hundredth.
const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// A state a deal was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The deal.
    pub deal_id: Uuid,
    /// Which change of it made it so.
    pub seq: i64,
    /// The event that told.
    pub event_id: EventId,
    /// From when on.
    pub from_at: DateTime<Utc>,
    /// Until when; none while it is so.
    pub until_at: Option<DateTime<Utc>>,
    /// Where it stood.
    pub status: DealStatus,
    /// Who would buy.
    pub account_id: Option<Uuid>,
    /// Its pipeline.
    pub pipeline_id: Uuid,
    /// Its stage.
    pub stage_id: Uuid,
    /// Who worked on it; the nil uuid for nobody.
    pub owner_id: Uuid,
    /// Currency of its value.
    pub currency: Currency,
    /// Its value.
    pub value: Decimal,
    /// When it was expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// When it closed.
    pub closed_on: Option<NaiveDate>,
    /// The category somebody chose; empty when it follows from the stage.
    pub category: String,
    /// The odds somebody gave it.
    pub judged_odds: Option<i16>,
}

/// How a status is written in a column.
pub const fn status_text(status: DealStatus) -> &'static str {
    match status {
        DealStatus::Open => "open",
        DealStatus::Won => "won",
        DealStatus::Lost => "lost",
    }
}

/// The status a column says.
pub fn status_from(text: &str) -> Option<DealStatus> {
    [DealStatus::Open, DealStatus::Won, DealStatus::Lost].into_iter().find(|status| status_text(*status) == text)
}

impl Version {
    /// The state an event tells of.
    pub fn told(event: &Envelope, deal: &Deal) -> Self {
        Self {
            deal_id: deal.deal_id.as_uuid(),
            seq: event.aggregateseq,
            event_id: event.id,
            from_at: event.time,
            until_at: None,
            status: deal.status,
            account_id: deal.account_id.map(Uuid::from),
            pipeline_id: deal.pipeline_id.as_uuid(),
            stage_id: deal.stage_id.as_uuid(),
            owner_id: deal.owner_id.map(Uuid::from).unwrap_or_default(),
            currency: deal.value.currency,
            value: deal.value.amount,
            expected_close_on: deal.expected_close_on,
            closed_on: deal.closed_on,
            category: deal.forecast.category.map_or("", |category| category.as_str()).to_owned(),
            judged_odds: deal.forecast.odds.as_ref().map(|odds| odds.odds_percent),
        }
    }

    /// The cell it is summed in, when it is open and has a day.
    fn cell(&self) -> Option<CellKey> {
        let month = self.expected_close_on.filter(|_| self.status == DealStatus::Open)?.with_day(1)?;
        Some(CellKey {
            month,
            owner_id: self.owner_id,
            pipeline_id: self.pipeline_id,
            stage_id: self.stage_id,
            category: self.category.clone(),
            currency: self.currency,
        })
    }
}

/// What deals are summed by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellKey {
    /// The first day of the month they are expected to close in.
    pub month: NaiveDate,
    /// Who works on them.
    pub owner_id: Uuid,
    /// Their pipeline.
    pub pipeline_id: Uuid,
    /// Their stage.
    pub stage_id: Uuid,
    /// The category somebody chose.
    pub category: String,
    /// Their currency.
    pub currency: Currency,
}

/// What is added to a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Deals.
    pub deals: i64,
    /// Their value.
    pub value: Decimal,
    /// Deals somebody gave odds.
    pub judged_deals: i64,
    /// Their value.
    pub judged_value: Decimal,
    /// Their value by those odds.
    pub judged_weighted: Decimal,
}

/// Versions on their way into the tables.
#[derive(Debug, Default)]
pub struct Fold {
    /// The last version of each deal, before and after.
    last: BTreeMap<Uuid, Version>,
    /// New versions, each with its end.
    versions: Vec<Version>,
    /// When the versions that were the last ones end.
    ended: BTreeMap<Uuid, DateTime<Utc>>,
    changes: BTreeMap<CellKey, Change>,
    /// Deals that were or are closed, with their last status.
    closed: BTreeMap<Uuid, DealStatus>,
}

impl Fold {
    /// Goes on from the last versions of the deals.
    pub fn resume(last: Vec<Version>) -> Self {
        Self { last: last.into_iter().map(|one| (one.deal_id, one)).collect(), ..Self::default() }
    }

    /// Takes what an event tells of a deal. None of its time lies before that of the event before, even if a clock went back.
    pub fn apply(&mut self, event: &Envelope, deal: &Deal) {
        let mut version = Version::told(event, deal);
        if let Some(before) = self.last.get(&version.deal_id) {
            version.from_at = version.from_at.max(before.from_at);
            match self.versions.iter_mut().rfind(|one| one.deal_id == version.deal_id) {
                Some(last) => last.until_at = Some(version.from_at),
                None => {
                    self.ended.insert(version.deal_id, version.from_at);
                }
            }
            if before.status != DealStatus::Open {
                self.closed.insert(version.deal_id, version.status);
            }
            let before = before.clone();
            self.add(&before, -1);
        }
        self.add(&version, 1);
        if version.status != DealStatus::Open || self.closed.contains_key(&version.deal_id) {
            self.closed.insert(version.deal_id, version.status);
        }
        self.last.insert(version.deal_id, version.clone());
        self.versions.push(version);
    }

    fn add(&mut self, version: &Version, times: i64) {
        let Some(key) = version.cell() else { return };
        let change = self.changes.entry(key).or_default();
        let value = version.value * Decimal::from(times);
        change.deals += times;
        change.value += value;
        if let Some(odds) = version.judged_odds {
            change.judged_deals += times;
            change.judged_value += value;
            change.judged_weighted += value * Decimal::from(odds) * HUNDREDTH;
        }
    }

    /// The new versions, in the order of the events.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// When versions that were the last ones ended.
    pub fn ended(&self) -> &BTreeMap<Uuid, DateTime<Utc>> {
        &self.ended
    }

    /// What cells change, in the order of their keys, which every writer locks them in.
    pub fn changes(&self) -> Vec<(&CellKey, &Change)> {
        self.changes.iter().filter(|(_, change)| **change != Change::default()).collect()
    }

    /// Deals that are closed now.
    pub fn closed(&self) -> Vec<Uuid> {
        self.of_closed(|status| status != DealStatus::Open)
    }

    /// Deals that were closed and are open again.
    pub fn opened_again(&self) -> Vec<Uuid> {
        self.of_closed(|status| status == DealStatus::Open)
    }

    fn of_closed(&self, wanted: impl Fn(DealStatus) -> bool) -> Vec<Uuid> {
        self.closed.iter().filter(|(_, status)| wanted(**status)).map(|(id, _)| *id).collect()
    }
}

#[cfg(test)]
mod tests {
    use contracts::Actor;
    use kernel::OrgId;
    use proptest::prelude::*;
    use serde_json::json;
    use serde_json::value::RawValue;

    use super::*;

    /// A step of one of three deals: its status, month, value, and what somebody says of it.
    type Step = (u8, u8, u8, i64, Option<i16>);

    fn told((deal, status, month, value, odds): Step, seq: i64) -> (Envelope, Deal) {
        let id = Uuid::from_u128(u128::from(deal));
        let status = ["open", "open", "won", "lost"][usize::from(status)];
        let said = odds.map(|odds| json!({ "odds_percent": odds, "reason": "r", "said_at": "2026-01-01T00:00:00Z" }));
        let deal: Deal = serde_json::from_value(json!({
            "deal_id": id, "name": "d", "pipeline_id": id, "stage_id": id, "stage_name": "s", "status": status, "currency": "EUR",
            "value": { "amount": value.to_string(), "currency": "EUR" }, "lines": [], "opened_on": "2026-01-01", "win_no": 0,
            "expected_close_on": (month > 0).then(|| format!("2026-{month:02}-15")),
            "closed_on": (status != "open").then_some("2026-02-02"), "forecast": { "odds": said },
        }))
        .unwrap();
        let event = Envelope {
            specversion: "1.0".to_owned(),
            id: EventId::new(),
            source: "/gerinc/crm".to_owned(),
            event_type: "crm.deal.updated.v1".to_owned(),
            subject: id,
            // Clocks go back sometimes.
            time: DateTime::from_timestamp(1_770_000_000 + (seq * 7 % 5), 0).unwrap(),
            datacontenttype: "application/json".to_owned(),
            orgid: OrgId::from_uuid(Uuid::nil()),
            actor: Actor::System("test".to_owned()),
            aggregatetype: "deal".to_owned(),
            aggregateseq: seq,
            epoch: 0,
            correlationid: Uuid::nil(),
            causationid: None,
            traceparent: None,
            tracestate: None,
            data: RawValue::from_string("{}".to_owned()).unwrap(),
        };
        (event, deal)
    }

    fn add(sums: &mut BTreeMap<CellKey, Change>, fold: &Fold) {
        for (key, change) in fold.changes() {
            let sum = sums.entry(key.clone()).or_default();
            sum.deals += change.deals;
            sum.value += change.value;
            sum.judged_deals += change.judged_deals;
            sum.judged_value += change.judged_value;
            sum.judged_weighted += change.judged_weighted;
        }
        sums.retain(|_, sum| *sum != Change::default());
    }

    proptest! {
        #[test]
        fn cells_are_the_sums_of_the_last_versions_however_events_are_batched(
            steps in prop::collection::vec((0_u8..3, 0_u8..4, 0_u8..4, 0_i64..1000, prop::option::of(1_i16..100)), 1..40),
            cut in 0_usize..40,
        ) {
            let events: Vec<_> = steps.into_iter().zip(1..).map(|(step, seq)| told(step, seq)).collect();
            let (first, rest) = events.split_at(cut.min(events.len()));
            let mut sums = BTreeMap::new();
            let mut last = Vec::new();
            for batch in [first, rest] {
                let mut fold = Fold::resume(last);
                for (event, deal) in batch {
                    fold.apply(event, deal);
                }
                add(&mut sums, &fold);
                for pair in fold.versions().windows(2).filter(|pair| pair[0].deal_id == pair[1].deal_id) {
                    prop_assert_eq!(pair[0].until_at, Some(pair[1].from_at));
                }
                prop_assert!(fold.versions().iter().all(|one| one.until_at.is_none_or(|until| until >= one.from_at)));
                last = fold.last.into_values().collect();
            }
            let mut whole = Fold::default();
            for version in &last {
                whole.add(version, 1);
            }
            let mut expected = BTreeMap::new();
            add(&mut expected, &whole);
            prop_assert_eq!(sums, expected);
        }
    }

    #[test]
    fn a_deal_that_opens_again_teaches_nothing() {
        let mut fold = Fold::default();
        for (seq, status) in [(1, 0), (2, 2)] {
            let (event, deal) = told((1, status, 3, 100, None), seq);
            fold.apply(&event, &deal);
        }
        assert_eq!((fold.closed().len(), fold.opened_again().len()), (1, 0));
        let (event, deal) = told((1, 0, 3, 100, None), 3);
        fold.apply(&event, &deal);
        assert_eq!((fold.closed().len(), fold.opened_again().len()), (0, 1));
    }
}

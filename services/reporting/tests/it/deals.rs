//! Deals that are told of step by step, as of moments of the past too, and what is read of a forecast.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use contracts::crm::{Deal, DealCreated, DealLost, DealRecordedWon, DealUpdated, DealWon};
use contracts::{Actor, Envelope, Event};
use kernel::{Decimal, EventId, MemberId};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization};
use uuid::Uuid;

use crate::history::image;

/// A deal that is told of step by step.
#[derive(Clone)]
pub struct Story {
    pub image: Value,
    pub seq: i64,
}

pub fn stage(number: u128) -> Uuid {
    Uuid::from_u128(0x5746_6167_6500 + number)
}

impl Story {
    pub fn new(value: &str, currency: &str, odds: i64, owner: Option<MemberId>) -> Self {
        let deal_id = kernel::DealId::new();
        let image = json!({
            "deal_id": deal_id, "name": "Website", "account_id": kernel::AccountId::new(), "pipeline_id": Uuid::from_u128(77),
            "stage_id": stage(u128::try_from(odds).unwrap()), "stage_name": "Some stage", "status": "open", "owner_id": owner,
            "currency": currency, "value": { "amount": value, "currency": currency }, "lines": [], "opened_on": "2025-01-05",
            "win_no": 0, "forecast": { "stage_odds_percent": odds },
        });
        Self { image, seq: 0 }
    }

    pub fn closing(mut self, on: Option<NaiveDate>) -> Self {
        self.image["expected_close_on"] = json!(on);
        self
    }

    pub fn said(mut self, category: Option<&str>, odds: Option<i64>) -> Self {
        self.image["forecast"]["category"] = json!(category);
        let at = DateTime::<Utc>::UNIX_EPOCH;
        self.image["forecast"]["odds"] =
            json!(odds.map(|odds| json!({ "odds_percent": odds, "reason": "Known", "said_at": at })));
        self
    }

    pub fn deal(&self) -> Deal {
        image(self.image.clone())
    }

    /// Its next state is told as of a moment, and applied.
    pub async fn tell(&mut self, app: &App, org: &Organization, at: DateTime<Utc>) {
        self.seq += 1;
        if self.seq == 1 {
            tell(app, org, 1, &DealCreated { deal: self.deal() }, at).await;
        } else {
            tell(app, org, self.seq, &DealUpdated { deal: self.deal() }, at).await;
        }
    }

    pub async fn win(&mut self, app: &App, org: &Organization, on: NaiveDate, at: DateTime<Utc>) {
        self.seq += 1;
        self.close("won", on);
        let account = image(json!({ "account_id": self.image["account_id"], "name": "Acme" }));
        tell(app, org, self.seq, &DealWon { deal: self.deal(), account }, at).await;
    }

    /// It was won elsewhere, and is told of as history.
    pub async fn record_won(&mut self, app: &App, org: &Organization, on: NaiveDate, at: DateTime<Utc>) {
        self.seq += 1;
        self.close("won", on);
        self.image["win_no"] = json!(0);
        tell(app, org, self.seq, &DealRecordedWon { deal: self.deal() }, at).await;
    }

    pub async fn lose(&mut self, app: &App, org: &Organization, on: NaiveDate, at: DateTime<Utc>) {
        self.seq += 1;
        self.close("lost", on);
        let reason = kernel::Note::new("Too dear").unwrap();
        tell(app, org, self.seq, &DealLost { deal: self.deal(), reason, loss_reason: None }, at).await;
    }

    pub fn close(&mut self, status: &str, on: NaiveDate) {
        self.image["status"] = json!(status);
        self.image["closed_on"] = json!(on);
        self.image["win_no"] = json!(i32::from(status == "won"));
        self.image["forecast"]["category"] = Value::Null;
        self.image["forecast"]["odds"] = Value::Null;
    }
}

/// An event as of a moment, as CRM publishes it.
pub fn envelope<E: Event>(org: &Organization, seq: i64, event: &E, at: DateTime<Utc>) -> Envelope {
    let id = EventId::new();
    Envelope {
        specversion: "1.0".to_owned(),
        id,
        source: "/gerinc/crm".to_owned(),
        event_type: E::TYPE.to_owned(),
        subject: event.aggregate_id(),
        time: at,
        datacontenttype: "application/json".to_owned(),
        orgid: org.id,
        actor: Actor::System("test".to_owned()),
        aggregatetype: E::AGGREGATE.to_owned(),
        aggregateseq: seq,
        epoch: 0,
        correlationid: id.as_uuid(),
        causationid: None,
        traceparent: None,
        tracestate: None,
        data: RawValue::from_string(serde_json::to_string(event).unwrap()).unwrap(),
    }
}

/// Publishes an event, and does not wait.
pub async fn publish(app: &App, envelope: &Envelope) {
    app.publish_raw(&envelope.event_type, serde_json::to_vec(envelope).unwrap()).await;
}

/// Publishes an event as of a moment, and waits until it is applied.
pub async fn tell<E: Event>(app: &App, org: &Organization, seq: i64, event: &E, at: DateTime<Utc>) {
    publish(app, &envelope(org, seq, event, at)).await;
    assert_eq!(app.settled(org, event, seq).await, Delivery::Applied);
}

pub fn now(app: &App) -> DateTime<Utc> {
    app.running.state().clock.now()
}

/// The business day in Budapest, where organisations of tests are.
pub fn today(app: &App) -> NaiveDate {
    business_day(now(app))
}

/// The day of a moment there.
pub fn business_day(at: DateTime<Utc>) -> NaiveDate {
    let zone: kernel::TimeZoneName = "Europe/Budapest".parse().unwrap();
    zone.local_date(at)
}

/// The tenth of the month that many months away.
pub fn tenth(day: NaiveDate, months: i32) -> NaiveDate {
    let first = day.with_day(10).unwrap();
    let apart = Months::new(months.unsigned_abs());
    if months < 0 { first - apart } else { first + apart }
}

pub fn amount(money: &Value) -> &str {
    money["amount"].as_str().unwrap()
}

pub fn month_of(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// The figures of a month among those of all deals.
pub fn of_month(answer: &Value, day: NaiveDate) -> Value {
    let months = answer["months"].as_array().unwrap();
    months.iter().find(|one| one["month"] == month_of(day)).unwrap().clone()
}

/// Every figure of the forecast is the sum of the deals it names, each of which adds an exact amount.
pub async fn every_figure_is_explained(client: &Client, forecast: &Value) {
    let months = forecast["months"].as_array().unwrap().iter();
    let rows = forecast["items"].as_array().unwrap().iter();
    let of_rows = rows.flat_map(|row| std::iter::once(&row["total"]).chain(row["months"].as_array().unwrap()));
    let mut checked = 0;
    for figures in months.chain([&forecast["total"]]).chain(of_rows) {
        let address = figures["explain"].as_str().unwrap();
        let (mut items, mut cursor) = (Vec::new(), String::new());
        let sums = loop {
            let page = client.get(format!("{address}&limit=2{cursor}")).await.expect(200);
            items.extend(page["items"].as_array().unwrap().clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break page["sums"].clone(),
            }
        };
        assert_eq!(figures["deals"].as_i64().unwrap(), i64::try_from(items.len()).unwrap(), "{address}");
        for (figure, exact, sum) in [
            (&figures["value"], "base_value", &sums["value"]),
            (&figures["by_stage"]["amount"], "by_stage", &sums["by_stage"]),
            (&figures["by_learned"]["amount"], "by_learned", &sums["by_learned"]),
            (&figures["by_people"]["amount"], "by_people", &sums["by_people"]),
        ] {
            assert_eq!(figure, sum, "{address} {exact}");
            let parts = items.iter().filter_map(|item| item[exact].as_str());
            let total: Decimal = parts.map(|part| part.parse::<Decimal>().unwrap()).sum();
            // Each part that was rounded has a deal of its own at least, and is half a cent away at most.
            let apart = (amount(figure).parse::<Decimal>().unwrap() - total).abs();
            assert!(apart <= Decimal::new(5, 3) * Decimal::from(items.len()), "{address} {exact}: {apart} away");
        }
        checked += 1;
        let Some(won) = figures["won"].as_object() else { continue };
        let listed = client.get(format!("{address}&which=won&limit=200")).await.expect(200);
        assert_eq!(won["deals"].as_i64().unwrap(), i64::try_from(listed["items"].as_array().unwrap().len()).unwrap());
        assert_eq!(won["amount"], listed["sums"]["value"], "{address} won");
    }
    assert!(checked > 6);
}

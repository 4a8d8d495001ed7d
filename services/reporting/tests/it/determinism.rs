//! The same events give the same ledger, in whatever order aggregates interleave; and every stance is balanced.

use std::collections::{BTreeMap, BTreeSet};

use contracts::billing::{Application, InvoiceLine};
use contracts::crm::{DealCreated, DealUpdated};
use contracts::expenses::ClaimLine;
use contracts::projects::TimeApproved;
use contracts::{Actor, Envelope, Event};
use kernel::{Currency, Decimal, EventId, Money, OrgId, StageId};
use proptest::prelude::*;
use reporting::ledger::fold::Fold;
use reporting::ledger::model::check_balanced;
use reporting::ledger::stance::{Image, image, stance};
use serde_json::value::RawValue;

use crate::history::Story;

fn envelope<E: Event>(event: &E, number: u128, seq: i64) -> Envelope {
    let id = EventId::from_uuid(uuid::Uuid::from_u128(number));
    Envelope {
        specversion: "1.0".to_owned(),
        id,
        source: "/gerinc/test".to_owned(),
        event_type: E::TYPE.to_owned(),
        subject: event.aggregate_id(),
        time: chrono::DateTime::from_timestamp(1_770_000_000 + i64::try_from(number).unwrap(), 0).unwrap(),
        datacontenttype: "application/json".to_owned(),
        orgid: OrgId::from_uuid(uuid::Uuid::from_u128(1)),
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

/// A history of one deal: values and states it goes through.
fn deal_history(first: u128) -> impl Strategy<Value = Vec<Envelope>> {
    let story = Story::new();
    proptest::collection::vec((0_u32..50_000, 0_u128..3, 0_usize..3), 1..6).prop_map(move |steps| {
        let events = steps.into_iter().zip(1_i64..).map(|((value, stage, status), seq)| {
            let stage = StageId::from_uuid(uuid::Uuid::from_u128(stage));
            let deal = story.deal(["open", "won", "lost"][status], stage, &value.to_string());
            let number = first + u128::try_from(seq).unwrap();
            if seq == 1 {
                envelope(&DealCreated { deal }, number, seq)
            } else {
                envelope(&DealUpdated { deal }, number, seq)
            }
        });
        events.collect()
    })
}

fn fold(events: &[&Envelope]) -> BTreeSet<String> {
    let mut fold = Fold::resume(BTreeMap::new());
    for event in events {
        fold.apply(event, &image(event).unwrap().unwrap()).unwrap();
    }
    fold.postings().iter().map(|posting| format!("{posting:?}")).collect()
}

proptest! {
    #[test]
    fn the_order_across_aggregates_does_not_matter(
        one in deal_history(100), other in deal_history(200), turns in proptest::collection::vec(any::<bool>(), 12)
    ) {
        let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
        let mut mixed = Vec::new();
        for turn in turns {
            mixed.extend(if turn { left.next() } else { right.next() });
        }
        mixed.extend(left.chain(right));
        let in_order: Vec<&Envelope> = one.iter().chain(&other).collect();
        prop_assert_eq!(fold(&mixed), fold(&in_order));
    }
}

#[test]
fn every_stance_is_balanced() {
    let story = Story::new();
    let stage = StageId::new();
    let mut images = vec![
        Image::Project(Box::new(story.project())),
        Image::Schedule(Box::new(story.schedule())),
        Image::Budget(Box::new(story.budget())),
        Image::Payment(Box::new(story.payment())),
    ];
    images.extend(["open", "won", "lost"].map(|status| Image::Deal(Box::new(story.deal(status, stage, "7.5")))));
    images
        .extend(["draft", "submitted", "approved", "rejected"].map(|status| Image::Time(Box::new(story.time(status)))));
    images.extend(
        ["draft", "submitted", "approved", "rejected"].map(|status| Image::Claim(Box::new(story.claim(status)))),
    );
    images
        .extend(["draft", "issued", "paid", "discarded"].map(|status| Image::Invoice(Box::new(story.invoice(status)))));
    let work = ["unbilled", "reserved", "billed", "cancelled"];
    images.extend(work.map(|status| Image::Work(Box::new(story.work(status)))));
    for image in &images {
        assert_eq!(check_balanced(&stance(image).unwrap()), Ok(()), "{image:?}");
    }
    let shown = |wanted: &[Image]| wanted.iter().filter(|image| !stance(image).unwrap().is_empty()).count();
    assert_eq!(shown(&images), 15, "drafts, rejected, lost and cancelled things show nothing");
}

fn euro(cents: u32) -> Money {
    Money::new(Decimal::new(i64::from(cents), 2), Currency::EUR).unwrap()
}

proptest! {
    /// Whatever the amounts are, as long as the documents add up.
    #[test]
    fn stances_of_documents_that_add_up_are_balanced(
        nets in proptest::collection::vec((0_u32..1_000_000, any::<bool>(), any::<bool>()), 1..8), vat in 0_u32..1_000_000,
        cost in 0_u32..1_000_000, applied in proptest::collection::vec(0_u32..1_000_000, 0..5), unapplied in 0_u32..1_000_000
    ) {
        let story = Story::new();
        let mut invoice = story.invoice("issued");
        let line = invoice.lines[0].clone();
        invoice.lines = nets.iter().map(|(net, work, project)| InvoiceLine {
            net: euro(*net),
            billable_item_id: line.billable_item_id.filter(|_| *work),
            project_id: line.project_id.filter(|_| *project),
            ..line.clone()
        }).collect();
        let net: u32 = nets.iter().map(|(net, ..)| net).sum();
        (invoice.net, invoice.vat_total, invoice.gross) = (euro(net), euro(vat), euro(net + vat));
        let mut payment = story.payment();
        let part = payment.applications[0].clone();
        payment.applications = applied.iter().map(|cents| Application { amount: euro(*cents), ..part.clone() }).collect();
        (payment.amount, payment.unapplied) = (euro(applied.iter().sum::<u32>() + unapplied), euro(unapplied));
        let mut time = story.time("approved");
        time.cost = Some(euro(cost));
        let mut claim = story.claim("approved");
        let spent = claim.lines[0].clone();
        claim.lines = nets.iter().map(|(net, ..)| ClaimLine { amount: euro(*net), ..spent.clone() }).collect();
        let images = [
            Image::Invoice(Box::new(invoice)), Image::Payment(Box::new(payment)), Image::Time(Box::new(time)),
            Image::Claim(Box::new(claim)),
        ];
        for image in &images {
            prop_assert_eq!(check_balanced(&stance(image).unwrap()), Ok(()));
        }
    }
}

#[test]
fn unknown_types_show_nothing_and_unknown_versions_are_refused() {
    let story = Story::new();
    let approved_at = chrono::DateTime::from_timestamp(0, 0).unwrap();
    let mut event = envelope(&TimeApproved { entry: story.time("approved"), approved_at, approved_by: None }, 1, 1);
    event.event_type = "projects.time.billed.v1".to_owned();
    assert_eq!(image(&event).unwrap(), None);
    event.event_type = "projects.time.approved.v2".to_owned();
    assert!(image(&event).is_err());
}

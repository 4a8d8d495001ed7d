//! Rules of leads.

use contracts::leads::LeadChannel;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn moment() -> Moment {
    let now: DateTime<Utc> = "2026-06-30T10:00:00Z".parse().unwrap();
    Moment { now, today: now.date_naive(), clock: Some(Clock { hours: 24, working: None }) }
}

fn captured(said: &serde_json::Value) -> Result<Lead> {
    let (mut body, mut origin) = (json!({"name": "Anna"}), json!({}));
    for (field, value) in said.as_object().unwrap() {
        let place = if ["source", "campaign", "utm_source", "landing_page"].contains(&field.as_str()) {
            &mut origin
        } else {
            &mut body
        };
        place[field] = value.clone();
    }
    body["origin"] = origin;
    let request: CreateLead = serde_json::from_value(body).unwrap();
    let origin = request.origin.clone().of(LeadChannel::Manual, None);
    Lead::capture(request, origin, &moment())
}

/// A lead that says this besides its name.
///
/// # Panics
/// When it cannot be.
pub fn lead(said: &serde_json::Value) -> leads::Lead {
    captured(said).unwrap().image
}

fn note(text: &str) -> Note {
    Note::new(text).unwrap()
}

#[test]
fn the_clock_runs_until_somebody_answers() {
    let mut lead = captured(&json!({})).unwrap();
    let due = moment().now + Duration::hours(24);
    assert_eq!(lead.image.first_response_due_at, Some(due));
    assert!(!lead.response_overdue(due) && lead.response_overdue(due + Duration::seconds(1)));
    lead.respond(moment().now).unwrap();
    assert!(!lead.response_overdue(due + Duration::days(9)));
    assert_eq!(lead.respond(moment().now), Err(LeadError::Responded));
    let mut other = captured(&json!({})).unwrap();
    other.work().unwrap();
    assert_eq!(other.image.first_responded_at, None, "to take it up is no answer");
    assert!(other.response_overdue(due + Duration::seconds(1)));
    other.respond(moment().now - Duration::days(1)).unwrap();
    assert_eq!(other.image.first_responded_at, Some(moment().now), "nobody is answered before they came");
}

#[test]
fn what_cannot_be_is_refused_where_it_stands() {
    for (said, at) in [
        (json!({"received_at": "2026-06-30T10:00:01Z"}), "/received_at"),
        (json!({"consent": {"how": "x", "text": "y", "given_at": "2027-01-01T00:00:00Z"}}), "/consent/given_at"),
        (json!({"estimated_value": {"amount": "-1", "currency": "EUR"}}), "/estimated_value/amount"),
        (json!({"estimated_value": {"amount": "1.001", "currency": "EUR"}}), "/estimated_value/amount"),
        (json!({"next_step": {"text": "x", "due_on": "0001-01-01"}}), "/next_step/due_on"),
        (json!({"phone": "hello"}), "/phone"),
        (json!({"website": "javascript:alert(1)"}), "/website"),
        (json!({"website": "ftp://acme.hu"}), "/website"),
    ] {
        let Err(LeadError::Field { pointer, .. }) = captured(&said) else { panic!("{said}") };
        assert_eq!(pointer, at);
    }
    let mut lead = captured(&json!({})).unwrap();
    assert!(matches!(lead.nurture(moment().today, None, &moment()), Err(LeadError::Field { pointer: "/until", .. })));
}

#[test]
fn whoever_comes_forward_again_is_answered_anew_when_they_waited() {
    let mut lead = captured(&json!({"phone": "112"})).unwrap();
    lead.work().unwrap();
    lead.nurture(moment().today + Duration::days(30), None, &moment()).unwrap();
    let again: CreateLead = serde_json::from_value(json!({"name": "A", "phone": "113", "company": "Acme"})).unwrap();
    let none = CustomValues::new();
    assert_eq!(lead.touch(again.clone(), None, &none, &moment()), Ok(LeadStatus::Nurture));
    let image = &lead.image;
    assert_eq!((image.status, image.touches, image.first_responded_at), (LeadStatus::New, 2, None));
    assert_eq!(image.name.as_str(), "Anna", "what is known stays");
    assert_eq!((image.phone.as_ref().unwrap().as_str(), image.company.as_ref().unwrap().as_str()), ("112", "Acme"));
    lead.work().unwrap();
    assert_eq!(lead.touch(again, None, &none, &moment()), Ok(LeadStatus::Working));
    assert_eq!(lead.image.status, LeadStatus::Working, "somebody talks to them already");
}

#[test]
fn the_source_follows_from_the_pages_address_when_nothing_else_is_said() {
    let source = |said: serde_json::Value| lead(&said).origin.source.map(Name::into_inner);
    assert_eq!(source(json!({"utm_source": "google"})).as_deref(), Some("google"));
    assert_eq!(source(json!({"utm_source": "google", "source": "referral"})).as_deref(), Some("referral"));
}

#[test]
fn why_somebody_looks_after_it_is_said_until_somebody_else_does() {
    let mut lead = captured(&json!({})).unwrap();
    let (anna, client) = (MemberId::new(), KnownClient { account_id: AccountId::new(), by: leads::KnownBy::Email });
    lead.hand_to(Keeper::WhenThereIsRoom);
    assert_eq!((lead.image.owner_id, lead.waits_for_room), (None, true));
    lead.assign(Keeper::OfClient(anna, client)).unwrap();
    assert_eq!((lead.image.owner_id, lead.waits_for_room, lead.image.known_client), (Some(anna), false, Some(client)));
    let taken = lead.assign(Keeper::Named(None)).unwrap();
    assert_eq!((taken.was, lead.image.known_client, &lead.image.assigned_by), (Some(anna), None, &None));
}

#[test]
fn tags_stay_whatever_becomes_of_it_and_each_is_there_once() {
    let mut lead = captured(&json!({})).unwrap();
    let (one, other) = (TagId::new(), TagId::new());
    lead.tag(other).unwrap().unwrap();
    lead.tag(one).unwrap().unwrap();
    assert_eq!(lead.tag(one), Ok(None));
    let mut sorted = vec![one, other];
    sorted.sort_unstable();
    assert_eq!(lead.image.tags, sorted);
    lead.disqualify(note("no")).unwrap();
    assert_eq!(lead.untag(one).unwrap().unwrap().lead.tags, [other]);
    lead.end(Some(LeadId::new()));
    assert!(matches!(lead.untag(other), Err(LeadError::Merged(_))));
}

proptest! {
    #[test]
    fn whatever_is_tried_the_version_counts_the_changes(steps in prop::collection::vec(0_u8..7, 0..40)) {
        let mut lead = captured(&json!({})).unwrap();
        let mut version = 1;
        for step in steps {
            let before = lead.clone();
            let tomorrow = moment().today + Duration::days(1);
            let changed = match step {
                0 => lead.work().is_ok(),
                1 => lead.nurture(tomorrow, None, &moment()).is_ok(),
                2 => lead.disqualify(note("no")).is_ok(),
                3 => lead.reopen(None).is_ok(),
                4 => lead.respond(moment().now).is_ok(),
                5 => lead.assign(Keeper::Named(Some(MemberId::new()))).is_ok(),
                _ => lead.convert(AccountId::new(), ContactId::new(), None, &moment()).is_ok(),
            };
            if changed { version += 1 } else { prop_assert_eq!(&before, &lead) }
            prop_assert_eq!(lead.version, version);
            let image = &lead.image;
            prop_assert_eq!(image.status == LeadStatus::Nurture, image.nurture_until.is_some());
            prop_assert_eq!(image.status == LeadStatus::Converted, image.account_id.is_some());
            prop_assert!(image.status != LeadStatus::Disqualified || image.status_reason.is_some());
        }
    }
}

//! What sequences may be, tested.

use contracts::crm::sequences::SequenceTest;
use kernel::{Note, SequenceStepId};

use super::*;

/// A step that does this.
pub(crate) fn step(content: SequenceStepContent) -> SequenceStep {
    SequenceStep { step_id: SequenceStepId::new(), content }
}

/// A mail.
pub(crate) fn mail(body: &str, continues: bool) -> SequenceStep {
    let (subject, body) = (Name::new("Hello").unwrap(), Note::new(body).unwrap());
    step(SequenceStepContent::Mail { subject, body, continues })
}

/// A wait of so many days.
pub(crate) fn wait(days: i32) -> SequenceStep {
    step(SequenceStepContent::Wait { days, hours: 0 })
}

fn sequence(draft: Vec<SequenceStep>) -> Sequence {
    Sequence::make(Name::new("Nurture").unwrap(), MailboxId::new(), false, draft).unwrap().0
}

fn pointer(steps: &[SequenceStep]) -> String {
    match check_steps(steps) {
        Err(SequenceError::Field(pointer, _)) => pointer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn steps_that_cannot_be_taken_are_refused_where_they_stand() {
    let task =
        |days| step(SequenceStepContent::Task { title: Name::new("Call").unwrap(), note: None, due_in_days: days });
    let condition = |skip| step(SequenceStepContent::Condition { test: SequenceTest::OpenDeal, otherwise_skip: skip });
    assert_eq!(pointer(&[mail("a", true)]), "/steps/0/content/continues");
    assert_eq!(pointer(&[wait(1), mail("{{nick}}", false)]), "/steps/1/content/body");
    assert_eq!(pointer(&[task(400)]), "/steps/0/content/due_in_days");
    assert_eq!(pointer(&[wait(0)]), "/steps/0/content/days");
    assert_eq!(pointer(&[condition(Some(1))]), "/steps/0/content/otherwise_skip");
    assert_eq!(pointer(&[condition(Some(0)), task(1)]), "/steps/0/content/otherwise_skip");
    let twice = mail("a", false);
    assert_eq!(pointer(&[twice.clone(), twice]), "/steps/1/step_id");
    assert_eq!(check_steps(&[condition(Some(1)), task(1), mail("a", false), mail("b", true), condition(None)]), Ok(()));
}

#[test]
fn a_version_is_made_of_what_is_written_and_once() {
    let mut one = sequence(vec![wait(1)]);
    assert_eq!(one.publish(&[]), Err(SequenceError::NoSteps));
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    assert_eq!(one.stand(SequenceStatus::Active, now), Err(SequenceError::NotPublished));
    let image = crm::Sequence { draft: vec![mail("a", false)], ..one.image.clone() };
    one.update(image, now).unwrap();
    assert_eq!(one.publish(&[]).unwrap().sequence.current_version, 1);
    let current = one.image.draft.clone();
    assert_eq!(one.publish(&current), Err(SequenceError::Unchanged));
    one.stand(SequenceStatus::Active, now).unwrap();
    assert!(matches!(one.stand(SequenceStatus::Active, now), Err(SequenceError::Already(_))));
    one.stand(SequenceStatus::Archived, now).unwrap();
    assert_eq!(one.stand(SequenceStatus::Active, now), Err(SequenceError::Archived));
}

#[test]
fn whoever_is_moved_goes_on_where_they_were() {
    let (a, b, c, d) = (mail("a", false), wait(1), mail("c", false), wait(2));
    let before = vec![a.clone(), b.clone(), c.clone()];
    assert_eq!(
        place_in(&[d.clone(), a.clone(), b.clone(), c.clone()], &before, 2),
        3,
        "at the step that would have come"
    );
    assert_eq!(place_in(&[a.clone(), d.clone(), b.clone()], &before, 2), 3, "behind the last they took");
    assert_eq!(place_in(std::slice::from_ref(&d), &before, 2), 0, "from the beginning when nothing is known");
    assert_eq!(place_in(&before, &before, 3), 3);
}

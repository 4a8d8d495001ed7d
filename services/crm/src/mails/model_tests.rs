use contracts::crm::mail::MailStatus;
use kernel::{Email, MailboxId, Name};
use proptest::prelude::*;

use super::*;

fn now() -> DateTime<Utc> {
    "2026-03-02T10:00:00Z".parse().unwrap()
}

fn draft() -> Draft {
    Draft {
        mailbox_id: MailboxId::new(),
        from: Email::new("anna@example.com").unwrap(),
        from_name: Name::new("Anna").unwrap(),
        to: vec![Email::new("bob@client.example").unwrap()],
        cc: Vec::new(),
        subject: Name::new("Offer").unwrap(),
        body: "Hello".to_owned(),
        about: Vec::new(),
        answers: None,
        author_id: None,
        step: None,
        send_at: now(),
    }
}

fn queued() -> Mail {
    Mail::queue(draft(), now()).unwrap().0
}

#[test]
fn a_mail_has_one_message_id_for_ever() {
    let mut mail = queued();
    let id = mail.image.message_id.clone();
    assert!(id.ends_with("@example.com"), "{id}");
    mail.claim(now(), now().date_naive());
    mail.put_off(mail.next_try(now()), note("busy"));
    mail.claim(now(), now().date_naive());
    mail.hand_over();
    mail.doubt(None);
    mail.requeue(now()).unwrap();
    assert_eq!((mail.image.message_id.clone(), mail.attempts), (id, 2));
}

#[test]
fn an_answer_continues_the_conversation_and_keeps_its_length() {
    let first = queued();
    let mut last = first.clone();
    for _ in 0..80 {
        last = Mail::queue(Draft { answers: Some((&last).into()), ..draft() }, now()).unwrap().0;
        assert_eq!(last.image.thread_id, first.image.mail_id);
        assert_eq!(last.references.first(), Some(&first.image.message_id));
        assert_eq!(last.references.last(), last.in_reply_to.as_ref());
    }
    assert_eq!(last.references.len(), 50);
}

#[test]
fn it_waits_longer_each_time_and_is_given_up() {
    let mut mail = queued();
    let mut waits = Vec::new();
    for tries in 0..7 {
        assert!(tries >= TRIED_AT_LEAST || !mail.is_too_old(now() + GIVEN_UP_AFTER * 9), "it was hardly tried");
        mail.claim(now(), now().date_naive());
        waits.push((mail.next_try(now()) - now()).num_minutes());
    }
    assert_eq!(waits, [1, 5, 25, 125, 240, 240, 240]);
    assert!(
        !mail.is_too_old(now() + GIVEN_UP_AFTER) && mail.is_too_old(now() + GIVEN_UP_AFTER + TimeDelta::seconds(1))
    );
}

#[test]
fn only_what_waits_is_taken_back_and_only_doubts_are_settled() {
    let mut mail = queued();
    assert_eq!(mail.requeue(now()), Err(MailError::NotInDoubt));
    mail.claim(now(), now().date_naive());
    assert_eq!(mail.cancel(), Err(MailError::NotQueued));
    mail.hand_over();
    assert_eq!(mail.cancel(), Err(MailError::NotQueued));
    mail.sent(now());
    assert_eq!(mail.requeue(now()), Err(MailError::NotInDoubt));
    assert!(mail.bounce(now(), None).is_some() && mail.bounce(now(), None).is_none(), "told once");
    let mut mail = queued();
    mail.cancel().unwrap();
    assert_eq!(mail.image.status, MailStatus::Cancelled);
}

#[test]
fn what_cannot_be_sent_is_refused_where_it_stands() {
    let to = |count: usize| (0..count).map(|n| Email::new(format!("a{n}@example.com")).unwrap()).collect::<Vec<_>>();
    let pointer = |draft: Draft| match Mail::queue(draft, now()) {
        Err(MailError::Field(pointer, _)) => pointer,
        other => panic!("{other:?}"),
    };
    assert_eq!(pointer(Draft { to: Vec::new(), ..draft() }), "/to");
    assert_eq!(pointer(Draft { to: to(15), cc: to(6), ..draft() }), "/to");
    assert_eq!(pointer(Draft { send_at: now() + TimeDelta::days(400), ..draft() }), "/send_at");
}

proptest! {
    #[test]
    fn a_subject_line_is_always_one(text in "\\PC{0,300}|[ \r\n\t\u{0}a]{0,20}") {
        let line = subject_line(&text).unwrap();
        prop_assert!(!line.as_str().is_empty());
    }

    /// From handing over on there is no way back to waiting but by a person, whatever a worker does.
    #[test]
    fn a_doubt_stays_until_a_person_settles_it(steps in proptest::collection::vec(0..3_u8, 0..10)) {
        let mut mail = queued();
        mail.claim(now(), now().date_naive());
        mail.hand_over();
        mail.doubt(None);
        for step in steps {
            match step {
                0 => prop_assert!(mail.cancel().is_err()),
                1 => prop_assert!(!mail.is_attempt(mail.attempts, MailStatus::Preparing)),
                _ => prop_assert!(mail.next_attempt_at.is_none()),
            }
        }
        prop_assert_eq!(mail.image.status, MailStatus::InDoubt);
    }
}

//! Activities of rows: notes, calls, meetings and mails of another system, each about the records that are here.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::crm::activities::{ActivityKind, CallOutcome, Direction, Subject};
use kernel::{AccountId, Email, MemberId, Name, Note};
use platform::{Result, Tx};

use super::{Context, Deed, Done, Outcome, Record, RecordKind, known};
use crate::activities::model::Activity;
use crate::activities::requests::{ContentRequest, RecordActivity};
use crate::imports::fields::Field;
use crate::imports::file::formats::fold;
use crate::imports::model::Existing;
use crate::imports::row::{Code, Row};
use crate::imports::store::find;
use crate::{activities, subjects};

/// Longest call or meeting that is believed, in minutes.
const LONGEST: i64 = 24 * 60;

/// Writes down the activity that a row is.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let key = row.key(Field::Key);
    if let Some(key) = &key
        && let Some(id) = find::activity_by_key(tx, key).await?
    {
        return Ok(known(row, Code::SameKey, RecordKind::Activity, id, key.as_str()));
    }
    let about = about(tx, row).await?;
    if about.is_empty() {
        row.remark(Code::Rule, Field::Account, "an activity needs an account, contact, deal or lead that is here");
        return Ok(Done::REFUSED);
    }
    let kind = kind(row);
    let (happened_at, is_told) = happened_at(row, kind, tx.now);
    let Some(content) = content(row, kind, happened_at) else {
        row.remark(Code::Rule, Field::Note, "an activity needs a text or a subject");
        return Ok(Done::REFUSED);
    };
    // Whoever brings it in, when nobody is named.
    let author = context.owner(row).or_else(|| importer(tx));
    let request = RecordActivity { about, content, happened_at: Some(happened_at), mentions: Vec::new() };
    let (activity, recorded) = Activity::record(request, author, tx.now)?;
    let line = activity.line().map(Name::into_inner).unwrap_or_default();
    if is_told
        && key.is_none()
        && context.settings().existing != Existing::Create
        && let Some(id) = find::activity_like(tx, &activity).await?
    {
        return Ok(known(row, Code::SameRecord, RecordKind::Activity, id, &line));
    }
    let by = author.map_or_else(|| tx.actor().to_string(), |author| format!("member:{author}"));
    activities::write_by(tx, &activity, &recorded, by).await?;
    if let Some(key) = &key {
        activities::store::keep_key(tx, activity.image.activity_id, key).await?;
    }
    note(tx, context, row, &activity, &line).await?;
    Ok(Done::of(Outcome::Created, RecordKind::Activity, activity.image.activity_id))
}

/// The member who imports, when it is one.
fn importer(tx: &Tx) -> Option<MemberId> {
    tx.actor().to_string().strip_prefix("member:")?.parse().ok()
}

/// What a row is about, by keys, addresses and names. What it names and is not here is left out, and said.
async fn about(tx: &mut Tx, row: &mut Row<'_>) -> Result<Vec<Subject>> {
    let mut about = Vec::new();
    if let Some(key) = row.key(Field::RecordKey) {
        match find::any_by_key(tx, &key).await? {
            Some(subject) => about.push(subject),
            None => row.remark(Code::NoRecord, Field::RecordKey, key.as_str()),
        }
    }
    about.extend(deals(tx, row).await?);
    let accounts = accounts(tx, row).await?;
    about.extend(people(tx, row, accounts.first().copied()).await?);
    for key in row.keys(Field::LeadKey) {
        match find::lead_by_key(tx, &key).await? {
            Some(lead) => about.push(Subject::Lead(lead)),
            None => row.remark(Code::NoRecord, Field::LeadKey, key.as_str()),
        }
    }
    about.extend(accounts.into_iter().map(Subject::Account));
    // Each stays until the activity is written.
    let mut held: Vec<Subject> = Vec::new();
    for subject in about {
        if !held.contains(&subject) && subjects::hold(tx, subject).await? {
            held.push(subject);
        }
    }
    Ok(held)
}

/// The deals a row names by their keys, or else the one it names by what it is called.
async fn deals(tx: &mut Tx, row: &mut Row<'_>) -> Result<Vec<Subject>> {
    let (keys, name) = (row.keys(Field::DealKey), row.name(Field::Deal));
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for key in keys {
        match find::deal_by_key(tx, &key).await? {
            Some((deal, _)) => found.push(Subject::Deal(deal)),
            None => unknown.push(key.into_inner()),
        }
    }
    if let (true, Some(name)) = (found.is_empty(), name) {
        match find::deal_called(tx, &name).await? {
            Some(deal) => return Ok(vec![Subject::Deal(deal)]),
            None => unknown = vec![name.into_inner()],
        }
    }
    for said in &unknown {
        row.remark(Code::NoRecord, Field::Deal, said);
    }
    Ok(found)
}

/// The accounts a row names by their keys, or else the one it names by what it is called.
async fn accounts(tx: &mut Tx, row: &mut Row<'_>) -> Result<Vec<AccountId>> {
    let (keys, name) = (row.keys(Field::AccountKey), row.name(Field::Account));
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for key in keys {
        match find::account_by_key(tx, &key).await? {
            Some(account) => found.push(account),
            None => unknown.push(key.into_inner()),
        }
    }
    if let (true, Some(name)) = (found.is_empty(), name) {
        let (account, several) = find::account_by_name(tx, &name).await?;
        if let Some(account) = account {
            if several {
                row.remark(Code::SeveralAccounts, Field::Account, name.as_str());
            }
            return Ok(vec![account]);
        }
        unknown = vec![name.into_inner()];
    }
    for said in &unknown {
        row.remark(Code::NoAccount, Field::Account, said);
    }
    Ok(found)
}

/// The contacts a row names by their keys, or else the one it names otherwise, or the open lead with the address.
async fn people(tx: &mut Tx, row: &mut Row<'_>, account: Option<AccountId>) -> Result<Vec<Subject>> {
    let (keys, email, name) = (row.keys(Field::ContactKey), row.email(Field::ContactEmail), row.name(Field::Contact));
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for key in keys {
        match find::contact_by_key(tx, &key).await? {
            Some(contact) => found.push(Subject::Contact(contact)),
            None => unknown.push(key.into_inner()),
        }
    }
    if found.is_empty() {
        if let Some(person) = person(tx, account, email.as_ref(), name.as_ref()).await? {
            return Ok(vec![person]);
        }
        let said = name.map(Name::into_inner).or_else(|| email.map(|email| email.to_string()));
        unknown = said.map_or(unknown, |said| vec![said]);
    }
    for said in &unknown {
        row.remark(Code::NoContact, Field::Contact, said);
    }
    Ok(found)
}

/// The contact with an address, or the open lead with it, or the contact who is called so.
async fn person(
    tx: &mut Tx,
    account: Option<AccountId>,
    email: Option<&Email>,
    name: Option<&Name>,
) -> Result<Option<Subject>> {
    if let Some(email) = email {
        if let Some(contact) = find::contact_by_email(tx, email).await? {
            return Ok(Some(Subject::Contact(contact)));
        }
        if let Some(lead) = find::lead_by_email(tx, email).await? {
            return Ok(Some(Subject::Lead(lead)));
        }
    }
    let Some(name) = name else { return Ok(None) };
    let found = match account {
        Some(_) => find::contact_at(tx, name, account, email).await?,
        None => find::contact_called(tx, name).await?,
    };
    Ok(found.map(Subject::Contact))
}

/// What kind of activity a row is: as it says, or as its columns let expect.
fn kind(row: &mut Row<'_>) -> ActivityKind {
    let Some(cell) = row.first(Field::ActivityType) else {
        return if row.look(Field::EndsAt).is_empty() { ActivityKind::Note } else { ActivityKind::Meeting };
    };
    let meaning = row.meaning(cell);
    if let Some(kind) = activity_kind(meaning.flatten().unwrap_or(cell.text)) {
        return kind;
    }
    if meaning.is_none() {
        row.remark(Code::UnknownType, Field::ActivityType, cell.text);
    }
    ActivityKind::Note
}

/// The kind of activity a word stands for.
pub fn activity_kind(text: &str) -> Option<ActivityKind> {
    match fold(text).as_str() {
        "note" | "notes" | "comment" | "task" | "to do" | "todo" | "deadline" | "jegyzet" | "megjegyzes"
        | "feladat" | "notiz" => Some(ActivityKind::Note),
        "call" | "phone call" | "phone" | "logged call" | "hivas" | "telefon" | "anruf" => Some(ActivityKind::Call),
        "meeting" | "event" | "appointment" | "lunch" | "demo" | "talalkozo" | "megbeszeles" | "besprechung" => {
            Some(ActivityKind::Meeting)
        }
        "hand over" | "handover" | "atadas" => Some(ActivityKind::HandOver),
        "email" | "e mail" | "mail" | "incoming email" | "outgoing email" | "level" => Some(ActivityKind::Email),
        _ => None,
    }
}

/// When it took place, and whether the row says so. Only meetings may be still to come.
fn happened_at(row: &mut Row<'_>, kind: ActivityKind, now: DateTime<Utc>) -> (DateTime<Utc>, bool) {
    match row.instant(Field::HappenedAt) {
        Some(at) if at > now && kind != ActivityKind::Meeting => {
            row.remark(Code::MovedDay, Field::HappenedAt, &at.to_string());
            (now, true)
        }
        Some(at) => (at, true),
        None => (now, false),
    }
}

fn content(row: &mut Row<'_>, kind: ActivityKind, happened_at: DateTime<Utc>) -> Option<ContentRequest> {
    let (subject, text) = (row.joined(&[Field::Name]), row.note(Field::Note));
    let whole = match (&subject, &text) {
        (Some(subject), Some(text)) if text.as_str() != subject.as_str() => {
            let whole = format!("{subject}\n{text}");
            let kept: String = whole.chars().take(Note::MAX_CHARS).collect();
            // It is of use for notes and calls; others keep the subject apart.
            if kept.len() < whole.len()
                && matches!(kind, ActivityKind::Note | ActivityKind::HandOver | ActivityKind::Call)
            {
                row.remark(Code::Shortened, Field::Note, &whole);
            }
            Note::new(kept).ok()
        }
        (Some(subject), _) => Note::new(subject.as_str()).ok(),
        (None, _) => text.clone(),
    };
    // Of what has no subject, its first line is one.
    let title = || {
        subject.clone().or_else(|| {
            let line = text.as_ref()?.as_str().lines().next().unwrap_or_default().replace('\t', " ");
            Name::new(line.chars().take(Name::MAX_CHARS).collect::<String>()).ok()
        })
    };
    match kind {
        ActivityKind::Note | ActivityKind::HandOver => Some(ContentRequest::Note { text: whole? }),
        ActivityKind::Call => Some(ContentRequest::Call {
            direction: direction(row),
            outcome: outcome(row),
            duration_minutes: duration(row).and_then(|minutes| i32::try_from(minutes).ok()),
            text: whole,
        }),
        ActivityKind::Meeting => {
            let title = title()?;
            let ends_at = ends_at(row, happened_at);
            Some(ContentRequest::Meeting { title, ends_at, place: row.name(Field::Place), members: Vec::new(), text })
        }
        ActivityKind::Email => Some(ContentRequest::Email {
            direction: direction(row),
            subject: title()?,
            text,
            message_id: row.name(Field::MessageId),
        }),
    }
}

/// When a meeting ends: as said, or after so many minutes.
fn ends_at(row: &mut Row<'_>, begins: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if row.first(Field::EndsAt).is_some() {
        let ends = row.instant(Field::EndsAt)?;
        if ends > begins && ends - begins <= TimeDelta::days(31) {
            if duration(row).is_some_and(|minutes| minutes != (ends - begins).num_minutes()) {
                row.leave(Field::Duration);
            }
            return Some(ends);
        }
        row.remark(Code::MovedDay, Field::EndsAt, &ends.to_string());
        return None;
    }
    duration(row)
        .filter(|minutes| *minutes > 0)
        .and_then(|minutes| begins.checked_add_signed(TimeDelta::minutes(minutes)))
}

/// How long it took, in minutes: `45`, `0:45` or `00:45:10`.
fn duration(row: &mut Row<'_>) -> Option<i64> {
    let cell = row.first(Field::Duration)?;
    let parts: Vec<&str> = cell.text.split(':').collect();
    let read = match parts.as_slice() {
        [hours, minutes] | [hours, minutes, _] => hours
            .trim()
            .parse::<i64>()
            .ok()
            .zip(minutes.trim().parse::<i64>().ok())
            .and_then(|(hours, minutes)| hours.checked_mul(60)?.checked_add(minutes)),
        _ => row.number_in(cell).and_then(|minutes| i64::try_from(minutes.round()).ok()),
    };
    let believed = read.filter(|minutes| (0..=LONGEST).contains(minutes));
    if believed.is_none() {
        row.remark(Code::Unreadable, Field::Duration, cell.text);
    }
    believed
}

/// Who called or wrote; we, when nothing is said.
fn direction(row: &mut Row<'_>) -> Direction {
    let Some(cell) = row.first(Field::Direction) else { return Direction::Outgoing };
    match fold(cell.text).as_str() {
        "incoming" | "inbound" | "in" | "received" | "incoming email" | "bejovo" | "eingehend" => Direction::Incoming,
        "outgoing" | "outbound" | "out" | "sent" | "outgoing email" | "email" | "internal" | "kimeno" | "ausgehend" => {
            Direction::Outgoing
        }
        _ => {
            row.remark(Code::Unreadable, Field::Direction, cell.text);
            Direction::Outgoing
        }
    }
}

/// What came of a call; that somebody was reached, when nothing is said.
fn outcome(row: &mut Row<'_>) -> CallOutcome {
    let Some(cell) = row.first(Field::Outcome) else { return CallOutcome::Reached };
    match fold(cell.text).as_str() {
        "reached" | "connected" | "completed" | "done" | "true" | "yes" | "elerve" => CallOutcome::Reached,
        "no answer" | "busy" | "not reached" | "unanswered" | "nem vette fel" => CallOutcome::NoAnswer,
        "left message" | "left voicemail" | "left live message" | "voicemail" | "uzenetet hagytam" => {
            CallOutcome::LeftMessage
        }
        "wrong number" | "teves szam" => CallOutcome::WrongNumber,
        _ => {
            row.remark(Code::Unreadable, Field::Outcome, cell.text);
            CallOutcome::Reached
        }
    }
}

async fn note(tx: &mut Tx, context: &mut Context<'_>, row: &Row<'_>, activity: &Activity, line: &str) -> Result<()> {
    let deed = Deed {
        record: Record { kind: RecordKind::Activity, id: activity.image.activity_id.as_uuid() },
        created: true,
        version: activity.version,
        filled: Vec::new(),
        brought: serde_json::json!({ "name": line }),
    };
    context.note(tx, row, deed).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::hungarian::ACTIVITIES;

    #[test]
    fn kinds_are_told_by_the_words_of_other_systems() {
        for (word, kind) in [
            ("Call", Some(ActivityKind::Call)),
            ("E-mail", Some(ActivityKind::Email)),
            ("To-do", Some(ActivityKind::Note)),
            ("Megbeszélés", Some(ActivityKind::Meeting)),
            ("Teleport", None),
        ] {
            assert_eq!(activity_kind(word), kind, "{word}");
        }
        for (english, hungarian) in ACTIVITIES {
            assert!(activity_kind(english).is_some(), "{english}");
            assert_eq!(activity_kind(hungarian), activity_kind(english), "{hungarian}");
        }
    }
}

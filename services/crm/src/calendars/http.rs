//! Calendars over HTTP: one's own address, and what it answers to whoever has it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use kernel::{MemberId, Permission};
use platform::files::{Cache, FileReply};
use platform::problem::Kind;
use platform::public::{Secret, Stranger};
use platform::{Once, Path, Problem, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::feed::{self, Known};
use super::store;
use crate::follow_ups::model::instant;
use crate::{activities, follow_ups, subjects};

/// What an address ends with, so that calendar programs know what they get.
const ENDING: &str = ".ics";
/// Days before today, and after it, that a calendar holds.
const BEFORE: u64 = 31;
const AFTER: u64 = 366;
/// Most of each kind in a calendar.
const MOST: i64 = 2000;

/// What one's own calendar answers.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("calendar")
        .get("/v1/calendar-feed", ReadCrm, "Show whether the caller's calendar has an address", show)
        .post(
            "/v1/calendar-feed",
            ReadCrm,
            "Give the caller's calendar a new address; one it had stops working",
            rotate,
        )
        .delete("/v1/calendar-feed", ReadCrm, "Take the address of the caller's calendar away", remove)
        .public_get("/v1/public/calendars/{calendar}", "Read a calendar; its address is the proof", calendar)
}

/// Whether a calendar has an address.
#[derive(Debug, Serialize, JsonSchema)]
struct CalendarFeed {
    /// Since when it has the one it has; none when it has none.
    since: Option<DateTime<Utc>>,
}

/// A calendar's new address.
#[derive(Debug, Serialize, JsonSchema)]
struct NewCalendarFeed {
    /// Since when.
    since: DateTime<Utc>,
    /// Path of the address at this service; `/api/crm` goes before it at the gateway. It is told only now; when the request
    /// is repeated it is not there, and another address can be made.
    path: Option<String>,
}

async fn show(mut db: Read) -> Result<Reply<CalendarFeed>> {
    let since = match db.identity().member_id() {
        Some(me) => store::since(&mut db, me).await?,
        None => None,
    };
    Ok(Reply::plain(CalendarFeed { since }))
}

async fn rotate(mut tx: Tx) -> Result<Once<Reply<NewCalendarFeed>>> {
    let me = person(&tx)?;
    let (name, secret) = Secret::make(tx.org);
    store::save(&mut tx, me, &secret).await?;
    let since = tx.now;
    let shown = NewCalendarFeed { since, path: Some(format!("/v1/public/calendars/{name}{ENDING}")) };
    Once::reply_plain(tx, NewCalendarFeed { since, path: None }, &shown).await
}

async fn remove(mut tx: Tx) -> Result<Reply<CalendarFeed>> {
    let me = person(&tx)?;
    store::delete(&mut tx, me).await?;
    tx.reply_plain(CalendarFeed { since: None }).await
}

fn person(tx: &Tx) -> Result<MemberId> {
    tx.member_id().ok_or_else(|| {
        Problem::new(Kind::Forbidden, "not-a-person", "Only people have a calendar; ask with a member's access token.")
    })
}

/// Answers the calendar, or that there is none: to a wrong secret the same as to none at all.
async fn calendar(stranger: Stranger, Path(name): Path<String>) -> Result<FileReply> {
    let none = || Problem::not_found("calendar");
    let secret = name.strip_suffix(ENDING).and_then(Secret::read).ok_or_else(none)?;
    let mut db = stranger.read(secret.org).await?.ok_or_else(none)?;
    let member = store::member(&mut db, &secret).await?.ok_or_else(none)?;
    let (today, zone) = (db.today(), db.time_zone);
    let from = today.checked_sub_days(Days::new(BEFORE)).unwrap_or(NaiveDate::MIN);
    let to = today.checked_add_days(Days::new(AFTER)).unwrap_or(NaiveDate::MAX);
    let due = follow_ups::store::between(&mut db, member, (from, to), MOST).await?;
    let span = (instant(from, NaiveTime::MIN, zone), instant(to, NaiveTime::MIN, zone));
    let meetings = activities::store::meetings(&mut db, member, span, MOST).await?;
    let meetings: Vec<_> = meetings.into_iter().map(|meeting| meeting.image).collect();
    let steps = store::steps(&mut db, member, (from, to), MOST).await?;
    let of_due = due.iter().flat_map(|one| subjects::ids(&one.image.about));
    let of_meetings = meetings.iter().flat_map(|one| subjects::ids(&one.about));
    let ids: Vec<_> = of_due.chain(of_meetings).chain(steps.iter().map(|step| step.of.id())).collect();
    let names = store::names(&mut db, &ids).await?;
    let known = Known { zone, now: db.now, base: stranger.links_url(), names: &names };
    let text = feed::write(&due, &meetings, &steps, &known);
    let content = text.into_bytes().into();
    let name = format!("gerinc{ENDING}");
    Ok(FileReply { content, content_type: "text/calendar; charset=utf-8", name, cache: Cache::Never })
}

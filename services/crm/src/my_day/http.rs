//! My day over HTTP.

use chrono::{Days, NaiveDate, NaiveTime};
use contracts::crm::DealStatus;
use contracts::crm::activities::{Activity, NotificationKind};
use contracts::leads::LeadStatus;
use kernel::{Limit, MemberId, Permission};
use platform::{Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::deals::views::{DealSummary, summaries};
use crate::follow_ups::http::FollowUpView;
use crate::follow_ups::model::instant;
use crate::leads::views::LeadView;
use crate::notifications::store::NotificationView;
use crate::{activities, deals, follow_ups, leads, notifications};

/// Most of each kind; who has more to do today finds the rest in the lists.
const MOST: i64 = 100;

/// What my day answers.
pub fn routes() -> Routes {
    Routes::new("my-day").get("/v1/my-day", Permission::ReadCrm, "Show what waits for the caller today", show)
}

/// What waits for the caller, each part in the order it is to be done; at most 100 of each.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct MyDay {
    /// The business day.
    today: NaiveDate,
    /// Follow-ups of earlier days.
    overdue: Vec<FollowUpView>,
    /// Follow-ups of today.
    due_today: Vec<FollowUpView>,
    /// Own deals whose next step is due today or was due before.
    next_steps: Vec<DealSummary>,
    /// Meetings of today the caller takes part in.
    meetings: Vec<Activity>,
    /// Mentions and hand-overs that were not read.
    mentions: Vec<NotificationView>,
    /// Own leads that wait for an answer, whose next step is due or whose day has come.
    leads: Vec<LeadOfDay>,
}

/// A lead that waits for whoever looks after it.
#[derive(Debug, Serialize, JsonSchema)]
struct LeadOfDay {
    /// The lead.
    #[serde(flatten)]
    lead: LeadView,
    /// For what, at least one thing, the most pressing first.
    waits_for: Vec<LeadWait>,
}

/// What a lead waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum LeadWait {
    /// Nobody has answered it yet.
    Answer,
    /// The day has come on which it is looked at again.
    NurtureDay,
    /// Its next step is due today or was due before.
    NextStep,
}

async fn show(mut db: Read) -> Result<Reply<MyDay>> {
    let today = db.today();
    let mut day = MyDay { today, ..MyDay::default() };
    // A program has no day.
    let Some(me) = db.identity().member_id() else { return Ok(Reply::plain(day)) };
    for follow_up in follow_ups::store::due(&mut db, me, today, MOST).await? {
        let part = if follow_up.image.due_on < today { &mut day.overdue } else { &mut day.due_today };
        part.push(follow_up.into());
    }
    day.next_steps = next_steps(&mut db, me, today).await?;
    day.meetings = meetings(&mut db, me, today).await?;
    day.mentions = mentions(&mut db, me).await?;
    day.leads = leads(&mut db, me, today).await?;
    Ok(Reply::plain(day))
}

async fn next_steps(db: &mut Read, me: MemberId, today: NaiveDate) -> Result<Vec<DealSummary>> {
    let filter = deals::store::Filter {
        status: Some(DealStatus::Open),
        owner_id: Some(me),
        next_step_due_by: Some(today),
        ..deals::store::Filter::default()
    };
    let most = Limit::new(100).unwrap_or_default();
    let page = deals::store::list(db, filter, deals::store::Sort::NextDue, None, most).await?;
    summaries(db, page.items).await
}

async fn leads(db: &mut Read, me: MemberId, today: NaiveDate) -> Result<Vec<LeadOfDay>> {
    let found = leads::store::waiting_for(db, me, today, MOST).await?;
    let now = db.now;
    let of_day = found.into_iter().map(|lead| {
        let (image, nurtured) = (&lead.image, lead.image.status == LeadStatus::Nurture);
        let due = |day: Option<NaiveDate>| day.is_some_and(|day| day <= today);
        let waits = [
            (LeadWait::Answer, !nurtured && image.first_responded_at.is_none()),
            (LeadWait::NurtureDay, due(image.nurture_until)),
            (LeadWait::NextStep, !nurtured && due(image.next_step.as_ref().and_then(|step| step.due_on))),
        ];
        let waits_for = waits.into_iter().filter(|(_, waits)| *waits).map(|(what, _)| what).collect();
        LeadOfDay { lead: LeadView::at(now, lead), waits_for }
    });
    Ok(of_day.collect())
}

async fn meetings(db: &mut Read, me: MemberId, today: NaiveDate) -> Result<Vec<Activity>> {
    let zone = db.time_zone;
    let begins = |day| instant(day, NaiveTime::MIN, zone);
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let found = activities::store::meetings(db, me, (begins(today), begins(tomorrow)), MOST).await?;
    Ok(found.into_iter().map(|meeting| meeting.image).collect())
}

async fn mentions(db: &mut Read, me: MemberId) -> Result<Vec<NotificationView>> {
    let most = Limit::new(100).unwrap_or_default();
    let mut all = Vec::new();
    for kind in [NotificationKind::HandOver, NotificationKind::Mention] {
        let filter = notifications::store::Filter { member_id: me, unread: true, kind: Some(kind) };
        let newest = notifications::store::Sort::Newest;
        all.extend(notifications::store::list(db, filter, newest, None, most).await?.items);
    }
    Ok(all)
}

//! Follow-ups over HTTP.

use chrono::NaiveDate;
use contracts::crm::activities::{self as crm, FollowUpStatus, Priority, Subject};
use kernel::{
    AccountId, ContactId, Cursor, DealId, EventId, FollowUpId, LeadId, Limit, MemberId, Name, Page, Permission,
};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::assigned;
use super::model::FollowUp;
use super::requests::{PlanFollowUp, SnoozeFollowUp, UpdateFollowUp};
use super::store::{self, Filter, Sort};
use crate::lists::{self, List};
use crate::timeline::model::{Happening, Kind};
use crate::timeline::store::Entry;
use crate::{members, subjects, timeline};

/// What follow-ups answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("follow-ups")
        .post("/v1/follow-ups", WriteActivities, "Plan a follow-up", plan)
        .get("/v1/follow-ups", ReadCrm, "List follow-ups", list)
        .get("/v1/follow-ups/{follow_up_id}", ReadCrm, "Show a follow-up", get)
        .patch("/v1/follow-ups/{follow_up_id}", WriteActivities, "Change a follow-up", update)
        .post("/v1/follow-ups/{follow_up_id}/complete", WriteActivities, "Mark a follow-up as done", complete)
        .post("/v1/follow-ups/{follow_up_id}/reopen", WriteActivities, "Open a closed follow-up again", reopen)
        .post("/v1/follow-ups/{follow_up_id}/cancel", WriteActivities, "Cancel a follow-up", cancel)
        .post("/v1/follow-ups/{follow_up_id}/snooze", WriteActivities, "Put a follow-up off", snooze)
}

/// A follow-up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FollowUpView {
    #[serde(flatten)]
    follow_up: crm::FollowUp,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<FollowUp> for FollowUpView {
    fn from(follow_up: FollowUp) -> Self {
        Self { follow_up: follow_up.image, version: follow_up.version }
    }
}

/// A follow-up that was done.
#[derive(Debug, Serialize, JsonSchema)]
struct FollowUpDone {
    #[serde(flatten)]
    done: FollowUpView,
    /// The one that comes next, when it comes again.
    next_follow_up_id: Option<FollowUpId>,
}

/// Which follow-ups.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFollowUps {
    status: Option<FollowUpStatus>,
    owner_id: Option<MemberId>,
    /// About this account, the people at it or its deals.
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    deal_id: Option<DealId>,
    lead_id: Option<LeadId>,
    priority: Option<Priority>,
    /// Due on this day or later.
    due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    due_by: Option<NaiveDate>,
    /// Due within so many days from today, or before.
    due_within: Option<u16>,
    /// True: only open ones that are overdue.
    #[serde(default)]
    overdue: bool,
    /// Words that title or note hold, in any order, whatever case and accents.
    q: Option<Name>,
    /// True: only those that come again; false: only those that do not.
    recurring: Option<bool>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// Nothing more needs to be said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn plan(mut tx: Tx, Json(body): Json<PlanFollowUp>) -> Result<Created<FollowUpView>> {
    let caller = tx.member_id();
    let body = PlanFollowUp { owner_id: body.owner_id.or(caller), ..body };
    let follow_up = super::plan(&mut tx, body).await?;
    let address = format!("/v1/follow-ups/{}", follow_up.image.follow_up_id);
    tx.created(address, follow_up.version, follow_up.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<FollowUpId>,
    Json(body): Json<UpdateFollowUp>,
) -> Result<Reply<FollowUpView>> {
    let mut follow_up = lock(&mut tx, id).await?;
    tx.require_match(follow_up.version)?;
    let before = follow_up.image.owner_id;
    let updated = follow_up.update(body)?;
    let owner_id = follow_up.image.owner_id;
    subjects::check(&mut tx, &follow_up.image.about).await?;
    if owner_id != before {
        members::check_owner(&mut tx, Some(owner_id)).await?;
    }
    store::save(&mut tx, &follow_up).await?;
    let event = tx.publish(follow_up.version, &updated)?;
    if owner_id != before {
        assigned(&mut tx, event, &follow_up).await?;
    }
    tx.reply(follow_up.version, follow_up.into()).await
}

async fn complete(mut tx: Tx, Path(id): Path<FollowUpId>, Json(_): Json<Nothing>) -> Result<Reply<FollowUpDone>> {
    let mut follow_up = lock(&mut tx, id).await?;
    tx.if_match(follow_up.version)?;
    let today = tx.today();
    let (completed, next) = follow_up.complete(today)?;
    store::save(&mut tx, &follow_up).await?;
    let event = tx.publish(follow_up.version, &completed)?;
    done(&mut tx, event, &follow_up).await?;
    let next_follow_up_id = next.as_ref().map(|(next, _)| next.image.follow_up_id);
    if let Some((next, created)) = next
        && store::insert(&mut tx, &next).await?
    {
        tx.publish(next.version, &created)?;
    }
    tx.reply(follow_up.version, FollowUpDone { done: follow_up.into(), next_follow_up_id }).await
}

async fn reopen(mut tx: Tx, Path(id): Path<FollowUpId>, Json(_): Json<Nothing>) -> Result<Reply<FollowUpView>> {
    let mut follow_up = lock(&mut tx, id).await?;
    tx.if_match(follow_up.version)?;
    let reopened = follow_up.reopen()?;
    store::save(&mut tx, &follow_up).await?;
    tx.publish(follow_up.version, &reopened)?;
    tx.reply(follow_up.version, follow_up.into()).await
}

async fn cancel(mut tx: Tx, Path(id): Path<FollowUpId>, Json(_): Json<Nothing>) -> Result<Reply<FollowUpView>> {
    let mut follow_up = lock(&mut tx, id).await?;
    tx.if_match(follow_up.version)?;
    let cancelled = follow_up.cancel()?;
    store::save(&mut tx, &follow_up).await?;
    tx.publish(follow_up.version, &cancelled)?;
    tx.reply(follow_up.version, follow_up.into()).await
}

async fn snooze(
    mut tx: Tx,
    Path(id): Path<FollowUpId>,
    Json(body): Json<SnoozeFollowUp>,
) -> Result<Reply<FollowUpView>> {
    let mut follow_up = lock(&mut tx, id).await?;
    tx.if_match(follow_up.version)?;
    let now = (tx.now, tx.time_zone);
    let updated = follow_up.snooze(body, now)?;
    store::save(&mut tx, &follow_up).await?;
    tx.publish(follow_up.version, &updated)?;
    tx.reply(follow_up.version, follow_up.into()).await
}

async fn lock(tx: &mut Tx, id: FollowUpId) -> Result<FollowUp> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("follow-up"))
}

/// Writes onto timelines that it was done.
async fn done(tx: &mut Tx, event: EventId, follow_up: &FollowUp) -> Result<()> {
    let image = &follow_up.image;
    let entry = Entry {
        entry_id: event.as_uuid(),
        kind: Kind::FollowUp,
        at: tx.now,
        actor: tx.actor().to_string(),
        about: image.about.clone(),
        what: Happening::FollowUpDone { follow_up_id: image.follow_up_id, title: image.title.clone() },
    };
    timeline::store::record(tx, entry).await
}

async fn get(mut db: Read, Path(id): Path<FollowUpId>) -> Result<Reply<FollowUpView>> {
    let follow_up = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("follow-up"))?;
    Ok(Reply::of(follow_up.version, follow_up.into()))
}

impl ListFollowUps {
    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem that names the parameter that makes no sense.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        lists::in_order(("due_from", self.due_from), ("due_by", self.due_by))?;
        let about = [
            self.account_id.map(Subject::Account),
            self.contact_id.map(Subject::Contact),
            self.deal_id.map(Subject::Deal),
            self.lead_id.map(Subject::Lead),
        ];
        let mut named = subjects::one_of(db, about).await?;
        if let (Some(named), Some(_)) = (&mut named, self.account_id) {
            let below = subjects::store::belongings(db, named).await?;
            named.extend(below);
        }
        Ok(Filter {
            status: self.status,
            owner_id: self.owner_id,
            subjects: named,
            priority: self.priority,
            due_from: self.due_from,
            due_by: lists::earlier(self.due_by, lists::within(db.today(), self.due_within)),
            overdue: self.overdue,
            text: self.q.clone(),
            recurring: self.recurring,
        })
    }
}

impl List for ListFollowUps {
    type Item = FollowUpView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<FollowUpView>> {
        let filter = self.filter(db).await?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(page.map(FollowUpView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListFollowUps>) -> Result<Reply<Page<FollowUpView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

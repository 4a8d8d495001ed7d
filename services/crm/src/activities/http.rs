//! Activities over HTTP.

use chrono::{DateTime, Utc};
use contracts::crm::activities::{self as crm, ActivityContent, ActivityKind, NotificationKind, Subject};
use kernel::{AccountId, ActivityId, ContactId, Cursor, DealId, LeadId, Limit, MemberId, Name, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Activity;
use super::requests::{RecordActivity, UpdateActivity};
use super::store::{self, Filter, Sort};
use super::{rewrite, write};
use crate::lists::{self, List};
use crate::notifications::{self, Message};
use crate::{leads, members, subjects};

/// What activities answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("activities")
        .post("/v1/activities", WriteActivities, "Write down a note, call, meeting, mail or hand-over", record)
        .get("/v1/activities", ReadCrm, "List activities", list)
        .get("/v1/activities/{activity_id}", ReadCrm, "Show an activity", get)
        .patch("/v1/activities/{activity_id}", WriteActivities, "Correct an activity", update)
        .delete("/v1/activities/{activity_id}", WriteActivities, "Remove what an activity says", remove)
}

/// An activity.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActivityView {
    #[serde(flatten)]
    activity: crm::Activity,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Activity> for ActivityView {
    fn from(activity: Activity) -> Self {
        Self { activity: activity.image, version: activity.version }
    }
}

/// Which activities.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListActivities {
    kind: Option<ActivityKind>,
    /// Who wrote them down.
    author_id: Option<MemberId>,
    /// Those about an account itself; its timeline holds those of its deals and contacts too.
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    deal_id: Option<DealId>,
    lead_id: Option<LeadId>,
    /// Not earlier than this.
    from: Option<DateTime<Utc>>,
    /// Earlier than this.
    before: Option<DateTime<Utc>>,
    /// Words that they say, whatever case and accents; of three letters and more, also those that begin so.
    q: Option<Name>,
    /// True: only those that bring something to the caller's notice.
    #[serde(default)]
    mentions_me: bool,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn record(mut tx: Tx, Json(body): Json<RecordActivity>) -> Result<Created<ActivityView>> {
    let (author, now) = (tx.member_id(), tx.now);
    let (activity, recorded) = Activity::record(body, author, now)?;
    check(&mut tx, &activity, &[]).await?;
    subjects::check_alive(&mut tx, &activity.image.about).await?;
    write(&mut tx, &activity, &recorded).await?;
    answer(&mut tx, &activity).await?;
    tell(&mut tx, &activity, &[]).await?;
    tx.created(format!("/v1/activities/{}", activity.image.activity_id), activity.version, activity.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<ActivityId>,
    Json(body): Json<UpdateActivity>,
) -> Result<Reply<ActivityView>> {
    let mut activity = lock(&mut tx, id).await?;
    tx.require_match(activity.version)?;
    let (now, known) = (tx.now, told(&activity));
    let people: Vec<MemberId> = known.iter().copied().chain(activity.participants()).collect();
    let updated = activity.update(body, now)?;
    check(&mut tx, &activity, &people).await?;
    store::save(&mut tx, &activity).await?;
    rewrite(&mut tx, &activity).await?;
    tx.publish(activity.version, &updated)?;
    answer(&mut tx, &activity).await?;
    tell(&mut tx, &activity, &known).await?;
    tx.reply(activity.version, activity.into()).await
}

async fn remove(mut tx: Tx, Path(id): Path<ActivityId>) -> Result<Reply<ActivityView>> {
    let mut activity = lock(&mut tx, id).await?;
    tx.if_match(activity.version)?;
    let (by, mighty) = (tx.member_id(), tx.may(Permission::ManageOrganization));
    let removed = activity.remove(by, mighty)?;
    super::remove(&mut tx, &activity, &removed).await?;
    tx.reply(activity.version, activity.into()).await
}

async fn lock(tx: &mut Tx, id: ActivityId) -> Result<Activity> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("activity"))
}

/// Refuses subjects and colleagues that are not there, unless they stood there before.
async fn check(tx: &mut Tx, activity: &Activity, before: &[MemberId]) -> Result<()> {
    subjects::check(tx, &activity.image.about).await?;
    members::check_active(tx, "/mentions", &activity.image.mentions, before).await?;
    match &activity.image.content {
        Some(ActivityContent::Meeting { members, .. }) => {
            members::check_active(tx, "/content/members", members, before).await
        }
        Some(ActivityContent::HandOver { to_id, .. }) => {
            members::check_active(tx, "/content/to_id", &[*to_id], before).await
        }
        _ => Ok(()),
    }
}

/// Leads that somebody spoke or wrote to are answered.
async fn answer(tx: &mut Tx, activity: &Activity) -> Result<()> {
    match activity.answered_at(tx.now) {
        Some(at) => leads::answered(tx, &activity.image.about, at).await,
        None => Ok(()),
    }
}

/// Who was told of it so far.
fn told(activity: &Activity) -> Vec<MemberId> {
    activity.image.mentions.iter().copied().chain(activity.heir()).collect()
}

/// Tells colleagues of it, except those who know.
async fn tell(tx: &mut Tx, activity: &Activity, known: &[MemberId]) -> Result<()> {
    let line = activity.line();
    let message = |kind| Message {
        kind,
        subject: activity.image.about.first().copied(),
        activity_id: Some(activity.image.activity_id),
        follow_up_id: None,
        text: line.clone(),
        cause: format!("activity {}", activity.image.activity_id),
    };
    let heir = activity.heir().filter(|heir| !known.contains(heir));
    let mentioned = activity.image.mentions.iter().copied();
    let mentioned = mentioned.filter(|id| !known.contains(id) && Some(*id) != heir).collect();
    notifications::tell(tx, heir.into_iter().collect(), message(NotificationKind::HandOver)).await?;
    notifications::tell(tx, mentioned, message(NotificationKind::Mention)).await
}

async fn get(mut db: Read, Path(id): Path<ActivityId>) -> Result<Reply<ActivityView>> {
    let activity = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("activity"))?;
    Ok(Reply::of(activity.version, activity.into()))
}

impl ListActivities {
    /// The filter it asks for.
    async fn filter(&self, db: &mut Read) -> Result<Filter> {
        let about = [
            self.account_id.map(Subject::Account),
            self.contact_id.map(Subject::Contact),
            self.deal_id.map(Subject::Deal),
            self.lead_id.map(Subject::Lead),
        ];
        let subjects = subjects::one_of(db, about).await?;
        // A program is mentioned nowhere.
        let me = db.identity().member_id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
        Ok(Filter {
            kind: self.kind,
            author_id: self.author_id,
            subjects,
            from: self.from,
            before: self.before,
            text: self.q.clone(),
            mentions: self.mentions_me.then_some(me),
            after: None,
        })
    }
}

impl List for ListActivities {
    type Item = ActivityView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ActivityView>> {
        let filter = Filter { after: lists::after(cursor)?, ..self.filter(db).await? };
        let rows = store::list(db, filter, self.sort, limit.fetch()).await?;
        let page = Page::from_rows(rows, limit, |row| (row.image.happened_at, row.image.activity_id));
        Ok(page.map(ActivityView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListActivities>) -> Result<Reply<Page<ActivityView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

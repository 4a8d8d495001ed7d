//! The tables of activities and of who takes part in meetings.

use chrono::{DateTime, Utc};
use contracts::crm::activities::{self as crm, ActivityContent, ActivityKind, Subject};
use kernel::{ActivityId, MemberId, Name, ShortCode};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Activity;
use crate::words;

struct Row {
    activity_id: ActivityId,
    version: i64,
    kind: String,
    content: Option<Json<ActivityContent>>,
    about: Json<Vec<Subject>>,
    happened_at: DateTime<Utc>,
    author_id: Option<MemberId>,
    mentions: Vec<Uuid>,
}

impl TryFrom<Row> for Activity {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = crm::Activity {
            activity_id: row.activity_id,
            kind: words::value(row.kind)?,
            content: row.content.map(|content| content.0),
            about: row.about.0,
            happened_at: row.happened_at,
            author_id: row.author_id,
            mentions: row.mentions.into_iter().map(MemberId::from_uuid).collect(),
        };
        Ok(Self { version: row.version, image })
    }
}

/// Activities with a condition and what follows it.
macro_rules! select {
    ($rest:expr, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select activity_id as "activity_id: ActivityId", version, kind,
                      content as "content: Json<ActivityContent>", about as "about: Json<Vec<Subject>>", happened_at,
                      author_id as "author_id: MemberId", mentions
                 from activities a where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// An activity.
pub async fn get(db: &mut Db, id: ActivityId) -> Result<Option<Activity>> {
    let org = db.org.as_uuid();
    select!("activity_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Activity::try_from).transpose()
}

/// An activity nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: ActivityId) -> Result<Option<Activity>> {
    let org = db.org.as_uuid();
    let row = select!("activity_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Activity::try_from).transpose()
}

/// Which activities, and from where on.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of which kind.
    pub kind: Option<ActivityKind>,
    /// Who wrote them down.
    pub author_id: Option<MemberId>,
    /// What they are about.
    pub subjects: Option<Vec<Uuid>>,
    /// Not earlier than this.
    pub from: Option<DateTime<Utc>>,
    /// Earlier than this.
    pub before: Option<DateTime<Utc>>,
    /// Words that they say.
    pub text: Option<Name>,
    /// Whom they mention.
    pub mentions: Option<MemberId>,
    /// Moment and id of the last one already seen.
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "ActivitySort")]
pub enum Sort {
    /// Latest first.
    #[default]
    #[serde(rename = "-happened_at")]
    Latest,
    /// Earliest first.
    #[serde(rename = "happened_at")]
    Earliest,
}

/// Activities of one order: what comes after the last one seen, which $7 and $8 hold, and the order.
macro_rules! page {
    ($db:expr, $filter:expr, $rows:expr, $rest:literal) => {{
        let org = $db.org.as_uuid();
        let (at, id) = $filter.after.unzip();
        select!(
            "content is not null
             and ($2::text is null or kind = $2)
             and ($3::uuid is null or author_id = $3)
             and ($4::uuid[] is null or exists (select 1 from timeline_links l
                   where l.org_id = $1 and l.subject_id = any($4) and l.entry_id = a.activity_id and l.direct))
             and ($5::timestamptz is null or happened_at >= $5) and ($6::timestamptz is null or happened_at < $6)
             and ($10::uuid is null or mentions @> array[$10::uuid])
             and ($11::text is null or exists (select 1 from search_documents s
                   where s.org_id = $1 and s.kind = 'activity' and s.id = a.activity_id
                     and s.words @@ (select words_asked($11))))
             and "
                + $rest
                + " limit $9",
            org,
            $filter.kind.map(words::word).transpose()?,
            $filter.author_id.map(MemberId::as_uuid),
            $filter.subjects.as_deref(),
            $filter.from,
            $filter.before,
            at,
            id,
            $rows,
            $filter.mentions.map(MemberId::as_uuid),
            $filter.text.as_ref().map(Name::as_str)
        )
        .fetch_all($db.conn())
        .await?
    }};
}

/// Activities that were not removed, in an order.
pub async fn list(db: &mut Db, filter: Filter, sort: Sort, rows: i64) -> Result<Vec<Activity>> {
    let found = match sort {
        Sort::Latest => page!(
            db,
            filter,
            rows,
            "($7::timestamptz is null or (happened_at, activity_id) < ($7, $8::uuid))
             order by happened_at desc, activity_id desc"
        ),
        Sort::Earliest => page!(
            db,
            filter,
            rows,
            "($7::timestamptz is null or (happened_at, activity_id) > ($7, $8::uuid)) order by happened_at, activity_id"
        ),
    };
    found.into_iter().map(Activity::try_from).collect()
}

/// Meetings a member takes part in that begin in a span of time, first to last.
pub async fn meetings(
    db: &mut Db,
    member: MemberId,
    (from, before): (DateTime<Utc>, DateTime<Utc>),
    rows: i64,
) -> Result<Vec<Activity>> {
    let org = db.org.as_uuid();
    let found = select!(
        "content is not null and activity_id in (
           select m.activity_id from meeting_members m
            where m.org_id = $1 and m.member_id = $2 and m.starts_at >= $3 and m.starts_at < $4
            order by m.starts_at limit $5)
         order by happened_at, activity_id",
        org,
        member.as_uuid(),
        from,
        before,
        rows
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Activity::try_from).collect()
}

/// Writes a new activity.
pub async fn insert(db: &mut Db, activity: &Activity) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &activity.image);
    let mentions: Vec<Uuid> = image.mentions.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "insert into activities (org_id, activity_id, version, kind, content, about, happened_at, author_id, mentions,
                                 created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        org,
        image.activity_id.as_uuid(),
        activity.version,
        words::word(image.kind)?,
        image.content.as_ref().map(Json) as _,
        Json(&image.about) as _,
        image.happened_at,
        image.author_id.map(MemberId::as_uuid),
        &mentions,
        now,
    )
    .execute(db.conn())
    .await?;
    invite(db, activity).await
}

/// Notes by which key an activity is known in the system it comes from.
pub async fn keep_key(db: &mut Db, id: ActivityId, key: &ShortCode) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update activities set external_ref = $3 where org_id = $1 and activity_id = $2",
        org,
        id.as_uuid(),
        key.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next version of an activity.
pub async fn save(db: &mut Db, activity: &Activity) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &activity.image);
    let mentions: Vec<Uuid> = image.mentions.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "with gone as (delete from meeting_members where org_id = $1 and activity_id = $2)
         update activities set version = $3, content = $4, about = $5, happened_at = $6, mentions = $7, updated_at = $8
          where org_id = $1 and activity_id = $2 and version = $3::bigint - 1",
        org,
        image.activity_id.as_uuid(),
        activity.version,
        image.content.as_ref().map(Json) as _,
        Json(&image.about) as _,
        image.happened_at,
        &mentions,
        now,
    )
    .execute(db.conn())
    .await?;
    invite(db, activity).await
}

async fn invite(db: &mut Db, activity: &Activity) -> Result<()> {
    let members: Vec<Uuid> = activity.participants().into_iter().map(MemberId::as_uuid).collect();
    if members.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into meeting_members (org_id, member_id, starts_at, activity_id) select $1, unnest($2::uuid[]), $3, $4",
        org,
        &members,
        activity.image.happened_at,
        activity.image.activity_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

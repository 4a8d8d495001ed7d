//! The tables of notifications and of how many each member was told.

use chrono::{DateTime, Utc};
use contracts::crm::activities::{self as crm, NotificationKind, Subject};
use kernel::{ActivityId, Cursor, FollowUpId, Limit, MemberId, Name, NotificationId, Page};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

/// A notification as its member sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotificationView {
    /// Its id.
    pub notification_id: NotificationId,
    /// Why.
    pub kind: NotificationKind,
    /// What it is about, when it is about one thing.
    pub subject: Option<Subject>,
    /// What that is called.
    pub subject_name: Option<Name>,
    /// The activity it comes from.
    pub activity_id: Option<ActivityId>,
    /// The follow-up it comes from.
    pub follow_up_id: Option<FollowUpId>,
    /// A line to show: a title, or the beginning of a note.
    pub text: Option<Name>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub told_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was read; none while it is not.
    pub read_at: Option<DateTime<Utc>>,
}

struct Row {
    notification_id: NotificationId,
    kind: String,
    subject: Option<Json<Subject>>,
    subject_name: Option<Name>,
    activity_id: Option<ActivityId>,
    follow_up_id: Option<FollowUpId>,
    text: Option<Name>,
    told_by: String,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for NotificationView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            notification_id: row.notification_id,
            kind: words::value(row.kind)?,
            subject: row.subject.map(|subject| subject.0),
            subject_name: row.subject_name,
            activity_id: row.activity_id,
            follow_up_id: row.follow_up_id,
            text: row.text,
            told_by: row.told_by,
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}

/// Writes a notification, unless its member was told of the cause before; answers how many they were told now.
pub async fn insert(db: &mut Db, notification: &crm::Notification, cause: &str, by: &str) -> Result<Option<i64>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let version = sqlx::query_scalar!(
        r#"with told as (
             insert into notifications (org_id, notification_id, member_id, kind, subject, activity_id, follow_up_id, text,
                                        cause, told_by, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict (org_id, member_id, cause) do nothing
             returning member_id)
           insert into inboxes as i (org_id, member_id, version) select $1, member_id, 1 from told
           on conflict (org_id, member_id) do update set version = i.version + 1
           returning version"#,
        org,
        notification.notification_id.as_uuid(),
        notification.member_id.as_uuid(),
        words::word(notification.kind)?,
        notification.subject.as_ref().map(Json) as _,
        notification.activity_id.map(ActivityId::as_uuid),
        notification.follow_up_id.map(FollowUpId::as_uuid),
        notification.text.as_ref().map(Name::as_str),
        cause,
        by,
        now,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(version)
}

/// Forgets what members were told of an activity that was removed.
pub async fn forget(db: &mut Db, activity: ActivityId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from notifications where org_id = $1 and activity_id = $2", org, activity.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Notifications with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select n.notification_id as "notification_id: NotificationId", n.kind, n.subject as "subject: Json<Subject>",
                      coalesce(d.name, a.name, c.name, l.name) as "subject_name: Name", n.activity_id as "activity_id: ActivityId",
                      n.follow_up_id as "follow_up_id: FollowUpId", n.text as "text: Name", n.told_by,
                      n.created_at, n.read_at
                 from notifications n
                 left join deals d on d.org_id = n.org_id and d.deal_id = (n.subject ->> 'deal_id')::uuid
                 left join leads l on l.org_id = n.org_id and l.lead_id = (n.subject ->> 'lead_id')::uuid
                 left join accounts a on a.org_id = n.org_id and a.account_id = (n.subject ->> 'account_id')::uuid
                 left join contacts c on c.org_id = n.org_id and c.contact_id = (n.subject ->> 'contact_id')::uuid
                where n.org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Which notifications of a member.
#[derive(Debug)]
pub struct Filter {
    /// Whose.
    pub member_id: MemberId,
    /// Only those not read.
    pub unread: bool,
    /// Only of this kind.
    pub kind: Option<NotificationKind>,
}

orders! {
    "NotificationSort":
    /// The newest first.
    #[default]
    Newest "-created_at",
    /// The oldest first.
    Oldest "created_at",
    /// By their kind.
    Kind "kind",
    /// By their kind, downwards.
    KindDown "-kind",
}

/// Notifications in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<NotificationView>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let org = db.org.as_uuid();
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let found = select!(
        "n.member_id = $2 and (n.read_at is null or not $3) and ($4::text is null or n.kind = $4)
         and ($5::timestamptz is null or (n.created_at, n.notification_id) < ($5, $6::uuid))
         order by n.created_at desc, n.notification_id desc limit $7",
        org,
        filter.member_id.as_uuid(),
        filter.unread,
        filter.kind.map(words::word).transpose()?,
        at,
        id,
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    let told = found.into_iter().map(NotificationView::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(told, limit, |one| (one.created_at, one.notification_id)))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<NotificationView>> {
    let page = places!(
        db, sort, cursor, limit,
        from "notifications x" id "x.notification_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'kind' then x.kind"
        filter "x.member_id = $7 and (x.read_at is null or not $8) and ($9::text is null or x.kind = $9)",
        filter.member_id.as_uuid(),
        filter.unread,
        filter.kind.map(words::word).transpose()?,
    );
    let org = db.org.as_uuid();
    let rows = select!("n.notification_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let told = rows.into_iter().map(NotificationView::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, told, |one| one.notification_id.as_uuid()))
}

/// How many a member has not read.
pub async fn unread(db: &mut Db, member: MemberId) -> Result<i64> {
    let org = db.org.as_uuid();
    let unread = sqlx::query_scalar!(
        r#"select count(*) as "count!" from notifications where org_id = $1 and member_id = $2 and read_at is null"#,
        org,
        member.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(unread)
}

/// Marks one of a member's as read; says whether there is such a one.
pub async fn read(db: &mut Db, member: MemberId, id: NotificationId) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let done = sqlx::query!(
        "update notifications set read_at = coalesce(read_at, $4)
          where org_id = $1 and member_id = $2 and notification_id = $3",
        org,
        member.as_uuid(),
        id.as_uuid(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Marks all of a member's as read that were told until a moment.
pub async fn read_all(db: &mut Db, member: MemberId, until: DateTime<Utc>) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update notifications set read_at = $4
          where org_id = $1 and member_id = $2 and read_at is null and created_at <= $3",
        org,
        member.as_uuid(),
        until,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

//! The table of calls: those that wait, and what became of the others.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{AutomationRunId, Cursor, Limit, Name, Page, WebhookDeliveryId, WebhookId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookDeliveryStatus {
    /// It is to be sent, perhaps again.
    Waiting,
    /// The other program took it.
    Delivered,
    /// It was given up.
    Failed,
}

/// A call, to be shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WebhookDeliveryView {
    /// Its id, which is the `webhook-id` of every attempt.
    pub webhook_delivery_id: WebhookDeliveryId,
    /// Where to.
    pub webhook_id: WebhookId,
    /// What that is called.
    pub webhook_name: Name,
    /// The run it belongs to.
    pub run_id: AutomationRunId,
    /// Where it stands.
    pub status: WebhookDeliveryStatus,
    /// How often it was tried since it was asked for last.
    pub attempts: i32,
    /// When it is tried next; none when it is over.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was tried last.
    pub tried_at: Option<DateTime<Utc>>,
    /// When it was taken or given up.
    pub ended_at: Option<DateTime<Utc>>,
    /// The HTTP status it was answered with last.
    pub answer_status: Option<i32>,
    /// How that answer begins.
    pub answer: Option<String>,
    /// What went wrong last.
    pub error: Option<String>,
}

struct Row {
    webhook_delivery_id: WebhookDeliveryId,
    webhook_id: WebhookId,
    webhook_name: Name,
    run_id: AutomationRunId,
    status: String,
    attempts: i32,
    due_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    tried_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    answer_status: Option<i32>,
    answer: Option<String>,
    error: Option<String>,
}

impl TryFrom<Row> for WebhookDeliveryView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            webhook_delivery_id: row.webhook_delivery_id,
            webhook_id: row.webhook_id,
            webhook_name: row.webhook_name,
            run_id: row.run_id,
            status: words::value(row.status)?,
            attempts: row.attempts,
            due_at: row.ended_at.is_none().then_some(row.due_at),
            created_at: row.created_at,
            tried_at: row.tried_at,
            ended_at: row.ended_at,
            answer_status: row.answer_status,
            answer: row.answer,
            error: row.error,
        })
    }
}

/// Writes a call that is to be made.
pub async fn insert(
    db: &mut Db,
    id: WebhookDeliveryId,
    (webhook, run): (WebhookId, AutomationRunId),
    body: &str,
    give_up_at: DateTime<Utc>,
) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into webhook_deliveries (org_id, webhook_delivery_id, webhook_id, run_id, version, status, body, attempts,
                                         due_at, give_up_at, created_at)
         values ($1, $2, $3, $4, 0, 'waiting', $5, 0, $6, $7, $6)",
        org,
        id.as_uuid(),
        webhook.as_uuid(),
        run.as_uuid(),
        body,
        now,
        give_up_at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Calls with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select d.webhook_delivery_id as "webhook_delivery_id: WebhookDeliveryId", d.webhook_id as "webhook_id: WebhookId",
                      (w.image ->> 'name') as "webhook_name!: Name", d.run_id as "run_id: AutomationRunId", d.status, d.attempts,
                      d.due_at, d.created_at, d.tried_at, d.ended_at, d.answer_status, d.answer, d.error
                 from webhook_deliveries d join webhooks w on w.org_id = d.org_id and w.webhook_id = d.webhook_id
                where d.org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A call.
pub async fn get(db: &mut Db, id: WebhookDeliveryId) -> Result<Option<WebhookDeliveryView>> {
    let org = db.org.as_uuid();
    let row = select!("d.webhook_delivery_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(WebhookDeliveryView::try_from).transpose()
}

/// Which calls.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only those of this webhook.
    pub webhook: Option<WebhookId>,
    /// Only those of this run.
    pub run: Option<AutomationRunId>,
    /// Only those that stand there.
    pub status: Option<WebhookDeliveryStatus>,
}

orders! {
    "WebhookDeliverySort":
    /// The latest first.
    #[default]
    Latest "-created_at",
    /// The earliest first.
    Earliest "created_at",
    /// By where they stand.
    Status "status",
    /// By where they stand, downwards.
    StatusDown "-status",
}

/// Calls in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<WebhookDeliveryView>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let org = db.org.as_uuid();
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let found = select!(
        "($2::uuid is null or d.webhook_id = $2) and ($3::uuid is null or d.run_id = $3)
         and ($4::text is null or d.status = $4)
         and ($5::timestamptz is null or (d.created_at, d.webhook_delivery_id) < ($5, $6::uuid))
         order by d.created_at desc, d.webhook_delivery_id desc limit $7",
        org,
        filter.webhook.map(WebhookId::as_uuid),
        filter.run.map(AutomationRunId::as_uuid),
        filter.status.map(words::word).transpose()?,
        at,
        id,
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    let calls = found.into_iter().map(WebhookDeliveryView::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(calls, limit, |call| (call.created_at, call.webhook_delivery_id)))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<WebhookDeliveryView>> {
    let page = places!(
        db, sort, cursor, limit,
        from "webhook_deliveries x" id "x.webhook_delivery_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'status' then x.status"
        filter "($7::uuid is null or x.webhook_id = $7) and ($8::uuid is null or x.run_id = $8)
                and ($9::text is null or x.status = $9)",
        filter.webhook.map(WebhookId::as_uuid),
        filter.run.map(AutomationRunId::as_uuid),
        filter.status.map(words::word).transpose()?,
    );
    let org = db.org.as_uuid();
    let rows = select!("d.webhook_delivery_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let calls = rows.into_iter().map(WebhookDeliveryView::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, calls, |call| call.webhook_delivery_id.as_uuid()))
}

/// What a call says.
pub async fn body(db: &mut Db, id: WebhookDeliveryId) -> Result<Option<String>> {
    let org = db.org.as_uuid();
    let body = sqlx::query_scalar!(
        "select body from webhook_deliveries where org_id = $1 and webhook_delivery_id = $2",
        org,
        id.as_uuid(),
    );
    Ok(body.fetch_optional(db.conn()).await?)
}

/// Has a call made once more, unless a worker has it at this moment; says whether there is such a call.
pub async fn again(db: &mut Db, id: WebhookDeliveryId, give_up_at: DateTime<Utc>) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let done = sqlx::query!(
        "update webhook_deliveries
            set status = 'waiting', attempts = 0, due_at = $3, give_up_at = $4, ended_at = null, leased_until = null
          where org_id = $1 and webhook_delivery_id = $2 and (leased_until is null or leased_until < $3)",
        org,
        id.as_uuid(),
        now,
        give_up_at,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A call a worker has for itself.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub webhook_delivery_id: WebhookDeliveryId,
    /// Where to.
    pub webhook_id: WebhookId,
    /// The run it belongs to.
    pub run_id: AutomationRunId,
    /// What it says.
    pub body: String,
    /// Attempts, this one counted.
    pub attempts: i32,
    /// When it is given up.
    pub give_up_at: DateTime<Utc>,
    /// How many of its events were published.
    pub version: i64,
}

/// Takes the call that is due longest and that nobody has, but for those of some webhooks.
pub async fn claim(db: &mut Db, lease: TimeDelta, left_out: &[Uuid]) -> Result<Option<Claimed>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let claimed = sqlx::query_as!(
        Claimed,
        r#"update webhook_deliveries set attempts = attempts + 1, tried_at = $2, leased_until = $3
            where org_id = $1 and webhook_delivery_id = (
              select webhook_delivery_id from webhook_deliveries
               where org_id = $1 and status = 'waiting' and due_at <= $2 and (leased_until is null or leased_until < $2)
                 and webhook_id <> all($4)
               order by due_at, webhook_delivery_id limit 1 for update skip locked)
           returning webhook_delivery_id as "webhook_delivery_id: WebhookDeliveryId", webhook_id as "webhook_id: WebhookId",
                     run_id as "run_id: AutomationRunId", body, attempts, give_up_at, version"#,
        org,
        now,
        now + lease,
        left_out,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(claimed)
}

/// What came of an attempt.
#[derive(Debug, Default)]
pub struct Attempt {
    /// The HTTP status of the answer.
    pub status: Option<i32>,
    /// How the answer begins.
    pub answer: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
}

/// Writes down what came of an attempt, unless the lease was over and somebody else has the call; says whether it was.
pub async fn record(
    db: &mut Db,
    claimed: &Claimed,
    attempt: &Attempt,
    (status, due_at): (WebhookDeliveryStatus, DateTime<Utc>),
) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let ended_at = (status != WebhookDeliveryStatus::Waiting).then_some(now);
    let version = claimed.version + i64::from(status == WebhookDeliveryStatus::Failed);
    let done = sqlx::query!(
        "update webhook_deliveries
            set status = $4, due_at = $5, ended_at = $6, answer_status = $7, answer = $8, error = $9, version = $10,
                leased_until = null
          where org_id = $1 and webhook_delivery_id = $2 and attempts = $3 and status = 'waiting'
            and leased_until is not null",
        org,
        claimed.webhook_delivery_id.as_uuid(),
        claimed.attempts,
        words::word(status)?,
        due_at,
        ended_at,
        attempt.status,
        attempt.answer,
        attempt.error,
        version,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets calls that were over before a moment.
pub async fn forget(db: &mut Db, before: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from webhook_deliveries where org_id = $1 and ended_at < $2", org, before)
        .execute(db.conn())
        .await?;
    Ok(())
}

//! The table of webhooks.

pub mod deliveries;

use contracts::crm::automations as crm;
use kernel::{Cursor, Limit, Page, WebhookId};
use platform::seal::Sealer;
use platform::{Db, Problem, Result, Tx};
use reqwest::Url;
use sqlx::types::Json;

use super::model::Webhook;
use crate::names::sort_key;
use crate::order::store::places;
use crate::order::{ids, orders, put};

struct Row {
    version: i64,
    image: Json<crm::Webhook>,
}

impl From<Row> for Webhook {
    fn from(row: Row) -> Self {
        Self { version: row.version, image: row.image.0 }
    }
}

/// Webhooks with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select version, image as "image: Json<crm::Webhook>" from webhooks where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A webhook.
pub async fn get(db: &mut Db, id: WebhookId) -> Result<Option<Webhook>> {
    let org = db.org.as_uuid();
    Ok(select!("webhook_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Webhook::from))
}

/// A webhook nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: WebhookId) -> Result<Option<Webhook>> {
    let org = db.org.as_uuid();
    let row = select!("webhook_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Webhook::from))
}

orders! {
    "WebhookSort":
    /// By name.
    #[default]
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// The oldest first.
    Oldest "created_at",
    /// The newest first.
    Newest "-created_at",
}

/// Webhooks in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    active: Option<bool>,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Webhook>> {
    let page = places!(
        db, sort, cursor, limit,
        from "webhooks x" id "x.webhook_id"
        keys r#"when 'name' then x.name_key collate "default" when 'created_at' then moment_key(x.created_at)"#
        filter "($7::boolean is null or (x.image ->> 'active')::boolean = $7)",
        active,
    );
    let org = db.org.as_uuid();
    let rows = select!("webhook_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(Webhook::from).collect(), |one| one.image.webhook_id.as_uuid()))
}

fn context(id: WebhookId, what: &str) -> String {
    format!("webhook {id} {what}")
}

/// Writes a new webhook with its address and its key, sealed.
pub async fn insert(tx: &mut Tx, webhook: &Webhook, url: &Url, key: &[u8]) -> Result<()> {
    let (org, now, image) = (tx.org.as_uuid(), tx.now, &webhook.image);
    let address = tx.sealer().seal(&context(image.webhook_id, "address"), url.as_str().as_bytes())?;
    let secret = tx.sealer().seal(&context(image.webhook_id, "key"), key)?;
    sqlx::query!(
        "insert into webhooks (org_id, webhook_id, version, image, address, secret, sort_name, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        org,
        image.webhook_id.as_uuid(),
        webhook.version,
        Json(image) as _,
        address,
        secret,
        sort_key(&image.name),
        now,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes the next version of a webhook, with another address or key when there is one.
pub async fn save(tx: &mut Tx, webhook: &Webhook, url: Option<&Url>, key: Option<&[u8]>) -> Result<()> {
    let (org, now, image) = (tx.org.as_uuid(), tx.now, &webhook.image);
    let id = image.webhook_id;
    let address = url.map(|url| tx.sealer().seal(&context(id, "address"), url.as_str().as_bytes())).transpose()?;
    let secret = key.map(|key| tx.sealer().seal(&context(id, "key"), key)).transpose()?;
    sqlx::query!(
        "update webhooks set version = $3, image = $4, address = coalesce($5, address), secret = coalesce($6, secret),
                sort_name = $7, updated_at = $8
          where org_id = $1 and webhook_id = $2 and version = $3::bigint - 1",
        org,
        id.as_uuid(),
        webhook.version,
        Json(image) as _,
        address,
        secret,
        sort_key(&image.name),
        now,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What it takes to call a webhook.
#[derive(Debug)]
pub struct Target {
    /// Whether it is called at all.
    pub active: bool,
    /// Where it is.
    pub url: Url,
    /// The key its calls are signed with.
    pub key: Vec<u8>,
}

/// What it takes to call a webhook.
///
/// # Errors
/// When it cannot be unsealed: the installation has another key now, or none.
pub async fn target(db: &mut Db, sealer: &Sealer, id: WebhookId) -> Result<Target> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select (image ->> 'active')::boolean as "active!", address, secret from webhooks
            where org_id = $1 and webhook_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    let url = String::from_utf8(sealer.unseal(&context(id, "address"), &row.address)?).map_err(Problem::internal)?;
    let url = Url::parse(&url).map_err(Problem::internal)?;
    let key = sealer.unseal(&context(id, "key"), &row.secret)?;
    Ok(Target { active: row.active, url, key })
}

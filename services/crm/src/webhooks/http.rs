//! Webhooks and their calls over HTTP.

use std::sync::Arc;

use axum::extract::State as AxumState;
use contracts::crm::automations::{self as crm, WebhookUpdated};
use kernel::{AutomationRunId, Cursor, Limit, Name, Page, Permission, WebhookDeliveryId, WebhookId};
use platform::service::State;
use platform::{Created, Json, Kind, Once, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::deliveries::{self, Filter, WebhookDeliveryStatus, WebhookDeliveryView};
use super::model::{self, Webhook, address};
use super::{sign, store};
use crate::lists::List;
use crate::patch::given;

/// What webhooks answer. Only whoever sets up how selling works sees them: they say where data goes.
pub fn routes() -> Routes {
    use Permission::ManageCrm;
    Routes::new("webhooks")
        .post("/v1/webhooks", ManageCrm, "Set up a webhook; its key is told once", create)
        .get("/v1/webhooks", ManageCrm, "List webhooks by name", list)
        .get("/v1/webhooks/{webhook_id}", ManageCrm, "Show a webhook", get)
        .patch("/v1/webhooks/{webhook_id}", ManageCrm, "Change a webhook", update)
        .post("/v1/webhooks/{webhook_id}/key", ManageCrm, "Give a webhook another key, which is told once", rotate)
        .get("/v1/webhook-deliveries", ManageCrm, "List calls of webhooks, latest first", list_deliveries)
        .get("/v1/webhook-deliveries/{webhook_delivery_id}", ManageCrm, "Show a call with what it says", get_delivery)
        .post("/v1/webhook-deliveries/{webhook_delivery_id}/resend", ManageCrm, "Make a call once more", resend)
}

/// A new webhook.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateWebhook {
    /// What it is called.
    name: Name,
    /// Where the other program is: an address with https.
    url: String,
}

/// Changes of a webhook; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateWebhook {
    /// What it is called.
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    /// Where the other program is.
    #[serde(default, deserialize_with = "given")]
    url: Option<String>,
    /// Whether it is called.
    #[serde(default, deserialize_with = "given")]
    active: Option<bool>,
}

/// A webhook.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WebhookView {
    #[serde(flatten)]
    webhook: crm::Webhook,
    /// Grows with each change; the ETag.
    version: i64,
    /// The key its calls are signed with (Standard Webhooks: `webhook-signature`). It is told only now; when the request is
    /// repeated it is not there, and another key can be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

impl WebhookView {
    fn of(webhook: Webhook, key: Option<String>) -> Self {
        Self { webhook: webhook.image, version: webhook.version, key }
    }
}

/// A call with what it says.
#[derive(Debug, Serialize, JsonSchema)]
struct WebhookDeliveryDetails {
    #[serde(flatten)]
    delivery: WebhookDeliveryView,
    /// What it says, as it is sent.
    body: String,
}

/// Which webhooks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWebhooks {
    active: Option<bool>,
    /// The order; by name when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// Which calls.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDeliveries {
    webhook_id: Option<WebhookId>,
    run_id: Option<AutomationRunId>,
    status: Option<WebhookDeliveryStatus>,
    /// The order; the latest first when left out.
    #[serde(default)]
    sort: deliveries::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// Nothing more needs to be said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn create(
    AxumState(state): AxumState<Arc<State>>,
    mut tx: Tx,
    Json(body): Json<CreateWebhook>,
) -> Result<Once<Created<WebhookView>>> {
    let url = address(&body.url, state.private_webhooks)?;
    let key: [u8; sign::KEY_BYTES] = rand::random();
    let (webhook, created) = Webhook::make(body.name, &url);
    store::insert(&mut tx, &webhook, &url, &key).await?;
    tx.publish(webhook.version, &created)?;
    let location = format!("/v1/webhooks/{}", webhook.image.webhook_id);
    let shown = WebhookView::of(webhook.clone(), Some(sign::shown(&key)));
    Once::<Created<_>>::created(tx, location, webhook.version, WebhookView::of(webhook, None), &shown).await
}

async fn update(
    AxumState(state): AxumState<Arc<State>>,
    mut tx: Tx,
    Path(id): Path<WebhookId>,
    Json(body): Json<UpdateWebhook>,
) -> Result<Reply<WebhookView>> {
    let mut webhook = lock(&mut tx, id).await?;
    tx.require_match(webhook.version)?;
    let url = body.url.as_deref().map(|url| address(url, state.private_webhooks)).transpose()?;
    let updated = webhook.update(body.name, url.as_ref(), body.active);
    store::save(&mut tx, &webhook, url.as_ref(), None).await?;
    tx.publish(webhook.version, &updated)?;
    tx.reply(webhook.version, WebhookView::of(webhook, None)).await
}

async fn rotate(mut tx: Tx, Path(id): Path<WebhookId>, Json(_): Json<Nothing>) -> Result<Once<Reply<WebhookView>>> {
    let mut webhook = lock(&mut tx, id).await?;
    tx.if_match(webhook.version)?;
    let key: [u8; sign::KEY_BYTES] = rand::random();
    let updated: WebhookUpdated = webhook.update(None, None, None);
    store::save(&mut tx, &webhook, None, Some(&key)).await?;
    tx.publish(webhook.version, &updated)?;
    let shown = WebhookView::of(webhook.clone(), Some(sign::shown(&key)));
    Once::<Reply<_>>::reply(tx, webhook.version, WebhookView::of(webhook, None), &shown).await
}

async fn lock(tx: &mut Tx, id: WebhookId) -> Result<Webhook> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("webhook"))
}

async fn get(mut db: Read, Path(id): Path<WebhookId>) -> Result<Reply<WebhookView>> {
    let webhook = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("webhook"))?;
    Ok(Reply::of(webhook.version, WebhookView::of(webhook, None)))
}

impl List for ListWebhooks {
    type Item = WebhookView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<WebhookView>> {
        let page = store::list(db, self.active, self.sort, cursor, limit).await?;
        Ok(page.map(|webhook| WebhookView::of(webhook, None)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListWebhooks>) -> Result<Reply<Page<WebhookView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

impl List for ListDeliveries {
    type Item = WebhookDeliveryView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<WebhookDeliveryView>> {
        let filter = Filter { webhook: self.webhook_id, run: self.run_id, status: self.status };
        deliveries::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn list_deliveries(
    mut db: Read,
    Query(query): Query<ListDeliveries>,
) -> Result<Reply<Page<WebhookDeliveryView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get_delivery(mut db: Read, Path(id): Path<WebhookDeliveryId>) -> Result<Reply<WebhookDeliveryDetails>> {
    let none = || Problem::not_found("call");
    let body = deliveries::body(&mut db, id).await?.ok_or_else(none)?;
    let delivery = shown(&mut db, id).await?;
    Ok(Reply::plain(WebhookDeliveryDetails { delivery, body }))
}

async fn shown(db: &mut platform::Db, id: WebhookDeliveryId) -> Result<WebhookDeliveryView> {
    deliveries::get(db, id).await?.ok_or_else(|| Problem::not_found("call"))
}

async fn resend(
    mut tx: Tx,
    Path(id): Path<WebhookDeliveryId>,
    Json(_): Json<Nothing>,
) -> Result<Reply<WebhookDeliveryView>> {
    shown(&mut tx, id).await?;
    let give_up_at = tx.now + model::GIVE_UP_AFTER;
    if !deliveries::again(&mut tx, id, give_up_at).await? {
        let detail = "It is being sent at this moment; look again in a minute.";
        return Err(Problem::new(Kind::Conflict, "call-under-way", detail));
    }
    let delivery = shown(&mut tx, id).await?;
    tx.reply_plain(delivery).await
}

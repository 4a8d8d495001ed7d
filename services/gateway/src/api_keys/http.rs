//! Making, listing and revoking API keys.

use std::sync::Arc;

use axum::Extension;
use chrono::{DateTime, Utc};
use exports::List;
use kernel::{ApiKeyId, Cursor, Limit, Name, OrgId, Page, Permission, RoleSet};
use platform::problem::{Problem, Result};
use platform::{Created, Json, Once, Path, Query, Read, Reply, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, ApiKey};
use crate::access::{self, KEY_PREFIX};
use crate::gateway::Gateway;
use crate::members::model;

/// The routes.
pub fn routes() -> Routes {
    Routes::new("api keys")
        .get("/v1/api-keys", Permission::ManageApiKeys, "List the API keys", list)
        .post("/v1/api-keys", Permission::ManageApiKeys, "Make an API key", create)
        .delete("/v1/api-keys/{api_key_id}", Permission::ManageApiKeys, "Revoke an API key", revoke)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateApiKey {
    /// What the key is for.
    name: Name,
    /// Roles of the key; only such as the caller has, or any when the caller is an owner.
    roles: RoleSet,
}

/// A new key; this is the only time it is shown.
#[derive(Debug, Serialize, JsonSchema)]
struct CreatedApiKey {
    api_key_id: ApiKeyId,
    /// For `Authorization: Bearer <key>`. Not shown again when the request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// A key, without its secret.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ApiKeyView {
    api_key_id: ApiKeyId,
    name: Name,
    roles: RoleSet,
    /// `member:<id>` or `api_key:<id>`.
    created_by: String,
    created_at: DateTime<Utc>,
    /// To the hour.
    last_used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        Self {
            api_key_id: key.api_key_id,
            name: key.name,
            roles: key.roles,
            created_by: key.created_by,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
            revoked_at: key.revoked_at,
        }
    }
}

/// Which page of the keys.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListApiKeys {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Revoked {
    api_key_id: ApiKeyId,
}

impl List for ListApiKeys {
    type Item = ApiKeyView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ApiKeyView>> {
        let after = cursor.map(|cursor| cursor.decode::<ApiKeyId>()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let rows = store::list(db, after, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |key| key.api_key_id).map(ApiKeyView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListApiKeys>) -> Result<Reply<Page<ApiKeyView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn create(mut tx: Tx, Json(body): Json<CreateApiKey>) -> Result<Once<Created<CreatedApiKey>>> {
    let roles = body.roles;
    model::may_delegate(roles, tx.identity()?.roles)?;
    let secret = new_key(tx.org);
    let key = ApiKey {
        api_key_id: ApiKeyId::new(),
        name: body.name,
        roles,
        created_by: tx.actor().to_string(),
        created_at: tx.now,
        last_used_at: None,
        revoked_at: None,
    };
    store::insert(&mut tx, &key, &access::fingerprint(&secret)).await?;
    let location = format!("/v1/api-keys/{}", key.api_key_id);
    let stored = CreatedApiKey { api_key_id: key.api_key_id, key: None };
    let shown = CreatedApiKey { api_key_id: key.api_key_id, key: Some(secret) };
    Once::created(tx, location, 1, stored, &shown).await
}

fn new_key(org: OrgId) -> String {
    format!("{KEY_PREFIX}{}_{}", org.as_uuid().simple(), hex::encode(rand::random::<[u8; 32]>()))
}

async fn revoke(
    mut tx: Tx,
    Path(id): Path<ApiKeyId>,
    Extension(gateway): Extension<Arc<Gateway>>,
) -> Result<Reply<Revoked>> {
    let fingerprint = store::revoke(&mut tx, id).await?.ok_or_else(|| Problem::not_found("API key"))?;
    let reply = tx.reply_plain(Revoked { api_key_id: id }).await?;
    if let Ok(fingerprint) = fingerprint.try_into() {
        gateway.memory.forget(&fingerprint);
    }
    Ok(reply)
}

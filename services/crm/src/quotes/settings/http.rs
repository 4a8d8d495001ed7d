//! Settings about quotes over HTTP.

use contracts::crm::quotes::QuoteSettings;
use kernel::Permission;
use platform::{Json, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Settings, UpdateQuoteSettings};
use super::store;

/// What settings answer.
pub fn routes() -> Routes {
    Routes::new("quotes").get("/v1/quote-settings", Permission::ReadCrm, "Show how the organisation quotes", get).patch(
        "/v1/quote-settings",
        Permission::ManageCrm,
        "Change how the organisation quotes",
        update,
    )
}

/// How an organisation quotes.
#[derive(Debug, Serialize, JsonSchema)]
struct QuoteSettingsView {
    #[serde(flatten)]
    settings: QuoteSettings,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Settings> for QuoteSettingsView {
    fn from(settings: Settings) -> Self {
        Self { settings: settings.image, version: settings.version }
    }
}

async fn get(mut db: Read) -> Result<Reply<QuoteSettingsView>> {
    let settings = store::get(&mut db).await?;
    Ok(Reply::of(settings.version, settings.into()))
}

async fn update(mut tx: Tx, Json(body): Json<UpdateQuoteSettings>) -> Result<Reply<QuoteSettingsView>> {
    store::lock(&mut tx).await?;
    let mut settings = store::get(&mut tx).await?;
    tx.require_match(settings.version)?;
    let updated = settings.update(body)?;
    store::save(&mut tx, &settings).await?;
    tx.publish(settings.version, &updated)?;
    tx.reply(settings.version, settings.into()).await
}

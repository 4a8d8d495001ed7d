//! Settings about invoices over HTTP.

use contracts::billing::InvoiceSettings;
use kernel::Permission;
use platform::{Json, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{SetInvoiceSettings, Settings};
use super::store;

/// What settings answer.
pub fn routes() -> Routes {
    use Permission::{ManageOrganization, ReadBilling};
    Routes::new("invoices")
        .get("/v1/invoice-settings", ReadBilling, "Show what stands on invoices beside their lines", get)
        .put("/v1/invoice-settings", ManageOrganization, "Decide what stands on invoices issued from now on", put)
}

/// What stands on an organisation's invoices beside their lines.
#[derive(Debug, Serialize, JsonSchema)]
struct InvoiceSettingsView {
    #[serde(flatten)]
    settings: InvoiceSettings,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Settings> for InvoiceSettingsView {
    fn from(settings: Settings) -> Self {
        Self { settings: settings.image, version: settings.version }
    }
}

async fn get(mut db: Read) -> Result<Reply<InvoiceSettingsView>> {
    let settings = store::get(&mut db).await?;
    Ok(Reply::of(settings.version, settings.into()))
}

async fn put(mut tx: Tx, Json(body): Json<SetInvoiceSettings>) -> Result<Reply<InvoiceSettingsView>> {
    store::lock(&mut tx).await?;
    let mut settings = store::get(&mut tx).await?;
    tx.require_match(settings.version)?;
    let updated = settings.set(body);
    store::save(&mut tx, &settings).await?;
    tx.publish(settings.version, &updated)?;
    tx.reply(settings.version, settings.into()).await
}

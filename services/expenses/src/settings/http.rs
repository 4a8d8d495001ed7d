//! Settings over HTTP.

use kernel::{Percent, Permission};
use platform::{Json, Kind, Problem, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, Settings};

/// The address of the settings.
pub fn routes() -> Routes {
    Routes::new("settings")
        .get("/v1/settings", Permission::ReadExpenses, "What the organisation decides about expenses", get)
        .put("/v1/settings", Permission::ManageCostCenters, "Decides anew", put)
}

/// What an organisation decides for itself.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ExpenseSettings")]
struct SettingsView {
    /// Part of a contract's value that its project may cost, in percent; holds for deals won from now on.
    cost_budget_share: Percent,
}

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        Self { cost_budget_share: settings.cost_budget_share }
    }
}

async fn get(mut db: Read) -> Result<Reply<SettingsView>> {
    let settings = store::get(&mut db).await?;
    Ok(Reply::of(settings.version, settings.into()))
}

async fn put(mut tx: Tx, Json(body): Json<SettingsView>) -> Result<Reply<SettingsView>> {
    let settings = store::get(&mut tx).await?;
    tx.require_match(settings.version)?;
    let version = settings.version + 1;
    if !store::save(&mut tx, body.cost_budget_share.value(), version).await? {
        let detail = "Someone else changed the settings at the same moment; read them again and repeat.";
        return Err(Problem::new(Kind::Conflict, "changed-meanwhile", detail));
    }
    tx.reply(version, body).await
}

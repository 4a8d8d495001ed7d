//! Settings about leads over HTTP.

use contracts::crm::FieldRecord;
use contracts::leads::LeadSettings;
use kernel::{MemberId, Permission};
use platform::{Json, Problem, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Settings, UpdateLeadSettings};
use super::store;
use crate::{custom_fields, leads};

/// What settings answer.
pub fn routes() -> Routes {
    Routes::new("leads")
        .get("/v1/lead-settings", Permission::ReadCrm, "Show how leads are scored and handed out", get)
        .patch("/v1/lead-settings", Permission::ManageCrm, "Change how leads are scored and handed out", update)
}

/// How an organisation deals with leads.
#[derive(Debug, Serialize, JsonSchema)]
struct LeadSettingsView {
    #[serde(flatten)]
    settings: LeadSettings,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Settings> for LeadSettingsView {
    fn from(settings: Settings) -> Self {
        Self { settings: settings.image, version: settings.version }
    }
}

async fn get(mut db: Read) -> Result<Reply<LeadSettingsView>> {
    let settings = store::get(&mut db).await?;
    Ok(Reply::of(settings.version, settings.into()))
}

async fn update(mut tx: Tx, Json(body): Json<UpdateLeadSettings>) -> Result<Reply<LeadSettingsView>> {
    custom_fields::store::hold(&mut tx).await?;
    store::lock(&mut tx).await?;
    let mut settings = store::get(&mut tx).await?;
    tx.require_match(settings.version)?;
    let (before, hands_out) = (settings.scoring_revision, body.assignment.is_some());
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let updated = settings.update(body, &fields)?;
    if hands_out {
        check_members(&mut tx, &settings).await?;
    }
    store::save(&mut tx, &settings).await?;
    tx.publish(settings.version, &updated)?;
    if settings.scoring_revision != before {
        // The first leads at once, so that whoever changed the rules sees what they do; the clock does the rest. New rules may look
        // at rates the old ones did not need.
        settings = store::get(&mut tx).await?;
        leads::score_again(&mut tx, &settings).await?;
    }
    tx.reply(settings.version, settings.into()).await
}

/// Refuses rules that hand leads to somebody who is not an active member. Whoever asks is one, even when the event about
/// it has not arrived here yet.
async fn check_members(tx: &mut Tx, settings: &Settings) -> Result<()> {
    let rules = settings.image.assignment.iter().enumerate().filter(|(_, rule)| rule.active);
    let members: Vec<(usize, MemberId)> =
        rules.flat_map(|(index, rule)| rule.member_ids.iter().map(move |id| (index, *id))).collect();
    let ids: Vec<MemberId> = members.iter().map(|(_, id)| *id).collect();
    let caller = tx.member_id();
    let strangers = store::strangers(tx, &ids).await?;
    match members.iter().find(|(_, id)| strangers.contains(id) && Some(*id) != caller) {
        None => Ok(()),
        Some((index, _)) => Err(Problem::field(
            format!("/assignment/{index}/member_ids"),
            "one of them is no active member; GET /v1/members lists them",
        )),
    }
}

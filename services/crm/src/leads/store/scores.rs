//! Points that are counted again after the rules changed. They are no change of the lead: they follow from it.

use contracts::crm::CustomValues;
use contracts::leads::{KnownClient, LeadConsent, LeadOrigin};
use kernel::{
    AccountId, ContactId, CountryCode, Currency, DealId, Email, LeadId, MemberId, Name, Note, ShortCode, TagId,
};
use platform::{Db, Result};
use sqlx::types::Json;

use super::{Row, select};
use crate::lead_settings::scoring::ScorePart;
use crate::leads::model::Lead;

/// Open leads whose points were counted by other rules than these. Those that somebody is changing just now are left to
/// whoever changes them, or to the next time.
pub async fn unscored(db: &mut Db, revision: i64, most: i64) -> Result<Vec<Lead>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "scored_revision < $2 and status in ('new', 'working', 'nurture')
         order by scored_revision, lead_id limit $3 for no key update skip locked",
        org,
        revision,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Lead::try_from).collect()
}

/// Writes the points of leads.
pub async fn rescore(db: &mut Db, leads: &[Lead]) -> Result<()> {
    let org = db.org.as_uuid();
    let ids: Vec<_> = leads.iter().map(|lead| lead.image.lead_id.as_uuid()).collect();
    let points: Vec<i32> = leads.iter().map(|lead| lead.score.points).collect();
    let parts: Vec<Json<&Vec<ScorePart>>> = leads.iter().map(|lead| Json(&lead.score.parts)).collect();
    let revisions: Vec<i64> = leads.iter().map(|lead| lead.score.revision).collect();
    sqlx::query!(
        "update leads l set score = new.score, score_parts = new.parts, scored_revision = new.revision
           from unnest($2::uuid[], $3::integer[], $4::jsonb[], $5::bigint[]) as new(lead_id, score, parts, revision)
          where l.org_id = $1 and l.lead_id = new.lead_id",
        org,
        &ids,
        &points,
        &parts as _,
        &revisions,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

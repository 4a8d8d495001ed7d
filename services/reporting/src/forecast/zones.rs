//! Hearing of the organisation's time zone: weeks and days of the past are those of the zone of then.

use contracts::identity::{Organization, OrganizationCreated, OrganizationUpdated};
use platform::consumer::{Outcome, Received};
use platform::{Result, Tx, organizations};

use super::store::zones;

/// An organisation signed up.
pub async fn organization_created(tx: &mut Tx, event: Received<OrganizationCreated>) -> Result<Outcome> {
    keep(tx, event.time, &event.data.organization).await
}

/// An organisation changed.
pub async fn organization_updated(tx: &mut Tx, event: Received<OrganizationUpdated>) -> Result<Outcome> {
    keep(tx, event.time, &event.data.organization).await
}

async fn keep(tx: &mut Tx, from_at: chrono::DateTime<chrono::Utc>, organization: &Organization) -> Result<Outcome> {
    zones::keep(tx, from_at, organization.time_zone).await?;
    organizations::keep(tx, organization).await
}

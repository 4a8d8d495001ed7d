//! Reading and changing one's own organisation.

use std::sync::Arc;

use axum::Extension;
use contracts::identity::OrganizationUpdated;
use kernel::{CountryCode, Currency, Name, OrgId, Permission, TimeZoneName};
use platform::problem::{Problem, Result};
use platform::{Json, Read, Reply, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, Versioned};
use crate::gateway::Gateway;

/// The routes.
pub fn routes() -> Routes {
    Routes::new("organization").get("/v1/organization", Permission::ReadMembers, "Read one's organisation", get).patch(
        "/v1/organization",
        Permission::ManageOrganization,
        "Change one's organisation",
        update,
    )
}

/// An organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OrganizationView {
    org_id: OrgId,
    name: Name,
    country: CountryCode,
    base_currency: Currency,
    time_zone: TimeZoneName,
    version: i64,
}

impl From<Versioned> for OrganizationView {
    fn from(Versioned { organization, version }: Versioned) -> Self {
        Self {
            org_id: organization.org_id,
            name: organization.name,
            country: organization.country,
            base_currency: organization.base_currency,
            time_zone: organization.time_zone,
            version,
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateOrganization {
    name: Option<Name>,
    country: Option<CountryCode>,
    time_zone: Option<TimeZoneName>,
}

fn missing() -> Problem {
    Problem::not_found("organisation")
}

async fn get(mut db: Read) -> Result<Reply<OrganizationView>> {
    let found = store::get(&mut db).await?.ok_or_else(missing)?;
    Ok(Reply::of(found.version, found.into()))
}

async fn update(
    mut tx: Tx,
    Extension(gateway): Extension<Arc<Gateway>>,
    Json(body): Json<UpdateOrganization>,
) -> Result<Reply<OrganizationView>> {
    let mut changed = store::lock(&mut tx).await?.ok_or_else(missing)?;
    tx.require_match(changed.version)?;
    let before = changed.organization.clone();
    let organization = &mut changed.organization;
    organization.name = body.name.unwrap_or_else(|| before.name.clone());
    organization.country = body.country.unwrap_or(before.country);
    organization.time_zone = body.time_zone.unwrap_or(before.time_zone);
    if changed.organization == before {
        return tx.reply(changed.version, changed.into()).await;
    }
    changed.version += 1;
    store::save(&mut tx, &changed).await?;
    tx.publish(changed.version, &OrganizationUpdated { organization: changed.organization.clone() })?;
    let org = tx.org;
    let reply = tx.reply(changed.version, changed.into()).await?;
    gateway.memory.forget_organization(org);
    Ok(reply)
}

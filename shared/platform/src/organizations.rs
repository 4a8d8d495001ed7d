//! What every service must know of an organisation: its zone and its currency, kept as a local copy.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use contracts::identity::{OrganizationCreated, OrganizationUpdated};
use kernel::{Currency, OrgId, TimeZoneName};
use sqlx::Row;

use crate::consumer::{Outcome, Received};
use crate::db::{Database, Mode};
use crate::problem::{Kind, Problem, Result};
use crate::tx::Tx;

/// Zone and currency by organisation; they change rarely and are asked for with every event.
#[derive(Debug, Default)]
pub(crate) struct Organizations {
    known: RwLock<HashMap<OrgId, (TimeZoneName, Currency, Instant)>>,
}

/// How long a copy in memory is believed; a change of zone or currency is seen after that at the latest.
const FRESH: Duration = Duration::from_mins(1);

/// Code of the problem when an organisation is not known yet.
pub(crate) const UNKNOWN: &str = "organization-unknown";

impl Organizations {
    /// As [`Organizations::get`]; none for an organisation that is not known here.
    pub(crate) async fn known(&self, db: &Database, org: OrgId) -> Result<Option<(TimeZoneName, Currency)>> {
        match self.get(db, org).await {
            Ok(facts) => Ok(Some(facts)),
            Err(problem) if problem.code() == UNKNOWN => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    pub(crate) async fn get(&self, db: &Database, org: OrgId) -> Result<(TimeZoneName, Currency)> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&org).copied();
        if let Some((zone, currency, _)) = known.filter(|(_, _, at)| at.elapsed() < FRESH) {
            return Ok((zone, currency));
        }
        let mut tx = db.begin(org, Mode::Read).await?;
        let row = sqlx::query("select time_zone, base_currency::text from organizations where org_id = $1")
            .bind(org.as_uuid())
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(|| {
                Problem::new(Kind::NotFound, UNKNOWN, format!("Organisation {org} is not known here yet."))
            })?;
        let zone: String = row.try_get(0)?;
        let currency: String = row.try_get(1)?;
        let zone: TimeZoneName = zone.parse().map_err(Problem::internal)?;
        let currency = Currency::from_code(&currency).map_err(Problem::internal)?;
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(org, (zone, currency, Instant::now()));
        Ok((zone, currency))
    }
}

/// An organisation signed up: from now on this service can work for it.
pub(crate) async fn created(tx: &mut Tx, event: Received<OrganizationCreated>) -> Result<Outcome> {
    keep(tx, &event.data.organization).await
}

/// An organisation changed.
pub(crate) async fn updated(tx: &mut Tx, event: Received<OrganizationUpdated>) -> Result<Outcome> {
    keep(tx, &event.data.organization).await
}

/// Takes a copy of an organisation, as every service does by itself. A service that hears of organisations for a reason of its own
/// does this, too: its reaction takes the place of the one every service has.
pub async fn keep(tx: &mut Tx, organization: &contracts::identity::Organization) -> Result<Outcome> {
    sqlx::query(
        "insert into organizations (org_id, name, country, base_currency, time_zone) values ($1, $2, $3, $4, $5)
         on conflict (org_id) do update
           set name = excluded.name, country = excluded.country, base_currency = excluded.base_currency,
               time_zone = excluded.time_zone",
    )
    .bind(tx.org.as_uuid())
    .bind(organization.name.as_str())
    .bind(organization.country.as_str())
    .bind(organization.base_currency.code())
    .bind(organization.time_zone.to_string())
    .execute(tx.conn())
    .await?;
    Ok(Outcome::Done)
}

//! The list of everything that is published, for schema files, documentation and compatibility tests.

use schemars::Schema;

use crate::{Event, billing, crm, expenses, identity, imports, leads, projects};

/// One published event.
#[derive(Debug, Clone)]
pub struct CatalogEntry {
    /// Type with version, e.g. `crm.deal.won.v1`.
    pub event_type: &'static str,
    /// Kind of the aggregate, e.g. `deal`.
    pub aggregate: &'static str,
    /// Paths of the payload that are veiled.
    pub personal: &'static [&'static str],
    /// JSON Schema of the payload.
    pub schema: Schema,
}

impl CatalogEntry {
    /// The entry of one event type.
    pub fn of<E: Event>() -> Self {
        Self { event_type: E::TYPE, aggregate: E::AGGREGATE, personal: E::PERSONAL, schema: schemars::schema_for!(E) }
    }
}

/// Every event of every service, ordered by service.
pub fn catalog() -> Vec<CatalogEntry> {
    [
        billing::catalog(),
        crm::catalog(),
        crm::activities::catalog(),
        crm::automations::catalog(),
        crm::forecasting::catalog(),
        crm::lapses::catalog(),
        crm::mail::catalog(),
        crm::privacy::catalog(),
        crm::sequences::catalog(),
        crm::quotes::catalog(),
        leads::catalog(),
        imports::catalog(),
        expenses::catalog(),
        identity::catalog(),
        projects::catalog(),
    ]
    .concat()
}

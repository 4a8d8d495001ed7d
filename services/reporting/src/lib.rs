//! Reporting: the ledger of everything that happened, and every figure that can be asked of it.

use std::time::Duration;

use platform::Service;

pub mod completion;
pub mod explain;
pub mod exports;
pub mod forecast;
pub mod jobs;
pub mod ledger;
pub mod movements;
pub mod names;
pub mod projection;
pub mod reports;
pub mod standing;
pub mod trace;
pub mod wording;

/// The migrations of its database.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/reporting");

/// The service: what it answers, what it listens to, what it does by the clock.
pub fn service() -> Service {
    Service::new("reporting", &MIGRATIONS)
        .routes(reports::http::routes())
        .routes(movements::http::routes())
        .routes(completion::http::routes())
        .routes(explain::http::routes())
        .routes(trace::http::routes())
        .routes(forecast::http::routes())
        .routes(exports::http::routes())
        .project("crm", projection::apply)
        .project("projects", projection::apply)
        .project("billing", projection::apply)
        .project("expenses", projection::apply)
        .on::<contracts::identity::OrganizationCreated, _>(forecast::zones::organization_created)
        .on::<contracts::identity::OrganizationUpdated, _>(forecast::zones::organization_updated)
        .on::<contracts::identity::MemberAdded, _>(names::member_added)
        .on::<contracts::identity::MemberUpdated, _>(names::member_updated)
        .every("compare balances with postings", Duration::from_hours(24), jobs::compare_balances)
        .every_in_pieces("keep weekly forecasts", Duration::from_mins(10), forecast::jobs::keep_snapshots)
}

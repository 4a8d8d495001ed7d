//! Expenses: what people spent for the organisation, against which cost centre and project, and what a project may cost.

use std::time::Duration;

use contracts::crm::{DealLost, DealRedacted, DealReopened, DealWon};
use contracts::identity::{MemberAdded, MemberUpdated};
use contracts::projects as from_projects;
use platform::Service;
use platform::files::Files;

use self::receipts::jobs::RemoveUnused;

pub mod budgets;
pub mod categories;
pub mod changes;
pub mod claims;
pub mod consumers;
pub mod cost_centers;
pub mod exports;
pub mod members;
pub mod projects;
pub mod receipts;
pub mod search;
pub mod settings;

/// The migrations of its database.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/expenses");

/// The service: what it answers and what it listens to.
pub fn service() -> Service {
    let files = Files::default();
    Service::new("expenses", &MIGRATIONS)
        .keeps(&files)
        .routes(claims::http::routes())
        .routes(receipts::http::routes())
        .routes(cost_centers::http::routes())
        .routes(categories::routes())
        .routes(budgets::http::routes())
        .routes(settings::http::routes())
        .routes(search::http::routes())
        .routes(exports::http::routes())
        .routes(changes::routes())
        .every("remove files no receipt stands for", Duration::from_hours(1), RemoveUnused(files))
        .on::<DealWon, _>(consumers::deal_won)
        .on::<DealReopened, _>(consumers::deal_reopened)
        .on::<DealLost, _>(consumers::deal_lost)
        .on::<DealRedacted, _>(consumers::deal_redacted)
        .on::<MemberAdded, _>(consumers::member_added)
        .on::<MemberUpdated, _>(consumers::member_updated)
        .on::<from_projects::ProjectCreated, _>(consumers::project_created)
        .on::<from_projects::ProjectUpdated, _>(consumers::project_updated)
        .on::<from_projects::ProjectHeld, _>(consumers::project_held)
        .on::<from_projects::ProjectResumed, _>(consumers::project_resumed)
        .on::<from_projects::ProjectCancelled, _>(consumers::project_cancelled)
        .on::<from_projects::ProjectCompleted, _>(consumers::project_completed)
}

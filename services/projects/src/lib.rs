//! Projects: what was sold, as work. People with what they cost, projects with milestones and tasks, and time.

pub mod accounts;
pub mod consumers;
pub mod decisions;
pub mod exports;
pub mod given;
pub mod people;
pub mod projects;
pub mod search;
pub mod time;
pub mod word;

use contracts::{billing, crm, identity};
use kernel::Permission;
use platform::Service;

/// The schema of the service's database.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/projects");

/// What the service answers and reacts to.
pub fn service() -> Service {
    Service::new("projects", &MIGRATIONS)
        .routes(people::http::routes())
        .routes(projects::http::routes())
        .routes(projects::work::routes())
        .routes(decisions::http::routes())
        .routes(time::http::routes())
        .routes(time::review::routes())
        .routes(search::http::routes())
        .routes(exports::http::routes())
        .routes(platform::changes::routes(Permission::ReadProjects))
        .on::<crm::AccountCreated, _>(consumers::account_created)
        .on::<crm::AccountUpdated, _>(consumers::account_updated)
        .on::<crm::AccountMerged, _>(consumers::account_merged)
        .on::<crm::AccountRestored, _>(consumers::account_restored)
        .on::<crm::DealWon, _>(consumers::deal_won)
        .on::<crm::DealReopened, _>(consumers::deal_reopened)
        .on::<crm::DealLost, _>(consumers::deal_lost)
        .on::<crm::DealRedacted, _>(consumers::deal_redacted)
        .on::<identity::MemberAdded, _>(consumers::member_added)
        .on::<identity::MemberUpdated, _>(consumers::member_updated)
        .on::<billing::WorkBilled, _>(consumers::work_billed)
        .on::<billing::WorkReleased, _>(consumers::work_released)
}

//! CRM: leads, accounts, contacts and the deals that become work. This file is the table of contents.

use std::time::Duration;

use kernel::Permission;
use platform::Service;

pub mod accounts;
pub mod consumers;
pub mod contacts;
pub mod deals;
pub mod delivery;
pub mod duplicates;
pub mod jobs;
pub mod lead_forms;
pub mod lead_settings;
pub mod leads;
pub mod members;
pub mod merges;
pub mod names;
pub mod patch;
pub mod pipelines;
pub mod search;
pub mod visits;

/// The tables of this service.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/crm");

/// What this service answers, hears and does by the clock.
pub fn service() -> Service {
    Service::new("crm", &MIGRATIONS)
        .routes(accounts::http::routes())
        .routes(contacts::http::routes())
        .routes(members::http::routes())
        .routes(pipelines::http::routes())
        .routes(deals::http::routes())
        .routes(leads::http::routes())
        .routes(lead_settings::http::routes())
        .routes(lead_forms::http::routes())
        .routes(duplicates::http::routes())
        .routes(merges::http::routes())
        .routes(search::http::routes())
        .routes(platform::changes::routes(Permission::ReadCrm))
        .on::<contracts::identity::MemberAdded, _>(consumers::member_added)
        .on::<contracts::identity::MemberUpdated, _>(consumers::member_updated)
        .on::<contracts::projects::ProjectCreated, _>(consumers::project_created)
        .on::<contracts::projects::ProjectUpdated, _>(consumers::project_updated)
        .on::<contracts::projects::ProjectHeld, _>(consumers::project_held)
        .on::<contracts::projects::ProjectResumed, _>(consumers::project_resumed)
        .on::<contracts::projects::ProjectCancelled, _>(consumers::project_cancelled)
        .on::<contracts::projects::ProjectCompleted, _>(consumers::project_completed)
        .on::<contracts::projects::MilestoneCompleted, _>(consumers::milestone_completed)
        .on::<contracts::projects::MilestoneReopened, _>(consumers::milestone_reopened)
        .on::<contracts::projects::TimeLogged, _>(consumers::time_logged)
        .on::<contracts::projects::TimeDeleted, _>(consumers::time_deleted)
        .on::<contracts::billing::ScheduleCreated, _>(consumers::schedule_created)
        .on::<contracts::billing::ScheduleUpdated, _>(consumers::schedule_updated)
        .on::<contracts::billing::ScheduleFrozen, _>(consumers::schedule_frozen)
        .on::<contracts::billing::ScheduleResumed, _>(consumers::schedule_resumed)
        .on::<contracts::billing::ScheduleCancelled, _>(consumers::schedule_cancelled)
        .on::<contracts::billing::InvoiceIssued, _>(consumers::invoice_issued)
        .on::<contracts::expenses::BudgetCreated, _>(consumers::budget_created)
        .on::<contracts::expenses::BudgetUpdated, _>(consumers::budget_updated)
        .every("report late deliveries", Duration::from_mins(1), jobs::report_late_deliveries)
        .every("score leads again", Duration::from_secs(10), jobs::score_leads)
}

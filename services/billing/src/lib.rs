//! Billing: customers, schedules of won deals, billable work, invoices and payments. Start reading here: this file lists
//! everything the service answers, hears and does by the clock.

use std::time::Duration;

use contracts::{crm, expenses, projects as project_events};
use kernel::Permission;
use platform::Service;

mod columns;
pub mod consumers;
pub mod customers;
pub mod exports;
pub mod invoice_settings;
pub mod invoices;
pub mod jobs;
pub mod papers;
pub mod payments;
pub mod projects;
pub mod receivables;
pub mod schedules;
pub mod search;
pub mod work;

/// The tables of this service.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/billing");

/// The service, not started yet.
pub fn service() -> Service {
    Service::new("billing", &MIGRATIONS)
        .routes(customers::http::routes())
        .routes(schedules::http::routes())
        .routes(work::http::routes())
        .routes(invoices::http::routes())
        .routes(papers::http::routes())
        .routes(invoice_settings::http::routes())
        .routes(payments::http::routes())
        .routes(receivables::http::routes())
        .routes(exports::http::routes())
        .routes(search::http::routes())
        .routes(platform::changes::routes(Permission::ReadBilling))
        .on::<crm::AccountCreated, _>(consumers::account_created)
        .on::<crm::AccountMerged, _>(consumers::account_merged)
        .on::<crm::AccountRestored, _>(consumers::account_restored)
        .on::<crm::AccountRemoved, _>(consumers::account_removed)
        .on::<crm::AccountUpdated, _>(consumers::account_updated)
        .on::<crm::DealWon, _>(consumers::deal_won)
        .on::<crm::DealReopened, _>(consumers::deal_reopened)
        .on::<crm::DealLost, _>(consumers::deal_lost)
        .on::<crm::DealRedacted, _>(consumers::deal_redacted)
        .on::<project_events::ProjectCreated, _>(consumers::project_created)
        .on::<project_events::ProjectUpdated, _>(consumers::project_updated)
        .on::<project_events::MilestoneCompleted, _>(consumers::milestone_completed)
        .on::<project_events::MilestoneReopened, _>(consumers::milestone_reopened)
        .on::<project_events::TimeApproved, _>(consumers::time_approved)
        .on::<expenses::ClaimApproved, _>(consumers::claim_approved)
        .every("mark due installments", Duration::from_hours(1), jobs::mark_due)
        .every("tell of overdue invoices", Duration::from_hours(1), jobs::tell_overdue)
}

//! CRM: leads, accounts, contacts and the deals that become work. This file is the table of contents.

use std::time::Duration;

use kernel::Permission;
use platform::Service;
use platform::files::Files;

pub mod accounts;
pub mod activities;
pub mod attachments;
pub mod automations;
pub mod bulk;
pub mod calendars;
pub mod consents;
pub mod consumers;
pub mod contacts;
pub mod custom_fields;
pub mod deals;
pub mod delivery;
pub mod duplicates;
pub mod enrolments;
pub mod erasures;
pub mod exchange_rates;
pub mod exports;
pub mod follow_ups;
pub mod forgotten;
pub mod goals;
pub mod imports;
pub mod jobs;
pub mod lead_forms;
pub mod lead_settings;
pub mod leads;
pub mod lists;
pub mod loss_reasons;
pub mod mail_files;
pub mod mail_templates;
pub mod mailboxes;
pub mod mails;
pub mod members;
pub mod merges;
pub mod my_day;
pub mod names;
pub mod notifications;
mod order;
pub mod patch;
pub mod person_exports;
pub mod persons;
pub mod pipelines;
pub mod postal;
pub mod price_lists;
pub mod products;
pub mod quotes;
pub mod reaches;
pub mod recipients;
pub mod retention;
pub mod saved_views;
pub mod search;
pub mod sequences;
pub mod subjects;
pub mod suppressions;
pub mod suspected;
pub mod tags;
pub mod teams;
pub mod timeline;
pub mod visits;
pub mod webhooks;
pub mod words;

/// The tables of this service.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/crm");

/// What this service answers, hears and does by the clock.
pub fn service() -> Service {
    let files = Files::default();
    hearing(keeping(automating(writing(Service::new("crm", &MIGRATIONS), &files)), &files))
        .keeps(&files)
        .routes(accounts::http::routes())
        .routes(contacts::http::routes())
        .routes(members::http::routes())
        .routes(pipelines::http::routes())
        .routes(deals::http::routes())
        .routes(custom_fields::http::routes())
        .routes(tags::http::routes())
        .routes(loss_reasons::http::routes())
        .routes(products::http::routes())
        .routes(price_lists::http::routes())
        .routes(saved_views::http::routes())
        .routes(teams::http::routes())
        .routes(goals::http::routes())
        .routes(exchange_rates::http::routes())
        .routes(leads::http::routes())
        .routes(lead_settings::http::routes())
        .routes(lead_forms::http::routes())
        .routes(suspected::http::routes())
        .routes(duplicates::http::routes())
        .routes(merges::http::routes())
        .routes(search::http::routes())
        .routes(activities::http::routes())
        .routes(timeline::http::routes())
        .routes(follow_ups::http::routes())
        .routes(notifications::http::routes())
        .routes(my_day::http::routes())
        .routes(forgotten::http::routes())
        .routes(attachments::http::routes())
        .routes(calendars::http::routes())
        .routes(imports::http::routes())
        .routes(exports::http::routes())
        .routes(quotes::http::routes())
        .routes(quotes::settings::http::routes())
        .routes(platform::changes::routes(Permission::ReadCrm))
        .every("report late deliveries", Duration::from_mins(1), jobs::report_late_deliveries)
        .every_in_pieces("notice what is forgotten", Duration::from_mins(5), forgotten::jobs::notice)
        .every("remind of follow-ups", Duration::from_secs(30), follow_ups::jobs::remind)
        .every("remove files kept beside nothing", Duration::from_hours(1), attachments::jobs::RemoveUnused(files))
        .every("tidy up suspected messages", Duration::from_hours(1), suspected::jobs::tidy)
        .every("tidy up imports", Duration::from_hours(1), imports::jobs::tidy)
        .every_in_pieces("go on with imports", Duration::from_secs(1), imports::go_on)
        .every("score leads again", Duration::from_secs(10), jobs::score_leads)
        .every_in_pieces("learn words", Duration::from_secs(10), search::jobs::learn)
        .every("hand out leads", Duration::from_mins(1), jobs::hand_out_leads)
}

/// What others say.
fn hearing(service: Service) -> Service {
    service
        .on::<contracts::identity::OrganizationCreated, _>(consumers::organization_created)
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
        .on::<contracts::billing::InvoiceBalanceChanged, _>(consumers::invoice_balance_changed)
        .on::<contracts::billing::InvoiceFellOverdue, _>(consumers::invoice_fell_overdue)
        .on::<contracts::billing::PaymentReceived, _>(consumers::payment_received)
        .on::<contracts::expenses::BudgetCreated, _>(consumers::budget_created)
        .on::<contracts::expenses::BudgetUpdated, _>(consumers::budget_updated)
}

/// Rules, and the webhooks they call.
fn automating(service: Service) -> Service {
    service
        .routes(automations::http::routes())
        .routes(webhooks::http::routes())
        .in_steps("run automations", Duration::from_secs(1), automations::engine::RunAutomations)
        .in_steps("call webhooks", Duration::from_secs(2), webhooks::send::CallWebhooks)
        .every("forget what automations did", Duration::from_hours(6), automations::engine::forget)
}

/// What people agreed to, and how long they are known.
fn keeping(service: Service, files: &Files) -> Service {
    service
        .routes(consents::http::routes())
        .routes(erasures::http::routes())
        .routes(person_exports::http::routes())
        .routes(retention::http::routes())
        .every_in_pieces("finish erasures", Duration::from_secs(5), erasures::sweep::GoOn(files.clone()))
        .every_in_pieces("keep to retention rules", Duration::from_hours(24), retention::jobs::keep_rules)
}

/// Mails and sequences.
fn writing(service: Service, files: &Files) -> Service {
    service
        .routes(mailboxes::http::routes())
        .routes(mail_templates::http::routes())
        .routes(mails::http::routes())
        .routes(mail_files::http::routes())
        .open_routes(mails::open::open_routes())
        .routes(suppressions::http::routes())
        .open_routes(suppressions::open::open_routes())
        .routes(sequences::http::routes())
        .routes(enrolments::http::routes())
        .in_steps("send mails", Duration::from_secs(10), mails::outgoing::SendMails(files.clone()))
        .in_steps("read mailboxes", Duration::from_secs(10), mails::fetch::ReadMailboxes(files.clone()))
        .in_steps("take steps of sequences", Duration::from_secs(30), enrolments::steps::TakeSteps)
        .in_steps("tend sequences", Duration::from_mins(1), sequences::jobs::Tend)
}

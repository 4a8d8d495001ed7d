//! Accounts, contacts, deals, leads, and what was done with them.

use std::collections::HashMap;

use contracts::crm::FieldRecord;
use exports::Exported;
use exports::table::{Column, day, ids, moment, named, number, text, values};
use platform::{Read, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::contacts::http::{ContactView, ListContacts};
use crate::deals::list::ListDeals;
use crate::deals::views::DealSummary;
use crate::exports::{own, store};
use crate::leads::http::ListLeads;

/// The ids of rows, which stand at a place.
fn ids_at(rows: &[Value], place: &str) -> Vec<Uuid> {
    rows.iter().filter_map(|row| row.pointer(place)?.as_str()?.parse().ok()).collect()
}

/// Rows with more that is known of what their id at a place names.
fn with(rows: Vec<Value>, place: &str, mut more: HashMap<Uuid, Value>) -> Vec<Value> {
    let one = |mut row: Value| {
        let id = row.pointer(place).and_then(Value::as_str).and_then(|id| id.parse().ok());
        let found = id.and_then(|id: Uuid| more.remove(&id));
        if let (Some(fields), Some(Value::Object(found))) = (row.as_object_mut(), found) {
            fields.extend(found);
        }
        row
    };
    rows.into_iter().map(one).collect()
}

impl Exported for ListAccounts {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        named("Parent company", "/parent_id"),
        text("Industry", "/industry"),
        text("Country", "/country"),
        text("Tax number", "/tax_number"),
        text("Website", "/website"),
        text("Additional websites", "/additional_websites"),
        text("Phone", "/phone"),
        text("Street", "/address/street"),
        text("Postal code", "/address/postal_code"),
        text("City", "/address/city"),
        text("Region", "/address/region"),
        number("Employees", "/employees"),
        number("Annual revenue", "/annual_revenue/amount"),
        text("Currency", "/annual_revenue/currency"),
        number("Founded", "/founded_year"),
        named("Owner", "/owner_id"),
        named("Price list", "/price_list_id"),
        named("Tags", "/tags"),
        text("External ID", "/external_ref"),
        text("ID", "/account_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Account).await
    }
}

impl Exported for ListContacts {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Given name", "/given_name"),
        text("Email", "/email"),
        text("Additional emails", "/additional_emails"),
        text("Phone", "/phone"),
        text("Additional phones", "/additional_phones"),
        text("Job title", "/job_title"),
        text("Street", "/address/street"),
        text("Postal code", "/address/postal_code"),
        text("City", "/address/city"),
        text("Region", "/address/region"),
        text("Country", "/country"),
        named("Company", "/account_id"),
        named("Owner", "/owner_id"),
        named("Tags", "/tags"),
        text("Consents", "/consents"),
        text("External ID", "/external_ref"),
        text("ID", "/contact_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Contact).await
    }
    const MORE: &'static [&'static str] = &["/consents"];

    async fn rows(db: &mut Read, items: Vec<ContactView>) -> Result<Vec<Value>> {
        let rows = values(items)?;
        let more = store::of_contacts(db, &ids_at(&rows, "/contact_id")).await?;
        Ok(with(rows, "/contact_id", more))
    }
}

impl Exported for ListDeals {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Company", "/account_name"),
        named("Pipeline", "/pipeline_id"),
        text("Stage", "/stage_name"),
        text("Status", "/status"),
        number("Value", "/value/amount"),
        text("Currency", "/value/currency"),
        number("Value in own currency", "/base_value/amount"),
        text("Own currency", "/base_value/currency"),
        number("Odds %", "/odds_percent"),
        number("Judged odds %", "/judged_odds_percent"),
        text("Forecast category", "/forecast_category"),
        text("Owner", "/owner_name"),
        day("Opened on", "/opened_on"),
        day("In stage since", "/in_stage_since"),
        day("Expected close date", "/expected_close_on"),
        day("Closed on", "/closed_on"),
        text("Loss reason", "/loss_reason"),
        text("Loss reason in words", "/lost_reason"),
        text("Next step", "/next_step/text"),
        day("Next step due on", "/next_step/due_on"),
        text("Next follow-up", "/next_follow_up/title"),
        day("Next follow-up due on", "/next_follow_up/due_on"),
        text("Contact", "/contact"),
        text("People", "/people"),
        text("Competitors", "/competitors"),
        named("Tags", "/tags"),
        text("External ID", "/external_ref"),
        text("ID", "/deal_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Deal).await
    }
    const MORE: &'static [&'static str] = &["/contact", "/people", "/competitors", "/loss_reason", "/lost_reason"];

    async fn rows(db: &mut Read, items: Vec<DealSummary>) -> Result<Vec<Value>> {
        let rows = values(items)?;
        let more = store::of_deals(db, &ids_at(&rows, "/deal_id")).await?;
        Ok(with(rows, "/deal_id", more))
    }
}

impl Exported for ListLeads {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Given name", "/given_name"),
        text("Email", "/email"),
        text("Additional emails", "/additional_emails"),
        text("Phone", "/phone"),
        text("Additional phones", "/additional_phones"),
        text("Job title", "/job_title"),
        text("Company", "/company"),
        text("Website", "/website"),
        text("Country", "/country"),
        text("Source", "/origin/source"),
        text("Campaign", "/origin/campaign"),
        text("Channel", "/origin/channel"),
        named("Form", "/origin/form_id"),
        text("Referrer", "/origin/referrer"),
        text("Landing page", "/origin/landing_page"),
        text("UTM source", "/origin/utm_source"),
        text("UTM medium", "/origin/utm_medium"),
        text("UTM campaign", "/origin/utm_campaign"),
        text("UTM term", "/origin/utm_term"),
        text("UTM content", "/origin/utm_content"),
        text("Status", "/status"),
        text("Status reason", "/status_reason"),
        day("Nurture until", "/nurture_until"),
        number("Score", "/score"),
        named("Owner", "/owner_id"),
        text("Assigned by", "/assigned_by"),
        number("Estimated value", "/estimated_value/amount"),
        text("Currency", "/estimated_value/currency"),
        text("Next step", "/next_step/text"),
        day("Next step due on", "/next_step/due_on"),
        text("Next follow-up", "/next_follow_up/title"),
        day("Next follow-up due on", "/next_follow_up/due_on"),
        text("Notes", "/note"),
        moment("Received at", "/received_at"),
        moment("Came forward last at", "/last_touch_at"),
        number("Touches", "/touches"),
        moment("First response due at", "/first_response_due_at"),
        moment("First responded at", "/first_responded_at"),
        moment("Consent given at", "/consent/given_at"),
        text("Consent purpose", "/consent/purpose"),
        text("Consent given by", "/consent/how"),
        text("Consent text", "/consent/text"),
        named("Became", "/account_id /contact_id /deal_id"),
        named("Tags", "/tags"),
        text("External ID", "/external_ref"),
        text("ID", "/lead_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Lead).await
    }
}

impl Exported for ListActivities {
    const COLUMNS: &'static [Column] = &[
        text("Kind", "/kind"),
        moment("Happened at", "/happened_at"),
        text("Title", "/content/title /content/subject"),
        text("Text", "/content/text /content/promised /content/open"),
        number("Minutes", "/content/duration_minutes"),
        named("Author", "/author_id"),
        named("About", "/about"),
        named("Mentions", "/mentions"),
        ids("Account IDs", "/about", "account_id"),
        ids("Contact IDs", "/about", "contact_id"),
        ids("Deal IDs", "/about", "deal_id"),
        ids("Lead IDs", "/about", "lead_id"),
        text("ID", "/activity_id"),
    ];
}

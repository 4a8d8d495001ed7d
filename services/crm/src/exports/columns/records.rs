//! Accounts, contacts, deals, leads, and what was done with them.

use std::collections::HashMap;

use contracts::crm::FieldRecord;
use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, Words, day, ids, in_language, made, moment, named, number, text, values, word};
use kernel::Language;
use platform::{Read, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::contacts::http::{ContactView, ListContacts};
use crate::deals::list::ListDeals;
use crate::deals::views::DealSummary;
use crate::exports::hungarian::{ACTIVITIES, BASES, CATEGORIES, CHANNELS, DEAL, DEAL_ROLES, LEAD};
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
        text("Name", "Név", "/name"),
        named("Parent company", "Anyavállalat", "/parent_id"),
        text("Industry", "Iparág", "/industry"),
        text("Country", "Ország", "/country"),
        text("Tax number", "Adószám", "/tax_number"),
        text("Website", "Weboldal", "/website"),
        text("Additional websites", "További weboldalak", "/additional_websites"),
        text("Phone", "Telefonszám", "/phone"),
        text("Street", "Utca, házszám", "/address/street"),
        text("Postal code", "Irányítószám", "/address/postal_code"),
        text("City", "Település", "/address/city"),
        text("Region", "Megye vagy állam", "/address/region"),
        number("Employees", "Létszám", "/employees"),
        number("Annual revenue", "Éves árbevétel", "/annual_revenue/amount"),
        text("Currency", "Pénznem", "/annual_revenue/currency"),
        number("Founded", "Alapítás éve", "/founded_year"),
        named("Owner", "Felelős", "/owner_id"),
        named("Price list", "Árlista", "/price_list_id"),
        named("Tags", "Címkék", "/tags"),
        text("External ID", "Külső azonosító", "/external_ref"),
        text("ID", "Azonosító", "/account_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Account).await
    }
}

impl Exported for ListContacts {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Given name", "Keresztnév", "/given_name"),
        text("Email", "E-mail-cím", "/email"),
        text("Additional emails", "További e-mail-címek", "/additional_emails"),
        text("Phone", "Telefonszám", "/phone"),
        text("Additional phones", "További telefonszámok", "/additional_phones"),
        text("Job title", "Beosztás", "/job_title"),
        text("Street", "Utca, házszám", "/address/street"),
        text("Postal code", "Irányítószám", "/address/postal_code"),
        text("City", "Település", "/address/city"),
        text("Region", "Megye vagy állam", "/address/region"),
        text("Country", "Ország", "/country"),
        named("Company", "Ügyfél", "/account_id"),
        named("Owner", "Felelős", "/owner_id"),
        named("Tags", "Címkék", "/tags"),
        made("Consents", "Hozzájárulások", "/consents", consents),
        text("External ID", "Külső azonosító", "/external_ref"),
        text("ID", "Azonosító", "/contact_id"),
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

/// "newsletter (legitimate interest)", one after the other.
fn consents(all: &Value, language: Language) -> Cell {
    with_word(all, ("purpose", "basis"), BASES, language)
}

/// "Zoli (decision maker)", one after the other.
fn people(all: &Value, language: Language) -> Cell {
    with_word(all, ("name", "role"), DEAL_ROLES, language)
}

/// What stands under a name, each with the word of a closed list that stands under another one.
fn with_word(all: &Value, (what, word): (&str, &str), words: Words, language: Language) -> Cell {
    let one = |one: &Value| {
        let said = |name: &str| one.get(name).and_then(Value::as_str);
        Some(format!(
            "{} ({})",
            said(what)?,
            in_language(said(word)?, words, language).replace('_', " ").to_lowercase()
        ))
    };
    let all: Vec<String> = all.as_array().into_iter().flatten().filter_map(one).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}

impl Exported for ListDeals {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Company", "Ügyfél", "/account_name"),
        named("Pipeline", "Folyamat", "/pipeline_id"),
        text("Stage", "Szakasz", "/stage_name"),
        word("Status", "Állapot", "/status", DEAL),
        number("Value", "Érték", "/value/amount"),
        text("Currency", "Pénznem", "/value/currency"),
        number("Value in own currency", "Érték saját pénznemben", "/base_value/amount"),
        text("Own currency", "Saját pénznem", "/base_value/currency"),
        number("Odds %", "Esély %", "/odds_percent"),
        number("Judged odds %", "Becsült esély %", "/judged_odds_percent"),
        word("Forecast category", "Előrejelzési kategória", "/forecast_category", CATEGORIES),
        text("Owner", "Felelős", "/owner_name"),
        day("Opened on", "Megnyitás napja", "/opened_on"),
        day("In stage since", "A szakaszában ettől", "/in_stage_since"),
        day("Expected close date", "Várható lezárás", "/expected_close_on"),
        day("Closed on", "Lezárás napja", "/closed_on"),
        text("Loss reason", "Vesztési ok", "/loss_reason"),
        text("Loss reason in words", "Vesztési ok szavakkal", "/lost_reason"),
        text("Next step", "Következő lépés", "/next_step/text"),
        day("Next step due on", "Következő lépés határideje", "/next_step/due_on"),
        text("Next follow-up", "Következő teendő", "/next_follow_up/title"),
        day("Next follow-up due on", "Következő teendő határideje", "/next_follow_up/due_on"),
        text("Contact", "Kapcsolattartó", "/contact"),
        made("People", "Résztvevők", "/people", people),
        text("Competitors", "Versenytársak", "/competitors"),
        named("Tags", "Címkék", "/tags"),
        text("External ID", "Külső azonosító", "/external_ref"),
        text("ID", "Azonosító", "/deal_id"),
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
        text("Name", "Név", "/name"),
        text("Given name", "Keresztnév", "/given_name"),
        text("Email", "E-mail-cím", "/email"),
        text("Additional emails", "További e-mail-címek", "/additional_emails"),
        text("Phone", "Telefonszám", "/phone"),
        text("Additional phones", "További telefonszámok", "/additional_phones"),
        text("Job title", "Beosztás", "/job_title"),
        text("Company", "Cég", "/company"),
        text("Website", "Weboldal", "/website"),
        text("Country", "Ország", "/country"),
        text("Source", "Forrás", "/origin/source"),
        text("Campaign", "Kampány", "/origin/campaign"),
        word("Channel", "Beérkezés módja", "/origin/channel", CHANNELS),
        named("Form", "Űrlap", "/origin/form_id"),
        text("Referrer", "Hivatkozó oldal", "/origin/referrer"),
        text("Landing page", "Érkezési oldal", "/origin/landing_page"),
        text("UTM source", "UTM-forrás", "/origin/utm_source"),
        text("UTM medium", "UTM-médium", "/origin/utm_medium"),
        text("UTM campaign", "UTM-kampány", "/origin/utm_campaign"),
        text("UTM term", "UTM-kifejezés", "/origin/utm_term"),
        text("UTM content", "UTM-tartalom", "/origin/utm_content"),
        word("Status", "Állapot", "/status", LEAD),
        text("Status reason", "Állapot oka", "/status_reason"),
        day("Nurture until", "Gondozás eddig", "/nurture_until"),
        number("Score", "Pontszám", "/score"),
        named("Owner", "Felelős", "/owner_id"),
        text("Assigned by", "Kiosztó szabály", "/assigned_by"),
        number("Estimated value", "Becsült érték", "/estimated_value/amount"),
        text("Currency", "Pénznem", "/estimated_value/currency"),
        text("Next step", "Következő lépés", "/next_step/text"),
        day("Next step due on", "Következő lépés határideje", "/next_step/due_on"),
        text("Next follow-up", "Következő teendő", "/next_follow_up/title"),
        day("Next follow-up due on", "Következő teendő határideje", "/next_follow_up/due_on"),
        text("Notes", "Megjegyzés", "/note"),
        moment("Received at", "Beérkezett", "/received_at"),
        moment("Came forward last at", "Utoljára jelentkezett", "/last_touch_at"),
        number("Touches", "Jelentkezések", "/touches"),
        moment("First response due at", "Első válasz határideje", "/first_response_due_at"),
        moment("First responded at", "Első válasz", "/first_responded_at"),
        moment("Consent given at", "Hozzájárulás ideje", "/consent/given_at"),
        text("Consent purpose", "Hozzájárulás célja", "/consent/purpose"),
        text("Consent given by", "Hozzájárulás módja", "/consent/how"),
        text("Consent text", "Hozzájárulás szövege", "/consent/text"),
        named("Became", "Ami lett belőle", "/account_id /contact_id /deal_id"),
        named("Tags", "Címkék", "/tags"),
        text("External ID", "Külső azonosító", "/external_ref"),
        text("ID", "Azonosító", "/lead_id"),
    ];

    async fn own_columns(db: &mut Read) -> Result<Vec<Column>> {
        own::columns(db, FieldRecord::Lead).await
    }
}

impl Exported for ListActivities {
    const COLUMNS: &'static [Column] = &[
        word("Kind", "Fajta", "/kind", ACTIVITIES),
        moment("Happened at", "Időpont", "/happened_at"),
        text("Title", "Tárgy", "/content/title /content/subject"),
        text("Text", "Szöveg", "/content/text /content/promised /content/open"),
        number("Minutes", "Perc", "/content/duration_minutes"),
        named("Author", "Rögzítette", "/author_id"),
        named("About", "Mihez tartozik", "/about"),
        named("Mentions", "Említettek", "/mentions"),
        ids("Account IDs", "Ügyfelek azonosítói", "/about", "account_id"),
        ids("Contact IDs", "Kapcsolattartók azonosítói", "/about", "contact_id"),
        ids("Deal IDs", "Ügyletek azonosítói", "/about", "deal_id"),
        ids("Lead IDs", "Érdeklődők azonosítói", "/about", "lead_id"),
        text("ID", "Azonosító", "/activity_id"),
    ];
}

//! What is to be done, what was offered, and what things cost.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, actor, day, made, moment, named, number, spoken, text, values, word, words};
use kernel::Language;
use platform::{Read, Result};
use serde_json::Value;

use crate::custom_fields::http::ListFields;
use crate::exchange_rates::http::ListRates;
use crate::exports::hungarian::{
    BILLING, COLORS, DEAL, FIELD_KINDS, FOLLOW_UP, FORGOTTEN, FREQUENCIES, IMPORT, IMPORT_FORMATS, IMPORT_KINDS,
    LAPSES, LEAD, PRIORITIES, QUOTE, RECORDS, REQUIREMENTS, SPANS, WEEKDAYS,
};
use crate::follow_ups::http::ListFollowUps;
use crate::forgotten::http::ListForgotten;
use crate::goals::http::ListGoals;
use crate::imports::http::ListImports;
use crate::loss_reasons::http::{ListLosses, ListReasons};
use crate::pipelines::http::ListPipelines;
use crate::price_lists;
use crate::price_lists::http::ListPriceLists;
use crate::products::http::{ListProducts, ProductView};
use crate::quotes::http::ListQuotes;
use crate::tags::http::ListTags;
use crate::teams::http::ListTeams;

impl Exported for ListFollowUps {
    const COLUMNS: &'static [Column] = &[
        text("Title", "Cím", "/title"),
        text("Note", "Megjegyzés", "/note"),
        day("Due on", "Határidő", "/due_on"),
        text("Due time", "Időpont", "/due_time"),
        word("Priority", "Sürgősség", "/priority", PRIORITIES),
        named("Owner", "Felelős", "/owner_id"),
        named("About", "Mihez tartozik", "/about"),
        word("Status", "Állapot", "/status", FOLLOW_UP),
        day("Done on", "Elvégezve", "/done_on"),
        made("Comes again", "Ismétlődés", "/recurrence", again),
        number("Occurrence", "Hányadik alkalom", "/occurrence"),
        text("ID", "Azonosító", "/follow_up_id"),
    ];
}

/// "weekly, every 2", with the last day or how often, when that is said.
fn again(rule: &Value, language: Language) -> Cell {
    let said = |name: &str| rule.get(name).and_then(words);
    let in_words = |name: &str, all| rule.get(name).and_then(|value| spoken(value, all, language));
    let Some(unit) = in_words("frequency", FREQUENCIES) else { return Cell::Empty };
    let every = said("interval").filter(|every| every != "1");
    let (weekdays, until, count) = (in_words("weekdays", WEEKDAYS), said("until"), said("count"));
    let parts = match language {
        Language::En => [
            Some(unit),
            every.map(|every| format!("every {every}")),
            weekdays.map(|days| format!("on {days}")),
            until.map(|day| format!("until {day}")),
            count.map(|count| format!("{count} times")),
        ],
        Language::Hu => [
            Some(every.map(|every| format!("{every} ")).unwrap_or_default() + &unit),
            None,
            weekdays.map(|days| format!("ezeken a napokon: {days}")),
            until.map(|day| format!("eddig: {day}")),
            count.map(|count| format!("{count} alkalommal")),
        ],
    };
    Cell::Text(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

impl Exported for ListForgotten {
    const COLUMNS: &'static [Column] = &[
        word("Kind", "Fajta", "/record/kind", FORGOTTEN),
        text("Name", "Név", "/name"),
        text("Company", "Ügyfél", "/client_name"),
        text("Owner", "Felelős", "/owner_name"),
        word("Reasons", "Okok", "/reasons", LAPSES),
        day("Forgotten since", "Elfelejtve ettől", "/since"),
        number("Value", "Érték", "/value/amount"),
        text("Currency", "Pénznem", "/value/currency"),
        number("Value in own currency", "Érték saját pénznemben", "/base_value/amount"),
        text("Own currency", "Saját pénznem", "/base_value/currency"),
        text("Stage", "Szakasz", "/record/stage_name"),
        day("In stage since", "A szakaszában ettől", "/record/in_stage_since"),
        day("Expected close date", "Várható lezárás", "/record/expected_close_on"),
        word("Lead status", "Érdeklődő állapota", "/record/status", LEAD),
        moment("First response due at", "Első válasz határideje", "/record/first_response_due_at"),
        day("Nurture until", "Gondozás eddig", "/record/nurture_until"),
        text("Next step", "Következő lépés", "/next_step/text"),
        day("Next step due on", "Következő lépés határideje", "/next_step/due_on"),
        day("Last activity on", "Utolsó tevékenység", "/last_activity_on"),
        text("ID", "Azonosító", "/record_id"),
    ];
}

impl Exported for ListQuotes {
    const COLUMNS: &'static [Column] = &[
        text("Number", "Szám", "/number"),
        number("Version", "Változat", "/revision"),
        text("Title", "Cím", "/title"),
        text("Deal", "Ügylet", "/deal_name"),
        text("Company", "Ügyfél", "/account_name"),
        text("Owner", "Felelős", "/owner_name"),
        word("State", "Állapot", "/state", QUOTE),
        number("Net", "Nettó", "/net/amount"),
        number("Gross", "Bruttó", "/gross/amount"),
        text("Currency", "Pénznem", "/net/currency"),
        number("Net in own currency", "Nettó saját pénznemben", "/base_net/amount"),
        text("Own currency", "Saját pénznem", "/base_net/currency"),
        day("Valid until", "Érvényes eddig", "/valid_until"),
        moment("Created at", "Létrehozva", "/created_at"),
        moment("Sent at", "Elküldve", "/sent_at"),
        moment("First read at", "Először megnyitva", "/viewed_at"),
        moment("Answered at", "Megválaszolva", "/answered_at"),
        text("Deal ID", "Ügylet azonosítója", "/deal_id"),
        text("ID", "Azonosító", "/quote_id"),
    ];
}

impl Exported for ListProducts {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Code", "Kód", "/code"),
        text("Description", "Leírás", "/description"),
        text("Unit", "Egység", "/unit"),
        word("Billing", "Számlázás módja", "/billing", BILLING),
        number("VAT %", "Áfa %", "/vat_rate"),
        made("Prices", "Árak", "/prices", prices),
        text("Archived", "Archivált", "/archived"),
        text("ID", "Azonosító", "/product_id"),
    ];

    async fn rows(db: &mut Read, items: Vec<ProductView>) -> Result<Vec<Value>> {
        let lists = price_lists::store::list(db).await?;
        let name = |id: &str| lists.iter().find(|list| list.image.price_list_id.to_string() == id);
        let mut rows = values(items)?;
        let prices = rows.iter_mut().filter_map(|row| row.get_mut("prices")?.as_array_mut()).flatten();
        for price in prices.filter_map(Value::as_object_mut) {
            let list = price.get("price_list_id").and_then(Value::as_str).and_then(name);
            if let Some(list) = list {
                price.insert("price_list".to_owned(), list.image.name.as_str().into());
            }
        }
        Ok(rows)
    }
}

/// "80.00 EUR from 2026-01-01 to 2026-06-30 (Partners)", one after the other; a standard price names no list.
fn prices(prices: &Value, language: Language) -> Cell {
    let (from, to) = match language {
        Language::En => ("from", " to"),
        Language::Hu => ("ettől:", ", eddig:"),
    };
    let one = |price: &Value| {
        let said = |place: &str| price.pointer(place).and_then(words);
        let (amount, currency, first) = (said("/amount/amount")?, said("/amount/currency")?, said("/valid_from")?);
        let until = said("/valid_to").map(|last| format!("{to} {last}")).unwrap_or_default();
        let list = said("/price_list").map(|list| format!(" ({list})")).unwrap_or_default();
        Some(format!("{amount} {currency} {from} {first}{until}{list}"))
    };
    let all: Vec<String> = prices.as_array().into_iter().flatten().filter_map(one).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}

/// A row for each stage, in the order of the pipelines and of theirs.
impl Exported for ListPipelines {
    const COLUMNS: &'static [Column] = &[
        text("Pipeline", "Folyamat", "/name"),
        text("Default", "Alapértelmezett", "/is_default"),
        text("Archived", "Archivált", "/archived"),
        number("Place", "Hely", "/stage/position"),
        text("Stage", "Szakasz", "/stage/name"),
        word("Stands for", "Jelentése", "/stage/status", DEAL),
        number("Odds %", "Esély %", "/stage/odds_percent"),
        number("Stale after days", "Elakadt (nap)", "/stage/stale_after_days"),
        word("Asks for", "Kötelező adatok", "/stage/requires/*/kind", REQUIREMENTS),
        text("Pipeline ID", "Folyamat azonosítója", "/pipeline_id"),
        text("ID", "Azonosító", "/stage/stage_id"),
    ];
    const PARTS: Option<(&'static str, &'static str)> = Some(("stages", "stage"));
}

impl Exported for ListPriceLists {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        number("Discount %", "Kedvezmény %", "/discount_percent"),
        text("Default", "Alapértelmezett", "/is_default"),
        text("Archived", "Archivált", "/archived"),
        text("ID", "Azonosító", "/price_list_id"),
    ];
}

impl Exported for ListLosses {
    const COLUMNS: &'static [Column] = &[
        text("Loss reason", "Vesztési ok", "/name"),
        number("Deals", "Ügyletek", "/deals"),
        number("Value", "Érték", "/value/amount"),
        text("Currency", "Pénznem", "/value/currency"),
    ];
}

impl Exported for ListGoals {
    const COLUMNS: &'static [Column] = &[
        text("First month", "Első hónap", "/from"),
        word("Span", "Időtartam", "/span", SPANS),
        named("Member", "Felhasználó", "/member_id"),
        named("Team", "Csapat", "/team_id"),
        number("Amount", "Összeg", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        text("ID", "Azonosító", "/goal_id"),
    ];
}

impl Exported for ListRates {
    const COLUMNS: &'static [Column] = &[
        text("Currency", "Pénznem", "/currency"),
        day("From", "Ettől a naptól", "/on"),
        number("Rate", "Árfolyam", "/rate"),
        text("In", "Alappénznem", "/base_currency"),
        text("ID", "Azonosító", "/exchange_rate_id"),
    ];
}

impl Exported for ListImports {
    const COLUMNS: &'static [Column] = &[
        text("File", "Fájl", "/file_name"),
        word("Kind", "Fajta", "/kind", IMPORT_KINDS),
        word("Format", "Formátum", "/format", IMPORT_FORMATS),
        word("Status", "Állapot", "/status", IMPORT),
        number("Rows", "Sorok", "/rows"),
        number("Created", "Létrehozott", "/counts/created"),
        number("Updated", "Módosított", "/counts/updated"),
        number("Known", "Ismert", "/counts/known"),
        number("Left out", "Kimaradt", "/counts/left_out"),
        number("Refused", "Elutasított", "/counts/refused"),
        number("Mended", "Javított", "/counts/mended"),
        number("Records", "Rekordok", "/records"),
        number("Kept when undone", "Visszavonáskor megtartott", "/kept"),
        moment("Received at", "Beérkezett", "/created_at"),
        actor("Received by", "Ki küldte be", "/created_by"),
        moment("Finished at", "Befejezve", "/finished_at"),
        moment("Undone at", "Visszavonva", "/undone_at"),
        text("ID", "Azonosító", "/import_id"),
    ];
}

impl Exported for ListTeams {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        named("Members", "Tagok", "/member_ids"),
        text("Archived", "Archivált", "/archived"),
        text("ID", "Azonosító", "/team_id"),
    ];
}

impl Exported for ListTags {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        word("Colour", "Szín", "/color", COLORS),
        named("Merged into", "Ebbe összevonva", "/merged_into"),
        text("ID", "Azonosító", "/tag_id"),
    ];
}

impl Exported for ListReasons {
    const COLUMNS: &'static [Column] = &[
        number("Place", "Hely", "/position"),
        text("Name", "Név", "/name"),
        text("Archived", "Archivált", "/archived"),
        text("ID", "Azonosító", "/loss_reason_id"),
    ];
}

impl Exported for ListFields {
    const COLUMNS: &'static [Column] = &[
        word("Record", "Rekord", "/record", RECORDS),
        number("Place", "Hely", "/position"),
        text("Name", "Név", "/name"),
        word("Kind", "Fajta", "/kind", FIELD_KINDS),
        text("Choices", "Választható értékek", "/choices"),
        text("Required", "Kötelező", "/required"),
        text("Archived", "Archivált", "/archived"),
        text("ID", "Azonosító", "/field_id"),
    ];
}

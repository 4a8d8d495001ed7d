//! What is to be done, what was offered, and what things cost.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, actor, by_part, day, made, moment, named, number, text, values, words};
use platform::{Read, Result};
use serde_json::Value;

use super::mails::kinds;
use crate::custom_fields::http::ListFields;
use crate::exchange_rates::http::ListRates;
use crate::follow_ups::http::ListFollowUps;
use crate::forgotten::http::ListForgotten;
use crate::goals::http::ListGoals;
use crate::imports::http::ListImports;
use crate::loss_reasons::http::{ListLosses, ListReasons};
use crate::pipelines::http::{ListPipelines, PipelineView};
use crate::price_lists;
use crate::price_lists::http::ListPriceLists;
use crate::products::http::{ListProducts, ProductView};
use crate::quotes::http::ListQuotes;
use crate::tags::http::ListTags;
use crate::teams::http::ListTeams;

impl Exported for ListFollowUps {
    const COLUMNS: &'static [Column] = &[
        text("Title", "/title"),
        text("Note", "/note"),
        day("Due on", "/due_on"),
        text("Due time", "/due_time"),
        text("Priority", "/priority"),
        named("Owner", "/owner_id"),
        named("About", "/about"),
        text("Status", "/status"),
        day("Done on", "/done_on"),
        made("Comes again", "/recurrence", again),
        number("Occurrence", "/occurrence"),
        text("ID", "/follow_up_id"),
    ];
}

/// "weekly, every 2", with the last day or how often, when that is said.
fn again(rule: &Value) -> Cell {
    let said = |name: &str| rule.get(name).and_then(words);
    let Some(unit) = said("frequency") else { return Cell::Empty };
    let mut parts = vec![unit];
    parts.extend(said("interval").filter(|every| every != "1").map(|every| format!("every {every}")));
    parts.extend(said("weekdays").map(|days| format!("on {days}")));
    parts.extend(said("until").map(|day| format!("until {day}")));
    parts.extend(said("count").map(|count| format!("{count} times")));
    Cell::Text(parts.join(", "))
}

impl Exported for ListForgotten {
    const COLUMNS: &'static [Column] = &[
        text("Kind", "/record/kind"),
        text("Name", "/name"),
        text("Company", "/client_name"),
        text("Owner", "/owner_name"),
        text("Reasons", "/reasons"),
        day("Forgotten since", "/since"),
        number("Value", "/value/amount"),
        text("Currency", "/value/currency"),
        number("Value in own currency", "/base_value/amount"),
        text("Own currency", "/base_value/currency"),
        text("Stage", "/record/stage_name"),
        day("In stage since", "/record/in_stage_since"),
        day("Expected close date", "/record/expected_close_on"),
        text("Lead status", "/record/status"),
        moment("First response due at", "/record/first_response_due_at"),
        day("Nurture until", "/record/nurture_until"),
        text("Next step", "/next_step/text"),
        day("Next step due on", "/next_step/due_on"),
        day("Last activity on", "/last_activity_on"),
        text("ID", "/record_id"),
    ];
}

impl Exported for ListQuotes {
    const COLUMNS: &'static [Column] = &[
        text("Number", "/number"),
        number("Version", "/revision"),
        text("Title", "/title"),
        text("Deal", "/deal_name"),
        text("Company", "/account_name"),
        text("Owner", "/owner_name"),
        text("State", "/state"),
        number("Net", "/net/amount"),
        number("Gross", "/gross/amount"),
        text("Currency", "/net/currency"),
        number("Net in own currency", "/base_net/amount"),
        text("Own currency", "/base_net/currency"),
        day("Valid until", "/valid_until"),
        moment("Created at", "/created_at"),
        moment("Sent at", "/sent_at"),
        moment("First read at", "/viewed_at"),
        moment("Answered at", "/answered_at"),
        text("Deal ID", "/deal_id"),
        text("ID", "/quote_id"),
    ];
}

impl Exported for ListProducts {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Code", "/code"),
        text("Description", "/description"),
        text("Unit", "/unit"),
        text("Billing", "/billing"),
        number("VAT %", "/vat_rate"),
        made("Prices", "/prices", prices),
        text("Archived", "/archived"),
        text("ID", "/product_id"),
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
fn prices(prices: &Value) -> Cell {
    let one = |price: &Value| {
        let said = |place: &str| price.pointer(place).and_then(words);
        let (amount, currency, first) = (said("/amount/amount")?, said("/amount/currency")?, said("/valid_from")?);
        let until = said("/valid_to").map(|last| format!(" to {last}")).unwrap_or_default();
        let list = said("/price_list").map(|list| format!(" ({list})")).unwrap_or_default();
        Some(format!("{amount} {currency} from {first}{until}{list}"))
    };
    let all: Vec<String> = prices.as_array().into_iter().flatten().filter_map(one).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}

/// A row for each stage, in the order of the pipelines and of theirs.
impl Exported for ListPipelines {
    const COLUMNS: &'static [Column] = &[
        text("Pipeline", "/name"),
        text("Default", "/is_default"),
        text("Archived", "/archived"),
        number("Place", "/stage/position"),
        text("Stage", "/stage/name"),
        text("Stands for", "/stage/status"),
        number("Odds %", "/stage/odds_percent"),
        number("Stale after days", "/stage/stale_after_days"),
        made("Asks for", "/stage/requires", kinds),
        text("Pipeline ID", "/pipeline_id"),
        text("ID", "/stage/stage_id"),
    ];
    const MORE: &'static [&'static str] = &[
        "/stage/position",
        "/stage/name",
        "/stage/status",
        "/stage/odds_percent",
        "/stage/stale_after_days",
        "/stage/requires",
        "/stage/stage_id",
    ];

    async fn rows(_: &mut Read, items: Vec<PipelineView>) -> Result<Vec<Value>> {
        Ok(values(items)?.into_iter().flat_map(|pipeline| by_part(pipeline, "stages", "stage")).collect())
    }
}

impl Exported for ListPriceLists {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        number("Discount %", "/discount_percent"),
        text("Default", "/is_default"),
        text("Archived", "/archived"),
        text("ID", "/price_list_id"),
    ];
}

impl Exported for ListLosses {
    const COLUMNS: &'static [Column] = &[
        text("Loss reason", "/name"),
        number("Deals", "/deals"),
        number("Value", "/value/amount"),
        text("Currency", "/value/currency"),
    ];
}

impl Exported for ListGoals {
    const COLUMNS: &'static [Column] = &[
        text("First month", "/from"),
        text("Span", "/span"),
        named("Member", "/member_id"),
        named("Team", "/team_id"),
        number("Amount", "/amount/amount"),
        text("Currency", "/amount/currency"),
        text("ID", "/goal_id"),
    ];
}

impl Exported for ListRates {
    const COLUMNS: &'static [Column] = &[
        text("Currency", "/currency"),
        day("From", "/on"),
        number("Rate", "/rate"),
        text("In", "/base_currency"),
        text("ID", "/exchange_rate_id"),
    ];
}

impl Exported for ListImports {
    const COLUMNS: &'static [Column] = &[
        text("File", "/file_name"),
        text("Kind", "/kind"),
        text("Format", "/format"),
        text("Status", "/status"),
        number("Rows", "/rows"),
        number("Created", "/counts/created"),
        number("Updated", "/counts/updated"),
        number("Known", "/counts/known"),
        number("Left out", "/counts/left_out"),
        number("Refused", "/counts/refused"),
        number("Mended", "/counts/mended"),
        number("Records", "/records"),
        number("Kept when undone", "/kept"),
        moment("Received at", "/created_at"),
        actor("Received by", "/created_by"),
        moment("Finished at", "/finished_at"),
        moment("Undone at", "/undone_at"),
        text("ID", "/import_id"),
    ];
}

impl Exported for ListTeams {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        named("Members", "/member_ids"),
        text("Archived", "/archived"),
        text("ID", "/team_id"),
    ];
}

impl Exported for ListTags {
    const COLUMNS: &'static [Column] =
        &[text("Name", "/name"), text("Colour", "/color"), named("Merged into", "/merged_into"), text("ID", "/tag_id")];
}

impl Exported for ListReasons {
    const COLUMNS: &'static [Column] = &[
        number("Place", "/position"),
        text("Name", "/name"),
        text("Archived", "/archived"),
        text("ID", "/loss_reason_id"),
    ];
}

impl Exported for ListFields {
    const COLUMNS: &'static [Column] = &[
        text("Record", "/record"),
        number("Place", "/position"),
        text("Name", "/name"),
        text("Kind", "/kind"),
        text("Choices", "/choices"),
        text("Required", "/required"),
        text("Archived", "/archived"),
        text("ID", "/field_id"),
    ];
}

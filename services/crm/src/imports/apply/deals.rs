//! Deals of rows, with the accounts and people they are about.

use chrono::NaiveDate;
use contracts::crm::{DealStatus, FieldRecord};
use kernel::{Decimal, Money, Note, Quantity};
use platform::{Problem, Result, Tx};

use super::{Context, Deed, Done, Outcome, Record, RecordKind, accounts, contacts, known};
use crate::deals;
use crate::deals::model::Deal;
use crate::deals::requests::{BillingRequest, LineRequest, LoseDeal, OpenDeal, WinDeal};
use crate::imports::fields::Field;
use crate::imports::file::formats;
use crate::imports::model::{Existing, WonDeals};
use crate::imports::row::{Code, Row};
use crate::imports::store::find;

/// The days of a deal, in an order that deals can have.
struct Days {
    opened_on: NaiveDate,
    closed_on: Option<NaiveDate>,
    expected: Option<NaiveDate>,
}

/// Opens the deal that a row is, and closes it when it was closed.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let key = row.key(Field::Key);
    if let Some(key) = &key
        && let Some((id, name)) = find::deal_by_key(tx, key).await?
    {
        return Ok(known(row, Code::SameKey, RecordKind::Deal, id, name.as_str()));
    }
    let standing = context.standing(row);
    if standing.status == DealStatus::Won && context.settings().won_deals == WonDeals::LeaveOut {
        row.remark(Code::WonElsewhere, Field::Status, "");
        return Ok(Done::LEFT_OUT);
    }
    let days = days(row, standing.status, tx.today());
    let Some(name) = row.joined(&[Field::Name]) else {
        row.remark(Code::Rule, Field::Name, "a deal needs a name");
        return Ok(Done::REFUSED);
    };
    let account_id = accounts::of_row(tx, context, row).await?;
    let value = context.money(row, Field::Value);
    if key.is_none() && context.settings().existing != Existing::Create {
        let same = find::deal_like(tx, &name, account_id, value.map(|value| value.amount)).await?;
        if let Some(id) = same {
            return Ok(known(row, Code::SameRecord, RecordKind::Deal, id, name.as_str()));
        }
    }
    let contact_id = contacts::of_row(tx, context, row, account_id).await?;
    let next_step = row.next_step();
    // History is worth what it says; only what is won here says what is sold, since that is delivered and billed.
    let won = standing.status == DealStatus::Won && context.settings().won_deals == WonDeals::Win;
    let request = OpenDeal {
        account_id,
        contact_id,
        pipeline_id: standing.pipeline,
        stage_id: standing.stage,
        owner_id: context.owner(row),
        currency: Some(value.map_or_else(|| context.currency(row), |value| value.currency)),
        value: value.filter(|_| !won),
        lines: if won { vec![line(context, &name, value, &days)?] } else { Vec::new() },
        opened_on: Some(days.opened_on),
        expected_close_on: days.expected,
        external_ref: key,
        next_step,
        contacts: Vec::new(),
        competitors: Vec::new(),
        tags: context.tags(row),
        custom: context.custom(row, FieldRecord::Deal),
        price_list_id: None,
        name,
    };
    let mut deal = deals::open(tx, request).await?;
    close(tx, (context, row), &mut deal, standing.status, days.closed_on).await?;
    note(tx, context, row, &deal).await?;
    Ok(Done::of(Outcome::Created, RecordKind::Deal, deal.image.deal_id))
}

/// The days a row says. One that is closed says when by the day that fits how it was closed, or by `ClosedOn`; where neither
/// does, the day it was expected to close is taken, or today, and the row says so.
fn days(row: &mut Row<'_>, status: DealStatus, today: NaiveDate) -> Days {
    let (opened, expected) = (row.day(Field::OpenedOn), row.day(Field::ExpectedCloseOn));
    let said = match status {
        DealStatus::Open => None,
        DealStatus::Won => row.day(Field::WonOn).or_else(|| row.day(Field::ClosedOn)),
        DealStatus::Lost => row.day(Field::LostOn).or_else(|| row.day(Field::ClosedOn)),
    };
    let is_closed = status != DealStatus::Open;
    let is_one_day = || row.heading(Field::ExpectedCloseOn).is_some_and(formats::is_the_only_closing_day);
    let is_said = said.is_some() || (expected.is_some() && is_one_day());
    let closed_on = is_closed.then(|| said.or(expected).unwrap_or(today));
    let opened_on = opened.or(closed_on).unwrap_or(today);
    if let Some(day) = [Some(opened_on), closed_on].into_iter().flatten().find(|day| *day > today) {
        row.remark(
            Code::MovedDay,
            if closed_on == Some(day) { Field::ClosedOn } else { Field::OpenedOn },
            &day.to_string(),
        );
    }
    let closed_on = closed_on.map(|day| day.min(today));
    if let Some(day) = closed_on.filter(|_| !is_said) {
        row.remark(Code::NoClosingDay, Field::ClosedOn, &day.to_string());
    }
    let opened_on = opened_on.min(today);
    if let Some(day) = closed_on.filter(|day| opened_on > *day) {
        row.remark(Code::MovedDay, Field::OpenedOn, &opened_on.to_string());
        return Days { opened_on: day, closed_on, expected };
    }
    Days { opened_on, closed_on, expected }
}

/// What a won deal sold: all of it at once.
fn line(context: &Context<'_>, name: &kernel::Name, value: Option<Money>, days: &Days) -> Result<LineRequest> {
    let missing = |pointer: &str, detail: &str| Problem::field(pointer, detail);
    let unit_price = value.ok_or_else(|| missing("/value", "a deal that is won needs a value"))?;
    let vat_rate = context.settings().vat_rate;
    vat_rate.ok_or_else(|| missing("/vat_rate", "say in the settings which VAT rate won deals have"))?;
    Ok(LineRequest {
        deal_line_id: None,
        product_id: None,
        name: Some(name.clone()),
        vat_rate,
        billing: BillingRequest::OneOff {
            quantity: Quantity::new(Decimal::ONE).map_err(Problem::internal)?,
            unit_price: Some(unit_price),
            on: days.closed_on,
        },
        discount_percent: None,
    })
}

async fn close(
    tx: &mut Tx,
    (context, row): (&Context<'_>, &mut Row<'_>),
    deal: &mut Deal,
    status: DealStatus,
    on: Option<NaiveDate>,
) -> Result<()> {
    match status {
        DealStatus::Open => Ok(()),
        DealStatus::Won if context.settings().won_deals == WonDeals::History => {
            Ok(deals::record_won(tx, deal, on).await??)
        }
        DealStatus::Won => Ok(deals::win(tx, deal, &WinDeal { won_on: on, project: None }).await??),
        DealStatus::Lost => {
            let (loss_reason_id, mut reason) = context.loss_reason(row);
            if loss_reason_id.is_none() && reason.is_none() {
                let said = row.first(Field::Status).or_else(|| row.first(Field::Stage));
                reason = Some(Note::new(said.map_or("lost", |cell| cell.text)).map_err(Problem::internal)?);
            }
            let request = LoseDeal { loss_reason_id, reason, lost_on: on };
            Ok(deals::lose(tx, deal, request).await??)
        }
    }
}

async fn note(tx: &mut Tx, context: &mut Context<'_>, row: &Row<'_>, deal: &Deal) -> Result<()> {
    let deed = Deed {
        record: Record { kind: RecordKind::Deal, id: deal.image.deal_id.as_uuid() },
        created: true,
        version: deal.version,
        filled: Vec::new(),
        brought: serde_json::to_value(&deal.image).map_err(Problem::internal)?,
    };
    context.note(tx, row, deed).await
}

#[cfg(test)]
mod tests {
    use crate::exports::hungarian::DEAL;
    use crate::imports::apply::words::deal_status;

    #[test]
    fn what_hungarian_files_say_of_it_is_what_english_ones_do() {
        for (english, hungarian) in DEAL {
            assert_eq!(deal_status(hungarian), deal_status(english), "{hungarian}");
            assert!(deal_status(english).is_some(), "{english}");
        }
    }
}

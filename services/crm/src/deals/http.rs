//! Deals over HTTP.

use chrono::NaiveDate;
use contracts::crm::DealStatus;
use kernel::{
    AccountId, Currency, Cursor, DealId, Decimal, Limit, MemberId, Name, Page, Permission, ShortCode, StageId,
};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::Deal;
use super::requests::{LoseDeal, MoveDeal, OpenDeal, ReopenDeal, UpdateDeal, WinDeal};
use super::store::{self, Filter, Sort};
use super::views::{DealDetails, DealHistory, DealSummary, DealView};
use crate::delivery::model::Delivery;
use crate::names::sort_key;
use crate::{accounts, contacts, delivery, members, pipelines, visits};

/// What deals answer.
pub fn routes() -> Routes {
    use Permission::{CloseDeals, ReadCrm, WriteDeals};
    Routes::new("deals")
        .post("/v1/deals", WriteDeals, "Open a deal", open)
        .get("/v1/deals", ReadCrm, "List deals", list)
        .get("/v1/deals/{deal_id}", ReadCrm, "Show a deal with its past and what became of it", get)
        .patch("/v1/deals/{deal_id}", WriteDeals, "Change a deal", update)
        .get("/v1/deals/{deal_id}/history", ReadCrm, "Show how long a deal stayed in which stage", history)
        .post("/v1/deals/{deal_id}/move", WriteDeals, "Move a deal to another stage", move_to)
        .post("/v1/deals/{deal_id}/win", CloseDeals, "Win a deal", win)
        .post("/v1/deals/{deal_id}/lose", CloseDeals, "Lose a deal", lose)
        .post("/v1/deals/{deal_id}/reopen", CloseDeals, "Open a closed deal again", reopen)
}

/// Which deals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListDeals {
    status: Option<DealStatus>,
    stage_id: Option<StageId>,
    owner_id: Option<MemberId>,
    account_id: Option<AccountId>,
    external_ref: Option<ShortCode>,
    /// Beginning of the name, in any case.
    name: Option<Name>,
    currency: Option<Currency>,
    /// Least amount, whatever its currency.
    min_value: Option<Decimal>,
    /// True: only open deals for which no next step is planned.
    #[serde(default)]
    without_next_step: bool,
    /// Only open deals whose next step is due on this day or earlier.
    next_step_due_by: Option<NaiveDate>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn open(mut tx: Tx, Json(body): Json<OpenDeal>) -> Result<Created<DealView>> {
    let deal = super::open(&mut tx, body).await?;
    tx.created(format!("/v1/deals/{}", deal.image.deal_id), deal.version, deal.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<UpdateDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.require_match(deal.version)?;
    members::check_owner(&mut tx, body.owner_id.value().copied()).await?;
    accounts::check_named(&mut tx, "/account_id", body.account_id.value().copied()).await?;
    contacts::check_named(&mut tx, "/contact_id", body.contact_id.value().copied()).await?;
    let (today, opened_before) = (tx.today(), deal.image.opened_on);
    let updated = deal.update(body, today)?;
    let opened_on = deal.image.opened_on;
    if opened_on != opened_before && visits::store::begin_on(&mut tx, id, opened_on).await? {
        deal.in_stage_since = Some(opened_on);
    }
    store::save(&mut tx, &deal).await?;
    tx.publish(deal.version, &updated)?;
    tx.reply(deal.version, deal.into()).await
}

async fn move_to(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<MoveDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let pipeline = pipelines::ensure_default(&mut tx).await?;
    let (today, by) = (tx.today(), tx.actor().to_string());
    let stage = pipeline.stage(body.stage_id).ok_or_else(no_stage)?;
    let moved = deal.move_to(stage, body.on, today)?;
    let on = deal.in_stage_since.unwrap_or(today);
    store::save(&mut tx, &deal).await?;
    visits::store::leave(&mut tx, id, on, &by).await?;
    visits::store::enter(&mut tx, id, deal.image.stage_id, on, &by).await?;
    tx.publish(deal.version, &moved)?;
    tx.reply(deal.version, deal.into()).await
}

async fn win(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<WinDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let account = match deal.image.account_id {
        Some(account_id) => accounts::store::get(&mut tx, account_id).await?,
        None => None,
    };
    let (today, by) = (tx.today(), tx.actor().to_string());
    let won = deal.win(&body, account.map(|account| account.image), today)?;
    store::close(&mut tx, &deal, &by).await?;
    tx.publish(deal.version, &won)?;
    tx.reply(deal.version, deal.into()).await
}

async fn lose(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<LoseDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let (today, by) = (tx.today(), tx.actor().to_string());
    let lost = deal.lose(body.reason, body.lost_on, today)?;
    store::close(&mut tx, &deal, &by).await?;
    tx.publish(deal.version, &lost)?;
    tx.reply(deal.version, deal.into()).await
}

async fn reopen(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<ReopenDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let invoice = delivery::store::get(&mut tx, id).await?.and_then(Delivery::first_invoice);
    let (today, by) = (tx.today(), tx.actor().to_string());
    let reopened = deal.reopen(body, invoice, tx.may(Permission::ForceReopenDeals), today)?;
    store::save(&mut tx, &deal).await?;
    visits::store::enter(&mut tx, id, deal.image.stage_id, today, &by).await?;
    delivery::store::stop_waiting(&mut tx, id).await?;
    tx.publish(deal.version, &reopened)?;
    tx.reply(deal.version, deal.into()).await
}

async fn lock(tx: &mut Tx, id: DealId) -> Result<Deal> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("deal"))
}

pub(super) fn no_stage() -> Problem {
    Problem::field("/stage_id", "there is no such stage; GET /v1/pipelines lists them")
}

async fn get(mut db: Read, Path(id): Path<DealId>) -> Result<Reply<DealDetails>> {
    let deal = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    let history = visits::store::list(&mut db, id).await?;
    let delivery = match deal.image.win_no {
        0 => None,
        _ => delivery::store::get(&mut db, id).await?.map(|delivery| delivery.view(deal.image.status, db.now)),
    };
    Ok(Reply::of(deal.version, DealDetails { deal: deal.into(), history, delivery }))
}

async fn history(mut db: Read, Path(id): Path<DealId>) -> Result<Reply<DealHistory>> {
    let visits = visits::store::list(&mut db, id).await?;
    // Every deal has at least the visit it was opened with.
    if visits.is_empty() {
        return Err(Problem::not_found("deal"));
    }
    let stages = visits::model::times(&visits, db.today());
    Ok(Reply::plain(DealHistory { visits, stages }))
}

async fn list(mut db: Read, Query(query): Query<ListDeals>) -> Result<Reply<Page<DealSummary>>> {
    let filter = Filter {
        status: query.status,
        stage_id: query.stage_id,
        owner_id: query.owner_id,
        account_id: query.account_id,
        external_ref: query.external_ref,
        name: query.name.as_ref().map(sort_key),
        currency: query.currency,
        min_value: query.min_value,
        without_next_step: query.without_next_step,
        next_step_due_by: query.next_step_due_by,
    };
    let limit = query.limit.unwrap_or_default();
    let page = store::list(&mut db, filter, query.sort, query.cursor, limit).await?;
    let Page { items, next_cursor } = page;
    let items = items.into_iter().map(DealSummary::try_from).collect::<Result<_>>()?;
    Ok(Reply::plain(Page { items, next_cursor }))
}

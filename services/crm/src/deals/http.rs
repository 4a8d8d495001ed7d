//! Deals over HTTP.

use contracts::crm::{DealReopened, FieldRecord};
use kernel::{Cursor, DealId, Limit, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};

use super::list::ListDeals;
use super::model::{Deal, Destination, Known};
use super::requests::{LoseDeal, MoveDeal, OpenDeal, ReopenDeal, UpdateDeal, WinDeal};
use super::store;
use super::views::{DealDetails, DealHistory, DealPage, DealSummary, DealView, Unvalued, summaries, worth};
use super::{Sold, bulk, repricing};
use crate::delivery::model::Delivery;
use crate::lists::List;
use crate::{
    accounts, contacts, custom_fields, delivery, erasures, follow_ups, members, pipelines, price_lists, tags, timeline,
    visits,
};

/// What deals answer.
pub fn routes() -> Routes {
    use Permission::{CloseDeals, ReadCrm, WriteDeals};
    Routes::new("deals")
        .post("/v1/deals", WriteDeals, "Open a deal", open)
        .get("/v1/deals", ReadCrm, "List deals", list)
        .post("/v1/deals/bulk", WriteDeals, "Do the same to many deals", bulk::act)
        .get("/v1/deals/{deal_id}", ReadCrm, "Show a deal with its past and what became of it", get)
        .patch("/v1/deals/{deal_id}", WriteDeals, "Change a deal", update)
        .get("/v1/deals/{deal_id}/history", ReadCrm, "Show how long a deal stayed in which stage", history)
        .get(
            "/v1/deals/{deal_id}/pricing",
            ReadCrm,
            "Show which price list holds for a deal, and what its lines would cost by it today",
            repricing::show,
        )
        .post("/v1/deals/{deal_id}/reprice", WriteDeals, "Price lines of a deal anew", repricing::reprice)
        .post("/v1/deals/{deal_id}/move", WriteDeals, "Move a deal to another stage", move_to)
        .post("/v1/deals/{deal_id}/win", CloseDeals, "Win a deal", win)
        .post("/v1/deals/{deal_id}/lose", CloseDeals, "Lose a deal", lose)
        .post("/v1/deals/{deal_id}/reopen", CloseDeals, "Open a closed deal again", reopen)
}

async fn open(mut tx: Tx, Json(body): Json<OpenDeal>) -> Result<Created<DealView>> {
    let deal = super::open(&mut tx, body).await?;
    let (address, version) = (format!("/v1/deals/{}", deal.image.deal_id), deal.version);
    let view = DealView::of(deal, tx.today());
    tx.created(address, version, view).await
}

async fn update(mut tx: Tx, Path(id): Path<DealId>, Json(mut body): Json<UpdateDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.require_match(deal.version)?;
    members::check_owner(&mut tx, body.owner_id.value().copied()).await?;
    accounts::check_named(&mut tx, "/account_id", body.account_id.value().copied()).await?;
    contacts::check_named(&mut tx, "/contact_id", body.contact_id.value().copied()).await?;
    super::check_contacts(&mut tx, body.contacts.as_deref().unwrap_or_default()).await?;
    let chosen = body.price_list_id.after(deal.image.price_list_id);
    price_lists::check_chosen(&mut tx, "/price_list_id", chosen, deal.image.price_list_id).await?;
    let account = body.account_id.after(deal.image.account_id);
    let sold = Sold::by(&mut tx, body.lines.as_deref().unwrap_or_default(), chosen, account).await?;
    let tags = match body.tags.take() {
        Some(tags) => Some(tags::known(&mut tx, tags).await?),
        None => None,
    };
    let changes = std::mem::take(&mut body.custom);
    let custom = custom_fields::change(&mut tx, FieldRecord::Deal, Some(&deal.image.custom), changes).await?;
    let (today, now, caller, before) = (tx.today(), tx.now, tx.member_id(), deal.image.clone());
    let known = Known { prices: sold.prices(today), tags, custom, caller, now };
    let updated = deal.update(body, known)?;
    let opened_on = deal.image.opened_on;
    if opened_on != before.opened_on && visits::store::begin_on(&mut tx, id, opened_on).await? {
        deal.in_stage_since = Some(opened_on);
    }
    store::save(&mut tx, &deal).await?;
    let event = tx.publish(deal.version, &updated)?;
    timeline::deals::updated(&mut tx, event, &before, &deal.image).await?;
    answer(tx, deal).await
}

async fn move_to(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<MoveDeal>) -> Result<Reply<DealView>> {
    // The stage is held before the deal: whoever removes it holds it first and moves its deals then.
    let destination = pipelines::destination(&mut tx, None, Some(body.stage_id)).await;
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let (pipeline_id, stage) = destination?;
    super::move_to(&mut tx, &mut deal, Destination { pipeline_id, stage: &stage, asks: true }, body.on).await?;
    answer(tx, deal).await
}

async fn win(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<WinDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    super::win(&mut tx, &mut deal, &body).await??;
    answer(tx, deal).await
}

async fn lose(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<LoseDeal>) -> Result<Reply<DealView>> {
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    super::lose(&mut tx, &mut deal, body).await??;
    answer(tx, deal).await
}

async fn reopen(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<ReopenDeal>) -> Result<Reply<DealView>> {
    let known = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    // Held before the deal, as when it moves. Of a closed deal neither pipeline nor stage changes.
    let was_in = known.image.stage_id;
    let usable = pipelines::store::hold(&mut tx, was_in).await?;
    let pipeline = pipelines::store::get(&mut tx, known.image.pipeline_id).await?;
    let instead = pipeline.as_ref().filter(|_| !usable).and_then(|pipeline| pipeline.first());
    if let Some(stage) = instead {
        pipelines::destination(&mut tx, Some(known.image.pipeline_id), Some(stage.stage_id)).await?;
    }
    let mut deal = lock(&mut tx, id).await?;
    tx.if_match(deal.version)?;
    let invoice = delivery::store::get(&mut tx, id).await?.and_then(Delivery::first_invoice);
    let (today, by) = (tx.today(), tx.actor().to_string());
    let reopened = deal.reopen(body, invoice, tx.may(Permission::ForceReopenDeals), instead, today)?;
    store::save(&mut tx, &deal).await?;
    visits::store::enter(&mut tx, id, deal.image.stage_id, today, &by).await?;
    delivery::store::stop_waiting(&mut tx, id).await?;
    let reason = erasures::told::reason(&mut tx, &deal.image, &reopened.reason).await?;
    let event = tx.publish(deal.version, &DealReopened { reason, ..reopened.clone() })?;
    timeline::deals::reopened(&mut tx, event, &deal.image, reopened.reason).await?;
    answer(tx, deal).await
}

/// Commits and shows the deal.
async fn answer(tx: Tx, deal: Deal) -> Result<Reply<DealView>> {
    let (version, today) = (deal.version, tx.today());
    tx.reply(version, DealView::of(deal, today)).await
}

async fn lock(tx: &mut Tx, id: DealId) -> Result<Deal> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("deal"))
}

async fn get(mut db: Read, Path(id): Path<DealId>) -> Result<Reply<DealDetails>> {
    let deal = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    let base_value = worth(store::base_value(&mut db, id).await?, Some(db.base_currency))?;
    let history = visits::store::list(&mut db, id).await?;
    let delivery = match deal.image.win_no {
        0 => None,
        _ => delivery::store::get(&mut db, id).await?.map(|delivery| delivery.view(deal.image.status, db.now)),
    };
    let next_follow_up = follow_ups::store::next_about(&mut db, &[id.as_uuid()]).await?.into_values().next();
    let (version, deal) = (deal.version, DealView::of(deal, db.today()));
    Ok(Reply::of(version, DealDetails { deal, history, delivery, base_value, next_follow_up }))
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

impl List for ListDeals {
    type Item = DealSummary;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealSummary>> {
        let filter = self.filter(db).await?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(Page { items: summaries(db, page.items).await?, next_cursor: page.next_cursor })
    }
}

async fn list(mut db: Read, Query(query): Query<ListDeals>) -> Result<Reply<DealPage>> {
    let page = query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?;
    let unvalued = if query.compares_values() { store::unvalued(&mut db).await? } else { Vec::new() };
    let unvalued = unvalued.into_iter().map(|(currency, deals)| Unvalued { currency, deals }).collect();
    Ok(Reply::plain(DealPage { page, unvalued }))
}

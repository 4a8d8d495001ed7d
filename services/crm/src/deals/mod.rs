//! Deals: opportunities to sell work, on their way through the stages of a pipeline.
//!
//! ```text
//! open --win--> won --reopen--> open       won needs an account and lines that say what is sold and how it is billed
//! open --lose-> lost --reopen-> open       a closed deal keeps the stage it stood in, and comes back there
//! ```
//!
//! A deal that was won elsewhere comes by an import as won, without a win of its own ([`record_won`]). Reopened, it is an open deal like any
//! other; winning it then is its first win.
//!
//! Winning is what the other services wait for: it becomes a project, a billing schedule and a cost budget. What became
//! of those is kept in [`crate::delivery`]; every stay in a stage is kept in [`crate::visits`].

pub mod bulk;
mod checks;
pub mod error;
pub mod http;
pub mod lines;
pub mod list;
pub mod model;
pub mod parties;
pub mod pricing;
pub mod repricing;
pub mod requests;
pub mod requirements;
pub mod store;
pub mod views;

use chrono::NaiveDate;
use contracts::crm::{DealLine, DealLost, DealStatus, FieldRecord, PriceList, Stage};
use kernel::{AccountId, DealId, PipelineId, PriceListId, ProductId};
use platform::{Db, Problem, Result, Tx};

use self::error::DealError;
use self::model::{Because, Deal, Destination, Opening};
use self::pricing::Prices;
use self::requests::{DealContactRequest, LineRequest, LoseDeal, OpenDeal, WinDeal};
use crate::products::model::Listed;
use crate::{
    accounts, contacts, custom_fields, erasures, loss_reasons, members, pipelines, price_lists, products, tags,
    timeline, visits,
};

/// Opens a deal, writes it down and tells of it.
pub async fn open(tx: &mut Tx, mut body: OpenDeal) -> Result<Deal> {
    members::check_owner(tx, body.owner_id).await?;
    accounts::check_named(tx, "/account_id", body.account_id).await?;
    contacts::check_named(tx, "/contact_id", body.contact_id).await?;
    let (pipeline_id, stage) = pipelines::destination(tx, body.pipeline_id, body.stage_id).await?;
    check_contacts(tx, &body.contacts).await?;
    price_lists::check_chosen(tx, "/price_list_id", body.price_list_id, None).await?;
    let sold = Sold::by(tx, &body.lines, body.price_list_id, body.account_id).await?;
    let opening = Opening {
        prices: sold.prices(tx.today()),
        caller: tx.member_id(),
        base_currency: tx.base_currency,
        pipeline_id,
        stage: &stage,
        tags: tags::known(tx, std::mem::take(&mut body.tags)).await?,
        custom: custom_fields::change(tx, FieldRecord::Deal, None, std::mem::take(&mut body.custom)).await?,
    };
    let (deal, created) = Deal::open(body, opening)?;
    let by = tx.actor().to_string();
    store::insert(tx, &deal, &by).await?;
    let event = tx.publish(deal.version, &created)?;
    timeline::deals::opened(tx, event, &deal.image).await?;
    Ok(deal)
}

/// Wins a deal, which the caller has locked. The inner error says why it cannot be won; then nothing has changed.
pub async fn win(tx: &mut Tx, deal: &mut Deal, request: &WinDeal) -> Result<std::result::Result<(), DealError>> {
    let account = match deal.image.account_id {
        Some(account_id) => accounts::store::get(tx, account_id).await?,
        None => None,
    };
    let pipeline = pipelines::store::get(tx, deal.image.pipeline_id).await?;
    let stage = pipeline.as_ref().and_then(|pipeline| pipeline.closing(DealStatus::Won));
    let (today, by) = (tx.today(), tx.actor().to_string());
    let won = match deal.win(request, account.map(|account| account.image), stage, today) {
        Ok(won) => won,
        Err(refused) => return Ok(Err(refused)),
    };
    store::close(tx, deal, &by).await?;
    let event = tx.publish(deal.version, &won)?;
    timeline::deals::won(tx, event, deal).await?;
    Ok(Ok(()))
}

/// Records that a deal, which the caller has locked, was won elsewhere. The inner error says why it cannot be; then nothing has changed.
pub async fn record_won(
    tx: &mut Tx,
    deal: &mut Deal,
    won_on: Option<NaiveDate>,
) -> Result<std::result::Result<(), DealError>> {
    let (today, by) = (tx.today(), tx.actor().to_string());
    let recorded = match deal.record_won(won_on, today) {
        Ok(recorded) => recorded,
        Err(refused) => return Ok(Err(refused)),
    };
    store::close(tx, deal, &by).await?;
    let event = tx.publish(deal.version, &recorded)?;
    timeline::deals::won(tx, event, deal).await?;
    Ok(Ok(()))
}

/// Moves a deal, which the caller has locked: its stay ends, another one begins, and others hear of it.
pub async fn move_to(tx: &mut Tx, deal: &mut Deal, to: Destination<'_>, on: Option<NaiveDate>) -> Result<()> {
    let (today, by) = (tx.today(), tx.actor().to_string());
    let from = deal.image.stage_name.clone();
    let moved = deal.move_to(to, on, today)?;
    let (id, on) = (deal.image.deal_id, deal.in_stage_since.unwrap_or(today));
    store::save(tx, deal).await?;
    visits::store::leave(tx, id, on, &by).await?;
    visits::store::enter(tx, id, deal.image.stage_id, on, &by).await?;
    let event = tx.publish(deal.version, &moved)?;
    timeline::deals::moved(tx, event, &deal.image, from, on).await
}

/// Loses a deal, which the caller has locked. The inner error says why it cannot be lost; then nothing has changed.
pub async fn lose(tx: &mut Tx, deal: &mut Deal, request: LoseDeal) -> Result<std::result::Result<(), DealError>> {
    let chosen = match request.loss_reason_id {
        Some(reason) => Some(loss_reasons::in_use(tx, reason).await?),
        None => None,
    };
    let pipeline = pipelines::store::get(tx, deal.image.pipeline_id).await?;
    let stage = pipeline.as_ref().and_then(|pipeline| pipeline.closing(DealStatus::Lost));
    let (today, by) = (tx.today(), tx.actor().to_string());
    let lost = match deal.lose(Because { reason: request.reason, chosen }, stage, request.lost_on, today) {
        Ok(lost) => lost,
        Err(refused) => return Ok(Err(refused)),
    };
    store::close(tx, deal, &by).await?;
    let told = DealLost { reason: erasures::told::reason(tx, &deal.image, &lost.reason).await?, ..lost.clone() };
    let event = tx.publish(deal.version, &told)?;
    timeline::deals::lost(tx, event, &deal.image, lost.reason).await?;
    Ok(Ok(()))
}

/// Moves open deals to a stage because theirs is no more. Nothing is asked of them.
pub async fn take_along(tx: &mut Tx, ids: &[DealId], pipeline_id: PipelineId, stage: &Stage) -> Result<()> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for id in ids {
        let mut deal = store::lock(tx, id).await?.ok_or_else(|| Problem::internal("a deal is gone"))?;
        if deal.image.status == DealStatus::Open {
            move_to(tx, &mut deal, Destination { pipeline_id, stage, asks: false }, None).await?;
        }
    }
    Ok(())
}

/// The products that lines name, and the price list that holds for them.
#[derive(Debug, Default)]
pub struct Sold {
    products: Vec<Listed>,
    list: Option<PriceList>,
}

impl Sold {
    /// What the lines of a deal name, for which a price list was chosen, or not, and that is with an account, or not.
    pub async fn by(
        tx: &mut Tx,
        lines: &[LineRequest],
        chosen: Option<PriceListId>,
        account: Option<AccountId>,
    ) -> Result<Self> {
        let ids: Vec<uuid::Uuid> = lines.iter().filter_map(|line| line.product_id).map(ProductId::as_uuid).collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let products = products::store::some(tx, &ids).await?;
        let holding = price_lists::store::holding(tx, chosen, account).await?;
        Ok(Self { products, list: holding.map(|holding| holding.list) })
    }

    /// What lines that are there name, under a price list.
    pub async fn again(db: &mut Db, lines: &[DealLine], list: Option<PriceList>) -> Result<Self> {
        let products = lines.iter().filter_map(|line| line.product.as_ref());
        let ids: Vec<uuid::Uuid> = products.map(|product| product.product_id.as_uuid()).collect();
        Ok(Self { products: products::store::some(db, &ids).await?, list })
    }

    /// Their prices of a day.
    pub fn prices(&self, today: NaiveDate) -> Prices<'_> {
        Prices { products: &self.products, list: self.list.as_ref(), today }
    }
}

/// Refuses people nobody has recorded.
async fn check_contacts(tx: &mut Tx, asked: &[DealContactRequest]) -> Result<()> {
    if asked.is_empty() {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = asked.iter().map(|contact| contact.contact_id.as_uuid()).collect();
    let known = contacts::store::known(tx, &ids).await?;
    match asked.iter().position(|contact| !known.contains(&contact.contact_id)) {
        Some(place) => Err(Problem::field(format!("/contacts/{place}/contact_id"), "there is no such contact")),
        None => Ok(()),
    }
}

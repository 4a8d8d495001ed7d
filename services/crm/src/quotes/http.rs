//! Quotes over HTTP, for those who sell.

use axum::Extension;
use axum::body::Body;
use chrono::NaiveDate;
use contracts::crm::DealStatus;
use contracts::crm::quotes::QuoteStatus;
use kernel::{AccountId, Currency, Cursor, DealId, Limit, MemberId, Name, Page, Permission, QuoteId, ShortCode};
use platform::files::{Cache, FileReply, Files};
use platform::public::Secret;
use platform::{Created, Db, Json, Once, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::error::QuoteError;
use super::model::{Beginning, Dispatch, Quote, State};
use super::offer::Offer;
use super::requests::{Nothing, QuoteLineRequest, RecordAcceptance, UpdateQuote, WithdrawQuote, WriteQuote};
use super::store::{self, Filter, Sort};
use super::views::{QuoteDispatched, QuoteLink, QuoteSummary, QuoteView};
use super::{acceptance, document, public, settings};
use crate::deals::Sold;
use crate::deals::model::Deal;
use crate::deals::pricing::Prices;
use crate::lists::{self, List};
use crate::timeline::model::QuoteStep;
use crate::{deals, subjects};

/// Largest document in bytes.
const MAX_DOCUMENT_BYTES: u64 = 20 * 1024 * 1024;
/// What a document is.
const PDF: &str = "application/pdf";

/// What quotes answer.
pub fn routes() -> Routes {
    use Permission::{CloseDeals, ReadCrm, WriteDeals};
    let routes = Routes::new("quotes")
        .post("/v1/quotes", WriteDeals, "Begin a quote for a deal", write)
        .get("/v1/quotes", ReadCrm, "List quotes", list)
        .get("/v1/quotes/{quote_id}", ReadCrm, "Show a version of a quote", get)
        .patch("/v1/quotes/{quote_id}", WriteDeals, "Change a draft", update)
        .post("/v1/quotes/{quote_id}/send", WriteDeals, "Make a draft what the client reads, for good", send)
        .post("/v1/quotes/{quote_id}/link", WriteDeals, "Make another address for the client", link)
        .get("/v1/quotes/{quote_id}/links", ReadCrm, "List the addresses of a quote", links)
        .delete("/v1/quotes/{quote_id}/links", WriteDeals, "Take all addresses of a quote away", end_links)
        .post(
            "/v1/quotes/{quote_id}/record-acceptance",
            CloseDeals,
            "Write down a yes that came on paper, by mail or by word of mouth",
            record_acceptance,
        )
        .post("/v1/quotes/{quote_id}/revise", WriteDeals, "Begin another version of a quote", revise)
        .post("/v1/quotes/{quote_id}/apply", WriteDeals, "Let the deal take the lines of an accepted quote", apply)
        .post("/v1/quotes/{quote_id}/withdraw", WriteDeals, "Take a quote back", withdraw)
        .get("/v1/quotes/{quote_id}/offer", ReadCrm, "Show a version as the client reads it", offer)
        .get("/v1/quotes/{quote_id}/pdf", ReadCrm, "The quote as a document", pdf);
    public::add_to(routes)
}

/// Which quotes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListQuotes {
    /// Of this deal.
    deal_id: Option<DealId>,
    /// Of deals of this account.
    account_id: Option<AccountId>,
    /// That stand so today.
    state: Option<State>,
    /// Whose number begins so.
    number: Option<ShortCode>,
    /// Words that number, title, deal or account hold, in any order, whatever case and accents.
    q: Option<Name>,
    /// Of deals that this member works on.
    owner_id: Option<MemberId>,
    /// In this currency.
    currency: Option<Currency>,
    /// Which can be accepted until this day or a later one.
    valid_until_from: Option<NaiveDate>,
    /// Which can be accepted until this day or an earlier one.
    valid_until_by: Option<NaiveDate>,
    /// Sent ones that can be accepted for so many days more, at most.
    runs_out_within: Option<u16>,
    /// First day on which they were sent.
    sent_from: Option<NaiveDate>,
    /// Last day on which they were sent.
    sent_to: Option<NaiveDate>,
    /// First day on which they were answered.
    answered_from: Option<NaiveDate>,
    /// Last day on which they were answered.
    answered_to: Option<NaiveDate>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn write(mut tx: Tx, Json(body): Json<WriteQuote>) -> Result<Created<QuoteView>> {
    let deal = deals::store::lock(&mut tx, body.deal_id).await?;
    let deal = deal.ok_or_else(|| Problem::field("/deal_id", "there is no such deal"))?;
    tx.follow(deal.image.deal_id);
    let sold = sold(&mut tx, &deal, body.lines.as_deref()).await?;
    let settings = settings::store::get(&mut tx).await?.image;
    let (now, today, by) = (tx.now, tx.today(), tx.actor().to_string());
    let number = store::next_number(&mut tx, chrono::Datelike::year(&today)).await?;
    let prices = sold.prices(today);
    let beginning = Beginning { deal: &deal.image, settings: &settings, prices, now, by: &by };
    let (quote, created) = Quote::write(body, number, beginning)?;
    check_open(&deal)?;
    store::insert(&mut tx, &quote).await?;
    tx.publish(quote.version, &created)?;
    made(tx, quote).await
}

async fn made(tx: Tx, quote: Quote) -> Result<Created<QuoteView>> {
    let (address, version, today) = (format!("/v1/quotes/{}", quote.image.quote_id), quote.version, tx.today());
    tx.created(address, version, QuoteView::of(quote, today)).await
}

async fn update(mut tx: Tx, Path(id): Path<QuoteId>, Json(body): Json<UpdateQuote>) -> Result<Reply<QuoteView>> {
    let (deal, mut quote) = super::lock(&mut tx, id).await?;
    tx.require_match(quote.version)?;
    let sold = sold(&mut tx, &deal, body.lines.as_deref()).await?;
    let updated = quote.update(body, &deal.image.lines, sold.prices(tx.today()))?;
    store::save(&mut tx, &quote).await?;
    tx.publish(quote.version, &updated)?;
    answer(tx, quote).await
}

async fn send(
    mut tx: Tx,
    Path(id): Path<QuoteId>,
    Extension(files): Extension<Files>,
    Json(_): Json<Nothing>,
) -> Result<Once<Reply<QuoteDispatched>>> {
    // Drawn before the deal is held: it takes a while.
    let (deal, draft) = super::find(&mut tx, id).await?;
    tx.if_match(draft.version)?;
    check_open(&deal)?;
    let (now, today) = (tx.now, tx.today());
    let draft = addressed(&mut tx, &deal, draft).await?;
    // The document says it is sent, so it is made of what is about to be.
    let mut sent = draft.clone();
    sent.send(Dispatch { at: now, by: tx.member_id(), document_sha256: String::new() });
    let bytes = document::pdf(&Offer::of(&sent, today, Some(today))?, now).await?;
    let file = files.receive(tx.org, Body::from(bytes), MAX_DOCUMENT_BYTES, |_| Ok(())).await?;
    files.keep(&file).await?;

    let (deal, quote) = super::lock(&mut tx, id).await?;
    tx.if_match(quote.version)?;
    check_open(&deal)?;
    let mut quote = addressed(&mut tx, &deal, quote).await?;
    if quote != draft {
        return Err(QuoteError::Changed.into());
    }
    let versions = store::of_number(&mut tx, &quote.image.number).await?;
    if versions.iter().any(|one| one.image.status == QuoteStatus::Accepted) {
        return Err(QuoteError::NumberAccepted.into());
    }
    files.hold(&mut tx, &file.sha256).await?;
    let event = quote.send(Dispatch { at: now, by: tx.member_id(), document_sha256: file.sha256.clone() });
    let earlier = versions.into_iter().filter(|one| one.image.status == QuoteStatus::Sent).collect();
    super::supersede(&mut tx, earlier, id).await?;
    store::save(&mut tx, &quote).await?;
    let event = tx.publish(quote.version, &event)?;
    super::timeline::record(&mut tx, event, (&deal, &quote), QuoteStep::Sent).await?;
    dispatched(tx, quote).await
}

/// A draft ready to be sent.
async fn addressed(tx: &mut Tx, deal: &Deal, mut quote: Quote) -> Result<Quote> {
    let (seller, client) = super::parties(tx, deal).await?;
    quote.address(seller, client, deal.image.currency, tx.today())?;
    Ok(quote)
}

async fn link(mut tx: Tx, Path(id): Path<QuoteId>, Json(_): Json<Nothing>) -> Result<Once<Reply<QuoteDispatched>>> {
    let (_, quote) = super::lock(&mut tx, id).await?;
    if quote.image.sent_at.is_none() {
        return Err(QuoteError::NotSent.into());
    }
    dispatched(tx, quote).await
}

/// Makes an address for the client, commits, and tells it, this once.
async fn dispatched(mut tx: Tx, quote: Quote) -> Result<Once<Reply<QuoteDispatched>>> {
    let (key, secret) = Secret::make(tx.org);
    let by = tx.actor().to_string();
    store::add_link(&mut tx, &quote.image.number, &secret, &by).await?;
    let (version, today) = (quote.version, tx.today());
    let quote = QuoteView::of(quote, today);
    let stored = QuoteDispatched { quote: quote.clone(), path: None };
    Once::reply(tx, version, stored, &QuoteDispatched { quote, path: Some(format!("/quote/{key}")) }).await
}

/// The addresses of its number, whichever version of it is named.
async fn links(mut db: Read, Path(id): Path<QuoteId>) -> Result<Reply<Page<QuoteLink>>> {
    let quote = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("quote"))?;
    let items = store::links(&mut db, &quote.image.number).await?;
    Ok(Reply::plain(Page { items, next_cursor: None }))
}

/// Ends every address of the number, whichever version of it is named. Ended again, nothing changes.
async fn end_links(mut tx: Tx, Path(id): Path<QuoteId>) -> Result<Reply<QuoteView>> {
    let (_, mut quote) = super::lock(&mut tx, id).await?;
    let by = tx.actor().to_string();
    if store::end_links(&mut tx, &quote.image.number, &by).await? {
        let ended = quote.end_links();
        store::save_state(&mut tx, &quote).await?;
        tx.publish(quote.version, &ended)?;
    }
    answer(tx, quote).await
}

async fn record_acceptance(
    mut tx: Tx,
    Path(id): Path<QuoteId>,
    Json(body): Json<RecordAcceptance>,
) -> Result<Reply<QuoteView>> {
    let (mut deal, mut quote) = super::lock(&mut tx, id).await?;
    tx.if_match(quote.version)?;
    acceptance::record(&mut tx, &mut deal, &mut quote, body).await?;
    answer(tx, quote).await
}

async fn revise(mut tx: Tx, Path(id): Path<QuoteId>, Json(_): Json<Nothing>) -> Result<Created<QuoteView>> {
    let (deal, quote) = super::lock(&mut tx, id).await?;
    check_open(&deal)?;
    let versions = store::of_number(&mut tx, &quote.image.number).await?;
    for version in &versions {
        match version.image.status {
            QuoteStatus::Accepted => return Err(QuoteError::NumberAccepted.into()),
            QuoteStatus::Draft => return Err(QuoteError::DraftExists.into()),
            QuoteStatus::Sent | QuoteStatus::Declined | QuoteStatus::Superseded | QuoteStatus::Withdrawn => {}
        }
    }
    let last = versions.last().map_or(quote.image.revision, |version| version.image.revision);
    let settings = settings::store::get(&mut tx).await?.image;
    let (now, by) = (tx.now, tx.actor().to_string());
    let prices = Prices::none(tx.today());
    let beginning = Beginning { deal: &deal.image, settings: &settings, prices, now, by: &by };
    let (next, created) = quote.revise(last, beginning)?;
    store::insert(&mut tx, &next).await?;
    tx.publish(next.version, &created)?;
    made(tx, next).await
}

/// What the acceptance could not do by itself, done by somebody who has settled what was in its way.
async fn apply(mut tx: Tx, Path(id): Path<QuoteId>, Json(_): Json<Nothing>) -> Result<Reply<QuoteView>> {
    let (mut deal, mut quote) = super::lock(&mut tx, id).await?;
    tx.if_match(quote.version)?;
    acceptance::apply(&mut tx, &mut deal, &mut quote).await?;
    answer(tx, quote).await
}

async fn withdraw(mut tx: Tx, Path(id): Path<QuoteId>, Json(body): Json<WithdrawQuote>) -> Result<Reply<QuoteView>> {
    let (deal, mut quote) = super::lock(&mut tx, id).await?;
    tx.if_match(quote.version)?;
    let was_sent = quote.image.sent_at.is_some();
    let withdrawn = quote.withdraw(body.reason, tx.today())?;
    store::save_state(&mut tx, &quote).await?;
    let event = tx.publish(quote.version, &withdrawn)?;
    if was_sent {
        super::timeline::record(&mut tx, event, (&deal, &quote), QuoteStep::Withdrawn).await?;
    }
    answer(tx, quote).await
}

async fn answer(tx: Tx, quote: Quote) -> Result<Reply<QuoteView>> {
    let (version, today) = (quote.version, tx.today());
    tx.reply(version, QuoteView::of(quote, today)).await
}

fn check_open(deal: &Deal) -> Result<(), QuoteError> {
    if deal.image.status == DealStatus::Open { Ok(()) } else { Err(QuoteError::DealClosed) }
}

/// What lines of a quote of a deal take their prices from: the list that holds for the deal.
async fn sold(tx: &mut Tx, deal: &Deal, lines: Option<&[QuoteLineRequest]>) -> Result<Sold> {
    let lines: Vec<_> = lines.unwrap_or_default().iter().cloned().map(|line| line.split().0).collect();
    Sold::by(tx, &lines, deal.image.price_list_id, deal.image.account_id).await
}

impl ListQuotes {
    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem that names the day that lies before the one it belongs to.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        lists::in_order(("valid_until_from", self.valid_until_from), ("valid_until_by", self.valid_until_by))?;
        lists::in_order(("sent_from", self.sent_from), ("sent_to", self.sent_to))?;
        lists::in_order(("answered_from", self.answered_from), ("answered_to", self.answered_to))?;
        if self.runs_out_within.is_some() && self.state.is_some_and(|state| state != State::Sent) {
            return Err(Problem::field("runs_out_within", "is of sent quotes; leave state out"));
        }
        let accounts = match self.account_id {
            Some(account) => Some(subjects::names(db, account.as_uuid()).await?),
            None => None,
        };
        Ok(Filter {
            deal_id: self.deal_id,
            accounts,
            owner_id: self.owner_id,
            state: self.state.or(self.runs_out_within.map(|_| State::Sent)),
            number: self.number.clone(),
            text: self.q.clone(),
            currency: self.currency,
            until_from: self.valid_until_from,
            until_by: lists::earlier(self.valid_until_by, lists::within(db.today(), self.runs_out_within)),
            sent: lists::moments(db.time_zone, self.sent_from, self.sent_to),
            answered: lists::moments(db.time_zone, self.answered_from, self.answered_to),
        })
    }
}

impl List for ListQuotes {
    type Item = QuoteSummary;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<QuoteSummary>> {
        let filter = self.filter(db).await?;
        store::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListQuotes>) -> Result<Reply<Page<QuoteSummary>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<QuoteId>) -> Result<Reply<QuoteView>> {
    let quote = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("quote"))?;
    let (version, today) = (quote.version, db.today());
    Ok(Reply::of(version, QuoteView::of(quote, today)))
}

/// A version as the client reads it; a draft as they would read it if it were sent now.
async fn read(db: &mut Db, id: QuoteId) -> Result<(Quote, Offer)> {
    let mut quote = store::get(db, id).await?.ok_or_else(|| Problem::not_found("quote"))?;
    if quote.image.sent_at.is_none() {
        let deal = deals::store::get(db, quote.image.deal_id).await?;
        let deal = deal.ok_or_else(|| Problem::internal("a quote without a deal"))?;
        let (seller, client) = super::parties(db, &deal).await?;
        quote.image.seller = Some(seller);
        quote.image.client = Some(client);
    }
    let sent_on = quote.image.sent_at.map(|at| db.time_zone.local_date(at));
    let offer = Offer::of(&quote, db.today(), sent_on)?;
    Ok((quote, offer))
}

async fn offer(mut db: Read, Path(id): Path<QuoteId>) -> Result<Reply<Offer>> {
    let (quote, offer) = read(&mut db, id).await?;
    Ok(Reply::of(quote.version, offer))
}

async fn pdf(mut db: Read, Path(id): Path<QuoteId>, Extension(files): Extension<Files>) -> Result<FileReply> {
    let (quote, offer) = read(&mut db, id).await?;
    let (org, now) = (db.org, db.now);
    drop(db);
    document_of(org, &quote, &offer, now, &files).await
}

/// The document that was sent, byte by byte; of a draft, what would be sent now.
pub async fn document_of(
    org: kernel::OrgId,
    quote: &Quote,
    offer: &Offer,
    now: chrono::DateTime<chrono::Utc>,
    files: &Files,
) -> Result<FileReply> {
    let content = match &quote.image.document_sha256 {
        Some(sha256) => {
            let kept = files.read(org, sha256).await?;
            kept.ok_or_else(|| Problem::internal(format!("the document of quote {} is gone", offer.quote_id)))?
        }
        None => document::pdf(offer, now).await?.into(),
    };
    Ok(FileReply { content, content_type: PDF, name: document::file_name(offer), cache: Cache::Never })
}

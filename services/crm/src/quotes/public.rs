//! What a client reads and answers, without a log-in: the address is the proof.
//!
//! An address that leads nowhere looks the same whatever is wrong with it; only who holds one that was taken away is told
//! that it was. It leads to the newest version that was sent;
//! who answers says which one they read, so nobody accepts what they have not seen.

use axum::Extension;
use contracts::crm::activities::NotificationKind;
use platform::files::{FileReply, Files};
use platform::http::Posted;
use platform::public::{Secret, Stranger, Thanks};
use platform::{Db, Path, Problem, Reply, Result, Routes, Tx};

use super::error::QuoteError;
use super::http::document_of;
use super::model::{Quote, Yes};
use super::offer::Offer;
use super::requests::{AcceptQuote, DeclineQuote, ViewQuote};
use super::{acceptance, store};
use crate::deals;
use crate::deals::model::Deal;
use crate::timeline::model::QuoteStep;

/// Who caused it, in the journal: `system:quote`.
const PART: &str = "quote";

/// Adds what needs no log-in.
pub fn add_to(routes: Routes) -> Routes {
    routes
        .public_get("/v1/public/quotes/{quote_key}", "Read a quote", read)
        .public_get("/v1/public/quotes/{quote_key}/pdf", "Read a quote as the document that was sent", pdf)
        .public_post("/v1/public/quotes/{quote_key}/view", "Say that a quote is being read", view)
        .public_post("/v1/public/quotes/{quote_key}/accept", "Accept a quote", accept)
        .public_post("/v1/public/quotes/{quote_key}/decline", "Decline a quote", decline)
}

fn none() -> Problem {
    Problem::not_found("quote")
}

/// What the address leads to.
async fn find(db: &mut Db, secret: &Secret) -> Result<Quote> {
    let link = store::link_of(db, secret).await?.ok_or_else(none)?;
    if link.ended {
        return Err(QuoteError::LinkEnded.into());
    }
    store::offered(db, &link.number).await?.ok_or_else(none)
}

/// The same with its deal, for an answer; nobody else changes them until this is over.
async fn hold(tx: &mut Tx, secret: &Secret) -> Result<(Deal, Quote)> {
    let seen = find(tx, secret).await?;
    let deal = deals::store::lock(tx, seen.image.deal_id).await?;
    let deal = deal.ok_or_else(|| Problem::internal("a quote without a deal"))?;
    tx.follow(deal.image.deal_id);
    Ok((deal, find(tx, secret).await?))
}

fn shown(db: &Db, quote: &Quote) -> Result<Offer> {
    let sent_on = quote.image.sent_at.map(|at| db.time_zone.local_date(at));
    Offer::of(quote, db.today(), sent_on)
}

async fn read(stranger: Stranger, Path(key): Path<String>) -> Result<Reply<Offer>> {
    let secret = Secret::read(&key).ok_or_else(none)?;
    let mut db = stranger.read(secret.org).await?.ok_or_else(none)?;
    let quote = find(&mut db, &secret).await?;
    Ok(Reply::plain(shown(&db, &quote)?))
}

async fn pdf(stranger: Stranger, Path(key): Path<String>, Extension(files): Extension<Files>) -> Result<FileReply> {
    let secret = Secret::read(&key).ok_or_else(none)?;
    let mut db = stranger.read(secret.org).await?.ok_or_else(none)?;
    let quote = find(&mut db, &secret).await?;
    let (org, now, offer) = (db.org, db.now, shown(&db, &quote)?);
    // It may be read slowly; no connection is held meanwhile.
    drop(db);
    document_of(org, &quote, &offer, now, &files).await
}

async fn view(stranger: Stranger, Path(key): Path<String>, sent: Posted<ViewQuote>) -> Result<Thanks<Offer>> {
    let secret = Secret::read(&key).ok_or_else(none)?;
    let mut tx = stranger.begin(secret.org, PART).await?.ok_or_else(none)?;
    let (deal, mut quote) = hold(&mut tx, &secret).await?;
    if sent.body.quote_id != quote.image.quote_id {
        return Err(QuoteError::Outdated.into());
    }
    let now = tx.now;
    if let Some(viewed) = quote.view(now) {
        store::save_state(&mut tx, &quote).await?;
        let event = tx.publish(quote.version, &viewed)?;
        super::timeline::record(&mut tx, event, (&deal, &quote), QuoteStep::Viewed).await?;
    }
    thanked(tx, &quote).await
}

async fn accept(stranger: Stranger, Path(key): Path<String>, sent: Posted<AcceptQuote>) -> Result<Thanks<Offer>> {
    let secret = Secret::read(&key).ok_or_else(none)?;
    let from = stranger.address.map(|address| address.to_string());
    let mut tx = stranger.begin(secret.org, PART).await?.ok_or_else(none)?;
    let (mut deal, mut quote) = hold(&mut tx, &secret).await?;
    let yes = Yes { at: tx.now, day: tx.today(), from, recorded: None };
    acceptance::accept(&mut tx, &mut deal, &mut quote, sent.body, yes).await?;
    thanked(tx, &quote).await
}

async fn decline(stranger: Stranger, Path(key): Path<String>, sent: Posted<DeclineQuote>) -> Result<Thanks<Offer>> {
    let secret = Secret::read(&key).ok_or_else(none)?;
    let from = stranger.address.map(|address| address.to_string());
    let mut tx = stranger.begin(secret.org, PART).await?.ok_or_else(none)?;
    let (deal, mut quote) = hold(&mut tx, &secret).await?;
    let (now, today, name) = (tx.now, tx.today(), sent.body.name.clone());
    if let Some(declined) = quote.decline(sent.body, now, from, today)? {
        store::save_state(&mut tx, &quote).await?;
        let event = tx.publish(quote.version, &declined)?;
        super::timeline::record(&mut tx, event, (&deal, &quote), QuoteStep::Declined).await?;
        acceptance::tell(&mut tx, event, (&deal, &quote), NotificationKind::QuoteDeclined, name).await?;
    }
    thanked(tx, &quote).await
}

/// Commits and shows the quote as it now is.
async fn thanked(tx: Tx, quote: &Quote) -> Result<Thanks<Offer>> {
    let body = shown(&tx, quote)?;
    tx.commit_now().await?;
    Ok(Thanks { body, continue_at: None })
}

//! Quotes: what a client is offered for a deal, and what they answer.
//!
//! ```text
//! draft --send--> sent --accept--> accepted      a change of what was sent makes another version of the same number:
//!   |              |----decline--> declined      once that is sent, it is what the client reads, and the one before is
//!   '--withdraw-.  |----withdraw-> withdrawn     superseded
//!               '->'----(another version is sent, or accepted)-> superseded
//! ```
//!
//! Whether a sent quote has expired follows from its last day and today, and is kept nowhere. The client reads it at a
//! secret address, which belongs to the number and so always shows the newest version that was sent.
//!
//! A quote's lines are lines of its deal, with the ids those have. When the client accepts, the deal takes them as they
//! are and is won with them, unless the organisation wants to do that by hand. A client can always accept: what cannot be
//! done by itself then becomes a follow-up of the deal's owner.
//!
//! Whoever changes a quote holds its deal first, so an acceptance, a withdrawal, a later version and a change of the deal
//! come one after the other, and each finds what the one before has left.

pub mod acceptance;
pub mod document;
pub mod error;
pub mod http;
pub mod model;
pub mod offer;
pub mod public;
pub mod requests;
pub mod settings;
pub mod store;
pub mod timeline;
pub mod views;

use contracts::crm::quotes::{QuoteClient, QuoteSeller};
use kernel::QuoteId;
use platform::{Db, Problem, Result, Tx};

use self::model::Quote;
use crate::deals::model::Deal;
use crate::{accounts, contacts, deals, members};

/// A quote and its deal, as they are at this moment.
pub async fn find(db: &mut Db, id: QuoteId) -> Result<(Deal, Quote)> {
    let quote = store::get(db, id).await?.ok_or_else(|| Problem::not_found("quote"))?;
    let deal = deals::store::get(db, quote.image.deal_id).await?;
    Ok((deal.ok_or_else(|| Problem::internal("a quote without a deal"))?, quote))
}

/// A quote and its deal, which nobody else changes until this is over. What happens to it is told as part of what happens
/// to the deal.
pub async fn lock(tx: &mut Tx, id: QuoteId) -> Result<(Deal, Quote)> {
    let none = || Problem::not_found("quote");
    let seen = store::get(tx, id).await?.ok_or_else(none)?;
    let deal = deals::store::lock(tx, seen.image.deal_id).await?;
    let deal = deal.ok_or_else(|| Problem::internal("a quote without a deal"))?;
    let quote = store::get(tx, id).await?.ok_or_else(none)?;
    tx.follow(deal.image.deal_id);
    Ok((deal, quote))
}

/// Who offers, and to whom, as they are now.
pub async fn parties(db: &mut Db, deal: &Deal) -> Result<(QuoteSeller, QuoteClient)> {
    let settings = settings::store::get(db).await?;
    let owner = match deal.image.owner_id {
        Some(owner) => members::store::get(db, owner).await?,
        None => None,
    };
    let seller = QuoteSeller {
        name: store::organization(db).await?,
        details: settings.image.seller_details,
        contact_name: owner.as_ref().map(|owner| owner.name.clone()),
        contact_email: owner.map(|owner| owner.email),
    };
    let account = match deal.image.account_id {
        Some(account) => accounts::store::get(db, account).await?.map(|account| account.image),
        None => None,
    };
    let contact = match deal.image.contact_id {
        Some(contact) => contacts::store::get(db, contact).await?.map(|contact| contact.image),
        None => None,
    };
    let client = QuoteClient {
        account_id: deal.image.account_id,
        address: account.as_ref().and_then(|account| account.address.clone()),
        country: account.as_ref().and_then(|account| account.country),
        tax_number: account.as_ref().and_then(|account| account.tax_number.clone()),
        account_name: account.map(|account| account.name),
        contact_name: contact.map(|contact| contact.name),
    };
    Ok((seller, client))
}

/// Lets what the client could read until now, or what is still being written, give way to another version.
pub async fn supersede(tx: &mut Tx, others: Vec<Quote>, by: QuoteId) -> Result<()> {
    for mut other in others {
        let superseded = other.supersede(by);
        store::save_state(tx, &other).await?;
        tx.publish(other.version, &superseded)?;
    }
    Ok(())
}

//! What stands on timelines about quotes.

use contracts::crm::quotes::QuoteAnswer;
use kernel::EventId;
use platform::{Result, Tx};

use super::model::Quote;
use crate::deals::model::Deal;
use crate::timeline::deals::about;
use crate::timeline::model::{Happening, Kind, QuoteStep};
use crate::timeline::store::{self, Entry};

/// Writes what became of a quote onto the timelines of its deal, of who decides, and of the account.
pub async fn record(tx: &mut Tx, event: EventId, (deal, quote): (&Deal, &Quote), step: QuoteStep) -> Result<()> {
    let image = &quote.image;
    let (gross, name, reason) = match &image.answer {
        Some(QuoteAnswer::Accepted { name, totals, .. }) => (totals.gross, Some(name.clone()), None),
        Some(QuoteAnswer::Declined { name, reason, .. }) => (image.totals.gross, name.clone(), Some(reason.clone())),
        None => (image.totals.gross, None, image.withdrawn_reason.clone()),
    };
    let what = Happening::Quote {
        quote_id: image.quote_id,
        deal_id: image.deal_id,
        number: image.number.clone(),
        revision: image.revision,
        step,
        gross,
        name,
        reason,
    };
    let (at, actor) = (tx.now, tx.actor().to_string());
    let entry = Entry { entry_id: event.as_uuid(), kind: Kind::Quote, at, actor, about: about(&deal.image), what };
    store::record(tx, entry).await
}

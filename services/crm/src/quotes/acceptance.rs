//! What a client's answer does: to the deal, and to those who look after it.

use contracts::crm::activities::{NotificationKind, Priority, Subject};
use contracts::crm::quotes::{QuoteEffect, QuoteLeft, QuoteRecorded, QuoteStatus};
use contracts::crm::{DealLine, DealStatus};
use kernel::{EventId, Language, MemberId, Name, Note};
use platform::{Problem, Result, Tx};

use super::error::QuoteError;
use super::model::{Accepted, Quote, Yes};
use super::requests::{AcceptQuote, RecordAcceptance};
use super::{settings, store};
use crate::deals::error::DealError;
use crate::deals::model::Deal;
use crate::deals::requests::WinDeal;
use crate::follow_ups::model::FollowUp;
use crate::follow_ups::requests::PlanFollowUp;
use crate::notifications::{self, Message};
use crate::timeline::model::{QuoteStep, moment};
use crate::{attachments, deals, follow_ups, members, subjects, timeline};

/// The client says yes. The deal, which the caller holds like the quote, takes the lines and is won with them as far as
/// that can be done by itself; nothing is done by half.
pub async fn accept(tx: &mut Tx, deal: &mut Deal, quote: &mut Quote, request: AcceptQuote, yes: Yes) -> Result<()> {
    let Some(accepted) = quote.accepting(&request, yes.day)? else { return Ok(()) };
    let effect = carry(tx, deal, quote, &accepted).await?;
    let event = quote.accept(request.name.clone(), accepted, effect.clone(), yes);
    store::save_state(tx, quote).await?;
    let event = tx.publish(quote.version, &event)?;
    let drafts = store::of_number(tx, &quote.image.number).await?;
    let drafts = drafts.into_iter().filter(|one| one.image.status == QuoteStatus::Draft).collect();
    super::supersede(tx, drafts, quote.image.quote_id).await?;
    super::timeline::record(tx, event, (deal, quote), QuoteStep::Accepted).await?;
    tell(tx, event, (deal, quote), NotificationKind::QuoteAccepted, Some(request.name)).await?;
    if effect.left.is_some() {
        remind(tx, deal, quote, effect.detail).await?;
    }
    Ok(())
}

/// Writes down a yes that came on paper, by mail or by word of mouth. It does what a yes on the client's page does.
pub async fn record(tx: &mut Tx, deal: &mut Deal, quote: &mut Quote, request: RecordAcceptance) -> Result<()> {
    let (now, today, by) = (tx.now, tx.today(), tx.actor().to_string());
    if let Some(id) = request.attachment_id {
        // Held, so that it is not removed while it becomes what shows that the client said yes.
        let file = attachments::store::lock(tx, id).await?;
        if file.is_none_or(|file| file.attachment.subject != Some(Subject::Deal(deal.image.deal_id))) {
            let detail = "there is no such file beside the deal: POST /v1/deals/{deal_id}/attachments first";
            return Err(QuoteError::field("/attachment_id", detail).into());
        }
    }
    if quote.image.status == QuoteStatus::Accepted {
        return Err(QuoteError::Accepted.into());
    }
    let Some(sent_at) = quote.image.sent_at else { return Err(QuoteError::NotSent.into()) };
    let (day, sent_on) = (request.accepted_on.unwrap_or(today), tx.time_zone.local_date(sent_at));
    if day > today {
        return Err(QuoteError::field("/accepted_on", format!("has not come yet; choose a day up to {today}")).into());
    }
    if day < sent_on {
        let detail = format!("is before the quote was sent; choose a day from {sent_on} on");
        return Err(QuoteError::field("/accepted_on", detail).into());
    }
    let recorded =
        QuoteRecorded { way: request.way, by, at: now, note: request.note, attachment_id: request.attachment_id };
    // When it was sent on the same day, the yes came after that.
    let at = moment(day, tx.time_zone, now).max(sent_at);
    let yes = Yes { at, day, from: None, recorded: Some(recorded) };
    let request = AcceptQuote { quote_id: quote.image.quote_id, name: request.name, chosen: request.chosen };
    accept(tx, deal, quote, request, yes).await
}

/// Carries accepted lines into the deal, and wins it.
async fn carry(tx: &mut Tx, deal: &mut Deal, quote: &Quote, accepted: &Accepted) -> Result<QuoteEffect> {
    let nothing = |left| QuoteEffect { lines_taken: false, deal_won: false, left: Some(left), detail: None };
    if deal.image.status != DealStatus::Open {
        return Ok(nothing(QuoteLeft::DealClosed));
    }
    if deal.image.currency != quote.image.currency {
        return Ok(nothing(QuoteLeft::OtherCurrency));
    }
    if !is_same_client(tx, deal, quote).await? {
        return Ok(nothing(QuoteLeft::OtherClient));
    }
    // Reopening a deal has ended the yes before, so a new one is welcome then.
    if deal.image.accepted_quote_id.is_some() {
        return Ok(nothing(QuoteLeft::OtherQuote));
    }
    take_and_win(tx, deal, quote, accepted.lines.clone()).await
}

/// Does for an accepted quote what its acceptance had to leave, now that somebody says so: even when another quote was
/// accepted in between, and once more for a deal that was reopened.
pub async fn apply(tx: &mut Tx, deal: &mut Deal, quote: &mut Quote) -> Result<()> {
    let lines = quote.agreed(tx.today())?;
    if deal.image.accepted_quote_id == Some(quote.image.quote_id) {
        return Err(QuoteError::Applied.into());
    }
    if deal.image.status != DealStatus::Open {
        return Err(QuoteError::DealClosed.into());
    }
    if deal.image.currency != quote.image.currency {
        return Err(QuoteError::OtherCurrency.into());
    }
    if !is_same_client(tx, deal, quote).await? {
        return Err(QuoteError::OtherClient.into());
    }
    let effect = take_and_win(tx, deal, quote, lines).await?;
    let applied = quote.apply(effect).ok_or_else(|| Problem::internal("an accepted quote without a yes"))?;
    store::save_state(tx, quote).await?;
    tx.publish(quote.version, &applied)?;
    Ok(())
}

/// Whether the deal is still with the client who was offered the quote, or with whoever that was merged into. Before a deal
/// says who buys, whoever is given the address may accept.
async fn is_same_client(tx: &mut Tx, deal: &Deal, quote: &Quote) -> Result<bool> {
    let Some(offered) = quote.image.client.as_ref().and_then(|client| client.account_id) else { return Ok(true) };
    match deal.image.account_id {
        Some(buyer) if buyer == offered => Ok(true),
        Some(buyer) => Ok(subjects::names(tx, buyer.as_uuid()).await?.contains(&offered.as_uuid())),
        None => Ok(false),
    }
}

/// Lets an open deal take lines, and wins it with them if the organisation wants that.
async fn take_and_win(tx: &mut Tx, deal: &mut Deal, quote: &Quote, lines: Vec<DealLine>) -> Result<QuoteEffect> {
    take(tx, deal, quote, lines).await?;
    let taken = QuoteEffect { lines_taken: true, deal_won: false, left: None, detail: None };
    if !settings::store::get(tx).await?.image.wins_deals {
        return Ok(taken);
    }
    let Err(refused) = deals::win(tx, deal, &WinDeal::default()).await? else {
        return Ok(QuoteEffect { deal_won: true, ..taken });
    };
    let left = match refused {
        DealError::NoAccount => QuoteLeft::NoAccount,
        DealError::ProjectExists => QuoteLeft::ProjectExists,
        DealError::NotOpen(_) => QuoteLeft::DealClosed,
        DealError::Incomplete { .. }
        | DealError::NoLines
        | DealError::Open
        | DealError::InStage
        | DealError::Invoiced(_)
        | DealError::Field { .. } => QuoteLeft::StageRequirements,
    };
    let detail = Note::new(refused.to_string()).map_err(Problem::internal)?;
    Ok(QuoteEffect { left: Some(left), detail: Some(detail), ..taken })
}

async fn take(tx: &mut Tx, deal: &mut Deal, quote: &Quote, lines: Vec<DealLine>) -> Result<()> {
    let before = deal.image.clone();
    let updated = deal.take(quote.image.quote_id, lines)?;
    deals::store::save(tx, deal).await?;
    let event = tx.publish(deal.version, &updated)?;
    timeline::deals::updated(tx, event, &before, &deal.image).await
}

/// Who is to hear of an answer: whoever looks after the deal, or else whoever sent the quote, or else those who lead the
/// organisation.
async fn keepers(tx: &mut Tx, deal: &Deal, quote: &Quote) -> Result<Vec<MemberId>> {
    for member in [deal.image.owner_id, quote.sent_by].into_iter().flatten() {
        if members::store::is_active(tx, member).await? {
            return Ok(vec![member]);
        }
    }
    members::store::leaders(tx).await
}

/// Tells of an answer.
pub async fn tell(
    tx: &mut Tx,
    event: EventId,
    (deal, quote): (&Deal, &Quote),
    kind: NotificationKind,
    name: Option<Name>,
) -> Result<()> {
    let number = &quote.image.number;
    let text = name.map_or_else(|| number.to_string(), |name| format!("{number} · {name}"));
    let message = Message {
        kind,
        subject: Some(Subject::Deal(deal.image.deal_id)),
        activity_id: None,
        follow_up_id: None,
        text: Name::new(shortened(&text)).ok(),
        cause: format!("event {event}"),
    };
    let keepers = keepers(tx, deal, quote).await?;
    notifications::tell(tx, keepers, message).await
}

/// Gives whoever looks after the deal what is left to do about an accepted quote.
async fn remind(tx: &mut Tx, deal: &Deal, quote: &Quote, detail: Option<Note>) -> Result<()> {
    let Some(owner_id) = keepers(tx, deal, quote).await?.into_iter().next() else { return Ok(()) };
    let (number, name) = (&quote.image.number, &deal.image.name);
    let title = match quote.image.language {
        Language::En => format!("Quote {number} was accepted: settle {name}"),
        Language::Hu => format!("A(z) {number} ajánlatot elfogadták: rendezendő: {name}"),
    };
    let request = PlanFollowUp {
        title: Name::new(shortened(&title)).map_err(Problem::internal)?,
        note: detail,
        due_on: tx.today(),
        due_time: None,
        remind_minutes_before: None,
        owner_id: Some(owner_id),
        priority: Priority::High,
        about: vec![Subject::Deal(deal.image.deal_id)],
        recurrence: None,
    };
    let (follow_up, created) = FollowUp::plan(request, None)?;
    follow_ups::store::insert(tx, &follow_up).await?;
    tx.publish(follow_up.version, &created)?;
    Ok(())
}

/// As much of a text as a name holds.
fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

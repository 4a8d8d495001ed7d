//! What deals are called and what their lines say: others were told, and keep copies. So a deal that loses somebody says so, and what
//! came of it loses the same words; issued invoices and accepted quotes stay as they are.

use contracts::crm::{DealLine, DealRedacted, LineBilling};
use kernel::{DealId, Name};
use platform::{Problem, Result, Tx};

use super::model::Needles;
use super::scope::Scope;
use super::store::{self, DealsNaming};
use crate::deals::{self, model::Deal};

/// Takes the person out of deals around them, where a name means them.
pub async fn around(tx: &mut Tx, scope: &Scope, needles: &Needles) -> Result<()> {
    let Some(pattern) = needles.pattern() else { return Ok(()) };
    let naming = DealsNaming { deals: &scope.deals, accounts: &scope.accounts, anywhere: false, pattern: &pattern };
    let found = store::deals_naming(tx, naming).await?;
    redact(tx, found, |name| needles.left_of(name)).await
}

/// Takes what only the person has out of every other deal.
pub async fn anywhere(tx: &mut Tx, needles: &Needles) -> Result<()> {
    let Some(pattern) = needles.certain_pattern() else { return Ok(()) };
    let naming = DealsNaming { deals: &[], accounts: &[], anywhere: true, pattern: &pattern };
    let found = store::deals_naming(tx, naming).await?;
    redact(tx, found, |name| needles.certainly_left_of(name)).await
}

async fn redact(tx: &mut Tx, found: Vec<DealId>, left_of: impl Fn(&str) -> String) -> Result<()> {
    for id in found {
        let Some(mut deal) = deals::store::lock(tx, id).await? else { continue };
        if let Some(redacted) = without(&mut deal, &left_of)? {
            deals::store::save(tx, &deal).await?;
            tx.publish(deal.version, &redacted)?;
        }
    }
    Ok(())
}

/// Takes somebody out of a deal; none when nothing of it says anything of them.
fn without(deal: &mut Deal, left_of: &impl Fn(&str) -> String) -> Result<Option<DealRedacted>> {
    let before = (deal.image.clone(), deal.lost_reason.clone());
    let mut texts = vec![&mut deal.image.name];
    for line in &mut deal.image.lines {
        texts.extend(of_line(line));
    }
    for text in texts {
        *text = Name::new(left_of(text.as_str())).map_err(Problem::internal)?;
    }
    if let Some(reason) = &mut deal.lost_reason {
        *reason = kernel::Note::new(left_of(reason.as_str())).map_err(Problem::internal)?;
    }
    if before == (deal.image.clone(), deal.lost_reason.clone()) {
        return Ok(None);
    }
    deal.version += 1;
    Ok(Some(DealRedacted { deal: deal.image.clone(), lost_reason: deal.lost_reason.clone() }))
}

/// What a line and its parts are called, with and without its discount.
fn of_line(line: &mut DealLine) -> Vec<&mut Name> {
    let mut texts = vec![&mut line.name];
    texts.extend(of_billing(&mut line.billing));
    if let Some(discount) = &mut line.discount {
        texts.extend(of_billing(&mut discount.before));
    }
    texts
}

fn of_billing(billing: &mut LineBilling) -> Vec<&mut Name> {
    match billing {
        LineBilling::Fixed { milestones, .. } => milestones.iter_mut().map(|one| &mut one.name).collect(),
        LineBilling::TimeAndMaterials { rates } => rates.iter_mut().map(|rate| &mut rate.role).collect(),
        LineBilling::Retainer { .. } | LineBilling::OneOff { .. } => Vec::new(),
    }
}

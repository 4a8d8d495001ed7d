//! Applying what the other services publish: several events of one organisation at a time, with a number of statements
//! that does not depend on how many they are.

use std::sync::Arc;

use contracts::Envelope;
use platform::{Outcome, Result, Tx};
use uuid::Uuid;

use crate::completion;
use crate::forecast::settings::Told;
use crate::forecast::{store as forecasts, versions};
use crate::ledger::fold::Fold;
use crate::ledger::stance::{Image, image};
use crate::ledger::store;
use crate::names::Names;
use crate::standing::{self, Ends};
use crate::wording::{self, Wordings};

/// Writes events into the ledger. The platform has made sure that each comes once and in the order of its aggregate.
pub async fn apply(tx: &mut Tx, events: Arc<[Envelope]>) -> Result<Outcome> {
    let mut names = Names::default();
    let mut told = Told::default();
    let mut ends = Ends::default();
    let mut plans = completion::told::Told::default();
    let mut worded = Wordings::default();
    let mut images: Vec<(&Envelope, Image)> = Vec::with_capacity(events.len());
    for event in events.iter() {
        let image = image(event)?;
        names.read(event, image.as_ref())?;
        told.read(event)?;
        ends.read(event)?;
        worded.read(event)?;
        if let Some(Image::Deal(deal)) = &image {
            told.deal(event, deal);
        }
        if let Some(image) = &image {
            plans.read(event, image);
        }
        images.extend(image.map(|image| (event, image)));
    }
    let mut aggregates: Vec<Uuid> = images.iter().map(|(event, _)| event.subject).collect();
    aggregates.sort_unstable();
    aggregates.dedup();

    let mut fold = Fold::resume(store::shown(tx, &aggregates).await?);
    for (event, image) in &images {
        fold.apply(event, image)?;
    }
    wording::store::save(tx, &worded).await?;
    wording::store::reword(tx, &worded).await?;
    wording::store::add_known(tx, &fold.deals(), &mut worded).await?;
    fold.reword(&worded);
    let mut deals = versions::Fold::resume(forecasts::versions::last(tx, &deals_of(&images)).await?);
    for (event, image) in &images {
        if let Image::Deal(deal) = image {
            deals.apply(event, deal);
        }
    }
    store::insert_events(tx, &events).await?;
    store::save_shown(tx, fold.shown()).await?;
    store::insert_postings(tx, fold.postings()).await?;
    names.save(tx).await?;
    standing::store::save(tx, &ends).await?;
    store::add_to_balances(tx, &fold.changes()?).await?;
    forecasts::versions::save(tx, &deals).await?;
    forecasts::settings::save(tx, &told).await?;
    completion::store::save(tx, &plans).await?;
    Ok(Outcome::Done)
}

/// The deals that events tell of.
fn deals_of(images: &[(&Envelope, Image)]) -> Vec<Uuid> {
    let deals = images.iter().filter_map(|(event, image)| matches!(image, Image::Deal(_)).then_some(event.subject));
    let mut deals: Vec<Uuid> = deals.collect();
    deals.sort_unstable();
    deals.dedup();
    deals
}

//! Exports over HTTP. A file needs the permission of its list.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use platform::{Read, Result};
use uuid::Uuid;

use crate::explain::http::PostingsAsked;
use crate::forecast::accuracy::AccuracyAsked;
use crate::forecast::goals::GoalsAsked;
use crate::forecast::http::DealsAsked;
use crate::forecast::snapshots::SnapshotsAsked;
use crate::reports::http::{
    BalancesAsked, MarginAsked, OrderBookAsked, PipelineAsked, ReceivablesAsked, UnbilledAsked,
};

/// The lists say themselves what things are called.
struct Known;

impl Names for Known {
    async fn names(_: &mut Read, _: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        Ok(HashMap::new())
    }
}

exports::routes! {
    Known;
    margin "margin" ReadReports MarginAsked, "margins by project or customer";
    receivables "receivables" ReadReports ReceivablesAsked, "what customers owe";
    unbilled_work "unbilled-work" ReadReports UnbilledAsked, "what is delivered and not yet invoiced";
    pipeline "pipeline" ReadReports PipelineAsked, "open deals by stage";
    order_book "order-book" ReadReports OrderBookAsked, "what was won, by currency";
    balances "balances" ReadReports BalancesAsked, "the balance of every account";
    postings "postings" ReadReports PostingsAsked, "the postings that sum to a figure";
    forecast_deals "forecast-deals" ReadCrm DealsAsked, "the deals of a forecast";
    forecast_snapshots "forecast-snapshots" ReadCrm SnapshotsAsked, "what was forecast week by week";
    forecast_accuracy "forecast-accuracy" ReadCrm AccuracyAsked, "what was forecast against what came";
    forecast_goals "forecast-goals" ReadCrm GoalsAsked, "how far goals are";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}

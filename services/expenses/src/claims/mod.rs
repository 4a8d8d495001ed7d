//! Money somebody spent for the organisation: drafted, handed in, then approved, or sent back and mended. Approved it is a
//! cost, and what a line charges on becomes billable.

use std::collections::BTreeSet;

use contracts::expenses::ClaimLine;
use contracts::expenses::budget_of;
use kernel::ClaimLineId;
use platform::{Problem, Result, Tx};
use uuid::Uuid;

use self::model::{Known, NewLine};
use crate::{categories, cost_centers, projects};

pub mod http;
pub mod model;
pub mod store;

/// Looks up what lines name, and makes them whole.
pub async fn resolve(tx: &mut Tx, lines: Vec<NewLine>) -> Result<Vec<ClaimLine>> {
    let ids = |of: fn(&NewLine) -> Option<Uuid>| -> Vec<Uuid> {
        lines.iter().filter_map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let named_projects = ids(|line| line.project_id.map(Uuid::from));
    let named_cost_centers = ids(|line| line.cost_center_id.map(Uuid::from));
    let known = Known {
        categories: categories::of(tx.org).map_err(Problem::internal)?,
        projects: projects::known(tx, &named_projects).await?,
        cost_centers: cost_centers::store::known(tx, &named_cost_centers).await?,
        today: tx.today(),
    };
    let whole = lines.into_iter().enumerate().map(|(place, line)| known.resolve(place, ClaimLineId::new(), line));
    Ok(whole.collect::<Result<_, _>>()?)
}

/// A claim for one project belongs to the chain that began with the project's deal, as its budget does.
pub fn follow_project(tx: &mut Tx, lines: &[ClaimLine]) {
    let deals: BTreeSet<_> = lines.iter().map(|line| line.deal_id).collect();
    if let (1, Some(Some(deal))) = (deals.len(), deals.first()) {
        tx.follow(budget_of(*deal));
    }
}

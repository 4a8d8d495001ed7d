//! Money somebody spent for the organisation: drafted, handed in, then approved, or sent back and mended. Approved it is a
//! cost, and what a line charges on becomes billable.

use std::collections::BTreeSet;

use contracts::expenses::ClaimLine;
use contracts::expenses::budget_of;
use kernel::{ClaimId, ClaimLineId, MemberId, Permission};
use platform::{Identity, Problem, Read, Result, Tx};
use uuid::Uuid;

use self::model::{Claim, Known, NewLine};
use crate::{categories, cost_centers, projects};

pub mod http;
pub mod model;
pub mod store;

/// Whose claims somebody sees. Those of others are, to who may not see them, no claims at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visible {
    /// Everybody's: to approve them, or because reports open into them anyway.
    All,
    /// One's own; those that a program recorded, which have no claimant, are every program's own.
    Of(Option<MemberId>),
}

impl Visible {
    /// What a caller sees.
    pub fn to(identity: &Identity) -> Self {
        if identity.may(Permission::ApproveClaims) || identity.may(Permission::ReadReports) {
            return Self::All;
        }
        Self::Of(identity.member_id())
    }

    /// A claim, if it is one of those.
    ///
    /// # Errors
    /// 404 when it is not, or there is none.
    pub fn filter(self, claim: Option<Claim>) -> Result<Claim> {
        let own = |claim: &Claim| match self {
            Self::All => true,
            Self::Of(member) => claim.image.claimant_id == member,
        };
        claim.filter(own).ok_or_else(|| Problem::not_found("claim"))
    }
}

/// A claim that the caller sees.
///
/// # Errors
/// 404 when there is none.
pub async fn seen(db: &mut Read, id: ClaimId) -> Result<Claim> {
    let claim = store::get(db, id).await?;
    Visible::to(db.identity()).filter(claim)
}

/// Looks up what lines name, and makes them whole; `before` are those the claim has.
pub async fn resolve(tx: &mut Tx, lines: Vec<NewLine>, before: &[ClaimLine]) -> Result<Vec<ClaimLine>> {
    let ids = |of: fn(&NewLine) -> Option<Uuid>| -> Vec<Uuid> {
        lines.iter().filter_map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let named_projects = ids(|line| line.project_id.map(Uuid::from));
    let named_cost_centers = ids(|line| line.cost_center_id.map(Uuid::from));
    let known = Known {
        categories: categories::of(tx.org).map_err(Problem::internal)?,
        projects: projects::known(tx, &named_projects).await?,
        cost_centers: cost_centers::store::known(tx, &named_cost_centers).await?,
        receipts: before.iter().map(|line| (line.claim_line_id, line.receipts.clone())).collect(),
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

//! Exports over HTTP. A file needs the permission of its list, and holds what its list answers: of claims one's own, unless one may
//! see all.

use std::collections::HashMap;

use exports::Names;
use platform::{Read, Result};
use uuid::Uuid;

use super::store;
use crate::budgets::http::ListBudgets;
use crate::claims::http::ListClaims;
use crate::cost_centers::http::ListCostCenters;

/// Projects and cost centres.
struct Known;

impl Names for Known {
    async fn names(db: &mut Read, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        store::names(db, ids).await
    }
}

exports::routes! {
    Known;
    claims "claims" ReadExpenses ListClaims, "claims, line by line,";
    cost_centers "cost-centers" ReadExpenses ListCostCenters, "cost centres";
    budgets "budgets" ReadBilling ListBudgets, "what projects may cost";
}

//! Exports over HTTP. A file needs the permission of its list, and holds what its list answers: of claims one's own, unless one may
//! see all.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use platform::{Read, Result};
use uuid::Uuid;

use super::store;
use crate::budgets::http::ListBudgets;
use crate::categories::ListCategories;
use crate::claims::http::ListClaims;
use crate::cost_centers::http::ListCostCenters;

/// Members, projects and cost centres.
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
    categories "categories" ReadExpenses ListCategories, "the kinds of expenses";
    budgets "budgets" ReadBilling ListBudgets, "what projects may cost";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}

//! Price lists: prices that some clients get.
//!
//! ```text
//! which list holds for a deal:   the one chosen for it, else that of its account, else the default one, else none
//! what a product costs then:     its price on the list, else its standard price less the discount of the list
//! ```
//!
//! A list that is out of use gives no prices: whoever has it is as somebody who has none. It stays, since prices, accounts,
//! deals and their lines name it.

pub mod http;
pub mod model;
pub mod store;

use contracts::crm::ProductPrice;
use kernel::PriceListId;
use platform::{Db, Problem, Result};

/// Refuses a list that cannot be chosen: one that is not there, or is out of use. `before` is what was chosen until now,
/// which may stay whatever became of it.
///
/// # Errors
/// A problem that names the field.
pub async fn check_chosen(
    db: &mut Db,
    at: &str,
    chosen: Option<PriceListId>,
    before: Option<PriceListId>,
) -> Result<()> {
    let Some(id) = chosen.filter(|chosen| Some(*chosen) != before) else { return Ok(()) };
    match store::get(db, id).await? {
        Some(list) if !list.image.archived => Ok(()),
        Some(list) => Err(Problem::field(at, format!("{} is out of use; choose another price list", list.image.name))),
        None => Err(Problem::field(at, "there is no such price list; GET /v1/price-lists lists them")),
    }
}

/// Refuses prices of lists that are not there.
///
/// # Errors
/// A problem that names the first such price.
pub async fn check_prices(db: &mut Db, prices: &[ProductPrice]) -> Result<()> {
    if prices.iter().all(|price| price.price_list_id.is_none()) {
        return Ok(());
    }
    let lists = store::list(db).await?;
    let known = |id: PriceListId| lists.iter().any(|list| list.image.price_list_id == id);
    match prices.iter().position(|price| price.price_list_id.is_some_and(|id| !known(id))) {
        Some(place) => {
            let detail =
                "there is no such price list; GET /v1/price-lists lists them, leave it out for the standard price";
            Err(Problem::field(format!("/prices/{place}/price_list_id"), detail))
        }
        None => Ok(()),
    }
}

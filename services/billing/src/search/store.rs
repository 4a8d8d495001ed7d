//! What is found by name and number.

use platform::search::{Match, Search};
use platform::{Db, Result, find_by_name};

/// Customers, with their tax number.
pub async fn customers(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "customer" in "customers", id: "customer_id", name: "search_name",
        show: r#"one.customer_id as "id!", one.name as "title!", one.tax_number as detail"#,
        beside: "", only: ""
    ))
}

/// Invoices that have a number, with whom they bill.
pub async fn invoices(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "invoice" in "invoices", id: "invoice_id", name: "(number collate \"C\")",
        show: r#"one.invoice_id as "id!", one.number as "title!", one.customer_name as "detail?""#,
        beside: "", only: ""
    ))
}

//! What is found by name.

use platform::search::{Match, Search};
use platform::{Db, Result, find_by_name};

/// Accounts, with their industry and country.
pub async fn accounts(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "account" in "accounts", id: "account_id", name: "search_name",
        show: r#"one.account_id as "id!", one.name as "title!", nullif(concat_ws(', ', one.industry, one.country), '') as detail"#,
        beside: "", only: "and merged_into is null"
    ))
}

/// Contacts, with the company they work for.
pub async fn contacts(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "contact" in "contacts", id: "contact_id", name: "search_name",
        show: r#"one.contact_id as "id!", one.name as "title!", account.name as "detail?""#,
        beside: "left join accounts account on account.org_id = one.org_id and account.account_id = one.account_id",
        only: "and merged_into is null"
    ))
}

/// Deals, with who would buy.
pub async fn deals(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "deal" in "deals", id: "deal_id", name: "search_name",
        show: r#"one.deal_id as "id!", one.name as "title!", account.name as "detail?""#,
        beside: "left join accounts account on account.org_id = one.org_id and account.account_id = one.account_id",
        only: ""
    ))
}

/// Leads, by name, company or address, with the company they work for.
pub async fn leads(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "lead" in "leads", id: "lead_id", name: "search_text",
        show: r#"one.lead_id as "id!", one.name as "title!", one.company as detail"#,
        beside: "", only: "and merged_into is null"
    ))
}

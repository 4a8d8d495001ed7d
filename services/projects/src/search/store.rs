//! What is found by name.

use platform::search::{Match, Search};
use platform::{Db, Result, find_by_name};

/// Projects, with their client.
pub async fn projects(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "project" in "projects", id: "project_id", name: "search_name",
        show: r#"one.project_id as "id!: uuid::Uuid", one.name as "title!: String", one.account_name as "detail: String""#,
        beside: "", only: ""
    ))
}

/// People, with their role.
pub async fn people(db: &mut Db, search: &Search) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "person" in "people", id: "person_id", name: "search_name",
        show: r#"one.person_id as "id!: uuid::Uuid", one.name as "title!: String", one.role as "detail: String""#,
        beside: "", only: ""
    ))
}

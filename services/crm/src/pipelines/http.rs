//! Pipelines over HTTP.

use kernel::Permission;
use platform::{Problem, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::Pipeline;
use super::store;

/// What pipelines answer.
pub fn routes() -> Routes {
    Routes::new("pipelines").get("/v1/pipelines", Permission::ReadCrm, "List the pipelines with their stages", list)
}

/// The organisation's pipelines.
#[derive(Debug, Serialize, JsonSchema)]
struct Pipelines {
    items: Vec<Pipeline>,
}

async fn list(mut db: Read) -> Result<Reply<Pipelines>> {
    let pipeline = match store::get(&mut db).await? {
        Some(pipeline) => pipeline,
        None => Pipeline::default_of(db.org).map_err(Problem::internal)?,
    };
    Ok(Reply::plain(Pipelines { items: vec![pipeline] }))
}

//! Pipelines: the stages deals go through. Every organisation has one, which begins to exist when it is first needed.
//!
//! Stages may be called anything; the status each of them stands for is what the other services understand. The two
//! closing stages are reached only by winning and losing a deal, never by moving it.

pub mod http;
pub mod model;
pub mod store;

use platform::{Problem, Result, Tx};

use self::model::Pipeline;

/// The organisation's pipeline, written down if it was not yet.
pub async fn ensure_default(tx: &mut Tx) -> Result<Pipeline> {
    if let Some(pipeline) = store::get(tx).await? {
        return Ok(pipeline);
    }
    let pipeline = Pipeline::default_of(tx.org).map_err(Problem::internal)?;
    store::insert(tx, &pipeline).await?;
    Ok(pipeline)
}

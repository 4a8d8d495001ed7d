//! Answers with a secret that is shown once: the stored answer to a repeated request lacks it.

use std::marker::PhantomData;

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Documented};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use platform::problem::{Problem, Result};
use platform::{Created, Tx};
use schemars::JsonSchema;
use serde::Serialize;

/// A 201 whose body is not what is stored for repetitions.
#[derive(Debug)]
pub struct Once<T> {
    response: Response,
    body: PhantomData<T>,
}

impl<T: Serialize> Once<T> {
    /// Commits with `stored` as the answer to repetitions, and answers `shown`.
    pub async fn created(tx: Tx, location: String, version: i64, stored: T, shown: &T) -> Result<Self> {
        let bytes = serde_json::to_vec(shown).map_err(Problem::internal)?;
        let mut response = tx.created(location, version, stored).await?.into_response();
        *response.body_mut() = Body::from(bytes);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(Self { response, body: PhantomData })
    }
}

impl<T> IntoResponse for Once<T> {
    fn into_response(self) -> Response {
        self.response
    }
}

impl<T: JsonSchema> OperationOutput for Once<T> {
    type Inner = T;
    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Documented> {
        Created::<T>::operation_response(ctx, operation)
    }
    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Documented)> {
        Created::<T>::inferred_responses(ctx, operation)
    }
}

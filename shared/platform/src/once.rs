//! Answers with a secret that is shown once: the stored answer to a repeated request lacks it.

use std::marker::PhantomData;

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Documented};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde::Serialize;

use crate::http::{Created, Reply};
use crate::problem::{Problem, Result};
use crate::tx::Tx;

/// An answer like `R`, whose body is not what is stored for repetitions. What is stored must lack the secret: it is kept in
/// clear for as long as a request may be repeated.
#[derive(Debug)]
pub struct Once<R> {
    response: Response,
    like: PhantomData<R>,
}

impl<R: IntoResponse> Once<R> {
    fn showing(reply: R, shown: Vec<u8>) -> Self {
        let mut response = reply.into_response();
        *response.body_mut() = Body::from(shown);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Self { response, like: PhantomData }
    }
}

impl<T: Serialize> Once<Created<T>> {
    /// Commits with `stored` as the answer to repetitions, and answers 201 with `shown`.
    pub async fn created(tx: Tx, location: String, version: i64, stored: T, shown: &T) -> Result<Self> {
        let bytes = serde_json::to_vec(shown).map_err(Problem::internal)?;
        Ok(Self::showing(tx.created(location, version, stored).await?, bytes))
    }
}

impl<T: Serialize> Once<Reply<T>> {
    /// Commits with `stored` as the answer to repetitions, and answers 200 with `shown` and its version.
    pub async fn reply(tx: Tx, version: i64, stored: T, shown: &T) -> Result<Self> {
        let bytes = serde_json::to_vec(shown).map_err(Problem::internal)?;
        Ok(Self::showing(tx.reply(version, stored).await?, bytes))
    }

    /// The same for something without a version.
    pub async fn reply_plain(tx: Tx, stored: T, shown: &T) -> Result<Self> {
        let bytes = serde_json::to_vec(shown).map_err(Problem::internal)?;
        Ok(Self::showing(tx.reply_plain(stored).await?, bytes))
    }
}

impl<R> IntoResponse for Once<R> {
    fn into_response(self) -> Response {
        self.response
    }
}

impl<R: OperationOutput> OperationOutput for Once<R> {
    type Inner = R::Inner;
    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Documented> {
        R::operation_response(ctx, operation)
    }
    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Documented)> {
        R::inferred_responses(ctx, operation)
    }
}

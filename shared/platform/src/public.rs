//! What is answered to people nobody knows, such as whoever fills in a form on a web page.
//!
//! They send no access token, so nothing says which organisation they mean but the address they use. A handler opens the
//! organisation an address names as it would for anybody else, with row-level security hiding all others, and has to find
//! there what the address stands for before it does anything.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use kernel::OrgId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::problem::{Problem, Result};
use crate::service::State;
use crate::tx::Tx;

/// Somebody nobody knows.
#[derive(Debug)]
pub struct Stranger {
    state: Arc<State>,
}

impl Stranger {
    /// A transaction in the organisation they name; in the journal, `part` of the suite acts for them. None when there is no
    /// such organisation, which must look to them as if the thing they ask for were not there. Commit it with
    /// [`Tx::commit_now`].
    pub async fn begin(&self, org: OrgId, part: &str) -> Result<Option<Tx>> {
        Tx::for_stranger(&self.state, org, part).await
    }
}

impl FromRequestParts<Arc<State>> for Stranger {
    type Rejection = Problem;

    async fn from_request_parts(_: &mut Parts, state: &Arc<State>) -> Result<Self> {
        Ok(Self { state: Arc::clone(state) })
    }
}

impl aide::OperationInput for Stranger {}

/// It arrived: 200 with a body, or 303 to where a browser goes next.
#[derive(Debug)]
pub struct Thanks<T> {
    /// What programs are told.
    pub body: T,
    /// Where a browser goes next.
    pub continue_at: Option<String>,
}

impl<T: Serialize> IntoResponse for Thanks<T> {
    fn into_response(self) -> Response {
        match self.continue_at.map(|address| HeaderValue::from_str(&address)) {
            Some(Ok(address)) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
            Some(Err(error)) => Problem::internal(error).into_response(),
            None => axum::Json(self.body).into_response(),
        }
    }
}

impl<T: JsonSchema> aide::OperationOutput for Thanks<T> {
    type Inner = T;
    fn operation_response(
        ctx: &mut aide::generate::GenContext,
        operation: &mut aide::openapi::Operation,
    ) -> Option<aide::openapi::Response> {
        axum::Json::<T>::operation_response(ctx, operation)
    }
    fn inferred_responses(
        ctx: &mut aide::generate::GenContext,
        operation: &mut aide::openapi::Operation,
    ) -> Vec<(Option<u16>, aide::openapi::Response)> {
        Self::operation_response(ctx, operation).map(|response| (Some(200), response)).into_iter().collect()
    }
}

/// Lets the pages of any site read the answer: it holds nothing that is not for everybody.
pub(crate) async fn readable_anywhere(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

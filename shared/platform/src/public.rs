//! What is answered to people nobody knows, such as whoever fills in a form on a web page, or reads what was sent to them.
//!
//! They send no access token, so nothing says which organisation they mean but the address they use. A handler opens the
//! organisation an address names as it would for anybody else, with row-level security hiding all others, and has to find
//! there what the address stands for before it does anything. Where the address is itself the proof, it holds a
//! [`Secret`], of which the service keeps the hash and nothing else.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::OrgId;
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, Result};
use crate::service::State;
use crate::tx::{Db, Tx};

/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;
/// Under which the gateway says from which address somebody unknown asks. It takes the header away from whoever sends it.
const CLIENT: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What an address proves with: an organisation, and 256 random bits that are found there by their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Whose rows may be seen at all.
    pub org: OrgId,
    /// SHA-256 of the random bits.
    pub hash: [u8; 32],
}

impl Secret {
    /// A new secret: the text that goes into an address, told once, and what is kept of it.
    pub fn make(org: OrgId) -> (String, Self) {
        let bytes: [u8; SECRET_BYTES] = rand::random();
        (format!("{org}.{}", hex::encode(bytes)), Self { org, hash: Sha256::digest(bytes).into() })
    }

    /// What the text in an address names; none when it is none of ours.
    pub fn read(text: &str) -> Option<Self> {
        let (org, secret) = text.split_once('.')?;
        let bytes: [u8; SECRET_BYTES] = hex::decode(secret).ok()?.try_into().ok()?;
        Some(Self { org: org.parse().ok()?, hash: Sha256::digest(bytes).into() })
    }
}

/// Somebody nobody knows.
#[derive(Debug)]
pub struct Stranger {
    state: Arc<State>,
    /// The address they ask from, as the gateway says; none when the service was asked directly.
    pub address: Option<IpAddr>,
}

impl Stranger {
    /// Looks into the organisation they name. None when there is no such organisation, which must look to them as if the
    /// thing they ask for were not there.
    pub async fn read(&self, org: OrgId) -> Result<Option<Db>> {
        Db::for_stranger(&self.state, org).await
    }

    /// Where people reach the installation; none when nobody said.
    pub fn links_url(&self) -> Option<&str> {
        self.state.links_url.as_deref()
    }

    /// A transaction in the organisation they name; in the journal, `part` of the suite acts for them. None as with
    /// [`Stranger::read`]. Commit it with [`Tx::commit_now`].
    pub async fn begin(&self, org: OrgId, part: &str) -> Result<Option<Tx>> {
        Tx::for_stranger(&self.state, org, part).await
    }
}

impl FromRequestParts<Arc<State>> for Stranger {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self> {
        let address = parts.headers.get(&CLIENT).and_then(|value| value.to_str().ok());
        Ok(Self { state: Arc::clone(state), address: address.and_then(|text| text.trim().parse().ok()) })
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

/// What is answered to whoever sent the form of a web page, or sent the same as a program.
#[derive(Debug)]
pub enum Answered<T> {
    /// 200 with a body, or 303.
    Told(Thanks<T>),
    /// A page that a browser shows.
    Page(Response),
}

impl<T: Serialize> IntoResponse for Answered<T> {
    fn into_response(self) -> Response {
        match self {
            Self::Told(thanks) => thanks.into_response(),
            Self::Page(page) => page,
        }
    }
}

impl<T: JsonSchema> aide::OperationOutput for Answered<T> {
    type Inner = T;
    fn operation_response(
        ctx: &mut aide::generate::GenContext,
        operation: &mut aide::openapi::Operation,
    ) -> Option<aide::openapi::Response> {
        Thanks::<T>::operation_response(ctx, operation)
    }
    fn inferred_responses(
        ctx: &mut aide::generate::GenContext,
        operation: &mut aide::openapi::Operation,
    ) -> Vec<(Option<u16>, aide::openapi::Response)> {
        Thanks::<T>::inferred_responses(ctx, operation)
    }
}

/// Lets the pages of any site read the answer: it holds nothing that is not for everybody who has the address, and no
/// browser sends anything with such a request that would open more. An address that is a secret is told to nobody else.
pub(crate) async fn readable_anywhere(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_back_and_no_two_are_alike() {
        let org = OrgId::new();
        let (text, secret) = Secret::make(org);
        assert_eq!(Secret::read(&text), Some(secret.clone()));
        assert_ne!(Secret::make(org).1, secret);
        assert_ne!(
            Secret::read(&text.replace(&org.to_string(), &OrgId::new().to_string())).map(|one| one.org),
            Some(org)
        );
    }

    #[test]
    fn what_is_no_secret_names_nothing() {
        let (text, _) = Secret::make(OrgId::new());
        for wrong in ["", ".", "x.y", &text[1..], &text[..text.len() - 1], &format!("{text}00"), &text.replace('.', "")]
        {
            assert_eq!(Secret::read(wrong), None, "{wrong}");
        }
    }
}

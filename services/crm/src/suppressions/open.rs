//! Unsubscribing, by whoever has the address of a mail (RFC 8058): mail programs post to it, people press a button. Looking
//! at it changes nothing, since mail servers look at every address they see.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path as Segment, State as Shared};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use contracts::crm::mail::SuppressionReason;
use http::{HeaderMap, StatusCode, header};
use platform::public::Stranger;
use platform::service::State;
use platform::{Problem, Result};

use super::link::Link;
use crate::mails::people_of;
use crate::{enrolments, mails};

/// Who caused it, in the journal: `system:unsubscribe`.
const PART: &str = "unsubscribe";

/// What answers without a log-in.
pub fn open_routes() -> Router<Arc<State>> {
    Router::new().route("/v1/public/unsubscribes/{link}", get(ask).post(unsubscribe))
}

/// A page in the languages the product speaks: nobody knows which one a stranger reads.
fn page(status: StatusCode, lines: &[&str], button: Option<&str>) -> Response {
    let lines = lines.iter().fold(String::new(), |all, line| all + "<p>" + line + "</p>");
    let form = button.map_or(String::new(), |text| format!("<form method=\"post\"><button>{text}</button></form>"));
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Gerinc</title><body style=\"font:1rem system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem\">{lines}{form}"
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
    ];
    (status, headers, Html(html)).into_response()
}

fn unknown() -> Response {
    page(StatusCode::NOT_FOUND, &["This link is not valid.", "Ez a hivatkozás nem érvényes."], None)
}

async fn ask(Shared(state): Shared<Arc<State>>, Segment(text): Segment<String>) -> Response {
    if Link::read(&state.sealer, &text).is_none() {
        return unknown();
    }
    let lines = ["Do you want no more of these mails?", "Nem kér több ilyen levelet?"];
    page(StatusCode::OK, &lines, Some("Unsubscribe / Leiratkozás"))
}

async fn unsubscribe(
    Shared(state): Shared<Arc<State>>,
    stranger: Stranger,
    Segment(text): Segment<String>,
    headers: HeaderMap,
) -> Response {
    let Some(link) = Link::read(&state.sealer, &text) else { return unknown() };
    match take_off(&stranger, link).await {
        Ok(true) if wants_html(&headers) => {
            let lines = ["You will get no more of these mails.", "Nem kap több ilyen levelet."];
            page(StatusCode::OK, &lines, None)
        }
        Ok(true) => StatusCode::OK.into_response(),
        Ok(false) => unknown(),
        Err(problem) => problem.into_response(),
    }
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

async fn take_off(stranger: &Stranger, link: Link) -> Result<bool> {
    let Some(mut tx) = stranger.begin(link.org, PART).await? else { return Ok(false) };
    let Some(mail) = mails::store::get(&mut tx, link.mail_id).await? else { return Ok(false) };
    let address = mail.image.to.first().cloned().ok_or_else(|| Problem::internal("a mail to nobody"))?;
    super::add(&mut tx, &address, SuppressionReason::Unsubscribed, Some(link.mail_id)).await?;
    enrolments::unsubscribed(&mut tx, &mail).await?;
    enrolments::look_again(&mut tx, &people_of(&mail.image.about)).await?;
    tx.commit_now().await?;
    Ok(true)
}

//! The worker that calls webhooks.
//!
//! An attempt is two transactions with the call between them: take it for a while, and write down what came of it. Nobody is
//! followed elsewhere, only so much of an answer is read, and the address that was looked at is the one that is called, so
//! that nobody reaches by a webhook what only this machine or its network can reach.

use std::net::SocketAddr;
use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use contracts::crm::automations::{FailedDelivery, WebhookDeliveryFailed};
use platform::jobs::{RunSteps, Steps};
use platform::{Problem, Result};
use reqwest::{Client, Url, redirect};
use tokio::net::lookup_host;
use uuid::Uuid;

use super::deliveries::{self, Attempt, Claimed, WebhookDeliveryStatus};
use super::model::next_attempt;
use super::sign;
use super::store::{self, Target};
use crate::mails::reach::is_public;

/// Calls made in one run for one organisation; the rest waits for the next.
const MOST_A_RUN: usize = 50;
/// How long one run may take for one organisation.
const RUN_LIMIT: Duration = Duration::from_secs(20);
/// How long a worker has a call for itself: longer than one can take.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// How long finding and reaching the other end may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// How long a call may take in all.
const CALL_LIMIT: Duration = Duration::from_secs(15);
/// Most bytes of an answer that are read.
const MOST_READ: usize = 16 * 1024;
/// Most characters of an answer that are kept.
const MOST_KEPT: usize = 500;

/// Calls webhooks.
#[derive(Debug)]
pub struct CallWebhooks;

impl RunSteps for CallWebhooks {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(work(steps))
    }
}

async fn work(steps: Steps) -> Result<()> {
    let began = Instant::now();
    // A webhook that did not answer is left alone until the next run, so that it holds up no others.
    let mut left_out: Vec<Uuid> = Vec::new();
    for _ in 0..MOST_A_RUN {
        if steps.stopping() || began.elapsed() > RUN_LIMIT {
            break;
        }
        let mut tx = steps.begin().await?;
        let Some(claimed) = deliveries::claim(&mut tx, LEASE, &left_out).await? else { break };
        let target = store::target(&mut tx, &steps.state().sealer, claimed.webhook_id).await;
        tx.commit_now().await?;
        let attempt = match target {
            Ok(target) if !target.active => {
                Attempt { error: Some("The webhook is not used any more.".to_owned()), ..Attempt::default() }
            }
            Ok(target) => call(&target, &claimed, steps.state().private_webhooks).await,
            Err(problem) if problem.is_transient() => return Err(problem),
            Err(problem) => {
                tracing::error!(webhook.id = %claimed.webhook_id, %problem, "the address of a webhook cannot be read");
                let error = "Its address cannot be read with the key of the installation; give it again.";
                Attempt { error: Some(error.to_owned()), ..Attempt::default() }
            }
        };
        if attempt.status.is_none() {
            left_out.push(claimed.webhook_id.as_uuid());
        }
        record(&steps, &claimed, &attempt).await?;
    }
    Ok(())
}

/// Writes down what came of an attempt, and when the next one is.
async fn record(steps: &Steps, claimed: &Claimed, attempt: &Attempt) -> Result<()> {
    let mut tx = steps.begin().await?;
    let now = tx.now;
    let (status, due_at) = match (&attempt.error, next_attempt(claimed.attempts, now, claimed.give_up_at)) {
        (None, _) => (WebhookDeliveryStatus::Delivered, now),
        (Some(_), Some(next)) => (WebhookDeliveryStatus::Waiting, next),
        (Some(_), None) => (WebhookDeliveryStatus::Failed, now),
    };
    let recorded = deliveries::record(&mut tx, claimed, attempt, (status, due_at)).await?;
    if recorded && status == WebhookDeliveryStatus::Failed {
        let delivery = FailedDelivery {
            webhook_delivery_id: claimed.webhook_delivery_id,
            webhook_id: claimed.webhook_id,
            run_id: claimed.run_id,
            attempts: claimed.attempts,
            error: attempt.error.clone().unwrap_or_default(),
        };
        tx.publish(claimed.version + 1, &WebhookDeliveryFailed { delivery })?;
    }
    tx.commit_now().await
}

async fn call(target: &Target, claimed: &Claimed, private: bool) -> Attempt {
    match tokio::time::timeout(CALL_LIMIT, attempt(target, claimed, private)).await {
        Ok(Ok(attempt)) => attempt,
        Ok(Err(error)) => Attempt { error: Some(error), ..Attempt::default() },
        Err(_) => {
            let error = format!("It did not answer within {} seconds.", CALL_LIMIT.as_secs());
            Attempt { error: Some(error), ..Attempt::default() }
        }
    }
}

/// Where the other end is, as far as it may be called.
async fn find(url: &Url, private: bool) -> std::result::Result<Vec<SocketAddr>, String> {
    let host = url.host_str().ok_or("The address names no host.")?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port = url.port_or_known_default().ok_or("The address names no port.")?;
    let found = tokio::time::timeout(CONNECT_LIMIT, lookup_host((host, port))).await;
    let found = found.map_err(|_late| format!("{host} was not found in time."))?;
    let found = found.map_err(|error| format!("{host} is not found: {error}."))?;
    let (allowed, refused): (Vec<_>, Vec<_>) = found.partition(|address| private || is_public(address.ip()));
    match (allowed.is_empty(), refused.is_empty()) {
        (false, _) => Ok(allowed),
        (true, true) => Err(format!("{host} has no address.")),
        (true, false) => Err(format!(
            "{host} is at a private address; only an installation started with --private-webhooks calls those."
        )),
    }
}

/// The client for one call: it goes to these addresses whatever the name says by then, and nowhere else.
fn client(url: &Url, found: &[SocketAddr]) -> std::result::Result<Client, String> {
    // Whoever installed one before was first; it is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_LIMIT)
        .timeout(CALL_LIMIT)
        .resolve_to_addrs(url.host_str().unwrap_or_default(), found)
        .user_agent(concat!("gerinc/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| error.to_string())
}

async fn attempt(target: &Target, claimed: &Claimed, private: bool) -> std::result::Result<Attempt, String> {
    if target.url.scheme() != "https" && !private {
        return Err("Only an installation started with --private-webhooks calls addresses without https.".to_owned());
    }
    let found = find(&target.url, private).await?;
    let id = claimed.webhook_delivery_id.to_string();
    let timestamp = now();
    let signature = sign::signature(&target.key, &id, timestamp, &claimed.body);
    let signature = signature.map_err(|problem: Problem| problem.detail().to_owned())?;
    let mut response = client(&target.url, &found)?
        .post(target.url.clone())
        .header("content-type", "application/json")
        .header("webhook-id", &id)
        .header("webhook-timestamp", timestamp.to_string())
        .header("webhook-signature", signature)
        .body(claimed.body.clone())
        .send()
        .await
        .map_err(|error| reached(&error.without_url()))?;
    let status = response.status();
    let mut read: Vec<u8> = Vec::new();
    while read.len() < MOST_READ {
        match response.chunk().await {
            Ok(Some(chunk)) => read.extend(chunk.iter().take(MOST_READ - read.len())),
            Ok(None) => break,
            Err(error) => return Err(reached(&error.without_url())),
        }
    }
    let answer: String = String::from_utf8_lossy(&read).replace('\0', "").chars().take(MOST_KEPT).collect();
    let error = if status.is_success() {
        None
    } else if status.is_redirection() {
        Some(format!("It answered {status} and sends elsewhere, where nobody follows; set the address right."))
    } else {
        Some(format!("It answered {status}."))
    };
    Ok(Attempt {
        status: Some(i32::from(status.as_u16())),
        answer: Some(answer).filter(|text| !text.is_empty()),
        error,
    })
}

/// Why the other end was not reached, with what lies behind it.
fn reached(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text.chars().take(MOST_KEPT).collect()
}

/// The moment of the attempt, in seconds: what is signed is when it is sent, not when the worker began.
#[expect(
    clippy::disallowed_methods,
    reason = "receivers compare it with their clock, so it is the clock of this attempt"
)]
fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_private_address_needs_leave_however_it_is_written() {
        for text in [
            "https://127.0.0.1/",
            "https://localhost/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
        ] {
            let url = Url::parse(text).unwrap();
            let refused = find(&url, false).await.unwrap_err();
            assert!(refused.contains("private address"), "{text}: {refused}");
            assert!(find(&url, true).await.is_ok(), "{text}");
        }
    }
}

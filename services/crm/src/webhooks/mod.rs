//! Webhooks: addresses of other programs that rules call.
//!
//! ```text
//! waiting --answered with 2xx--> delivered
//!    ^ '-- otherwise: waits longer each time, for three days --> failed
//!    '----------------------- sent again by hand ------------------'
//! ```
//!
//! A call is a row that is written in the transaction of the run and sent by a worker ([`send`]), signed as Standard Webhooks
//! says ([`sign`]). It may come twice, when a worker dies between sending and writing that down; its `webhook-id` is the same
//! then. The address and the key are sealed with the key of the installation, since either may let somebody in.

pub mod http;
pub mod model;
pub mod send;
pub mod sign;
pub mod store;

pub use self::store::deliveries;

use kernel::{AutomationRunId, WebhookDeliveryId, WebhookId};
use platform::{Kind, Problem, Result, Tx};

/// Most bytes of a call.
const MOST_BYTES: usize = 256 * 1024;

/// Has another program told something.
///
/// # Errors
/// When the webhook is not there or not used, or there is too much to tell.
pub async fn call(tx: &mut Tx, webhook: WebhookId, run: AutomationRunId, body: String) -> Result<WebhookDeliveryId> {
    let found = store::get(tx, webhook).await?.ok_or_else(|| Problem::not_found("webhook"))?;
    if !found.image.active {
        return Err(Problem::new(Kind::Conflict, "webhook-not-used", "The webhook is not used any more."));
    }
    if body.len() > MOST_BYTES {
        let detail = format!("What is told would have {} bytes; at most {MOST_BYTES} are sent.", body.len());
        return Err(Problem::new(Kind::TooLarge, "webhook-too-large", detail));
    }
    let id = WebhookDeliveryId::new();
    let give_up_at = tx.now + model::GIVE_UP_AFTER;
    deliveries::insert(tx, id, (webhook, run), &body, give_up_at).await?;
    Ok(id)
}

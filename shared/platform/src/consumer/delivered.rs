//! Messages as they come from the stream.

use async_nats::jetstream::{AckKind, Message};
use contracts::Envelope;

use super::letters;
use super::runner::Error;
use crate::bus;

/// A message with what was read from it.
pub(super) struct Delivered {
    pub message: Message,
    pub stream_seq: u64,
    pub deliveries: i64,
    pub envelope: Option<Envelope>,
    /// Why there is no envelope.
    pub undecodable: Option<String>,
}

/// Waits for work on messages, and tells the server meanwhile that they are not lost.
pub(super) async fn keep_alive<T>(delivered: &[Delivered], work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(bus::ACK_WAIT / 3, work.as_mut()).await {
            Ok(done) => return done,
            Err(_) => {
                for one in delivered {
                    // The acknowledgement of one that is settled already was first, and the server ignores this one.
                    let _ = one.message.ack_with(AckKind::Progress).await;
                }
            }
        }
    }
}

impl Delivered {
    pub fn read(message: Message) -> Result<Self, Error> {
        let info = message.info()?;
        let (stream_seq, deliveries) = (info.stream_sequence, info.delivered);
        let (envelope, undecodable) = match Envelope::from_slice(&message.payload) {
            Ok(envelope) => match header_mismatch(&message, &envelope) {
                None => (Some(envelope), None),
                Some(what) => (None, Some(what)),
            },
            Err(error) => (None, Some(error.to_string())),
        };
        Ok(Self { message, stream_seq, deliveries, envelope, undecodable })
    }

    pub fn letter<'a>(&'a self, reason: &'a str, error: &'a str, attempts: i32) -> letters::NewLetter<'a> {
        letters::NewLetter {
            stream_seq: self.stream_seq,
            envelope: self.envelope.as_ref(),
            headers: self.message.headers.as_ref(),
            raw: &self.message.payload,
            reason,
            error,
            attempts,
        }
    }
}

/// The organisation and the id stand in the headers too; a message whose two halves disagree belongs to nobody.
fn header_mismatch(message: &Message, envelope: &Envelope) -> Option<String> {
    let headers = message.headers.as_ref()?;
    for (name, wanted) in [("ce-orgid", envelope.orgid.to_string()), ("ce-id", envelope.id.to_string())] {
        if let Some(found) = headers.get(name)
            && found.as_str() != wanted
        {
            return Some(format!("header {name} says {found}, the envelope says {wanted}"));
        }
    }
    None
}

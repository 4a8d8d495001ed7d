//! Whether a database holds everything that was acknowledged on its behalf, or was restored to an earlier moment.

use std::collections::BTreeMap;
use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, pull};
use async_nats::jetstream::stream::Stream;
use contracts::Envelope;
use futures::StreamExt;
use kernel::OrgId;
use uuid::Uuid;

use super::inbox::Inbox;
use crate::db::Mode;
use crate::problem::Result;

/// Messages looked at in one go.
const BATCH: usize = 1000;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Events of one organisation, as columns.
#[derive(Default)]
struct Sent {
    aggregates: Vec<Uuid>,
    seqs: Vec<i64>,
    events: Vec<Uuid>,
}

/// Whether every message after `from` up to `to` is applied here, or put aside.
pub(crate) async fn is_settled(inbox: &Inbox, stream: &Stream, from: u64, to: u64) -> Result<bool, Error> {
    let config = pull::Config {
        ack_policy: AckPolicy::None,
        inactive_threshold: Duration::from_secs(30),
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: from + 1 },
        ..pull::Config::default()
    };
    let reader = stream.create_consumer(config).await?;
    let mut last = from;
    while last < to {
        let mut messages = reader.fetch().max_messages(BATCH).messages().await?;
        let mut by_org: BTreeMap<OrgId, Sent> = BTreeMap::new();
        let mut got = 0_usize;
        while let Some(message) = messages.next().await {
            let message = message?;
            got += 1;
            last = message.info()?.stream_sequence;
            if last > to {
                break;
            }
            // What cannot be read is in the dead letters; when it is not, its aggregate has a gap and asks for it.
            if let Ok(envelope) = Envelope::from_slice(&message.payload) {
                let sent = by_org.entry(envelope.orgid).or_default();
                sent.aggregates.push(envelope.subject);
                sent.seqs.push(envelope.aggregateseq);
                sent.events.push(envelope.id.as_uuid());
            }
        }
        for (org, sent) in by_org {
            if is_missing(inbox, org, &sent).await? {
                return Ok(false);
            }
        }
        if got == 0 {
            break;
        }
    }
    Ok(true)
}

async fn is_missing(inbox: &Inbox, org: OrgId, sent: &Sent) -> Result<bool> {
    let mut tx = inbox.state.db.begin(org, Mode::Read).await?;
    let missing = sqlx::query_scalar(
        "select exists (
           select 1 from unnest($3::uuid[], $4::bigint[], $5::uuid[]) as sent(aggregate, seq, event)
            where not exists (select 1 from consumer_marks mark
                               where mark.org_id = $1 and mark.consumer = $2 and mark.aggregate_id = sent.aggregate
                                 and mark.last_seq >= sent.seq)
              and not exists (select 1 from dead_letters letter
                               where letter.org_id = $1 and letter.consumer = $2
                                 and letter.aggregate_id = sent.aggregate and letter.event_id = sent.event))",
    )
    .bind(org.as_uuid())
    .bind(&inbox.consumer)
    .bind(&sent.aggregates)
    .bind(&sent.seqs)
    .bind(&sent.events)
    .fetch_one(&mut *tx)
    .await?;
    Ok(missing)
}

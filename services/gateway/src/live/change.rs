//! What is told of an event: that a thing changed, and who did it. What it is now is asked of the service that owns it,
//! which knows best what the asker may see.

use std::borrow::Cow;
use std::sync::Arc;

use kernel::OrgId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something changed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LiveChange")]
pub(super) struct Change<'a> {
    /// Type of the event with its version, e.g. `crm.deal.won.v1`.
    #[serde(rename = "type")]
    event_type: &'a str,
    /// The thing that changed.
    id: &'a str,
    /// Its version after the change.
    version: i64,
    /// When, in UTC.
    time: &'a str,
    /// Who: `member:<id>`, `api_key:<id>` or `system:<service>`.
    actor: &'a str,
    /// The same for everything that followed from one first cause.
    correlation_id: &'a str,
}

/// The part of an envelope that is told. The payload is skipped, not read.
#[derive(Deserialize)]
struct Seen<'a> {
    #[serde(rename = "type", borrow)]
    event_type: Cow<'a, str>,
    #[serde(borrow)]
    subject: Cow<'a, str>,
    #[serde(borrow)]
    time: Cow<'a, str>,
    orgid: OrgId,
    #[serde(borrow)]
    actor: Cow<'a, str>,
    aggregateseq: i64,
    #[serde(borrow)]
    correlationid: Cow<'a, str>,
}

/// Whose change it is and what is told of it; none for what is no event.
pub(super) fn read(message: &[u8]) -> Option<(OrgId, Arc<str>)> {
    let seen: Seen<'_> = serde_json::from_slice(message).ok()?;
    let change = Change {
        event_type: &seen.event_type,
        id: &seen.subject,
        version: seen.aggregateseq,
        time: &seen.time,
        actor: &seen.actor,
        correlation_id: &seen.correlationid,
    };
    Some((seen.orgid, serde_json::to_string(&change).ok()?.into()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_payload_is_not_told() {
        let org = OrgId::new();
        let envelope = json!({
            "specversion": "1.0", "id": "01", "source": "/gerinc/crm", "type": "crm.deal.won.v1", "subject": "d-1",
            "time": "2026-11-25T10:00:00Z", "datacontenttype": "application/json", "orgid": org, "actor": "member:m-1",
            "aggregatetype": "deal", "aggregateseq": 4, "epoch": 0, "correlationid": "c-1", "more": [1],
            "data": { "secret": true },
        });
        let (whose, told) = read(envelope.to_string().as_bytes()).unwrap();
        assert_eq!(whose, org);
        let told: Value = serde_json::from_str(&told).unwrap();
        let expected = json!({
            "type": "crm.deal.won.v1", "id": "d-1", "version": 4, "time": "2026-11-25T10:00:00Z",
            "actor": "member:m-1", "correlation_id": "c-1",
        });
        assert_eq!(told, expected);
        assert!(read(b"{}").is_none());
        assert!(read(b"\xff").is_none());
    }
}

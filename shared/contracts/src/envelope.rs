//! The envelope: CloudEvents 1.0 in structured JSON, with the extensions the suite needs.
//!
//! Source: CloudEvents specification 1.0.2; trace context: W3C Trace Context level 1 and the CloudEvents distributed
//! tracing extension.

use chrono::{DateTime, Utc};
use kernel::{EventId, OrgId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{Event, event_type};

/// Who caused an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Actor {
    /// A person who is a member of the organisation.
    Member(Uuid),
    /// A program with an API key.
    ApiKey(Uuid),
    /// The suite itself, by the clock or as a reaction; names the part, e.g. `projects`.
    System(String),
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Member(id) => write!(f, "member:{id}"),
            Self::ApiKey(id) => write!(f, "api_key:{id}"),
            Self::System(part) => write!(f, "system:{part}"),
        }
    }
}

impl TryFrom<String> for Actor {
    type Error = EnvelopeError;
    fn try_from(text: String) -> Result<Self, EnvelopeError> {
        let unknown = || EnvelopeError::Actor(text.clone());
        let (kind, rest) = text.split_once(':').ok_or_else(unknown)?;
        match kind {
            "member" => rest.parse().map(Self::Member).ok().ok_or_else(unknown),
            "api_key" => rest.parse().map(Self::ApiKey).ok().ok_or_else(unknown),
            "system" if !rest.is_empty() => Ok(Self::System(rest.to_owned())),
            _ => Err(unknown()),
        }
    }
}

/// Why a message is not one of our events.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// Not JSON, or a required attribute is missing or malformed.
    #[error("not an event envelope: {0}")]
    Envelope(#[source] serde_json::Error),
    /// `specversion` is not 1.0.
    #[error("CloudEvents version {0} is not understood, only 1.0")]
    SpecVersion(String),
    /// `type` is not `<service>.<noun>.<fact>.v<N>`.
    #[error("{0:?} is not an event type of the form service.noun.fact.v1")]
    Type(String),
    /// The sequence of an aggregate starts at 1.
    #[error("aggregateseq is {0}, it starts at 1")]
    Sequence(i64),
    /// `actor` is not `member:`, `api_key:` or `system:` with what follows.
    #[error("{0:?} is not an actor")]
    Actor(String),
    /// The payload does not have the shape its type promises.
    #[error("payload of {event_type}: {source}")]
    Payload {
        /// The promised type.
        event_type: String,
        /// What was wrong with it.
        source: serde_json::Error,
    },
}

/// One event as it is published: CloudEvents attributes and the payload, still undecoded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Envelope {
    /// Always `1.0`.
    pub specversion: String,
    /// Unique id of the event; also the message id NATS deduplicates by.
    pub id: EventId,
    /// Who published it: `/gerinc/crm`.
    pub source: String,
    /// Type with version, e.g. `crm.deal.won.v1`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Id of the aggregate.
    pub subject: Uuid,
    /// When it happened.
    pub time: DateTime<Utc>,
    /// Always `application/json`.
    pub datacontenttype: String,
    /// Organisation it belongs to.
    pub orgid: OrgId,
    /// Who caused it.
    pub actor: Actor,
    /// Kind of the aggregate, e.g. `deal`.
    pub aggregatetype: String,
    /// Place in the aggregate's sequence: gapless from 1, equal to the version of the row after the change.
    pub aggregateseq: i64,
    /// Grows when a publisher was restored from a backup, so that a second history can be told from the first.
    pub epoch: i32,
    /// Given at the first cause and kept through every reaction to it.
    pub correlationid: Uuid,
    /// The event this one reacts to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causationid: Option<EventId>,
    /// W3C trace context of the request or reaction that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// W3C trace state that came with the request, for the tracing system of whoever sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracestate: Option<String>,
    /// The payload; decode it with [`Envelope::decode`].
    pub data: Box<RawValue>,
}

impl Envelope {
    /// Reads an envelope from bytes and checks what every event must satisfy.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let envelope: Self = serde_json::from_slice(bytes).map_err(EnvelopeError::Envelope)?;
        if envelope.specversion != "1.0" {
            return Err(EnvelopeError::SpecVersion(envelope.specversion));
        }
        if event_type(&envelope.event_type).is_none() {
            return Err(EnvelopeError::Type(envelope.event_type));
        }
        if envelope.aggregateseq < 1 {
            return Err(EnvelopeError::Sequence(envelope.aggregateseq));
        }
        Ok(envelope)
    }

    /// Whether this is an event of type `E`.
    pub fn is<E: Event>(&self) -> bool {
        self.event_type == E::TYPE
    }

    /// The payload as `E`. Fields that `E` does not know are ignored, so a newer publisher is understood.
    pub fn decode<E: Event>(&self) -> Result<E, EnvelopeError> {
        serde_json::from_str(self.data.get())
            .map_err(|source| EnvelopeError::Payload { event_type: self.event_type.clone(), source })
    }
}

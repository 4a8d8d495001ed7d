//! What a service writes: one async function per event it understands, or one per batch for a projection.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::{Actor, Envelope, Event, event_type};
use kernel::{EventId, OrgId};

use super::Outcome;
use crate::problem::{Kind, Problem, Result};
use crate::tx::Tx;

/// An event as a reaction receives it.
#[derive(Debug)]
pub struct Received<E> {
    /// The payload.
    pub data: E,
    /// Its id; derive ids that must be the same on every retry from it or from the aggregate.
    pub id: EventId,
    /// The organisation; the transaction is already opened for it.
    pub org: OrgId,
    /// When it happened.
    pub time: DateTime<Utc>,
    /// Its place in the aggregate's sequence.
    pub seq: i64,
    /// Who caused it.
    pub actor: Actor,
    /// The event it reacts to itself, when it does.
    pub cause: Option<EventId>,
}

/// An async function that reacts to an event: `async fn deal_won(tx: &mut Tx, event: Received<DealWon>) -> Result<Outcome>`.
pub trait React<'a, E>: Send + Sync {
    /// The running reaction.
    type Running: Future<Output = Result<Outcome>> + Send + 'a;
    /// Starts it.
    fn react(&self, tx: &'a mut Tx, event: Received<E>) -> Self::Running;
}

impl<'a, E, F, R> React<'a, E> for F
where
    F: Fn(&'a mut Tx, Received<E>) -> R + Send + Sync,
    R: Future<Output = Result<Outcome>> + Send + 'a,
{
    type Running = R;
    fn react(&self, tx: &'a mut Tx, event: Received<E>) -> R {
        self(tx, event)
    }
}

/// An async function that applies several events of one organisation at once, in order: a projection.
/// `async fn apply(tx: &mut Tx, events: Arc<[Envelope]>) -> Result<Outcome>`.
pub trait BatchReact<'a>: Send + Sync {
    /// The running reaction.
    type Running: Future<Output = Result<Outcome>> + Send + 'a;
    /// Starts it.
    fn react(&self, tx: &'a mut Tx, events: Arc<[Envelope]>) -> Self::Running;
}

impl<'a, F, R> BatchReact<'a> for F
where
    F: Fn(&'a mut Tx, Arc<[Envelope]>) -> R + Send + Sync,
    R: Future<Output = Result<Outcome>> + Send + 'a,
{
    type Running = R;
    fn react(&self, tx: &'a mut Tx, events: Arc<[Envelope]>) -> R {
        self(tx, events)
    }
}

type Boxed<'a> = Pin<Box<dyn Future<Output = Result<Outcome>> + Send + 'a>>;
type One = Box<dyn for<'a> Fn(&'a mut Tx, &Envelope) -> Boxed<'a> + Send + Sync>;
type Many = Box<dyn for<'a> Fn(&'a mut Tx, Arc<[Envelope]>) -> Boxed<'a> + Send + Sync>;

/// How a consumer reacts to its source.
pub(crate) enum Reaction {
    /// Event by event; types that are not listed only move the marks.
    ByType(HashMap<&'static str, One>),
    /// Batch by batch.
    Batch(Many),
}

/// The reactions of a service, by source.
#[derive(Default)]
pub(crate) struct Handlers {
    by_source: HashMap<&'static str, Reaction>,
}

impl Handlers {
    /// Registers a reaction to events of type `E`.
    pub(crate) fn on<E: Event, H>(&mut self, handler: H)
    where
        H: for<'a> React<'a, E> + 'static,
    {
        let Some(source) = event_type(E::TYPE).map(|parts| parts.service) else { return };
        let one: One = Box::new(move |tx, envelope| {
            let decoded = envelope.decode::<E>();
            let (id, org, time, seq) = (envelope.id, envelope.orgid, envelope.time, envelope.aggregateseq);
            let (actor, cause) = (envelope.actor.clone(), envelope.causationid);
            match decoded {
                Ok(data) => Box::pin(handler.react(tx, Received { data, id, org, time, seq, actor, cause })),
                Err(error) => {
                    let problem = Problem::new(Kind::Invalid, "undecodable-event", error.to_string());
                    Box::pin(std::future::ready(Err(problem)))
                }
            }
        });
        if let Reaction::ByType(types) =
            self.by_source.entry(source).or_insert_with(|| Reaction::ByType(HashMap::new()))
        {
            types.insert(E::TYPE, one);
        }
    }

    /// Registers a projection of everything a source publishes.
    pub(crate) fn project<H>(&mut self, source: &'static str, handler: H)
    where
        H: for<'a> BatchReact<'a> + 'static,
    {
        let many: Many = Box::new(move |tx, events| Box::pin(handler.react(tx, events)));
        self.by_source.insert(source, Reaction::Batch(many));
    }

    /// What is reacted to, in the order of the names.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &'static str> {
        let mut sources: Vec<_> = self.by_source.keys().copied().collect();
        sources.sort_unstable();
        sources.into_iter()
    }

    pub(crate) fn into_sources(self) -> impl Iterator<Item = (&'static str, Reaction)> {
        self.by_source.into_iter()
    }
}

impl Reaction {
    /// Whether anything is done with events of this type, other than noting that they came.
    pub(crate) fn wants(&self, event_type: &str) -> bool {
        match self {
            Self::ByType(types) => types.contains_key(event_type),
            Self::Batch(_) => true,
        }
    }

    /// Applies one event. One that is reacted to, but in another version, came from a service that was deployed before this
    /// one: it waits for the release that understands it.
    pub(crate) async fn apply_one(&self, tx: &mut Tx, envelope: &Envelope) -> Result<Outcome> {
        match self {
            Self::ByType(types) => match types.get(envelope.event_type.as_str()) {
                Some(handler) => handler(tx, envelope).await,
                None if types.keys().any(|known| differ_in_version(known, &envelope.event_type)) => {
                    Ok(Outcome::NotYet("a release that understands this version of the event"))
                }
                None => Ok(Outcome::Done),
            },
            Self::Batch(handler) => handler(tx, Arc::from(vec![envelope.clone()])).await,
        }
    }
}

fn differ_in_version(known: &str, other: &str) -> bool {
    let (known, other) = (event_type(known), event_type(other));
    known.zip(other).is_some_and(|(known, other)| known.name == other.name && known.version != other.version)
}

//! One open connection: a place in what the hub knows, read as fast as the client takes it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures::Stream;
use http::{HeaderMap, HeaderName, Method, header};
use platform::Identity;
use platform::problem::{Kind, Result};
use platform::service::State;
use tokio::time::Instant;

use super::hub::{Comes, Heard, Place, Seat};
use super::position::Position;
use super::{Each, SOURCES};
use crate::access::{self, Caller};
use crate::gateway::Gateway;

/// How often a line is sent that keeps the connection open and tells the position.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often it is asked whether the session still stands. The database is asked no more often than for requests.
const RECHECK: Duration = Duration::from_secs(2);
/// For so long a connection stays open while nobody can say whether its session still stands.
const TRUSTED_FOR: Duration = Duration::from_mins(1);
/// Clients come back after one to three seconds, not all at once.
const RETRY_MS: std::ops::Range<u64> = 1_000..3_000;
/// What a caller is recognised by.
const PROOFS: [HeaderName; 2] = [header::AUTHORIZATION, header::COOKIE];

/// One open connection.
pub(super) struct Connection {
    state: Arc<State>,
    gateway: Arc<Gateway>,
    proof: HeaderMap,
    identity: Identity,
    allowed: Each<bool>,
    place: Place,
    waiting: VecDeque<Event>,
    beat_at: Instant,
    check_at: Instant,
    checked: Instant,
    _seat: Seat,
}

impl Connection {
    /// Opens one for a caller; `last` is the id they heard last, when they come back.
    pub(super) fn open(
        state: Arc<State>,
        gateway: Arc<Gateway>,
        headers: &HeaderMap,
        caller: Caller,
        last: Option<&str>,
    ) -> Result<Self> {
        let seat = gateway.live.seat(access::principal(&caller.identity.actor))?;
        let comes = last.map_or(Comes::First, |text| text.parse().map_or(Comes::Lost, Comes::Back));
        let (place, missed) = gateway.live.place(caller.identity.org, &comes);
        let of = |name: &HeaderName| headers.get(name).map(|value| (name.clone(), value.clone()));
        let (now, identity) = (Instant::now(), caller.identity);
        let mut connection = Self {
            proof: PROOFS.iter().filter_map(of).collect(),
            allowed: SOURCES.map(|(_, permission)| identity.may(permission)),
            waiting: VecDeque::new(),
            beat_at: now + HEARTBEAT,
            check_at: now + RECHECK,
            checked: now,
            _seat: seat,
            state,
            gateway,
            identity,
            place,
        };
        let retry = Duration::from_millis(rand::random_range(RETRY_MS));
        connection.waiting.push_back(with_id(Event::default().retry(retry), connection.place.position));
        if missed {
            connection.reset();
        }
        Ok(connection)
    }

    /// What the client is sent, until the session ends or the gateway stops.
    pub(super) fn into_stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        futures::stream::unfold(self, |mut connection| async move {
            let event = connection.next().await?;
            Some((Ok(event), connection))
        })
    }

    async fn next(&mut self) -> Option<Event> {
        let closing = self.gateway.live.closing().clone();
        loop {
            if closing.is_cancelled() || !self.still_stands().await {
                return None;
            }
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            match self.gateway.live.hear(&mut self.place) {
                Heard::Changes(changes) => {
                    let told = changes.into_iter().filter(|(change, _)| self.allowed[change.source]);
                    self.waiting.extend(told.map(|(change, position)| {
                        with_id(Event::default().event("change").data(change.told.as_ref()), Some(position))
                    }));
                    continue;
                }
                Heard::Missed => {
                    self.reset();
                    continue;
                }
                Heard::Nothing => {}
            }
            let now = Instant::now();
            if now >= self.beat_at {
                self.beat_at = now + HEARTBEAT;
                return Some(with_id(Event::default().comment("still here"), self.place.position));
            }
            tokio::select! {
                () = closing.cancelled() => return None,
                _ = self.place.changed.changed() => {}
                () = tokio::time::sleep_until(self.beat_at.min(self.check_at)) => {}
            }
        }
    }

    fn reset(&mut self) {
        self.waiting.push_back(with_id(Event::default().event("reset").data("{}"), self.place.position));
    }

    /// Whether whoever opened this is still who they were. Other roles end it too: the client comes back with them.
    async fn still_stands(&mut self) -> bool {
        let now = Instant::now();
        if now < self.check_at {
            return true;
        }
        self.check_at = now + RECHECK;
        match access::caller(&self.state, &self.gateway, &Method::GET, &self.proof).await {
            Ok(Some(caller)) => {
                self.checked = now;
                caller.identity.roles == self.identity.roles && caller.identity.org == self.identity.org
            }
            Ok(None) => false,
            Err(problem) if matches!(problem.kind(), Kind::Unauthenticated | Kind::Forbidden) => false,
            Err(_) => now.duration_since(self.checked) < TRUSTED_FOR,
        }
    }
}

fn with_id(event: Event, position: Option<Position>) -> Event {
    match position {
        Some(position) => event.id(position.to_string()),
        None => event,
    }
}

//! Automations: rules that do something when something happens.
//!
//! ```text
//! an event is written --trigger on the journal--> waits --engine--> if the condition holds: run, its actions, why
//! another service reports --consumer--> kept, waits ----^
//! active <-> paused --> archived          a change of trigger, condition or actions is another version of the rule
//! ```
//!
//! Rules are the organisation's: only those who set up how selling works write them ([`kernel::Permission::ManageCrm`]), who
//! may do all that rules do. An action walks through the same functions as a person's, so what is refused to a person is
//! refused to a rule; the run says so, and nothing is tried again.

pub mod actions;
pub mod condition;
pub mod dry_run;
pub mod engine;
pub mod fields;
pub mod http;
pub mod loops;
pub mod model;
pub mod requests;
pub mod rule;
pub mod sight;
pub mod store;
pub mod targets;
pub mod text;
pub mod triggers;

use contracts::Event;
use platform::{Db, Problem, Received, Result};

use self::sight::Happened;
pub use self::store::events::leave_out;

/// Keeps what another service reported, and puts it before the rules that wait for it.
pub async fn hear<E: Event>(db: &mut Db, event: &Received<E>, correlation_id: uuid::Uuid) -> Result<()> {
    let happened = Happened {
        event_id: event.id,
        event_type: E::TYPE.to_owned(),
        aggregate_id: event.data.aggregate_id(),
        at: event.time,
        actor: event.actor.to_string(),
        correlation_id,
        causation_id: event.cause.map(kernel::EventId::as_uuid),
        payload: serde_json::to_value(&event.data).map_err(Problem::internal)?,
    };
    store::events::hear(db, &happened).await
}

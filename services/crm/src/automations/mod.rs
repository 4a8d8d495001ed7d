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
use kernel::Note;
use platform::{Db, Problem, Received, Result, Tx};

use self::condition::rename;
use self::sight::Happened;
pub use self::store::events::leave_out;
use crate::custom_fields::renaming::Renamed;

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

/// Choices of a field, as conditions name it, are called otherwise: rules that compare with them mean the same, as another version of
/// theirs. One that could not be read before is left as it is, since nobody knows what it means.
pub async fn choices_renamed(tx: &mut Tx, field: &str, renamed: Renamed<'_>) -> Result<()> {
    let names: Vec<(&str, &str)> = renamed.0.iter().map(|one| (one.was.as_str(), one.name.as_str())).collect();
    let (custom, by) = (sight::custom(tx).await?, tx.actor().to_string());
    for mut automation in store::lock_used(tx).await? {
        let before = automation.content();
        let condition = before.condition.as_ref().map(Note::as_str);
        let Some(condition) = condition.and_then(|source| rename::renamed(source, field, &names)) else { continue };
        let condition = Some(Note::new(condition).map_err(Problem::internal)?);
        let is_readable = automation.clone().update(before.clone(), &custom).is_ok();
        match automation.update(model::Content { condition, ..before }, &custom) {
            Ok(updated) => {
                store::save(tx, &automation, &by).await?;
                tx.publish(automation.version, &updated)?;
            }
            Err(error) if is_readable => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(())
}

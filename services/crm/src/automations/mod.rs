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
use contracts::crm::CustomField;
use contracts::crm::automations::AutomationAction;
use kernel::{Name, Note};
use platform::{Db, Problem, Received, Result, Tx};

use self::condition::rename::{self, Field};
use self::model::Content;
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

/// A field is called otherwise, or choices of it are: rules that name it, or compare it with them, mean the same, as another version of
/// theirs. `before` and `after` are the own fields as they were and are called, also those out of use. A rule that could not be read before is left
/// as it is, since nobody knows what it means.
///
/// # Errors
/// When a rule that could be read could not be read any more, such as for a name that cannot stand in a text.
pub async fn field_renamed(
    tx: &mut Tx,
    field: &Field<'_>,
    (before, after): (&[CustomField], &[CustomField]),
) -> Result<()> {
    let by = tx.actor().to_string();
    for mut automation in store::lock_used(tx).await? {
        let said = automation.content();
        let Some(says) = named_anew(&said, field)? else { continue };
        let is_readable = automation.clone().update(said, before).is_ok();
        match automation.update(says, after) {
            Ok(updated) => {
                store::save(tx, &automation, &by).await?;
                tx.publish(automation.version, &updated)?;
            }
            Err(error) if is_readable => return Err(cannot_name(&automation.image.name, &error)),
            Err(_) => {}
        }
    }
    Ok(())
}

/// What a rule says with the new names; none when it has nothing to do with them.
fn named_anew(said: &Content, field: &Field<'_>) -> Result<Option<Content>> {
    let too_long = |error: kernel::TextError| cannot_name(&said.name, &error);
    let mut says = said.clone();
    if let Some(condition) = said.condition.as_ref().and_then(|source| rename::renamed(source.as_str(), field)) {
        says.condition = Some(Note::new(condition).map_err(too_long)?);
    }
    let (was, name) = (field.path_before(), field.path());
    for action in &mut says.actions {
        match action {
            AutomationAction::CreateTask { title, note, .. } => {
                if let Some(text) = text::renamed(title.as_str(), &was, &name) {
                    *title = Name::new(text).map_err(too_long)?;
                }
                if let Some(text) = note.as_ref().and_then(|note| text::renamed(note.as_str(), &was, &name)) {
                    *note = Some(Note::new(text).map_err(too_long)?);
                }
            }
            AutomationAction::Notify { text, .. } => {
                if let Some(says) = text::renamed(text.as_str(), &was, &name) {
                    *text = Name::new(says).map_err(too_long)?;
                }
            }
            AutomationAction::MoveStage { .. }
            | AutomationAction::AssignOwner { .. }
            | AutomationAction::Enrol { .. }
            | AutomationAction::CallWebhook { .. } => {}
        }
    }
    Ok((says != *said).then_some(says))
}

fn cannot_name(rule: &Name, error: &dyn std::error::Error) -> Problem {
    Problem::field(
        "/name",
        format!("the rule {rule} could not name it any more ({error}); choose another one, or mend the rule first"),
    )
}

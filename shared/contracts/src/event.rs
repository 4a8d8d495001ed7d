//! What every event has: a type, the aggregate it belongs to, and a JSON form.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A fact a service publishes about one aggregate.
///
/// The value is the event's `data`: it carries the full after-image of what changed, so that a reader needs to ask
/// nobody. Implemented by the [`events!`](crate::event) table of each file.
pub trait Event: Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// Type with version, e.g. `crm.deal.won.v1`.
    const TYPE: &'static str;
    /// Kind of the aggregate whose sequence this event continues, e.g. `deal`. It may differ from the noun in the
    /// type: a completed milestone is a change of its `project`.
    const AGGREGATE: &'static str;
    /// Where its payload says something about a person outside the organisation: paths such as `contact.name`. What stands
    /// there is veiled before it is written (see [the crate](crate)).
    const PERSONAL: &'static [&'static str] = &[];
    /// Id of that aggregate.
    fn aggregate_id(&self) -> Uuid;
}

/// The parts of a type such as `crm.deal.won.v1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventType<'a> {
    /// Publishing service: `crm`.
    pub service: &'a str,
    /// Everything before the version: `crm.deal.won`.
    pub name: &'a str,
    /// Version of the payload's schema: `1`.
    pub version: u16,
}

/// Takes a type apart; `None` when it is not `<service>.<noun>.<fact>.v<N>`.
pub fn event_type(text: &str) -> Option<EventType<'_>> {
    let (name, version) = text.rsplit_once(".v")?;
    let version = version.parse().ok()?;
    let mut parts = name.split('.');
    let service = parts.next().filter(|part| !part.is_empty())?;
    let (noun, fact) = (parts.next()?, parts.next()?);
    (!noun.is_empty() && !fact.is_empty() && parts.next().is_none()).then_some(EventType { service, name, version })
}

/// NATS subject of an event type: `ev.crm.deal.won.v1`. Organisation and aggregate are left out on purpose, since the
/// broker keeps state per subject.
pub fn subject_of(event_type: &str) -> String {
    format!("ev.{event_type}")
}

/// Declares the events of one service: type, Rust name, where the aggregate's id is found, and what is personal in it.
macro_rules! events {
    (@personal) => { &[] };
    (@personal $personal:expr) => { $personal };
    ($($(#[$doc:meta])* $name:ident = $type:literal of $aggregate:literal by |$this:ident| $id:expr
       $(, veils $personal:expr)?;)+) => {
        $(
            impl $crate::Event for $name {
                const TYPE: &'static str = $type;
                const AGGREGATE: &'static str = $aggregate;
                const PERSONAL: &'static [&'static str] = $crate::event::events!(@personal $($personal)?);
                fn aggregate_id(&self) -> uuid::Uuid {
                    let $this = self;
                    $id.as_uuid()
                }
            }
        )+
        /// Every event of this service, with its JSON Schema.
        pub(crate) fn catalog() -> Vec<$crate::CatalogEntry> {
            vec![$($crate::CatalogEntry::of::<$name>()),+]
        }
    };
}
pub(crate) use events;

/// Declares the payload types of events: plain structs that derive what every payload needs.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),+ }
    )+};
}
pub(crate) use facts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_taken_apart() {
        let parts = event_type("crm.deal.stage_changed.v12").unwrap();
        assert_eq!((parts.service, parts.name, parts.version), ("crm", "crm.deal.stage_changed", 12));
    }

    #[test]
    fn what_is_no_type_is_refused() {
        for text in [
            "",
            "crm.deal.won",
            "crm.deal.v1",
            ".deal.won.v1",
            "crm.deal.won.more.v1",
            "crm.deal.won.vx",
            "crm..won.v1",
        ] {
            assert_eq!(event_type(text), None, "{text}");
        }
    }
}

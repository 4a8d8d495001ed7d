//! Which account goes on for one that ended. The ledger keeps the account each fact began with; figures by customer are
//! counted with whom it stands for now, whatever day they are of, and asking for one of them finds the postings of all. So a
//! merge itself posts nothing, and undoing it leaves nothing behind.

pub mod store;

use std::collections::BTreeMap;

use contracts::crm::{AccountMerged, AccountRestored};
use contracts::{Envelope, Event};
use uuid::Uuid;

use crate::ledger::model::LedgerError;

/// What events say of where accounts ended, the newest of each.
#[derive(Debug, Default)]
pub struct Ends(BTreeMap<Uuid, End>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    into: Option<Uuid>,
    seq: i64,
}

impl Ends {
    /// Takes what an event says of it.
    pub fn read(&mut self, event: &Envelope) -> Result<(), LedgerError> {
        let into = match event.event_type.as_str() {
            AccountMerged::TYPE => Some(decode::<AccountMerged>(event)?.merged_into.as_uuid()),
            AccountRestored::TYPE => None,
            _ => return Ok(()),
        };
        let end = End { into, seq: event.aggregateseq };
        let known = self.0.entry(event.subject).or_insert(end);
        if known.seq < end.seq {
            *known = end;
        }
        Ok(())
    }
}

fn decode<E: Event>(event: &Envelope) -> Result<E, LedgerError> {
    event
        .decode()
        .map_err(|error| LedgerError::Payload { event_type: event.event_type.clone(), cause: error.to_string() })
}

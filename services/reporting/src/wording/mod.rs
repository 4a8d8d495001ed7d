//! What describes postings loses persons who were erased, as the deal did that named them: its own postings and those of what came
//! of it, whether they were made before or are made after. Amounts, days, order and ids stay.
//!
//! Nobody tells who it was. Each kind of thing puts the deal's texts in a known place of its description ([`crate::ledger::stance`]);
//! there, what may have been a text before somebody was taken out of it is replaced by what is left.

pub mod store;

use std::collections::BTreeMap;

use contracts::crm::redaction::{GONE, was_before};
use contracts::crm::{Deal, DealRedacted, LineBilling};
use contracts::{Envelope, Event};
use kernel::DealId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ledger::model::{Entry, LedgerError};

/// How a deal is worded since it lost somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// What it is called.
    pub name: String,
    /// What its lines and their parts are called: instalments and tasks are called so.
    pub parts: Vec<String>,
}

impl Wording {
    /// That of a deal.
    pub fn of(deal: &Deal) -> Self {
        let mut parts = Vec::new();
        for line in &deal.lines {
            parts.push(line.name.as_str().to_owned());
            match &line.billing {
                LineBilling::Fixed { milestones, .. } => {
                    parts.extend(milestones.iter().map(|one| one.name.as_str().to_owned()));
                }
                LineBilling::TimeAndMaterials { rates } => {
                    parts.extend(rates.iter().map(|one| one.role.as_str().to_owned()));
                }
                LineBilling::Retainer { .. } | LineBilling::OneOff { .. } => {}
            }
        }
        Self { name: deal.name.as_str().to_owned(), parts }
    }

    /// What is left of the description of a posting of such an aggregate; none when it says nothing that was lost.
    pub fn left_of(&self, aggregate_type: &str, text: &str) -> Option<String> {
        let name = std::slice::from_ref(&self.name);
        match aggregate_type {
            "deal" => within(name, text, "", &[" won", ": "]),
            "project" => within(name, text, "Budget of ", &[]),
            "schedule" => within(name, text, "Schedule of ", &[]),
            "budget" => within(name, text, "Cost budget of ", &[]),
            "time" => {
                let places = text.match_indices(": ").map(|(at, mark)| at + mark.len());
                places.into_iter().find_map(|at| within(&self.parts, text, &text[..at], &[]))
            }
            // An instalment of a deal without lines is called as the deal.
            "work" => within(&[self.parts.as_slice(), name].concat(), text, "", &[", "]),
            _ => None,
        }
    }
}

/// A text with what is left in the place of what was before: behind a prefix, and up to the end or to one of the marks. What is called
/// so now lost nobody.
fn within(left: &[String], text: &str, prefix: &str, marks: &[&str]) -> Option<String> {
    let behind = text.strip_prefix(prefix)?;
    let mut ends: Vec<usize> = marks.iter().flat_map(|mark| behind.match_indices(mark).map(|(at, _)| at)).collect();
    ends.push(behind.len());
    ends.sort_unstable();
    if ends.iter().any(|end| left.iter().any(|known| *known == behind[..*end])) {
        return None;
    }
    ends.into_iter().find_map(|end| {
        let (held, rest) = behind.split_at(end);
        let fitting = left.iter().filter(|left| left.contains(GONE) && was_before(left, held));
        // The one that says most of it: what the other ones would swallow is nobody's name.
        let now = fitting.max_by_key(|left| left.len())?;
        Some(format!("{prefix}{now}{rest}"))
    })
}

/// Wordings of deals, each with its place among the events of its deal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wordings(BTreeMap<(Uuid, i64), Wording>);

impl Wordings {
    /// Takes what an event says.
    pub fn read(&mut self, event: &Envelope) -> Result<(), LedgerError> {
        if event.event_type != DealRedacted::TYPE {
            return Ok(());
        }
        let told: DealRedacted = event
            .decode()
            .map_err(|error| LedgerError::Payload { event_type: event.event_type.clone(), cause: error.to_string() })?;
        self.put(event.subject, event.aggregateseq, Wording::of(&told.deal));
        Ok(())
    }

    /// Adds one.
    pub fn put(&mut self, deal: Uuid, seq: i64, wording: Wording) {
        self.0.insert((deal, seq), wording);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, with deal and place.
    pub fn iter(&self) -> impl Iterator<Item = (Uuid, i64, &Wording)> {
        self.0.iter().map(|((deal, seq), wording)| (*deal, *seq, wording))
    }

    /// What is left of a description; none when it says nothing that was lost.
    pub fn left_of(&self, deal: DealId, aggregate_type: &str, text: &str) -> Option<String> {
        let deal = deal.as_uuid();
        let mut left: Option<String> = None;
        for wording in self.0.range((deal, i64::MIN)..=(deal, i64::MAX)).map(|(_, wording)| wording) {
            let found = wording.left_of(aggregate_type, left.as_deref().unwrap_or(text));
            left = found.or(left);
        }
        left
    }

    /// Rewords entries; whether any said something that was lost.
    pub fn reword(&self, aggregate_type: &str, entries: &mut [Entry]) -> bool {
        let mut changed = false;
        for entry in entries {
            let left = entry.key.dimensions.deal_id.and_then(|deal| self.left_of(deal, aggregate_type, &entry.text));
            changed |= left.is_some();
            entry.text = left.unwrap_or_else(|| std::mem::take(&mut entry.text));
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wording(name: &str, parts: &[&str]) -> Wording {
        Wording { name: name.to_owned(), parts: parts.iter().map(|part| (*part).to_owned()).collect() }
    }

    #[test]
    fn each_kind_of_thing_loses_the_words_of_the_deal_in_its_place() {
        let told = wording("Garden of …", &["Training for …", "Training for … is over", "Design", "Helping …"]);
        for (kind, held, left) in [
            ("deal", "Garden of Kis Anna: Proposal", Some("Garden of …: Proposal")),
            ("deal", "Garden of Kis Anna won", Some("Garden of … won")),
            ("deal", "Garden of Kis Anna", Some("Garden of …")),
            ("deal", "Shop: Proposal", None),
            ("deal", "Garden of …: Proposal", None),
            ("project", "Budget of Garden of Kis Anna", Some("Budget of Garden of …")),
            ("project", "Budget of Shop", None),
            ("schedule", "Schedule of Garden of Kis Anna", Some("Schedule of Garden of …")),
            ("budget", "Cost budget of Garden of Kis Anna", Some("Cost budget of Garden of …")),
            ("time", "1.5 h of Nagy: Béla: Helping Kis Anna", Some("1.5 h of Nagy: Béla: Helping …")),
            ("time", "8 h of Béla: Design", None),
            ("work", "Training for Kis Anna", Some("Training for …")),
            ("work", "Training for Kis Anna, delivered", Some("Training for …, delivered")),
            ("work", "Training for Kis Anna is over", Some("Training for … is over")),
            ("work", "Training for Kis Anna, 2026-01-01", Some("Training for …, 2026-01-01")),
            ("work", "Helping Kis Anna, Béla, 2026-01-01", Some("Helping …, Béla, 2026-01-01")),
            ("work", "Design, Béla, 2026-01-01", None),
            ("work", "Garden of Kis Anna", Some("Garden of …")),
            ("invoice", "Invoice 2026-1 to Garden of Kis Anna", None),
        ] {
            assert_eq!(told.left_of(kind, held).as_deref(), left, "{kind}: {held}");
        }
    }

    #[test]
    fn a_name_that_was_all_of_a_text_does_not_swallow_the_others() {
        let told = wording("…", &["…", "Design"]);
        assert_eq!(told.left_of("work", "Design, Béla, 2026-01-01"), None);
        assert_eq!(told.left_of("work", "Kis Anna, Béla, 2026-01-01").as_deref(), Some("…, Béla, 2026-01-01"));
        assert_eq!(told.left_of("project", "Budget of Kis Anna").as_deref(), Some("Budget of …"));
    }

    #[test]
    fn who_is_lost_later_is_lost_too() {
        let deal = DealId::new();
        let mut wordings = Wordings::default();
        wordings.put(deal.as_uuid(), 3, wording("… and Béla", &[]));
        wordings.put(deal.as_uuid(), 5, wording("… and …", &[]));
        wordings.put(Uuid::nil(), 1, wording("…", &[]));
        assert_eq!(wordings.left_of(deal, "project", "Budget of Anna and Béla").as_deref(), Some("Budget of … and …"));
        assert_eq!(wordings.left_of(DealId::new(), "project", "Budget of Anna and Béla"), None);
    }

    proptest! {
        /// Whoever stood in a deal's name stands in no description of it any more, and what is left changes no further.
        #[test]
        fn nothing_of_them_stays(before in "[a-z ]{0,9}", person in "[A-Z]{3,9}", after in "[a-z ]{0,9}", stage in "[a-z]{1,9}") {
            let (held, left) = (format!("{before}{person}{after}"), format!("{before}…{after}"));
            let told = wording(&left, &[left.as_str()]);
            let texts = [
                ("deal", format!("{held}: {stage}")), ("deal", format!("{held} won")), ("project", format!("Budget of {held}")),
                ("schedule", format!("Schedule of {held}")), ("budget", format!("Cost budget of {held}")),
                ("time", format!("8 h of somebody: {held}")), ("work", format!("{held}, somebody, 2026-01-01")),
            ];
            for (kind, text) in texts {
                let now = told.left_of(kind, &text);
                prop_assert_eq!(&now, &Some(text.replace(&person, "…")), "{}", text);
                prop_assert_eq!(told.left_of(kind, &now.unwrap()), None);
            }
        }
    }
}

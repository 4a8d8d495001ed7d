//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// How a task is billed.
pub(super) const BILLING: Words =
    &[("hourly", "Óraalapon"), ("included", "Az eladott árban benne van"), ("non_billable", "Nem számlázható")];

/// What was decided of a project whose deal was taken back.
pub(super) const DECISION: Words = &[("resume", "Folytatódik"), ("complete", "Késznek számít"), ("cancel", "Leáll")];

/// Where a project stands.
pub(super) const PROJECT: Words =
    &[("active", "Aktív"), ("on_hold", "Felfüggesztett"), ("cancelled", "Leállított"), ("completed", "Befejezett")];

/// Where a time entry stands.
pub(super) const TIME: Words =
    &[("draft", "Piszkozat"), ("submitted", "Beküldött"), ("approved", "Jóváhagyott"), ("rejected", "Visszaküldött")];

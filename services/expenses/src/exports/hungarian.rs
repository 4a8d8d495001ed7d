//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// Where a budget stands.
pub(super) const BUDGET: Words = &[("active", "Aktív"), ("frozen", "Felfüggesztve"), ("cancelled", "Megszüntetve")];

/// Where a claim stands.
pub(super) const CLAIM: Words =
    &[("draft", "Piszkozat"), ("submitted", "Beküldött"), ("approved", "Jóváhagyott"), ("rejected", "Visszaküldött")];

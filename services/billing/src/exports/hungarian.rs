//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// Where an invoice stands.
pub(super) const INVOICE: Words =
    &[("draft", "Piszkozat"), ("issued", "Kiállítva"), ("paid", "Kifizetve"), ("discarded", "Elvetve")];

/// Where a schedule stands.
pub(super) const SCHEDULE: Words = &[("active", "Aktív"), ("frozen", "Felfüggesztve"), ("cancelled", "Megszüntetve")];

/// Where billable work stands.
pub(super) const WORK: Words =
    &[("unbilled", "Számlázatlan"), ("reserved", "Piszkozaton"), ("billed", "Számlázva"), ("cancelled", "Törölve")];

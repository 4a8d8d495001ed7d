//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// What members may be.
pub(super) const ROLES: Words = &[
    ("owner", "Tulajdonos"),
    ("admin", "Adminisztrátor"),
    ("sales", "Értékesítő"),
    ("project_manager", "Projektvezető"),
    ("finance", "Pénzügy"),
    ("employee", "Munkatárs"),
    ("auditor", "Ellenőr"),
];

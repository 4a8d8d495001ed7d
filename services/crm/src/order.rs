//! Lists sorted by a column, through a key that the database makes of each row.
//!
//! The functions `account_key`, `contact_key`, `deal_key` and `lead_key` make it; it is compared in the collation "C", and a
//! row without a value comes last, upwards and downwards. They are of one expression, so the planner puts it in their place
//! and finds the index there is for each column that the row itself has: a page reads the page alone. By what another table
//! says (names of owners and accounts, stages, odds) and by custom fields, every row of the organisation is read once.

/// The last character there is: what stands in for a value that is not there.
const LAST: char = '\u{10ffff}';

/// By which column a list is sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByColumn {
    /// The column, in the words of the functions that make the keys.
    pub column: &'static str,
    /// Whether the greatest come first.
    pub downwards: bool,
}

impl ByColumn {
    /// The least first.
    pub const fn up(column: &'static str) -> Self {
        Self { column, downwards: false }
    }

    /// The greatest first.
    pub const fn down(column: &'static str) -> Self {
        Self { column, downwards: true }
    }

    /// The key that a cursor holds of a row.
    pub fn key(self, of_row: Option<&str>) -> String {
        let absent = if self.downwards { String::new() } else { LAST.to_string() };
        of_row.map_or(absent, str::to_owned)
    }
}

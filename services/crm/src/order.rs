//! Lists sorted by a column, through a key that the database makes of each row.
//!
//! The functions `account_key`, `contact_key`, `deal_key` and `lead_key` make it; it is compared in the collation "C", and a
//! row without a value comes last, upwards and downwards. They are of one expression, so the planner puts it in their place
//! and finds the index there is for each column that the row itself has: a page reads the page alone. By what another table
//! says (names of owners and accounts, stages, odds) and by custom fields, every row of the organisation is read once.
//!
//! Small lists (rules, goals, mailboxes, ...) have a usual order with an index, and go by any of their columns through one query that
//! reads every row the list has: [`orders`] declares their orders, [`store::places`] asks for a page of one, and [`put`] puts the rows
//! into it.

use std::collections::HashMap;

use kernel::{Cursor, CursorError, Page};
use platform::{Problem, Result};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::lists;

pub mod store;

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

    /// The column and the way that a word of a list's orders names: `name` upwards, `-name` downwards.
    pub fn of(word: &'static str) -> Self {
        match word.strip_prefix('-') {
            Some(column) => Self::down(column),
            None => Self::up(word),
        }
    }

    /// The word that names it.
    fn word(self) -> String {
        if self.downwards { format!("-{}", self.column) } else { self.column.to_owned() }
    }

    /// Key and id of the last place already seen in this order.
    ///
    /// # Errors
    /// A problem when the cursor is not one of this list, or of another order of it.
    pub fn after(self, cursor: Option<Cursor>) -> Result<(Option<String>, Option<Uuid>)> {
        Ok(after(&self.word(), cursor)?.unzip())
    }

    /// What a cursor holds of a place.
    pub fn cursor(self, place: &Place) -> (String, String, Uuid) {
        (self.word(), place.key.clone(), place.id)
    }

    /// The key that a cursor holds of a row.
    pub fn key(self, of_row: Option<&str>) -> String {
        let absent = if self.downwards { String::new() } else { LAST.to_string() };
        of_row.map_or(absent, str::to_owned)
    }
}

/// Key and id of the last one already seen in the order of a word. The cursor holds the word before them.
///
/// # Errors
/// A problem when the cursor is not one of this list, or of another order of it.
pub fn after<T: DeserializeOwned>(word: &str, cursor: Option<Cursor>) -> Result<Option<(T, Uuid)>> {
    match lists::after::<(String, T, Uuid)>(cursor)? {
        None => Ok(None),
        Some((order, key, id)) if order == word => Ok(Some((key, id))),
        Some(_) => Err(Problem::field("cursor", CursorError.to_string())),
    }
}

/// Where a row stands in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: Uuid,
    /// What the order goes by, to be compared as "C" does.
    pub key: String,
}

/// The ids of a page.
pub fn ids(page: &Page<Place>) -> Vec<Uuid> {
    page.items.iter().map(|place| place.id).collect()
}

/// Puts rows into the order of a page. One that is gone by now is left out.
pub fn put<T>(page: Page<Place>, rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> Page<T> {
    let mut rows: HashMap<Uuid, T> = rows.into_iter().map(|row| (id(&row), row)).collect();
    let items = page.items.iter().filter_map(|place| rows.remove(&place.id)).collect();
    Page { items, next_cursor: page.next_cursor }
}

/// Declares the orders of a list: each with what is said of it and its word, a column upwards or, after `-`, downwards.
macro_rules! orders {
    ($schema:literal: $($(#[$about:meta])+ $order:ident $word:literal,)+) => {
        /// The order of a list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, schemars::JsonSchema)]
        #[schemars(rename = $schema)]
        pub enum Sort {
            $($(#[$about])+ #[serde(rename = $word)] $order,)+
        }

        impl Sort {
            /// Its word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$order => $word,)+
                }
            }
        }
    };
}
pub(crate) use orders;

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: u128, key: &str) -> Place {
        Place { id: Uuid::from_u128(id), key: key.to_owned() }
    }

    #[test]
    fn a_cursor_goes_on_in_its_own_order_alone() {
        let by = ByColumn::of("-name");
        assert_eq!(by, ByColumn::down("name"));
        let cursor = Cursor::encode(&by.cursor(&place(7, "elan")));
        let (key, id) = by.after(Some(cursor.clone())).unwrap();
        assert_eq!((key.as_deref(), id), (Some("elan"), Some(Uuid::from_u128(7))));
        for other in ["name", "-status"] {
            let problem = ByColumn::of(other).after(Some(cursor.clone())).unwrap_err();
            assert!(
                problem.report().contains("must be the next_cursor of a page of this list"),
                "{}",
                problem.report()
            );
        }
        assert_eq!(by.after(None).unwrap(), (None, None));
    }

    #[test]
    fn rows_stand_as_their_places_do() {
        let page = Page { items: vec![place(2, "a"), place(3, "b"), place(1, "c")], next_cursor: None };
        assert_eq!(ids(&page), [2, 3, 1].map(Uuid::from_u128));
        let page = put(page, vec![1_u128, 2], |row| Uuid::from_u128(*row));
        assert_eq!(page.items, [2, 1], "the third is gone");
    }
}

//! The days of the demo company, counted from the one its load began.

use chrono::{Datelike, Days, NaiveDate};

use super::story::Habit;

/// What keys of the company's records begin with; the day follows.
const KEY: &str = "demo/";

/// Counts days from the one the load began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar(pub NaiveDate);

impl Calendar {
    /// So many days before.
    pub fn ago(self, days: u64) -> NaiveDate {
        self.0 - Days::new(days)
    }

    /// So many days later.
    pub fn ahead(self, days: u64) -> NaiveDate {
        self.0 + Days::new(days)
    }

    /// Key of a record; keeps the day.
    pub fn key(self, record: &str) -> String {
        format!("{KEY}{}/{record}", self.0)
    }

    /// How many days ago each day of a habit was, the longest ago first.
    pub fn days_of(self, habit: &Habit) -> Vec<u64> {
        (1..=habit.since).rev().filter(|ago| habit.days.contains(&self.ago(*ago).weekday())).collect()
    }
}

/// The day in a key.
pub(super) fn anchor_of(key: &str) -> Option<NaiveDate> {
    key.strip_prefix(KEY)?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_the_day() {
        let calendar = Calendar("2026-11-20".parse().unwrap());
        let key = calendar.key("balaton");
        assert_eq!(anchor_of(&key), Some(calendar.0));
        assert!(kernel::ShortCode::new(key).is_ok());
        assert_eq!(anchor_of("acme"), None);
        assert_eq!(anchor_of("demo/soon/x"), None);
    }
}

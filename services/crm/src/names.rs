//! How names are sorted and found: by their small letters, so that "acme" finds "ACME".
//!
//! Columns called `sort_name` hold the sort key in the collation "C". What begins with a text lies between that text and
//! that text followed by the last character there is, a range an index answers; `like` would not do under row-level
//! security, because PostgreSQL does not trust it with rows of other organisations.

use kernel::Name;

/// The form of a name that lists are sorted by.
pub fn sort_key(name: &Name) -> String {
    name.as_str().to_lowercase()
}

/// Names, addresses or numbers as an array of the database.
pub fn texts<T: AsRef<str>>(several: &[T]) -> Vec<String> {
    several.iter().map(|one| one.as_ref().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(sort_key(&Name::new("ÁLOM Kft").unwrap()), "álom kft");
    }
}

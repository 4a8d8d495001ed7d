//! How names are sorted and found: by their small letters, so that "acme" finds "ACME".

use kernel::Name;

/// The form of a name that lists are sorted by.
pub fn sort_key(name: &Name) -> String {
    name.as_str().to_lowercase()
}

/// A pattern for SQL's `like` that fits every sort key beginning with this text, whatever characters it has.
pub fn prefix_pattern(beginning: &Name) -> String {
    let mut pattern = String::new();
    for letter in sort_key(beginning).chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_only_what_was_typed() {
        assert_eq!(prefix_pattern(&Name::new("50%_Á\\").unwrap()), "50\\%\\_á\\\\%");
    }
}

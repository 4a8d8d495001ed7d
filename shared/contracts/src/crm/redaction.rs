//! How copies of texts lose a person who was made unknown, though nobody tells any more who it was.
//!
//! The publisher tells what is left of a text, with an ellipsis where the person stood. Whoever holds what the text was before knows
//! it by all that is left, and puts that in its place.

use kernel::Name;

/// What stands in a text where a person did who was made unknown.
pub const GONE: &str = "…";

/// Whether a text may be what another one was before people were taken out of it: the same, but for what ellipses stand for. A copy
/// that was changed since it was made is another text. One that lost nobody was the same.
pub fn was_before(left: &str, held: &str) -> bool {
    let mut parts = left.split(GONE);
    let Some(mut rest) = parts.next().and_then(|start| held.strip_prefix(start)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(end) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else { return false };
        rest = behind;
    }
    rest.ends_with(end)
}

/// What is left of the copy of a text whose people were taken out; none when it is another text, or says so already.
pub fn left_of<'a>(left: &'a Name, held: &Name) -> Option<&'a Name> {
    (left != held && left.as_str().contains(GONE) && was_before(left.as_str(), held.as_str())).then_some(left)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_copy_is_known_by_what_is_left() {
        for (left, held, known) in [
            ("Training for …", "Training for Kis Anna", true),
            ("Training for …", "Training for ", true),
            ("… and …, twice", "Anna and Béla, twice", true),
            ("…", "Kis Anna", true),
            ("Training for …", "Course for Kis Anna", false),
            ("… and …, twice", "Anna or Béla, twice", false),
            ("a…a", "a", false),
            ("Website", "Website", true),
            ("Website", "Website 2", false),
        ] {
            assert_eq!(was_before(left, held), known, "{left} of {held}");
        }
    }

    #[test]
    fn only_what_lost_somebody_is_replaced() {
        let name = |text: &str| Name::new(text).unwrap();
        let left = name("Website of …");
        assert_eq!(left_of(&left, &name("Website of Kis Anna")), Some(&left));
        for held in ["Website of …", "Shop"] {
            assert_eq!(left_of(&left, &name(held)), None, "{held}");
        }
        assert_eq!(left_of(&name("Shop"), &name("Shop")), None);
    }

    proptest! {
        #[test]
        fn whoever_stood_there_is_found(parts in proptest::collection::vec("[a-z ]{0,6}", 1..5), people in proptest::collection::vec("[A-Z]{1,6}", 4)) {
            let mut held = parts[0].clone();
            for (part, person) in parts.iter().skip(1).zip(&people) {
                held.push_str(person);
                held.push_str(part);
            }
            prop_assert!(was_before(&parts.join(GONE), &held));
        }
    }
}

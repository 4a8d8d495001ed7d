//! What is known of somebody who is written to.

use contracts::crm::activities::Subject;
use contracts::leads::LeadStatus;
use kernel::{AccountId, CountryCode, Email, MemberId, Name, TimeZoneName};

use super::given_names::is_given;
use super::zones::zone_of;

/// Countries where the name of the family stands first.
const FAMILY_FIRST: [&str; 8] = ["CN", "HK", "HU", "JP", "KP", "KR", "TW", "VN"];

/// Somebody who is written to: a contact or a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// Who.
    pub subject: Subject,
    /// What they are called.
    pub name: Name,
    /// Their address.
    pub email: Option<Email>,
    /// Their company.
    pub company: Option<Name>,
    /// What they do there.
    pub job_title: Option<Name>,
    /// What they are called among acquaintances, when somebody said so.
    pub given_name: Option<Name>,
    /// Where they, or their company, are.
    pub country: Option<CountryCode>,
    /// Their account.
    pub account_id: Option<AccountId>,
    /// Who looks after them.
    pub owner_id: Option<MemberId>,
    /// Where they stand and how many points they have, when they are a lead.
    pub lead: Option<(LeadStatus, i32)>,
    /// Whether they were merged into somebody else.
    pub merged: bool,
}

impl Recipient {
    /// The zone their day is reckoned in: the one somebody said, else that of their country, else the organisation's.
    pub fn zone(&self, said: Option<TimeZoneName>, organisation: TimeZoneName) -> TimeZoneName {
        said.or_else(|| self.country.and_then(zone_of)).unwrap_or(organisation)
    }

    /// What they are called among acquaintances: what somebody said, else what of their name is a Hungarian given name, wherever it
    /// stands, else the first part where given names stand first. Where that cannot be told it is their whole name: nobody is
    /// greeted by the name of their family.
    pub fn first_name(&self, organisation: TimeZoneName) -> &str {
        if let Some(given) = &self.given_name {
            return given.as_str();
        }
        let whole = self.name.as_str();
        // From where to where each word stands that is no title.
        let titles = ["dr", "ifj", "id", "özv", "prof", "mr", "mrs", "ms"];
        let is_title = |word: &str| word.ends_with('.') || titles.contains(&word.to_lowercase().as_str());
        let words: Vec<&str> = whole.split_whitespace().filter(|word| !is_title(word)).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return whole };
        let at = |word: &&str| word.as_ptr().addr() - whole.as_ptr().addr();
        let given = |words: &[&str]| words.iter().take_while(|word| is_given(word)).count();
        let family_first = match self.country {
            Some(country) => FAMILY_FIRST.contains(&country.as_str()),
            None => organisation.as_str() == "Europe/Budapest",
        };
        let behind = || {
            // One of the words is the family's, whatever it is.
            let count = words.iter().rev().take(words.len() - 1).take_while(|word| is_given(word)).count();
            words
                .get(words.len() - count)
                .map_or(whole, |word| whole.get(at(word)..at(last) + last.len()).unwrap_or(whole))
        };
        let before = |count: usize| {
            let end = words.get(count.max(1) - 1).map_or(whole.len(), |word| at(word) + word.len());
            whole.get(at(first)..end).unwrap_or(whole)
        };
        match (words.len(), is_given(first), is_given(last)) {
            (1, ..) => before(1),
            (_, false, true) => behind(),
            (count, true, false) => before(given(&words).min(count - 1)),
            (_, true, true) if family_first => behind(),
            (count, true, true) if self.country.is_some() => before(given(&words).min(count - 1)),
            (_, false, false) if !family_first => before(1),
            _ => whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::ContactId;
    use proptest::prelude::*;

    use super::*;

    fn named(name: &str, country: Option<&str>) -> Recipient {
        Recipient {
            subject: Subject::Contact(ContactId::new()),
            name: Name::new(name).unwrap(),
            email: None,
            company: None,
            job_title: None,
            given_name: None,
            country: country.map(|code| code.parse().unwrap()),
            account_id: None,
            owner_id: None,
            lead: None,
            merged: false,
        }
    }

    #[test]
    fn first_names_stand_where_the_country_has_them() {
        let (budapest, london) = ("Europe/Budapest".parse().unwrap(), "Europe/London".parse().unwrap());
        assert_eq!(named("Kovács Anna", Some("HU")).first_name(london), "Anna");
        assert_eq!(named("Kovács Anna", None).first_name(budapest), "Anna");
        assert_eq!(named("Mary Smith", Some("GB")).first_name(budapest), "Mary");
        assert_eq!(named("Dr. Mary Smith", Some("GB")).first_name(budapest), "Mary");
        assert_eq!(named("Cher", None).first_name(budapest), "Cher");
        // However somebody wrote their name, nobody is greeted by the name of their family.
        for (name, country, zone, expected) in [
            ("Judit Varga", Some("HU"), budapest, "Judit"),
            ("Varga Judit", Some("GB"), london, "Judit"),
            ("dr. Varga Judit Anna", None, budapest, "Judit Anna"),
            ("Varga Dr. Judit", None, london, "Judit"),
            ("Anna Mária Kovács", Some("DE"), budapest, "Anna Mária"),
            ("VARGA JUDIT", None, budapest, "JUDIT"),
            ("Péter Tamás", Some("HU"), budapest, "Tamás"),
            ("Varga Xenofon", Some("HU"), budapest, "Varga Xenofon"),
            ("Mary Smith", None, budapest, "Mary Smith"),
            ("Mary Smith", None, london, "Mary"),
            ("Tanaka Yui", Some("JP"), london, "Tanaka Yui"),
            ("Nguyen  Anna", Some("VN"), london, "Anna"),
            ("Dr.", None, london, "Dr."),
        ] {
            assert_eq!(named(name, country).first_name(zone), expected, "{name}");
        }
        let said = Recipient { given_name: Some(Name::new("Judit").unwrap()), ..named("Judit Szabó", Some("HU")) };
        assert_eq!(said.first_name(budapest), "Judit", "nothing is guessed of what is known");
    }

    proptest! {
        #[test]
        fn what_they_are_called_is_a_part_of_their_name(
            name in "[a-zA-Z.áéíóöőúüű -]{0,20}(Anna|Péter|Varga|Smith)[a-z .-]{0,12}",
            country in prop::sample::select(vec![None, Some("HU"), Some("GB"), Some("JP")]),
        ) {
            let one = named(&name, country);
            let called = one.first_name("Europe/Budapest".parse().unwrap());
            prop_assert!(!called.is_empty() && one.name.as_str().contains(called));
        }
    }

    #[test]
    fn the_day_is_that_of_the_person() {
        let budapest = "Europe/Budapest".parse().unwrap();
        let said = "Asia/Tokyo".parse().unwrap();
        assert_eq!(named("A", Some("US")).zone(Some(said), budapest), said);
        assert_eq!(named("A", Some("GB")).zone(None, budapest).as_str(), "Europe/London");
        assert_eq!(named("A", None).zone(None, budapest), budapest);
    }
}

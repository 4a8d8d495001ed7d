//! What is known of somebody who is written to.

use contracts::crm::activities::Subject;
use contracts::leads::LeadStatus;
use kernel::{AccountId, CountryCode, Email, MemberId, Name, TimeZoneName};

use super::zones::zone_of;

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

    /// What they are called among acquaintances: what somebody said, else the last part of the name where the family's name
    /// comes first, as in Hungary, and the first part elsewhere.
    pub fn first_name(&self, organisation: TimeZoneName) -> &str {
        if let Some(given) = &self.given_name {
            return given.as_str();
        }
        let hungarian = match self.country {
            Some(country) => country.as_str() == "HU",
            None => organisation.as_str() == "Europe/Budapest",
        };
        let mut words = self.name.as_str().split_whitespace().filter(|word| !word.ends_with('.'));
        let word = if hungarian { words.next_back() } else { words.next() };
        word.unwrap_or(self.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use kernel::ContactId;

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
        let said = Recipient { given_name: Some(Name::new("Judit").unwrap()), ..named("Judit Szabó", Some("HU")) };
        assert_eq!(said.first_name(budapest), "Judit", "nothing is guessed of what is known");
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

//! Variables in texts: `{{first_name}}`, or `{{first_name|there}}` with what stands instead when it is not known.

use kernel::{Name, Note, TimeZoneName};

use crate::recipients::Recipient;

/// The variables there are.
pub const NAMES: [&str; 8] = ["name", "first_name", "company", "job_title", "email", "sender", "deal", QUOTE_LINK];
/// The address at which a client reads a quote. It is told once, so only a mail somebody writes can have it.
const QUOTE_LINK: &str = "quote_link";

/// Why a text cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VariableError {
    /// There is no such variable.
    #[error(
        "there is no variable {{{{{0}}}}}; there are name, first_name, company, job_title, email, sender, deal and quote_link"
    )]
    Unknown(String),
    /// A bracket that is not closed.
    #[error("a variable is opened with {{{{ and never closed with }}}}")]
    Open,
    /// A mail nobody writes by hand cannot have it.
    #[error("{{{{quote_link}}}} is known only while somebody writes a mail about a quote; leave it out here")]
    ByHandOnly,
    /// Nothing is known that it stands for.
    #[error("{{{{{0}}}}} is not known of this person; write what stands instead: {{{{{0}|...}}}}")]
    Missing(String),
}

/// What is known for the variables of one mail.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// Whom it is to.
    pub recipient: &'a Recipient,
    /// Who it says it is from.
    pub sender: &'a Name,
    /// The deal it is about.
    pub deal: Option<&'a Name>,
    /// The address at which the client reads the quote it is about.
    pub quote_link: Option<&'a Note>,
    /// Zone of the organisation, which tells where first names stand when no country is known.
    pub zone: TimeZoneName,
}

impl Values<'_> {
    fn of(&self, variable: &str) -> Option<&str> {
        let known = self.recipient;
        match variable {
            "name" => Some(known.name.as_str()),
            "first_name" => Some(known.first_name(self.zone)),
            "company" => known.company.as_ref().map(Name::as_str),
            "job_title" => known.job_title.as_ref().map(Name::as_str),
            "email" => known.email.as_ref().map(kernel::Email::as_str),
            "sender" => Some(self.sender.as_str()),
            "deal" => self.deal.map(Name::as_str),
            QUOTE_LINK => self.quote_link.map(Note::as_str),
            _ => None,
        }
    }
}

/// Goes through a text: `plain` gets what stands between variables, `variable` their names and what stands instead.
fn walk<'t>(
    text: &'t str,
    mut plain: impl FnMut(&'t str),
    mut variable: impl FnMut(&'t str, Option<&'t str>) -> Result<(), VariableError>,
) -> Result<(), VariableError> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, behind) = after.split_once("}}").ok_or(VariableError::Open)?;
        let (name, instead) = match inside.split_once('|') {
            Some((name, instead)) => (name.trim(), Some(instead.trim())),
            None => (inside.trim(), None),
        };
        if !NAMES.contains(&name) {
            return Err(VariableError::Unknown(name.chars().take(40).collect()));
        }
        plain(before);
        variable(name, instead)?;
        rest = behind;
    }
    plain(rest);
    Ok(())
}

/// Refuses a text that could never be written.
pub fn check(text: &str) -> Result<(), VariableError> {
    walk(text, |_| {}, |_, _| Ok(()))
}

/// Refuses a text that could never be written by a sequence.
pub fn check_for_sequence(text: &str) -> Result<(), VariableError> {
    walk(text, |_| {}, |name, _| if name == QUOTE_LINK { Err(VariableError::ByHandOnly) } else { Ok(()) })
}

/// Writes a text for somebody.
pub fn fill(text: &str, values: Values<'_>) -> Result<String, VariableError> {
    let filled = std::cell::RefCell::new(String::with_capacity(text.len()));
    walk(
        text,
        |plain| filled.borrow_mut().push_str(plain),
        |name, instead| {
            let value = values.of(name).or(instead).ok_or_else(|| VariableError::Missing(name.to_owned()))?;
            filled.borrow_mut().push_str(value);
            Ok(())
        },
    )?;
    Ok(filled.into_inner())
}

#[cfg(test)]
mod tests {
    use contracts::crm::activities::Subject;
    use kernel::LeadId;
    use proptest::prelude::*;

    use super::*;

    fn recipient() -> Recipient {
        Recipient {
            subject: Subject::Lead(LeadId::new()),
            name: Name::new("Bob Miller").unwrap(),
            email: None,
            company: Some(Name::new("{{name}} Ltd").unwrap()),
            job_title: None,
            given_name: None,
            country: Some("GB".parse().unwrap()),
            account_id: None,
            owner_id: None,
            lead: None,
            merged: false,
        }
    }

    fn filled(text: &str) -> Result<String, VariableError> {
        let (recipient, sender) = (recipient(), Name::new("Anna").unwrap());
        let link = Note::new("https://gerinc.example/quote/x").unwrap();
        let (deal, quote_link, zone) = (None, Some(&link), TimeZoneName::UTC);
        fill(text, Values { recipient: &recipient, sender: &sender, deal, quote_link, zone })
    }

    #[test]
    fn variables_are_filled_or_named() {
        assert_eq!(filled("Hi {{ first_name }}, {{sender}}").unwrap(), "Hi Bob, Anna");
        assert_eq!(filled("As {{job_title|a colleague}}").unwrap(), "As a colleague");
        assert_eq!(filled("{{job_title|}}.").unwrap(), ".");
        assert_eq!(filled("As {{job_title}}"), Err(VariableError::Missing("job_title".to_owned())));
        assert_eq!(filled("[Quote]({{quote_link}})").unwrap(), "[Quote](https://gerinc.example/quote/x)");
        assert_eq!(check_for_sequence("{{ quote_link|soon }}"), Err(VariableError::ByHandOnly));
        assert_eq!(check_for_sequence("{{deal|it}}"), Ok(()));
        assert_eq!(filled("{{nick}}"), Err(VariableError::Unknown("nick".to_owned())));
        assert_eq!(filled("{{name"), Err(VariableError::Open));
        assert_eq!(filled("{{company}}").unwrap(), "{{name}} Ltd", "what is filled in is not read again");
    }

    proptest! {
        #[test]
        fn a_text_without_variables_stays_as_it_is(text in "[^{]{0,100}") {
            prop_assert_eq!(filled(&text).unwrap(), text);
        }

        #[test]
        fn what_is_checked_can_be_written_but_for_what_is_missing(text in "[a-z{}| _]{0,60}") {
            match (check(&text), filled(&text)) {
                (Ok(()), Err(VariableError::Missing(_))) => {}
                (checked, filled) => prop_assert_eq!(checked.is_ok(), filled.is_ok()),
            }
        }
    }
}

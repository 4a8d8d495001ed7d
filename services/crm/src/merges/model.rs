//! What is filled in by a merge and emptied by its undoing, and why one is refused.

use chrono::{DateTime, Utc};
use contracts::crm;
use contracts::leads;
use kernel::MergeId;
use platform::{FieldError, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::links::Links;
use crate::reaches;

/// What kind of records were merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "MergeKind")]
pub enum Kind {
    /// Accounts.
    Account,
    /// Contacts.
    Contact,
    /// Leads.
    Lead,
}

/// Two records that were made one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Merge {
    /// Its id.
    pub merge_id: MergeId,
    /// What kind of records they are.
    pub kind: Kind,
    /// The one that goes on.
    pub survivor_id: Uuid,
    /// The one that ended.
    pub merged_id: Uuid,
    /// What moved from the one to the other.
    pub moved: Links,
    /// Names of the fields that were unknown of the one that goes on.
    pub filled: Vec<String>,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub merged_by: String,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
    /// By whom it was undone.
    pub undone_by: Option<String>,
}

/// Why a merge, or its undoing, is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There is nothing to merge.
    #[error("There is no such other record to merge; name another one of the same kind.")]
    NoOther,
    /// It ended before.
    #[error("This one was merged into {0}. Go on with that one, or undo the merge.")]
    Merged(Uuid),
    /// Nobody knows any more who it was.
    #[error("The person was erased. What is left of them says nothing and cannot be changed.")]
    Erased,
    /// One belongs to the other.
    #[error(
        "One of these accounts belongs to the other. Take it out from below the other first: change its parent_id."
    )]
    Related,
    /// It was undone before.
    #[error("This merge was undone already.")]
    Undone,
}

impl Refusal for MergeError {
    fn kind(&self) -> platform::Kind {
        match self {
            Self::NoOther => platform::Kind::Invalid,
            Self::Merged(_) | Self::Erased | Self::Related | Self::Undone => platform::Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoOther => "invalid-field",
            Self::Merged(_) => "record-merged",
            Self::Erased => "person-erased",
            Self::Related => "accounts-related",
            Self::Undone => "merge-undone",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NoOther => vec![FieldError::new("/merged_id", "there is no such other record")],
            Self::Merged(_) | Self::Erased | Self::Related | Self::Undone => Vec::new(),
        }
    }
}

impl Merge {
    /// Marks it as undone.
    pub fn undo(&mut self, at: DateTime<Utc>, by: String) -> Result<(), MergeError> {
        if self.undone_at.is_some() {
            return Err(MergeError::Undone);
        }
        self.undone_at = Some(at);
        self.undone_by = Some(by);
        Ok(())
    }
}

/// Declares how a kind of record is filled in from another one, and how that is taken back: what nobody has changed since
/// becomes unknown again. Values of custom fields are filled in one by one, named `custom/<id>`, and lists are joined, what is
/// new in them named `<list>/<id>`. Of addresses and numbers the other's main one counts, too: those that were added are named
/// by their places among the other's, `<list>/<place>` from 0, so that nothing of a person is written down with a merge.
macro_rules! fillable {
    (
        $record:ty, $fill:ident, $join:ident, $empty:ident,
        [$($list:ident),*], [$($more:ident of $main:ident by $key:path),*], $($field:ident),+
    ) => {
        /// Fills in what is unknown from the other record, and adds its addresses and numbers; answers which fields.
        pub fn $fill(record: &mut $record, other: &$record) -> Vec<String> {
            let mut filled = Vec::new();
            $(if record.$field.is_none() && other.$field.is_some() {
                record.$field.clone_from(&other.$field);
                filled.push(stringify!($field).to_owned());
            })+
            $(for (place, one) in reaches::all(other.$main.as_ref(), &other.$more).enumerate() {
                if reaches::add(&mut record.$main, &mut record.$more, one.clone(), $key) {
                    filled.push(format!("{}/{place}", stringify!($more)));
                }
            })*
            filled
        }

        /// Fills in what is unknown, and joins custom values and lists; answers what came from the other record.
        pub fn $join(record: &mut $record, other: &$record) -> Vec<String> {
            let mut filled = $fill(record, other);
            for (id, value) in &other.custom {
                if !record.custom.contains_key(id) {
                    record.custom.insert(*id, value.clone());
                    filled.push(format!("custom/{id}"));
                }
            }
            $(for id in &other.$list {
                if !record.$list.contains(id) {
                    record.$list.push(*id);
                    filled.push(format!("{}/{id}", stringify!($list)));
                }
            })*
            filled
        }

        /// Empties those of the filled fields that still say what the other record says.
        pub fn $empty(record: &mut $record, other: &$record, filled: &[String]) {
            let was_filled = |name: String| filled.contains(&name);
            $(if record.$field == other.$field && was_filled(stringify!($field).to_owned()) {
                record.$field = None;
            })+
            record.custom.retain(|id, value| other.custom.get(id) != Some(value) || !was_filled(format!("custom/{id}")));
            $(record.$list.retain(|id| !was_filled(format!("{}/{id}", stringify!($list))));)*
            $(
                let others: Vec<_> = reaches::all(other.$main.as_ref(), &other.$more).map($key).collect();
                record.$more.retain(|one| {
                    let place = others.iter().position(|other| *other == $key(one));
                    place.is_none_or(|place| !was_filled(format!("{}/{place}", stringify!($more))))
                });
            )*
        }
    };
}

fillable!(
    crm::Account,
    fill_account,
    join_account,
    empty_account,
    [tags],
    [additional_websites of website by reaches::website_key],
    industry,
    country,
    tax_number,
    website,
    phone,
    address,
    employees,
    annual_revenue,
    founded_year,
    owner_id,
    price_list_id
);
fillable!(
    crm::Contact,
    fill_contact,
    join_contact,
    empty_contact,
    [tags],
    [
        additional_emails of email by reaches::email_key,
        additional_phones of phone by reaches::phone_key
    ],
    given_name,
    account_id,
    email,
    phone,
    job_title,
    address,
    country,
    owner_id
);
fillable!(
    leads::Lead,
    fill_lead,
    join_lead,
    empty_lead,
    [tags],
    [
        additional_emails of email by reaches::email_key,
        additional_phones of phone by reaches::phone_key
    ],
    given_name,
    email,
    phone,
    job_title,
    company,
    website,
    country,
    consent,
    owner_id,
    note,
    estimated_value,
    next_step
);

#[cfg(test)]
mod tests {
    use kernel::{ContactId, Email, Name};
    use proptest::prelude::*;

    use super::*;

    fn contact(email: Option<u8>, phone: Option<u8>) -> crm::Contact {
        crm::Contact {
            contact_id: ContactId::new(),
            account_id: None,
            name: Name::new("Anna").unwrap(),
            email: email.map(|email| Email::new(format!("a{email}@b.hu")).unwrap()),
            additional_emails: Vec::new(),
            phone: phone.map(|phone| Name::new(phone.to_string()).unwrap()),
            additional_phones: Vec::new(),
            job_title: None,
            given_name: None,
            address: None,
            country: None,
            tags: Vec::new(),
            custom: crm::CustomValues::default(),
            owner_id: None,
        }
    }

    proptest! {
        #[test]
        fn what_was_filled_in_is_taken_back_unless_somebody_changed_it(
            one in (prop::option::of(0..3_u8), prop::option::of(0..3_u8)),
            other in (prop::option::of(0..3_u8), prop::option::of(0..3_u8)),
            changed in prop::option::of(7..9_u8),
        ) {
            let (before, other) = (contact(one.0, one.1), contact(other.0, other.1));
            let mut record = before.clone();
            let filled = join_contact(&mut record, &other);
            prop_assert!(record.email.is_some() || before.email.is_none() && other.email.is_none());
            if let Some(changed) = changed {
                record.email = contact(Some(changed), None).email;
            }
            let at_undo = record.clone();
            empty_contact(&mut record, &other, &filled);
            prop_assert_eq!(&record.phone, &before.phone);
            prop_assert_eq!(&record.additional_emails, &before.additional_emails);
            prop_assert_eq!(&record.additional_phones, &before.additional_phones);
            prop_assert_eq!(&record.email, if changed.is_some() { &at_undo.email } else { &before.email });
        }
    }
}

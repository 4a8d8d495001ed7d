//! What a custom field and its values may be.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate};
use contracts::crm::{
    CustomField, CustomFieldCreated, CustomFieldUpdated, CustomValues, FieldKind, FieldRecord, FieldValue,
    RenamedChoice,
};
use kernel::{Decimal, FieldId, Name};
use platform::{FieldError, Kind, Refusal};

use crate::names::sort_key;

/// Changes of custom values by field: what is not named stays, `null` empties.
pub type CustomChanges = BTreeMap<FieldId, Option<FieldValue>>;

/// Most fields of a kind of record, archived ones not counted.
pub const MAX_FIELDS: usize = 100;
/// Most choices of a field.
const MAX_CHOICES: usize = 200;
/// Most characters of a value.
const MAX_TEXT: usize = 2_000;
/// Numbers lie closer to zero than this, so that they sort by their digits.
const MAX_NUMBER: i64 = 1_000_000_000_000_000;
/// Most decimals of a number.
const MAX_SCALE: u32 = 6;

/// A custom field with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Grows by one with each change.
    pub version: i64,
    /// The field as others see it.
    pub image: CustomField,
    /// What could be chosen once and can no more; records may say it still.
    pub former_choices: Vec<Name>,
}

/// A field or value that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct CustomFieldError {
    /// Where it stands.
    pub pointer: String,
    /// How to mend it.
    pub detail: String,
}

impl CustomFieldError {
    fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}

impl Refusal for CustomFieldError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(&self.pointer, &self.detail)]
    }
}

/// How a kind of record is written in a column.
pub fn record_text(record: FieldRecord) -> &'static str {
    match record {
        FieldRecord::Account => "account",
        FieldRecord::Contact => "contact",
        FieldRecord::Deal => "deal",
        FieldRecord::Lead => "lead",
    }
}

/// The kind of record a column says.
pub fn record_from(text: &str) -> Option<FieldRecord> {
    use FieldRecord::{Account, Contact, Deal, Lead};
    [Account, Contact, Deal, Lead].into_iter().find(|one| record_text(*one) == text)
}

/// How a kind of field is written in a column.
pub fn kind_text(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::YesNo => "yes_no",
        FieldKind::Choice => "choice",
        FieldKind::Choices => "choices",
        FieldKind::Url => "url",
    }
}

/// The kind of field a column says.
pub fn kind_from(text: &str) -> Option<FieldKind> {
    use FieldKind::{Choice, Choices, Date, Number, Text, Url, YesNo};
    [Text, Number, Date, YesNo, Choice, Choices, Url].into_iter().find(|one| kind_text(*one) == text)
}

impl Field {
    /// Defines a field.
    pub fn define(image: CustomField) -> Result<(Self, CustomFieldCreated), CustomFieldError> {
        check(&image)?;
        let created = CustomFieldCreated { field: image.clone() };
        Ok((Self { version: 1, image, former_choices: Vec::new() }, created))
    }

    /// Changes the field to this, with choices that are called otherwise from now on. What it is a field of and what its values are
    /// never changes, because values exist.
    pub fn update(
        &mut self,
        image: CustomField,
        renamed: Vec<RenamedChoice>,
    ) -> Result<CustomFieldUpdated, CustomFieldError> {
        check(&image)?;
        let old = self.image.choices.iter().chain(&self.former_choices);
        let gone = |choice: &&Name| !image.choices.contains(choice) && renamed.iter().all(|one| one.was != **choice);
        let mut former_choices: Vec<Name> = old.filter(gone).cloned().collect();
        former_choices.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        former_choices.dedup();
        *self = Self { version: self.version + 1, image, former_choices };
        Ok(CustomFieldUpdated { field: self.image.clone(), renamed: (!renamed.is_empty()).then_some(renamed) })
    }

    /// The choices there are once some are called otherwise: those that are said, or else those there were with the new names. Two
    /// that get one name become one. A former choice, too, can be renamed to one there is.
    ///
    /// # Errors
    /// When one is renamed that is none, twice, or not to one of the choices; or when it stays a choice all the same.
    pub fn renamed(&self, said: Option<Vec<Name>>, renamed: &[RenamedChoice]) -> Result<Vec<Name>, CustomFieldError> {
        let refuse = |place: usize, part: &str, detail: &str| {
            Err(CustomFieldError::new(format!("/renamed/{place}/{part}"), detail))
        };
        let now = |choice: &Name| renamed.iter().find(|one| one.was == *choice).map_or(choice, |one| &one.name).clone();
        let is_said = said.is_some();
        let mut names = HashSet::new();
        let as_before = || self.image.choices.iter().map(now).filter(|choice| names.insert(choice.clone())).collect();
        let choices: Vec<Name> = said.unwrap_or_else(as_before);
        let mut seen = HashSet::new();
        for (place, one) in renamed.iter().enumerate() {
            let known = self.image.choices.iter().chain(&self.former_choices).any(|choice| *choice == one.was);
            if !known || !seen.insert(&one.was) {
                return refuse(place, "was", "is no choice of the field, or stands here twice");
            }
            if !choices.contains(&one.name) {
                return refuse(place, "name", "is none of the choices; say it among them, too");
            }
            let is_another = renamed.iter().any(|other| other.name == one.was);
            if is_said && choices.contains(&one.was) && one.was != one.name && !is_another {
                return refuse(place, "was", "stays one of the choices; leave it out there, or do not rename it");
            }
        }
        Ok(choices)
    }

    /// A value as it is kept: trimmed, a number without needless digits, choices in the field's order.
    pub fn value(&self, value: FieldValue) -> Result<FieldValue, CustomFieldError> {
        let at = pointer(self.image.field_id);
        let refuse = |detail: String| Err(CustomFieldError::new(&at, detail));
        let name = &self.image.name;
        match (self.image.kind, value) {
            (FieldKind::YesNo, FieldValue::YesNo(value)) => Ok(FieldValue::YesNo(value)),
            (FieldKind::Choices, FieldValue::Choices(chosen)) => self.chosen(&chosen),
            (FieldKind::Number, FieldValue::Text(text)) => match number(&text) {
                Some(number) => Ok(FieldValue::Text(number.to_string())),
                None => refuse(format!(
                    "{name} is a number between -10^15 and 10^15 with at most {MAX_SCALE} decimals, as text: \"12.5\""
                )),
            },
            (FieldKind::Date, FieldValue::Text(text)) => match text.parse::<NaiveDate>() {
                Ok(day) if (1900..2200).contains(&day.year()) => Ok(FieldValue::Text(day.to_string())),
                _ => refuse(format!("{name} is a day from 1900 to 2199: \"2026-03-02\"")),
            },
            (FieldKind::Choice, FieldValue::Text(text)) => match self.choice(&text) {
                Some(choice) => Ok(FieldValue::Text(choice)),
                None => refuse(format!("{name} is one of: {}", self.choices())),
            },
            (FieldKind::Url, FieldValue::Text(text)) if url(text.trim()) => {
                Ok(FieldValue::Text(text.trim().to_owned()))
            }
            (FieldKind::Url, FieldValue::Text(_)) => {
                refuse(format!("{name} is a web address that begins with https:// or http://"))
            }
            (FieldKind::Text, FieldValue::Text(text)) => match text.trim() {
                text if text.chars().count() <= MAX_TEXT && !text.contains('\0') => {
                    Ok(FieldValue::Text(text.to_owned()))
                }
                _ => refuse(format!("{name} is a text of at most {MAX_TEXT} characters")),
            },
            (FieldKind::YesNo, _) => refuse(format!("{name} is true or false")),
            (FieldKind::Choices, _) => refuse(format!("{name} is a list of: {}", self.choices())),
            (_, _) => refuse(format!("{name} is a text in a JSON string")),
        }
    }

    fn choice(&self, text: &str) -> Option<String> {
        self.image.choices.iter().map(Name::as_str).find(|choice| *choice == text.trim()).map(str::to_owned)
    }

    fn chosen(&self, chosen: &[String]) -> Result<FieldValue, CustomFieldError> {
        if let Some(wrong) = chosen.iter().position(|one| self.choice(one).is_none()) {
            let detail = format!("{} has only: {}", self.image.name, self.choices());
            return Err(CustomFieldError::new(format!("{}/{wrong}", pointer(self.image.field_id)), detail));
        }
        let named = |choice: &&Name| chosen.iter().any(|one| one.trim() == choice.as_str());
        let choices = self.image.choices.iter().filter(named).map(|choice| choice.as_str().to_owned());
        Ok(FieldValue::Choices(choices.collect()))
    }

    fn choices(&self) -> String {
        self.image.choices.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Where the value of a field stands in a request.
pub fn pointer(field: FieldId) -> String {
    format!("/custom/{field}")
}

/// A number as it may be kept.
pub fn number(text: &str) -> Option<Decimal> {
    let number = text.trim().parse::<Decimal>().ok()?.normalize();
    (number.scale() <= MAX_SCALE && number.abs() < Decimal::from(MAX_NUMBER)).then_some(number)
}

fn url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && text.chars().count() <= MAX_TEXT
        && !text.chars().any(|one| one.is_whitespace() || one.is_control())
}

fn is_empty(value: &FieldValue) -> bool {
    match value {
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Choices(choices) => choices.is_empty(),
        FieldValue::YesNo(_) => false,
    }
}

/// The values after changes. `current` is none for a new record. A value that is empty counts as none.
pub fn change(
    fields: &[Field],
    current: Option<&CustomValues>,
    changes: CustomChanges,
) -> Result<CustomValues, CustomFieldError> {
    let mut values = current.cloned().unwrap_or_default();
    for (id, value) in changes {
        let known = fields.iter().find(|field| field.image.field_id == id);
        let Some(field) = known else {
            return Err(CustomFieldError::new(pointer(id), "there is no such field; GET /v1/custom-fields lists them"));
        };
        match value.filter(|value| !is_empty(value)) {
            // Of a record from before the field was required, nothing is emptied.
            None if field.image.required && !field.image.archived && values.contains_key(&id) => {
                return Err(CustomFieldError::new(pointer(id), format!("{} is required", field.image.name)));
            }
            None => drop(values.remove(&id)),
            Some(_) if field.image.archived => {
                let detail = format!("{} is archived; take it into use again first", field.image.name);
                return Err(CustomFieldError::new(pointer(id), detail));
            }
            Some(value) => drop(values.insert(id, field.value(value)?)),
        }
    }
    let missing = |field: &&Field| {
        let image = &field.image;
        image.required && !image.archived && !values.contains_key(&image.field_id)
    };
    match fields.iter().find(missing).filter(|_| current.is_none()) {
        Some(field) => {
            Err(CustomFieldError::new(pointer(field.image.field_id), format!("{} is required", field.image.name)))
        }
        None => Ok(values),
    }
}

/// What the values of one kind of record give to another kind: to a field of the same name, whatever its letters, each value
/// that it takes. So a lead's "Budget" becomes the deal's.
pub fn carry_over(from: &[Field], values: &CustomValues, to: &[Field]) -> CustomValues {
    let mut carried = CustomValues::default();
    for field in to.iter().filter(|field| !field.image.archived) {
        let name = sort_key(&field.image.name);
        let value = from
            .iter()
            .filter(|one| sort_key(&one.image.name) == name)
            .find_map(|one| values.get(&one.image.field_id))
            .and_then(|value| field.value(value.clone()).ok());
        if let Some(value) = value {
            carried.insert(field.image.field_id, value);
        }
    }
    carried
}

fn check(field: &CustomField) -> Result<(), CustomFieldError> {
    let chooses = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
    if chooses == field.choices.is_empty() {
        let detail = if chooses { "give at least one choice" } else { "only the kinds choice and choices have them" };
        return Err(CustomFieldError::new("/choices", detail));
    }
    if field.choices.len() > MAX_CHOICES {
        return Err(CustomFieldError::new("/choices", format!("a field can have at most {MAX_CHOICES} choices")));
    }
    let mut names = HashSet::new();
    match field.choices.iter().position(|choice| !names.insert(choice.as_str().to_lowercase())) {
        Some(twice) => Err(CustomFieldError::new(format!("/choices/{twice}"), "is there already")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn field(kind: FieldKind, choices: &[&str], required: bool) -> Field {
        let choices = choices.iter().map(|choice| Name::new(*choice).unwrap()).collect();
        let image = CustomField {
            field_id: FieldId::new(),
            record: FieldRecord::Deal,
            name: Name::new("Size").unwrap(),
            kind,
            choices,
            required,
            position: 1,
            archived: false,
        };
        Field::define(image).unwrap().0
    }

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    #[test]
    fn values_are_of_the_kind_of_their_field() {
        let choice = field(FieldKind::Choice, &["S", "M"], false);
        assert_eq!(choice.value(text(" M ")), Ok(text("M")));
        assert!(choice.value(text("L")).is_err());
        let several = field(FieldKind::Choices, &["a", "b", "c"], false);
        let chosen = FieldValue::Choices(vec!["c".to_owned(), "a".to_owned(), "a".to_owned()]);
        assert_eq!(several.value(chosen), Ok(FieldValue::Choices(vec!["a".to_owned(), "c".to_owned()])));
        let number = field(FieldKind::Number, &[], false);
        assert_eq!(number.value(text("012.500")), Ok(text("12.5")));
        for wrong in ["x", "1.1234567", "1000000000000000", "-1000000000000000", "NaN"] {
            assert!(number.value(text(wrong)).is_err(), "{wrong}");
        }
        assert!(field(FieldKind::Date, &[], false).value(text("2026-02-30")).is_err());
        assert!(field(FieldKind::YesNo, &[], false).value(text("true")).is_err());
        for wrong in ["javascript:alert(1)", "https://", "https:///x", "http://a b"] {
            assert!(field(FieldKind::Url, &[], false).value(text(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_required_is_there_from_the_beginning_and_stays() {
        let required = field(FieldKind::Text, &[], true);
        let id = required.image.field_id;
        let fields = [required];
        assert!(change(&fields, None, CustomChanges::new()).is_err());
        let values = change(&fields, None, [(id, Some(text("x")))].into()).unwrap();
        assert!(change(&fields, Some(&values), [(id, None)].into()).is_err());
        assert!(change(&fields, Some(&values), [(id, Some(text("  ")))].into()).is_err());
        // Records from before the field stay changeable.
        assert_eq!(change(&fields, Some(&CustomValues::new()), CustomChanges::new()), Ok(CustomValues::new()));
    }

    #[test]
    fn what_is_not_named_stays() {
        let fields = [field(FieldKind::Text, &[], false), field(FieldKind::Text, &[], false)];
        let [a, b] = [&fields[0], &fields[1]].map(|field| field.image.field_id);
        let values = change(&fields, None, [(a, Some(text("1"))), (b, Some(text("2")))].into()).unwrap();
        let values = change(&fields, Some(&values), [(b, None)].into()).unwrap();
        assert_eq!(values, [(a, text("1"))].into());
        assert!(change(&fields, Some(&values), [(FieldId::new(), None)].into()).is_err());
    }

    #[test]
    fn a_value_goes_where_a_field_of_the_same_name_takes_it() {
        let named = |name: &str, mut field: Field| {
            field.image.name = Name::new(name).unwrap();
            field
        };
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let from = [
            named("Budget", field(FieldKind::Text, &[], false)),
            named("Plan", field(FieldKind::Text, &[], false)),
            named("Other", field(FieldKind::Text, &[], false)),
        ];
        let values: CustomValues =
            from.iter().zip(["12.50", "Gold", "x"]).map(|(field, said)| (field.image.field_id, text(said))).collect();
        let mut gone = named("other", field(FieldKind::Text, &[], false));
        gone.image.archived = true;
        let to = [
            named("BUDGET", field(FieldKind::Number, &[], true)),
            named("plan", field(FieldKind::Choice, &["Basic"], false)),
            gone,
        ];
        let carried = carry_over(&from, &values, &to);
        assert_eq!(carried, CustomValues::from([(to[0].image.field_id, text("12.5"))]), "Gold is no choice there");
    }

    proptest! {
        #[test]
        fn a_kept_value_is_kept_as_it_is(digits in -999_999_999_999_i64..999_999_999_999, scale in 0_u32..=6) {
            let number = field(FieldKind::Number, &[], false);
            let kept = number.value(text(&Decimal::new(digits, scale).to_string())).unwrap();
            prop_assert_eq!(number.value(kept.clone()), Ok(kept));
        }
    }

    #[test]
    fn choices_are_renamed_to_choices_there_are_and_become_one() {
        let names = |names: &[&str]| names.iter().map(|one| Name::new(*one).unwrap()).collect::<Vec<_>>();
        let to = |pairs: &[(&str, &str)]| {
            let pair = |(was, name): &(&str, &str)| RenamedChoice {
                was: Name::new(*was).unwrap(),
                name: Name::new(*name).unwrap(),
            };
            pairs.iter().map(pair).collect::<Vec<_>>()
        };
        let mut field = field(FieldKind::Choice, &["A", "B", "C"], false);
        let after = |field: &Field, said: Option<&[&str]>, pairs: &[(&str, &str)]| {
            field.renamed(said.map(names), &to(pairs)).map_err(|error| error.pointer)
        };
        assert_eq!(after(&field, None, &[("A", "Alpha")]), Ok(names(&["Alpha", "B", "C"])));
        assert_eq!(after(&field, None, &[("A", "B")]), Ok(names(&["B", "C"])), "two become one");
        assert_eq!(after(&field, None, &[("A", "B"), ("B", "A")]), Ok(names(&["B", "A", "C"])), "they change places");
        assert_eq!(after(&field, Some(&["C", "Alpha"]), &[("A", "Alpha")]), Ok(names(&["C", "Alpha"])));
        for (said, pairs, at) in [
            (None, &[("X", "Y")][..], "/renamed/0/was"),
            (None, &[("A", "D"), ("A", "E")], "/renamed/1/was"),
            (Some(&["B", "C"][..]), &[("A", "Alpha")], "/renamed/0/name"),
            (Some(&["A", "Alpha"]), &[("A", "Alpha")], "/renamed/0/was"),
        ] {
            assert_eq!(after(&field, said, pairs), Err(at.to_owned()), "{pairs:?}");
        }
        let mut image = field.image.clone();
        image.choices = names(&["Alpha", "C"]);
        let updated = field.update(image.clone(), to(&[("A", "Alpha")])).unwrap();
        assert_eq!((&field.former_choices, updated.renamed), (&names(&["B"]), Some(to(&[("A", "Alpha")]))));
        // A former choice can be renamed to one there is, and one that comes back is former no more.
        assert_eq!(after(&field, None, &[("B", "C")]), Ok(names(&["Alpha", "C"])));
        image.choices = names(&["Alpha", "B"]);
        assert_eq!(field.update(image, Vec::new()).unwrap().renamed, None);
        assert_eq!(field.former_choices, names(&["C"]));
    }
}

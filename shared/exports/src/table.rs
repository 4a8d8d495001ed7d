//! From what a list answers to the cells of a file.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Language, TimeZoneName};
use platform::{Problem, Result};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::sheet::Cell;

/// Items as they are answered.
///
/// # Errors
/// An internal problem when one cannot be written as JSON.
pub fn values<T: Serialize>(items: Vec<T>) -> Result<Vec<Value>> {
    items.into_iter().map(|item| serde_json::to_value(item).map_err(Problem::internal)).collect()
}

/// A row once for each of its parts, which stand in it as a list and then, one in each, under another name: a claim for each of its lines.
pub(crate) fn by_part(mut row: Value, parts: &str, part: &str) -> Vec<Value> {
    let all = row.get_mut(parts).map(Value::take).unwrap_or_default();
    let with = |one: Value| {
        let mut row = row.clone();
        if let Some(fields) = row.as_object_mut() {
            fields.insert(part.to_owned(), one);
        }
        row
    };
    match all {
        Value::Array(all) => all.into_iter().map(with).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => Vec::new(),
    }
}

/// A column of a file.
#[derive(Debug, Clone)]
pub struct Column {
    /// What stands above it.
    pub heading: Cow<'static, str>,
    /// What stands above it in a Hungarian file.
    pub hungarian: Cow<'static, str>,
    /// Where its value stands in what the list answers: a JSON pointer, or several with spaces between them. A `*` in one stands
    /// for each of a list.
    pub places: Cow<'static, str>,
    /// What its value is.
    pub shape: Shape,
}

/// The words of a closed list as the API writes them, each with what it is in Hungarian.
pub type Words = &'static [(&'static str, &'static str)];

/// What the values of a column are.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Texts, words, yes or no; lists of them with semicolons between, and what several places say in lines of their own.
    Text,
    /// Words of a closed list, with semicolons between them.
    Word(Words),
    /// An exact number; what is none stays a text.
    Number,
    /// A day; what is none stays a text.
    Day,
    /// A moment, on the organisation's clock.
    Moment,
    /// What the things are called whose ids stand there.
    Named,
    /// The ids themselves, of this kind alone.
    Ids(&'static str),
    /// Who did it: a member by their name.
    Actor,
    /// Whatever this makes of it, in a language.
    Made(fn(&Value, Language) -> Cell),
}

macro_rules! shaped {
    ($($(#[$doc:meta])* $name:ident $shape:ident;)+) => {$(
        $(#[$doc])*
        pub const fn $name(heading: &'static str, hungarian: &'static str, places: &'static str) -> Column {
            column(heading, hungarian, places, Shape::$shape)
        }
    )+};
}

shaped! {
    /// A column of texts.
    text Text;
    /// A column of numbers.
    number Number;
    /// A column of days.
    day Day;
    /// A column of moments.
    moment Moment;
    /// A column of what things are called.
    named Named;
    /// A column of who did something.
    actor Actor;
}

/// A column of words of a closed list.
pub const fn word(heading: &'static str, hungarian: &'static str, places: &'static str, words: Words) -> Column {
    column(heading, hungarian, places, Shape::Word(words))
}

/// A column of what something makes of a value.
pub const fn made(
    heading: &'static str,
    hungarian: &'static str,
    places: &'static str,
    how: fn(&Value, Language) -> Cell,
) -> Column {
    column(heading, hungarian, places, Shape::Made(how))
}

/// A column of ids of one kind, among those of several.
pub const fn ids(heading: &'static str, hungarian: &'static str, places: &'static str, kind: &'static str) -> Column {
    column(heading, hungarian, places, Shape::Ids(kind))
}

const fn column(heading: &'static str, hungarian: &'static str, places: &'static str, shape: Shape) -> Column {
    let (heading, hungarian) = (Cow::Borrowed(heading), Cow::Borrowed(hungarian));
    Column { heading, hungarian, places: Cow::Borrowed(places), shape }
}

/// A column that follows from what an organisation set up, under the heading it has there in every language.
pub fn own(heading: String, place: String, shape: Shape) -> Column {
    Column { hungarian: heading.clone().into(), heading: heading.into(), places: place.into(), shape }
}

/// Headings of columns.
pub fn headings(columns: &[Column], language: Language) -> Vec<String> {
    let heading = |column: &Column| match language {
        Language::En => column.heading.to_string(),
        Language::Hu => column.hungarian.to_string(),
    };
    columns.iter().map(heading).collect()
}

/// The ids of what columns call by name in the rows of a page, each once.
pub fn named_in(columns: &[Column], rows: &[Value]) -> Vec<Uuid> {
    let called = columns.iter().filter(|column| matches!(column.shape, Shape::Named | Shape::Actor));
    let mut ids: Vec<Uuid> =
        called.flat_map(|column| rows.iter().flat_map(move |row| found(column, row)).flat_map(ids_in)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The cells of the rows of a page.
pub(crate) fn cells(columns: &[Column], rows: &[Value], known: Known) -> impl Iterator<Item = Vec<Cell>> {
    rows.iter().map(move |row| columns.iter().map(|column| known.cell(column, row)).collect())
}

/// What a page is read with.
pub(crate) struct Known {
    /// What ids are called.
    pub names: HashMap<Uuid, String>,
    /// The zone of moments.
    pub zone: TimeZoneName,
    /// The language of words.
    pub language: Language,
}

/// What stands at the places of a column.
fn found<'v>(column: &Column, row: &'v Value) -> impl Iterator<Item = &'v Value> {
    column.places.split(' ').flat_map(move |place| standing(row, place)).filter(|value| !value.is_null())
}

fn standing<'v>(row: &'v Value, place: &str) -> Vec<&'v Value> {
    match place.split_once("/*") {
        Some((list, rest)) => {
            let each = row.pointer(list).and_then(Value::as_array).into_iter().flatten();
            each.flat_map(|one| standing(one, rest)).collect()
        }
        None => row.pointer(place).into_iter().collect(),
    }
}

impl Known {
    fn cell(&self, column: &Column, row: &Value) -> Cell {
        let first = || found(column, row).next();
        let parsed = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match column.shape {
            Shape::Text => joined(found(column, row).filter_map(|value| said(value, self.language)), "\n"),
            Shape::Word(words) => {
                joined(found(column, row).filter_map(|value| spoken(value, words, self.language)), "; ")
            }
            Shape::Number => first().map_or(Cell::Empty, |value| {
                parsed(value).parse().map_or_else(|_| Cell::text(words(value)), Cell::Number)
            }),
            Shape::Day => first().map_or(Cell::Empty, |value| {
                parsed(value).parse().map_or_else(|_| Cell::text(words(value)), Cell::Day)
            }),
            Shape::Moment => {
                let at = first().and_then(|value| parsed(value).parse::<DateTime<Utc>>().ok());
                at.map_or(Cell::Empty, |at| Cell::Moment(at.with_timezone(&self.zone.tz()).naive_local()))
            }
            Shape::Named => joined(found(column, row).flat_map(ids_in).map(|id| self.name(id)), "; "),
            Shape::Ids(kind) => {
                let listed = found(column, row).flat_map(|value| value.as_array().into_iter().flatten());
                joined(listed.filter_map(|one| one.get(kind)?.as_str().map(str::to_owned)), "; ")
            }
            Shape::Actor => joined(found(column, row).filter_map(Value::as_str).map(|actor| self.actor(actor)), "; "),
            Shape::Made(make) => first().map_or(Cell::Empty, |value| make(value, self.language)),
        }
    }

    /// What something is called; its id when that is not known.
    fn name(&self, id: Uuid) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    fn actor(&self, actor: &str) -> String {
        let member = actor.strip_prefix("member:").and_then(|id| id.parse().ok());
        member.map_or_else(|| actor.to_owned(), |id| self.name(id))
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> Cell {
    let text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between);
    Cell::text(Some(text).filter(|text| !text.is_empty()))
}

/// A value as it is written in English, when it says anything.
pub fn words(value: &Value) -> Option<String> {
    said(value, Language::En)
}

/// A value as it is written in a language, when it says anything; texts are what they are.
pub fn said(value: &Value, language: Language) -> Option<String> {
    each(value, &|value| match (value, language) {
        (Value::Bool(yes), Language::En) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        (Value::Bool(yes), Language::Hu) => Some(if *yes { "igen" } else { "nem" }.to_owned()),
        (Value::Number(number), _) => Some(number.to_string()),
        (Value::String(text), _) => Some(text.clone()),
        (Value::Null | Value::Array(_) | Value::Object(_), _) => None,
    })
}

/// Words of a closed list in a language.
pub fn spoken(value: &Value, words: Words, language: Language) -> Option<String> {
    each(value, &|value| value.as_str().map(|word| in_language(word, words, language).to_owned()))
}

/// A word of a closed list in a language; one that is not among them stays as it is.
pub fn in_language(word: &str, words: Words, language: Language) -> &str {
    let hungarian = || words.iter().find(|(english, _)| *english == word).map_or(word, |(_, hungarian)| *hungarian);
    match language {
        Language::En => word,
        Language::Hu => hungarian(),
    }
}

/// What is said of a value, or of each of a list with semicolons between.
fn each(value: &Value, say: &dyn Fn(&Value) -> Option<String>) -> Option<String> {
    let Value::Array(items) = value else { return say(value) };
    let parts: Vec<String> = items.iter().filter_map(|item| each(item, say)).collect();
    Some(parts.join("; ")).filter(|text| !text.is_empty())
}

/// The ids a value holds: one, a list of them, those of subjects, that of an actor.
fn ids_in(value: &Value) -> Vec<Uuid> {
    match value {
        Value::String(text) => text.strip_prefix("member:").unwrap_or(text).parse().into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(ids_in).collect(),
        Value::Object(fields) => fields.values().flat_map(ids_in).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Decimal;
    use serde_json::json;

    use super::*;

    fn known() -> Known {
        let names = HashMap::from([(Uuid::from_u128(1), "Anna".to_owned())]);
        Known { names, zone: TimeZoneName::new("Europe/Budapest").unwrap(), language: Language::En }
    }

    fn cell(column: &Column, row: &Value) -> Cell {
        known().cell(column, row)
    }

    #[test]
    fn a_row_stands_once_for_each_of_its_parts() {
        let row = json!({"title": "Trip", "lines": [{"amount": "1"}, {"amount": "2"}]});
        let rows = by_part(row, "lines", "line");
        let told: Vec<_> = rows.iter().map(|row| (row["title"].clone(), row["line"]["amount"].clone())).collect();
        assert_eq!(told, [(json!("Trip"), json!("1")), (json!("Trip"), json!("2"))]);
        assert!(by_part(json!({"title": "Trip", "lines": []}), "lines", "line").is_empty());
        assert!(by_part(json!({"title": "Trip"}), "lines", "line").is_empty());
    }

    #[test]
    fn values_become_cells_by_their_shape() {
        let (anna, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let row = json!({
            "net": {"amount": "12.50"}, "on": "2026-03-02", "at": "2026-03-02T23:30:00Z", "yes": true,
            "owner_id": anna, "about": [{"account_id": anna}, {"deal_id": other}], "by": format!("member:{anna}"),
            "promised": "soon", "open": null, "to": ["a@x.hu", "b@x.hu"], "program": "system:automation",
        });
        assert_eq!(cell(&number("", "", "/net/amount"), &row), Cell::Number(Decimal::new(1250, 2)));
        assert_eq!(cell(&day("", "", "/on"), &row), Cell::day("2026-03-02".parse().ok()));
        assert_eq!(cell(&moment("", "", "/at"), &row), Cell::Moment("2026-03-03T00:30:00".parse().unwrap()));
        assert_eq!(cell(&text("", "", "/yes"), &row), Cell::Text("yes".to_owned()));
        assert_eq!(cell(&text("", "", "/promised /open /on"), &row), Cell::Text("soon\n2026-03-02".to_owned()));
        assert_eq!(cell(&text("", "", "/to"), &row), Cell::Text("a@x.hu; b@x.hu".to_owned()));
        assert_eq!(cell(&named("", "", "/owner_id"), &row), Cell::Text("Anna".to_owned()));
        assert_eq!(
            cell(&named("", "", "/about"), &row),
            Cell::Text(format!("Anna; {other}")),
            "what has no name, by its id"
        );
        assert_eq!(cell(&ids("", "", "/about", "deal_id"), &row), Cell::Text(other.to_string()));
        assert_eq!(cell(&actor("", "", "/by"), &row), Cell::Text("Anna".to_owned()));
        assert_eq!(cell(&actor("", "", "/program"), &row), Cell::Text("system:automation".to_owned()));
        assert_eq!(cell(&text("", "", "/nothing"), &row), Cell::Empty);
        assert_eq!(cell(&number("", "", "/open"), &row), Cell::Empty);
    }

    #[test]
    fn words_are_said_in_the_language_of_the_file_and_nothing_else_is() {
        const STATUS: Words = &[("open", "nyitott"), ("done", "kész")];
        let row = json!({
            "status": "open", "all": ["done", "new"], "steps": [{"status": "done"}, {}, {"status": "open"}],
            "name": "open", "active": true, "flags": [true, false], "net": "12.50", "on": "2026-03-02",
        });
        let hungarian = Known { language: Language::Hu, ..known() };
        for (column, english, said) in [
            (word("", "", "/status", STATUS), "open", "nyitott"),
            (word("", "", "/all", STATUS), "done; new", "kész; new"),
            (word("", "", "/steps/*/status", STATUS), "done; open", "kész; nyitott"),
            (text("", "", "/name"), "open", "open"),
            (text("", "", "/active"), "yes", "igen"),
            (text("", "", "/flags"), "yes; no", "igen; nem"),
        ] {
            assert_eq!(cell(&column, &row), Cell::Text(english.to_owned()), "{}", column.places);
            assert_eq!(hungarian.cell(&column, &row), Cell::Text(said.to_owned()), "{}", column.places);
        }
        for column in [number("", "", "/net"), day("", "", "/on")] {
            assert_eq!(hungarian.cell(&column, &row), cell(&column, &row), "{}", column.places);
        }
        let columns = [text("Name", "Név", "/name"), own("Seats".to_owned(), "/custom/1".to_owned(), Shape::Number)];
        assert_eq!(headings(&columns, Language::En), ["Name", "Seats"]);
        assert_eq!(
            headings(&columns, Language::Hu),
            ["Név", "Seats"],
            "an organisation calls its own fields as it likes"
        );
    }
}

//! What is wrong with the columns of a list, by the schema of what it answers: for tests.

use std::collections::{BTreeSet, HashSet};

use schemars::JsonSchema;
use serde_json::Value;

use crate::Exported;
use crate::table::{Column, Shape, Words};

/// What is wrong with the columns of a list: those that have the heading of another one, in either language, or stand where it
/// answers nothing, and words of closed lists that have no Hungarian.
pub fn wrong<L: Exported>(list: &str) -> Vec<String> {
    let root = schemars::schema_for!(L::Item).to_value();
    let (mut headings, mut hungarian) = (HashSet::new(), HashSet::new());
    let mut wrong = Vec::new();
    for column in L::COLUMNS {
        if !headings.insert(column.heading.as_ref()) {
            wrong.push(format!("two columns are called {}", column.heading));
        }
        if !hungarian.insert(column.hungarian.as_ref()) {
            wrong.push(format!("two columns are called {} in Hungarian", column.hungarian));
        }
        if column.hungarian.trim().is_empty() {
            wrong.push(format!("{} has no Hungarian heading", column.heading));
        }
        for place in column.places.split(' ').filter(|place| !L::MORE.contains(place)) {
            let place = in_item::<L>(place);
            let path: Vec<&str> = place.split('/').skip(1).collect();
            if !has(&root, &root, &path) {
                wrong.push(format!("nothing stands at {place} for {}", column.heading));
            }
            wrong.extend(unsaid(&root, column, &place));
        }
    }
    wrong.into_iter().map(|what| format!("{list}: {what}")).collect()
}

/// What words do not say of a closed list, and what they say that it has not, each in a sentence; for what a column makes of
/// several values. Where no closed list stands, that is what is wrong.
pub fn unspoken<T: JsonSchema>(place: &str, words: Words) -> Vec<String> {
    differing(&schemars::schema_for!(T).to_value(), place, words)
}

/// Where in an item stands what has this place in its row.
fn in_item<L: Exported>(place: &str) -> String {
    let whole = L::PARTS.and_then(|(parts, part)| {
        let rest = place.strip_prefix('/')?.strip_prefix(part)?;
        rest.starts_with('/').then(|| format!("/{parts}/*{rest}"))
    });
    whole.unwrap_or_else(|| place.to_owned())
}

/// What is wrong with the words of a column.
fn unsaid(root: &Value, column: &Column, place: &str) -> Vec<String> {
    match column.shape {
        // A list that the schema does not know is the program's alone.
        Shape::Word(_) if closed(root, place).is_empty() => Vec::new(),
        Shape::Word(words) => differing(root, place, words),
        Shape::Text => {
            let words = closed(root, place).into_iter().collect::<Vec<_>>().join(", ");
            let what = format!("{} says words of a closed list without their Hungarian: {words}", column.heading);
            Some(what).filter(|_| !words.is_empty()).into_iter().collect()
        }
        Shape::Number | Shape::Day | Shape::Moment | Shape::Named | Shape::Ids(_) | Shape::Actor | Shape::Made(_) => {
            Vec::new()
        }
    }
}

fn differing(root: &Value, place: &str, words: Words) -> Vec<String> {
    let there = closed(root, place);
    if there.is_empty() {
        return vec![format!("no closed list stands at {place}")];
    }
    let said: BTreeSet<&str> = words.iter().map(|(english, _)| *english).collect();
    let missing = there.iter().filter(|word| !said.contains(word.as_str()));
    let foreign = said.iter().filter(|word| !there.contains(**word));
    let hungarian: BTreeSet<&str> = words.iter().map(|(_, hungarian)| *hungarian).collect();
    let same = (hungarian.len() < words.len()).then(|| format!("two words of {place} are the same in Hungarian"));
    missing
        .map(|word| format!("{word} of {place} has no Hungarian"))
        .chain(foreign.map(|word| format!("{word} is no word of {place}")))
        .chain(same)
        .collect()
}

/// The words of the closed list at a place; none when what stands there is none.
fn closed(root: &Value, place: &str) -> BTreeSet<String> {
    let path: Vec<&str> = place.split('/').skip(1).collect();
    let mut ends = Vec::new();
    reach(root, root, &path, &mut ends);
    let mut words = BTreeSet::new();
    for end in ends {
        let one = end.get("const").and_then(Value::as_str).map(|word| vec![word]);
        let listed = end.get("enum").and_then(Value::as_array);
        let several = || listed.map(|all| all.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        match one.or_else(several) {
            Some(said) => words.extend(said.into_iter().map(str::to_owned)),
            None if end.get("type").and_then(Value::as_str) == Some("null") => {}
            None => return BTreeSet::new(),
        }
    }
    words
}

/// Whether a value can stand at a place in what a schema describes.
fn has(root: &Value, schema: &Value, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return true };
    let inner = step(schema, first);
    inner.is_some_and(|inner| has(root, inner, rest)) || others(root, schema).any(|schema| has(root, schema, path))
}

/// The schemas of what can stand at a place, and of each of it where that is a list.
fn reach<'v>(root: &'v Value, schema: &'v Value, path: &[&str], ends: &mut Vec<&'v Value>) {
    let before = ends.len();
    let mut goes_on = false;
    for other in others(root, schema) {
        goes_on = true;
        reach(root, other, path, ends);
    }
    match path.split_first() {
        Some((first, rest)) => {
            if let Some(inner) = step(schema, first) {
                reach(root, inner, rest, ends);
            }
        }
        None => match schema.get("items") {
            Some(items) => reach(root, items, path, ends),
            None if !goes_on || ends.len() == before => ends.push(schema),
            None => {}
        },
    }
}

/// What stands under a name, or each of a list under `*`.
fn step<'v>(schema: &'v Value, name: &str) -> Option<&'v Value> {
    if name == "*" { schema.get("items") } else { schema.get("properties")?.get(name) }
}

/// What a schema refers to, and what it can be.
fn others<'v>(root: &'v Value, schema: &'v Value) -> impl Iterator<Item = &'v Value> {
    let referred = schema.get("$ref").and_then(Value::as_str).and_then(|to| root.pointer(to.trim_start_matches('#')));
    let among = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|name| schema.get(name)?.as_array()).flatten();
    referred.into_iter().chain(among)
}

#[cfg(test)]
mod tests {
    use kernel::{Cursor, Limit, Page};
    use platform::{Problem, Read, Result};
    use serde::Serialize;

    use super::*;
    use crate::List;
    use crate::table::{number, text, word};

    #[derive(Serialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema counts")]
    enum Status {
        /// It is worked on.
        Open,
        Done,
    }

    #[derive(Serialize, JsonSchema)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema counts")]
    enum Part {
        Mail { subject: String },
        Wait { days: i32 },
    }

    #[derive(Serialize, JsonSchema)]
    struct Thing {
        name: String,
        status: Option<Status>,
        all: Vec<Status>,
        parts: Vec<Part>,
    }

    const STATUS: Words = &[("open", "nyitott"), ("done", "kész")];

    macro_rules! things {
        ($name:ident: $($column:expr),+) => {
            struct $name;

            impl List for $name {
                type Item = Thing;

                async fn page(&self, _: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<Thing>> {
                    Err(Problem::internal("nobody asks for it"))
                }
            }

            impl Exported for $name {
                const COLUMNS: &'static [Column] = &[$($column),+];
                const PARTS: Option<(&'static str, &'static str)> = Some(("parts", "part"));
            }
        };
    }

    things! { Right:
        text("Name", "Név", "/name"),
        word("Status", "Állapot", "/status", STATUS),
        word("All", "Mind", "/all", STATUS),
        word("Kinds", "Fajták", "/parts/*/kind", &[("mail", "Levél"), ("wait", "Várakozás")]),
        word("Kind", "Fajta", "/part/kind", &[("mail", "Levél"), ("wait", "Várakozás")]),
        text("Subject", "Tárgy", "/part/subject")
    }

    things! { Wrong:
        text("Name", "Név", "/name"),
        text("Nickname", "Név", "/name"),
        number("Name", "", "/amount"),
        text("Status", "Állapot", "/status"),
        text("All", "Mind", "/all"),
        word("Kind", "Fajta", "/part/kind", &[("mail", "Levél"), ("call", "Levél")])
    }

    #[test]
    fn what_is_wrong_with_columns_is_found() {
        assert_eq!(wrong::<Right>("things"), Vec::<String>::new());
        assert_eq!(
            wrong::<Wrong>("things"),
            [
                "two columns are called Név in Hungarian",
                "two columns are called Name",
                "Name has no Hungarian heading",
                "nothing stands at /amount for Name",
                "Status says words of a closed list without their Hungarian: done, open",
                "All says words of a closed list without their Hungarian: done, open",
                "wait of /parts/*/kind has no Hungarian",
                "call is no word of /parts/*/kind",
                "two words of /parts/*/kind are the same in Hungarian",
            ]
            .map(|what| format!("things: {what}"))
        );
        assert_eq!(unspoken::<Thing>("/status", STATUS), Vec::<String>::new());
        assert_eq!(unspoken::<Thing>("/name", STATUS), ["no closed list stands at /name"]);
    }
}

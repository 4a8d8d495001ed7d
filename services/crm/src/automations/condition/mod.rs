//! Conditions of rules: a part of the Common Expression Language (CEL), as far as its cost can be told beforehand.
//!
//! ```text
//! text --parse--> tree --check--> tree that names only bound values --evaluate--> so, not so, or undecided
//! ```
//!
//! What is checked, and rewritten while it is, is in [`check`]. What is evaluated can only be: comparisons, `&&`, `||`, `!`,
//! `?:`, sums and products of numbers, `in`, `has`, `size`, `contains`, `startsWith`, `endsWith`, `lower`, `days`, and
//! `exists` and `all` over one list at a time. There are no regular expressions, no texts that grow, no loops in loops. So an
//! evaluation takes at most [`MOST_NODES`] times [`MOST_ITEMS`] small steps, whatever is written and whatever is in the
//! records, and needs no time limit.
//!
//! Numbers are exact: CEL has no decimals, so every number with a point, and every amount, is a [`exact::Exact`] here, and
//! `0.1 + 0.2 == 0.3` is so.

pub mod check;
pub mod exact;
mod language;
mod names;
pub mod rename;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::types::{CelBool, CelInt, CelList, CelString};
use cel::common::value::Val;
use cel::{Context, ExecutionError, IdedExpr, Value};
use kernel::Decimal;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use self::check::Checker;
use self::exact::Exact;
use self::language::environment;

/// Most characters of a condition.
pub const MOST_CHARS: usize = 2_000;
/// Deepest nesting of brackets.
const DEEPEST: usize = 24;
/// Most operators in a row that have one side only.
const MOST_SIGNS: usize = 8;
/// Most parts of a condition: values, fields, operators, calls.
pub const MOST_NODES: usize = 400;
/// Deepest nesting of parts: what is evaluated goes no deeper than this.
pub const DEEPEST_PART: usize = 40;
/// Room for reading a condition, in bytes; only what is used of it is taken.
const STACK: usize = 64 * 1024 * 1024;
/// Most items of a list: one that is written, or of a field. Of longer fields the first are looked at.
pub const MOST_ITEMS: usize = 100;
/// Most characters of a field that are looked at.
pub const MOST_SEEN: usize = 4_000;

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TriggerFieldKind")]
pub enum Kind {
    /// A text; also for days (`2026-03-31`) and ids. One that is not known is the empty text.
    Text,
    /// A whole number.
    Whole,
    /// An exact number with decimals, such as an amount.
    Number,
    /// Yes or no. What is not known is no.
    YesNo,
    /// A list of texts. One that is not known is empty.
    Texts,
}

/// A value a condition sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// An exact number.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
    /// Texts.
    Texts(Vec<String>),
}

impl Serialize for Seen {
    /// Numbers with decimals are texts, as everywhere.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Whole(number) => number.serialize(serializer),
            Self::Number(number) => number.normalize().to_string().serialize(serializer),
            Self::YesNo(yes) => yes.serialize(serializer),
            Self::Texts(texts) => texts.serialize(serializer),
        }
    }
}

/// Values by the names of their fields; what is not known is not there.
pub type Values = BTreeMap<String, Seen>;

/// What is wrong with a condition, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
#[error("{detail} (at character {}: {found})", .at + 1)]
pub struct ConditionError {
    /// Where: so many characters stand before it.
    pub at: usize,
    /// How many characters it is.
    pub length: usize,
    /// What stands there.
    pub found: String,
    /// What is wrong with it, and how to mend it.
    pub detail: String,
}

/// What a condition comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    So,
    /// It is not so.
    NotSo,
    /// It cannot be told, and why. A rule does nothing then.
    Undecided(String),
}

/// A condition that was checked.
#[derive(Debug)]
pub struct Condition {
    tree: IdedExpr,
    /// The fields it looks at, by the names they are bound to.
    fields: BTreeMap<String, (String, Kind)>,
    /// The numbers it says, by the names they are bound to.
    numbers: BTreeMap<String, Decimal>,
    /// The fields of which it asks whether they are known, by the names those answers are bound to.
    known: BTreeMap<String, String>,
}

impl Condition {
    /// Reads a condition about these fields.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(source: &str, fields: &BTreeMap<String, Kind>) -> Result<Self, ConditionError> {
        limits(source)?;
        std::thread::scope(|scope| {
            let reader =
                std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || Self::parse(source, fields));
            if let Ok(Ok(read)) = reader.map(std::thread::ScopedJoinHandle::join) {
                return read;
            }
            let (at, length, found) = (0, source.chars().count(), String::new());
            let detail = "This cannot be read; write it in another way.".to_owned();
            Err(ConditionError { at, length, found, detail })
        })
    }

    /// Reads a condition that is not too long; where there is room, since the parser goes as deep as the text does.
    fn parse(source: &str, fields: &BTreeMap<String, Kind>) -> Result<Self, ConditionError> {
        let (tree, info) = environment()
            .parser()
            .error_recovery_limit(3)
            .parse_with_source_info(source)
            .map_err(|errors| unreadable(source, &errors))?;
        let mut checker = Checker::new(source, &info, fields);
        let tree = checker.condition(tree)?;
        let (fields, numbers, known) = checker.bound();
        Ok(Self { tree, fields, numbers, known })
    }

    /// The names of the fields it looks at.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.values().map(|(name, _)| name.as_str()).chain(self.known.values().map(String::as_str))
    }

    /// What it comes to for these values.
    pub fn holds(&self, values: &Values) -> Verdict {
        let mut context = Context::with_env(Arc::clone(environment()));
        for (bound, (name, kind)) in &self.fields {
            if let Some(value) = bind(values.get(name), *kind) {
                context.add_variable_as_val(bound.as_str(), value);
            }
        }
        for (bound, number) in &self.numbers {
            context.add_variable_as_val(bound.as_str(), Box::new(Exact(*number)));
        }
        for (bound, name) in &self.known {
            let known = match values.get(name) {
                None => false,
                Some(Seen::Text(text)) => !text.is_empty(),
                Some(Seen::Texts(texts)) => !texts.is_empty(),
                Some(Seen::Whole(_) | Seen::Number(_) | Seen::YesNo(_)) => true,
            };
            context.add_variable_as_val(bound.as_str(), Box::new(CelBool::from(known)));
        }
        match Value::resolve_val(&self.tree, &context) {
            Ok(value) => match value.downcast_ref::<CelBool>() {
                Some(so) if *so.inner() => Verdict::So,
                Some(_) => Verdict::NotSo,
                None => Verdict::Undecided("it is neither so nor not so".to_owned()),
            },
            Err(error) => Verdict::Undecided(self.why(error)),
        }
    }

    /// Why it cannot be told, in the words of whoever wrote it.
    fn why(&self, error: ExecutionError) -> String {
        let name = |bound: &str| self.fields.get(bound).map(|(name, _)| name.clone());
        if let ExecutionError::UndeclaredReference(bound) = &error {
            return match name(bound) {
                Some(field) => format!("{field} is not known; ask has({field}) first"),
                None => format!("{bound} is not known"),
            };
        }
        if matches!(error, ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_)) {
            return "divided by zero".to_owned();
        }
        if matches!(error, ExecutionError::Overflow(..)) {
            return "a number became too large".to_owned();
        }
        if let ExecutionError::FunctionError { message, .. } = error { message } else { error.to_string() }
    }
}

fn bind(value: Option<&Seen>, kind: Kind) -> Option<Box<dyn Val>> {
    let text = |text: &String| CelString::from(text.chars().take(MOST_SEEN).collect::<String>());
    Some(match (kind, value) {
        (Kind::Text, Some(Seen::Text(value))) => Box::new(text(value)),
        (Kind::Text, _) => Box::new(CelString::from(String::new())),
        (Kind::Texts, Some(Seen::Texts(values))) => {
            let items = values.iter().take(MOST_ITEMS).map(|value| Box::new(text(value)) as Box<dyn Val>);
            Box::new(CelList::from(items.collect::<Vec<_>>()))
        }
        (Kind::Texts, _) => Box::new(CelList::from(Vec::<Box<dyn Val>>::new())),
        (Kind::YesNo, Some(Seen::YesNo(yes))) => Box::new(CelBool::from(*yes)),
        (Kind::YesNo, _) => Box::new(CelBool::from(false)),
        (Kind::Whole, Some(Seen::Whole(number))) => Box::new(CelInt::from(*number)),
        (Kind::Number, Some(Seen::Number(number))) => Box::new(Exact(*number)),
        // A number that is not known is nothing, and not 0.
        (Kind::Whole | Kind::Number, _) => return None,
    })
}

/// Refuses what would take long to read.
fn limits(source: &str) -> Result<(), ConditionError> {
    let chars = source.chars().count();
    let error = |at, length, found: String, detail: String| Err(ConditionError { at, length, found, detail });
    if source.trim().is_empty() {
        let detail = "There is nothing. Leave the condition out when the rule shall always apply.";
        return error(0, chars, String::new(), detail.to_owned());
    }
    if chars > MOST_CHARS {
        let detail = format!("A condition may have at most {MOST_CHARS} characters. Split the rule in two.");
        return error(MOST_CHARS, chars - MOST_CHARS, String::new(), detail);
    }
    let (mut level, mut signs) = (0_usize, 0_usize);
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for (at, char) in source.chars().enumerate() {
        match (quote, char) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) => quote = quote.filter(|_| char != open),
            (None, '"' | '\'') => quote = Some(char),
            (None, '(' | '[' | '{') => level += 1,
            (None, ')' | ']' | '}') => level = level.saturating_sub(1),
            (None, _) => {}
        }
        signs = match char {
            '!' | '-' if quote.is_none() => signs + 1,
            _ if char.is_whitespace() => signs,
            _ => 0,
        };
        if level > DEEPEST {
            let detail = format!("Brackets may be nested at most {DEEPEST} deep. Write it flatter.");
            return error(at, 1, char.to_string(), detail);
        }
        if signs > MOST_SIGNS {
            return error(at, 1, char.to_string(), "There are too many signs in a row. Leave some out.".to_owned());
        }
    }
    Ok(())
}

/// Says where a text stops to be CEL.
fn unreadable(source: &str, errors: &cel::ParseErrors) -> ConditionError {
    let first = errors.errors.first();
    let (line, column) = first.map_or((1, 0), |error| error.pos);
    let (line, column) = (usize::try_from(line).unwrap_or(1), usize::try_from(column).unwrap_or_default());
    let before: usize =
        source.split_inclusive('\n').take(line.saturating_sub(1)).map(|text| text.chars().count()).sum();
    let at = (before + column.saturating_sub(1)).min(source.chars().count());
    let found: String = source.chars().skip(at).take_while(|char| !char.is_whitespace()).take(40).collect();
    let said = first.map(|error| error.msg.lines().next().unwrap_or_default().to_owned()).unwrap_or_default();
    let detail = format!(
        "This cannot be read: {said}. Texts stand in quotes, equal is ==, and conditions are joined with && or ||."
    );
    ConditionError { at, length: found.chars().count(), found, detail }
}

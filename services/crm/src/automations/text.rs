//! Texts of actions: `{{deal.name}}`, or `{{deal.next_step|nothing}}` with what stands instead when it is not known.

use std::collections::BTreeMap;

use super::condition::{Kind, Seen, Values};

/// Why a text cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// There is no such field.
    #[error("there is no field {0} for this trigger; GET /v1/automation-triggers lists them")]
    Unknown(String),
    /// A bracket that is not closed.
    #[error("a field is opened with {{{{ and never closed with }}}}")]
    Open,
}

/// What stands before a field, and the field with what stands instead; none at the end of the text.
type Part<'a> = (&'a str, Option<(&'a str, &'a str)>);

/// Goes through a text.
fn parts(text: &str) -> Result<Vec<Part<'_>>, TextError> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, behind) = after.split_once("}}").ok_or(TextError::Open)?;
        let (name, instead) = inside.split_once('|').unwrap_or((inside, ""));
        parts.push((before, Some((name.trim(), instead.trim()))));
        rest = behind;
    }
    parts.push((rest, None));
    Ok(parts)
}

/// The fields a text names.
///
/// # Errors
/// When it names one there is not, or does not close its brackets.
pub fn fields(text: &str, known: &BTreeMap<String, Kind>) -> Result<Vec<String>, TextError> {
    let names = parts(text)?.into_iter().filter_map(|(_, field)| field.map(|(name, _)| name.to_owned()));
    let names: Vec<String> = names.collect();
    match names.iter().find(|name| !known.contains_key(*name)) {
        Some(name) => Err(TextError::Unknown(name.chars().take(60).collect())),
        None => Ok(names),
    }
}

/// The text with another name of a field; none when it does not name it.
pub fn renamed(text: &str, was: &str, name: &str) -> Option<String> {
    let (mut written, mut rest, mut found) = (String::new(), text, false);
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, behind) = after.split_once("}}")?;
        let (called, instead) =
            inside.split_once('|').map_or((inside, None), |(called, instead)| (called, Some(instead)));
        let is_it = called.trim() == was;
        found |= is_it;
        let called = if is_it { name } else { called };
        let instead = instead.map(|instead| format!("|{instead}")).unwrap_or_default();
        written.extend([before, "{{", called, &instead, "}}"]);
        rest = behind;
    }
    written.push_str(rest);
    found.then_some(written)
}

/// The text with values in it, as much of it as `most` characters.
pub fn written(text: &str, values: &Values, most: usize) -> String {
    let mut written = String::new();
    for (before, field) in parts(text).unwrap_or_default() {
        written.push_str(before);
        if let Some((name, instead)) = field {
            let value = values.get(name).map(shown).filter(|value| !value.is_empty());
            written.push_str(value.as_deref().unwrap_or(instead));
        }
    }
    // A value may bring line ends, which a title has not; and nothing is longer than what it is written into.
    written.chars().take(most).collect()
}

fn shown(value: &Seen) -> String {
    match value {
        Seen::Text(text) => text.clone(),
        Seen::Whole(number) => number.to_string(),
        Seen::Number(number) => number.normalize().to_string(),
        Seen::YesNo(yes) => if *yes { "✓" } else { "–" }.to_owned(),
        Seen::Texts(texts) => texts.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_written_or_what_stands_instead() {
        let values: Values =
            [("deal.name".to_owned(), Seen::Text("Website".to_owned())), ("deal.lines".to_owned(), Seen::Whole(3))]
                .into();
        let write = |text| written(text, &values, 200);
        assert_eq!(write("Call about {{deal.name}} ({{ deal.lines }})"), "Call about Website (3)");
        assert_eq!(write("{{deal.next_step|nothing}} {{deal.next_step}}!"), "nothing !");
        assert_eq!(written("{{deal.name}}", &values, 3), "Web");
    }

    #[test]
    fn a_field_is_named_anew_and_all_else_stays() {
        let write = |text| renamed(text, "deal.custom[\"Level\"]", "deal.custom[\"Rank\"]");
        assert_eq!(
            write(
                "Is {{ deal.custom[\"Level\"] |none}} {{deal.name}} {{deal.custom[\"Level\"]}} deal.custom[\"Level\"]"
            )
            .as_deref(),
            Some("Is {{deal.custom[\"Rank\"]|none}} {{deal.name}} {{deal.custom[\"Rank\"]}} deal.custom[\"Level\"]")
        );
        assert_eq!(write("{{deal.custom[\"Levels\"]}} {{deal.name|deal.custom[\"Level\"]}}"), None);
        assert_eq!(write("{{deal.custom[\"Level\"]"), None);
    }

    #[test]
    fn what_cannot_be_written_is_told_before() {
        let known: BTreeMap<String, Kind> = [("deal.name".to_owned(), Kind::Text)].into();
        assert_eq!(fields("{{deal.name}}", &known).unwrap(), ["deal.name"]);
        assert!(matches!(fields("{{deal.nme}}", &known), Err(TextError::Unknown(_))));
        assert_eq!(fields("{{deal.name", &known), Err(TextError::Open));
    }
}

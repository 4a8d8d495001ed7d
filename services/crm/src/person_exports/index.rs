//! The page of an archive that a person reads: what is in it, in the organisation's language.

use chrono::{DateTime, Utc};
use kernel::Language;
use serde_json::Value;

use super::content::{Kept, Part};

/// What parts are called, in English and Hungarian, and the fields that tell best what one of their rows is.
const PARTS: [(&str, &str, &str, [&str; 3]); 15] = [
    ("contacts", "Contact", "Kapcsolattartó", ["name", "email", "phone"]),
    ("leads", "Lead", "Érdeklődő", ["received_at", "name", "email"]),
    ("came_forward", "Messages by forms", "Űrlapon küldött üzenetek", ["touched_at", "message", "lead_id"]),
    (
        "suspected_messages",
        "Messages held as spam",
        "Kéretlennek vélt üzenetek",
        ["received_at", "form_name", "reasons"],
    ),
    ("consents", "Consents", "Hozzájárulások", ["given_at", "purpose", "wording"]),
    ("activities", "Notes, calls and meetings", "Jegyzetek, hívások, találkozók", ["happened_at", "kind", "content"]),
    ("mails", "Mails", "Levelek", ["at", "subject", "body"]),
    ("follow_ups", "Follow-ups", "Teendők", ["due_on", "title", "note"]),
    (
        "notifications",
        "What colleagues were told",
        "A munkatársaknak szóló értesítések",
        ["created_at", "kind", "text"],
    ),
    ("sequences", "Sequences of mails", "Levélsorozatok", ["enrolled_at", "sequence", "status"]),
    ("deals", "Deals", "Üzletek", ["opened_on", "name", "status"]),
    ("quotes", "Quotes", "Árajánlatok", ["number", "title", "status"]),
    ("files", "Files", "Fájlok", ["uploaded_at", "name", "content_type"]),
    ("imports", "Imported rows", "Importált sorok", ["file_name", "row_no", "cells"]),
    ("merges", "Merged records", "Összevont rekordok", ["merged_at", "kind", "merged_id"]),
];

/// The page.
pub fn page(language: Language, organisation: &str, now: DateTime<Utc>, parts: &[Part], files: &[Kept]) -> String {
    let hungarian = language == Language::Hu;
    let (code, title, made, none) = if hungarian {
        ("hu", "Személyes adatok", "Készült", "Nincs ilyen adat.")
    } else {
        ("en", "Personal data", "Made", "There is none.")
    };
    let made_at = now.format("%Y-%m-%d %H:%M UTC");
    let mut body = vec![format!("<h1>{title}</h1><p>{}</p><p>{made}: {made_at}</p>", escaped(organisation))];
    for (name, english, magyar, fields) in PARTS {
        let rows = parts.iter().find(|part| part.name == name).map_or(&[][..], |part| &part.rows);
        let heading = if hungarian { magyar } else { english };
        body.push(format!("<h2>{heading} ({})</h2>", rows.len()));
        if rows.is_empty() {
            body.push(format!("<p>{none}</p>"));
            continue;
        }
        body.push(format!("<p><a href=\"data/{name}.json\">data/{name}.json</a></p><table>"));
        for row in rows {
            let cells = fields.iter().map(|field| format!("<td>{}</td>", escaped(&text(&row[*field]))));
            body.push(format!("<tr>{}</tr>", cells.collect::<String>()));
        }
        body.push("</table>".to_owned());
    }
    for file in files {
        let path = escaped(&file.path);
        body.push(format!("<p><a href=\"{path}\">{path}</a></p>"));
    }
    let body = body.concat();
    format!(
        "<!doctype html><html lang=\"{code}\"><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}}\
         td{{border-top:1px solid #ccc;padding:.25rem .75rem .25rem 0;vertical-align:top;white-space:pre-wrap}}</style>{body}</html>"
    )
}

/// A value as it is read: a text as it is, anything else as it is written.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(members) => {
            let said: Vec<String> = members.values().filter_map(Value::as_str).map(str::to_owned).collect();
            said.join("\n")
        }
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_page_says_what_there_is_and_runs_nothing() {
        let parts = [Part { name: "contacts", rows: vec![json!({"name": "<script>x</script>", "email": "a@b.hu"})] }];
        let now = "2026-03-02T10:00:00Z".parse().unwrap();
        let page = page(Language::Hu, "Mi & Társa", now, &parts, &[]);
        assert!(page.contains("lang=\"hu\"") && page.contains("Mi &amp; Társa") && page.contains("Kapcsolattartó (1)"));
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"));
    }
}

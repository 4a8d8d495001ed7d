//! What is personal in events, before they are written: marks stand in the place of values.
//!
//! A journal is kept for ever and a stream refuses deletes, so neither may know a person who can ask to be forgotten. The mark
//! of a value is an HMAC of it with a key of the aggregate it is said of. The same value gives the same mark, so the history of
//! a thing still tells which of its fields changed; without the key nothing is learnt from it, not even by trying. Whoever
//! erases a person destroys the keys of their things ([`forget`]). Nothing is encrypted, because nobody ever reads it back:
//! what a thing says is asked of its own table.

use std::collections::HashMap;

use indexmap::IndexMap;
use kernel::OrgId;
use serde_json::Value;
use serde_json::value::RawValue;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::problem::{Problem, Result};
use crate::seal::{self, Key};
use crate::tx::Db;

/// Bytes of a mark: two values of one thing never share one by accident.
const MARK_BYTES: usize = 16;

/// The keys of aggregates, made for those that have none.
pub(crate) async fn keys(conn: &mut PgConnection, org: OrgId, aggregates: &[Uuid]) -> Result<HashMap<Uuid, Key>> {
    let fresh: Vec<Vec<u8>> = aggregates.iter().map(|_| rand::random::<Key>().to_vec()).collect();
    let rows = sqlx::query_as(
        "with asked as (select * from unnest($2::uuid[], $3::bytea[]) as a(aggregate_id, key)),
         known as (select aggregate_id, key from veil_keys where org_id = $1 and aggregate_id = any ($2)),
         made as (
           insert into veil_keys (org_id, aggregate_id, key)
           select $1, aggregate_id, key from asked where aggregate_id not in (select aggregate_id from known)
           on conflict do nothing returning aggregate_id, key)
         select * from known union all select * from made",
    )
    .bind(org.as_uuid())
    .bind(aggregates)
    .bind(&fresh)
    .fetch_all(&mut *conn)
    .await?;
    let mut keys = by_aggregate(rows)?;
    if keys.len() < aggregates.len() {
        // Somebody else made one at this moment; now it is there.
        keys.extend(read(conn, org, aggregates).await?);
    }
    Ok(keys)
}

async fn read(conn: &mut PgConnection, org: OrgId, aggregates: &[Uuid]) -> Result<HashMap<Uuid, Key>> {
    let rows = sqlx::query_as("select aggregate_id, key from veil_keys where org_id = $1 and aggregate_id = any ($2)")
        .bind(org.as_uuid())
        .bind(aggregates)
        .fetch_all(conn)
        .await?;
    by_aggregate(rows)
}

fn by_aggregate(rows: Vec<(Uuid, Vec<u8>)>) -> Result<HashMap<Uuid, Key>> {
    let key = |bytes: Vec<u8>| Key::try_from(bytes).map_err(|_length| Problem::internal("a key of another length"));
    rows.into_iter().map(|(id, bytes)| Ok((id, key(bytes)?))).collect()
}

/// Destroys the keys of aggregates: what their events said of a person can no longer be found out. Events they have
/// afterwards get new ones.
pub async fn forget(db: &mut Db, aggregates: &[Uuid]) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query("delete from veil_keys where org_id = $1 and aggregate_id = any ($2)")
        .bind(org)
        .bind(aggregates)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// A payload with marks at these paths. Its members keep their order.
pub(crate) fn veiled(payload: &str, personal: &[&str], key: &Key) -> serde_json::Result<String> {
    let paths: Vec<(&str, &str)> = personal.iter().map(|path| (*path, *path)).collect();
    within(payload, &paths, key)
}

/// An object, or each of several, with marks at places that are known by what is left of their paths; anything else stays as it is.
fn within(object: &str, paths: &[(&str, &str)], key: &Key) -> serde_json::Result<String> {
    if let Ok(mut several) = serde_json::from_str::<Vec<Box<RawValue>>>(object) {
        for one in &mut several {
            *one = RawValue::from_string(within(one.get(), paths, key)?)?;
        }
        return serde_json::to_string(&several);
    }
    let Ok(mut members) = serde_json::from_str::<IndexMap<String, Box<RawValue>>>(object) else {
        return Ok(object.to_owned());
    };
    for (name, value) in &mut members {
        let mut below = Vec::new();
        for &(left, path) in paths {
            match left.split_once('.') {
                Some((first, rest)) if first == name.as_str() => below.push((rest, path)),
                None if left == name.as_str() => {
                    let mut hidden: Value = serde_json::from_str(value.get())?;
                    hide(&mut hidden, path, key);
                    *value = RawValue::from_string(hidden.to_string())?;
                }
                _ => {}
            }
        }
        if !below.is_empty() {
            *value = RawValue::from_string(within(value.get(), &below, key)?)?;
        }
    }
    serde_json::to_string(&members)
}

/// Puts marks in the place of every text, number and yes or no in a value; what is not known stays so.
fn hide(value: &mut Value, path: &str, key: &Key) {
    match value {
        Value::Null => {}
        Value::String(text) => *value = Value::String(mark(text, path, key)),
        Value::Bool(_) | Value::Number(_) => *value = Value::String(mark(&value.to_string(), path, key)),
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, path, key)),
        Value::Object(members) => members.values_mut().for_each(|member| hide(member, path, key)),
    }
}

/// The mark of a text. It can stand wherever a name, a note or a code can, and that of an address where one can.
fn mark(text: &str, path: &str, key: &Key) -> String {
    let code = seal::code(key, &[path.as_bytes(), text.as_bytes()]);
    let mark = format!("veil.{}", hex::encode(&code[..MARK_BYTES]));
    if kernel::Email::new(text).is_ok() { format!("{mark}@person.invalid") } else { mark }
}

#[cfg(test)]
mod tests {
    use kernel::{Email, Name, Note, ShortCode};
    use serde_json::json;

    use super::*;

    const KEY: Key = [7; 32];

    #[test]
    fn a_mark_is_of_the_type_of_what_it_hides() {
        for text in ["Anna", "Kis Anna\n2", "a@b.hu", "+36 1 234 5678", "C-1", "x", "a@b"] {
            let mark = mark(text, "lead.name", &KEY);
            assert!(Name::new(mark.as_str()).is_ok() && Note::new(mark.as_str()).is_ok());
            let is_address = Email::new(text).is_ok();
            assert_eq!(
                (Email::new(mark.as_str()).is_ok(), ShortCode::new(mark.as_str()).is_ok()),
                (is_address, !is_address)
            );
        }
    }

    #[test]
    fn marks_tell_what_is_the_same_and_nothing_else() {
        let of = |text: &str, path: &str, key: Key| mark(text, path, &key);
        assert_eq!(of("Anna", "a", KEY), of("Anna", "a", KEY));
        assert_ne!(of("Anna", "a", KEY), of("Anne", "a", KEY));
        assert_ne!(of("Anna", "a", KEY), of("Anna", "b", KEY), "another field");
        assert_ne!(of("Anna", "a", KEY), of("Anna", "a", [8; 32]), "another thing");
    }

    #[test]
    fn each_of_several_is_looked_into() {
        let lines =
            json!([{"name": "Anna", "value": "1.00", "parts": [{"name": "Bori"}]}, {"name": "Anna", "parts": []}]);
        let payload = json!({"quote": {"lines": lines, "number": "Q-1"}}).to_string();
        let text = veiled(&payload, &["quote.lines.name", "quote.lines.parts.name"], &KEY).unwrap();
        let quote: Value = serde_json::from_str(&text).unwrap();
        let lines = &quote["quote"]["lines"];
        assert!(!text.contains("Anna") && !text.contains("Bori"), "{text}");
        assert_eq!(lines[0]["name"], lines[1]["name"], "the same at the same place");
        assert_eq!((&lines[0]["value"], &quote["quote"]["number"]), (&json!("1.00"), &json!("Q-1")));
        assert_eq!(lines[1]["parts"], json!([]));
    }

    #[test]
    fn only_what_is_personal_is_hidden() {
        let payload = json!({"lead": {"name": "Anna", "email": null, "status": "new", "to": ["a@b.hu"],
                                      "custom": {"f1": "x", "f2": true, "f3": ["y", "z"]}}});
        let text =
            veiled(&payload.to_string(), &["lead.name", "lead.email", "lead.to", "lead.custom", "lead.gone"], &KEY);
        let veiled: Value = serde_json::from_str(&text.unwrap()).unwrap();
        let lead = &veiled["lead"];
        assert_eq!((&lead["status"], &lead["email"]), (&json!("new"), &Value::Null));
        assert!(lead["to"][0].as_str().unwrap().ends_with("@person.invalid"));
        for hidden in [&lead["name"], &lead["custom"]["f1"], &lead["custom"]["f2"], &lead["custom"]["f3"][1]] {
            assert!(hidden.as_str().unwrap().starts_with("veil."), "{veiled}");
        }
    }
}

//! Copies that are kept for a while, and rows that were never made records: what holds one of a person's addresses or
//! numbers, or is of one of their records, goes.

use platform::{Db, Result};
use uuid::Uuid;

use crate::erasures::model::Needles;

/// Rows of files that hold what only the person has. Whatever they would become, nobody can tell any more.
pub async fn rows_of_files(db: &mut Db, pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        r#"with rows as (
             update import_rows set cells = '[]', remarks = '[]', match_keys = '{}'
              where org_id = $1 and (cells::text ~* $2 or match_keys::text ~* $2) returning import_id)
           update imports i
              set columns = (select jsonb_agg(one || '{"samples": []}' order by place)
                               from jsonb_array_elements(i.columns) with ordinality as each (one, place))
            where i.org_id = $1
              and (i.import_id in (select import_id from rows) or i.columns::text ~* $2)"#,
        org,
        pattern,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!("update removed_records set image = '{}' where org_id = $1 and image::text ~* $2", org, pattern)
        .execute(db.conn())
        .await?;
    // What other services reported is kept for rules only, and for a while.
    sqlx::query!("delete from heard_events where org_id = $1 and payload::text ~* $2", org, pattern)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Views of lists that look for the person, or are called like them: there is nobody to look for any more.
pub async fn views(db: &mut Db, pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from saved_views where org_id = $1 and (name ~* $2 or filters::text ~* $2)", org, pattern)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Answers that are kept for those who repeat a request. Whoever repeats one of these now does it again.
pub async fn answers(db: &mut Db, records: &[Uuid], needles: &Needles) -> Result<()> {
    let org = db.org.as_uuid();
    let found: Vec<String> = records
        .iter()
        .map(Uuid::to_string)
        .chain(needles.names.iter().chain(&needles.addresses).chain(&needles.phones).map(|needle| in_json(needle)))
        .collect();
    sqlx::query!(
        "delete from idempotency_keys
          where org_id = $1
            and exists (select 1 from unnest($2::text[]) one where position(convert_to(one, 'UTF8') in body) > 0)",
        org,
        &found,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A text as it stands inside a JSON string.
fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_written_as_json_writes_it() {
        assert_eq!(in_json("Kis \\ Ő"), "Kis \\\\ Ő");
        assert_eq!(in_json("a\"b"), "a\\\"b");
    }
}

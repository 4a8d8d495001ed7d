//! Copies that are kept for a while, and rows that were never made records: what holds one of a person's addresses or
//! numbers, or is of one of their records, goes.

use platform::{Db, Result};
use uuid::Uuid;

/// Rows of files that hold what only the person has. Whatever they would become, nobody can tell any more.
pub async fn rows_of_files(db: &mut Db, pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        r#"with rows as (
             update import_rows set cells = '[]', remarks = '[]', match_keys = '{}'
              where org_id = $1 and (mentions(cells, $2) or mentions(match_keys, $2) or mentions(remarks, $2)) returning import_id)
           update imports i
              set columns = (select jsonb_agg(one || '{"samples": []}' order by place)
                               from jsonb_array_elements(i.columns) with ordinality as each (one, place))
            where i.org_id = $1
              and (i.import_id in (select import_id from rows) or mentions(i.columns, $2))"#,
        org,
        pattern,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!("update removed_records set image = '{}' where org_id = $1 and mentions(image, $2)", org, pattern)
        .execute(db.conn())
        .await?;
    // What came by forms and nobody let in.
    sqlx::query!("delete from suspected_messages where org_id = $1 and mentions(sent, $2)", org, pattern)
        .execute(db.conn())
        .await?;
    // What other services reported is kept for rules only, and for a while.
    sqlx::query!("delete from heard_events where org_id = $1 and mentions(payload::jsonb, $2)", org, pattern)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Drafts of quotes, which nobody was sent, wherever they are.
pub async fn drafts(db: &mut Db, pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update quotes
            set title = without(title, $2), introduction = without(introduction, $2), terms = without(terms, $2),
                lines = without(lines, $2)
          where org_id = $1 and status = 'draft'
            and (mentions(concat_ws(E'\\n', title, introduction, terms), $2) or mentions(lines, $2))",
        org,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Views of lists that look for the person, or are called like them: there is nobody to look for any more.
pub async fn views(db: &mut Db, pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "delete from saved_views where org_id = $1 and (mentions(name, $2) or mentions(filters, $2))",
        org,
        pattern
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Answers that are kept for those who repeat a request. Whoever repeats one of these now does it again.
pub async fn answers(db: &mut Db, records: &[Uuid], pattern: Option<&str>) -> Result<()> {
    let org = db.org.as_uuid();
    let found: Vec<String> = records.iter().map(Uuid::to_string).collect();
    sqlx::query!(
        "delete from idempotency_keys
          where org_id = $1
            and (exists (select 1 from unnest($2::text[]) one where position(convert_to(one, 'UTF8') in body) > 0)
                 or mentions(body, $3) or mentions(location, $3))",
        org,
        &found,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

//! What rows are known by, or name, while their file is tried out.

use kernel::ImportId;
use platform::{Db, Result};
use uuid::Uuid;

use crate::imports::alike::Keys;

/// Most earlier rows that are known by one key.
const MOST: i64 = 20;

/// Earlier rows that have keys in common with others.
#[derive(Debug, Default)]
pub struct Earlier {
    /// Their numbers.
    pub rows: Vec<i32>,
    /// Keys by which more rows are known than are told.
    pub more_of: Vec<Uuid>,
}

/// Writes down what rows are known by and whom they name.
pub async fn save<'a>(db: &mut Db, import: ImportId, all: impl Iterator<Item = (i32, &'a Keys)>) -> Result<()> {
    let (mut rows, mut keys, mut owned) = (Vec::new(), Vec::new(), Vec::new());
    for (row_no, of) in all {
        for (key, own) in of.own.iter().map(|key| (key, true)).chain(of.named.iter().map(|key| (key, false))) {
            rows.push(row_no);
            keys.push(*key);
            owned.push(own);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into import_row_keys (org_id, import_id, row_no, key, own)
         select $1, $2, new.* from unnest($3::integer[], $4::uuid[], $5::boolean[]) as new",
        org,
        import.as_uuid(),
        &rows,
        &keys,
        &owned,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The earlier rows that rows with these keys depend on: for what a row is known by, all that are known by the same, up to
/// a number; for whomever it names, the first that is and the first that names them, too. Each is one step along an index,
/// however many rows there are.
pub async fn earlier(db: &mut Db, import: ImportId, of: &[Keys]) -> Result<Earlier> {
    let mut own: Vec<Uuid> = of.iter().flat_map(|keys| keys.own.iter().copied()).collect();
    own.sort_unstable();
    own.dedup();
    let mut named: Vec<Uuid> =
        of.iter().flat_map(|keys| keys.named.iter().copied()).filter(|key| own.binary_search(key).is_err()).collect();
    named.sort_unstable();
    named.dedup();
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select asked.key as "key!", there.own as "own!", there.row_no as "row_no!"
             from (select unnest($3::uuid[]) as key, $5::bigint as most union all select unnest($4::uuid[]), 1) asked
            cross join lateral (
              (select own, row_no from import_row_keys
                where org_id = $1 and import_id = $2 and key = asked.key and own order by row_no limit asked.most)
              union all
              (select own, row_no from import_row_keys
                where org_id = $1 and import_id = $2 and key = asked.key and not own order by row_no limit 1)) there"#,
        org,
        import.as_uuid(),
        &own,
        &named,
        MOST + 1,
    )
    .fetch_all(db.conn())
    .await?;
    let mut earlier = Earlier::default();
    for key in own {
        let count = found.iter().filter(|row| row.key == key && row.own).count();
        if i64::try_from(count).is_ok_and(|count| count > MOST) {
            earlier.more_of.push(key);
        }
    }
    earlier.rows = found.iter().map(|row| row.row_no).collect();
    Ok(earlier)
}

/// Forgets them.
pub async fn forget(db: &mut Db, import: ImportId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from import_row_keys where org_id = $1 and import_id = $2", org, import.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

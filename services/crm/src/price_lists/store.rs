//! The table of price lists.

use chrono::{DateTime, Utc};
use contracts::crm::PriceList;
use kernel::{AccountId, Decimal, Name, Percent, PriceListId};
use platform::{Db, FieldError, Kind, Problem, Result};

use super::model::{Holding, Listed, PriceListReason};
use crate::names::sort_key;

struct Row {
    price_list_id: PriceListId,
    version: i64,
    name: Name,
    discount_percent: Option<Decimal>,
    is_default: bool,
    archived_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Listed {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = PriceList {
            price_list_id: row.price_list_id,
            name: row.name,
            discount_percent: row.discount_percent.map(Percent::new).transpose().map_err(Problem::internal)?,
            is_default: row.is_default,
            archived: row.archived_at.is_some(),
        };
        Ok(Self { version: row.version, image })
    }
}

/// Price lists with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select price_list_id as "price_list_id: PriceListId", version, name as "name: Name", discount_percent,
                      is_default, archived_at
                 from price_lists where org_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

/// All lists by name, those out of use too.
pub async fn list(db: &mut Db) -> Result<Vec<Listed>> {
    let org = db.org.as_uuid();
    let rows = select!("order by search_key(name) collate \"C\", price_list_id", org).fetch_all(db.conn()).await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// A list.
pub async fn get(db: &mut Db, id: PriceListId) -> Result<Option<Listed>> {
    let org = db.org.as_uuid();
    let row = select!("and price_list_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Listed::try_from).transpose()
}

/// A list nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: PriceListId) -> Result<Option<Listed>> {
    let org = db.org.as_uuid();
    let row = select!("and price_list_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Listed::try_from).transpose()
}

/// Makes changes of what is the default list wait for one another until the transaction ends: there is one at most.
pub async fn lock_default(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('price lists ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// The default list, which nobody else changes until this is over.
pub async fn lock_the_default(db: &mut Db) -> Result<Option<Listed>> {
    let org = db.org.as_uuid();
    let row = select!("and is_default for no key update", org).fetch_optional(db.conn()).await?;
    row.map(Listed::try_from).transpose()
}

/// The list that holds for a deal for which one was chosen, or not, and that is with an account, or not.
pub async fn holding(db: &mut Db, chosen: Option<PriceListId>, account: Option<AccountId>) -> Result<Option<Holding>> {
    let lists = candidates(db, chosen, account).await?;
    Ok(lists.into_iter().min_by_key(|one| one.because as u8))
}

/// Lists in use that may hold for a deal, each with why.
async fn candidates(db: &mut Db, chosen: Option<PriceListId>, account: Option<AccountId>) -> Result<Vec<Holding>> {
    let org = db.org.as_uuid();
    let of_account = sqlx::query_scalar!(
        r#"select price_list_id as "price_list_id: PriceListId" from accounts where org_id = $1 and account_id = $2"#,
        org,
        account.map(AccountId::as_uuid),
    )
    .fetch_optional(db.conn())
    .await?;
    let of_account = of_account.flatten();
    let rows = select!(
        "and archived_at is null and (is_default or price_list_id = $2 or price_list_id = $3)",
        org,
        chosen.map(PriceListId::as_uuid),
        of_account.map(PriceListId::as_uuid)
    )
    .fetch_all(db.conn())
    .await?;
    let holding = |row: Row| {
        let list = Listed::try_from(row)?.image;
        let because = match Some(list.price_list_id) {
            id if id == chosen => PriceListReason::Deal,
            id if id == of_account => PriceListReason::Account,
            _ => PriceListReason::Default,
        };
        Ok(Holding { list, because })
    };
    rows.into_iter().map(holding).collect()
}

/// Writes a list, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, list: &Listed) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &list.image);
    sqlx::query!(
        "insert into price_lists as l (org_id, price_list_id, version, name, sort_name, discount_percent, is_default,
                                       archived_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, case when $8::boolean then $9::timestamptz end, $9, $9)
         on conflict (org_id, price_list_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               discount_percent = excluded.discount_percent, is_default = excluded.is_default,
               archived_at = case when $8 then coalesce(l.archived_at, $9) end, updated_at = $9",
        org,
        image.price_list_id.as_uuid(),
        list.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.discount_percent.map(Percent::value),
        image.is_default,
        image.archived,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("price_lists_name_key") => Problem::new(Kind::Conflict, "name-taken", "Another price list has this name.")
            .with_fields(vec![FieldError::new("/name", "another price list has this name; it may be archived")]),
        _ => error.into(),
    }
}

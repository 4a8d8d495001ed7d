//! The tables of saved views and of the ones people begin with.

use std::collections::BTreeMap;

use kernel::{MemberId, Name, ViewId};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;

use super::model::{SavedView, ViewedList, list_text};
use crate::names::sort_key;
use crate::words;

struct Row {
    view_id: ViewId,
    version: i64,
    owner_id: MemberId,
    list: String,
    name: Name,
    shared: bool,
    filters: Json<BTreeMap<String, String>>,
    sort: Option<String>,
    columns: Vec<String>,
    owner_name: Option<Name>,
    is_default: bool,
}

/// A view as somebody sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The view.
    pub view: SavedView,
    /// Name of its owner, when known.
    pub owner_name: Option<Name>,
    /// Whether the person begins with it.
    pub is_default: bool,
}

impl TryFrom<Row> for Seen {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let view = SavedView {
            view_id: row.view_id,
            version: row.version,
            owner_id: row.owner_id,
            list: words::value(row.list)?,
            name: row.name,
            shared: row.shared,
            filters: row.filters.0,
            sort: row.sort,
            columns: row.columns,
        };
        Ok(Self { view, owner_name: row.owner_name, is_default: row.is_default })
    }
}

/// Views a person may see, with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select v.view_id as "view_id: ViewId", v.version, v.owner_id as "owner_id: MemberId", v.list,
                      v.name as "name: Name", v.shared, v.filters as "filters: Json<BTreeMap<String, String>>", v.sort,
                      v.columns, (select m.name from members m where m.org_id = v.org_id and m.member_id = v.owner_id)
                        as "owner_name?: Name",
                      exists (select 1 from default_views d
                               where d.org_id = v.org_id and d.member_id = $2 and d.view_id = v.view_id) as "is_default!"
                 from saved_views v where v.org_id = $1 and (v.owner_id = $2 or v.shared) and "# + $rest,
            $($argument),+
        )
    };
}

/// The views of a person, and those shared with everybody: their own first.
pub async fn list(db: &mut Db, member: MemberId, list: Option<ViewedList>) -> Result<Vec<Seen>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "($3::text is null or v.list = $3) order by v.owner_id <> $2, search_key(v.name) collate \"C\", v.view_id",
        org,
        member.as_uuid(),
        list.map(list_text)
    );
    rows.fetch_all(db.conn()).await?.into_iter().map(Seen::try_from).collect()
}

/// A view a person may see.
pub async fn get(db: &mut Db, member: MemberId, id: ViewId) -> Result<Option<Seen>> {
    let org = db.org.as_uuid();
    let row = select!("v.view_id = $3", org, member.as_uuid(), id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Seen::try_from).transpose()
}

/// A view a person may see, which nobody else changes until this is over.
pub async fn lock(db: &mut Db, member: MemberId, id: ViewId) -> Result<Option<Seen>> {
    let org = db.org.as_uuid();
    let row = select!("v.view_id = $3 for no key update of v", org, member.as_uuid(), id.as_uuid());
    row.fetch_optional(db.conn()).await?.map(Seen::try_from).transpose()
}

/// How many views a person has.
pub async fn count(db: &mut Db, member: MemberId) -> Result<i64> {
    let org = db.org.as_uuid();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from saved_views where org_id = $1 and owner_id = $2"#,
        org,
        member.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Views of some lists, of all members, that ask for something of a custom field; nobody else changes them until this is over.
pub async fn asking_for(db: &mut Db, lists: &[ViewedList], field: &str) -> Result<Vec<SavedView>> {
    let org = db.org.as_uuid();
    let lists: Vec<String> = lists.iter().map(|list| list_text(*list).to_owned()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select v.view_id as "view_id: ViewId", v.version, v.owner_id as "owner_id: MemberId", v.list,
                  v.name as "name: Name", v.shared, v.filters as "filters: Json<BTreeMap<String, String>>", v.sort, v.columns,
                  null as "owner_name?: Name", false as "is_default!"
             from saved_views v
            where v.org_id = $1 and v.list = any($2) and strpos(v.filters ->> 'custom', $3) > 0
            order by v.view_id for no key update"#,
        org,
        &lists,
        field,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| Seen::try_from(row).map(|seen| seen.view)).collect()
}

/// Writes a view, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, view: &SavedView) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into saved_views (org_id, view_id, version, owner_id, list, name, sort_name, shared, filters, sort,
                                  columns, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
         on conflict (org_id, view_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               shared = excluded.shared, filters = excluded.filters, sort = excluded.sort, columns = excluded.columns,
               updated_at = $12",
        org,
        view.view_id.as_uuid(),
        view.version,
        view.owner_id.as_uuid(),
        list_text(view.list),
        view.name.as_str(),
        sort_key(&view.name),
        view.shared,
        Json(&view.filters) as _,
        view.sort.as_deref(),
        &view.columns,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Forgets a view; who began with it begins with the plain list.
pub async fn delete(db: &mut Db, id: ViewId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from saved_views where org_id = $1 and view_id = $2", org, id.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Lets a person begin with a view.
pub async fn set_default(db: &mut Db, member: MemberId, view: &SavedView) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into default_views (org_id, member_id, list, view_id) values ($1, $2, $3, $4)
         on conflict (org_id, member_id, list) do update set view_id = excluded.view_id",
        org,
        member.as_uuid(),
        list_text(view.list),
        view.view_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Lets a person begin with a view no longer, or everybody but its owner when no person is named.
pub async fn clear_default(db: &mut Db, member: Option<MemberId>, view: &SavedView) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "delete from default_views
          where org_id = $1 and view_id = $2 and (member_id = $3 or ($3::uuid is null and member_id <> $4))",
        org,
        view.view_id.as_uuid(),
        member.map(MemberId::as_uuid),
        view.owner_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("saved_views_name_key") => {
            Problem::new(Kind::Conflict, "name-taken", "You have another view of this list with this name.")
                .with_fields(vec![FieldError::new("/name", "another view of yours has this name")])
        }
        _ => error.into(),
    }
}

//! Saved views over HTTP.

use std::collections::BTreeMap;

use kernel::{Cursor, Limit, MemberId, Name, Page, Permission, ViewId};
use platform::{Created, Db, Json, Kind, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Asked, SavedView, ViewedList};
use super::store::{self, Seen};
use crate::lists::{self, List};
use crate::mails::store::Reader;
use crate::patch::{Change, given};

/// What saved views answer. Whoever sees a list may save views of it, and sees no others: lists of other services have views, too, so
/// every member may ask.
pub fn routes() -> Routes {
    use Permission::ReadMembers;
    Routes::new("views")
        .get(
            "/v1/views",
            ReadMembers,
            "List your saved views and those shared with everybody who sees their lists",
            list,
        )
        .post("/v1/views", ReadMembers, "Save a view of a list", create)
        .get("/v1/views/{view_id}", ReadMembers, "Show a saved view", get)
        .patch("/v1/views/{view_id}", ReadMembers, "Change or share a saved view", update)
        .delete("/v1/views/{view_id}", ReadMembers, "Forget a saved view", delete)
        .post("/v1/views/{view_id}/default", ReadMembers, "Begin with a saved view, or no longer", set_default)
}

/// Most views of a person.
const MAX_VIEWS: i64 = 500;

/// A view of a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SaveView {
    list: ViewedList,
    /// Unique among your views of the list.
    name: Name,
    /// True: everybody who sees the list may look through it.
    #[serde(default)]
    shared: bool,
    /// What the list is asked with, by the names of its parameters, as in the address of the list. Of a list of another service only
    /// their form is checked; what it does not understand it refuses when it is asked.
    #[serde(default)]
    filters: BTreeMap<String, String>,
    /// The order the list is asked for.
    sort: Option<String>,
    /// The columns that are shown; those the list shows anyway when empty.
    #[serde(default)]
    columns: Vec<String>,
}

/// Changes of a view: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateView {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    shared: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    filters: Option<BTreeMap<String, String>>,
    #[serde(default)]
    sort: Change<String>,
    #[serde(default, deserialize_with = "given")]
    columns: Option<Vec<String>>,
}

/// Whether to begin with a view.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SetDefault {
    is_default: bool,
}

/// Which views.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListViews {
    /// Only views of this list.
    list: Option<ViewedList>,
}

/// A saved view.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ViewView {
    /// Its id.
    view_id: ViewId,
    /// Of which list.
    list: ViewedList,
    /// Its name.
    name: Name,
    /// Whose it is.
    owner_id: MemberId,
    /// Name of who that is.
    owner_name: Option<Name>,
    /// Whether everybody may look through it.
    shared: bool,
    /// What the list is asked with.
    filters: BTreeMap<String, String>,
    /// The order the list is asked for.
    sort: Option<String>,
    /// The columns that are shown.
    columns: Vec<String>,
    /// Whether you begin with it.
    is_default: bool,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Seen> for ViewView {
    fn from(seen: Seen) -> Self {
        let Seen { view, owner_name, is_default } = seen;
        Self {
            view_id: view.view_id,
            list: view.list,
            name: view.name,
            owner_id: view.owner_id,
            owner_name,
            shared: view.shared,
            filters: view.filters,
            sort: view.sort,
            columns: view.columns,
            is_default,
            version: view.version,
        }
    }
}

/// Saved views: your own first.
#[derive(Debug, Serialize, JsonSchema)]
struct Views {
    items: Vec<ViewView>,
}

fn a_person(member: Option<MemberId>) -> Result<MemberId> {
    let refused = || Problem::new(Kind::Forbidden, "forbidden", "Views belong to people; sign in as one.");
    member.ok_or_else(refused)
}

/// Refuses what the list would refuse.
async fn check(db: &mut Db, view: &SavedView) -> Result<()> {
    let refused = match view.asked()? {
        Asked::Accounts(asked) => asked.filter(db).await.err(),
        Asked::Contacts(asked) => asked.filter(db).await.err(),
        Asked::Leads(asked) => asked.filter(db).await.err(),
        Asked::Deals(asked) => asked.filter(db).await.err(),
        Asked::FollowUps(asked) => asked.filter(db).await.err(),
        Asked::Quotes(asked) => asked.filter(db).await.err(),
        Asked::Mails(asked) => asked.filter(db, Reader::default()).await.err(),
        Asked::Products(asked) => asked.filter(db.base_currency).err(),
        Asked::Consents(asked) => asked.check().err(),
        Asked::Merges(asked) => asked.check().err(),
        Asked::Forgotten(_) | Asked::Suppressions(_) | Asked::Suspected(_) | Asked::Elsewhere => None,
    };
    match refused {
        Some(problem) if problem.kind() == Kind::Invalid => Err(Problem::field("/filters", problem.report())),
        Some(problem) => Err(problem),
        None => Ok(()),
    }
}

impl List for ListViews {
    type Item = ViewView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<ViewView>> {
        // A program has no views of its own and sees the shared ones.
        let member = db.identity().member_id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
        let views = store::list(db, member, self.list).await?;
        let seen = views.into_iter().filter(|seen| db.may(seen.view.list.permission()));
        Ok(lists::whole(seen.map(ViewView::from).collect()))
    }
}

async fn list(mut db: Read, Query(query): Query<ListViews>) -> Result<Reply<Views>> {
    let Page { items, .. } = query.page(&mut db, None, Limit::MAX).await?;
    Ok(Reply::plain(Views { items }))
}

async fn get(mut db: Read, Path(id): Path<ViewId>) -> Result<Reply<ViewView>> {
    let member = db.identity().member_id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let seen = store::get(&mut db, member, id).await?.filter(|seen| db.may(seen.view.list.permission()));
    let seen = seen.ok_or_else(|| Problem::not_found("view"))?;
    Ok(Reply::of(seen.view.version, seen.into()))
}

async fn create(mut tx: Tx, Json(body): Json<SaveView>) -> Result<Created<ViewView>> {
    let owner_id = a_person(tx.member_id())?;
    if store::count(&mut tx, owner_id).await? >= MAX_VIEWS {
        return Err(Problem::field("/name", format!("you have {MAX_VIEWS} views; forget one first")));
    }
    let SaveView { list, name, shared, filters, sort, columns } = body;
    if !tx.may(list.permission()) {
        return Err(Problem::field("/list", "is one you do not see; save views of those you see"));
    }
    let view = SavedView { view_id: ViewId::new(), version: 1, owner_id, list, name, shared, filters, sort, columns };
    check(&mut tx, &view).await?;
    store::save(&mut tx, &view).await?;
    let seen = reread(&mut tx, owner_id, view.view_id).await?;
    tx.created(format!("/v1/views/{}", view.view_id), view.version, seen.into()).await
}

async fn reread(tx: &mut Tx, member: MemberId, id: ViewId) -> Result<Seen> {
    store::get(tx, member, id).await?.ok_or_else(|| Problem::internal("a view is gone"))
}

/// A view the caller may change: their own, or a shared one for who may change how selling works.
async fn lock(tx: &mut Tx, id: ViewId) -> Result<(MemberId, SavedView)> {
    let member = tx.member_id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let seen = store::lock(tx, member, id).await?.filter(|seen| tx.may(seen.view.list.permission()));
    let seen = seen.ok_or_else(|| Problem::not_found("view"))?;
    let member = a_person(tx.member_id())?;
    if seen.view.owner_id != member && !tx.may(Permission::ManageCrm) {
        let detail = "The view is somebody else's; save one of your own.";
        return Err(Problem::new(Kind::Forbidden, "forbidden", detail));
    }
    Ok((member, seen.view))
}

async fn update(mut tx: Tx, Path(id): Path<ViewId>, Json(body): Json<UpdateView>) -> Result<Reply<ViewView>> {
    let (member, mut view) = lock(&mut tx, id).await?;
    tx.require_match(view.version)?;
    if let Some(name) = body.name {
        view.name = name;
    }
    if let Some(filters) = body.filters {
        view.filters = filters;
    }
    if let Some(columns) = body.columns {
        view.columns = columns;
    }
    body.sort.apply(&mut view.sort);
    let shared = body.shared.unwrap_or(view.shared);
    if view.owner_id != member && !shared {
        return Err(Problem::field("/shared", "only its owner keeps a view to themselves; forget it instead"));
    }
    view.shared = shared;
    view.version += 1;
    check(&mut tx, &view).await?;
    store::save(&mut tx, &view).await?;
    if !view.shared {
        store::clear_default(&mut tx, None, &view).await?;
    }
    let seen = reread(&mut tx, member, id).await?;
    tx.reply(view.version, seen.into()).await
}

async fn delete(mut tx: Tx, Path(id): Path<ViewId>) -> Result<Reply<ViewView>> {
    let (member, view) = lock(&mut tx, id).await?;
    tx.require_match(view.version)?;
    let seen = reread(&mut tx, member, id).await?;
    store::delete(&mut tx, id).await?;
    tx.reply(view.version, seen.into()).await
}

async fn set_default(mut tx: Tx, Path(id): Path<ViewId>, Json(body): Json<SetDefault>) -> Result<Reply<ViewView>> {
    let asking = tx.member_id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let seen = store::get(&mut tx, asking, id).await?.filter(|seen| tx.may(seen.view.list.permission()));
    let seen = seen.ok_or_else(|| Problem::not_found("view"))?;
    let member = a_person(tx.member_id())?;
    if body.is_default {
        store::set_default(&mut tx, member, &seen.view).await?;
    } else {
        store::clear_default(&mut tx, Some(member), &seen.view).await?;
    }
    let version = seen.view.version;
    tx.reply(version, Seen { is_default: body.is_default, ..seen }.into()).await
}

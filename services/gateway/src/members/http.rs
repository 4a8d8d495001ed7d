//! Listing, adding and changing members.

use std::sync::Arc;

use axum::Extension;
use contracts::identity::MemberAdded;
use kernel::{Cursor, Email, Limit, MemberId, Name, Page, Permission, RoleSet, UserId};
use platform::problem::{Problem, Result};
use platform::{Created, Json, Once, Path, Query, Read, Reply, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{self, Change, Member};
use super::store;
use crate::gateway::Gateway;
use crate::users::model::Password;
use crate::users::store::{self as users, User};

/// The routes.
pub fn routes() -> Routes {
    Routes::new("members")
        .get("/v1/members", Permission::ReadMembers, "List the members", list)
        .post("/v1/members", Permission::ManageMembers, "Add a member", add)
        .get("/v1/members/{member_id}", Permission::ReadMembers, "Read a member", get)
        .patch("/v1/members/{member_id}", Permission::ManageMembers, "Change or remove a member", update)
}

/// A member.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct MemberView {
    member_id: MemberId,
    user_id: UserId,
    name: Name,
    email: Email,
    roles: RoleSet,
    active: bool,
    version: i64,
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        Self {
            member_id: member.member_id,
            user_id: member.user.user_id,
            name: member.user.name,
            email: member.user.email,
            roles: member.roles,
            active: member.active,
            version: member.version,
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListMembers {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AddMember {
    /// Name of the person; not used when they have a log-in already.
    name: Name,
    email: Email,
    roles: RoleSet,
    /// First password, at least ten characters; made up when left out. Not used when they have a log-in already.
    password: Option<Password>,
}

/// A new member, and the password to hand over when one was made up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct AddedMember {
    #[serde(flatten)]
    member: MemberView,
    /// Shown this once only, not again when the request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    initial_password: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateMember {
    roles: Option<RoleSet>,
    active: Option<bool>,
}

async fn list(mut db: Read, Query(query): Query<ListMembers>) -> Result<Reply<Page<MemberView>>> {
    let limit = query.limit.unwrap_or_default();
    let after = query.cursor.map(|cursor| cursor.decode::<MemberId>()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let rows = store::list(&mut db, after, limit.fetch()).await?;
    let page = Page::from_rows(rows, limit, |member| member.member_id);
    Ok(Reply::plain(page.map(MemberView::from)))
}

async fn get(mut db: Read, Path(id): Path<MemberId>) -> Result<Reply<MemberView>> {
    let member = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("member"))?;
    Ok(Reply::of(member.version, member.into()))
}

async fn add(
    mut tx: Tx,
    Extension(gateway): Extension<Arc<Gateway>>,
    Json(body): Json<AddMember>,
) -> Result<Once<Created<AddedMember>>> {
    let roles = body.roles;
    model::may_grant(roles, tx.identity()?.roles)?;
    if let Some(password) = &body.password {
        password.check(&body.email, "/password")?;
    }
    let (user, initial_password) = match users::find(&mut tx, &body.email).await? {
        Some(user) => (user, None),
        None => new_user(&mut tx, &gateway, body).await?,
    };
    let member = Member::new(MemberId::new(), user, roles);
    store::insert(&mut tx, &member).await?;
    users::let_in(&mut tx, member.user.user_id).await?;
    tx.publish(member.version, &MemberAdded { member: member.after_image() })?;
    let (location, version) = (format!("/v1/members/{}", member.member_id), member.version);
    let shown = AddedMember { member: member.into(), initial_password };
    let stored = AddedMember { initial_password: None, ..shown.clone() };
    Once::created(tx, location, version, stored, &shown).await
}

async fn new_user(tx: &mut Tx, gateway: &Gateway, body: AddMember) -> Result<(User, Option<String>)> {
    let make_up = || {
        let made_up = hex::encode(rand::random::<[u8; 10]>());
        (Password::new(made_up.clone()), Some(made_up))
    };
    let (password, made_up) = body.password.map_or_else(make_up, |password| (password, None));
    let hash = gateway.hasher.hash(password).await?;
    let user = User { user_id: UserId::new(), email: body.email, name: body.name };
    users::insert(tx, &user, &hash, "/email").await?;
    Ok((user, made_up))
}

async fn update(
    mut tx: Tx,
    Path(id): Path<MemberId>,
    Extension(gateway): Extension<Arc<Gateway>>,
    Json(body): Json<UpdateMember>,
) -> Result<Reply<MemberView>> {
    // Whoever changes members does so one after the other, so that two owners cannot remove each other.
    crate::organizations::store::lock(&mut tx).await?;
    let mut member = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("member"))?;
    tx.require_match(member.version)?;
    let owners = store::other_owners(&mut tx, id).await?;
    let change = Change { roles: body.roles, active: body.active };
    let by = tx.identity()?.roles;
    if let Some(updated) = member.change(change, by, owners)? {
        store::save(&mut tx, &member).await?;
        if member.active {
            users::let_in(&mut tx, member.user.user_id).await?;
        } else {
            users::shut_out(&mut tx, member.user.user_id).await?;
        }
        tx.publish(member.version, &updated)?;
    }
    let org = tx.org;
    let reply = tx.reply(member.version, member.into()).await?;
    gateway.memory.forget_organization(org);
    Ok(reply)
}

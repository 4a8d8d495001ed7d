//! Listing, adding and changing members.

use std::sync::Arc;

use axum::Extension;
use contracts::identity::MemberAdded;
use exports::List;
use kernel::{Cursor, Email, Limit, MemberId, Name, Page, Permission, RoleSet, UserId};
use platform::problem::{Problem, Result};
use platform::{Created, Json, Once, Path, Query, Read, Reply, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::adding::{AddMember, Adding, First};
use super::model::{Change, Member};
use super::store;
use crate::gateway::Gateway;
use crate::invitations;
use crate::invitations::http::InvitationView;
use crate::invitations::model::{Code, Invitation};
use crate::users::store::{self as users, User};

/// The routes.
pub fn routes() -> Routes {
    Routes::new("members")
        .get("/v1/members", Permission::ReadMembers, "List the members", list)
        .post("/v1/members", Permission::ManageMembers, "Add a member, or invite one", add)
        .get("/v1/members/{member_id}", Permission::ReadMembers, "Read a member", get)
        .patch("/v1/members/{member_id}", Permission::ManageMembers, "Change or remove a member", update)
}

/// A member.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MemberView {
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

/// Which page of the members.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListMembers {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// What became of somebody who was to be added.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
enum Added {
    /// They had no log-in yet, and are a member now.
    Member(AddedMember),
    /// They have a log-in, and become a member when they accept.
    Invited(Invited),
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

/// An invitation, and the code to hand over to whoever it is for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Invited {
    invitation: InvitationView,
    /// Shown this once only, not again when the request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateMember {
    roles: Option<RoleSet>,
    active: Option<bool>,
}

impl List for ListMembers {
    type Item = MemberView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<MemberView>> {
        let after = cursor.map(|cursor| cursor.decode::<MemberId>()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let rows = store::list(db, after, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |member| member.member_id).map(MemberView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListMembers>) -> Result<Reply<Page<MemberView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<MemberId>) -> Result<Reply<MemberView>> {
    let member = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("member"))?;
    Ok(Reply::of(member.version, member.into()))
}

/// Who has no log-in gets one and is a member. Who has one is invited: see [`crate::invitations`].
async fn add(Adding { mut tx, body, first }: Adding) -> Result<Once<Created<Added>>> {
    match first {
        // Another organisation may have added them while the password was hashed.
        Some(first) if users::find(&mut tx, &body.email).await?.is_none() => add_new(tx, body, first).await,
        _ => invite(tx, body).await,
    }
}

async fn add_new(mut tx: Tx, body: AddMember, first: First) -> Result<Once<Created<Added>>> {
    let user = User { user_id: UserId::new(), email: body.email, name: body.name };
    users::insert(&mut tx, &user, &first.password, "/email").await?;
    let member = Member::new(MemberId::new(), user, body.roles);
    store::insert(&mut tx, &member).await?;
    users::let_in(&mut tx, member.user.user_id).await?;
    tx.publish(member.version, &MemberAdded { member: member.after_image() })?;
    let (location, version) = (format!("/v1/members/{}", member.member_id), member.version);
    let stored = AddedMember { member: member.into(), initial_password: None };
    let shown = AddedMember { initial_password: first.made_up, ..stored.clone() };
    Once::created(tx, location, version, Added::Member(stored), &Added::Member(shown)).await
}

async fn invite(mut tx: Tx, body: AddMember) -> Result<Once<Created<Added>>> {
    crate::organizations::store::lock(&mut tx).await?;
    if store::has_email(&mut tx, &body.email).await? {
        return Err(store::already_a_member());
    }
    let code = Code::new(tx.org);
    let invitation = Invitation::new(body.email, body.name, body.roles, tx.actor().to_string(), tx.now);
    invitations::store::insert(&mut tx, &invitation, &code.fingerprint()).await?;
    let location = format!("/v1/invitations/{}", invitation.invitation_id);
    let stored = Invited { invitation: invitation.into(), code: None };
    let shown = Invited { code: Some(code.expose().to_owned()), ..stored.clone() };
    Once::created(tx, location, 1, Added::Invited(stored), &Added::Invited(shown)).await
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

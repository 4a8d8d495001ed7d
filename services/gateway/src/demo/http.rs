//! Looking at a demo company, and leaving it. Going there and back is [`crate::sessions::places`].

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use axum::Extension;
use axum::extract::State as AxumState;
use axum::response::{IntoResponse, Response};
use contracts::Actor;
use contracts::identity::{MemberAdded, Organization};
use http::{HeaderMap, Method, StatusCode};
use kernel::{MemberId, Name, OrgId, RoleSet, UserId};
use platform::db::Mode;
use platform::problem::{Kind, Problem, Result};
use platform::service::State;
use platform::{Identity, Json, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store;
use crate::gateway::Gateway;
use crate::members::model::Member;
use crate::sessions::http::{Home, Suite, named, no_store, not_a_member, own_session};
use crate::sessions::store::Session;
use crate::{access, members, organizations, users};

/// The routes, with their documentation.
pub fn routes() -> ApiRouter<Arc<State>> {
    let list = get_with(list, |op| {
        named(op, "list_demos", "List the demo companies I may look at").response::<200, axum::Json<Demos>>()
    });
    let join = post_with(join, |op| {
        named(op, "join_demo", "Become a guest of a demo company").response::<200, axum::Json<DemoJoined>>()
    });
    let leave = post_with(leave, |op| named(op, "leave_demo", "Leave a demo company").response::<204, ()>());
    ApiRouter::new()
        .api_route("/v1/session/demos", list)
        .api_route("/v1/session/demos/join", join)
        .api_route("/v1/session/demos/leave", leave)
}

/// Demo companies, the newest first.
#[derive(Debug, Serialize, JsonSchema)]
struct Demos {
    items: Vec<Demo>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Demo {
    org_id: OrgId,
    name: Name,
    /// Whether the person is in there already; the session may go there then.
    joined: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChooseDemo {
    /// The demo company.
    organization_id: OrgId,
}

/// The person is a guest now, or was in there before; switching to the organisation leads there.
#[derive(Debug, Serialize, JsonSchema)]
struct DemoJoined {
    org_id: OrgId,
    name: Name,
    member_id: MemberId,
}

async fn list(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let session = person(&state, &gateway, &method, &headers).await?;
    let mut items = Vec::new();
    for org_id in store::list(&state.db).await? {
        if let Some(Organization { name, .. }) = organization(&state, org_id).await? {
            items.push(Demo { org_id, name, joined: store::is_in(&state.db, org_id, session.user).await? });
        }
    }
    Ok(([no_store()], axum::Json(Demos { items })).into_response())
}

async fn join(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
    Json(body): Json<ChooseDemo>,
) -> Result<Response> {
    let session = person(&state, &gateway, &method, &headers).await?;
    slow_down(&state, &gateway, session.user).await?;
    if !store::is_marked(&state.db, body.organization_id).await? {
        return Err(no_demo());
    }
    let demo = organization(&state, body.organization_id).await?.ok_or_else(no_demo)?;
    let member_id = let_in(&state, &demo, session.user).await?;
    let Organization { org_id, name, .. } = demo;
    Ok(([no_store()], axum::Json(DemoJoined { org_id, name, member_id })).into_response())
}

async fn leave(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
    Json(body): Json<ChooseDemo>,
) -> Result<Response> {
    let session = person(&state, &gateway, &method, &headers).await?;
    slow_down(&state, &gateway, session.user).await?;
    let org = body.organization_id;
    if session.organization == org {
        let detail = "This session is in the demo company; switch to another organisation first.";
        return Err(Problem::new(Kind::Conflict, "demo-open", detail));
    }
    if !store::is_in(&state.db, org, session.user).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let demo = organization(&state, org).await?.ok_or_else(no_demo)?;
    let_out(&state, &demo, session.user).await?;
    gateway.memory.forget_organization(org);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The person behind the session; programs have none.
async fn person(state: &State, gateway: &Gateway, method: &Method, headers: &HeaderMap) -> Result<Session> {
    let caller = access::require_caller(state, gateway, method, headers).await?;
    gateway.limits.caller(&caller.identity)?;
    let (_, session) = own_session(state, &caller, "Log in to look at a demo company.").await?;
    Ok(session)
}

/// Each time somebody comes or goes, every service hears of it; nobody needs to do so often.
async fn slow_down(state: &State, gateway: &Gateway, user: UserId) -> Result<()> {
    let user = users::store::get(&state.db, user).await?.ok_or_else(|| Problem::not_found("user"))?;
    gateway.limits.email(&user.email)
}

/// What is no demo company is not told from what does not exist.
fn no_demo() -> Problem {
    Problem::not_found("demo company")
}

/// It is known to its own transactions only.
async fn organization(state: &State, org: OrgId) -> Result<Option<Organization>> {
    let mut tx = state.db.begin(org, Mode::Read).await?;
    organizations::store::read(&mut tx, org).await
}

/// A transaction of the demo company, in which whoever comes or goes acts for themselves.
async fn begin(state: &Arc<State>, demo: &Organization, user: UserId) -> Result<Tx> {
    let Organization { org_id: org, time_zone, base_currency, .. } = *demo;
    let mut read = state.db.begin(org, Mode::Read).await?;
    let member_id = store::membership(&mut read, org, user).await?.unwrap_or_else(MemberId::new);
    drop(read);
    let actor = Actor::Member(member_id.as_uuid());
    let mut tx = Tx::begin(state, Identity { org, actor, roles: RoleSet::default(), time_zone, base_currency }).await?;
    // One after the other, as every change of members, so that two clicks make one guest.
    organizations::store::lock(&mut tx).await?.ok_or_else(no_demo)?;
    Ok(tx)
}

/// Makes somebody a guest, unless they are in already. Whoever works there stays what they are; whom the organisation let out
/// stays out.
async fn let_in(state: &Arc<State>, demo: &Organization, user: UserId) -> Result<MemberId> {
    let mut tx = begin(state, demo, user).await?;
    let member = match members::store::of_user(&mut tx, user).await? {
        None => {
            let new = tx.member_id().ok_or_else(|| Problem::internal("a guest acts as a member"))?;
            let guest = Member::guest(new, user).map_err(Problem::internal)?;
            members::store::insert(&mut tx, &guest).await?;
            tx.publish(guest.version, &MemberAdded { member: guest.after_image() })?;
            guest
        }
        Some(mut guest) if guest.guest => {
            if let Some(updated) = guest.come_back() {
                members::store::save(&mut tx, &guest).await?;
                tx.publish(guest.version, &updated)?;
            }
            guest
        }
        Some(member) if member.active => member,
        Some(_) => return Err(not_a_member()),
    };
    users::store::let_in(&mut tx, user).await?;
    tx.commit_now().await?;
    Ok(member.member_id)
}

async fn let_out(state: &Arc<State>, demo: &Organization, user: UserId) -> Result<()> {
    let mut tx = begin(state, demo, user).await?;
    match members::store::of_user(&mut tx, user).await? {
        Some(mut guest) if guest.guest => {
            if let Some(updated) = guest.leave() {
                members::store::save(&mut tx, &guest).await?;
                tx.publish(guest.version, &updated)?;
            }
            users::store::shut_out(&mut tx, user).await?;
        }
        _ => {
            let detail = "Only a guest of a demo company leaves it so; ask an owner of the organisation to remove you.";
            return Err(Problem::new(Kind::Forbidden, "not-a-guest", detail));
        }
    }
    tx.commit_now().await
}

//! Where a person may work: the organisations they are a member of, and going from one to another.

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use axum::Extension;
use axum::extract::State as AxumState;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method};
use kernel::{Name, OrgId};
use platform::Json;
use platform::db::Mode;
use platform::problem::Result;
use platform::service::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::http::{
    Home, SessionOpened, Suite, named, new_secret, no_store, not_a_member, opened, own_session, session_over,
};
use super::store;
use crate::access;
use crate::users::store as users;

/// The routes, with their documentation.
pub fn routes() -> ApiRouter<Arc<State>> {
    let list = get_with(list, |op| {
        named(op, "list_places", "List the organisations I may work in").response::<200, axum::Json<Places>>()
    });
    let switch = post_with(switch, |op| {
        named(op, "switch", "Go on in another organisation").response::<200, axum::Json<SessionOpened>>()
    });
    ApiRouter::new().api_route("/v1/session/organizations", list).api_route("/v1/session/switch", switch)
}

/// Organisations, the one joined first first.
#[derive(Debug, Serialize, JsonSchema)]
struct Places {
    items: Vec<Place>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Place {
    org_id: OrgId,
    name: Name,
    /// Whether the session is there.
    current: bool,
    /// Whether they only look at a demo company there.
    guest: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Switch {
    /// The organisation to work in.
    organization_id: OrgId,
}

async fn list(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &method, &headers).await?;
    gateway.limits.caller(&caller.identity)?;
    let (_, session) = own_session(&state, &caller, "Log in to see your organisations.").await?;
    let mut items = Vec::new();
    for org_id in users::organizations(&state.db, session.user).await? {
        // Each is known to its own transactions only.
        let mut tx = state.db.begin(org_id, Mode::Read).await?;
        let place = store::place(&mut tx, org_id, session.user).await?;
        items.extend(place.map(|(name, guest)| Place { org_id, name, current: org_id == session.organization, guest }));
    }
    Ok(([no_store()], axum::Json(Places { items })).into_response())
}

/// The session gets a new secret: what replicas remember of the old one is of the organisation it was in.
async fn switch(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
    Json(body): Json<Switch>,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &method, &headers).await?;
    gateway.limits.caller(&caller.identity)?;
    let (key, session) = own_session(&state, &caller, "Log in to go to another organisation.").await?;
    let places = users::organizations(&state.db, session.user).await?;
    let identity = match places.into_iter().find(|org| *org == body.organization_id) {
        Some(org) => access::member_identity(&state, org, session.user).await?,
        None => None,
    };
    let identity = identity.ok_or_else(not_a_member)?;
    let (secret, now) = (new_secret(), state.clock.now());
    let is_open = store::switch(&state.db, &key, &access::fingerprint(&secret), identity.org, now).await?;
    gateway.memory.forget(&key);
    if !is_open {
        return Err(session_over());
    }
    opened(&state, &gateway, &secret, &identity)
}

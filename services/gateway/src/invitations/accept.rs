//! Accepting an invitation. It needs no session: whoever was let out of their only organisation cannot log in, but may be
//! invited to another one.

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::post_with;
use axum::Extension;
use axum::extract::State as AxumState;
use axum::response::{IntoResponse, Response};
use contracts::Actor;
use contracts::identity::MemberAdded;
use http::HeaderMap;
use kernel::{Email, MemberId, Name, OrgId};
use platform::db::Mode;
use platform::problem::{Problem, Result};
use platform::service::State;
use platform::{Identity, Json, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{self, Code, InvitationError};
use super::store::{self, Promise};
use crate::access::{self, Fingerprint, Peer};
use crate::members::model::Member;
use crate::sessions::http::{Home, Suite, named, no_store, open_to_all, recognise, wrong_credentials};
use crate::users::model::Password;
use crate::users::store::Known;
use crate::{members, organizations, sessions, users};

/// The route, with its documentation.
pub fn routes() -> ApiRouter<Arc<State>> {
    let accept = post_with(accept, |op| {
        open_to_all(named(op, "accept_invitation", "Join an organisation by invitation"))
            .response::<200, axum::Json<Joined>>()
    });
    ApiRouter::new().api_route("/v1/invitations/accept", accept)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AcceptInvitation {
    /// The code that was handed over.
    code: Code,
    /// Address one logs in with, in any case.
    email: Email,
    /// Present password.
    password: Password,
    /// Another password from now on, everywhere; it ends all other sessions. Needed when somebody else may know the present
    /// one, because they chose it when they added the person somewhere.
    new_password: Option<Password>,
}

/// The person is a member now; logging in with this organisation, or switching to it, leads there.
#[derive(Debug, Serialize, JsonSchema)]
struct Joined {
    org_id: OrgId,
    /// Name of the organisation.
    name: Name,
    member_id: MemberId,
}

/// Another password than before.
struct Fresh {
    hash: String,
    /// The session the person is using, which goes on.
    keep: Option<Fingerprint>,
}

async fn accept(
    AxumState(state): Suite,
    Extension(gateway): Home,
    peer: Peer,
    headers: HeaderMap,
    Json(body): Json<AcceptInvitation>,
) -> Result<Response> {
    gateway.limits.peer(peer.as_ref())?;
    if let Some(fresh) = &body.new_password {
        fresh.check(&body.email, "/new_password")?;
        if fresh.expose() == body.password.expose() {
            return Err(InvitationError::SamePassword.into());
        }
    }
    let known = recognise(&state, &gateway, &body.email, body.password).await?;
    let org = body.code.organization().ok_or(InvitationError::NotGood)?;
    let promise = promise(&state, org, &body.code, &body.email).await?.ok_or(InvitationError::NotGood)?;
    // Hashed before the transaction begins: it takes its time.
    let fresh = match body.new_password {
        Some(password) => {
            let keep = access::session_of(&headers).map(|secret| access::fingerprint(&secret));
            Some(Fresh { hash: gateway.hasher.hash(password).await?, keep })
        }
        None if known.password_is_own => None,
        None => return Err(InvitationError::OwnPasswordNeeded.into()),
    };
    let (joined, ended) = join(&state, (org, promise), &body.code, &body.email, &known, fresh).await?;
    gateway.memory.forget_all(ended);
    Ok(([no_store()], axum::Json(joined)).into_response())
}

async fn promise(state: &State, org: OrgId, code: &Code, email: &Email) -> Result<Option<Promise>> {
    let mut tx = state.db.begin(org, Mode::Read).await?;
    store::promise(&mut tx, org, &code.fingerprint(), email, state.clock.now()).await
}

/// Uses the code up and makes the member, with the new password when there is one: all or nothing. Answers the sessions that
/// ended, too.
async fn join(
    state: &Arc<State>,
    (org, promise): (OrgId, Promise),
    code: &Code,
    email: &Email,
    known: &Known,
    fresh: Option<Fresh>,
) -> Result<(Joined, Vec<Fingerprint>)> {
    let member_id = MemberId::new();
    let Promise { roles, time_zone, base_currency } = promise;
    let identity = Identity { org, actor: Actor::Member(member_id.as_uuid()), roles, time_zone, base_currency };
    let mut tx = Tx::begin(state, identity).await?;
    // As for every change of members: whoever invited stays what they are until this is done.
    let organization = organizations::store::lock(&mut tx).await?.ok_or(InvitationError::NotGood)?.organization;
    let accepted = store::accept(&mut tx, &code.fingerprint(), email, member_id).await?;
    let (roles, invited_by) = accepted.ok_or(InvitationError::NotGood)?;
    let by = store::present_roles(&mut tx, &invited_by).await?;
    if !by.is_some_and(|by| model::may_let_in(roles, by)) {
        return Err(InvitationError::NotGood.into());
    }
    let user = users::store::find(&mut tx, email).await?.ok_or_else(|| Problem::internal("a user vanished"))?;
    let member = Member::new(member_id, user, roles);
    members::store::insert(&mut tx, &member).await?;
    users::store::let_in(&mut tx, member.user.user_id).await?;
    let ended = match fresh {
        Some(fresh) => choose_password(&mut tx, known, &fresh).await?,
        None => Vec::new(),
    };
    tx.publish(member.version, &MemberAdded { member: member.after_image() })?;
    tx.commit_now().await?;
    Ok((Joined { org_id: org, name: organization.name, member_id }, ended))
}

/// Whoever knew the password before knows it no longer, and nothing they have open stays so.
async fn choose_password(tx: &mut Tx, known: &Known, fresh: &Fresh) -> Result<Vec<Fingerprint>> {
    let now = tx.now;
    let old = &known.password_hash;
    if !users::store::replace_password(tx.conn(), known.user_id, old, &fresh.hash, true, now).await? {
        return Err(wrong_credentials());
    }
    sessions::store::delete_others(tx.conn(), known.user_id, fresh.keep.as_ref()).await
}

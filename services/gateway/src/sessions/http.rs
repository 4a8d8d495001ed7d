//! What needs no access token: these handlers look at cookies and passwords themselves.

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use aide::transform::TransformOperation;
use axum::Extension;
use axum::extract::State as AxumState;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use kernel::{Email, MemberId, Name, OrgId, Permission, RoleSet, UserId};
use platform::db::Mode;
use platform::problem::{FieldError, Kind, Problem, Result};
use platform::service::State;
use platform::{Identity, Json};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SESSION_DAYS;
use super::sign_up::{self, SignUp};
use super::store::{self, Session};
use crate::access::{self, Caller, Fingerprint, Peer, Proof};
use crate::gateway::Gateway;
use crate::organizations::http::OrganizationView;
use crate::users::model::Password;
use crate::users::store::{self as users, Known};
use crate::{members, organizations};

pub(crate) type Suite = AxumState<Arc<State>>;
pub(crate) type Home = Extension<Arc<Gateway>>;

/// The open routes, with their documentation.
pub fn routes() -> ApiRouter<Arc<State>> {
    let sign_up = post_with(sign_up, |op| {
        open_to_all(named(op, "sign_up", "Sign an organisation up")).response::<201, axum::Json<SessionOpened>>()
    });
    let log_in =
        post_with(log_in, |op| open_to_all(named(op, "log_in", "Log in")).response::<200, axum::Json<SessionOpened>>());
    let log_out = post_with(log_out, |op| named(op, "log_out", "Log out").response::<204, ()>());
    let token = post_with(token, |op| {
        named(op, "token", "Get an access token for a session or an API key").response::<200, axum::Json<TokenView>>()
    });
    let session = get_with(who_am_i, |op| {
        named(op, "who_am_i", "Who am I, and what may I do").response::<200, axum::Json<SessionView>>()
    });
    let password =
        post_with(change_password, |op| named(op, "change_password", "Change one's password").response::<204, ()>());
    ApiRouter::new()
        .api_route("/v1/signup", sign_up)
        .api_route("/v1/login", log_in)
        .api_route("/v1/logout", log_out)
        .api_route("/v1/token", token)
        .api_route("/v1/session", session)
        .api_route("/v1/password", password)
}

/// Places an operation among those of sessions.
pub(crate) fn named<'t>(op: TransformOperation<'t>, name: &str, summary: &str) -> TransformOperation<'t> {
    op.tag("sessions").id(&format!("sessions_{name}")).summary(summary)
}

/// Says that no proof is needed.
pub(crate) fn open_to_all(mut op: TransformOperation<'_>) -> TransformOperation<'_> {
    op.inner_mut().security = vec![std::iter::empty::<(String, Vec<String>)>().collect()];
    op
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LogIn {
    /// Address, in any case.
    email: Email,
    /// Password.
    password: Password,
    /// The organisation to work in; the first one joined of those that let them in when it is left out.
    organization_id: Option<OrgId>,
}

/// A session was opened; it is in the cookie, and the token is for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SessionOpened {
    org_id: OrgId,
    member_id: Option<MemberId>,
    #[serde(flatten)]
    token: TokenView,
}

/// An access token for `Authorization: Bearer`.
#[derive(Debug, Serialize, JsonSchema)]
struct TokenView {
    access_token: String,
    token_type: &'static str,
    /// Seconds until it ends.
    expires_in: i64,
}

/// Who is asking.
#[derive(Debug, Serialize, JsonSchema)]
struct SessionView {
    /// `member:<id>` or `api_key:<id>`.
    actor: String,
    member_id: Option<MemberId>,
    /// The person; none for API keys.
    user: Option<UserView>,
    organization: OrganizationView,
    roles: RoleSet,
    permissions: Vec<Permission>,
    /// Every organisation this person may log in to.
    organization_ids: Vec<OrgId>,
    /// Whether they only look at a demo company here.
    guest: bool,
    /// Where live changes stood before this was answered: whoever fetches data now and listens with it as `after` of
    /// `GET /api/live` misses nothing in between. None while it is not known.
    live_position: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct UserView {
    user_id: UserId,
    name: Name,
    email: Email,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangePassword {
    current_password: Password,
    new_password: Password,
}

async fn sign_up(
    AxumState(state): Suite,
    Extension(gateway): Home,
    peer: Peer,
    Json(body): Json<SignUp>,
) -> Result<Response> {
    gateway.limits.peer(peer.as_ref())?;
    let (user, identity) = sign_up::sign_up(&state, &gateway.hasher, body).await?;
    let location = HeaderValue::from_static("/v1/organization");
    let opened = open(&state, &gateway, &user, &identity).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], opened).into_response())
}

async fn log_in(
    AxumState(state): Suite,
    Extension(gateway): Home,
    peer: Peer,
    Json(body): Json<LogIn>,
) -> Result<Response> {
    gateway.limits.peer(peer.as_ref())?;
    let user = recognise(&state, &gateway, &body.email, body.password).await?;
    let organizations = users::organizations(&state.db, user.user_id).await?;
    // A guest of what is no demo company any more is not let in there, so that the next place is theirs.
    let mut identity = None;
    for org in organizations.into_iter().filter(|one| body.organization_id.is_none_or(|wanted| *one == wanted)) {
        identity = access::member_identity(&state, org, user.user_id).await?;
        if identity.is_some() {
            break;
        }
    }
    let identity = identity.ok_or_else(not_a_member)?;
    open(&state, &gateway, &user, &identity).await
}

/// The person with this address and password. Guesses are slowed down by address; a wrong password and an unknown address
/// are refused in the same words, after the same time.
pub(crate) async fn recognise(state: &State, gateway: &Gateway, email: &Email, password: Password) -> Result<Known> {
    gateway.limits.email(email)?;
    let known = users::known(&state.db, email).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = gateway.hasher.verify(password, hash).await?;
    known.filter(|_| right).ok_or_else(wrong_credentials)
}

pub(crate) fn wrong_credentials() -> Problem {
    access::refused("wrong-credentials", "E-mail address or password is wrong.")
}

/// Opens a session for somebody who has just proved their password.
async fn open(state: &State, gateway: &Gateway, user: &Known, identity: &Identity) -> Result<Response> {
    let secret = new_secret();
    let session = Session { user: user.user_id, organization: identity.org };
    let now = state.clock.now();
    if !store::insert(&state.db, &access::fingerprint(&secret), session, &user.password_hash, now).await? {
        return Err(wrong_credentials());
    }
    opened(state, gateway, &secret, identity)
}

/// The secret of a session.
pub(super) fn new_secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// Tells of a session: the cookie for browsers, a token for programs.
pub(super) fn opened(state: &State, gateway: &Gateway, secret: &str, identity: &Identity) -> Result<Response> {
    let opened =
        SessionOpened { org_id: identity.org, member_id: identity.member_id(), token: sign(state, gateway, identity)? };
    let cookie = access::session_cookie(secret, SESSION_DAYS, gateway.is_https())?;
    Ok(([(header::SET_COOKIE, cookie), no_store()], axum::Json(opened)).into_response())
}

pub(crate) fn not_a_member() -> Problem {
    Problem::new(Kind::Forbidden, "not-a-member", "You are not a member of this organisation, or of any.")
}

/// The session behind a request, and its key; refused with `detail` when programs or tokens ask.
pub(crate) async fn own_session(state: &State, caller: &Caller, detail: &str) -> Result<(Fingerprint, Session)> {
    let Proof::Session(key) = caller.proof else {
        return Err(Problem::new(Kind::Forbidden, "session-needed", detail));
    };
    let session = store::find(&state.db, &key, state.clock.now()).await?;
    Ok((key, session.ok_or_else(session_over)?))
}

pub(super) fn session_over() -> Problem {
    access::refused("session-over", "The session is over; log in again.")
}

fn sign(state: &State, gateway: &Gateway, identity: &Identity) -> Result<TokenView> {
    let now = state.clock.now();
    let signed = gateway.keyring.sign(identity, now)?;
    Ok(TokenView {
        access_token: signed.token.as_ref().to_owned(),
        token_type: "Bearer",
        expires_in: signed.expires_at - now.timestamp(),
    })
}

pub(crate) fn no_store() -> (header::HeaderName, HeaderValue) {
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

async fn log_out(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    access::allow_origin(gateway.public_origin(), &method, &headers)?;
    if let Some(secret) = access::session_of(&headers) {
        let key = access::fingerprint(&secret);
        store::delete(&state.db, &key).await?;
        gateway.memory.forget(&key);
    }
    let cookie = access::clear_cookie(gateway.is_https())?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

async fn token(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &method, &headers).await?;
    if caller.proof == Proof::Token {
        return Err(access::refused(
            "token-not-renewable",
            "A token cannot be renewed by itself; send a session or an API key.",
        ));
    }
    gateway.limits.caller(&caller.identity)?;
    Ok(([no_store()], axum::Json(sign(&state, &gateway, &caller.identity)?)).into_response())
}

async fn who_am_i(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &method, &headers).await?;
    gateway.limits.caller(&caller.identity)?;
    let view = session_view(&state, &gateway, &caller).await?;
    let mut response = ([no_store()], axum::Json(view)).into_response();
    // The cookie slides with the session behind it.
    if let (Proof::Session(_), Some(secret)) = (caller.proof, access::session_of(&headers)) {
        let cookie = access::session_cookie(&secret, SESSION_DAYS, gateway.is_https())?;
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn session_view(state: &Arc<State>, gateway: &Gateway, caller: &Caller) -> Result<SessionView> {
    let identity = &caller.identity;
    let live_position = gateway.live.now();
    let mut tx = platform::Tx::begin(state, identity.clone()).await?;
    let organization = organizations::store::get(&mut tx).await?.ok_or_else(|| Problem::not_found("organisation"))?;
    let member = match identity.member_id() {
        Some(member) => members::store::get(&mut tx, member).await?,
        None => None,
    };
    tx.commit_now().await?;
    let guest = member.as_ref().is_some_and(|member| member.guest);
    let (user, organization_ids) = match member {
        // Of a guest the membership does not say who they are; they know it themselves.
        Some(member) => {
            let user = member.user.user_id;
            (users::get(&state.db, user).await?, users::organizations(&state.db, user).await?)
        }
        None => (None, vec![identity.org]),
    };
    Ok(SessionView {
        actor: identity.actor.to_string(),
        member_id: identity.member_id(),
        user: user.map(|user| UserView { user_id: user.user_id, name: user.name, email: user.email }),
        organization: organization.into(),
        roles: identity.roles,
        permissions: Permission::ALL.iter().copied().filter(|permission| identity.may(*permission)).collect(),
        organization_ids,
        guest,
        live_position,
    })
}

async fn change_password(
    AxumState(state): Suite,
    Extension(gateway): Home,
    method: Method,
    headers: HeaderMap,
    Json(body): Json<ChangePassword>,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &method, &headers).await?;
    let (key, session) = own_session(&state, &caller, "Log in to change your password.").await?;
    let (email, old) = users::credentials(&state.db, session.user).await?.ok_or_else(|| Problem::not_found("user"))?;
    gateway.limits.email(&email)?;
    body.new_password.check(&email, "/new_password")?;
    if !gateway.hasher.verify(body.current_password, Some(old.clone())).await? {
        return Err(wrong_current());
    }
    let new = gateway.hasher.hash(body.new_password).await?;
    // Both or none: a password that was changed because somebody else knew it must end what they have open.
    let mut tx = state.db.begin(session.organization, Mode::Write).await?;
    // That the new one is the person's own is not certain: whoever gave them the old one could change it, too.
    if !users::replace_password(&mut tx, session.user, &old, &new, false, state.clock.now()).await? {
        return Err(wrong_current());
    }
    let others = store::delete_others(&mut tx, session.user, Some(&key)).await?;
    tx.commit().await?;
    gateway.memory.forget_all(others);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn wrong_current() -> Problem {
    let detail = "The current password is wrong.";
    Problem::new(Kind::Invalid, "wrong-password", detail)
        .with_fields(vec![FieldError::new("/current_password", detail)])
}

//! What comes before the transaction in which somebody is added. A hash takes tens of milliseconds and waits for its turn;
//! nobody may hold a connection to the database that long, and no organisation may keep the hasher to itself.

use std::sync::Arc;

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::Operation;
use axum::Extension;
use axum::extract::{FromRequest, FromRequestParts, Request};
use kernel::{Email, Name, RoleSet};
use platform::problem::{Problem, Result};
use platform::service::State;
use platform::{Identity, Json, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model;
use crate::gateway::Gateway;
use crate::users::model::Password;
use crate::users::password::Hasher;
use crate::users::store::{self as users, FirstPassword};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddMember {
    /// Name of the person. Who has a log-in already keeps the name they have.
    pub(super) name: Name,
    pub(super) email: Email,
    pub(super) roles: RoleSet,
    /// First password, at least ten characters; made up when left out. Not used when they have a log-in already.
    password: Option<Password>,
}

/// A password for somebody who has no log-in yet.
#[derive(Debug)]
pub(super) struct First {
    pub(super) password: FirstPassword,
    /// The password itself, when it was made up and has to be handed over.
    pub(super) made_up: Option<String>,
}

/// A request to add somebody who may be, and the transaction to do it in.
#[derive(Debug)]
pub(super) struct Adding {
    pub(super) tx: Tx,
    pub(super) body: AddMember,
    /// None when the person has a log-in.
    pub(super) first: Option<First>,
}

impl FromRequest<Arc<State>> for Adding {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let Extension(gateway): Extension<Arc<Gateway>> =
            Extension::from_request_parts(&mut parts, state).await.map_err(Problem::internal)?;
        let Extension(identity): Extension<Identity> =
            Extension::from_request_parts(&mut parts, state).await.map_err(Problem::internal)?;
        let Json(mut body) = Json::<AddMember>::from_request(Request::from_parts(parts.clone(), body), state).await?;
        model::may_grant(body.roles, identity.roles)?;
        if let Some(password) = &body.password {
            password.check(&body.email, "/password")?;
        }
        gateway.limits.addition(identity.org)?;
        let first = match users::known(&state.db, &body.email).await? {
            Some(_) => None,
            None => Some(first(&gateway.hasher, body.password.take()).await?),
        };
        let tx = Tx::from_request_parts(&mut parts, state).await?;
        Ok(Self { tx, body, first })
    }
}

/// Somebody else knows this password, so it is not the person's own.
async fn first(hasher: &Hasher, chosen: Option<Password>) -> Result<First> {
    let make_up = || {
        let made_up = hex::encode(rand::random::<[u8; 10]>());
        (Password::new(made_up.clone()), Some(made_up))
    };
    let (password, made_up) = chosen.map_or_else(make_up, |password| (password, None));
    Ok(First { password: FirstPassword { hash: hasher.hash(password).await?, is_own: false }, made_up })
}

impl OperationInput for Adding {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        Tx::operation_input(ctx, operation);
        Json::<AddMember>::operation_input(ctx, operation);
    }
}

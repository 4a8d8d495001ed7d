//! Signing up: a person, an organisation, and the membership that makes one the owner of the other.

use std::sync::Arc;

use contracts::Actor;
use contracts::identity::{MemberAdded, Organization, OrganizationCreated};
use kernel::{CountryCode, Currency, Email, Language, MemberId, Name, OrgId, Role, RoleSet, TimeZoneName, UserId};
use platform::problem::Result;
use platform::service::State;
use platform::{Identity, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::members::model::Member;
use crate::users::model::Password;
use crate::users::password::Hasher;
use crate::users::store::{FirstPassword, Known, User};
use crate::{members, organizations, users};

/// What signing up needs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    organization: NewOrganization,
    user: NewUser,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewOrganization {
    /// Name as it stands on invoices.
    name: Name,
    /// Country of the seat, ISO 3166-1 alpha-2.
    country: CountryCode,
    /// Currency of the books, ISO 4217; it cannot be changed later.
    base_currency: Currency,
    /// Zone in which business days begin and end, e.g. `Europe/Budapest`.
    time_zone: TimeZoneName,
    /// Language of what it begins with, such as the names of stages; they can be changed later. English when left out.
    #[serde(default)]
    language: Language,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewUser {
    /// Name of the person.
    name: Name,
    /// Address they log in with.
    email: Email,
    /// At least ten characters.
    password: Password,
}

/// Makes the person, the organisation and the membership, and publishes them, in one transaction.
pub(super) async fn sign_up(state: &Arc<State>, hasher: &Hasher, request: SignUp) -> Result<(Known, Identity)> {
    let SignUp { organization, user } = request;
    user.password.check(&user.email, "/user/password")?;
    let password = FirstPassword { hash: hasher.hash(user.password).await?, is_own: true };
    let person = User { user_id: UserId::new(), email: user.email, name: user.name };
    let member = Member::new(MemberId::new(), person, RoleSet::new([Role::Owner]));
    let identity = Identity {
        org: OrgId::new(),
        actor: Actor::Member(member.member_id.as_uuid()),
        roles: member.roles,
        time_zone: organization.time_zone,
        base_currency: organization.base_currency,
    };
    let language = organization.language;
    let organization = Organization {
        org_id: identity.org,
        name: organization.name,
        country: organization.country,
        base_currency: organization.base_currency,
        time_zone: organization.time_zone,
    };
    let mut tx = Tx::begin(state, identity.clone()).await?;
    users::store::insert(&mut tx, &member.user, &password, "/user/email").await?;
    users::store::let_in(&mut tx, member.user.user_id).await?;
    organizations::store::insert(&mut tx, &organization).await?;
    members::store::insert(&mut tx, &member).await?;
    tx.publish(1, &OrganizationCreated { organization, language })?;
    tx.publish(member.version, &MemberAdded { member: member.after_image() })?;
    tx.commit_now().await?;
    let FirstPassword { hash, is_own } = password;
    Ok((Known { user_id: member.user.user_id, password_hash: hash, password_is_own: is_own }, identity))
}

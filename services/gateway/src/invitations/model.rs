//! What an invitation is, and who may stand behind it.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Email, InvitationId, Name, OrgId, Permission, RoleSet};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::access::{self, Fingerprint};
use crate::members::model as members;

/// How long an invitation can be accepted, in days.
pub const VALID_DAYS: i64 = 14;
/// What every code begins with.
const PREFIX: &str = "gi_";

/// An invitation, without its code.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its id.
    pub invitation_id: InvitationId,
    /// Whom it is for: whoever logs in with this address, in any case.
    pub email: Email,
    /// What whoever invites calls them.
    pub name: Name,
    /// What they may do once they are a member.
    pub roles: RoleSet,
    /// Who invites: `member:<id>` or `api_key:<id>`.
    pub invited_by: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it cannot be accepted.
    pub expires_at: DateTime<Utc>,
}

impl Invitation {
    /// An invitation made now.
    pub fn new(email: Email, name: Name, roles: RoleSet, invited_by: String, now: DateTime<Utc>) -> Self {
        let expires_at = now + TimeDelta::days(VALID_DAYS);
        Self { invitation_id: InvitationId::new(), email, name, roles, invited_by, created_at: now, expires_at }
    }
}

/// What is handed over to whoever is invited: `gi_<organisation>_<secret>`. It cannot be printed.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Code(#[schemars(length(max = 200))] String);

impl Code {
    /// A new code of an organisation.
    pub fn new(org: OrgId) -> Self {
        Self(format!("{PREFIX}{}_{}", org.as_uuid().simple(), hex::encode(rand::random::<[u8; 16]>())))
    }

    /// The code itself; it is shown once and never logged.
    pub fn expose(&self) -> &str {
        self.0.trim()
    }

    /// What is kept of it.
    pub fn fingerprint(&self) -> Fingerprint {
        access::fingerprint(self.expose())
    }

    /// The organisation it names; none when it is no code.
    pub fn organization(&self) -> Option<OrgId> {
        access::organization_in(self.expose(), PREFIX)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[code]")
    }
}

/// Whether somebody who has the roles `by` now may still let a member in with these.
pub fn may_let_in(roles: RoleSet, by: RoleSet) -> bool {
    by.allows(Permission::ManageMembers) && members::may_grant(roles, by).is_ok()
}

/// An invitation that cannot be accepted, or not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// One answer for everything that may be wrong with a code, so that nobody learns from it.
    #[error(
        "this invitation cannot be accepted: its code is mistyped, used, withdrawn or too old, or it is for another \
         address; ask whoever invited you for a new one"
    )]
    NotGood,
    /// Whoever chose the password would come in with the person.
    #[error("somebody else may know your password: choose a new one that only you know")]
    OwnPasswordNeeded,
    /// The new password is the old one.
    #[error("this is the password you have; choose another one")]
    SamePassword,
    /// It has been accepted, so there is nothing to withdraw.
    #[error("this invitation was accepted; deactivate the member instead")]
    Accepted,
}

impl Refusal for InvitationError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotGood | Self::OwnPasswordNeeded | Self::SamePassword => Kind::Invalid,
            Self::Accepted => Kind::Conflict,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::NotGood => "invitation-not-good",
            Self::OwnPasswordNeeded => "own-password-needed",
            Self::SamePassword => "same-password",
            Self::Accepted => "invitation-accepted",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NotGood => vec![FieldError::new("/code", self.to_string())],
            Self::OwnPasswordNeeded | Self::SamePassword => vec![FieldError::new("/new_password", self.to_string())],
            Self::Accepted => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Role;

    use super::*;

    fn code(text: &str) -> Code {
        Code(text.to_owned())
    }

    #[test]
    fn a_code_names_its_organisation_and_is_never_the_same() {
        let org = OrgId::new();
        let (one, other) = (Code::new(org), Code::new(org));
        assert_eq!((one.organization(), other.organization()), (Some(org), Some(org)));
        assert_ne!(one.fingerprint(), other.fingerprint());
        assert_eq!(code(&format!(" {}\n", one.expose())).fingerprint(), one.fingerprint(), "as it is pasted");
        assert_eq!(format!("{one:?}"), "[code]");
        for text in ["", "gi_", "gi_x_y", "gk_00_00", "some words"] {
            assert_eq!(code(text).organization(), None, "{text}");
        }
    }

    #[test]
    fn whoever_stands_behind_an_invitation_must_still_be_able_to() {
        let set = |roles: &[Role]| RoleSet::new(roles.iter().copied());
        assert!(may_let_in(set(&[Role::Sales]), set(&[Role::Admin])));
        assert!(may_let_in(set(&[Role::Owner]), set(&[Role::Owner])));
        assert!(!may_let_in(set(&[Role::Owner]), set(&[Role::Admin])), "is no owner any more");
        assert!(!may_let_in(set(&[Role::Sales]), set(&[Role::Sales])), "manages no members any more");
        assert!(!may_let_in(set(&[]), set(&[Role::Owner])));
    }
}

//! Who may give which role to whom, and that an owner remains.

use contracts::identity::{self, MemberUpdated};
use kernel::{MemberId, Role, RoleSet, TextError, UserId};
use platform::{FieldError, Kind, Refusal};

use crate::users::store::User;

/// A membership.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its id.
    pub member_id: MemberId,
    /// The person; for a guest, somebody whom nobody knows.
    pub user: User,
    /// What the person may do.
    pub roles: RoleSet,
    /// False once removed.
    pub active: bool,
    /// Whether they only look at a demo company; see [`crate::demo`].
    pub guest: bool,
    /// How often it was changed, counting its creation.
    pub version: i64,
}

/// What is to be different.
#[derive(Debug, Clone, Copy, Default)]
pub struct Change {
    /// These roles instead of the present ones.
    pub roles: Option<RoleSet>,
    /// In or out.
    pub active: Option<bool>,
}

/// A change of members that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MemberError {
    /// Nobody would be left who may do everything.
    #[error("this is the last active owner; make somebody else an owner first")]
    LastOwner,
    /// Owners are made by owners.
    #[error("only an owner may make somebody an owner, or change one")]
    OwnersOnly,
    /// Everybody has at least one role.
    #[error("give at least one role; to remove a member set active to false")]
    NoRoles,
    /// Nobody invited a guest, and nobody knows who they are.
    #[error("a guest only looks at the demo company; invite the person to make them more than that")]
    GuestOnlyLooks,
    /// Nobody gives away more than they have.
    #[error("an API key may have no role that you do not have yourself")]
    RoleNotHeld,
}

impl Refusal for MemberError {
    fn kind(&self) -> Kind {
        match self {
            Self::LastOwner | Self::GuestOnlyLooks => Kind::Conflict,
            Self::OwnersOnly | Self::RoleNotHeld => Kind::Forbidden,
            Self::NoRoles => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::LastOwner => "last-owner",
            Self::OwnersOnly => "owners-only",
            Self::NoRoles => "no-roles",
            Self::GuestOnlyLooks => "guest-only-looks",
            Self::RoleNotHeld => "role-not-held",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::LastOwner => Vec::new(),
            Self::OwnersOnly | Self::NoRoles | Self::GuestOnlyLooks | Self::RoleNotHeld => {
                vec![FieldError::new("/roles", self.to_string())]
            }
        }
    }
}

impl Member {
    /// A new membership.
    pub fn new(member_id: MemberId, user: User, roles: RoleSet) -> Self {
        Self { member_id, user, roles, active: true, guest: false, version: 1 }
    }

    /// Somebody who looks at a demo company: they see everything and change nothing, and nobody there is told who they are.
    pub fn guest(member_id: MemberId, user_id: UserId) -> Result<Self, TextError> {
        let roles = RoleSet::new([Role::Auditor]);
        Ok(Self { guest: true, ..Self::new(member_id, User::unnamed(user_id, member_id)?, roles) })
    }

    /// Lets in somebody who was here as a guest before; none when they are in already.
    pub fn come_back(&mut self) -> Option<MemberUpdated> {
        self.turn(true)
    }

    /// Lets a guest out; none when they are out already.
    pub fn leave(&mut self) -> Option<MemberUpdated> {
        self.turn(false)
    }

    fn turn(&mut self, active: bool) -> Option<MemberUpdated> {
        if self.active == active {
            return None;
        }
        self.active = active;
        self.version += 1;
        Some(MemberUpdated { member: self.after_image() })
    }

    /// Whether the member may do everything.
    pub fn is_owner(&self) -> bool {
        self.active && self.roles.contains(Role::Owner)
    }

    /// The membership as it is published.
    pub fn after_image(&self) -> identity::Member {
        identity::Member {
            member_id: self.member_id,
            user_id: self.user.user_id,
            name: self.user.name.clone(),
            email: self.user.email.clone(),
            roles: self.roles,
            active: self.active,
            guest: self.guest,
        }
    }

    /// Changes roles or activity. `by` are the roles of whoever asks, `other_owners` the active owners besides this
    /// member. None when everything is as asked already.
    pub fn change(
        &mut self,
        change: Change,
        by: RoleSet,
        other_owners: i64,
    ) -> Result<Option<MemberUpdated>, MemberError> {
        let roles = change.roles.unwrap_or(self.roles);
        let active = change.active.unwrap_or(self.active);
        if roles.is_empty() {
            return Err(MemberError::NoRoles);
        }
        if roles == self.roles && active == self.active {
            return Ok(None);
        }
        if self.guest && roles != self.roles {
            return Err(MemberError::GuestOnlyLooks);
        }
        let touches_owner = self.roles.contains(Role::Owner) || roles.contains(Role::Owner);
        if touches_owner && !by.contains(Role::Owner) {
            return Err(MemberError::OwnersOnly);
        }
        let stays_owner = active && roles.contains(Role::Owner);
        if self.is_owner() && !stays_owner && other_owners == 0 {
            return Err(MemberError::LastOwner);
        }
        self.roles = roles;
        self.active = active;
        self.version += 1;
        Ok(Some(MemberUpdated { member: self.after_image() }))
    }
}

/// Whether somebody with the roles `by` may give a new member these.
pub fn may_grant(roles: RoleSet, by: RoleSet) -> Result<(), MemberError> {
    if roles.is_empty() {
        return Err(MemberError::NoRoles);
    }
    if roles.contains(Role::Owner) && !by.contains(Role::Owner) {
        return Err(MemberError::OwnersOnly);
    }
    Ok(())
}

/// Whether somebody with the roles `by` may make an API key with these.
pub fn may_delegate(roles: RoleSet, by: RoleSet) -> Result<(), MemberError> {
    if roles.is_empty() {
        return Err(MemberError::NoRoles);
    }
    if by.contains(Role::Owner) || roles.iter().all(|role| by.contains(role)) {
        return Ok(());
    }
    Err(MemberError::RoleNotHeld)
}

#[cfg(test)]
mod tests {
    use kernel::{Email, Name, Permission};
    use proptest::prelude::*;

    use super::*;

    fn member(roles: &[Role]) -> Member {
        let user = User {
            user_id: UserId::new(),
            email: Email::new("anna@example.com").unwrap(),
            name: Name::new("Anna").unwrap(),
        };
        Member::new(MemberId::new(), user, RoleSet::new(roles.iter().copied()))
    }

    fn set(roles: &[Role]) -> RoleSet {
        RoleSet::new(roles.iter().copied())
    }

    #[test]
    fn the_last_owner_stays() {
        let owner = set(&[Role::Owner]);
        for change in [
            Change { active: Some(false), ..Change::default() },
            Change { roles: Some(set(&[Role::Admin])), ..Change::default() },
        ] {
            assert_eq!(member(&[Role::Owner]).change(change, owner, 0).unwrap_err(), MemberError::LastOwner);
            assert!(member(&[Role::Owner]).change(change, owner, 1).unwrap().is_some());
        }
    }

    #[test]
    fn only_owners_make_and_change_owners() {
        let admin = set(&[Role::Admin]);
        let promote = Change { roles: Some(set(&[Role::Owner])), active: None };
        let remove = Change { roles: None, active: Some(false) };
        assert_eq!(member(&[Role::Sales]).change(promote, admin, 1).unwrap_err(), MemberError::OwnersOnly);
        assert_eq!(member(&[Role::Owner]).change(remove, admin, 1).unwrap_err(), MemberError::OwnersOnly);
        assert_eq!(may_grant(set(&[Role::Owner]), admin), Err(MemberError::OwnersOnly));
        assert_eq!(may_grant(set(&[Role::Finance]), admin), Ok(()));
    }

    #[test]
    fn nothing_to_do_is_no_event() {
        let mut sales = member(&[Role::Sales]);
        let change = Change { roles: Some(set(&[Role::Sales])), active: Some(true) };
        assert_eq!(sales.change(change, set(&[Role::Admin]), 1).unwrap(), None);
        assert_eq!(sales.version, 1);
    }

    #[test]
    fn a_guest_looks_without_a_name() {
        let user_id = UserId::new();
        let mut guest = Member::guest(MemberId::new(), user_id).unwrap();
        let image = guest.after_image();
        assert_eq!((image.name.as_str(), image.user_id, image.guest), ("Guest", user_id, true));
        assert!(image.email.as_str().ends_with("@demo.invalid"), "{}", image.email);
        assert_eq!(guest.roles, set(&[Role::Auditor]));
        let beyond: Vec<_> = guest.roles.permissions().filter(|may| !may.as_str().ends_with(":read")).collect();
        assert_eq!(beyond, [Permission::ExportCrm], "what a guest may do besides reading");

        let promote = Change { roles: Some(set(&[Role::Owner])), active: None };
        assert_eq!(guest.change(promote, set(&[Role::Owner]), 1).unwrap_err(), MemberError::GuestOnlyLooks);
        assert_eq!(guest.come_back(), None);
        assert!(!guest.leave().unwrap().member.active);
        assert_eq!(guest.leave(), None);
        assert!(guest.come_back().unwrap().member.active);
        assert_eq!(guest.version, 3);
    }

    #[test]
    fn nobody_delegates_what_they_lack() {
        assert_eq!(may_delegate(set(&[Role::Finance]), set(&[Role::Admin])), Err(MemberError::RoleNotHeld));
        assert_eq!(may_delegate(set(&[Role::Finance]), set(&[Role::Owner])), Ok(()));
        assert_eq!(may_delegate(set(&[]), set(&[Role::Owner])), Err(MemberError::NoRoles));
    }

    proptest! {
        #[test]
        fn an_owner_always_remains(
            roles in proptest::sample::subsequence(Role::ALL.to_vec(), 0..=Role::ALL.len()),
            active in proptest::option::of(any::<bool>()),
            by in proptest::sample::subsequence(Role::ALL.to_vec(), 1..=3),
        ) {
            let mut owner = member(&[Role::Owner, Role::Finance]);
            let _ = owner.change(Change { roles: Some(RoleSet::new(roles)), active }, RoleSet::new(by), 0);
            prop_assert!(owner.is_owner());
        }
    }
}

//! The roles of a member, as a small set.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Permission, Role, roles_with};

/// The roles of one member, in JSON an array such as `["sales","employee"]`, in the database `text[]`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RoleSet(u8);

impl RoleSet {
    /// No roles, so no permissions.
    pub const EMPTY: Self = Self(0);

    /// These roles. One named twice counts once.
    pub fn new<I>(roles: I) -> Self
    where
        I: IntoIterator,
        I::Item: Borrow<Role>,
    {
        roles.into_iter().fold(Self::EMPTY, |set, role| set.with(*role.borrow()))
    }

    /// These roles, for constants.
    pub const fn of(mut roles: &[Role]) -> Self {
        let mut set = Self::EMPTY;
        while let [role, rest @ ..] = roles {
            set = set.with(*role);
            roles = rest;
        }
        set
    }

    /// The set and one role more.
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u8)
    }

    /// Adds a role; false when it was there already.
    pub const fn insert(&mut self, role: Role) -> bool {
        let new = !self.contains(role);
        *self = self.with(role);
        new
    }

    /// Whether the role is in the set.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Whether any of the roles has the permission.
    pub const fn allows(self, permission: Permission) -> bool {
        self.0 & Self::of(roles_with(permission)).0 != 0
    }

    /// Whether there are no roles.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in the order they are declared.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.contains(*role))
    }

    /// Everything the roles allow.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |permission| self.allows(*permission))
    }
}

impl FromIterator<Role> for RoleSet {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self::new(roles)
    }
}

impl fmt::Debug for RoleSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for RoleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for RoleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self::EMPTY;
        for role in Vec::<Role>::deserialize(deserializer)? {
            if !set.insert(role) {
                return Err(de::Error::custom(format_args!("must name each role once; {role} is there twice")));
            }
        }
        Ok(set)
    }
}

inline_schema!(RoleSet, {
    "type": "array", "title": "RoleSet", "uniqueItems": true,
    "items": { "type": "string", "title": "Role", "enum": Role::ALL }
});
column_scalar!(RoleSet as Vec<String>, |value| value.iter().map(Role::as_str).collect::<Vec<_>>(), |stored| stored
    .iter()
    .map(|role| role.parse::<Role>())
    .collect::<Result<Self, _>>());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_allows_what_any_of_its_roles_allows() {
        let set: RoleSet = [Role::Sales, Role::Finance].into_iter().collect();
        assert_eq!(set, RoleSet::new([&Role::Finance, &Role::Sales, &Role::Sales]));
        assert!(set.allows(Permission::CloseDeals) && set.allows(Permission::IssueInvoices));
        assert!(!set.allows(Permission::WriteProjects));
        assert!(Permission::ALL.iter().all(|permission| !RoleSet::EMPTY.allows(*permission)));
        assert_eq!(RoleSet::of(&[Role::Owner]).permissions().count(), Permission::ALL.len());
    }

    #[test]
    fn a_set_is_an_array_of_words() {
        let set: RoleSet = serde_json::from_str(r#"["finance","sales"]"#).unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["sales","finance"]"#);
        let error = serde_json::from_str::<RoleSet>(r#"["sales","sales"]"#).unwrap_err().to_string();
        assert!(error.starts_with("must name each role once; sales is there twice"), "{error}");
        let schema = schemars::schema_for!(RoleSet);
        assert_eq!(schema.as_value().pointer("/items/enum/3"), Some(&"project_manager".into()));
    }
}

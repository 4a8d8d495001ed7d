//! What the gateway publishes: organisations and their members.

use kernel::{CountryCode, Currency, Email, Language, MemberId, Name, OrgId, RoleSet, TimeZoneName, UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::{events, facts};

/// A business that uses the suite; the border no data crosses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// Its id.
    pub org_id: OrgId,
    /// Name as it appears on documents.
    pub name: Name,
    /// Country of its seat, ISO 3166-1 alpha-2.
    pub country: CountryCode,
    /// Currency its books are kept in, ISO 4217.
    pub base_currency: Currency,
    /// Zone in which its business days begin and end.
    pub time_zone: TimeZoneName,
}

/// A person's membership of an organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Its id.
    pub member_id: MemberId,
    /// The log-in behind it.
    pub user_id: UserId,
    /// Name of the person.
    pub name: Name,
    /// Address of the person.
    pub email: Email,
    /// What the person may do.
    pub roles: RoleSet,
    /// False once removed; the membership is kept because documents name it.
    pub active: bool,
    /// True for somebody who only looks at a demo company. Name and address are then nobody's, and such a member is not one of
    /// the people who work there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub guest: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

facts! {
    /// An organisation signed up.
    OrganizationCreated { /// The organisation as it now is.
        organization: Organization,
        /// The language of what it begins with: what it finds there that it has not written itself.
        #[serde(default)]
        language: Language }
    /// An organisation changed its name, country or zone.
    OrganizationUpdated { /// The organisation as it now is.
        organization: Organization }
    /// A person joined.
    MemberAdded { /// The membership as it now is.
        member: Member }
    /// A person's roles or name changed, or the person was removed or came back.
    MemberUpdated { /// The membership as it now is.
        member: Member }
}

events! {
    OrganizationCreated = "identity.organization.created.v1" of "organization" by |e| e.organization.org_id;
    OrganizationUpdated = "identity.organization.updated.v1" of "organization" by |e| e.organization.org_id;
    MemberAdded = "identity.member.added.v1" of "member" by |e| e.member.member_id;
    MemberUpdated = "identity.member.updated.v1" of "member" by |e| e.member.member_id;
}

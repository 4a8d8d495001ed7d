//! What stands in the columns of each list.

use exports::Exported;
use exports::table::{Column, actor, moment, text};

use crate::api_keys::http::ListApiKeys;
use crate::invitations::http::ListInvitations;
use crate::members::http::ListMembers;

impl Exported for ListMembers {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("E-mail", "/email"),
        text("Roles", "/roles"),
        text("Active", "/active"),
        text("ID", "/member_id"),
    ];
}

impl Exported for ListInvitations {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("E-mail", "/email"),
        text("Roles", "/roles"),
        actor("Invited by", "/invited_by"),
        moment("Invited at", "/created_at"),
        moment("Good until", "/expires_at"),
        text("ID", "/invitation_id"),
    ];
}

impl Exported for ListApiKeys {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Roles", "/roles"),
        actor("Made by", "/created_by"),
        moment("Made at", "/created_at"),
        moment("Last used at", "/last_used_at"),
        moment("Revoked at", "/revoked_at"),
        text("ID", "/api_key_id"),
    ];
}

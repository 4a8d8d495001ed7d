//! What stands in the columns of each list.

use exports::Exported;
use exports::table::{Column, actor, moment, text, word};

use super::hungarian::ROLES;
use crate::api_keys::http::ListApiKeys;
use crate::invitations::http::ListInvitations;
use crate::members::http::ListMembers;

impl Exported for ListMembers {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("E-mail", "E-mail-cím", "/email"),
        word("Roles", "Szerepkörök", "/roles", ROLES),
        text("Active", "Aktív", "/active"),
        text("ID", "Azonosító", "/member_id"),
    ];
}

impl Exported for ListInvitations {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("E-mail", "E-mail-cím", "/email"),
        word("Roles", "Szerepkörök", "/roles", ROLES),
        actor("Invited by", "Meghívó", "/invited_by"),
        moment("Invited at", "Meghívva", "/created_at"),
        moment("Good until", "Érvényes eddig", "/expires_at"),
        text("ID", "Azonosító", "/invitation_id"),
    ];
}

impl Exported for ListApiKeys {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        word("Roles", "Szerepkörök", "/roles", ROLES),
        actor("Made by", "Ki hozta létre", "/created_by"),
        moment("Made at", "Létrehozva", "/created_at"),
        moment("Last used at", "Utolsó használat", "/last_used_at"),
        moment("Revoked at", "Visszavonva", "/revoked_at"),
        text("ID", "Azonosító", "/api_key_id"),
    ];
}

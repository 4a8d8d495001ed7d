//! Exports over HTTP. A file needs the permission of its list.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use kernel::MemberId;
use platform::{Read, Result};
use uuid::Uuid;

use crate::api_keys::http::ListApiKeys;
use crate::invitations::http::ListInvitations;
use crate::members::http::ListMembers;
use crate::members::store;

/// Members.
struct Known;

impl Names for Known {
    async fn names(db: &mut Read, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        let mut names = HashMap::new();
        // Those who make keys and invite are few.
        for id in ids {
            if let Some(member) = store::get(db, MemberId::from_uuid(*id)).await? {
                names.insert(*id, member.user.name.as_str().to_owned());
            }
        }
        Ok(names)
    }
}

exports::routes! {
    Known;
    members "members" ReadMembers ListMembers, "members";
    invitations "invitations" ManageMembers ListInvitations, "open invitations";
    api_keys "api-keys" ManageApiKeys ListApiKeys, "API keys, without their secrets,";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}

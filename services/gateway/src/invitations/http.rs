//! Listing and withdrawing invitations. They are made where members are added.

use chrono::{DateTime, Utc};
use exports::List;
use kernel::{Cursor, Email, InvitationId, Limit, Name, Page, Permission, RoleSet};
use platform::problem::{Problem, Result};
use platform::{Path, Query, Read, Reply, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Invitation;
use super::store;

/// The routes.
pub fn routes() -> Routes {
    Routes::new("members").get("/v1/invitations", Permission::ManageMembers, "List the open invitations", list).delete(
        "/v1/invitations/{invitation_id}",
        Permission::ManageMembers,
        "Withdraw an invitation",
        withdraw,
    )
}

/// An invitation of somebody who has a log-in already. It shows what was typed when it was made, nothing of the person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvitationView {
    invitation_id: InvitationId,
    email: Email,
    name: Name,
    roles: RoleSet,
    /// `member:<id>` or `api_key:<id>`.
    invited_by: String,
    created_at: DateTime<Utc>,
    /// From when on it cannot be accepted.
    expires_at: DateTime<Utc>,
}

impl From<Invitation> for InvitationView {
    fn from(invitation: Invitation) -> Self {
        Self {
            invitation_id: invitation.invitation_id,
            email: invitation.email,
            name: invitation.name,
            roles: invitation.roles,
            invited_by: invitation.invited_by,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
        }
    }
}

/// Which page of the invitations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListInvitations {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Withdrawn {
    invitation_id: InvitationId,
}

impl List for ListInvitations {
    type Item = InvitationView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<InvitationView>> {
        let after = cursor.map(|cursor| cursor.decode::<InvitationId>()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let rows = store::list_open(db, after, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |invitation| invitation.invitation_id).map(InvitationView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListInvitations>) -> Result<Reply<Page<InvitationView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn withdraw(mut tx: Tx, Path(id): Path<InvitationId>) -> Result<Reply<Withdrawn>> {
    store::withdraw(&mut tx, id).await?;
    tx.reply_plain(Withdrawn { invitation_id: id }).await
}

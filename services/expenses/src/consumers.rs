//! What expenses does when others speak: one function per event.

use contracts::crm::{DealLost, DealRedacted, DealReopened, DealWon};
use contracts::identity::{MemberAdded, MemberUpdated};
use contracts::projects::{
    ProjectCancelled, ProjectCompleted, ProjectCreated, ProjectHeld, ProjectResumed, ProjectUpdated,
};
use platform::{Outcome, Received, Result, Tx};

use crate::{budgets, members, projects};

/// A won deal's project gets its cost budget, or its old one back.
pub async fn deal_won(tx: &mut Tx, event: Received<DealWon>) -> Result<Outcome> {
    budgets::open(tx, &event.data.deal, event.data.account.account_id).await?;
    Ok(Outcome::Done)
}

/// A reopened deal's budget may not be spent until it is won again.
pub async fn deal_reopened(tx: &mut Tx, event: Received<DealReopened>) -> Result<Outcome> {
    budgets::close(tx, event.data.deal.deal_id).await?;
    Ok(Outcome::Done)
}

/// A lost deal's budget may not be spent.
pub async fn deal_lost(tx: &mut Tx, event: Received<DealLost>) -> Result<Outcome> {
    budgets::close(tx, event.data.deal.deal_id).await?;
    Ok(Outcome::Done)
}

/// A deal says nothing more of somebody who was erased, and neither does what its budget is called.
pub async fn deal_redacted(tx: &mut Tx, event: Received<DealRedacted>) -> Result<Outcome> {
    budgets::redact(tx, &event.data.deal).await?;
    Ok(Outcome::Done)
}

/// Somebody joined, who may spend for the organisation.
pub async fn member_added(tx: &mut Tx, event: Received<MemberAdded>) -> Result<Outcome> {
    members::store::keep(tx, &event.data.member).await?;
    Ok(Outcome::Done)
}

/// A member may be called otherwise.
pub async fn member_updated(tx: &mut Tx, event: Received<MemberUpdated>) -> Result<Outcome> {
    members::store::keep(tx, &event.data.member).await?;
    Ok(Outcome::Done)
}

/// A new project may be named on claims.
pub async fn project_created(tx: &mut Tx, event: Received<ProjectCreated>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

/// A project changed.
pub async fn project_updated(tx: &mut Tx, event: Received<ProjectUpdated>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

/// A project was stopped.
pub async fn project_held(tx: &mut Tx, event: Received<ProjectHeld>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

/// A project goes on.
pub async fn project_resumed(tx: &mut Tx, event: Received<ProjectResumed>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

/// A project will not be done.
pub async fn project_cancelled(tx: &mut Tx, event: Received<ProjectCancelled>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

/// A project is done.
pub async fn project_completed(tx: &mut Tx, event: Received<ProjectCompleted>) -> Result<Outcome> {
    projects::keep(tx, &event.data.project, event.seq).await
}

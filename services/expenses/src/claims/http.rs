//! Claims over HTTP.

use contracts::expenses::{ClaimLine, ClaimStatus};
use exports::List;
use kernel::{ClaimId, Cursor, Limit, MemberId, Money, Name, Note, Page, Permission, ProjectId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Claim, NewLine};
use super::{Visible, follow_project, resolve, seen, store};
use crate::receipts;

/// The addresses of claims.
pub fn routes() -> Routes {
    Routes::new("claims")
        .post("/v1/claims", Permission::WriteClaims, "Begins a claim", draft)
        .get("/v1/claims", Permission::ReadExpenses, "Claims, the newest first; one's own unless one may see all", list)
        .get("/v1/claims/{claim_id}", Permission::ReadExpenses, "A claim", get)
        .patch("/v1/claims/{claim_id}", Permission::WriteClaims, "Changes a draft or rejected claim", change)
        .post("/v1/claims/{claim_id}/submit", Permission::WriteClaims, "Hands a claim in", submit)
        .post("/v1/claims/{claim_id}/approve", Permission::ApproveClaims, "Approves a claim: it is a cost", approve)
        .post("/v1/claims/{claim_id}/reject", Permission::ApproveClaims, "Sends a claim back", reject)
}

/// A new claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DraftClaim {
    /// What it is for.
    title: Name,
    /// Its lines, all in one currency.
    lines: Vec<NewLine>,
}

/// What changes; the rest stays. Lines are replaced together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangeClaim {
    /// What it is for.
    title: Option<Name>,
    /// Its lines, all in one currency.
    lines: Option<Vec<NewLine>>,
}

/// Why a claim is sent back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RejectClaim {
    /// Why.
    reason: Note,
}

/// Which claims.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListClaims {
    /// In this state.
    status: Option<ClaimStatus>,
    /// Of this member.
    claimant_id: Option<MemberId>,
    /// With a line for this project.
    project_id: Option<ProjectId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
pub struct ClaimView {
    /// Its id.
    claim_id: ClaimId,
    /// Who spent the money; none when a program recorded it.
    claimant_id: Option<MemberId>,
    /// What it is for.
    title: Name,
    /// Where it stands.
    status: ClaimStatus,
    /// Sum of its lines.
    total: Money,
    /// Its lines.
    lines: Vec<ClaimLine>,
    /// Why it was sent back, while it is.
    reason: Option<Note>,
    /// Changes so far; the ETag.
    version: i64,
}

impl From<Claim> for ClaimView {
    fn from(Claim { image, reason, version }: Claim) -> Self {
        let contracts::expenses::Claim { claim_id, claimant_id, title, status, total, lines } = image;
        Self { claim_id, claimant_id, title, status, total, lines, reason, version }
    }
}

/// The claim, locked, for somebody who may change it.
pub(crate) async fn lock_own(tx: &mut Tx, id: ClaimId) -> Result<Claim> {
    let claim = store::lock(tx, id).await?;
    let claim = Visible::to(tx.identity()?).filter(claim)?;
    claim.check_writer(tx.member_id(), tx.may(Permission::ManageOrganization))?;
    Ok(claim)
}

async fn draft(mut tx: Tx, Json(body): Json<DraftClaim>) -> Result<Created<ClaimView>> {
    let lines = resolve(&mut tx, body.lines, &[]).await?;
    follow_project(&mut tx, &lines);
    let (claim, created) = Claim::draft(ClaimId::new(), tx.member_id(), body.title, lines)?;
    store::insert(&mut tx, &claim).await?;
    tx.publish(claim.version, &created)?;
    tx.created(format!("/v1/claims/{}", claim.image.claim_id), claim.version, claim.into()).await
}

async fn get(mut db: Read, Path(id): Path<ClaimId>) -> Result<Reply<ClaimView>> {
    let claim = seen(&mut db, id).await?;
    Ok(Reply::of(claim.version, claim.into()))
}

async fn change(mut tx: Tx, Path(id): Path<ClaimId>, Json(body): Json<ChangeClaim>) -> Result<Reply<ClaimView>> {
    let mut claim = lock_own(&mut tx, id).await?;
    tx.require_match(claim.version)?;
    let lines = match body.lines {
        None => None,
        Some(lines) => Some(resolve(&mut tx, lines, &claim.image.lines).await?),
    };
    let updated = claim.change(body.title, lines)?;
    store::save(&mut tx, &claim).await?;
    receipts::store::forget_others(&mut tx, &claim).await?;
    tx.publish(claim.version, &updated)?;
    tx.reply(claim.version, claim.into()).await
}

async fn submit(mut tx: Tx, Path(id): Path<ClaimId>) -> Result<Reply<ClaimView>> {
    let mut claim = lock_own(&mut tx, id).await?;
    tx.if_match(claim.version)?;
    let submitted = claim.submit()?;
    store::save(&mut tx, &claim).await?;
    tx.publish(claim.version, &submitted)?;
    tx.reply(claim.version, claim.into()).await
}

async fn approve(mut tx: Tx, Path(id): Path<ClaimId>) -> Result<Reply<ClaimView>> {
    let mut claim = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("claim"))?;
    tx.if_match(claim.version)?;
    let approved = claim.approve(tx.member_id(), tx.may(Permission::ManageOrganization))?;
    store::save(&mut tx, &claim).await?;
    tx.publish(claim.version, &approved)?;
    tx.reply(claim.version, claim.into()).await
}

async fn reject(mut tx: Tx, Path(id): Path<ClaimId>, Json(body): Json<RejectClaim>) -> Result<Reply<ClaimView>> {
    let mut claim = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("claim"))?;
    tx.if_match(claim.version)?;
    let rejected = claim.reject(body.reason)?;
    store::save(&mut tx, &claim).await?;
    tx.publish(claim.version, &rejected)?;
    tx.reply(claim.version, claim.into()).await
}

impl List for ListClaims {
    type Item = ClaimView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ClaimView>> {
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let claimant_id = match Visible::to(db.identity()) {
            Visible::All => self.claimant_id,
            Visible::Of(Some(own)) if self.claimant_id.is_none_or(|asked| asked == own) => Some(own),
            Visible::Of(_) => return Ok(Page { items: Vec::new(), next_cursor: None }),
        };
        let filter = store::Filter { claimant_id, status: self.status, project_id: self.project_id };
        let rows = store::list(db, filter, after, limit).await?;
        Ok(Page::from_rows(rows, limit, |claim| claim.image.claim_id).map(ClaimView::from))
    }
}

async fn list(mut db: Read, Query(asked): Query<ListClaims>) -> Result<Reply<Page<ClaimView>>> {
    Ok(Reply::plain(asked.page(&mut db, asked.cursor.clone(), asked.limit.unwrap_or_default()).await?))
}

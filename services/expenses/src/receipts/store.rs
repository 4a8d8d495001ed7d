//! The SQL of receipts.

use std::collections::HashSet;

use contracts::expenses::Receipt;
use kernel::ClaimId;
use platform::{Db, Result};
use uuid::Uuid;

use crate::claims::model::Claim;

/// Says that a claim needs the file of a receipt.
pub async fn insert(db: &mut Db, claim: ClaimId, receipt: &Receipt) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into receipts (org_id, receipt_id, claim_id, sha256, uploaded_at) values ($1, $2, $3, $4, $5)",
        org,
        receipt.receipt_id.as_uuid(),
        claim.as_uuid(),
        receipt.sha256,
        receipt.uploaded_at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Forgets the files a claim does not need any more.
pub async fn forget_others(db: &mut Db, claim: &Claim) -> Result<()> {
    let org = db.org.as_uuid();
    let receipts = claim.image.lines.iter().flat_map(|line| &line.receipts);
    let kept: Vec<Uuid> = receipts.map(|receipt| receipt.receipt_id.as_uuid()).collect();
    sqlx::query!(
        "delete from receipts where org_id = $1 and claim_id = $2 and receipt_id <> all ($3)",
        org,
        claim.image.claim_id.as_uuid(),
        &kept,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Those of some files that a receipt stands for.
pub async fn needed(db: &mut Db, files: &[String]) -> Result<HashSet<String>> {
    let org = db.org.as_uuid();
    let needed = sqlx::query_scalar!(
        "select distinct sha256 from receipts where org_id = $1 and sha256 = any ($2)",
        org,
        files,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(needed.into_iter().collect())
}

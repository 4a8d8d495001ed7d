//! Receipts over HTTP.

use axum::Extension;
use contracts::expenses::Receipt;
use kernel::{ClaimId, ClaimLineId, Permission, ReceiptId};
use platform::files::{Cache, FileReply, Files, Upload};
use platform::{Created, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{model, store};
use crate::claims::http::{ClaimView, lock_own};
use crate::claims::{self, seen};

/// The addresses of receipts.
pub fn routes() -> Routes {
    Routes::new("receipts")
        .post(
            "/v1/claims/{claim_id}/lines/{line_id}/receipts",
            Permission::WriteClaims,
            "Hands in the receipt of a line: the body is the file",
            attach,
        )
        .get("/v1/claims/{claim_id}/receipts/{receipt_id}", Permission::ReadExpenses, "The file of a receipt", download)
        .delete(
            "/v1/claims/{claim_id}/receipts/{receipt_id}",
            Permission::WriteClaims,
            "Takes a receipt back while its claim is a draft or was sent back",
            detach,
        )
}

/// How a file is called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// File name; what no file name should hold is left out of it.
    name: Option<String>,
}

async fn attach(
    Path((claim_id, line_id)): Path<(ClaimId, ClaimLineId)>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    mut upload: Upload,
) -> Result<Created<Receipt>> {
    // Before the file comes, so that nobody sends one in vain; and again when it has come.
    let mut db = upload.read().await?;
    let org = db.org;
    seen(&mut db, claim_id).await?.check_attach(line_id)?;
    drop(db);
    let content_type = model::type_of(&upload.content_type())?;
    let check = |head: &[u8]| Ok(model::check_beginning(content_type, head)?);
    let file = files.receive(org, upload.take_body(), model::MAX_BYTES, check).await?;
    files.keep(&file).await?;

    let mut tx = upload.write().await?;
    files.hold(&mut tx, &file.sha256).await?;
    let mut claim = lock_own(&mut tx, claim_id).await?;
    tx.if_match(claim.version)?;
    let address = |id: ReceiptId| format!("/v1/claims/{claim_id}/receipts/{id}");
    if let Some(receipt) = claim.receipt_like(line_id, &file.sha256).cloned() {
        // The same file again: whoever repeats a request whose answer was lost must not hand it in twice.
        return tx.created(address(receipt.receipt_id), claim.version, receipt).await;
    }
    let receipt = Receipt {
        receipt_id: ReceiptId::new(),
        name: model::file_name(named.name.as_deref()).ok_or_else(|| Problem::internal("a file without a name"))?,
        content_type,
        size_bytes: file.size_bytes,
        sha256: file.sha256,
        uploaded_at: tx.now,
    };
    let updated = claim.attach(line_id, receipt.clone())?;
    claims::store::save(&mut tx, &claim).await?;
    store::insert(&mut tx, claim_id, &receipt).await?;
    tx.publish(claim.version, &updated)?;
    tx.created(address(receipt.receipt_id), claim.version, receipt).await
}

async fn download(
    mut db: Read,
    Path((claim_id, receipt_id)): Path<(ClaimId, ReceiptId)>,
    Extension(files): Extension<Files>,
) -> Result<FileReply> {
    let claim = seen(&mut db, claim_id).await?;
    let receipt = claim.receipt(receipt_id)?;
    let org = db.org;
    // It may be read slowly; no connection is held meanwhile.
    drop(db);
    let content = files.read(org, &receipt.sha256).await?;
    let content = content.ok_or_else(|| Problem::internal(format!("the file of receipt {receipt_id} is gone")))?;
    let (content_type, name) = (model::word(receipt.content_type), receipt.name.to_string());
    Ok(FileReply { content, content_type, name, cache: Cache::Minutes })
}

async fn detach(mut tx: Tx, Path((claim_id, receipt_id)): Path<(ClaimId, ReceiptId)>) -> Result<Reply<ClaimView>> {
    let mut claim = lock_own(&mut tx, claim_id).await?;
    tx.if_match(claim.version)?;
    let updated = claim.detach(receipt_id)?;
    claims::store::save(&mut tx, &claim).await?;
    store::forget_others(&mut tx, &claim).await?;
    tx.publish(claim.version, &updated)?;
    tx.reply(claim.version, claim.into()).await
}

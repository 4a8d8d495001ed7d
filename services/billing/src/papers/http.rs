//! Invoices as documents, over HTTP.

use kernel::{InvoiceId, Language, Permission};
use platform::files::{Cache, FileReply};
use platform::{Path, Problem, Query, Read, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{document, store};
use crate::invoices;
use crate::invoices::InvoiceError;

/// What a document is.
const PDF: &str = "application/pdf";

/// What documents answer.
pub fn routes() -> Routes {
    Routes::new("invoices").get(
        "/v1/invoices/{invoice_id}/pdf",
        Permission::ReadBilling,
        "An issued invoice as a document, the same bytes each time",
        pdf,
    )
}

/// How it is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reading {
    /// Its language; the one it was issued in when left out.
    language: Option<Language>,
}

async fn pdf(mut db: Read, Path(id): Path<InvoiceId>, Query(reading): Query<Reading>) -> Result<FileReply> {
    let invoice = invoices::store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("invoice"))?;
    let number = invoice.image.number.clone().ok_or(InvoiceError::NotIssued)?;
    let paper = store::get(&mut db, id).await?;
    let mut paper = paper.ok_or_else(|| Problem::internal(format!("nothing is known of the document of {number}")))?;
    // It takes a while to draw; no connection is held meanwhile.
    drop(db);
    paper.language = reading.language.unwrap_or(paper.language);
    let name = format!("{number}-{}.pdf", paper.language.tag());
    let content = document::pdf(&invoice.image, &number, &paper).await?.into();
    Ok(FileReply { content, content_type: PDF, name, cache: Cache::Never })
}

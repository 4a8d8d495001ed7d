//! The table of what issued invoices say beside their lines.

use kernel::{CountryCode, InvoiceId, Name};
use platform::{Db, Result};
use sqlx::types::Json;

use super::Paper;

/// Writes down what an invoice says, once and for good.
pub async fn insert(db: &mut Db, invoice: InvoiceId, paper: &Paper) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into invoice_papers (org_id, invoice_id, content) values ($1, $2, $3)",
        org,
        invoice.as_uuid(),
        Json(paper) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What an invoice says; none when it is not issued.
pub async fn get(db: &mut Db, invoice: InvoiceId) -> Result<Option<Paper>> {
    let org = db.org.as_uuid();
    let paper = sqlx::query_scalar!(
        r#"select content as "content: Json<Paper>" from invoice_papers where org_id = $1 and invoice_id = $2"#,
        org,
        invoice.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(paper.map(|paper| paper.0))
}

/// Name and country of the organisation.
pub async fn organization(db: &mut Db) -> Result<(Name, Option<CountryCode>)> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select name as "name: Name", country as "country: CountryCode" from organizations where org_id = $1"#,
        org,
    )
    .fetch_one(db.conn())
    .await?;
    Ok((row.name, Some(row.country)))
}

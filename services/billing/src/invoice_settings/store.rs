//! The table of settings about invoices.

use contracts::billing::InvoiceSettings;
use kernel::Note;
use platform::{Db, Result};

use super::model::Settings;
use crate::columns::{state, word};

/// The settings; what holds by default when nothing was set yet.
pub async fn get(db: &mut Db) -> Result<Settings> {
    let org = db.org;
    let row = sqlx::query!(
        r#"select version, language, seller_details as "seller_details: Note",
                  payment_details as "payment_details: Note", closing as "closing: Note"
             from invoice_settings where org_id = $1"#,
        org.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(row) = row else { return Ok(Settings::default_of(org)) };
    let image = InvoiceSettings {
        org_id: org,
        language: state(row.language)?,
        seller_details: row.seller_details,
        payment_details: row.payment_details,
        closing: row.closing,
    };
    Ok(Settings { version: row.version, image })
}

/// Makes those who change the settings of an organisation wait for one another until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('invoice settings ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Writes the next version of the settings, or the first.
pub async fn save(db: &mut Db, settings: &Settings) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &settings.image);
    sqlx::query!(
        "insert into invoice_settings (org_id, version, language, seller_details, payment_details, closing, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id) do update
           set version = excluded.version, language = excluded.language, seller_details = excluded.seller_details,
               payment_details = excluded.payment_details, closing = excluded.closing, updated_at = excluded.updated_at",
        org,
        settings.version,
        word(image.language)?,
        image.seller_details.as_ref().map(Note::as_str),
        image.payment_details.as_ref().map(Note::as_str),
        image.closing.as_ref().map(Note::as_str),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

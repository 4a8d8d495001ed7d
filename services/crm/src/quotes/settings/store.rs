//! The table of settings about quotes.

use contracts::crm::quotes::QuoteSettings;
use kernel::Note;
use platform::{Db, Result};

use super::model::Settings;
use crate::words;

/// The settings; what holds by default when nothing was set yet.
pub async fn get(db: &mut Db) -> Result<Settings> {
    let org = db.org;
    let row = sqlx::query!(
        r#"select version, wins_deals, validity_days, language, introduction as "introduction: Note",
                  terms as "terms: Note", seller_details as "seller_details: Note"
             from quote_settings where org_id = $1"#,
        org.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(row) = row else { return Ok(Settings::default_of(org)) };
    let image = QuoteSettings {
        org_id: org,
        wins_deals: row.wins_deals,
        validity_days: row.validity_days,
        language: words::value(row.language)?,
        introduction: row.introduction,
        terms: row.terms,
        seller_details: row.seller_details,
    };
    Ok(Settings { version: row.version, image })
}

/// Makes those who change the settings of an organisation wait for one another until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('quote settings ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Writes the next version of the settings, or the first.
pub async fn save(db: &mut Db, settings: &Settings) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &settings.image);
    sqlx::query!(
        "insert into quote_settings (org_id, version, wins_deals, validity_days, language, introduction, terms,
                                     seller_details, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (org_id) do update
           set version = excluded.version, wins_deals = excluded.wins_deals, validity_days = excluded.validity_days,
               language = excluded.language, introduction = excluded.introduction, terms = excluded.terms,
               seller_details = excluded.seller_details, updated_at = excluded.updated_at",
        org,
        settings.version,
        image.wins_deals,
        image.validity_days,
        words::word(image.language)?,
        image.introduction.as_ref().map(Note::as_str),
        image.terms.as_ref().map(Note::as_str),
        image.seller_details.as_ref().map(Note::as_str),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

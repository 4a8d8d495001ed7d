//! The table of prepared texts.

use contracts::crm::mail as crm;
use kernel::{MailTemplateId, Name};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Template;
use crate::names::sort_key;

struct Row {
    version: i64,
    image: Json<crm::MailTemplate>,
}

impl From<Row> for Template {
    fn from(row: Row) -> Self {
        Self { version: row.version, image: row.image.0 }
    }
}

/// Texts with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select version, image as "image: Json<crm::MailTemplate>" from mail_templates where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A text.
pub async fn get(db: &mut Db, id: MailTemplateId) -> Result<Option<Template>> {
    let org = db.org.as_uuid();
    Ok(select!("mail_template_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Template::from))
}

/// A text nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: MailTemplateId) -> Result<Option<Template>> {
    let org = db.org.as_uuid();
    let row = select!("mail_template_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Template::from))
}

/// Texts by name, those after a key: in use or not, and with a text in their name or subject.
pub async fn list(
    db: &mut Db,
    (active, text): (Option<bool>, Option<&Name>),
    after: Option<(String, Uuid)>,
    rows: i64,
) -> Result<Vec<Template>> {
    let org = db.org.as_uuid();
    let (name, id) = after.unzip();
    let found = select!(
        "($2::bool is null or active = $2) and ($3::text is null or (sort_name, mail_template_id) > ($3, $4::uuid))
         and ($6::text is null or strpos(search_key(concat_ws(' ', image ->> 'name', image ->> 'subject')), search_key($6)) > 0)
         order by sort_name, mail_template_id limit $5",
        org,
        active,
        name,
        id,
        rows,
        text.map(Name::as_str)
    );
    Ok(found.fetch_all(db.conn()).await?.into_iter().map(Template::from).collect())
}

/// Writes a new text.
pub async fn insert(db: &mut Db, template: &Template) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &template.image);
    sqlx::query!(
        "insert into mail_templates (org_id, mail_template_id, version, image, sort_name, active, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        org,
        image.mail_template_id.as_uuid(),
        template.version,
        Json(image) as _,
        sort_key(&image.name),
        image.active,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next version of a text.
pub async fn save(db: &mut Db, template: &Template) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &template.image);
    sqlx::query!(
        "update mail_templates set version = $3, image = $4, sort_name = $5, active = $6, updated_at = $7
          where org_id = $1 and mail_template_id = $2 and version = $3::bigint - 1",
        org,
        image.mail_template_id.as_uuid(),
        template.version,
        Json(image) as _,
        sort_key(&image.name),
        image.active,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

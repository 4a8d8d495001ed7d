//! The table of prepared texts.

use contracts::crm::mail as crm;
use kernel::{Cursor, Limit, MailTemplateId, Name, Page};
use platform::{Db, Result};
use sqlx::types::Json;

use super::model::Template;
use crate::names::sort_key;
use crate::order::store::places;
use crate::order::{ids, orders, put};

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

orders! {
    "MailTemplateSort":
    /// By name.
    #[default]
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// By subject.
    Subject "subject",
    /// By subject, downwards.
    SubjectDown "-subject",
    /// What was changed first first.
    Untouched "updated_at",
    /// What was changed last first.
    Touched "-updated_at",
}

/// Texts in an order, after a cursor: in use or not, and with a text in their name or subject.
pub async fn list(
    db: &mut Db,
    (active, text): (Option<bool>, Option<&Name>),
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Template>> {
    let page = places!(
        db, sort, cursor, limit,
        from "mail_templates x" id "x.mail_template_id"
        keys r#"when 'name' then x.name_key collate "default" when 'subject' then search_key(x.image ->> 'subject')
                when 'updated_at' then moment_key(x.updated_at)"#
        filter "($7::bool is null or x.active = $7)
                and ($8::text is null
                     or strpos(search_key(concat_ws(' ', x.image ->> 'name', x.image ->> 'subject')), search_key($8)) > 0)",
        active,
        text.map(Name::as_str),
    );
    let org = db.org.as_uuid();
    let rows = select!("mail_template_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(Template::from).collect(), |one| one.image.mail_template_id.as_uuid()))
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

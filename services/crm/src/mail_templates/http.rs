//! Prepared texts over HTTP.

use contracts::crm::activities::Subject;
use contracts::crm::mail as crm;
use kernel::{ContactId, Cursor, DealId, LeadId, Limit, MailTemplateId, MailboxId, Name, Note, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Template;
use super::store::{self, Sort};
use super::variables::{self, Values};
use crate::lists::List;
use crate::patch::given;
use crate::{deals, mailboxes, recipients};

/// What prepared texts answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("mail templates")
        .post("/v1/mail-templates", WriteActivities, "Prepare a text for mails", create)
        .get("/v1/mail-templates", ReadCrm, "List prepared texts by name", list)
        .get("/v1/mail-templates/{mail_template_id}", ReadCrm, "Show a prepared text", get)
        .patch("/v1/mail-templates/{mail_template_id}", WriteActivities, "Change a prepared text", update)
        .get(
            "/v1/mail-templates/{mail_template_id}/filled",
            ReadCrm,
            "Show a prepared text as it reads for somebody",
            filled,
        )
}

/// A new text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateMailTemplate {
    name: Name,
    /// Subject line, with `{{variables}}`: name, first_name, company, job_title, email, sender, deal, quote_link; what stands
    /// instead of one that is not known follows after `|`.
    subject: Name,
    /// What it says, with `{{variables}}`.
    body: Note,
}

/// Changes of a text: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateMailTemplate {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    subject: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    body: Option<Note>,
    /// False: it is not offered any more.
    #[serde(default, deserialize_with = "given")]
    active: Option<bool>,
}

/// A prepared text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailTemplateView {
    #[serde(flatten)]
    mail_template: crm::MailTemplate,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Template> for MailTemplateView {
    fn from(template: Template) -> Self {
        Self { mail_template: template.image, version: template.version }
    }
}

/// A prepared text as it reads for somebody.
#[derive(Debug, Serialize, JsonSchema)]
struct FilledTemplate {
    /// Subject line; none when something in it is not known.
    subject: Option<String>,
    /// What it says; none when something in it is not known.
    body: Option<String>,
    /// What is not known, and how to mend it.
    problems: Vec<String>,
}

/// Which texts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListMailTemplates {
    active: Option<bool>,
    /// A part of name or subject, whatever case and accents.
    q: Option<Name>,
    /// The order; by name when left out.
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// For whom.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ForWhom {
    contact_id: Option<ContactId>,
    lead_id: Option<LeadId>,
    deal_id: Option<DealId>,
    /// From which mailbox, for `{{sender}}`.
    mailbox_id: Option<MailboxId>,
    /// The address of a quote, as it was told when the quote was sent, for `{{quote_link}}`.
    quote_link: Option<Note>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateMailTemplate>) -> Result<Created<MailTemplateView>> {
    let image = crm::MailTemplate {
        mail_template_id: MailTemplateId::new(),
        name: body.name,
        subject: body.subject,
        body: body.body,
        active: true,
    };
    let (template, created) = Template::make(image)?;
    store::insert(&mut tx, &template).await?;
    tx.publish(template.version, &created)?;
    let address = format!("/v1/mail-templates/{}", template.image.mail_template_id);
    tx.created(address, template.version, template.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<MailTemplateId>,
    Json(body): Json<UpdateMailTemplate>,
) -> Result<Reply<MailTemplateView>> {
    let found = store::lock(&mut tx, id).await?;
    let mut template = found.ok_or_else(|| Problem::not_found("mail template"))?;
    tx.require_match(template.version)?;
    let mut image = template.image.clone();
    image.name = body.name.unwrap_or(image.name);
    image.subject = body.subject.unwrap_or(image.subject);
    image.body = body.body.unwrap_or(image.body);
    image.active = body.active.unwrap_or(image.active);
    let updated = template.update(image)?;
    store::save(&mut tx, &template).await?;
    tx.publish(template.version, &updated)?;
    tx.reply(template.version, template.into()).await
}

async fn get(mut db: Read, Path(id): Path<MailTemplateId>) -> Result<Reply<MailTemplateView>> {
    let found = store::get(&mut db, id).await?;
    let template = found.ok_or_else(|| Problem::not_found("mail template"))?;
    Ok(Reply::of(template.version, template.into()))
}

impl List for ListMailTemplates {
    type Item = MailTemplateView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<MailTemplateView>> {
        let page = store::list(db, (self.active, self.q.as_ref()), self.sort, cursor, limit).await?;
        Ok(page.map(MailTemplateView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListMailTemplates>) -> Result<Reply<Page<MailTemplateView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn filled(
    mut db: Read,
    Path(id): Path<MailTemplateId>,
    Query(query): Query<ForWhom>,
) -> Result<Reply<FilledTemplate>> {
    let found = store::get(&mut db, id).await?;
    let template = found.ok_or_else(|| Problem::not_found("mail template"))?;
    let subject = match (query.contact_id, query.lead_id) {
        (Some(contact), None) => Subject::Contact(contact),
        (None, Some(lead)) => Subject::Lead(lead),
        _ => return Err(Problem::field("contact_id", "name a contact or a lead, and one of them only")),
    };
    let recipient = recipients::store::get(&mut db, subject).await?;
    let recipient = recipient.ok_or_else(|| Problem::field("contact_id", "there is no such contact or lead"))?;
    let mailbox = match query.mailbox_id {
        None => None,
        Some(id) => {
            let found = mailboxes::store::get(&mut db, id).await?;
            Some(found.ok_or_else(|| Problem::field("mailbox_id", "there is no such mailbox"))?)
        }
    };
    let deal = match query.deal_id {
        None => None,
        Some(id) => {
            let found = deals::store::get(&mut db, id).await?;
            Some(found.ok_or_else(|| Problem::field("deal_id", "there is no such deal"))?.image.name)
        }
    };
    let sender = mailbox.as_ref().map_or(&recipient.name, |mailbox| mailbox.sender());
    let (deal, quote_link, zone) = (deal.as_ref(), query.quote_link.as_ref(), db.time_zone);
    let values = Values { recipient: &recipient, sender, deal, quote_link, zone };
    let mut problems = Vec::new();
    let mut write = |text: &str| variables::fill(text, values).map_err(|error| problems.push(error.to_string())).ok();
    let (subject, body) = (write(template.image.subject.as_str()), write(template.image.body.as_str()));
    Ok(Reply::plain(FilledTemplate { subject, body, problems }))
}

//! Enrolments over HTTP.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::sequences::{self as crm, EnrolmentStatus, ExitReason};
use kernel::{
    ContactId, Cursor, DealId, EnrolmentId, LeadId, Limit, MemberId, Name, Page, Permission, SequenceId, TimeZoneName,
};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Enrol, Enrolment, EnrolmentError};
use super::store::{self, Filter, Sort};
use super::{enrol, exit};
use crate::lists::{self, List};
use crate::recipients::Recipient;
use crate::sequences::model::place_in;
use crate::sequences::preview::{SequencePreview, preview};
use crate::{deals, mailboxes, members, recipients, sequences, subjects};

/// What enrolments answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteLeads};
    Routes::new("enrolments")
        .post("/v1/enrolments", WriteLeads, "Let a contact or a lead go through a sequence", create)
        .get("/v1/enrolments", ReadCrm, "List who goes, or went, through which sequence", list)
        .get("/v1/enrolments/{enrolment_id}", ReadCrm, "Show an enrolment with what would be sent when", get)
        .post("/v1/enrolments/{enrolment_id}/exit", WriteLeads, "Take somebody out of a sequence", leave)
        .post("/v1/enrolments/{enrolment_id}/move", WriteLeads, "Let somebody go through another version", move_to)
}

/// Who goes through what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateEnrolment {
    sequence_id: SequenceId,
    /// A contact; left out when it is a lead.
    contact_id: Option<ContactId>,
    /// A lead; left out when it is a contact.
    lead_id: Option<LeadId>,
    /// The deal it is about: it ends when that is won or lost.
    deal_id: Option<DealId>,
    /// Who gets the tasks and is told of answers; the caller when left out.
    owner_id: Option<MemberId>,
    /// Zone of the person; that of their country when left out, else the organisation's.
    time_zone: Option<TimeZoneName>,
    /// Not before this; at once when left out.
    start_at: Option<DateTime<Utc>>,
}

/// To where.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MoveEnrolment {
    /// Which version of the sequence.
    version: i32,
}

/// An enrolment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EnrolmentView {
    #[serde(flatten)]
    enrolment: crm::Enrolment,
    /// What they are called.
    person_name: Option<Name>,
    /// The mail that waits to be sent.
    waiting_mail_id: Option<kernel::MailId>,
    /// Who enrolled them: `member:<id>`, `api_key:<id>` or `system:<part>`.
    enrolled_by: String,
    /// Grows with each change; the ETag.
    version: i64,
}

impl EnrolmentView {
    fn of(enrolment: Enrolment, recipient: Option<&Recipient>) -> Self {
        Self {
            person_name: recipient.map(|recipient| recipient.name.clone()),
            waiting_mail_id: enrolment.waiting_mail_id,
            enrolled_by: enrolment.enrolled_by,
            version: enrolment.version,
            enrolment: enrolment.image,
        }
    }
}

/// An enrolment with what would follow.
#[derive(Debug, Serialize, JsonSchema)]
struct EnrolmentDetails {
    #[serde(flatten)]
    enrolment: EnrolmentView,
    /// What would be sent when; none once it is over.
    next: Option<SequencePreview>,
}

/// Which enrolments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListEnrolments {
    sequence_id: Option<SequenceId>,
    contact_id: Option<ContactId>,
    lead_id: Option<LeadId>,
    status: Option<EnrolmentStatus>,
    exit_reason: Option<ExitReason>,
    /// Those who go through this version of their sequence.
    version: Option<i32>,
    /// Those that are about this deal.
    deal_id: Option<DealId>,
    /// Those whose tasks this member gets.
    owner_id: Option<MemberId>,
    /// First day on which the next step is taken.
    due_from: Option<NaiveDate>,
    /// Last day on which the next step is taken.
    due_by: Option<NaiveDate>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateEnrolment>) -> Result<Created<EnrolmentView>> {
    let sequence = sequences::store::get(&mut tx, body.sequence_id).await?;
    let sequence = sequence.ok_or_else(|| Problem::field("/sequence_id", "there is no such sequence"))?;
    mailboxes::usable(&mut tx, "/sequence_id", sequence.image.mailbox_id).await?;
    let (at, person) = match (body.contact_id, body.lead_id) {
        (Some(contact), None) => ("/contact_id", Subject::Contact(contact)),
        (None, Some(lead)) => ("/lead_id", Subject::Lead(lead)),
        (Some(_), Some(_)) => return Err(Problem::field("/lead_id", "name a contact or a lead, not both")),
        (None, None) => return Err(Problem::field("/contact_id", "name a contact, or a lead as lead_id")),
    };
    let recipient = recipients::store::get(&mut tx, person).await?;
    let recipient = recipient.ok_or_else(|| Problem::field(at, "there is no such contact or lead"))?;
    if let Some(deal) = body.deal_id
        && deals::store::get(&mut tx, deal).await?.is_none()
    {
        return Err(Problem::field("/deal_id", "there is no such deal"));
    }
    members::check_owner(&mut tx, body.owner_id).await?;
    let wanted = Enrol {
        sequence_id: body.sequence_id,
        sequence_version: sequence.image.current_version,
        person,
        deal_id: body.deal_id,
        owner_id: body.owner_id.or(tx.member_id()).or(recipient.owner_id),
        time_zone: body.time_zone,
        start_at: body.start_at,
        by: tx.actor().to_string(),
    };
    let enrolment = enrol(&mut tx, &sequence, &recipient, wanted).await?;
    let (address, version) = (format!("/v1/enrolments/{}", enrolment.image.enrolment_id), enrolment.version);
    tx.created(address, version, EnrolmentView::of(enrolment, Some(&recipient))).await
}

async fn leave(mut tx: Tx, Path(id): Path<EnrolmentId>) -> Result<Reply<EnrolmentView>> {
    let mut enrolment = lock(&mut tx, id).await?;
    tx.if_match(enrolment.version)?;
    if !enrolment.is_active() {
        return Err(EnrolmentError::Over.into());
    }
    exit(&mut tx, &mut enrolment, ExitReason::Removed, None).await?;
    reply(tx, enrolment).await
}

async fn move_to(
    mut tx: Tx,
    Path(id): Path<EnrolmentId>,
    Json(body): Json<MoveEnrolment>,
) -> Result<Reply<EnrolmentView>> {
    let mut enrolment = lock(&mut tx, id).await?;
    tx.if_match(enrolment.version)?;
    let (sequence, now) = (enrolment.image.sequence_id, tx.now);
    let before = sequences::store::steps_of(&mut tx, sequence, enrolment.image.sequence_version).await?;
    let steps = sequences::store::steps(&mut tx, sequence, body.version).await?;
    let steps = steps.ok_or_else(|| Problem::field("/version", "there is no such version of the sequence"))?;
    super::must_have_links(&tx, &steps)?;
    let found = super::sequence_of(&mut tx, &enrolment).await?;
    mailboxes::usable(&mut tx, "/version", found.image.mailbox_id).await?;
    let place = place_in(&steps, &before, enrolment.place());
    let moved = enrolment.move_to(body.version, place, now)?;
    store::save(&mut tx, &enrolment).await?;
    tx.publish(enrolment.version, &moved)?;
    reply(tx, enrolment).await
}

async fn lock(tx: &mut Tx, id: EnrolmentId) -> Result<Enrolment> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("enrolment"))
}

async fn reply(mut tx: Tx, enrolment: Enrolment) -> Result<Reply<EnrolmentView>> {
    let recipient = recipients::store::now(&mut tx, enrolment.image.person).await?;
    let version = enrolment.version;
    tx.reply(version, EnrolmentView::of(enrolment, recipient.as_ref())).await
}

async fn get(mut db: Read, Path(id): Path<EnrolmentId>) -> Result<Reply<EnrolmentDetails>> {
    let enrolment = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("enrolment"))?;
    let recipient = recipients::store::now(&mut db, enrolment.image.person).await?;
    let next = match &recipient {
        Some(recipient) if enrolment.is_active() => Some(ahead(&mut db, &enrolment, recipient).await?),
        _ => None,
    };
    let version = enrolment.version;
    Ok(Reply::of(version, EnrolmentDetails { enrolment: EnrolmentView::of(enrolment, recipient.as_ref()), next }))
}

async fn ahead(db: &mut Read, enrolment: &Enrolment, recipient: &Recipient) -> Result<SequencePreview> {
    let image = &enrolment.image;
    let sequence = sequences::store::get(db, image.sequence_id).await?;
    let sequence = sequence.ok_or_else(|| Problem::internal("an enrolment without its sequence"))?;
    let steps = sequences::store::steps_of(db, image.sequence_id, image.sequence_version).await?;
    let deal = match image.deal_id {
        None => None,
        Some(id) => deals::store::get(db, id).await?.map(|deal| deal.image.name),
    };
    let at = image.due_at.unwrap_or(db.now).max(db.now);
    let from = (enrolment.place(), at, image.time_zone);
    preview(db, &sequence.image, &steps, (recipient, deal.as_ref()), from).await
}

impl List for ListEnrolments {
    type Item = EnrolmentView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<EnrolmentView>> {
        lists::in_order(("due_from", self.due_from), ("due_by", self.due_by))?;
        let people = [self.contact_id.map(Subject::Contact), self.lead_id.map(Subject::Lead)];
        let (due_from, due_before) = lists::moments(db.time_zone, self.due_from, self.due_by);
        let filter = Filter {
            sequence_id: self.sequence_id,
            version: self.version,
            people: subjects::one_of(db, people).await?,
            deal_id: self.deal_id,
            owner_id: self.owner_id,
            status: self.status,
            exit_reason: self.exit_reason,
            due_from,
            due_before,
        };
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        let mut names = std::collections::HashMap::new();
        for row in &page.items {
            if let Some(recipient) = recipients::store::now(db, row.image.person).await? {
                names.insert(row.image.enrolment_id, recipient);
            }
        }
        Ok(page.map(|row| {
            let recipient = names.get(&row.image.enrolment_id);
            EnrolmentView::of(row, recipient)
        }))
    }
}

async fn list(mut db: Read, Query(query): Query<ListEnrolments>) -> Result<Reply<Page<EnrolmentView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

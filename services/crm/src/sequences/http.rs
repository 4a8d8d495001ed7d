//! Sequences over HTTP.

use contracts::crm::activities::Subject;
use contracts::crm::sequences::{self as crm, SequenceStatus};
use kernel::{ContactId, Cursor, DealId, LeadId, Limit, Name, Page, Permission, SequenceId, TimeZoneName};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Sequence;
use super::preview::{SequencePreview, preview};
use super::requests::{CreateSequence, StandSequence, StepRequest, UpdateSequence};
use super::store::{self, SequenceVersion, Sort};
use crate::lists::List;
use crate::{deals, enrolments, mailboxes, recipients};

/// Versions of a sequence that are shown with it.
const VERSIONS_SHOWN: i64 = 50;

/// What sequences answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteLeads};
    Routes::new("sequences")
        .post("/v1/sequences", WriteLeads, "Write a sequence of mails and tasks", create)
        .get("/v1/sequences", ReadCrm, "List sequences by name", list)
        .get("/v1/sequences/{sequence_id}", ReadCrm, "Show a sequence with its versions", get)
        .patch("/v1/sequences/{sequence_id}", WriteLeads, "Change a sequence; steps become the next version", update)
        .post(
            "/v1/sequences/{sequence_id}/publish",
            WriteLeads,
            "Make a version of the steps that are written",
            publish,
        )
        .post("/v1/sequences/{sequence_id}/stand", WriteLeads, "Activate, pause or archive a sequence", stand)
        .get(
            "/v1/sequences/{sequence_id}/preview",
            ReadCrm,
            "Show what would be sent when to somebody of whom nothing is heard",
            show_preview,
        )
}

/// A sequence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SequenceView {
    #[serde(flatten)]
    sequence: crm::Sequence,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Sequence> for SequenceView {
    fn from(sequence: Sequence) -> Self {
        Self { sequence: sequence.image, version: sequence.version }
    }
}

/// A sequence with its versions.
#[derive(Debug, Serialize, JsonSchema)]
struct SequenceDetails {
    #[serde(flatten)]
    sequence: SequenceView,
    /// What was published, newest first; at most 50.
    versions: Vec<SequenceVersion>,
}

/// Which sequences.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSequences {
    status: Option<SequenceStatus>,
    /// A part of the name, whatever case and accents.
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
    /// Zone of the person; that of their country when left out, else the organisation's.
    time_zone: Option<TimeZoneName>,
    /// Which version; the steps as they are being written when left out.
    version: Option<i32>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateSequence>) -> Result<Created<SequenceView>> {
    mailboxes::usable(&mut tx, "/mailbox_id", body.mailbox_id).await?;
    let steps = StepRequest::all(body.steps);
    let (sequence, created) = Sequence::make(body.name, body.mailbox_id, body.needs_consent, steps)?;
    store::insert(&mut tx, &sequence).await?;
    tx.publish(sequence.version, &created)?;
    let address = format!("/v1/sequences/{}", sequence.image.sequence_id);
    tx.created(address, sequence.version, sequence.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<SequenceId>,
    Json(body): Json<UpdateSequence>,
) -> Result<Reply<SequenceView>> {
    let mut sequence = lock(&mut tx, id).await?;
    tx.require_match(sequence.version)?;
    let mut image = sequence.image.clone();
    let moved = body.mailbox_id.filter(|id| *id != image.mailbox_id);
    image.mailbox_id = moved.unwrap_or(image.mailbox_id);
    let in_their_name = body.steps.is_some() || body.rule.is_set() || body.needs_consent.is_some();
    if moved.is_some() || in_their_name {
        // What it says goes out in the name of whoever has the mailbox.
        mailboxes::usable(&mut tx, "/mailbox_id", image.mailbox_id).await?;
    }
    image.name = body.name.unwrap_or(image.name);
    image.needs_consent = body.needs_consent.unwrap_or(image.needs_consent);
    body.rule.apply(&mut image.rule);
    if let Some(steps) = body.steps {
        image.draft = StepRequest::all(steps);
    }
    let now = tx.now;
    let updated = sequence.update(image, now)?;
    store::save(&mut tx, &sequence).await?;
    tx.publish(sequence.version, &updated)?;
    tx.reply(sequence.version, sequence.into()).await
}

async fn publish(mut tx: Tx, Path(id): Path<SequenceId>) -> Result<Reply<SequenceView>> {
    let mut sequence = lock(&mut tx, id).await?;
    tx.if_match(sequence.version)?;
    mailboxes::usable(&mut tx, "/mailbox_id", sequence.image.mailbox_id).await?;
    let current = store::steps(&mut tx, id, sequence.image.current_version).await?.unwrap_or_default();
    let published = sequence.publish(&current)?;
    store::save(&mut tx, &sequence).await?;
    let by = tx.actor().to_string();
    store::publish(&mut tx, &sequence, &by).await?;
    tx.publish(sequence.version, &published)?;
    tx.reply(sequence.version, sequence.into()).await
}

async fn stand(mut tx: Tx, Path(id): Path<SequenceId>, Json(body): Json<StandSequence>) -> Result<Reply<SequenceView>> {
    let mut sequence = lock(&mut tx, id).await?;
    tx.if_match(sequence.version)?;
    if body.status == SequenceStatus::Draft {
        return Err(Problem::field("/status", "must be active, paused or archived"));
    }
    if body.status == SequenceStatus::Active {
        mailboxes::usable(&mut tx, "/mailbox_id", sequence.image.mailbox_id).await?;
    }
    let now = tx.now;
    let updated = sequence.stand(body.status, now)?;
    store::save(&mut tx, &sequence).await?;
    tx.publish(sequence.version, &updated)?;
    tx.reply(sequence.version, sequence.into()).await
}

async fn lock(tx: &mut Tx, id: SequenceId) -> Result<Sequence> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("sequence"))
}

async fn get(mut db: Read, Path(id): Path<SequenceId>) -> Result<Reply<SequenceDetails>> {
    let sequence = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("sequence"))?;
    let versions = store::versions(&mut db, id, VERSIONS_SHOWN).await?;
    Ok(Reply::of(sequence.version, SequenceDetails { sequence: sequence.into(), versions }))
}

impl List for ListSequences {
    type Item = SequenceView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<SequenceView>> {
        let page = store::list(db, (self.status, self.q.as_ref()), self.sort, cursor, limit).await?;
        Ok(page.map(SequenceView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListSequences>) -> Result<Reply<Page<SequenceView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn show_preview(
    mut db: Read,
    Path(id): Path<SequenceId>,
    Query(query): Query<ForWhom>,
) -> Result<Reply<SequencePreview>> {
    let sequence = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("sequence"))?;
    let subject = match (query.contact_id, query.lead_id) {
        (Some(contact), None) => Subject::Contact(contact),
        (None, Some(lead)) => Subject::Lead(lead),
        _ => return Err(Problem::field("contact_id", "name a contact or a lead, and one of them only")),
    };
    let recipient = recipients::store::get(&mut db, subject).await?;
    let recipient = recipient.ok_or_else(|| Problem::field("contact_id", "there is no such contact or lead"))?;
    let deal = match query.deal_id {
        None => None,
        Some(id) => {
            let found = deals::store::get(&mut db, id).await?;
            Some(found.ok_or_else(|| Problem::field("deal_id", "there is no such deal"))?.image.name)
        }
    };
    let steps = match query.version {
        None => sequence.image.draft.clone(),
        Some(version) => {
            let found = store::steps(&mut db, id, version).await?;
            found.ok_or_else(|| Problem::field("version", "there is no such version"))?
        }
    };
    let at = db.now;
    let mut shown =
        preview(&mut db, &sequence.image, &steps, (&recipient, deal.as_ref()), (0, at, query.time_zone)).await?;
    shown.would_exit = enrolments::exits::before_the_first(&mut db, &sequence.image, &recipient).await?;
    Ok(Reply::plain(shown))
}

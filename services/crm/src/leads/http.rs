//! Leads over HTTP.

use chrono::NaiveDate;
use contracts::crm::FieldRecord;
use contracts::leads::{LeadChannel, LeadOrigin, LeadStatus, LeadStatusChanged};
use kernel::{
    AccountId, ContactId, CountryCode, Cursor, DealId, Decimal, FieldId, LeadFormId, LeadId, Limit, MemberId, Name,
    Page, Permission, ShortCode, TagId,
};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Keeper, Lead, LeadError, Moment};
use super::requests::{
    AssignLead, ConvertLead, CreateLead, DisqualifyLead, NurtureLead, OriginRequest, ReopenLead, UpdateLead,
};
use super::store::{self, Filter, Sort};
use super::views::{LeadConversion, LeadDetails, LeadRecorded, LeadView, ListedLead};
use super::{bulk, capture, conversion, keep, moment, owners, stood};
use crate::custom_fields::filter;
use crate::duplicates::{self, model::Traits};
use crate::lists::{self, List};
use crate::{consents, custom_fields, follow_ups, members, tags, timeline};

/// Times a lead came forward that are shown with it.
const TOUCHES_SHOWN: i64 = 100;

/// What leads answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteLeads};
    Routes::new("leads")
        .post("/v1/leads", WriteLeads, "Record a lead", create)
        .get("/v1/leads", ReadCrm, "List leads", list)
        .post("/v1/leads/bulk", WriteLeads, "Do the same to many leads", bulk::act)
        .get("/v1/leads/{lead_id}", ReadCrm, "Show a lead with its past", get)
        .patch("/v1/leads/{lead_id}", WriteLeads, "Change a lead", update)
        .post("/v1/leads/{lead_id}/assign", WriteLeads, "Give a lead to somebody", assign)
        .post("/v1/leads/{lead_id}/respond", WriteLeads, "Record that a lead was answered", respond)
        .post("/v1/leads/{lead_id}/work", WriteLeads, "Begin to work on a lead", work)
        .post("/v1/leads/{lead_id}/nurture", WriteLeads, "Let a lead wait for a day", nurture)
        .post("/v1/leads/{lead_id}/disqualify", WriteLeads, "Give a lead up", disqualify)
        .post("/v1/leads/{lead_id}/reopen", WriteLeads, "Take up a lead that was given up", reopen)
        .post("/v1/leads/{lead_id}/convert", WriteLeads, "Make an account, a contact and a deal of a lead", convert)
}

/// Which leads. Those that were merged into others are in no list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLeads {
    status: Option<LeadStatus>,
    /// True: only those that are new, worked on or nurtured.
    #[serde(default)]
    open: bool,
    owner_id: Option<MemberId>,
    /// True: only those nobody looks after.
    #[serde(default)]
    unassigned: bool,
    /// Where they come from, in any case.
    source: Option<Name>,
    /// The way they came in.
    channel: Option<LeadChannel>,
    /// The form they came in by.
    form_id: Option<LeadFormId>,
    /// The campaign they belong to, in any case.
    campaign: Option<Name>,
    /// Country of the company.
    country: Option<CountryCode>,
    /// A part of the position in the company, whatever case and accents.
    job_title: Option<Name>,
    /// The beginning of a telephone number they have, with or without the codes of country and trunk; only digits count.
    phone: Option<Name>,
    /// Least they may be worth, in the organisation's currency at the newest rate; those without a value are left out.
    min_value: Option<Decimal>,
    /// Most they may be worth, in the organisation's currency at the newest rate; those without a value are left out.
    max_value: Option<Decimal>,
    /// Least points.
    min_score: Option<i32>,
    /// Most points.
    max_score: Option<i32>,
    /// First business day on which they came in.
    received_from: Option<NaiveDate>,
    /// Last business day on which they came in.
    received_to: Option<NaiveDate>,
    /// A part of name, company or e-mail address, whatever case and accents.
    q: Option<Name>,
    /// True: only new and working ones for which neither a next step nor a follow-up is planned.
    #[serde(default)]
    without_next_step: bool,
    /// Only nurtured ones that are looked at again on this day or earlier.
    nurture_due_by: Option<NaiveDate>,
    /// True: only those nobody has answered in time.
    #[serde(default)]
    response_overdue: bool,
    external_ref: Option<ShortCode>,
    /// A tag they have.
    tag_id: Option<TagId>,
    /// The account they became.
    account_id: Option<AccountId>,
    /// The contact they became.
    contact_id: Option<ContactId>,
    /// The deal they became.
    deal_id: Option<DealId>,
    /// What custom values must be: a JSON object by field id, of values, `null` for none,
    /// `{"least": "10", "most": "20"}`, or `{"contains": "part"}` of a text.
    custom: Option<String>,
    #[serde(default)]
    sort: Sort,
    /// The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
    sort_field: Option<FieldId>,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(mut body): Json<CreateLead>) -> Result<Created<LeadRecorded>> {
    let channel = if tx.member_id().is_some() { LeadChannel::Manual } else { LeadChannel::Api };
    let origin = std::mem::take(&mut body.origin).of(channel, None);
    let lead = capture(&mut tx, body, origin).await?;
    let duplicates = duplicates::find(&mut tx, &Traits::of_lead(&lead.image)).await?;
    let (address, version) = (format!("/v1/leads/{}", lead.image.lead_id), lead.version);
    let lead = LeadView::at(tx.now, lead);
    tx.created(address, version, LeadRecorded { lead, duplicates }).await
}

async fn update(mut tx: Tx, Path(id): Path<LeadId>, Json(mut body): Json<UpdateLead>) -> Result<Reply<LeadRecorded>> {
    let mut lead = lock(&mut tx, id).await?;
    tx.require_match(lead.version)?;
    if let Some(asked) = body.tags.take() {
        body.tags = Some(tags::known(&mut tx, asked).await?);
    }
    let changes = std::mem::take(&mut body.custom);
    let custom = custom_fields::change(&mut tx, FieldRecord::Lead, Some(&lead.image.custom), changes).await?;
    let (moment, settings) = moment(&mut tx).await?;
    let agrees = body.consent.is_set();
    let updated = lead.update(body, custom, &moment)?;
    keep(&mut tx, &settings, &mut lead).await?;
    tx.publish(lead.version, &updated)?;
    if agrees {
        let channel = if tx.member_id().is_some() { LeadChannel::Manual } else { LeadChannel::Api };
        agreed(&mut tx, &lead, OriginRequest::default().of(channel, None)).await?;
    }
    let duplicates = duplicates::find(&mut tx, &Traits::of_lead(&lead.image)).await?;
    let (version, lead) = (lead.version, LeadView::at(tx.now, lead));
    tx.reply(version, LeadRecorded { lead, duplicates }).await
}

/// Writes down what somebody said of the consent of a lead: what it is now, or that it was taken back.
async fn agreed(tx: &mut Tx, lead: &Lead, origin: LeadOrigin) -> Result<()> {
    match &lead.image.consent {
        Some(consent) => consents::of_lead(tx, lead.image.lead_id, consent, &origin).await,
        None => consents::withdraw_of(tx, lead.image.lead_id).await,
    }
}

async fn assign(mut tx: Tx, Path(id): Path<LeadId>, Json(body): Json<AssignLead>) -> Result<Reply<LeadView>> {
    let mut lead = lock(&mut tx, id).await?;
    tx.if_match(lead.version)?;
    members::check_owner(&mut tx, body.owner_id).await?;
    owners::assign(&mut tx, &mut lead, Keeper::Named(body.owner_id)).await?;
    reply(tx, lead).await
}

async fn respond(mut tx: Tx, Path(id): Path<LeadId>) -> Result<Reply<LeadView>> {
    let mut lead = lock(&mut tx, id).await?;
    tx.if_match(lead.version)?;
    let updated = lead.respond(tx.now)?;
    store::save(&mut tx, &lead).await?;
    tx.publish(lead.version, &updated)?;
    reply(tx, lead).await
}

async fn work(tx: Tx, Path(id): Path<LeadId>) -> Result<Reply<LeadView>> {
    qualify(tx, id, |lead, _| lead.work()).await
}

async fn nurture(tx: Tx, Path(id): Path<LeadId>, Json(body): Json<NurtureLead>) -> Result<Reply<LeadView>> {
    qualify(tx, id, |lead, moment| lead.nurture(body.until, body.reason, moment)).await
}

async fn disqualify(tx: Tx, Path(id): Path<LeadId>, Json(body): Json<DisqualifyLead>) -> Result<Reply<LeadView>> {
    qualify(tx, id, |lead, _| lead.disqualify(body.reason)).await
}

async fn reopen(tx: Tx, Path(id): Path<LeadId>, Json(body): Json<ReopenLead>) -> Result<Reply<LeadView>> {
    qualify(tx, id, |lead, _| lead.reopen(body.reason)).await
}

/// Lets a lead stand elsewhere.
async fn qualify(
    mut tx: Tx,
    id: LeadId,
    decide: impl FnOnce(&mut Lead, &Moment) -> std::result::Result<LeadStatusChanged, LeadError>,
) -> Result<Reply<LeadView>> {
    let mut lead = lock(&mut tx, id).await?;
    tx.if_match(lead.version)?;
    let (moment, settings) = moment(&mut tx).await?;
    let changed = decide(&mut lead, &moment)?;
    keep(&mut tx, &settings, &mut lead).await?;
    stood(&mut tx, &lead, changed.was).await?;
    let event = tx.publish(lead.version, &changed)?;
    timeline::leads::moved(&mut tx, event, &lead.image, changed.was).await?;
    reply(tx, lead).await
}

async fn convert(mut tx: Tx, Path(id): Path<LeadId>, Json(body): Json<ConvertLead>) -> Result<Reply<LeadConversion>> {
    let lead = lock(&mut tx, id).await?;
    tx.if_match(lead.version)?;
    let (lead, account, contact) = conversion::convert(&mut tx, lead, body).await?;
    let (version, lead) = (lead.version, LeadView::at(tx.now, lead));
    tx.reply(version, LeadConversion { lead, account, contact }).await
}

async fn lock(tx: &mut Tx, id: LeadId) -> Result<Lead> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("lead"))
}

async fn reply(tx: Tx, lead: Lead) -> Result<Reply<LeadView>> {
    let (version, lead) = (lead.version, LeadView::at(tx.now, lead));
    tx.reply(version, lead).await
}

async fn get(mut db: Read, Path(id): Path<LeadId>) -> Result<Reply<LeadDetails>> {
    let lead = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("lead"))?;
    let history = store::history(&mut db, id).await?;
    let touch_list = store::touches(&mut db, id, TOUCHES_SHOWN).await?;
    let (version, lead) = (lead.version, LeadView::at(db.now, lead));
    Ok(Reply::of(version, LeadDetails { lead, history, touch_list }))
}

impl ListLeads {
    /// The filter it asks for.
    ///
    /// # Errors
    ///
    /// A problem that names the parameter, for a custom field that is not there or a value that is not one of it.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        lists::not_crossed(("min_score", self.min_score), ("max_score", self.max_score))?;
        lists::not_crossed(("min_value", self.min_value), ("max_value", self.max_value))?;
        lists::in_order(("received_from", self.received_from), ("received_to", self.received_to))?;
        let custom =
            filter::conditions(db, FieldRecord::Lead, self.custom.as_deref(), self.sort_field, self.sort.is_custom())
                .await?;
        let tags = match self.tag_id {
            Some(tag) => Some(tags::store::names_of(db, tag).await?),
            None => None,
        };
        Ok(Filter {
            status: self.status,
            open: self.open,
            owner_id: self.owner_id,
            unassigned: self.unassigned,
            source: self.source.clone(),
            channel: self.channel,
            form_id: self.form_id,
            campaign: self.campaign.clone(),
            country: self.country,
            job_title: self.job_title.clone(),
            phone: self.phone.clone(),
            min_value: self.min_value,
            max_value: self.max_value,
            min_score: self.min_score,
            max_score: self.max_score,
            received_from: self.received_from,
            received_to: self.received_to,
            text: self.q.clone(),
            without_next_step: self.without_next_step,
            nurture_due_by: self.nurture_due_by,
            response_overdue: self.response_overdue,
            external_ref: self.external_ref.clone(),
            account_id: self.account_id,
            contact_id: self.contact_id,
            deal_id: self.deal_id,
            tags,
            custom,
        })
    }
}

impl List for ListLeads {
    type Item = ListedLead;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ListedLead>> {
        let (filter, now) = (self.filter(db).await?, db.now);
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|lead| lead.image.lead_id.as_uuid()).collect();
        let mut next = follow_ups::store::next_about(db, &ids).await?;
        Ok(page.map(|lead| {
            let next_follow_up = next.remove(&lead.image.lead_id.as_uuid());
            ListedLead { lead: LeadView::at(now, lead), next_follow_up }
        }))
    }
}

async fn list(mut db: Read, Query(query): Query<ListLeads>) -> Result<Reply<Page<ListedLead>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

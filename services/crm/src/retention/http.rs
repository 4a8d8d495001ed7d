//! Retention over HTTP.

use chrono::NaiveDate;
use contracts::crm::activities::Subject;
use contracts::crm::privacy::RetentionRules;
use kernel::{ContactId, Cursor, LeadId, Limit, Note, Page, Permission};
use platform::{Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Hold, Rules, SetRetentionRules};
use super::store::{self, Candidate, HoldView, RuleCount};
use crate::lists::List;
use crate::subjects;

/// Most people a preview names.
const SHOWN: i64 = 200;

/// What retention answers.
pub fn routes() -> Routes {
    use Permission::ManagePrivacy;
    Routes::new("privacy")
        .get("/v1/retention/rules", ManagePrivacy, "Show how long people are kept nobody deals with", rules)
        .put("/v1/retention/rules", ManagePrivacy, "Say how long people are kept nobody deals with", set_rules)
        .get("/v1/retention/preview", ManagePrivacy, "Show whom the rules would erase, and when", preview)
        .get("/v1/retention/holds", ManagePrivacy, "List who is kept whatever the rules say, the last first", holds)
        .put(
            "/v1/contacts/{contact_id}/retention-hold",
            ManagePrivacy,
            "Keep a contact, whatever the rules say",
            hold_contact,
        )
        .delete(
            "/v1/contacts/{contact_id}/retention-hold",
            ManagePrivacy,
            "Let the rules count for a contact again",
            lift_contact,
        )
        .put("/v1/leads/{lead_id}/retention-hold", ManagePrivacy, "Keep a lead, whatever the rules say", hold_lead)
        .delete("/v1/leads/{lead_id}/retention-hold", ManagePrivacy, "Let the rules count for a lead again", lift_lead)
}

/// How long people are kept.
#[derive(Debug, Serialize, JsonSchema)]
struct RetentionRulesView {
    #[serde(flatten)]
    rules: RetentionRules,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Rules> for RetentionRulesView {
    fn from(rules: Rules) -> Self {
        Self { rules: rules.image, version: rules.version }
    }
}

async fn rules(mut db: Read) -> Result<Reply<RetentionRulesView>> {
    let rules = store::rules(&mut db).await?;
    Ok(Reply::of(rules.version, rules.into()))
}

async fn set_rules(mut tx: Tx, Json(body): Json<SetRetentionRules>) -> Result<Reply<RetentionRulesView>> {
    store::lock(&mut tx).await?;
    let mut rules = store::rules(&mut tx).await?;
    tx.require_match(rules.version)?;
    let updated = rules.set(body)?;
    store::save(&mut tx, &rules).await?;
    tx.publish(rules.version, &updated)?;
    tx.reply(rules.version, rules.into()).await
}

/// What the rules would take away.
#[derive(Debug, Serialize, JsonSchema)]
struct RetentionPreview {
    /// How many, for each rule that would erase anybody.
    counts: Vec<RuleCount>,
    /// At most 200 of them: those with a notice first, by their day.
    people: Vec<Candidate>,
    /// How many mails are kept for longer than the rules say, and would be emptied when the clock comes to them next; 0 while
    /// mails are kept for good.
    mails: i64,
}

async fn preview(mut db: Read) -> Result<Reply<RetentionPreview>> {
    let counts = store::counts(&mut db).await?;
    let people = store::candidates(&mut db, SHOWN).await?;
    let mails = match store::rules(&mut db).await?.image.mails_months {
        Some(months) => store::count_old_mails(&mut db, months).await?,
        None => 0,
    };
    Ok(Reply::plain(RetentionPreview { counts, people, mails }))
}

/// Which holds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListHolds {
    /// The order; the last first when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl List for ListHolds {
    type Item = HoldView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<HoldView>> {
        store::holds(db, self.sort, cursor, limit).await
    }
}

async fn holds(mut db: Read, Query(query): Query<ListHolds>) -> Result<Reply<Page<HoldView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

/// Keeps somebody, whatever the rules say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PlaceHold {
    /// Why.
    reason: Note,
    /// Until which day; for good when left out.
    until: Option<NaiveDate>,
}

async fn hold_contact(tx: Tx, Path(id): Path<ContactId>, body: Json<PlaceHold>) -> Result<Reply<HoldView>> {
    place(tx, Subject::Contact(id), body.0).await
}

async fn hold_lead(tx: Tx, Path(id): Path<LeadId>, body: Json<PlaceHold>) -> Result<Reply<HoldView>> {
    place(tx, Subject::Lead(id), body.0).await
}

async fn place(mut tx: Tx, person: Subject, body: PlaceHold) -> Result<Reply<HoldView>> {
    known(&mut tx, person).await?;
    subjects::check_alive(&mut tx, &[person]).await?;
    store::lock(&mut tx).await?;
    let before = store::lock_hold(&mut tx, person.id()).await?.map_or(0, |(hold, _)| hold.version);
    let (hold, placed) = Hold::place((person, before), body.reason, body.until, tx.today())?;
    let by = tx.actor().to_string();
    store::place(&mut tx, &hold, &by).await?;
    tx.publish(hold.version, &placed)?;
    let view = store::hold_of(&mut tx, person.id()).await?;
    tx.reply_plain(view.ok_or_else(|| Problem::internal("a hold that was just placed is not there"))?).await
}

async fn lift_contact(tx: Tx, Path(id): Path<ContactId>) -> Result<Reply<HoldView>> {
    lift(tx, Subject::Contact(id)).await
}

async fn lift_lead(tx: Tx, Path(id): Path<LeadId>) -> Result<Reply<HoldView>> {
    lift(tx, Subject::Lead(id)).await
}

async fn lift(mut tx: Tx, person: Subject) -> Result<Reply<HoldView>> {
    known(&mut tx, person).await?;
    store::lock(&mut tx).await?;
    let view = store::hold_of(&mut tx, person.id()).await?;
    let held = store::lock_hold(&mut tx, person.id()).await?.filter(|(_, counts)| *counts);
    let (Some(view), Some((mut hold, _))) = (view, held) else { return Err(Problem::not_found("hold")) };
    let lifted = hold.lift();
    let by = tx.actor().to_string();
    store::lift(&mut tx, &hold, &by).await?;
    tx.publish(hold.version, &lifted)?;
    tx.reply_plain(view).await
}

async fn known(tx: &mut Tx, person: Subject) -> Result<()> {
    if subjects::exists(tx, person).await? { Ok(()) } else { Err(Problem::not_found(subjects::noun(person))) }
}

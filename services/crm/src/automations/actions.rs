//! What rules do: the same as people do, by the same rules, in the name of the rule. What is refused to a person is refused
//! to a rule, and that is what becomes of the action; the others are done all the same.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use contracts::crm::activities::{NotificationKind, Subject};
use contracts::crm::automations::{
    ActionOutcome, ActionResult, Automation, AutomationAction, AutomationOwner, AutomationPerson,
};
use kernel::{AccountId, ContactId, DealId, LeadId, MemberId, Name, Note, SequenceId, StageId, WebhookId};
use platform::{Kind, Problem, Result, Tx};
use serde_json::{Value, json};
use uuid::Uuid;

use super::condition::Values;
use super::sight::{self, Happened};
use super::store::runs::Run;
use super::text::written;
use super::triggers::Noun;
use crate::deals::model::{Destination, Known};
use crate::deals::pricing::Prices;
use crate::deals::requests::UpdateDeal;
use crate::enrolments::model::Enrol;
use crate::follow_ups::requests::PlanFollowUp;
use crate::lead_settings::Chosen;
use crate::leads::model::Keeper;
use crate::notifications::Message;
use crate::patch::Change;
use crate::{
    accounts, contacts, deals, enrolments, follow_ups, lead_settings, leads, mailboxes, members, notifications,
    pipelines, recipients, sequences, timeline, webhooks,
};

/// Where actions take place.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The rule.
    pub automation: &'a Automation,
    /// The run.
    pub run: &'a Run,
    /// What happened.
    pub happened: &'a Happened,
    /// The records it concerns.
    pub records: &'a [(Noun, Uuid)],
    /// The values texts name.
    pub texts: &'a Values,
}

/// What was done, with what it made or changed.
struct Deed {
    outcome: ActionOutcome,
    made: Option<String>,
}

impl Deed {
    fn done(made: String) -> Self {
        Self { outcome: ActionOutcome::Done, made: Some(made) }
    }

    fn unchanged(made: String) -> Self {
        Self { outcome: ActionOutcome::Unchanged, made: Some(made) }
    }
}

impl Scene<'_> {
    fn id(&self, noun: Noun) -> Option<Uuid> {
        self.records.iter().find(|(one, _)| *one == noun).map(|(_, id)| *id)
    }
}

fn refused(code: &'static str, detail: impl Into<String>) -> Problem {
    Problem::new(Kind::Conflict, code, detail)
}

/// The kind of an action, as it is written.
fn kind_of(action: &AutomationAction) -> Result<String> {
    let written = serde_json::to_value(action).map_err(Problem::internal)?;
    Ok(written.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// Does one action, wholly or not at all.
///
/// # Errors
/// Only what may be over in a moment, such as a database that is away: then all of the event is looked at again.
pub async fn act(tx: &mut Tx, scene: &Scene<'_>, place: usize, action: &AutomationAction) -> Result<ActionResult> {
    let kind = kind_of(action)?;
    let before = tx.place().await?;
    let problem = match attempt(tx, scene, place, action).await {
        Ok(Deed { outcome, made }) => {
            tx.keep(before).await?;
            return Ok(ActionResult { kind, outcome, code: None, detail: None, made });
        }
        Err(problem) if problem.is_transient() => return Err(problem),
        Err(problem) => problem,
    };
    tx.go_back(before).await?;
    let (code, detail) = (Some(problem.code().to_owned()), Some(told(&problem)));
    let outcome = if problem.kind() == Kind::Internal {
        tracing::error!(automation.id = %scene.automation.automation_id, %problem, kind, "an action of a rule failed");
        ActionOutcome::Failed
    } else {
        ActionOutcome::Refused
    };
    Ok(ActionResult { kind, outcome, code, detail, made: None })
}

/// A refusal in one line, with the fields it names.
fn told(problem: &Problem) -> String {
    let fields = problem.fields().iter().map(|field| format!("{}: {}", field.pointer, field.detail));
    std::iter::once(problem.detail().to_owned()).chain(fields).collect::<Vec<_>>().join(" ")
}

async fn attempt(tx: &mut Tx, scene: &Scene<'_>, place: usize, action: &AutomationAction) -> Result<Deed> {
    match action {
        AutomationAction::CreateTask { title, note, person, due_in_days, priority } => {
            let about: Vec<Subject> = scene.run.record.into_iter().collect();
            let note = note.as_ref().map(|note| written(note.as_str(), scene.texts, Note::MAX_CHARS));
            let request = PlanFollowUp {
                title: line(title, scene.texts)?,
                note: note.filter(|note| !note.trim().is_empty()).map(Note::new).transpose().map_err(text_refused)?,
                due_on: tx.today() + TimeDelta::days(i64::from(*due_in_days)),
                due_time: None,
                remind_minutes_before: None,
                owner_id: Some(person_of(tx, scene, *person).await?),
                priority: *priority,
                about,
                recurrence: None,
            };
            let follow_up = follow_ups::plan(tx, request).await?;
            Ok(Deed::done(format!("/v1/follow-ups/{}", follow_up.image.follow_up_id)))
        }
        AutomationAction::MoveStage { stage_id } => move_stage(tx, scene, *stage_id).await,
        AutomationAction::AssignOwner { owner } => assign(tx, scene, *owner).await,
        AutomationAction::Enrol { sequence_id } => enrol(tx, scene, *sequence_id).await,
        AutomationAction::Notify { person, text } => {
            let member = person_of(tx, scene, *person).await?;
            let message = Message {
                // Who tells says that it is a rule; published kinds cannot become more.
                kind: NotificationKind::Reminder,
                subject: scene.run.record,
                activity_id: None,
                follow_up_id: None,
                text: Some(line(text, scene.texts)?),
                cause: format!("automation run {} action {place}", scene.run.run_id),
            };
            notifications::tell(tx, vec![member], message).await?;
            Ok(Deed { outcome: ActionOutcome::Done, made: None })
        }
        AutomationAction::CallWebhook { webhook_id } => call(tx, scene, *webhook_id).await,
    }
}

fn text_refused(error: kernel::TextError) -> Problem {
    refused("text-cannot-be", format!("The text that came out of the template {error}."))
}

/// A text of one line, with values in it.
fn line(template: &Name, texts: &Values) -> Result<Name> {
    let text = written(template.as_str(), texts, Name::MAX_CHARS).replace(['\n', '\r', '\t'], " ");
    Name::new(text.trim()).map_err(text_refused)
}

/// Whom an action concerns; somebody who is an active member.
async fn person_of(tx: &mut Tx, scene: &Scene<'_>, person: AutomationPerson) -> Result<MemberId> {
    let member = match person {
        AutomationPerson::Member { member_id } => Some(member_id),
        AutomationPerson::RecordOwner => owner_of(tx, scene).await?,
    };
    let member = member.ok_or_else(|| refused("nobody-looks-after-it", "Nobody looks after the record."))?;
    if members::store::is_active(tx, member).await? {
        Ok(member)
    } else {
        Err(refused("member-not-active", "The colleague it concerns is no active member."))
    }
}

/// Who looks after what the event is about.
async fn owner_of(tx: &mut Tx, scene: &Scene<'_>) -> Result<Option<MemberId>> {
    for (noun, id) in scene.records {
        let owner = match noun {
            Noun::Deal => deals::store::get(tx, DealId::from_uuid(*id)).await?.and_then(|deal| deal.image.owner_id),
            Noun::Lead => leads::store::get(tx, LeadId::from_uuid(*id)).await?.and_then(|lead| lead.image.owner_id),
            Noun::Contact => {
                let contact = contacts::store::get(tx, ContactId::from_uuid(*id)).await?;
                match contact.and_then(|contact| contact.image.account_id) {
                    Some(account) => account_owner(tx, account).await?,
                    None => None,
                }
            }
            Noun::Account => account_owner(tx, AccountId::from_uuid(*id)).await?,
        };
        if owner.is_some() {
            return Ok(owner);
        }
    }
    Ok(None)
}

/// Who looks after an account, or after the one it ended in.
async fn account_owner(tx: &mut Tx, id: AccountId) -> Result<Option<MemberId>> {
    let id = accounts::store::goes_on(tx, id).await?;
    Ok(accounts::store::get(tx, id).await?.and_then(|account| account.image.owner_id))
}

async fn move_stage(tx: &mut Tx, scene: &Scene<'_>, stage_id: StageId) -> Result<Deed> {
    let id = scene.id(Noun::Deal).ok_or_else(|| refused("no-deal", "The event concerns no deal."))?;
    let id = DealId::from_uuid(id);
    // The stage is held before the deal, as when a person moves it.
    let (pipeline_id, stage) = pipelines::destination(tx, None, Some(stage_id)).await?;
    let mut deal = deals::store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    let made = format!("/v1/deals/{id}");
    if deal.image.stage_id == stage.stage_id {
        return Ok(Deed::unchanged(made));
    }
    deals::move_to(tx, &mut deal, Destination { pipeline_id, stage: &stage, asks: true }, None).await?;
    Ok(Deed::done(made))
}

async fn assign(tx: &mut Tx, scene: &Scene<'_>, owner: AutomationOwner) -> Result<Deed> {
    let rules = owner == AutomationOwner::AssignmentRules;
    let target = scene.records.iter().find(|(noun, _)| *noun == Noun::Lead || (*noun == Noun::Deal && !rules));
    match target {
        Some((Noun::Lead, id)) => assign_lead(tx, LeadId::from_uuid(*id), owner).await,
        Some((Noun::Deal, id)) => assign_deal(tx, DealId::from_uuid(*id), owner).await,
        Some((Noun::Contact | Noun::Account, _)) | None => {
            Err(refused("no-lead-or-deal", "The event concerns nothing that could be given to somebody."))
        }
    }
}

async fn assign_lead(tx: &mut Tx, id: LeadId, owner: AutomationOwner) -> Result<Deed> {
    let mut lead = leads::store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("lead"))?;
    lead.must_be_open()?;
    let (member, keeper) = match owner {
        AutomationOwner::Member { member_id } => (member_id, Keeper::Named(Some(member_id))),
        AutomationOwner::AssignmentRules => {
            let settings = lead_settings::store::get(tx).await?;
            let mut later = leads::store::later_origins(tx, &[id]).await?;
            let later = later.remove(&id.as_uuid()).unwrap_or_default();
            let chosen = lead_settings::assign(tx, &settings, &lead.image, &later, &mut BTreeSet::new()).await?;
            let Chosen::Member(member, rule) = chosen else {
                return Err(refused("nobody-has-room", "No rule applies to the lead, or nobody it names has room."));
            };
            (member, Keeper::ByRule(member, rule))
        }
    };
    members::check_owner(tx, Some(member)).await?;
    let made = format!("/v1/leads/{id}");
    if lead.image.owner_id == Some(member) {
        return Ok(Deed::unchanged(made));
    }
    leads::owners::assign(tx, &mut lead, keeper).await?;
    Ok(Deed::done(made))
}

async fn assign_deal(tx: &mut Tx, id: DealId, owner: AutomationOwner) -> Result<Deed> {
    let AutomationOwner::Member { member_id } = owner else {
        return Err(refused("no-lead-or-deal", "The rules of leads choose owners of leads only."));
    };
    members::check_owner(tx, Some(member_id)).await?;
    let mut deal = deals::store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    let made = format!("/v1/deals/{id}");
    if deal.image.owner_id == Some(member_id) {
        return Ok(Deed::unchanged(made));
    }
    let (before, now, today) = (deal.image.clone(), tx.now, tx.today());
    let request = UpdateDeal { owner_id: Change::Set(Some(member_id)), ..UpdateDeal::default() };
    let custom = before.custom.clone();
    let known = Known { prices: Prices::none(today), tags: None, custom, caller: None, now };
    let updated = deal.update(request, known)?;
    deals::store::save(tx, &deal).await?;
    let event = tx.publish(deal.version, &updated)?;
    timeline::deals::updated(tx, event, &before, &deal.image).await?;
    Ok(Deed::done(made))
}

async fn enrol(tx: &mut Tx, scene: &Scene<'_>, sequence_id: SequenceId) -> Result<Deed> {
    let lead = scene.id(Noun::Lead).map(|id| Subject::Lead(LeadId::from_uuid(id)));
    let contact = || scene.id(Noun::Contact).map(|id| Subject::Contact(ContactId::from_uuid(id)));
    let nobody = || refused("nobody-to-enrol", "The event concerns no lead or contact.");
    let person = lead.or_else(contact).ok_or_else(nobody)?;
    let sequence = sequences::store::get(tx, sequence_id).await?.ok_or_else(|| Problem::not_found("sequence"))?;
    mailboxes::usable(tx, "/sequence_id", sequence.image.mailbox_id).await?;
    let recipient = recipients::store::get(tx, person).await?.ok_or_else(nobody)?;
    let wanted = Enrol {
        sequence_id,
        sequence_version: sequence.image.current_version,
        person,
        deal_id: scene.id(Noun::Deal).map(DealId::from_uuid),
        owner_id: owner_of(tx, scene).await?.or(recipient.owner_id),
        time_zone: None,
        start_at: None,
        by: tx.actor().to_string(),
    };
    let enrolment = enrolments::enrol(tx, &sequence, &recipient, wanted).await?;
    Ok(Deed::done(format!("/v1/enrolments/{}", enrolment.image.enrolment_id)))
}

/// What another program is told: the event with what it says, and the rule that tells it.
async fn call(tx: &mut Tx, scene: &Scene<'_>, webhook_id: WebhookId) -> Result<Deed> {
    let (happened, automation) = (scene.happened, scene.automation);
    let body = json!({
        "type": happened.event_type,
        "timestamp": happened.at,
        "event_id": happened.event_id,
        "actor": happened.actor,
        "org_id": tx.org,
        "automation": {
            "automation_id": automation.automation_id,
            "name": automation.name,
            "rule_version": automation.rule_version,
            "trigger": automation.trigger,
            "run_id": scene.run.run_id,
        },
        "record": scene.run.record,
        "data": sight::unveiled(tx, happened).await?,
    });
    let delivery = webhooks::call(tx, webhook_id, scene.run.run_id, body.to_string()).await?;
    Ok(Deed::done(format!("/v1/webhook-deliveries/{delivery}")))
}

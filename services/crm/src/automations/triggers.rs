//! When rules are looked at: one table of what may happen, which records it concerns, and what conditions can ask about them.

use contracts::crm::FieldRecord;
use contracts::crm::activities::Subject;
use kernel::{AccountId, ContactId, DealId, LeadId};
use uuid::Uuid;

use super::condition::Kind;
use super::fields::{
    ACCOUNT, ACTIVITY, CONTACT, DEAL, ENROLMENT, FOLLOW_UP, Field, How, INVOICE, LAPSE, LEAD, MAIL, MILESTONE, PAYMENT,
    PROJECT, QUOTE,
};

/// A kind of record that actions can work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A deal.
    Deal,
    /// A lead.
    Lead,
    /// A contact.
    Contact,
    /// An account.
    Account,
}

impl Noun {
    /// What fields call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Account => "account",
        }
    }

    /// What can be asked about it.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Deal => DEAL,
            Self::Lead => LEAD,
            Self::Contact => CONTACT,
            Self::Account => ACCOUNT,
        }
    }

    /// Which custom fields it has.
    pub const fn custom(self) -> FieldRecord {
        match self {
            Self::Deal => FieldRecord::Deal,
            Self::Contact => FieldRecord::Contact,
            Self::Account => FieldRecord::Account,
            Self::Lead => FieldRecord::Lead,
        }
    }

    /// Where its id stands in what was recorded of it, and in lists of what something is about.
    pub const fn id_name(self) -> &'static str {
        match self {
            Self::Deal => "deal_id",
            Self::Lead => "lead_id",
            Self::Contact => "contact_id",
            Self::Account => "account_id",
        }
    }

    /// The record with this id.
    pub const fn subject(self, id: Uuid) -> Subject {
        match self {
            Self::Deal => Subject::Deal(DealId::from_uuid(id)),
            Self::Lead => Subject::Lead(LeadId::from_uuid(id)),
            Self::Contact => Subject::Contact(ContactId::from_uuid(id)),
            Self::Account => Subject::Account(AccountId::from_uuid(id)),
        }
    }
}

/// Where an event says which record it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// All of it stands there, as it was then.
    Image(&'static str),
    /// Its id stands there; what it says is what it says now.
    Id(&'static str),
    /// It is the first of its kind in the list there, of what something is about; what it says is what it says now.
    About(&'static str),
}

/// Which events of a kind count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// All.
    All,
    /// Those where this stands there.
    Where(&'static str, &'static str),
    /// Mails of people that answer another one.
    Replies,
}

/// Something that may happen.
#[derive(Debug, Clone, Copy)]
pub struct Trigger {
    /// Its name.
    pub name: &'static str,
    /// The event by which it is known.
    pub event_type: &'static str,
    /// Which of those events.
    pub only: Only,
    /// What happened.
    pub meaning: &'static str,
    /// The records it concerns; the first is what it is about.
    pub records: &'static [(Noun, Place)],
    /// What else can be asked about: what fields call it, where it stands, and its fields.
    pub things: &'static [(&'static str, &'static str, &'static [Field])],
    /// What it only names and what can be asked about, too: what fields call it, where its id stands, and its fields.
    pub named: &'static [(&'static str, &'static str, &'static [Field])],
    /// What can be asked about the event itself, beside what can be asked about every one.
    pub extra: &'static [Field],
}

const fn trigger(
    name: &'static str,
    event_type: &'static str,
    meaning: &'static str,
    records: &'static [(Noun, Place)],
) -> Trigger {
    Trigger { name, event_type, only: Only::All, meaning, records, things: &[], named: &[], extra: &[] }
}

impl Trigger {
    const fn only(self, only: Only) -> Self {
        Self { only, ..self }
    }

    const fn with(self, things: &'static [(&'static str, &'static str, &'static [Field])]) -> Self {
        Self { things, ..self }
    }

    const fn names(self, named: &'static [(&'static str, &'static str, &'static [Field])]) -> Self {
        Self { named, ..self }
    }

    const fn asks(self, extra: &'static [Field]) -> Self {
        Self { extra, ..self }
    }

    /// Whether it concerns such a record.
    pub fn concerns(&self, noun: Noun) -> bool {
        self.records.iter().any(|(one, _)| *one == noun)
    }

    /// What it is about.
    pub fn main(&self) -> Option<Noun> {
        self.records.first().map(|(noun, _)| *noun)
    }
}

type Records = &'static [(Noun, Place)];

const OF_DEAL: Records = &[
    (Noun::Deal, Place::Image("/deal")),
    (Noun::Account, Place::Id("/deal/account_id")),
    (Noun::Contact, Place::Id("/deal/contact_id")),
];
const OF_WON_DEAL: Records = &[
    (Noun::Deal, Place::Image("/deal")),
    (Noun::Account, Place::Image("/account")),
    (Noun::Contact, Place::Id("/deal/contact_id")),
];
const OF_LEAD: Records = &[(Noun::Lead, Place::Image("/lead"))];
const OF_CONVERTED: Records = &[
    (Noun::Lead, Place::Image("/lead")),
    (Noun::Deal, Place::Id("/lead/deal_id")),
    (Noun::Account, Place::Id("/lead/account_id")),
    (Noun::Contact, Place::Id("/lead/contact_id")),
];
const OF_ACCOUNT: Records = &[(Noun::Account, Place::Image("/account"))];
const OF_CONTACT: Records =
    &[(Noun::Contact, Place::Image("/contact")), (Noun::Account, Place::Id("/contact/account_id"))];
const OF_QUOTE: Records =
    &[(Noun::Deal, Place::Id("/quote/deal_id")), (Noun::Account, Place::Id("/quote/client/account_id"))];
const OF_PROJECT: Records =
    &[(Noun::Deal, Place::Id("/project/deal_id")), (Noun::Account, Place::Id("/project/account_id"))];
const OF_INVOICE: Records =
    &[(Noun::Account, Place::Id("/invoice/account_id")), (Noun::Deal, Place::Id("/invoice/deal_id"))];
const OF_PAYMENT: Records = &[(Noun::Account, Place::Id("/payment/account_id"))];
const OF_ENROLMENT: Records = &[
    (Noun::Lead, Place::Id("/enrolment/person/lead_id")),
    (Noun::Contact, Place::Id("/enrolment/person/contact_id")),
    (Noun::Deal, Place::Id("/enrolment/deal_id")),
];

/// What is about deals, leads, contacts and accounts alike.
macro_rules! about {
    ($at:literal) => {
        &[
            (Noun::Deal, Place::About($at)),
            (Noun::Lead, Place::About($at)),
            (Noun::Contact, Place::About($at)),
            (Noun::Account, Place::About($at)),
        ]
    };
}

const OF_MAIL: Records = about!("/mail/about");
const OF_ACTIVITY: Records = about!("/activity/about");
const OF_FOLLOW_UP: Records = about!("/follow_up/about");
const OF_LAPSE: Records = about!("/lapse/about");

const fn extra(name: &'static str, at: &'static str, how: How, meaning: &'static str) -> Field {
    Field { name, kind: Kind::Text, at, how, meaning }
}

const FROM_STAGE: &[Field] = &[extra("from_stage", "/from_stage_id", How::Stage, "Name of the stage it left")];
const LOST_REASON: &[Field] = &[
    extra("reason", "/reason", How::Plain, "Why, in words"),
    extra("loss_reason", "/loss_reason/name", How::Plain, "Which of the organisation's reasons"),
];
const REASON: &[Field] = &[extra("reason", "/reason", How::Plain, "Why")];
const WAS: &[Field] = &[extra("was", "/was", How::Plain, "Where it stood before")];
const WAS_OWNER: &[Field] = &[extra("was", "/was", How::Member, "Who looked after it before")];

type Things = &'static [(&'static str, &'static str, &'static [Field])];
const A_QUOTE: Things = &[("quote", "/quote", QUOTE)];
const A_MAIL: Things = &[("mail", "/mail", MAIL)];
const A_PROJECT: Things = &[("project", "/project", PROJECT)];
const AN_INVOICE: Things = &[("invoice", "/invoice", INVOICE)];
const A_LAPSE: Things = &[("lapse", "/lapse", LAPSE)];
const AN_ENROLMENT: Things = &[("enrolment", "/enrolment", ENROLMENT)];

/// Everything that may set off a rule.
pub const TRIGGERS: &[Trigger] = &[
    trigger("lead_created", "crm.lead.created.v1", "A lead comes in, by a form, a program or a colleague", OF_LEAD),
    trigger(
        "lead_updated",
        "crm.lead.updated.v1",
        "What is known of a lead changes, or it comes forward again",
        OF_LEAD,
    ),
    trigger("lead_status_changed", "crm.lead.status_changed.v1", "A lead stands elsewhere", OF_LEAD).asks(WAS),
    trigger("lead_assigned", "crm.lead.assigned.v1", "A lead has another owner, or none", OF_LEAD).asks(WAS_OWNER),
    trigger("lead_converted", "crm.lead.converted.v1", "A lead becomes a client", OF_CONVERTED),
    trigger("account_created", "crm.account.created.v1", "An account is recorded", OF_ACCOUNT),
    trigger("account_updated", "crm.account.updated.v1", "An account changes", OF_ACCOUNT),
    trigger("contact_created", "crm.contact.created.v1", "A contact is recorded", OF_CONTACT),
    trigger("contact_updated", "crm.contact.updated.v1", "A contact changes", OF_CONTACT),
    trigger("deal_created", "crm.deal.created.v1", "A deal is opened", OF_DEAL),
    trigger("deal_updated", "crm.deal.updated.v1", "A deal's lines, dates, owner or client change", OF_DEAL),
    trigger("deal_stage_entered", "crm.deal.stage_changed.v1", "A deal comes to another stage", OF_DEAL)
        .asks(FROM_STAGE),
    trigger("deal_won", "crm.deal.won.v1", "A deal is won", OF_WON_DEAL),
    trigger("deal_lost", "crm.deal.lost.v1", "A deal is lost", OF_DEAL).asks(LOST_REASON),
    trigger("deal_reopened", "crm.deal.reopened.v1", "A closed deal is open again", OF_DEAL).asks(REASON),
    trigger("quote_sent", "crm.quote.sent.v1", "A quote is sent", OF_QUOTE).with(A_QUOTE),
    trigger("quote_viewed", "crm.quote.viewed.v1", "The client reads a quote for the first time", OF_QUOTE)
        .with(A_QUOTE),
    trigger("quote_accepted", "crm.quote.accepted.v1", "The client accepts a quote", OF_QUOTE).with(A_QUOTE),
    trigger("quote_declined", "crm.quote.declined.v1", "The client declines a quote", OF_QUOTE).with(A_QUOTE),
    trigger("mail_received", "crm.mail.received.v1", "A mail comes in", OF_MAIL).with(A_MAIL),
    trigger("mail_replied", "crm.mail.received.v1", "Somebody answers a mail", OF_MAIL)
        .with(A_MAIL)
        .only(Only::Replies),
    trigger("mail_bounced", "crm.mail.bounced.v1", "A mail did not arrive", OF_MAIL).with(A_MAIL),
    trigger("mail_failed", "crm.mail.failed.v1", "A mail could not be sent", OF_MAIL).with(A_MAIL),
    trigger("activity_recorded", "crm.activity.recorded.v1", "A note, call or meeting is written down", OF_ACTIVITY)
        .with(&[("activity", "/activity", ACTIVITY)]),
    trigger("follow_up_done", "crm.follow_up.completed.v1", "A follow-up is done", OF_FOLLOW_UP).with(&[(
        "follow_up",
        "/follow_up",
        FOLLOW_UP,
    )]),
    trigger(
        "deal_forgotten",
        "crm.lapse.noticed.v1",
        "Nobody looks after a deal, or what was said of it is past its day",
        OF_LAPSE,
    )
    .with(A_LAPSE)
    .only(Only::Where("/lapse/kind", "deal")),
    trigger(
        "lead_forgotten",
        "crm.lapse.noticed.v1",
        "Nobody looks after a lead, or what was said of it is past its day",
        OF_LAPSE,
    )
    .with(A_LAPSE)
    .only(Only::Where("/lapse/kind", "lead")),
    trigger("follow_up_overdue", "crm.lapse.noticed.v1", "A follow-up was not done in time", OF_LAPSE)
        .with(A_LAPSE)
        .names(&[("follow_up", "/lapse/follow_up_id", FOLLOW_UP)])
        .only(Only::Where("/lapse/kind", "follow_up")),
    trigger("sequence_finished", "crm.enrolment.finished.v1", "Somebody has been through a sequence", OF_ENROLMENT)
        .with(AN_ENROLMENT),
    trigger("sequence_left", "crm.enrolment.exited.v1", "Somebody leaves a sequence before its end", OF_ENROLMENT)
        .with(AN_ENROLMENT),
    trigger("project_started", "projects.project.created.v1", "A project begins", OF_PROJECT).with(A_PROJECT),
    trigger("project_held", "projects.project.held.v1", "A project waits for a person", OF_PROJECT)
        .with(A_PROJECT)
        .asks(REASON),
    trigger("project_completed", "projects.project.completed.v1", "A project is done", OF_PROJECT).with(A_PROJECT),
    trigger("milestone_reached", "projects.milestone.completed.v1", "A milestone is delivered", OF_PROJECT)
        .with(&[("project", "/project", PROJECT), ("milestone", "/milestone", MILESTONE)]),
    trigger("invoice_issued", "billing.invoice.issued.v1", "An invoice is issued", OF_INVOICE).with(AN_INVOICE),
    trigger("invoice_paid", "billing.invoice.balance_changed.v1", "An invoice is paid in full", OF_INVOICE)
        .with(AN_INVOICE)
        .only(Only::Where("/invoice/status", "paid")),
    trigger("invoice_overdue", "billing.invoice.fell_overdue.v1", "An invoice was not paid in time", OF_INVOICE)
        .with(AN_INVOICE),
    trigger("payment_received", "billing.payment.received.v1", "A client pays", OF_PAYMENT)
        .with(&[("payment", "/payment", PAYMENT)]),
];

/// The trigger with this name.
pub fn named(name: &str) -> Option<&'static Trigger> {
    TRIGGERS.iter().find(|trigger| trigger.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use contracts::catalog;

    use super::super::sight::UNTOLD;
    use super::*;

    #[test]
    fn every_trigger_is_known_by_an_event_there_is_and_has_a_name_of_its_own() {
        let events: HashSet<&str> = catalog().iter().map(|entry| entry.event_type).collect();
        let mut names = HashSet::new();
        for trigger in TRIGGERS {
            assert!(events.contains(trigger.event_type), "{}", trigger.event_type);
            assert!(names.insert(trigger.name), "{}", trigger.name);
            assert!(trigger.main().is_some(), "{}", trigger.name);
        }
    }

    /// Whether a pointer leads to something in a JSON Schema.
    fn leads(schema: &serde_json::Value, root: &serde_json::Value, pointer: &str) -> bool {
        let schema = match schema.get("$ref").and_then(serde_json::Value::as_str) {
            Some(name) => root.pointer(name.trim_start_matches('#')).unwrap(),
            None => schema,
        };
        let Some(rest) = pointer.strip_prefix('/') else { return true };
        let (name, rest) =
            rest.split_once('/').map_or((rest, String::new()), |(name, rest)| (name, format!("/{rest}")));
        let here = schema.get("properties").and_then(|properties| properties.get(name));
        if here.is_some_and(|here| leads(here, root, &rest)) {
            return true;
        }
        ["anyOf", "oneOf", "allOf"]
            .iter()
            .filter_map(|key| schema.get(*key)?.as_array())
            .flatten()
            .any(|one| leads(one, root, pointer))
    }

    #[test]
    fn every_field_stands_where_the_table_says() {
        let schemas: std::collections::HashMap<&str, serde_json::Value> =
            catalog().iter().map(|entry| (entry.event_type, serde_json::to_value(&entry.schema).unwrap())).collect();
        for trigger in TRIGGERS {
            let schema = &schemas[trigger.event_type];
            let check = |pointer: String| assert!(leads(schema, schema, &pointer), "{}: {pointer}", trigger.name);
            for (noun, place) in trigger.records {
                match place {
                    Place::Image(root) => {
                        let all = noun.fields().iter().map(|field| format!("{root}{}", field.at));
                        all.filter(|at| !UNTOLD.contains(&at.as_str())).for_each(&check);
                        check(format!("{root}/{}", noun.id_name()));
                    }
                    Place::Id(at) | Place::About(at) => check((*at).to_owned()),
                }
            }
            for (_, root, fields) in trigger.things {
                fields.iter().for_each(|field| check(format!("{root}{}", field.at)));
            }
            trigger.named.iter().for_each(|(_, at, _)| check((*at).to_owned()));
            trigger.extra.iter().for_each(|field| check(field.at.to_owned()));
        }
    }
}

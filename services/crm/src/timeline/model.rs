//! What stands on timelines.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contracts::crm::activities::{Activity, ActivityKind, Subject};
use contracts::leads::{LeadChannel, LeadStatus};
use kernel::{
    AttachmentId, BudgetId, DealId, FollowUpId, InvoiceId, LeadId, MemberId, Money, Name, Note, PaymentId, ProjectId,
    QuoteId, ScheduleId, ShortCode, TimeZoneName,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What timelines are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TimelineKind")]
pub enum Kind {
    /// Notes.
    Note,
    /// Calls.
    Call,
    /// Meetings.
    Meeting,
    /// Mails.
    Email,
    /// Hand-overs between colleagues.
    HandOver,
    /// What becomes of deals, and who looks after things.
    Deal,
    /// Follow-ups that were done.
    FollowUp,
    /// Projects, their milestones and cost budgets.
    Delivery,
    /// Schedules, invoices and payments.
    Billing,
    /// Files.
    File,
    /// Quotes, and what clients answered.
    Quote,
    /// That somebody who may become a client came, in their words, and what became of it.
    Lead,
}

impl From<ActivityKind> for Kind {
    fn from(kind: ActivityKind) -> Self {
        match kind {
            ActivityKind::Note => Self::Note,
            ActivityKind::Call => Self::Call,
            ActivityKind::Meeting => Self::Meeting,
            ActivityKind::Email => Self::Email,
            ActivityKind::HandOver => Self::HandOver,
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happening {
    /// An activity was written down; without content when it was removed.
    Activity {
        /// The activity as it now is.
        #[serde(flatten)]
        activity: Box<Activity>,
        /// Its version, for corrections.
        version: i64,
    },
    /// A deal was opened.
    DealOpened {
        /// The deal.
        deal_id: DealId,
        /// What it is about.
        name: Name,
        /// In which stage.
        stage: Name,
        /// Its value then.
        value: Money,
    },
    /// A deal moved to another stage.
    DealMoved {
        /// The deal.
        deal_id: DealId,
        /// What it is about.
        name: Name,
        /// From where.
        from: Name,
        /// Where to.
        to: Name,
    },
    /// The client said yes.
    DealWon {
        /// The deal.
        deal_id: DealId,
        /// What it is about.
        name: Name,
        /// What it is worth.
        value: Money,
        /// Whether that was elsewhere and came as history.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        elsewhere: bool,
    },
    /// The client said no, or nobody pursues it.
    DealLost {
        /// The deal.
        deal_id: DealId,
        /// What it is about.
        name: Name,
        /// Why.
        reason: Note,
    },
    /// A closed deal is open again.
    DealReopened {
        /// The deal.
        deal_id: DealId,
        /// What it is about.
        name: Name,
        /// Why.
        reason: Note,
    },
    /// Somebody who may become a client came in, or came forward again.
    LeadCame {
        /// The lead.
        lead_id: LeadId,
        /// Who they are.
        name: Name,
        /// Which time it was, from 1.
        touch_no: i32,
        /// The way they came in.
        channel: LeadChannel,
        /// What brought them.
        source: Option<Name>,
        /// The campaign that brought them.
        campaign: Option<Name>,
        /// What they said, in their words.
        message: Option<Note>,
    },
    /// A lead stands elsewhere than it did.
    LeadMoved {
        /// The lead.
        lead_id: LeadId,
        /// Who they are.
        name: Name,
        /// Where it stood.
        from: LeadStatus,
        /// Where it stands.
        to: LeadStatus,
        /// Why, where a reason was given.
        reason: Option<Note>,
    },
    /// Somebody else looks after it.
    OwnerChanged {
        /// After what.
        subject: Subject,
        /// What that is called.
        name: Name,
        /// Who did.
        from_id: Option<MemberId>,
        /// Who does.
        to_id: Option<MemberId>,
    },
    /// A follow-up was done.
    FollowUpDone {
        /// The follow-up.
        follow_up_id: FollowUpId,
        /// What was to be done.
        title: Name,
    },
    /// A file was kept.
    FileAdded {
        /// The file.
        attachment_id: AttachmentId,
        /// What it is called.
        name: Name,
    },
    /// A quote was sent, read or answered.
    Quote {
        /// The version of the quote.
        quote_id: QuoteId,
        /// The deal it is for.
        deal_id: DealId,
        /// Its number.
        number: ShortCode,
        /// Which version of that number.
        revision: i32,
        /// What became of it.
        step: QuoteStep,
        /// What it adds up to, with VAT: as sent, or as accepted.
        gross: Money,
        /// Who answered, when they said so.
        name: Option<Name>,
        /// Why, where a reason was given.
        reason: Option<Note>,
    },
    /// Work began, stopped, went on or ended.
    Project {
        /// The project.
        project_id: ProjectId,
        /// What it is called.
        name: Name,
        /// What became of it.
        step: ProjectStep,
        /// Why, where a reason was given.
        reason: Option<Note>,
    },
    /// Something was delivered, or turned out not to be.
    Milestone {
        /// The project.
        project_id: ProjectId,
        /// What was delivered.
        name: Name,
        /// Whether it is.
        completed: bool,
    },
    /// There is a cost budget. Its amount is for those who may see expenses.
    BudgetCreated {
        /// The budget.
        budget_id: BudgetId,
        /// What it is called.
        name: Name,
    },
    /// It is settled what is billed when.
    ScheduleCreated {
        /// The schedule.
        schedule_id: ScheduleId,
        /// What it is called.
        name: Name,
        /// What will be billed, without VAT.
        total: Money,
    },
    /// Something was billed.
    InvoiceIssued {
        /// The invoice.
        invoice_id: InvoiceId,
        /// Its number.
        number: Option<ShortCode>,
        /// What it asks for, with VAT.
        gross: Money,
        /// When that is due.
        due_on: Option<NaiveDate>,
    },
    /// An invoice was not paid by its due date.
    InvoiceOverdue {
        /// The invoice.
        invoice_id: InvoiceId,
        /// Its number.
        number: Option<ShortCode>,
        /// What was open of it then, with VAT.
        open: Money,
        /// When that was due.
        due_on: Option<NaiveDate>,
    },
    /// Nothing of an invoice is open any more.
    InvoicePaid {
        /// The invoice.
        invoice_id: InvoiceId,
        /// Its number.
        number: Option<ShortCode>,
        /// What was asked for, with VAT.
        gross: Money,
    },
    /// Money came in.
    PaymentReceived {
        /// The payment.
        payment_id: PaymentId,
        /// How much.
        amount: Money,
    },
}

/// What became of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStep {
    /// It went to the client.
    Sent,
    /// The client read it for the first time.
    Viewed,
    /// The client said yes.
    Accepted,
    /// The client said no.
    Declined,
    /// It is offered no longer.
    Withdrawn,
}

/// What became of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectStep {
    /// It was opened.
    Created,
    /// It waits for a person.
    Held,
    /// It goes on.
    Resumed,
    /// It will not be done.
    Cancelled,
    /// It is done.
    Completed,
}

/// The moment at which something that happened on a business day stands: `known_at`, when it became known on that very day,
/// else noon of that day in the organisation's zone.
pub fn moment(day: NaiveDate, zone: TimeZoneName, known_at: DateTime<Utc>) -> DateTime<Utc> {
    if zone.local_date(known_at) == day {
        return known_at;
    }
    // Clocks are changed at night, so every day has one noon.
    let noon = day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12);
    noon.and_local_timezone(zone.tz()).earliest().map_or(known_at, |noon| noon.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_past_stands_at_its_noon() {
        let zone: TimeZoneName = "Europe/Budapest".parse().unwrap();
        let known: DateTime<Utc> = "2026-03-02T22:30:00Z".parse().unwrap();
        let at = |day: &str| moment(day.parse().unwrap(), zone, known).to_rfc3339();
        assert_eq!(at("2026-03-02"), "2026-03-02T22:30:00+00:00");
        assert_eq!(at("2026-03-01"), "2026-03-01T11:00:00+00:00");
        assert_eq!(at("2025-07-01"), "2025-07-01T10:00:00+00:00");
    }
}

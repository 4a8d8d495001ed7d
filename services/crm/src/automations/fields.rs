//! What conditions and texts of rules can ask about each kind of thing: one table, from which the editor's list, the check
//! of conditions and the values all come.

use super::condition::Kind;

/// A field of a thing.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name behind the thing's: `value` of `deal.value`.
    pub name: &'static str,
    /// What kind of value it has.
    pub kind: Kind,
    /// Where its value stands in what was recorded of the thing (RFC 6901).
    pub at: &'static str,
    /// How the value is made of what stands there.
    pub how: How,
    /// What it means.
    pub meaning: &'static str,
}

/// How a value is made of what stands in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As it stands there.
    Plain,
    /// Whether anything stands there.
    Exists,
    /// How many there are.
    Count,
    /// The name of the member whose id stands there.
    Member,
    /// The name of the pipeline whose id stands there.
    Pipeline,
    /// The name of the stage whose id stands there.
    Stage,
    /// The names of the tags whose ids stand there.
    Tags,
    /// Whether another mail began the conversation.
    Reply,
}

impl How {
    /// Whether today's names are used, whatever they were then.
    pub const fn looks_up(self) -> bool {
        matches!(self, Self::Member | Self::Pipeline | Self::Stage | Self::Tags)
    }
}

const fn field(name: &'static str, kind: Kind, at: &'static str, meaning: &'static str) -> Field {
    Field { name, kind, at, how: How::Plain, meaning }
}

const fn made(name: &'static str, kind: Kind, at: &'static str, how: How, meaning: &'static str) -> Field {
    Field { name, kind, at, how, meaning }
}

use How::{Count, Exists, Member, Pipeline, Reply, Tags};
use Kind::{Number, Text, Texts, Whole, YesNo};

/// Of deals.
pub const DEAL: &[Field] = &[
    field("name", Text, "/name", "What it is about"),
    field("value", Number, "/value/amount", "Sum of its lines, or the estimate; in its currency, without VAT"),
    field("currency", Text, "/currency", "Currency, such as EUR"),
    field("status", Text, "/status", "open, won or lost"),
    field("stage", Text, "/stage_name", "Name of the stage it stands in"),
    field("stage_id", Text, "/stage_id", "Id of that stage"),
    made("pipeline", Text, "/pipeline_id", Pipeline, "Name of its pipeline"),
    made("owner", Text, "/owner_id", Member, "Name of whoever looks after it"),
    field("owner_id", Text, "/owner_id", "Id of whoever looks after it"),
    field("odds", Whole, "/forecast/stage_odds_percent", "Odds of its stage in percent"),
    field("opened_on", Text, "/opened_on", "Day it was opened, such as 2026-03-31"),
    field("expected_close_on", Text, "/expected_close_on", "Day it is expected to close"),
    field("closed_on", Text, "/closed_on", "Day it was won or lost"),
    made("lines", Whole, "/lines", Count, "How many lines it has"),
    field("wins", Whole, "/win_no", "How often it was won"),
    field("next_step", Text, "/next_step/text", "What is done next"),
    field("next_step_due_on", Text, "/next_step/due_on", "By which day"),
    made("tags", Texts, "/tags", Tags, "Its tags"),
    field("competitors", Texts, "/competitors", "Who else offers"),
    field("external_ref", Text, "/external_ref", "Its key elsewhere"),
    made("has_account", YesNo, "/account_id", Exists, "Whether it says who buys"),
    made("has_accepted_quote", YesNo, "/accepted_quote_id", Exists, "Whether the client accepted a quote"),
];

/// Of leads.
pub const LEAD: &[Field] = &[
    field("name", Text, "/name", "Name of the person"),
    field("email", Text, "/email", "Address"),
    field("phone", Text, "/phone", "Telephone number"),
    field("job_title", Text, "/job_title", "Position in the company"),
    field("company", Text, "/company", "Name of the company"),
    field("website", Text, "/website", "Web address of the company"),
    field("country", Text, "/country", "Country, two capitals"),
    field("channel", Text, "/origin/channel", "How it came in: form, api or manual"),
    field("source", Text, "/origin/source", "What brought them"),
    field("campaign", Text, "/origin/campaign", "The campaign it belongs to"),
    field("referrer", Text, "/origin/referrer", "The page they came from"),
    field("landing_page", Text, "/origin/landing_page", "The page they were on"),
    field("utm_source", Text, "/origin/utm_source", "utm_source of that page"),
    field("utm_medium", Text, "/origin/utm_medium", "utm_medium of that page"),
    field("utm_campaign", Text, "/origin/utm_campaign", "utm_campaign of that page"),
    field("form_id", Text, "/origin/form_id", "Id of the form it came in by"),
    field("status", Text, "/status", "new, working, nurture, converted or disqualified"),
    field("status_reason", Text, "/status_reason", "Why it stands there"),
    made("owner", Text, "/owner_id", Member, "Name of whoever looks after it"),
    field("owner_id", Text, "/owner_id", "Id of whoever looks after it"),
    field("assigned_by", Text, "/assigned_by", "The rule that chose them"),
    field("note", Text, "/note", "What is known besides"),
    field("estimated_value", Number, "/estimated_value/amount", "What it may be worth"),
    field("estimated_currency", Text, "/estimated_value/currency", "Currency of that"),
    field("touches", Whole, "/touches", "How often it came forward"),
    field("score", Whole, "/score", "Its points now, by the organisation's rules"),
    field("received_at", Text, "/received_at", "When it came in"),
    field("nurture_until", Text, "/nurture_until", "Day it is looked at again"),
    field("next_step", Text, "/next_step/text", "What is done next"),
    made("consent", YesNo, "/consent", Exists, "Whether they agreed to be written to"),
    made("answered", YesNo, "/first_responded_at", Exists, "Whether somebody answered them"),
    made("tags", Texts, "/tags", Tags, "Tags of the lead"),
    made("is_known_client", YesNo, "/known_client", Exists, "Whether they came to whoever looks after their company"),
];

/// Of accounts.
pub const ACCOUNT: &[Field] = &[
    field("name", Text, "/name", "Name of the company"),
    field("industry", Text, "/industry", "Line of business"),
    field("country", Text, "/country", "Country, two capitals"),
    field("tax_number", Text, "/tax_number", "Tax number"),
    field("website", Text, "/website", "Web address"),
    field("phone", Text, "/phone", "Telephone number"),
    field("city", Text, "/address/city", "City of its seat"),
    field("region", Text, "/address/region", "State, province or county of its seat"),
    field("employees", Whole, "/employees", "How many work there"),
    field("annual_revenue", Number, "/annual_revenue/amount", "Yearly revenue"),
    field("annual_revenue_currency", Text, "/annual_revenue/currency", "Currency of that"),
    field("founded_year", Whole, "/founded_year", "Year it was founded"),
    made("owner", Text, "/owner_id", Member, "Name of whoever looks after it"),
    field("owner_id", Text, "/owner_id", "Id of whoever looks after it"),
    made("tags", Texts, "/tags", Tags, "Its tags"),
];

/// Of contacts.
pub const CONTACT: &[Field] = &[
    field("name", Text, "/name", "Name of the person"),
    field("email", Text, "/email", "Address"),
    field("phone", Text, "/phone", "Telephone number"),
    field("job_title", Text, "/job_title", "Position in the company"),
    field("city", Text, "/address/city", "City of their postal address"),
    field("region", Text, "/address/region", "State, province or county of their postal address"),
    field("country", Text, "/country", "Country of their postal address, two capitals"),
    made("owner", Text, "/owner_id", Member, "Name of whoever looks after them"),
    field("owner_id", Text, "/owner_id", "Id of whoever looks after them"),
    made("has_account", YesNo, "/account_id", Exists, "Whether their company is known"),
    made("tags", Texts, "/tags", Tags, "Tags of the person"),
];

/// Of quotes.
pub const QUOTE: &[Field] = &[
    field("number", Text, "/number", "Number"),
    field("revision", Whole, "/revision", "Which version of the number"),
    field("title", Text, "/title", "What it is about"),
    field("currency", Text, "/currency", "Currency"),
    field("net", Number, "/totals/net/amount", "Sum without VAT, as proposed"),
    field("gross", Number, "/totals/gross/amount", "Sum with VAT, as proposed"),
    field("valid_until", Text, "/valid_until", "Last day on which it can be accepted"),
    made("lines", Whole, "/lines", Count, "How many lines it has"),
    field("answered_by", Text, "/answer/name", "Who accepted or declined"),
    field("declined_reason", Text, "/answer/reason", "Why it was declined"),
    field("won_the_deal", YesNo, "/answer/effect/deal_won", "Whether accepting it won the deal"),
];

/// Of mails.
pub const MAIL: &[Field] = &[
    field("subject", Text, "/subject", "Subject line"),
    field("from", Text, "/from", "Who it is from"),
    field("to", Texts, "/to", "Whom it is to"),
    field("kind", Text, "/kind", "message, auto_reply or bounce"),
    made("is_reply", YesNo, "", Reply, "Whether it answers another mail"),
    made("of_sequence", YesNo, "/enrolment_id", Exists, "Whether a sequence sent it"),
    field("error", Text, "/error", "What went wrong"),
];

/// Of activities.
pub const ACTIVITY: &[Field] = &[
    field("kind", Text, "/kind", "note, call, meeting, email or hand_over"),
    field("text", Text, "/content/text", "What was noted or said"),
    field("title", Text, "/content/title", "What a meeting is about"),
    field("direction", Text, "/content/direction", "Of a call or mail: incoming or outgoing"),
    field("outcome", Text, "/content/outcome", "Of a call: reached, no_answer, left_message or wrong_number"),
    field("duration_minutes", Whole, "/content/duration_minutes", "How long a call took"),
    made("author", Text, "/author_id", Member, "Name of whoever wrote it down"),
    field("happened_at", Text, "/happened_at", "When it took place, or will"),
];

/// Of follow-ups.
pub const FOLLOW_UP: &[Field] = &[
    field("title", Text, "/title", "What is to be done"),
    field("note", Text, "/note", "More about it"),
    field("due_on", Text, "/due_on", "By which day"),
    field("done_on", Text, "/done_on", "Day it was done"),
    field("priority", Text, "/priority", "low, normal or high"),
    made("owner", Text, "/owner_id", Member, "Name of whoever does it"),
    field("owner_id", Text, "/owner_id", "Id of whoever does it"),
];

/// Of what is forgotten.
pub const LAPSE: &[Field] = &[
    field(
        "reason",
        Text,
        "/reason",
        "How: no_next_step, next_step_overdue, stale_in_stage, no_activity, close_date_passed, no_owner, response_overdue, \
         nurture_over or follow_up_overdue",
    ),
    field("missed_on", Text, "/missed_on", "The day that passed"),
];

/// Of enrolments.
pub const ENROLMENT: &[Field] = &[
    field("sequence_id", Text, "/sequence_id", "Id of the sequence"),
    field("steps_done", Whole, "/steps_done", "Steps behind them"),
    field("exit_reason", Text, "/exit_reason", "Why they left, such as replied or unsubscribed"),
];

/// Of projects.
pub const PROJECT: &[Field] = &[
    field("name", Text, "/name", "Name"),
    field("status", Text, "/status", "active, on_hold, cancelled or completed"),
    field("currency", Text, "/currency", "Currency"),
    field("budget_hours", Number, "/budget_hours", "Hours planned"),
    field("budget_amount", Number, "/budget_amount/amount", "Amount planned"),
    field("starts_on", Text, "/starts_on", "Day it begins"),
    made("milestones", Whole, "/milestones", Count, "How many milestones it has"),
];

/// Of milestones.
pub const MILESTONE: &[Field] = &[
    field("name", Text, "/name", "What was delivered"),
    field("amount", Number, "/amount/amount", "What is billed for it, without VAT"),
    field("due_on", Text, "/due_on", "Day it was planned for"),
    field("completed_on", Text, "/completed_on", "Day it was delivered"),
];

/// Of invoices.
pub const INVOICE: &[Field] = &[
    field("number", Text, "/number", "Number"),
    field("status", Text, "/status", "issued or paid"),
    field("currency", Text, "/currency", "Currency"),
    field("net", Number, "/net/amount", "Sum without VAT"),
    field("gross", Number, "/gross/amount", "Sum with VAT"),
    field("paid", Number, "/paid/amount", "What was paid of it"),
    field("open", Number, "/open/amount", "What is open of it"),
    field("issued_on", Text, "/issued_on", "Day it was issued"),
    field("due_on", Text, "/due_on", "Day it is due"),
    field("customer", Text, "/customer_name", "Whom it is made out to"),
];

/// Of payments.
pub const PAYMENT: &[Field] = &[
    field("amount", Number, "/amount/amount", "How much"),
    field("currency", Text, "/amount/currency", "Currency"),
    field("received_on", Text, "/received_on", "Day it came"),
    field("reference", Text, "/reference", "Text of the transfer"),
    field("unapplied", Number, "/unapplied/amount", "What no invoice has taken up yet"),
];

/// Of whatever happened.
pub const EVENT: &[Field] = &[
    field("on", Text, "", "Day it happened, in the organisation's zone"),
    field("by", Text, "", "Who did it: member, api_key, automation or system"),
    field("by_id", Text, "", "Id of the member or key"),
];

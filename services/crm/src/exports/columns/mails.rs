//! Mails, what they are sent from and written with, and who goes through sequences. What mails say is in no file.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, actor, made, moment, named, number, text, words};
use serde_json::Value;

use crate::enrolments::http::ListEnrolments;
use crate::lead_forms::http::ListLeadForms;
use crate::mail_templates::http::ListMailTemplates;
use crate::mailboxes::http::ListMailboxes;
use crate::mails::http::ListMails;
use crate::sequences::http::ListSequences;
use crate::suppressions::http::ListSuppressions;
use crate::suspected::http::ListSuspected;

impl Exported for ListMails {
    const COLUMNS: &'static [Column] = &[
        moment("At", "/at"),
        text("Direction", "/direction"),
        text("Kind", "/kind"),
        text("Status", "/status"),
        text("Subject", "/subject"),
        text("From", "/from"),
        text("From name", "/from_name"),
        text("To", "/to"),
        text("Copies to", "/cc"),
        named("Mailbox", "/mailbox_id"),
        named("Author", "/author_id"),
        named("About", "/about"),
        moment("Bounced at", "/bounced_at"),
        text("Trouble", "/error"),
        number("Attempts", "/attempts"),
        text("Message ID", "/message_id"),
        text("Conversation ID", "/thread_id"),
        text("ID", "/mail_id"),
    ];
}

impl Exported for ListSuppressions {
    const COLUMNS: &'static [Column] = &[
        text("Address", "/address"),
        text("Reason", "/reason"),
        text("Note", "/note"),
        moment("Since", "/created_at"),
        actor("By", "/created_by"),
        text("ID", "/suppression_id"),
    ];
}

impl Exported for ListSequences {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Status", "/status"),
        named("Mailbox", "/mailbox_id"),
        text("Needs consent", "/needs_consent"),
        number("Version", "/current_version"),
        made("Steps", "/draft", kinds),
        moment("Enrols by its rule since", "/rule_since"),
        text("ID", "/sequence_id"),
    ];
}

/// The kinds of steps or actions, one after the other.
pub(super) fn kinds(all: &Value) -> Cell {
    let kinds = all.as_array().into_iter().flatten().filter_map(|one| one.get("kind").and_then(words));
    let kinds: Vec<String> = kinds.collect();
    Cell::text(Some(kinds.join("; ")).filter(|text| !text.is_empty()))
}

impl Exported for ListEnrolments {
    const COLUMNS: &'static [Column] = &[
        text("Person", "/person_name"),
        named("Sequence", "/sequence_id"),
        number("Version", "/sequence_version"),
        text("Status", "/status"),
        number("Steps done", "/steps_done"),
        moment("Next step at", "/due_at"),
        named("Deal", "/deal_id"),
        named("Owner", "/owner_id"),
        moment("Enrolled at", "/enrolled_at"),
        actor("Enrolled by", "/enrolled_by"),
        moment("Ended at", "/ended_at"),
        text("Left because", "/exit_reason"),
        text("More about that", "/exit_detail"),
        text("ID", "/enrolment_id"),
    ];
}

impl Exported for ListMailTemplates {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Subject", "/subject"),
        text("Text", "/body"),
        text("Active", "/active"),
        text("ID", "/mail_template_id"),
    ];
}

impl Exported for ListMailboxes {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Address", "/address"),
        text("From name", "/from_name"),
        named("Owner", "/owner_id"),
        number("Daily cap", "/daily_cap"),
        text("Reads mails", "/has_imap"),
        text("Trouble", "/trouble"),
        text("Active", "/active"),
        text("ID", "/mailbox_id"),
    ];
}

impl Exported for ListLeadForms {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Source", "/source"),
        text("Campaign", "/campaign"),
        text("Consent text", "/consent_text"),
        text("Consent purpose", "/consent_purpose"),
        text("Goes on to", "/redirect_url"),
        text("Active", "/active"),
        text("Key", "/form_key"),
        text("ID", "/lead_form_id"),
    ];
}

impl Exported for ListSuspected {
    const COLUMNS: &'static [Column] = &[
        moment("Came at", "/received_at"),
        text("Form", "/form_name"),
        text("Why", "/reasons"),
        text("E-mail", "/sent/email"),
        text("Name", "/sent/name"),
        text("Phone", "/sent/phone"),
        text("Job title", "/sent/job_title"),
        text("Company", "/sent/company"),
        text("Website", "/sent/website"),
        text("Country", "/sent/country"),
        text("Message", "/sent/message"),
        text("Agrees", "/sent/consent"),
        moment("Kept until", "/kept_until"),
        text("ID", "/suspected_message_id"),
    ];
}

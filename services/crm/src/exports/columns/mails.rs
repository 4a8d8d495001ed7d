//! Mails, what they are sent from and written with, and who goes through sequences. What mails say is in no file.

use exports::Exported;
use exports::table::{Column, actor, moment, named, number, text, word};

use crate::enrolments::http::ListEnrolments;
use crate::exports::hungarian::{
    DIRECTIONS, ENROLMENT, EXITS, MAIL, MAIL_KINDS, SEQUENCE, STEPS, SUPPRESSIONS, SUSPICIONS,
};
use crate::lead_forms::http::ListLeadForms;
use crate::mail_templates::http::ListMailTemplates;
use crate::mailboxes::http::ListMailboxes;
use crate::mails::http::ListMails;
use crate::sequences::http::ListSequences;
use crate::suppressions::http::ListSuppressions;
use crate::suspected::http::ListSuspected;

impl Exported for ListMails {
    const COLUMNS: &'static [Column] = &[
        moment("At", "Időpont", "/at"),
        word("Direction", "Irány", "/direction", DIRECTIONS),
        word("Kind", "Fajta", "/kind", MAIL_KINDS),
        word("Status", "Állapot", "/status", MAIL),
        text("Subject", "Tárgy", "/subject"),
        text("From", "Feladó", "/from"),
        text("From name", "Feladó neve", "/from_name"),
        text("To", "Címzett", "/to"),
        text("Copies to", "Másolatot kap", "/cc"),
        named("Mailbox", "Postafiók", "/mailbox_id"),
        named("Author", "Írta", "/author_id"),
        named("About", "Mihez tartozik", "/about"),
        moment("Bounced at", "Visszapattant", "/bounced_at"),
        text("Trouble", "Hiba oka", "/error"),
        number("Attempts", "Próbálkozások", "/attempts"),
        text("Message ID", "A levél azonosítója", "/message_id"),
        text("Conversation ID", "Levelezés azonosítója", "/thread_id"),
        text("ID", "Azonosító", "/mail_id"),
    ];
}

impl Exported for ListSuppressions {
    const COLUMNS: &'static [Column] = &[
        text("Address", "E-mail-cím", "/address"),
        word("Reason", "Ok", "/reason", SUPPRESSIONS),
        text("Note", "Megjegyzés", "/note"),
        moment("Since", "Ettől", "/created_at"),
        actor("By", "Ki", "/created_by"),
        text("ID", "Azonosító", "/suppression_id"),
    ];
}

impl Exported for ListSequences {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        word("Status", "Állapot", "/status", SEQUENCE),
        named("Mailbox", "Postafiók", "/mailbox_id"),
        text("Needs consent", "Hozzájárulás kell hozzá", "/needs_consent"),
        number("Version", "Változat", "/current_version"),
        word("Steps", "Lépések", "/draft/*/content/kind", STEPS),
        moment("Enrols by its rule since", "Magától bekerülnek ettől", "/rule_since"),
        text("ID", "Azonosító", "/sequence_id"),
    ];
}

impl Exported for ListEnrolments {
    const COLUMNS: &'static [Column] = &[
        text("Person", "Személy", "/person_name"),
        named("Sequence", "Sorozat", "/sequence_id"),
        number("Version", "Változat", "/sequence_version"),
        word("Status", "Állapot", "/status", ENROLMENT),
        number("Steps done", "Megtett lépések", "/steps_done"),
        moment("Next step at", "Következő lépés ideje", "/due_at"),
        named("Deal", "Ügylet", "/deal_id"),
        named("Owner", "Felelős", "/owner_id"),
        moment("Enrolled at", "Felvéve", "/enrolled_at"),
        actor("Enrolled by", "Ki vette fel", "/enrolled_by"),
        moment("Ended at", "Vége", "/ended_at"),
        word("Left because", "Kilépés oka", "/exit_reason", EXITS),
        text("More about that", "Részletek", "/exit_detail"),
        text("ID", "Azonosító", "/enrolment_id"),
    ];
}

impl Exported for ListMailTemplates {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Subject", "Tárgy", "/subject"),
        text("Text", "Szöveg", "/body"),
        text("Active", "Használatban", "/active"),
        text("ID", "Azonosító", "/mail_template_id"),
    ];
}

impl Exported for ListMailboxes {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Address", "E-mail-cím", "/address"),
        text("From name", "Feladó neve", "/from_name"),
        named("Owner", "Felelős", "/owner_id"),
        number("Daily cap", "Napi korlát", "/daily_cap"),
        text("Reads mails", "Fogad leveleket", "/has_imap"),
        text("Trouble", "Hiba oka", "/trouble"),
        text("Active", "Használatban", "/active"),
        text("ID", "Azonosító", "/mailbox_id"),
    ];
}

impl Exported for ListLeadForms {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Source", "Forrás", "/source"),
        text("Campaign", "Kampány", "/campaign"),
        text("Consent text", "Hozzájárulás szövege", "/consent_text"),
        text("Consent purpose", "Hozzájárulás célja", "/consent_purpose"),
        text("Goes on to", "Továbbvezet ide", "/redirect_url"),
        text("Active", "Használatban", "/active"),
        text("Key", "Kulcs", "/form_key"),
        text("ID", "Azonosító", "/lead_form_id"),
    ];
}

impl Exported for ListSuspected {
    const COLUMNS: &'static [Column] = &[
        moment("Came at", "Beérkezett", "/received_at"),
        text("Form", "Űrlap", "/form_name"),
        word("Why", "Miért", "/reasons", SUSPICIONS),
        text("E-mail", "E-mail-cím", "/sent/email"),
        text("Name", "Név", "/sent/name"),
        text("Phone", "Telefonszám", "/sent/phone"),
        text("Job title", "Beosztás", "/sent/job_title"),
        text("Company", "Cég", "/sent/company"),
        text("Website", "Weboldal", "/sent/website"),
        text("Country", "Ország", "/sent/country"),
        text("Message", "Üzenet", "/sent/message"),
        text("Agrees", "Hozzájárul", "/sent/consent"),
        moment("Kept until", "Megőrizve eddig", "/kept_until"),
        text("ID", "Azonosító", "/suspected_message_id"),
    ];
}

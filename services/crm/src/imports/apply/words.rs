//! What words in cells stand for, in the languages that files come in.

use contracts::crm::DealStatus;
use contracts::crm::activities::ActivityKind;
use contracts::leads::LeadStatus;
use kernel::Currency;

use crate::imports::file::formats::fold;
use crate::imports::file::values::yes_no;

/// The word for a kind of activity.
pub const fn kind_word(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note | ActivityKind::HandOver => "note",
        ActivityKind::Call => "call",
        ActivityKind::Meeting => "meeting",
        ActivityKind::Email => "email",
    }
}

/// The status of a deal a word stands for.
pub fn deal_status(text: &str) -> Option<DealStatus> {
    match fold(text).replace(' ', "").as_str() {
        "won" | "closedwon" | "megnyert" | "nyert" | "gewonnen" => Some(DealStatus::Won),
        "lost" | "closedlost" | "elveszett" | "elvesztett" | "vesztett" | "verloren" => Some(DealStatus::Lost),
        "open" | "nyitott" | "offen" | "inprogress" => Some(DealStatus::Open),
        _ => None,
    }
}

/// The status of a lead a word stands for; converted ones are what they became, so nothing stands for those.
pub fn lead_status(text: &str) -> Option<LeadStatus> {
    match fold(text).as_str() {
        "new" | "open" | "uj" | "neu" | "nyitott" => Some(LeadStatus::New),
        "working" | "contacted" | "in progress" | "folyamatban" | "attempted to contact" => Some(LeadStatus::Working),
        "disqualified" | "unqualified" | "lost" | "closed" | "kizart" | "kizarva" | "elveszett" => {
            Some(LeadStatus::Disqualified)
        }
        _ => None,
    }
}

/// Whether a word stands for a company.
pub fn is_company(text: &str) -> bool {
    yes_no(text) == Some(true)
        || matches!(fold(text).as_str(), "company" | "organization" | "organisation" | "ceg" | "vallalat" | "firma")
}

/// The currency a text names: by its code, its sign, or a code at its end as in `Euro - EUR`.
pub fn currency(text: &str) -> Option<Currency> {
    let code = match text.trim() {
        "€" => "EUR",
        "$" => "USD",
        "£" => "GBP",
        "Ft" | "ft" => "HUF",
        text => text.rsplit([' ', '-', '(']).next()?.trim_end_matches(')'),
    };
    Currency::from_code(&code.to_uppercase()).ok()
}

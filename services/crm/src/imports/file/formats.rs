//! Telling from its headings where a file comes from and what its columns hold.

use contracts::imports::{ImportFormat, ImportKind};
use exports::Exported;
use exports::table::Column;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::headings::{ANY, ONE_CLOSING_DAY};
use super::headings_of_kind::OF_KIND;
use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::contacts::http::ListContacts;
use crate::deals::list::ListDeals;
use crate::imports::fields::Field as F;
use crate::leads::http::ListLeads;

/// A text in small letters without accents, its words separated by single spaces, so that spellings are equal.
pub fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|one| !is_combining_mark(*one)).flat_map(char::to_lowercase);
    let spaced: String = plain.map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a file with these headings comes from, and what its rows are.
pub fn recognise(headings: &[String]) -> (ImportFormat, Option<ImportKind>) {
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let has = |name: &str| folded.iter().any(|heading| heading == name);
    let begins = |prefix: &str| headings.iter().filter(|heading| heading.starts_with(prefix)).count() > 1;
    if begins("Deal - ") {
        return (ImportFormat::Pipedrive, Some(ImportKind::Deals));
    }
    if begins("Person - ") {
        return (ImportFormat::Pipedrive, Some(ImportKind::Contacts));
    }
    if begins("Organization - ") {
        return (ImportFormat::Pipedrive, Some(ImportKind::Accounts));
    }
    if begins("Lead - ") {
        return (ImportFormat::Pipedrive, Some(ImportKind::Leads));
    }
    if begins("Activity - ") {
        return (ImportFormat::Pipedrive, Some(ImportKind::Activities));
    }
    if has("isdeleted") && has("id") {
        return (ImportFormat::Salesforce, salesforce(&has));
    }
    if has("record id") {
        return (ImportFormat::Hubspot, hubspot(&has));
    }
    if has("company type") && (has("related company") || has("address type")) {
        return (ImportFormat::Odoo, Some(ImportKind::Contacts));
    }
    (ImportFormat::Table, None)
}

fn salesforce(has: &dyn Fn(&str) -> bool) -> Option<ImportKind> {
    match () {
        () if has("whoid") || has("whatid") => Some(ImportKind::Activities),
        () if has("stagename") => Some(ImportKind::Deals),
        () if has("isconverted") => Some(ImportKind::Leads),
        () if has("lastname") => Some(ImportKind::Contacts),
        () if has("numberofemployees") || has("parentid") => Some(ImportKind::Accounts),
        () => None,
    }
}

fn hubspot(has: &dyn Fn(&str) -> bool) -> Option<ImportKind> {
    match () {
        () if has("activity type") || has("engagement type") => Some(ImportKind::Activities),
        () if has("deal name") || has("deal stage") => Some(ImportKind::Deals),
        () if has("first name") || has("contact owner") => Some(ImportKind::Contacts),
        () if has("company owner") || has("company domain name") || has("company name") => Some(ImportKind::Accounts),
        () => None,
    }
}

/// What the rows of any table most likely are.
pub fn likely_kind(headings: &[String]) -> ImportKind {
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let any = |words: &[&str]| folded.iter().any(|heading| words.iter().any(|word| heading.contains(word)));
    // A part of a heading would not do: others tell of the last activity, too.
    let is = |words: &[&str]| folded.iter().any(|heading| words.contains(&heading.as_str()));
    let is_activity = is(&["activity type", "activity date", "activity subject", "tevekenyseg tipusa"])
        || (is(&["type", "kind", "tipus", "fajta"])
            && is(&["date", "start", "happened at", "datum", "idopont"])
            && is(&["subject", "text", "body", "note", "notes", "targy", "szoveg"]));
    match () {
        () if is_activity => ImportKind::Activities,
        () if any(&["deal", "opportunity", "stage", "pipeline", "uzlet", "ugylet", "szakasz"]) => ImportKind::Deals,
        () if any(&["lead", "prospect", "erdeklodo", "campaign", "kampany"]) => ImportKind::Leads,
        () if any(&[
            "first name",
            "last name",
            "e mail",
            "email",
            "keresztnev",
            "vezeteknev",
            "job title",
            "beosztas",
        ]) =>
        {
            ImportKind::Contacts
        }
        () if any(&["industry", "employees", "tax", "vat", "adoszam", "cegnev", "iparag", "company"]) => {
            ImportKind::Accounts
        }
        () => ImportKind::Leads,
    }
}

/// What a heading means when rows become records of a kind; none when that cannot be told. Those of Hungarian files that were taken
/// out here mean what the English ones of the same columns do.
pub fn meaning(kind: ImportKind, heading: &str) -> Option<F> {
    let folded = fold(heading);
    known(kind, &folded).or_else(|| {
        let column = exported(kind).iter().find(|column| fold(&column.hungarian) == folded)?;
        known(kind, &fold(&column.heading))
    })
}

/// What the words of a heading mean by the lists of headings.
fn known(kind: ImportKind, folded: &str) -> Option<F> {
    let fits = |names: &[&str]| names.contains(&folded);
    let of_kind = OF_KIND.iter().find(|(one, _, names)| *one == kind && fits(names)).map(|(_, field, _)| *field);
    let allowed = |field: &F| F::of(kind).contains(field);
    of_kind.or_else(|| ANY.iter().find(|(field, names)| allowed(field) && fits(names)).map(|(field, _)| *field))
}

/// The columns of the files in which records of a kind are taken out here.
fn exported(kind: ImportKind) -> &'static [Column] {
    match kind {
        ImportKind::Accounts => ListAccounts::COLUMNS,
        ImportKind::Contacts => ListContacts::COLUMNS,
        ImportKind::Deals => ListDeals::COLUMNS,
        ImportKind::Leads => ListLeads::COLUMNS,
        ImportKind::Activities => ListActivities::COLUMNS,
    }
}

/// Whether a heading is of a system that keeps one day of a deal: when it is expected to close, and once it is closed, when it
/// did.
pub fn is_the_only_closing_day(heading: &str) -> bool {
    ONE_CLOSING_DAY.contains(&fold(heading).as_str())
}

/// What keys of a format begin with here, so that those of two systems never meet.
pub const fn key_prefix(format: ImportFormat) -> &'static str {
    match format {
        ImportFormat::Table => "",
        ImportFormat::Hubspot => "hubspot-",
        ImportFormat::Pipedrive => "pipedrive-",
        ImportFormat::Salesforce => "salesforce-",
        ImportFormat::Odoo => "odoo-",
    }
}

#[cfg(test)]
mod tests {
    use kernel::Language;

    use super::*;

    fn headings(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn formats_are_told_by_their_headings() {
        for (line, format, kind) in [
            ("Record ID,First Name,Lifecycle Stage", ImportFormat::Hubspot, Some(ImportKind::Contacts)),
            ("Record ID,Deal Name,Deal Stage", ImportFormat::Hubspot, Some(ImportKind::Deals)),
            ("Deal - Title,Deal - Value,Organization", ImportFormat::Pipedrive, Some(ImportKind::Deals)),
            ("Person - Name,Person - Phone", ImportFormat::Pipedrive, Some(ImportKind::Contacts)),
            ("Id,IsDeleted,StageName", ImportFormat::Salesforce, Some(ImportKind::Deals)),
            ("Id,IsDeleted,WhoId,WhatId,Subject", ImportFormat::Salesforce, Some(ImportKind::Activities)),
            (
                "Activity - Subject,Activity - Type,Activity - Due date",
                ImportFormat::Pipedrive,
                Some(ImportKind::Activities),
            ),
            ("Record ID,Activity type,Activity date", ImportFormat::Hubspot, Some(ImportKind::Activities)),
            ("ID,Name,Company Type,Related Company", ImportFormat::Odoo, Some(ImportKind::Contacts)),
            ("Név,E-mail", ImportFormat::Table, None),
        ] {
            assert_eq!(recognise(&headings(line)), (format, kind), "{line}");
        }
        assert_eq!(likely_kind(&headings("Név,E-mail,Beosztás")), ImportKind::Contacts);
        assert_eq!(likely_kind(&headings("Activity type,Subject,Deal")), ImportKind::Activities);
        assert_eq!(likely_kind(&headings("Prospect ID,Lead Source")), ImportKind::Leads);
    }

    #[test]
    fn headings_mean_what_fits_the_kind() {
        assert_eq!(fold("  Deal - Currency of Value "), "deal currency of value");
        assert_eq!(fold("Vezetéknév"), "vezeteknev");
        for (kind, heading, field) in [
            (ImportKind::Leads, "Company", Some(F::Account)),
            (ImportKind::Accounts, "Company", Some(F::Name)),
            (ImportKind::Contacts, "Title", Some(F::JobTitle)),
            (ImportKind::Deals, "Title", Some(F::Name)),
            (ImportKind::Deals, "Close Date", Some(F::ExpectedCloseOn)),
            (ImportKind::Deals, "Deal - Won time", Some(F::WonOn)),
            (ImportKind::Deals, "Deal - Lost time", Some(F::LostOn)),
            (ImportKind::Leads, "Create Date", Some(F::ReceivedAt)),
            (ImportKind::Deals, "Create Date", Some(F::OpenedOn)),
            (ImportKind::Accounts, "Create Date", None),
            (ImportKind::Contacts, "Adószám", Some(F::TaxNumber)),
            (ImportKind::Leads, "Specialization", None),
            (ImportKind::Activities, "Activity - Subject", Some(F::Name)),
            (ImportKind::Activities, "Description", Some(F::Note)),
            (ImportKind::Activities, "WhoId", Some(F::ContactKey)),
            (ImportKind::Accounts, "Ügyfél", Some(F::Name)),
            (ImportKind::Deals, "Lezárás napja", Some(F::ClosedOn)),
            (ImportKind::Leads, "Becsült érték", Some(F::Value)),
            (ImportKind::Activities, "Perc", Some(F::Duration)),
        ] {
            assert_eq!(meaning(kind, heading), field, "{kind:?} {heading}");
        }
    }

    #[test]
    fn files_taken_out_in_hungarian_are_read_as_english_ones_are() {
        for kind in
            [ImportKind::Accounts, ImportKind::Contacts, ImportKind::Deals, ImportKind::Leads, ImportKind::Activities]
        {
            for language in [Language::En, Language::Hu] {
                let headings = exports::table::headings(exported(kind), language);
                assert_eq!(
                    (recognise(&headings), likely_kind(&headings)),
                    ((ImportFormat::Table, None), kind),
                    "{language:?}"
                );
            }
            for column in exported(kind) {
                let (english, hungarian) = (meaning(kind, &column.heading), meaning(kind, &column.hungarian));
                assert_eq!(hungarian, english, "{kind:?}: {} and {}", column.hungarian, column.heading);
            }
        }
    }
}

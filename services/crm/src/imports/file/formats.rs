//! Telling from its headings where a file comes from and what its columns hold.

use contracts::imports::{ImportFormat, ImportKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::imports::fields::Field as F;

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
        () if has("stagename") => Some(ImportKind::Deals),
        () if has("isconverted") => Some(ImportKind::Leads),
        () if has("lastname") => Some(ImportKind::Contacts),
        () if has("numberofemployees") || has("parentid") => Some(ImportKind::Accounts),
        () => None,
    }
}

fn hubspot(has: &dyn Fn(&str) -> bool) -> Option<ImportKind> {
    match () {
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
    match () {
        () if any(&["deal", "opportunity", "stage", "pipeline", "uzlet", "szakasz"]) => ImportKind::Deals,
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

/// Headings that mean something else for one kind of record than for the others.
const OF_KIND: &[(ImportKind, F, &[&str])] = &[
    (
        ImportKind::Accounts,
        F::Name,
        &[
            "company",
            "company name",
            "account",
            "account name",
            "organization",
            "organization name",
            "organisation",
            "ceg",
            "cegnev",
            "ugyfel",
        ],
    ),
    (
        ImportKind::Accounts,
        F::Parent,
        &["parent", "parent company", "parent account", "subsidiary of", "anyavallalat", "anyaceg", "related company"],
    ),
    (ImportKind::Accounts, F::ParentKey, &["parent id", "parentid"]),
    (ImportKind::Accounts, F::Owner, &["company owner", "account owner"]),
    (ImportKind::Contacts, F::JobTitle, &["title"]),
    (ImportKind::Contacts, F::Owner, &["contact owner", "person owner"]),
    (
        ImportKind::Deals,
        F::Name,
        &[
            "title",
            "deal",
            "deal name",
            "opportunity",
            "opportunity name",
            "deal title",
            "uzlet",
            "uzlet neve",
            "targy",
        ],
    ),
    (ImportKind::Deals, F::Owner, &["deal owner", "opportunity owner", "sales agent"]),
    (ImportKind::Deals, F::Status, &["deal status", "allapot"]),
    (ImportKind::Leads, F::JobTitle, &["title"]),
    (ImportKind::Leads, F::Name, &["lead", "lead name", "lead number", "lead title", "erdeklodo"]),
    (ImportKind::Leads, F::Owner, &["lead owner"]),
    (ImportKind::Leads, F::Status, &["lead status"]),
    (ImportKind::Leads, F::Note, &["description", "message", "leiras", "uzenet"]),
];

/// Headings that always mean the same.
const ANY: &[(F, &[&str])] = &[
    (
        F::Key,
        &[
            "external id",
            "id",
            "record id",
            "external ref",
            "prospect id",
            "lead id",
            "opportunity id",
            "account id",
            "contact id",
            "azonosito",
            "deal pipedrive system id",
            "person pipedrive system id",
            "organization pipedrive system id",
            "lead pipedrive system id",
            "system id",
        ],
    ),
    (F::Name, &["name", "full name", "contact name", "person name", "nev", "teljes nev"]),
    (F::FirstName, &["first name", "firstname", "given name", "keresztnev", "utonev", "vorname", "person first name"]),
    (
        F::LastName,
        &["last name", "lastname", "surname", "family name", "vezeteknev", "csaladnev", "nachname", "person last name"],
    ),
    (
        F::Email,
        &[
            "email",
            "e mail",
            "email address",
            "e mail address",
            "mail",
            "email cim",
            "e mail cim",
            "person email work",
            "person email home",
            "person email",
            "work email",
        ],
    ),
    (
        F::Phone,
        &[
            "phone",
            "phone number",
            "telephone",
            "mobile",
            "mobile phone",
            "mobilephone",
            "telefon",
            "telefonszam",
            "mobil",
            "tel",
            "person phone",
            "person phone work",
        ],
    ),
    (F::JobTitle, &["job title", "position", "role", "beosztas", "munkakor", "pozicio", "person job title"]),
    (
        F::Account,
        &[
            "company",
            "company name",
            "account",
            "account name",
            "organization",
            "organization name",
            "organisation",
            "associated company",
            "related company",
            "client",
            "customer",
            "ceg",
            "cegnev",
            "ugyfel",
            "firma",
            "deal organization",
            "person organization",
        ],
    ),
    (F::AccountKey, &["accountid", "account id", "company id", "associated company id"]),
    (
        F::Contact,
        &[
            "contact",
            "contact person",
            "primary contact",
            "associated contact",
            "kapcsolattarto",
            "deal contact person",
        ],
    ),
    (F::ContactKey, &["contactid", "contact id"]),
    (F::ContactEmail, &["contact email", "kapcsolattarto email", "kapcsolattarto e mail"]),
    (F::RecordType, &["company type", "record type", "is company", "ceg vagy szemely"]),
    (F::Industry, &["industry", "sector", "iparag", "agazat", "branche", "organization industry"]),
    (
        F::Country,
        &[
            "country",
            "country region",
            "orszag",
            "land",
            "office location",
            "billingcountry",
            "billing country",
            "mailingcountry",
        ],
    ),
    (F::TaxNumber, &["tax number", "vat", "vat number", "vat id", "tax id", "adoszam", "ust id"]),
    (
        F::Website,
        &[
            "website",
            "website url",
            "web",
            "url",
            "web site",
            "domain",
            "company domain name",
            "weboldal",
            "honlap",
            "homepage",
            "organization website",
        ],
    ),
    (
        F::Employees,
        &[
            "employees",
            "number of employees",
            "numberofemployees",
            "letszam",
            "headcount",
            "organization number of employees",
        ],
    ),
    (F::AnnualRevenue, &["annual revenue", "annualrevenue", "revenue", "arbevetel", "eves arbevetel"]),
    (F::FoundedYear, &["founded", "founded year", "year founded", "year established", "alapitas eve"]),
    (F::Source, &["source", "lead source", "leadsource", "original source", "forras"]),
    (F::Campaign, &["campaign", "utm campaign", "kampany"]),
    (F::Note, &["note", "notes", "comment", "comments", "megjegyzes"]),
    (
        F::Value,
        &[
            "value",
            "amount",
            "deal value",
            "close value",
            "estimated value",
            "expected revenue",
            "ertek",
            "osszeg",
            "betrag",
        ],
    ),
    (
        F::Currency,
        &["currency", "currencyisocode", "deal currency of value", "currency of value", "penznem", "deviza", "wahrung"],
    ),
    (
        F::ReceivedAt,
        &[
            "received at",
            "created",
            "created at",
            "create date",
            "created date",
            "createddate",
            "creation date",
            "lead creation date",
            "letrehozva",
            "beerkezett",
        ],
    ),
    (
        F::OpenedOn,
        &[
            "opened on",
            "created",
            "created at",
            "create date",
            "created date",
            "createddate",
            "creation date",
            "deal creation date",
            "engage date",
            "open date",
            "letrehozva",
            "nyitas",
        ],
    ),
    (F::Status, &["status", "deal status", "state", "statusz", "allapot"]),
    (F::LostReason, &["lost reason", "closed lost reason", "deal lost reason", "loss reason", "vesztes oka", "ok"]),
    (F::Stage, &["stage", "deal stage", "stagename", "stage name", "deal stage pipeline", "szakasz", "fazis"]),
    (
        F::ExpectedCloseOn,
        &[
            "expected close on",
            "close date",
            "closedate",
            "expected close date",
            "deal expected close date",
            "varhato zaras",
        ],
    ),
    (F::ClosedOn, &["closed on", "closed at", "won time", "lost time", "deal won time", "deal lost time", "lezarva"]),
    (F::NextStep, &["next step", "nextstep", "kovetkezo lepes"]),
    (F::NextStepDueOn, &["next step due on", "next step date", "kovetkezo lepes hatarideje"]),
    (
        F::Owner,
        &[
            "owner",
            "ownerid",
            "deal owner",
            "person owner",
            "organization owner",
            "assigned to",
            "salesperson",
            "felelos",
            "tulajdonos",
        ],
    ),
    (F::Tags, &["tags", "labels", "label", "deal label", "person label", "organization label", "cimkek", "cimke"]),
    (F::LeaveOut, &["isdeleted", "is deleted", "deleted", "archived"]),
];

/// What a heading means when rows become records of a kind; none when that cannot be told.
pub fn meaning(kind: ImportKind, heading: &str) -> Option<F> {
    let folded = fold(heading);
    let fits = |names: &[&str]| names.contains(&folded.as_str());
    let of_kind = OF_KIND.iter().find(|(one, _, names)| *one == kind && fits(names)).map(|(_, field, _)| *field);
    let allowed = |field: &F| F::of(kind).contains(field);
    of_kind.or_else(|| ANY.iter().find(|(field, names)| allowed(field) && fits(names)).map(|(field, _)| *field))
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
            ("ID,Name,Company Type,Related Company", ImportFormat::Odoo, Some(ImportKind::Contacts)),
            ("Név,E-mail", ImportFormat::Table, None),
        ] {
            assert_eq!(recognise(&headings(line)), (format, kind), "{line}");
        }
        assert_eq!(likely_kind(&headings("Név,E-mail,Beosztás")), ImportKind::Contacts);
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
            (ImportKind::Leads, "Create Date", Some(F::ReceivedAt)),
            (ImportKind::Deals, "Create Date", Some(F::OpenedOn)),
            (ImportKind::Accounts, "Create Date", None),
            (ImportKind::Contacts, "Adószám", Some(F::TaxNumber)),
            (ImportKind::Leads, "Specialization", None),
        ] {
            assert_eq!(meaning(kind, heading), field, "{kind:?} {heading}");
        }
    }
}

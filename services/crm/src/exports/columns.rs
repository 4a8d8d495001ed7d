//! What stands in the columns of each list.

use std::collections::{BTreeMap, HashMap};

use contracts::crm::activities::ActivityContent;
use contracts::crm::{CustomValues, FieldKind, FieldRecord, FieldValue};
use kernel::{AccountId, Decimal, MemberId, Name, ShortCode, TagId, TimeZoneName};
use platform::{Db, Problem, Result};

use super::sheet::Cell;
use crate::accounts::model::Account;
use crate::activities::model::Activity;
use crate::contacts::model::Contact;
use crate::custom_fields::model::Field;
use crate::deals::store::DealRow;
use crate::leads::model::{Lead, status_text};
use crate::{custom_fields, members, tags, words};

/// More members than an organisation has.
const ALL_MEMBERS: i64 = 10_000;

/// What ids in lists stand for.
#[derive(Debug)]
pub struct Known {
    members: HashMap<MemberId, Name>,
    tags: HashMap<TagId, Name>,
    fields: Vec<Field>,
    zone: TimeZoneName,
}

impl Known {
    /// Looks up what ids in a list stand for; `record` is whose custom fields it shows.
    pub async fn load(db: &mut Db, record: Option<FieldRecord>) -> Result<Self> {
        let members = members::store::list(db, None, ALL_MEMBERS).await?;
        let tags = tags::store::list(db).await?;
        let mut fields = match record {
            Some(record) => custom_fields::store::list(db, Some(record)).await?,
            None => Vec::new(),
        };
        fields.retain(|field| !field.image.archived);
        Ok(Self {
            members: members.into_iter().map(|member| (member.member_id, member.name)).collect(),
            tags: tags.into_iter().map(|tag| (tag.image.tag_id, tag.image.name)).collect(),
            fields,
            zone: db.time_zone,
        })
    }

    /// Headings with those of the custom fields after them.
    pub fn headings(&self, of_list: &[&str]) -> Vec<String> {
        let custom = self.fields.iter().map(|field| field.image.name.as_str());
        of_list.iter().copied().chain(custom).map(str::to_owned).collect()
    }

    fn member(&self, id: Option<MemberId>) -> Cell {
        Cell::text(id.and_then(|id| self.members.get(&id)))
    }

    fn tags(&self, ids: &[TagId]) -> Cell {
        let names: Vec<&str> = ids.iter().filter_map(|id| self.tags.get(id)).map(Name::as_str).collect();
        Cell::text(Some(names.join("; ")).filter(|names| !names.is_empty()))
    }

    fn moment(&self, at: chrono::DateTime<chrono::Utc>) -> Cell {
        Cell::Moment(at.with_timezone(&self.zone.tz()).naive_local())
    }

    fn custom(&self, values: &CustomValues) -> Vec<Cell> {
        let cell = |field: &Field| match values.get(&field.image.field_id) {
            None => Cell::Empty,
            Some(FieldValue::YesNo(yes)) => Cell::Text(if *yes { "yes" } else { "no" }.to_owned()),
            Some(FieldValue::Choices(chosen)) => Cell::Text(chosen.join("; ")),
            Some(FieldValue::Text(text)) => match field.image.kind {
                FieldKind::Number => text.parse::<Decimal>().map_or_else(|_| Cell::Text(text.clone()), Cell::Number),
                FieldKind::Date => text.parse().map_or_else(|_| Cell::Text(text.clone()), Cell::Day),
                FieldKind::Text | FieldKind::YesNo | FieldKind::Choice | FieldKind::Choices | FieldKind::Url => {
                    Cell::Text(text.clone())
                }
            },
        };
        self.fields.iter().map(cell).collect()
    }
}

fn key(key: Option<&ShortCode>) -> Cell {
    Cell::text(key)
}

/// What accounts are called.
pub type Names = BTreeMap<AccountId, Name>;

/// Headings of accounts.
pub const ACCOUNTS: &[&str] = &[
    "Name",
    "Parent company",
    "Industry",
    "Country",
    "Tax number",
    "Website",
    "Employees",
    "Annual revenue",
    "Currency",
    "Founded",
    "Owner",
    "Tags",
    "External ID",
    "ID",
];

/// An account as a row.
pub fn account(known: &Known, names: &Names, account: &Account) -> Vec<Cell> {
    let image = &account.image;
    let mut cells = vec![
        Cell::text(Some(&image.name)),
        Cell::text(image.parent_id.and_then(|id| names.get(&id))),
        Cell::text(image.industry.as_ref()),
        Cell::text(image.country),
        Cell::text(image.tax_number.as_ref()),
        Cell::text(image.website.as_ref()),
        Cell::number(image.employees),
        Cell::number(image.annual_revenue.map(|revenue| revenue.amount)),
        Cell::text(image.annual_revenue.map(|revenue| revenue.currency.code())),
        Cell::number(image.founded_year),
        known.member(image.owner_id),
        known.tags(&image.tags),
        key(account.external_ref.as_ref()),
        Cell::text(Some(image.account_id)),
    ];
    cells.extend(known.custom(&image.custom));
    cells
}

/// Headings of contacts.
pub const CONTACTS: &[&str] =
    &["Name", "Given name", "Email", "Phone", "Job title", "Company", "Tags", "External ID", "ID"];

/// A contact as a row.
pub fn contact(known: &Known, names: &Names, contact: &Contact) -> Vec<Cell> {
    let image = &contact.image;
    let mut cells = vec![
        Cell::text(Some(&image.name)),
        Cell::text(image.given_name.as_ref()),
        Cell::text(image.email.as_ref()),
        Cell::text(image.phone.as_ref()),
        Cell::text(image.job_title.as_ref()),
        Cell::text(image.account_id.and_then(|id| names.get(&id))),
        known.tags(&image.tags),
        key(contact.external_ref.as_ref()),
        Cell::text(Some(image.contact_id)),
    ];
    cells.extend(known.custom(&image.custom));
    cells
}

/// Headings of deals.
pub const DEALS: &[&str] = &[
    "Name",
    "Company",
    "Stage",
    "Status",
    "Value",
    "Currency",
    "Odds %",
    "Owner",
    "Opened on",
    "Expected close date",
    "Closed on",
    "Next step",
    "Next step due on",
    "Tags",
    "External ID",
    "ID",
];

/// A deal as a row.
pub fn deal(known: &Known, deal: &DealRow) -> Vec<Cell> {
    let odds = match deal.status.as_str() {
        "won" => 100,
        "lost" => 0,
        _ => deal.stage_odds_percent.clamp(1, 99),
    };
    let mut cells = vec![
        Cell::text(Some(&deal.name)),
        Cell::text(deal.account_name.as_ref()),
        Cell::text(Some(&deal.stage_name)),
        Cell::text(Some(&deal.status)),
        Cell::number(Some(deal.value.normalize())),
        Cell::text(Some(deal.currency.code())),
        Cell::number(Some(odds)),
        Cell::text(deal.owner_name.as_ref()),
        Cell::day(Some(deal.opened_on)),
        Cell::day(deal.expected_close_on),
        Cell::day(deal.closed_on),
        Cell::text(deal.next_step.as_ref()),
        Cell::day(deal.next_step_due_on),
        known.tags(&deal.tags),
        key(deal.external_ref.as_ref()),
        Cell::text(Some(deal.deal_id)),
    ];
    cells.extend(known.custom(&deal.custom.0));
    cells
}

/// Headings of leads.
pub const LEADS: &[&str] = &[
    "Name",
    "Given name",
    "Email",
    "Phone",
    "Job title",
    "Company",
    "Website",
    "Country",
    "Source",
    "Campaign",
    "Status",
    "Score",
    "Owner",
    "Estimated value",
    "Currency",
    "Next step",
    "Next step due on",
    "Notes",
    "Received at",
    "External ID",
    "ID",
];

/// A lead as a row.
pub fn lead(known: &Known, lead: &Lead) -> Vec<Cell> {
    let image = &lead.image;
    let mut cells = vec![
        Cell::text(Some(&image.name)),
        Cell::text(image.given_name.as_ref()),
        Cell::text(image.email.as_ref()),
        Cell::text(image.phone.as_ref()),
        Cell::text(image.job_title.as_ref()),
        Cell::text(image.company.as_ref()),
        Cell::text(image.website.as_ref()),
        Cell::text(image.country),
        Cell::text(image.origin.source.as_ref()),
        Cell::text(image.origin.campaign.as_ref()),
        Cell::text(Some(status_text(image.status))),
        Cell::number(Some(lead.score.points)),
        known.member(image.owner_id),
        Cell::number(image.estimated_value.map(|value| value.amount)),
        Cell::text(image.estimated_value.map(|value| value.currency.code())),
        Cell::text(image.next_step.as_ref().map(|step| &step.text)),
        Cell::day(image.next_step.as_ref().and_then(|step| step.due_on)),
        Cell::text(image.note.as_ref()),
        known.moment(image.received_at),
        key(image.external_ref.as_ref()),
        Cell::text(Some(image.lead_id)),
    ];
    cells.extend(known.custom(&image.custom));
    cells
}

/// Headings of activities.
pub const ACTIVITIES: &[&str] =
    &["Kind", "Happened at", "Title", "Text", "Minutes", "Author", "Account IDs", "Contact IDs", "Deal IDs", "ID"];

/// An activity as a row.
pub fn activity(known: &Known, activity: &Activity) -> Result<Vec<Cell>> {
    use contracts::crm::activities::Subject;
    let image = &activity.image;
    let (title, text, minutes) = match &image.content {
        Some(ActivityContent::Note { text }) => (None, Some(text.to_string()), None),
        Some(ActivityContent::Call { text, duration_minutes, .. }) => {
            (None, text.as_ref().map(ToString::to_string), *duration_minutes)
        }
        Some(ActivityContent::Meeting { title, text, .. }) => {
            (Some(title.to_string()), text.as_ref().map(ToString::to_string), None)
        }
        Some(ActivityContent::Email { subject, text, .. }) => {
            (Some(subject.to_string()), text.as_ref().map(ToString::to_string), None)
        }
        Some(ActivityContent::HandOver { promised, open, .. }) => {
            let parts: Vec<String> = [promised, open].into_iter().flatten().map(ToString::to_string).collect();
            (None, Some(parts.join("\n")).filter(|text| !text.is_empty()), None)
        }
        None => (None, None, None),
    };
    let ids = |one: fn(&Subject) -> bool| {
        let ids: Vec<String> =
            image.about.iter().filter(|about| one(about)).map(|about| about.id().to_string()).collect();
        Cell::text(Some(ids.join("; ")).filter(|ids| !ids.is_empty()))
    };
    Ok(vec![
        Cell::Text(words::word(image.kind).map_err(Problem::internal)?),
        known.moment(image.happened_at),
        Cell::text(title),
        Cell::text(text),
        Cell::number(minutes),
        known.member(image.author_id),
        ids(|about| matches!(about, Subject::Account(_))),
        ids(|about| matches!(about, Subject::Contact(_))),
        ids(|about| matches!(about, Subject::Deal(_))),
        Cell::text(Some(image.activity_id)),
    ])
}

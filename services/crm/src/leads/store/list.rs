//! Lists of leads: one narrow query per order, each on an index of its own or by a key of each row.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contracts::crm::CustomValues;
use contracts::leads::{KnownClient, LeadChannel, LeadConsent, LeadOrigin, LeadStatus};
use kernel::{
    AccountId, ContactId, CountryCode, Currency, Cursor, CursorError, DealId, Decimal, Email, LeadFormId, LeadId,
    Limit, MemberId, Name, Note, Page, ShortCode, TagId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Row, select};
use crate::custom_fields::filter::Conditions;
use crate::lead_settings::scoring::ScorePart;
use crate::leads::model::{Lead, status_text};
use crate::order::ByColumn;
use crate::words;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "LeadSort")]
pub enum Sort {
    /// Newest first.
    #[default]
    #[serde(rename = "-received_at")]
    Newest,
    /// Most points first.
    #[serde(rename = "-score")]
    Score,
    /// Those nobody has dealt with yet, who have waited longest first; all others after them.
    #[serde(rename = "waiting")]
    Waiting,
    /// Oldest first.
    #[serde(rename = "received_at")]
    Oldest,
    /// Fewest points first.
    #[serde(rename = "score")]
    ScoreUp,
    /// By name, those without a value last.
    #[serde(rename = "name")]
    Name,
    /// By name, downwards, those without a value last.
    #[serde(rename = "-name")]
    NameDown,
    /// By company, those without a value last.
    #[serde(rename = "company")]
    Company,
    /// By company, downwards, those without a value last.
    #[serde(rename = "-company")]
    CompanyDown,
    /// By address, those without a value last.
    #[serde(rename = "email")]
    Email,
    /// By address, downwards, those without a value last.
    #[serde(rename = "-email")]
    EmailDown,
    /// By telephone number, those without a value last.
    #[serde(rename = "phone")]
    Phone,
    /// By telephone number, downwards, those without a value last.
    #[serde(rename = "-phone")]
    PhoneDown,
    /// By where they stand, those without a value last.
    #[serde(rename = "status")]
    Status,
    /// By where they stand, downwards, those without a value last.
    #[serde(rename = "-status")]
    StatusDown,
    /// By where they come from, those without a value last.
    #[serde(rename = "source")]
    Source,
    /// By where they come from, downwards, those without a value last.
    #[serde(rename = "-source")]
    SourceDown,
    /// By campaign, those without a value last.
    #[serde(rename = "campaign")]
    Campaign,
    /// By campaign, downwards, those without a value last.
    #[serde(rename = "-campaign")]
    CampaignDown,
    /// By the code of the country, those without a value last.
    #[serde(rename = "country")]
    Country,
    /// By the code of the country, downwards, those without a value last.
    #[serde(rename = "-country")]
    CountryDown,
    /// By position in the company, those without a value last.
    #[serde(rename = "job_title")]
    JobTitle,
    /// By position in the company, downwards, those without a value last.
    #[serde(rename = "-job_title")]
    JobTitleDown,
    /// By what they may be worth in the organisation's currency at the newest rate, those without one last.
    #[serde(rename = "estimated_value")]
    EstimatedValue,
    /// By what they may be worth, downwards, those without one last.
    #[serde(rename = "-estimated_value")]
    EstimatedValueDown,
    /// By the day on which they are looked at again, those without one last.
    #[serde(rename = "nurture_until")]
    NurtureUntil,
    /// By the day on which they are looked at again, downwards, those without one last.
    #[serde(rename = "-nurture_until")]
    NurtureUntilDown,
    /// By the moment by which they are to be answered, those without one last.
    #[serde(rename = "first_response_due_at")]
    ResponseDue,
    /// By the moment by which they are to be answered, downwards, those without one last.
    #[serde(rename = "-first_response_due_at")]
    ResponseDueDown,
    /// By the name of who looks after them, those without a value last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who looks after them, downwards, those without a value last.
    #[serde(rename = "-owner")]
    OwnerDown,
    /// By the day of the next step, those without a value last.
    #[serde(rename = "next_step")]
    Step,
    /// By the day of the next step, downwards, those without a value last.
    #[serde(rename = "-next_step")]
    StepDown,
    /// By the custom field `sort_field`, those without a value last.
    #[serde(rename = "custom")]
    Custom,
    /// By the custom field `sort_field`, downwards, those without a value last.
    #[serde(rename = "-custom")]
    CustomDown,
}

impl Sort {
    /// Whether it needs to be told by which field.
    pub fn is_custom(self) -> bool {
        matches!(self, Self::Custom | Self::CustomDown)
    }

    /// The column, of an order without an index.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Newest | Self::Score | Self::Waiting => return None,
            Self::Oldest => ByColumn::up("received_at"),
            Self::ScoreUp => ByColumn::up("score"),
            Self::Name => ByColumn::up("name"),
            Self::NameDown => ByColumn::down("name"),
            Self::Company => ByColumn::up("company"),
            Self::CompanyDown => ByColumn::down("company"),
            Self::Email => ByColumn::up("email"),
            Self::EmailDown => ByColumn::down("email"),
            Self::Phone => ByColumn::up("phone"),
            Self::PhoneDown => ByColumn::down("phone"),
            Self::Status => ByColumn::up("status"),
            Self::StatusDown => ByColumn::down("status"),
            Self::Source => ByColumn::up("source"),
            Self::SourceDown => ByColumn::down("source"),
            Self::Campaign => ByColumn::up("campaign"),
            Self::CampaignDown => ByColumn::down("campaign"),
            Self::Country => ByColumn::up("country"),
            Self::CountryDown => ByColumn::down("country"),
            Self::JobTitle => ByColumn::up("job_title"),
            Self::JobTitleDown => ByColumn::down("job_title"),
            Self::EstimatedValue => ByColumn::up("estimated_value"),
            Self::EstimatedValueDown => ByColumn::down("estimated_value"),
            Self::NurtureUntil => ByColumn::up("nurture_until"),
            Self::NurtureUntilDown => ByColumn::down("nurture_until"),
            Self::ResponseDue => ByColumn::up("first_response_due_at"),
            Self::ResponseDueDown => ByColumn::down("first_response_due_at"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Step => ByColumn::up("next_step"),
            Self::StepDown => ByColumn::down("next_step"),
            Self::Custom => ByColumn::up("custom"),
            Self::CustomDown => ByColumn::down("custom"),
        })
    }
}

/// Which leads. Those that were merged into others are in no list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where they stand.
    pub status: Option<LeadStatus>,
    /// Only those that are new, worked on or nurtured.
    pub open: bool,
    /// Who looks after them.
    pub owner_id: Option<MemberId>,
    /// Only those nobody looks after.
    pub unassigned: bool,
    /// Where they come from, in any case.
    pub source: Option<Name>,
    /// The way they came in.
    pub channel: Option<LeadChannel>,
    /// The form they came in by.
    pub form_id: Option<LeadFormId>,
    /// The campaign they belong to, in any case.
    pub campaign: Option<Name>,
    /// Country of the company.
    pub country: Option<CountryCode>,
    /// A part of the position in the company.
    pub job_title: Option<Name>,
    /// The digits with which a telephone number of theirs begins.
    pub phone: Option<Name>,
    /// Least they may be worth, in the organisation's currency at the newest rate.
    pub min_value: Option<Decimal>,
    /// Most they may be worth, likewise.
    pub max_value: Option<Decimal>,
    /// Least points.
    pub min_score: Option<i32>,
    /// Most points.
    pub max_score: Option<i32>,
    /// First business day on which they came in.
    pub received_from: Option<NaiveDate>,
    /// Last business day on which they came in.
    pub received_to: Option<NaiveDate>,
    /// A part of name, company or address.
    pub text: Option<Name>,
    /// Only new and working ones for which neither a next step nor a follow-up is planned.
    pub without_next_step: bool,
    /// Only nurtured ones that are looked at again on this day or earlier.
    pub nurture_due_by: Option<NaiveDate>,
    /// Only those nobody has answered in time.
    pub response_overdue: bool,
    /// Key in the system they come from.
    pub external_ref: Option<ShortCode>,
    /// The account they became.
    pub account_id: Option<AccountId>,
    /// The contact they became.
    pub contact_id: Option<ContactId>,
    /// The deal they became.
    pub deal_id: Option<DealId>,
    /// A tag they have: any of these ids, which stand for it.
    pub tags: Option<Vec<Uuid>>,
    /// What their custom values must be.
    pub custom: Conditions,
}

/// A row of a list, and what the list is sorted by when that order has no index.
struct Listed {
    lead: Lead,
    column_key: Option<String>,
}

impl TryFrom<Row> for Listed {
    type Error = Problem;

    fn try_from(mut row: Row) -> Result<Self> {
        let column_key = row.column_key.take();
        Ok(Self { lead: row.try_into()?, column_key })
    }
}

/// A page of one order: what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $key:expr) => {{
        let position = $cursor.map(|cursor: Cursor| cursor.decode::<($type, Uuid)>()).transpose().map_err(not_ours)?;
        let (key, id) = position.unzip();
        let (org, now, custom) = ($db.org.as_uuid(), $db.now, &$filter.custom);
        let rows = select!(
            by "lead_key(leads, $29, $30, $31)";
            "merged_into is null and erased_at is null
             and ($5::text is null or status = $5)
             and ($6::boolean is not true or status in ('new', 'working', 'nurture'))
             and ($7::uuid is null or owner_id = $7)
             and ($8::boolean is not true or owner_id is null)
             and ($9::text is null or source_key = search_key($9))
             and ($10::text is null or origin->>'form_id' = $10)
             and ($11::integer is null or score >= $11)
             and ($12::date is null or received_on >= $12)
             and ($13::date is null or received_on <= $13)
             and ($14::text is null or strpos(lead_text(leads), search_key($14)) > 0)
             and ($15::boolean is not true or (status in ('new', 'working') and next_step is null and lead_id not in (select promised($1))))
             and ($16::date is null or (status = 'nurture' and nurture_until <= $16))
             and ($17::boolean is not true
                  or (status in ('new', 'working') and first_responded_at is null and first_response_due_at < $18))
             and ($19::text is null or external_ref = $19)
             and ($20::uuid is null or account_id = $20)
             and ($21::uuid is null or contact_id = $21)
             and ($22::uuid is null or deal_id = $22)
             and ($23::jsonb is null or custom @> $23)
             and not custom ?| $24::text[]
             and (cardinality($25::text[]) = 0 or custom_between(
                    custom, $25, (select custom_keys($25, $26, $28)), (select custom_keys($25, $27, $28)), $28))
             and (cardinality($32::text[]) = 0
                  or custom_holds(custom, $32, (select search_keys($33))))
             and ($34::uuid[] is null or tags && $34)
             and ($35::text is null or origin->>'channel' = $35)
             and ($36::text is null or search_key(origin ->> 'campaign') = search_key($36))
             and ($37::text is null or country = $37)
             and ($38::text is null or strpos(search_key(job_title), search_key($38)) > 0)
             and ($39::numeric is null or lead_worth(leads) >= $39)
             and ($40::numeric is null or lead_worth(leads) <= $40)
             and ($41::integer is null or score <= $41)
             and ($42::text is null or phones_begin(phone || additional_phones, $42))
             and "
                + $after
                + " limit $4",
            org,
            key,
            id,
            $limit.fetch(),
            $filter.status.map(status_text),
            $filter.open,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.unassigned,
            $filter.source.as_ref().map(Name::as_str),
            $filter.form_id.map(|id| id.to_string()),
            $filter.min_score,
            $filter.received_from,
            $filter.received_to,
            $filter.text.as_ref().map(Name::as_str),
            $filter.without_next_step,
            $filter.nurture_due_by,
            $filter.response_overdue,
            now,
            $filter.external_ref.as_ref().map(ShortCode::as_str),
            $filter.account_id.map(AccountId::as_uuid),
            $filter.contact_id.map(ContactId::as_uuid),
            $filter.deal_id.map(DealId::as_uuid),
            custom.has.as_ref(),
            &custom.lacks,
            &custom.fields,
            &custom.least as _,
            &custom.most as _,
            &custom.numeric,
            $column as Option<&str>,
            custom.sort.as_deref(),
            custom.sort_numeric,
            &custom.texts,
            &custom.parts,
            $filter.tags.as_deref(),
            $filter.channel.map(words::word).transpose()?,
            $filter.campaign.as_ref().map(Name::as_str),
            $filter.country.as_ref().map(CountryCode::as_str),
            $filter.job_title.as_ref().map(Name::as_str),
            $filter.min_value,
            $filter.max_value,
            $filter.max_score,
            $filter.phone.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        let rows = rows.into_iter().map(Listed::try_from).collect::<Result<Vec<_>>>()?;
        Ok(Page::from_rows(rows, $limit, $key).map(|row| row.lead))
    }};
}

fn not_ours(error: CursorError) -> Problem {
    Problem::field("cursor", error.to_string())
}

/// Leads in an order, after a cursor.
pub async fn list(db: &mut Db, filter: Filter, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Lead>> {
    match sort.by_column() {
        Some(by) => by_column(db, filter, by, cursor, limit).await,
        None if sort == Sort::Score => most_points(db, filter, cursor, limit).await,
        None if sort == Sort::Waiting => waiting(db, filter, cursor, limit).await,
        None => newest(db, filter, cursor, limit).await,
    }
}

async fn newest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Lead>> {
    page!(
        DateTime<Utc>,
        db,
        filter,
        None,
        cursor,
        limit,
        "($2::timestamptz is null or (received_at, lead_id) < ($2, $3::uuid)) order by received_at desc, lead_id desc",
        |row| (row.lead.image.received_at, row.lead.image.lead_id)
    )
}

async fn most_points(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Lead>> {
    page!(
        i32,
        db,
        filter,
        None,
        cursor,
        limit,
        "($2::integer is null or (score, lead_id) < ($2, $3::uuid)) order by score desc, lead_id desc",
        |row| (row.lead.score.points, row.lead.image.lead_id)
    )
}

/// Since when nobody has dealt with a lead: later than any moment of one that somebody has dealt with.
fn waiting_since(lead: &Lead) -> DateTime<Utc> {
    let never = || NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN).and_utc();
    if lead.image.status == LeadStatus::New { lead.image.last_touch_at } else { never() }
}

async fn waiting(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Lead>> {
    page!(
        DateTime<Utc>,
        db,
        filter,
        None,
        cursor,
        limit,
        "($2::timestamptz is null or (waiting_since(status, last_touch_at), lead_id) > ($2, $3::uuid))
         order by waiting_since(status, last_touch_at), lead_id",
        |row| (waiting_since(&row.lead), row.lead.image.lead_id)
    )
}

async fn by_column(
    db: &mut Db,
    filter: Filter,
    by: ByColumn,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Lead>> {
    if by.downwards {
        return page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            r#"($2::text is null
                or (coalesce(lead_key(leads, $29, $30, $31), '') collate "C", lead_id) < ($2, $3::uuid))
               order by coalesce(lead_key(leads, $29, $30, $31), '') collate "C" desc, lead_id desc"#,
            |row| (by.key(row.column_key.as_deref()), row.lead.image.lead_id)
        );
    }
    page!(
        String,
        db,
        filter,
        Some(by.column),
        cursor,
        limit,
        r#"($2::text is null
            or (coalesce(lead_key(leads, $29, $30, $31), chr(1114111)) collate "C", lead_id) > ($2, $3::uuid))
           order by coalesce(lead_key(leads, $29, $30, $31), chr(1114111)) collate "C", lead_id"#,
        |row| (by.key(row.column_key.as_deref()), row.lead.image.lead_id)
    )
}

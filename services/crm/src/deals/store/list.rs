//! Lists of deals: one narrow query per order, each on an index of its own.

use chrono::NaiveDate;
use contracts::crm::{CustomValues, DealStatus};
use kernel::{
    AccountId, ContactId, Currency, Cursor, CursorError, DealId, Decimal, Limit, MemberId, Name, Page, PipelineId,
    ShortCode, StageId, TagId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::custom_fields::filter::{Conditions, LAST};
use crate::names::sort_key;
use crate::pipelines::model::status_text;

/// What a list shows of a deal.
#[derive(Debug, Clone)]
pub struct DealRow {
    /// Its id.
    pub deal_id: DealId,
    /// Its version.
    pub version: i64,
    /// What it is about.
    pub name: Name,
    /// Who would buy.
    pub account_id: Option<AccountId>,
    /// Name of who would buy.
    pub account_name: Option<Name>,
    /// Its pipeline.
    pub pipeline_id: PipelineId,
    /// Whether it stands in its stage for longer than that allows.
    pub stale: bool,
    /// Its tags.
    pub tags: Vec<TagId>,
    /// Values of custom fields.
    pub custom: Json<CustomValues>,
    /// What the list is sorted by when that is a custom field.
    pub custom_sort: Option<String>,
    /// Its stage.
    pub stage_id: StageId,
    /// Name of its stage.
    pub stage_name: Name,
    /// How likely deals of that stage are won.
    pub stage_odds_percent: i16,
    /// Where it stands.
    pub status: String,
    /// Who works on it.
    pub owner_id: Option<MemberId>,
    /// Currency of its value.
    pub currency: Currency,
    /// Its value without VAT.
    pub value: Decimal,
    /// Name of who works on it.
    pub owner_name: Option<Name>,
    /// When work on it began.
    pub opened_on: NaiveDate,
    /// Since when it stands in its stage; none once it is closed.
    pub in_stage_since: Option<NaiveDate>,
    /// What is done next.
    pub next_step: Option<Name>,
    /// By which day that is done.
    pub next_step_due_on: Option<NaiveDate>,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// When it closed.
    pub closed_on: Option<NaiveDate>,
    /// How often it was won.
    pub win_no: i32,
    /// Key in the system it comes from.
    pub external_ref: Option<ShortCode>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Sort {
    /// Newest first.
    #[default]
    #[serde(rename = "-opened_on")]
    Newest,
    /// Oldest first.
    #[serde(rename = "opened_on")]
    Oldest,
    /// Largest amount first, whatever its currency; filter by `currency` to compare like with like.
    #[serde(rename = "-value")]
    Largest,
    /// By name.
    #[serde(rename = "name")]
    Name,
    /// Longest in its stage first. Only open deals stand in one.
    #[serde(rename = "in_stage_since")]
    Stale,
    /// The next step that is due first. Only open deals whose next step has a day.
    #[serde(rename = "next_step_due_on")]
    NextDue,
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
}

/// Which deals.
#[derive(Debug, Default)]
pub struct Filter {
    /// Where they stand.
    pub status: Option<DealStatus>,
    /// Their stage.
    pub stage_id: Option<StageId>,
    /// Who works on them.
    pub owner_id: Option<MemberId>,
    /// Who would buy.
    pub account_id: Option<AccountId>,
    /// Key in the system they come from.
    pub external_ref: Option<ShortCode>,
    /// What their sort keys begin with.
    pub name: Option<String>,
    /// Currency of their value.
    pub currency: Option<Currency>,
    /// Least amount of their value.
    pub min_value: Option<Decimal>,
    /// Only open ones for which no next step is planned.
    pub without_next_step: bool,
    /// Only open ones whose next step is due on this day or earlier.
    pub next_step_due_by: Option<NaiveDate>,
    /// Their pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Who of the client is in them.
    pub contact_id: Option<ContactId>,
    /// Greatest amount of their value.
    pub max_value: Option<Decimal>,
    /// First day on which they are expected to close.
    pub closes_from: Option<NaiveDate>,
    /// Last day on which they are expected to close.
    pub closes_to: Option<NaiveDate>,
    /// Only those that stand in their stage for longer than that allows.
    pub stale: bool,
    /// Ids that stand for the tag they must have.
    pub tags: Option<Vec<Uuid>>,
    /// What their custom values must be.
    pub custom: Conditions,
}

/// A page of one order: what comes after the cursor, the order inside and outside, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $outer:literal, $key:expr) => {{
        let position = $cursor.map(|cursor: Cursor| cursor.decode::<($type, Uuid)>()).transpose().map_err(not_ours)?;
        let (key, id) = position.unzip();
        let (org, today) = ($db.org.as_uuid(), $db.today());
        let custom = &$filter.custom;
        let rows = sqlx::query_as!(
            DealRow,
            r#"select d.deal_id as "deal_id: DealId", d.version, d.name as "name: Name",
                      d.account_id as "account_id: AccountId", a.name as "account_name?: Name",
                      d.stage_id as "stage_id: StageId", s.name as "stage_name: Name",
                      s.odds_percent as stage_odds_percent, d.status, d.owner_id as "owner_id: MemberId",
                      d.currency as "currency: Currency", d.value, d.opened_on, d.expected_close_on, d.closed_on,
                      d.win_no, d.external_ref as "external_ref: ShortCode", d.in_stage_since,
                      d.next_step as "next_step: Name", d.next_step_due_on, m.name as "owner_name?: Name",
                      d.pipeline_id as "pipeline_id: PipelineId", d.custom as "custom: Json<CustomValues>",
                      (d.status = 'open' and coalesce(d.in_stage_since + s.stale_after_days < $15, false)) as "stale!",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = d.org_id and t.tag_id = any(d.tags)) as "tags!: Vec<TagId>",
                      custom_key(d.custom, $27, $28) as custom_sort
                 from (select * from deals
                        where org_id = $1
                          and ($2::text is null or status = $2)
                          and ($3::uuid is null or stage_id = $3)
                          and ($4::uuid is null or owner_id = $4)
                          and ($5::uuid is null or account_id = $5)
                          and ($6::text is null or external_ref = $6)
                          and ($7::text is null or (sort_name >= $7 and sort_name < $7 || chr(1114111)))
                          and ($8::text is null or currency = $8)
                          and ($9::numeric is null or value >= $9)
                          and ($13::boolean is not true or (status = 'open' and next_step is null))
                          and ($14::date is null or (status = 'open' and next_step_due_on <= $14))
                          and ($16::uuid is null or pipeline_id = $16)
                          and ($17::uuid is null or contact_id = $17
                               or contacts @> jsonb_build_array(jsonb_build_object('contact_id', $17)))
                          and ($18::numeric is null or value <= $18)
                          and ($19::date is null or expected_close_on >= $19)
                          and ($20::date is null or expected_close_on <= $20)
                          and (not $21 or (status = 'open' and exists (
                                 select 1 from stages s
                                  where s.org_id = $1 and s.stage_id = deals.stage_id
                                    and deals.in_stage_since + s.stale_after_days < $15::date)))
                          and ($22::uuid[] is null or tags && $22)
                          and ($23::jsonb is null or custom @> $23)
                          and not custom ?| $24::text[]
                          and (cardinality($25::text[]) = 0 or custom_between(
                                 custom, $25, (select custom_keys($25, $26, $30)),
                                 (select custom_keys($25, $29, $30)), $30))
                          and "#
                + $after
                + " order by "
                + $order
                + r#" limit $12) d
                 join stages s on s.org_id = d.org_id and s.stage_id = d.stage_id
                 left join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                 left join members m on m.org_id = d.org_id and m.member_id = d.owner_id
                where d.org_id = $1
                order by "#
                + $outer,
            org,
            $filter.status.map(status_text),
            $filter.stage_id.map(StageId::as_uuid),
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.account_id.map(AccountId::as_uuid),
            $filter.external_ref.as_ref().map(ShortCode::as_str),
            $filter.name,
            $filter.currency.map(Currency::code),
            $filter.min_value,
            key,
            id,
            $limit.fetch(),
            $filter.without_next_step,
            $filter.next_step_due_by,
            today,
            $filter.pipeline_id.map(PipelineId::as_uuid),
            $filter.contact_id.map(ContactId::as_uuid),
            $filter.max_value,
            $filter.closes_from,
            $filter.closes_to,
            $filter.stale,
            $filter.tags.as_deref(),
            custom.has.as_ref(),
            &custom.lacks,
            &custom.fields,
            &custom.least as _,
            custom.sort.as_deref(),
            custom.sort_numeric,
            &custom.most as _,
            &custom.numeric,
        )
        .fetch_all($db.conn())
        .await?;
        Ok(Page::from_rows(rows, $limit, $key))
    }};
}

fn not_ours(error: CursorError) -> Problem {
    Problem::field("cursor", error.to_string())
}

/// Deals in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<DealRow>> {
    match sort {
        Sort::Newest => newest(db, filter, cursor, limit).await,
        Sort::Oldest => oldest(db, filter, cursor, limit).await,
        Sort::Largest => largest(db, filter, cursor, limit).await,
        Sort::Name => by_name(db, filter, cursor, limit).await,
        Sort::Stale => stale(db, filter, cursor, limit).await,
        Sort::NextDue => next_due(db, filter, cursor, limit).await,
        Sort::Custom => by_custom(db, filter, cursor, limit).await,
        Sort::CustomDown => by_custom_down(db, filter, cursor, limit).await,
    }
}

async fn newest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        cursor,
        limit,
        "($10::date is null or (opened_on, deal_id) < ($10, $11::uuid))",
        "opened_on desc, deal_id desc",
        "d.opened_on desc, d.deal_id desc",
        |row| (row.opened_on, row.deal_id)
    )
}

async fn oldest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        cursor,
        limit,
        "($10::date is null or (opened_on, deal_id) > ($10, $11::uuid))",
        "opened_on, deal_id",
        "d.opened_on, d.deal_id",
        |row| (row.opened_on, row.deal_id)
    )
}

async fn largest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        Decimal,
        db,
        filter,
        cursor,
        limit,
        "($10::numeric is null or (value, deal_id) < ($10, $11::uuid))",
        "value desc, deal_id desc",
        "d.value desc, d.deal_id desc",
        |row| (row.value, row.deal_id)
    )
}

async fn by_name(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        String,
        db,
        filter,
        cursor,
        limit,
        "($10::text is null or (sort_name, deal_id) > ($10, $11::uuid))",
        "sort_name, deal_id",
        "d.sort_name, d.deal_id",
        |row| (sort_key(&row.name), row.deal_id)
    )
}

async fn stale(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        cursor,
        limit,
        "in_stage_since is not null and ($10::date is null or (in_stage_since, deal_id) > ($10, $11::uuid))",
        "in_stage_since, deal_id",
        "d.in_stage_since, d.deal_id",
        |row| (row.in_stage_since, row.deal_id)
    )
}

async fn next_due(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        cursor,
        limit,
        "status = 'open' and next_step_due_on is not null
           and ($10::date is null or (next_step_due_on, deal_id) > ($10, $11::uuid))",
        "next_step_due_on, deal_id",
        "d.next_step_due_on, d.deal_id",
        |row| (row.next_step_due_on, row.deal_id)
    )
}

async fn by_custom(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        String,
        db,
        filter,
        cursor,
        limit,
        r#"($10::text is null
            or (coalesce(custom_key(custom, $27, $28), chr(1114111)) collate "C", deal_id) > ($10, $11::uuid))"#,
        r#"coalesce(custom_key(custom, $27, $28), chr(1114111)) collate "C", deal_id"#,
        r#"coalesce(custom_key(d.custom, $27, $28), chr(1114111)) collate "C", d.deal_id"#,
        |row| (row.custom_sort.clone().unwrap_or_else(|| LAST.to_string()), row.deal_id)
    )
}

async fn by_custom_down(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        String,
        db,
        filter,
        cursor,
        limit,
        r#"($10::text is null
            or (coalesce(custom_key(custom, $27, $28), '') collate "C", deal_id) < ($10, $11::uuid))"#,
        r#"coalesce(custom_key(custom, $27, $28), '') collate "C" desc, deal_id desc"#,
        r#"coalesce(custom_key(d.custom, $27, $28), '') collate "C" desc, d.deal_id desc"#,
        |row| (row.custom_sort.clone().unwrap_or_default(), row.deal_id)
    )
}

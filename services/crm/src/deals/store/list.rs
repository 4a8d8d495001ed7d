//! Lists of deals: one narrow query per order, each on an index of its own or by a key of each row.

use chrono::NaiveDate;
use contracts::crm::{CustomValues, DealStatus, ForecastCategory};
use kernel::{
    AccountId, ContactId, Currency, Cursor, CursorError, DealId, Decimal, Limit, MemberId, Name, Page, PipelineId,
    ShortCode, StageId, TagId,
};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::sort::Sort;
use crate::custom_fields::filter::Conditions;
use crate::order::ByColumn;
use crate::pipelines::model::status_text;

/// What stands in an order by day for a day that is not there: those without one come last.
const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What a list shows of a deal.
#[derive(Debug, Clone)]
pub struct DealRow {
    /// Its id.
    pub deal_id: DealId,
    /// Its version.
    pub version: i64,
    /// What it is about.
    pub name: Name,
    /// That as lists are sorted by it: small letters without accents.
    pub name_key: String,
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
    /// What the list is sorted by when that order has no index.
    pub column_key: Option<String>,
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
    /// The organisation's currency.
    pub base_currency: Option<Currency>,
    /// What the value is worth in it; none when nobody gave a rate.
    pub base_value: Option<Decimal>,
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
    /// The category it counts in while it is open.
    pub forecast_category: Option<String>,
    /// The odds somebody gave it.
    pub judged_odds: Option<i16>,
}

/// Which deals.
#[derive(Debug, Clone, Default)]
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
    /// Words that the name holds.
    pub text: Option<Name>,
    /// First day on which they closed.
    pub closed_from: Option<NaiveDate>,
    /// Last day on which they closed.
    pub closed_to: Option<NaiveDate>,
    /// Only those nobody works on.
    pub unassigned: bool,
    /// Currency of their value.
    pub currency: Option<Currency>,
    /// Least value in the organisation's currency; those of a currency without a rate have none.
    pub min_value: Option<Decimal>,
    /// Only open ones for which neither a next step nor a follow-up is planned.
    pub without_next_step: bool,
    /// Only open ones whose next step is due on this day or earlier.
    pub next_step_due_by: Option<NaiveDate>,
    /// Their pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Who of the client is in them.
    pub contact_id: Option<ContactId>,
    /// Greatest value in the organisation's currency.
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
    /// Only open ones that count in this category.
    pub forecast_category: Option<ForecastCategory>,
    /// A part of the name of a competitor.
    pub competitor: Option<Name>,
}

/// A page of one order: what comes after the cursor, the order inside and outside, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $outer:literal, $key:expr) => {{
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
                      d.currency as "currency: Currency", d.value,
                      d.base_currency as "base_currency: Currency", d.base_value, d.opened_on, d.expected_close_on, d.closed_on,
                      d.win_no, d.external_ref as "external_ref: ShortCode", d.in_stage_since,
                      d.next_step as "next_step: Name", d.next_step_due_on, m.name as "owner_name?: Name",
                      d.pipeline_id as "pipeline_id: PipelineId", d.custom as "custom: Json<CustomValues>",
                      (d.status = 'open' and coalesce(d.in_stage_since + s.stale_after_days < $15, false)) as "stale!",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = d.org_id and t.tag_id = any(d.tags)) as "tags!: Vec<TagId>",
                      d.column_key, d.name_key, d.judged_odds,
                      case when d.status = 'open' then coalesce(d.forecast_category, stage_category(s.odds_percent))
                       end as forecast_category
                 from (select *, deal_key(deals, $32, $27, $28) as column_key from deals
                        where org_id = $1
                          and ($2::text is null or status = $2)
                          and ($3::uuid is null or stage_id = $3)
                          and ($4::uuid is null or owner_id = $4)
                          and ($5::uuid is null or account_id = $5)
                          and ($6::text is null or external_ref = $6)
                          and ($7::text is null or (sort_name >= $7 and sort_name < $7 || chr(1114111)))
                          and ($8::text is null or currency = $8)
                          and ($9::numeric is null or base_value >= $9)
                          and ($13::boolean is not true or (status = 'open' and next_step is null and deal_id not in (select promised($1))))
                          and ($14::date is null or (status = 'open' and next_step_due_on <= $14))
                          and ($16::uuid is null or pipeline_id = $16)
                          and ($17::uuid is null or contact_id = $17
                               or contacts @> jsonb_build_array(jsonb_build_object('contact_id', $17)))
                          and ($18::numeric is null or base_value <= $18)
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
                          and ($31::text is null or (status = 'open' and $31 = coalesce(forecast_category,
                                 (select stage_category(s.odds_percent) from stages s
                                   where s.org_id = $1 and s.stage_id = deals.stage_id))))
                          and ($33::text is null or (
                               strpos(search_name, (select search_word($33, 1))) > 0
                               and strpos(search_name, (select search_word($33, 2))) > 0
                               and strpos(search_name, (select search_word($33, 3))) > 0
                               and strpos(search_name, (select search_word($33, 4))) > 0))
                          and ($34::date is null or closed_on >= $34)
                          and ($35::date is null or closed_on <= $35)
                          and ($36::boolean is not true or owner_id is null)
                          and (cardinality($37::text[]) = 0
                               or custom_holds(custom, $37, (select search_keys($38))))
                          and ($39::text is null or exists (
                                 select 1 from unnest(competitors) one where strpos(search_key(one), search_key($39)) > 0))
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
            $filter.forecast_category.map(ForecastCategory::as_str),
            $column as Option<&str>,
            $filter.text.as_ref().map(Name::as_str),
            $filter.closed_from,
            $filter.closed_to,
            $filter.unassigned,
            &custom.texts,
            &custom.parts,
            $filter.competitor.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        Ok(Page::from_rows(rows, $limit, $key))
    }};
}

fn not_ours(error: CursorError) -> Problem {
    Problem::field("cursor", error.to_string())
}

/// The currencies for which nobody gave a rate that values their deals, and how many deals those are, by currency.
pub async fn unvalued(db: &mut Db) -> Result<Vec<(Currency, i64)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select currency as "currency: Currency", count(*) as "deals!" from deals
            where org_id = $1 and base_value is null group by currency order by currency"#,
        org,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.currency, row.deals)).collect())
}

/// Deals in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<DealRow>> {
    match sort.by_column() {
        Some(by) => by_column(db, filter, by, cursor, limit).await,
        None if sort == Sort::Oldest => oldest(db, filter, cursor, limit).await,
        None if sort == Sort::Largest => largest(db, filter, cursor, limit).await,
        None if sort == Sort::Name => by_name(db, filter, cursor, limit).await,
        None if sort == Sort::Stale => stale(db, filter, cursor, limit).await,
        None if sort == Sort::NextDue => next_due(db, filter, cursor, limit).await,
        None => newest(db, filter, cursor, limit).await,
    }
}

async fn newest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        None,
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
        None,
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
        None,
        cursor,
        limit,
        "($10::numeric is null or (coalesce(base_value, -1), deal_id) < ($10, $11::uuid))",
        "coalesce(base_value, -1) desc, deal_id desc",
        "coalesce(d.base_value, -1) desc, d.deal_id desc",
        |row| (row.base_value.unwrap_or(Decimal::NEGATIVE_ONE), row.deal_id)
    )
}

async fn by_name(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        String,
        db,
        filter,
        None,
        cursor,
        limit,
        "($10::text is null or (name_key, deal_id) > ($10, $11::uuid))",
        "name_key, deal_id",
        "d.name_key, d.deal_id",
        |row| (row.name_key.clone(), row.deal_id)
    )
}

async fn stale(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        None,
        cursor,
        limit,
        "($10::date is null or (coalesce(in_stage_since, '9999-12-31'::date), deal_id) > ($10, $11::uuid))",
        "coalesce(in_stage_since, '9999-12-31'::date), deal_id",
        "coalesce(d.in_stage_since, '9999-12-31'::date), d.deal_id",
        |row| (row.in_stage_since.unwrap_or(NEVER), row.deal_id)
    )
}

async fn next_due(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DealRow>> {
    page!(
        NaiveDate,
        db,
        filter,
        None,
        cursor,
        limit,
        "($10::date is null or (next_step_day(status, next_step_due_on), deal_id) > ($10, $11::uuid))",
        "next_step_day(status, next_step_due_on), deal_id",
        "next_step_day(d.status, d.next_step_due_on), d.deal_id",
        |row| {
            let due_on = row.next_step_due_on.filter(|_| row.status == "open");
            (due_on.unwrap_or(NEVER), row.deal_id)
        }
    )
}

async fn by_column(
    db: &mut Db,
    filter: Filter,
    by: ByColumn,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<DealRow>> {
    if by.downwards {
        return page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            r#"($10::text is null
                or (coalesce(deal_key(deals, $32, $27, $28), '') collate "C", deal_id) < ($10, $11::uuid))"#,
            r#"coalesce(deal_key(deals, $32, $27, $28), '') collate "C" desc, deal_id desc"#,
            r#"coalesce(d.column_key, '') collate "C" desc, d.deal_id desc"#,
            |row| (by.key(row.column_key.as_deref()), row.deal_id)
        );
    }
    page!(
        String,
        db,
        filter,
        Some(by.column),
        cursor,
        limit,
        r#"($10::text is null
            or (coalesce(deal_key(deals, $32, $27, $28), chr(1114111)) collate "C", deal_id) > ($10, $11::uuid))"#,
        r#"coalesce(deal_key(deals, $32, $27, $28), chr(1114111)) collate "C", deal_id"#,
        r#"coalesce(d.column_key, chr(1114111)) collate "C", d.deal_id"#,
        |row| (by.key(row.column_key.as_deref()), row.deal_id)
    )
}

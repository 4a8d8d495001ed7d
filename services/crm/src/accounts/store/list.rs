//! Lists of accounts: one query per order.

use chrono::{DateTime, Utc};
use contracts::crm::{CustomValues, PostalAddress};
use kernel::{
    AccountId, CountryCode, Currency, Cursor, CursorError, Decimal, Limit, MemberId, Name, Page, PriceListId,
    ShortCode, TagId, TaxNumber,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::Row;
use crate::accounts::model::Account;
use crate::custom_fields::filter::Conditions;
use crate::order::ByColumn;

struct ListRow {
    account_id: AccountId,
    version: i64,
    name: Name,
    parent_id: Option<AccountId>,
    industry: Option<Name>,
    country: Option<CountryCode>,
    tax_number: Option<TaxNumber>,
    website: Option<Name>,
    additional_websites: Vec<Name>,
    phone: Option<Name>,
    address: Option<Json<PostalAddress>>,
    employees: Option<i32>,
    annual_revenue: Option<Decimal>,
    annual_revenue_currency: Option<Currency>,
    founded_year: Option<i16>,
    owner_id: Option<MemberId>,
    external_ref: Option<ShortCode>,
    tags: Vec<TagId>,
    custom: Json<CustomValues>,
    merged_into: Option<AccountId>,
    price_list_id: Option<PriceListId>,
    created_at: DateTime<Utc>,
    name_key: String,
    column_key: Option<String>,
}

/// An account with what its list may be sorted by.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What it is.
    pub account: Account,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Its name as lists are sorted by it: small letters without accents.
    pub name_key: String,
    /// What the list is sorted by when that order has no index.
    pub column_key: Option<String>,
}

impl TryFrom<ListRow> for Listed {
    type Error = Problem;
    fn try_from(listed: ListRow) -> Result<Self> {
        let ListRow {
            account_id,
            version,
            name,
            parent_id,
            industry,
            country,
            tax_number,
            website,
            additional_websites,
            phone,
            address,
            employees,
            annual_revenue,
            annual_revenue_currency,
            founded_year,
            owner_id,
            external_ref,
            tags,
            custom,
            merged_into,
            price_list_id,
            created_at,
            name_key,
            column_key,
        } = listed;
        let row = Row {
            account_id,
            version,
            name,
            parent_id,
            industry,
            country,
            tax_number,
            website,
            additional_websites,
            phone,
            address,
            employees,
            annual_revenue,
            annual_revenue_currency,
            founded_year,
            owner_id,
            external_ref,
            tags,
            custom,
            merged_into,
            price_list_id,
        };
        let account = Account::try_from(row)?;
        Ok(Self { account, created_at, name_key, column_key })
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Sort {
    /// By name.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, downwards.
    #[serde(rename = "-name")]
    NameDown,
    /// Newest first.
    #[serde(rename = "-created_at")]
    Newest,
    /// Oldest first.
    #[serde(rename = "created_at")]
    Oldest,
    /// By the code of the country, those without a value last.
    #[serde(rename = "country")]
    Country,
    /// By the code of the country, downwards, those without a value last.
    #[serde(rename = "-country")]
    CountryDown,
    /// By line of business, those without a value last.
    #[serde(rename = "industry")]
    Industry,
    /// By line of business, downwards, those without a value last.
    #[serde(rename = "-industry")]
    IndustryDown,
    /// By number of employees, those without a value last.
    #[serde(rename = "employees")]
    Employees,
    /// By number of employees, downwards, those without a value last.
    #[serde(rename = "-employees")]
    EmployeesDown,
    /// By what they turn over in a year in the organisation's currency at the newest rate, those without one last.
    #[serde(rename = "annual_revenue")]
    AnnualRevenue,
    /// By what they turn over in a year, downwards, those without one last.
    #[serde(rename = "-annual_revenue")]
    AnnualRevenueDown,
    /// By the year they were founded in, those without a value last.
    #[serde(rename = "founded_year")]
    FoundedYear,
    /// By the year they were founded in, downwards, those without a value last.
    #[serde(rename = "-founded_year")]
    FoundedYearDown,
    /// By tax number, those without a value last.
    #[serde(rename = "tax_number")]
    TaxNumber,
    /// By tax number, downwards, those without a value last.
    #[serde(rename = "-tax_number")]
    TaxNumberDown,
    /// By web site, those without a value last.
    #[serde(rename = "website")]
    Website,
    /// By web site, downwards, those without a value last.
    #[serde(rename = "-website")]
    WebsiteDown,
    /// By the city of the seat, those without a value last.
    #[serde(rename = "city")]
    City,
    /// By the city of the seat, downwards, those without a value last.
    #[serde(rename = "-city")]
    CityDown,
    /// By telephone number, those without a value last.
    #[serde(rename = "phone")]
    Phone,
    /// By telephone number, downwards, those without a value last.
    #[serde(rename = "-phone")]
    PhoneDown,
    /// By the name of who looks after it, those without a value last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who looks after it, downwards, those without a value last.
    #[serde(rename = "-owner")]
    OwnerDown,
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
            Self::Name | Self::NameDown | Self::Newest => return None,
            Self::Oldest => ByColumn::up("created_at"),
            Self::Country => ByColumn::up("country"),
            Self::CountryDown => ByColumn::down("country"),
            Self::Industry => ByColumn::up("industry"),
            Self::IndustryDown => ByColumn::down("industry"),
            Self::Employees => ByColumn::up("employees"),
            Self::EmployeesDown => ByColumn::down("employees"),
            Self::AnnualRevenue => ByColumn::up("annual_revenue"),
            Self::AnnualRevenueDown => ByColumn::down("annual_revenue"),
            Self::FoundedYear => ByColumn::up("founded_year"),
            Self::FoundedYearDown => ByColumn::down("founded_year"),
            Self::TaxNumber => ByColumn::up("tax_number"),
            Self::TaxNumberDown => ByColumn::down("tax_number"),
            Self::Website => ByColumn::up("website"),
            Self::WebsiteDown => ByColumn::down("website"),
            Self::City => ByColumn::up("city"),
            Self::CityDown => ByColumn::down("city"),
            Self::Phone => ByColumn::up("phone"),
            Self::PhoneDown => ByColumn::down("phone"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Custom => ByColumn::up("custom"),
            Self::CustomDown => ByColumn::down("custom"),
        })
    }
}

/// Which accounts.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What their sort keys begin with.
    pub name: Option<String>,
    /// Words that name or web site hold.
    pub text: Option<Name>,
    /// Who looks after them.
    pub owner_id: Option<MemberId>,
    /// Country of their seat.
    pub country: Option<CountryCode>,
    /// Their line of business.
    pub industry: Option<Name>,
    /// Key in the system they were imported from.
    pub external_ref: Option<ShortCode>,
    /// The price list they have.
    pub price_list_id: Option<PriceListId>,
    /// The account they belong to.
    pub parent_id: Option<AccountId>,
    /// Their tax number.
    pub tax_number: Option<TaxNumber>,
    /// City of their seat.
    pub city: Option<Name>,
    /// Digits of their telephone number.
    pub phone: Option<Name>,
    /// Least number of employees.
    pub min_employees: Option<i32>,
    /// Greatest number of employees.
    pub max_employees: Option<i32>,
    /// Least they turn over in a year, in the organisation's currency at the newest rate.
    pub min_revenue: Option<Decimal>,
    /// Most they turn over in a year, likewise.
    pub max_revenue: Option<Decimal>,
    /// First year they may be founded in.
    pub founded_from: Option<i16>,
    /// Last year they may be founded in.
    pub founded_to: Option<i16>,
    /// Ids that stand for the tag they must have.
    pub tags: Option<Vec<Uuid>>,
    /// What their custom values must be.
    pub custom: Conditions,
}

/// A page of one order: the type of the key, what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $key:expr) => {{
        let position = $cursor.map(|cursor: Cursor| cursor.decode::<($type, Uuid)>()).transpose().map_err(not_ours)?;
        let (key, id) = position.unzip();
        let org = $db.org.as_uuid();
        let custom = &$filter.custom;
        let rows = sqlx::query_as!(
            ListRow,
            r#"select account_id as "account_id: AccountId", version, name as "name: Name",
                      parent_id as "parent_id: AccountId", industry as "industry: Name",
                      country as "country: CountryCode", tax_number as "tax_number: TaxNumber",
                      website as "website: Name", additional_websites as "additional_websites: Vec<Name>",
                      phone as "phone: Name", address as "address: Json<PostalAddress>", employees, annual_revenue,
                      annual_revenue_currency as "annual_revenue_currency: Currency", founded_year,
                      owner_id as "owner_id: MemberId", external_ref as "external_ref: ShortCode",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = accounts.org_id and t.tag_id = any(accounts.tags)) as "tags!: Vec<TagId>",
                      custom as "custom: Json<CustomValues>",
                      merged_into as "merged_into: AccountId",
                      price_list_id as "price_list_id: PriceListId", created_at, name_key,
                      account_key(accounts, $19, $15, $16) as column_key
                 from accounts
                where org_id = $1
                          and ($2::text is null or (sort_name >= $2 and sort_name < $2 || chr(1114111)))
                          and ($3::text is null or external_ref = $3)
                          and (merged_into is null or external_ref = $3)
                          and ($4::uuid[] is null or tags && $4)
                          and ($5::jsonb is null or custom @> $5)
                          and not custom ?| $6::text[]
                          and (cardinality($7::text[]) = 0 or custom_between(
                                 custom, $7, (select custom_keys($7, $8, $10)),
                                 (select custom_keys($7, $9, $10)), $10))
                          and ($13::uuid is null or owner_id = $13)
                          and ($14::text is null or country = $14)
                          and ($17::text is null or lower(industry) = lower($17))
                          and ($20::text is null or (
                               strpos(account_text(accounts), (select search_word($20, 1))) > 0
                               and strpos(account_text(accounts), (select search_word($20, 2))) > 0
                               and strpos(account_text(accounts), (select search_word($20, 3))) > 0
                               and strpos(account_text(accounts), (select search_word($20, 4))) > 0))
                          and (cardinality($21::text[]) = 0
                               or custom_holds(custom, $21, (select search_keys($22))))
                          and ($23::uuid is null or price_list_id = $23)
                          and ($24::uuid is null or parent_id = $24)
                          and ($25::text is null or tax_number = $25)
                          and ($26::integer is null or employees >= $26)
                          and ($27::integer is null or employees <= $27)
                          and ($28::numeric is null or revenue_worth(accounts) >= $28)
                          and ($29::numeric is null or revenue_worth(accounts) <= $29)
                          and ($30::smallint is null or founded_year >= $30)
                          and ($31::smallint is null or founded_year <= $31)
                          and ($32::text is null or search_key(address ->> 'city') = search_key($32))
                          and ($33::text is null or strpos(digits_of(phone), digits_of($33)) > 0)
                          and "#
                + $after
                + " order by "
                + $order
                + " limit $18",
            org,
            $filter.name,
            $filter.external_ref.as_ref().map(ShortCode::as_str),
            $filter.tags.as_deref(),
            custom.has.as_ref(),
            &custom.lacks,
            &custom.fields,
            &custom.least as _,
            &custom.most as _,
            &custom.numeric,
            key,
            id,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.country.as_ref().map(CountryCode::as_str),
            custom.sort.as_deref(),
            custom.sort_numeric,
            $filter.industry.as_ref().map(Name::as_str),
            $limit.fetch(),
            $column as Option<&str>,
            $filter.text.as_ref().map(Name::as_str),
            &custom.texts,
            &custom.parts,
            $filter.price_list_id.map(PriceListId::as_uuid),
            $filter.parent_id.map(AccountId::as_uuid),
            $filter.tax_number.as_ref().map(TaxNumber::as_str),
            $filter.min_employees,
            $filter.max_employees,
            $filter.min_revenue,
            $filter.max_revenue,
            $filter.founded_from,
            $filter.founded_to,
            $filter.city.as_ref().map(Name::as_str),
            $filter.phone.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        let rows = rows.into_iter().map(Listed::try_from).collect::<Result<Vec<_>>>()?;
        Ok(Page::from_rows(rows, $limit, $key))
    }};
}

fn not_ours(error: CursorError) -> Problem {
    Problem::field("cursor", error.to_string())
}

/// Accounts in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Listed>> {
    match sort.by_column() {
        Some(by) => by_column(db, filter, by, cursor, limit).await,
        None if sort == Sort::NameDown => by_name_down(db, filter, cursor, limit).await,
        None if sort == Sort::Newest => newest(db, filter, cursor, limit).await,
        None => by_name(db, filter, cursor, limit).await,
    }
}

async fn by_name(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Listed>> {
    page!(
        String,
        db,
        filter,
        None,
        cursor,
        limit,
        r#"($11::text is null or (name_key, account_id) > ($11, $12::uuid))"#,
        r#"name_key, account_id"#,
        |row| (row.name_key.clone(), row.account.image.account_id)
    )
}

async fn by_name_down(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Listed>> {
    page!(
        String,
        db,
        filter,
        None,
        cursor,
        limit,
        r#"($11::text is null or (name_key, account_id) < ($11, $12::uuid))"#,
        r#"name_key desc, account_id desc"#,
        |row| (row.name_key.clone(), row.account.image.account_id)
    )
}

async fn newest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Listed>> {
    page!(
        DateTime<Utc>,
        db,
        filter,
        None,
        cursor,
        limit,
        r#"($11::timestamptz is null or (created_at, account_id) < ($11, $12::uuid))"#,
        r#"created_at desc, account_id desc"#,
        |row| (row.created_at, row.account.image.account_id)
    )
}

async fn by_column(
    db: &mut Db,
    filter: Filter,
    by: ByColumn,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Listed>> {
    if by.downwards {
        return page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            r#"($11::text is null or (coalesce(account_key(accounts, $19, $15, $16), '') collate "C", account_id) < ($11, $12::uuid))"#,
            r#"coalesce(account_key(accounts, $19, $15, $16), '') collate "C" desc, account_id desc"#,
            |row| (by.key(row.column_key.as_deref()), row.account.image.account_id)
        );
    }
    page!(
        String,
        db,
        filter,
        Some(by.column),
        cursor,
        limit,
        r#"($11::text is null
            or (coalesce(account_key(accounts, $19, $15, $16), chr(1114111)) collate "C", account_id) > ($11, $12::uuid))"#,
        r#"coalesce(account_key(accounts, $19, $15, $16), chr(1114111)) collate "C", account_id"#,
        |row| (by.key(row.column_key.as_deref()), row.account.image.account_id)
    )
}

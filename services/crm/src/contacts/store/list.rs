//! Lists of contacts: one query per order.

use chrono::{DateTime, Utc};
use contracts::crm::{CustomValues, PostalAddress};
use kernel::{
    AccountId, ContactId, CountryCode, Cursor, CursorError, Email, Limit, MemberId, Name, Page, ShortCode, TagId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::Row;
use crate::contacts::model::Contact;
use crate::custom_fields::filter::Conditions;
use crate::order::ByColumn;

struct ListRow {
    contact_id: ContactId,
    version: i64,
    account_id: Option<AccountId>,
    name: Name,
    email: Option<Email>,
    additional_emails: Vec<Email>,
    phone: Option<Name>,
    additional_phones: Vec<Name>,
    job_title: Option<Name>,
    given_name: Option<Name>,
    address: Option<Json<PostalAddress>>,
    country: Option<CountryCode>,
    external_ref: Option<ShortCode>,
    tags: Vec<TagId>,
    custom: Json<CustomValues>,
    merged_into: Option<ContactId>,
    erased_at: Option<DateTime<Utc>>,
    owner_id: Option<MemberId>,
    created_at: DateTime<Utc>,
    name_key: String,
    column_key: Option<String>,
}

/// A contact with what its list may be sorted by.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What it is.
    pub contact: Contact,
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
            contact_id,
            version,
            account_id,
            name,
            email,
            additional_emails,
            phone,
            additional_phones,
            job_title,
            given_name,
            address,
            country,
            external_ref,
            tags,
            custom,
            merged_into,
            erased_at,
            owner_id,
            created_at,
            name_key,
            column_key,
        } = listed;
        let row = Row {
            contact_id,
            version,
            account_id,
            name,
            email,
            additional_emails,
            phone,
            additional_phones,
            job_title,
            given_name,
            address,
            country,
            external_ref,
            tags,
            custom,
            merged_into,
            erased_at,
            owner_id,
        };
        let contact = Contact::from(row);
        Ok(Self { contact, created_at, name_key, column_key })
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
    /// By the name of where they work, those without a value last.
    #[serde(rename = "account")]
    Account,
    /// By the name of where they work, downwards, those without a value last.
    #[serde(rename = "-account")]
    AccountDown,
    /// By job title, those without a value last.
    #[serde(rename = "job_title")]
    JobTitle,
    /// By job title, downwards, those without a value last.
    #[serde(rename = "-job_title")]
    JobTitleDown,
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
    /// By the city of their postal address, those without a value last.
    #[serde(rename = "city")]
    City,
    /// By the city of their postal address, downwards, those without a value last.
    #[serde(rename = "-city")]
    CityDown,
    /// By the name of whoever looks after them, those without a value last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of whoever looks after them, downwards, those without a value last.
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
            Self::Account => ByColumn::up("account"),
            Self::AccountDown => ByColumn::down("account"),
            Self::JobTitle => ByColumn::up("job_title"),
            Self::JobTitleDown => ByColumn::down("job_title"),
            Self::Email => ByColumn::up("email"),
            Self::EmailDown => ByColumn::down("email"),
            Self::Phone => ByColumn::up("phone"),
            Self::PhoneDown => ByColumn::down("phone"),
            Self::City => ByColumn::up("city"),
            Self::CityDown => ByColumn::down("city"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Custom => ByColumn::up("custom"),
            Self::CustomDown => ByColumn::down("custom"),
        })
    }
}

/// Which contacts.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What their sort keys begin with.
    pub name: Option<String>,
    /// Words that name or address hold.
    pub text: Option<Name>,
    /// Where they work.
    pub account_id: Option<AccountId>,
    /// Their address.
    pub email: Option<Email>,
    /// The digits with which a telephone number of theirs begins.
    pub phone: Option<Name>,
    /// Who looks after them.
    pub owner_id: Option<MemberId>,
    /// A part of their job title.
    pub job_title: Option<Name>,
    /// City of their postal address.
    pub city: Option<Name>,
    /// Country of their postal address.
    pub country: Option<CountryCode>,
    /// Key in the system they were imported from.
    pub external_ref: Option<ShortCode>,
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
            r#"select contact_id as "contact_id: ContactId", version, account_id as "account_id: AccountId",
                      name as "name: Name", email as "email: Email",
                      additional_emails as "additional_emails: Vec<Email>", phone as "phone: Name",
                      additional_phones as "additional_phones: Vec<Name>", job_title as "job_title: Name", given_name as "given_name: Name",
                      postal_address as "address: Json<PostalAddress>", country as "country: CountryCode",
                      external_ref as "external_ref: ShortCode",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = contacts.org_id and t.tag_id = any(contacts.tags)) as "tags!: Vec<TagId>",
                      custom as "custom: Json<CustomValues>",
                      merged_into as "merged_into: ContactId", erased_at,
                      owner_id as "owner_id: MemberId", created_at, name_key,
                      contact_key(contacts, $18, $15, $16) as column_key
                 from contacts
                where org_id = $1
                          and ($2::text is null or (sort_name >= $2 and sort_name < $2 || chr(1114111)))
                          and ($3::text is null or external_ref = $3)
                          and (merged_into is null or external_ref = $3) and erased_at is null
                          and ($4::uuid[] is null or tags && $4)
                          and ($5::jsonb is null or custom @> $5)
                          and not custom ?| $6::text[]
                          and (cardinality($7::text[]) = 0 or custom_between(
                                 custom, $7, (select custom_keys($7, $8, $10)),
                                 (select custom_keys($7, $9, $10)), $10))
                          and ($13::uuid is null or account_id = $13)
                          and ($14::text is null or contact_id = any (array(
                                 select record_id from reach_keys
                                  where org_id = $1 and kind = 'contact_email' and key = lower($14 collate "C"))))
                          and ($19::text is null or (
                               strpos(contact_text(contacts), (select search_word($19, 1))) > 0
                               and strpos(contact_text(contacts), (select search_word($19, 2))) > 0
                               and strpos(contact_text(contacts), (select search_word($19, 3))) > 0
                               and strpos(contact_text(contacts), (select search_word($19, 4))) > 0))
                          and (cardinality($20::text[]) = 0
                               or custom_holds(custom, $20, (select search_keys($21))))
                          and ($22::uuid is null or owner_id = $22)
                          and ($23::text is null or strpos(search_key(job_title), search_key($23)) > 0)
                          and ($24::text is null or phones_begin(phone || additional_phones, $24))
                          and ($25::text is null or search_key(postal_address ->> 'city') = search_key($25))
                          and ($26::text is null or country = $26)
                          and "#
                + $after
                + " order by "
                + $order
                + " limit $17",
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
            $filter.account_id.map(AccountId::as_uuid),
            $filter.email.as_ref().map(Email::as_str),
            custom.sort.as_deref(),
            custom.sort_numeric,
            $limit.fetch(),
            $column as Option<&str>,
            $filter.text.as_ref().map(Name::as_str),
            &custom.texts,
            &custom.parts,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.job_title.as_ref().map(Name::as_str),
            $filter.phone.as_ref().map(Name::as_str),
            $filter.city.as_ref().map(Name::as_str),
            $filter.country.as_ref().map(CountryCode::as_str),
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

/// Contacts in an order, after a cursor.
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
        r#"($11::text is null or (name_key, contact_id) > ($11, $12::uuid))"#,
        r#"name_key, contact_id"#,
        |row| (row.name_key.clone(), row.contact.image.contact_id)
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
        r#"($11::text is null or (name_key, contact_id) < ($11, $12::uuid))"#,
        r#"name_key desc, contact_id desc"#,
        |row| (row.name_key.clone(), row.contact.image.contact_id)
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
        r#"($11::timestamptz is null or (created_at, contact_id) < ($11, $12::uuid))"#,
        r#"created_at desc, contact_id desc"#,
        |row| (row.created_at, row.contact.image.contact_id)
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
            r#"($11::text is null or (coalesce(contact_key(contacts, $18, $15, $16), '') collate "C", contact_id) < ($11, $12::uuid))"#,
            r#"coalesce(contact_key(contacts, $18, $15, $16), '') collate "C" desc, contact_id desc"#,
            |row| (by.key(row.column_key.as_deref()), row.contact.image.contact_id)
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
            or (coalesce(contact_key(contacts, $18, $15, $16), chr(1114111)) collate "C", contact_id) > ($11, $12::uuid))"#,
        r#"coalesce(contact_key(contacts, $18, $15, $16), chr(1114111)) collate "C", contact_id"#,
        |row| (by.key(row.column_key.as_deref()), row.contact.image.contact_id)
    )
}

//! Accounts over HTTP.

use contracts::crm::{self, FieldRecord};
use kernel::{
    AccountId, CountryCode, Cursor, Decimal, FieldId, Limit, MemberId, Money, Name, Page, Permission, PriceListId,
    ShortCode, TagId, TaxNumber,
};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Account;
use super::store::{self, Filter, Sort};
use crate::custom_fields::{CustomChanges, filter};
use crate::duplicates::model::{Candidate, Traits};
use crate::lists::{self, List};
use crate::names::sort_key;
use crate::patch::{Change, given};
use crate::postal::Address;
use crate::{custom_fields, duplicates, members, price_lists, reaches, tags, timeline};

/// What accounts answer.
pub fn routes() -> Routes {
    Routes::new("accounts")
        .post("/v1/accounts", Permission::WriteAccounts, "Record an account", create)
        .get("/v1/accounts", Permission::ReadCrm, "List accounts", list)
        .post("/v1/accounts/bulk", Permission::WriteAccounts, "Do the same to many accounts", super::bulk::act)
        .get("/v1/accounts/{account_id}", Permission::ReadCrm, "Show an account", get)
        .patch("/v1/accounts/{account_id}", Permission::WriteAccounts, "Change an account", update)
}

/// A new account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateAccount {
    name: Name,
    parent_id: Option<AccountId>,
    industry: Option<Name>,
    country: Option<CountryCode>,
    tax_number: Option<TaxNumber>,
    website: Option<Name>,
    /// Its further web addresses, at most 20.
    #[serde(default)]
    additional_websites: Vec<Name>,
    /// Telephone number of the company.
    phone: Option<Name>,
    /// Where its seat is, in `country`; it stands on quotes and invoices.
    address: Option<Address>,
    employees: Option<i32>,
    annual_revenue: Option<Money>,
    founded_year: Option<i16>,
    owner_id: Option<MemberId>,
    /// Key of the record in the system it comes from; unique, so that an import can run twice.
    external_ref: Option<ShortCode>,
    #[serde(default)]
    tags: Vec<TagId>,
    /// Values of custom fields, by the id of the field.
    #[serde(default)]
    custom: CustomChanges,
    /// The price list whose prices it gets; the default one, or standard prices, when left out.
    price_list_id: Option<PriceListId>,
}

/// Changes of an account: what is left out stays, `null` empties.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateAccount {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default)]
    parent_id: Change<AccountId>,
    #[serde(default)]
    industry: Change<Name>,
    #[serde(default)]
    country: Change<CountryCode>,
    #[serde(default)]
    tax_number: Change<TaxNumber>,
    /// Its web address; when it is emptied, the first of the further ones takes its place, and a further one that becomes it
    /// changes places with it.
    #[serde(default)]
    website: Change<Name>,
    /// Its further web addresses, all of them; at most 20.
    #[serde(default, deserialize_with = "given")]
    additional_websites: Option<Vec<Name>>,
    #[serde(default)]
    phone: Change<Name>,
    /// The address as a whole: a part that is left out is emptied.
    #[serde(default)]
    address: Change<Address>,
    #[serde(default)]
    employees: Change<i32>,
    #[serde(default)]
    annual_revenue: Change<Money>,
    #[serde(default)]
    founded_year: Change<i16>,
    #[serde(default)]
    owner_id: Change<MemberId>,
    #[serde(default)]
    external_ref: Change<ShortCode>,
    /// Its tags, all of them.
    #[serde(default, deserialize_with = "given")]
    tags: Option<Vec<TagId>>,
    /// Values of custom fields: what is not named stays, `null` empties.
    #[serde(default)]
    custom: CustomChanges,
    /// The price list whose prices it gets; `null` for the default one, or standard prices. Lines of deals keep their prices.
    #[serde(default)]
    price_list_id: Change<PriceListId>,
}

/// An account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountView {
    #[serde(flatten)]
    account: crm::Account,
    /// Key of the record in the system it comes from.
    external_ref: Option<ShortCode>,
    /// The account it was merged into; go on with that one.
    merged_into: Option<AccountId>,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            account: account.image,
            external_ref: account.external_ref,
            merged_into: account.merged_into,
            version: account.version,
        }
    }
}

/// An account that was just recorded or changed, with what it may be a duplicate of. It was written all the same: a person
/// decides.
#[derive(Debug, Serialize, JsonSchema)]
struct AccountRecorded {
    #[serde(flatten)]
    account: AccountView,
    /// Accounts that may be the same.
    duplicates: Vec<Candidate>,
}

/// Which accounts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAccounts {
    /// Beginning of the name, in any case.
    name: Option<Name>,
    /// Words that name or web site hold, in any order, whatever case and accents.
    q: Option<Name>,
    owner_id: Option<MemberId>,
    country: Option<CountryCode>,
    /// Line of business, in any case.
    industry: Option<Name>,
    external_ref: Option<ShortCode>,
    /// Those that have this price list.
    price_list_id: Option<PriceListId>,
    /// Those that belong to this account.
    parent_id: Option<AccountId>,
    tax_number: Option<TaxNumber>,
    /// City of the seat, whatever case and accents.
    city: Option<Name>,
    /// Digits of the telephone number, from any place on; other signs do not count.
    phone: Option<Name>,
    /// Least number of employees; those that say none are left out.
    min_employees: Option<i32>,
    /// Greatest number of employees; those that say none are left out.
    max_employees: Option<i32>,
    /// Least they turn over in a year, in the organisation's currency at the newest rate; those without one are left out.
    min_revenue: Option<Decimal>,
    /// Most they turn over in a year, in the organisation's currency at the newest rate; those without one are left out.
    max_revenue: Option<Decimal>,
    /// First year they may be founded in.
    founded_from: Option<i16>,
    /// Last year they may be founded in.
    founded_to: Option<i16>,
    /// A tag they have.
    tag_id: Option<TagId>,
    /// What custom values must be: a JSON object by field id, of values, `null` for none,
    /// `{"least": "10", "most": "20"}`, or `{"contains": "part"}` of a text.
    custom: Option<String>,
    #[serde(default)]
    sort: Sort,
    /// The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
    sort_field: Option<FieldId>,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateAccount>) -> Result<Created<AccountRecorded>> {
    check_website(body.website.as_ref())?;
    check_further(&body.additional_websites)?;
    check_phone(body.phone.as_ref())?;
    super::check_named(&mut tx, "/parent_id", body.parent_id).await?;
    members::check_owner(&mut tx, body.owner_id).await?;
    price_lists::check_chosen(&mut tx, "/price_list_id", body.price_list_id, None).await?;
    let image = crm::Account {
        account_id: AccountId::new(),
        name: body.name,
        parent_id: body.parent_id,
        industry: body.industry,
        country: body.country,
        tax_number: body.tax_number,
        website: body.website,
        additional_websites: body.additional_websites,
        phone: body.phone,
        address: body.address.and_then(Address::said),
        employees: body.employees,
        annual_revenue: body.annual_revenue,
        founded_year: body.founded_year,
        owner_id: body.owner_id,
        tags: tags::known(&mut tx, body.tags).await?,
        custom: custom_fields::change(&mut tx, FieldRecord::Account, None, body.custom).await?,
        price_list_id: body.price_list_id,
    };
    let account = super::record(&mut tx, image, body.external_ref).await?;
    let duplicates = duplicates::store::accounts(&mut tx, &Traits::of_account(&account.image)).await?;
    let (address, version) = (format!("/v1/accounts/{}", account.image.account_id), account.version);
    tx.created(address, version, AccountRecorded { account: account.into(), duplicates }).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<AccountId>,
    Json(mut body): Json<UpdateAccount>,
) -> Result<Reply<AccountRecorded>> {
    let mut account = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("account"))?;
    tx.require_match(account.version)?;
    super::check_live(&account)?;
    check_website(body.website.value())?;
    check_further(body.additional_websites.as_deref().unwrap_or_default())?;
    check_phone(body.phone.value())?;
    members::check_owner(&mut tx, body.owner_id.value().copied()).await?;
    let chosen = body.price_list_id.value().copied();
    price_lists::check_chosen(&mut tx, "/price_list_id", chosen, account.image.price_list_id).await?;
    check_parent(&mut tx, id, body.parent_id.value().copied()).await?;
    let (mut image, mut external_ref) = (account.image.clone(), account.external_ref.clone());
    let owner_before = image.owner_id;
    if let Some(tags) = body.tags.take() {
        image.tags = tags::known(&mut tx, tags).await?;
    }
    let changes = std::mem::take(&mut body.custom);
    image.custom = custom_fields::change(&mut tx, FieldRecord::Account, Some(&account.image.custom), changes).await?;
    body.apply(&mut image, &mut external_ref);
    let updated = account.update(image, external_ref)?;
    store::save(&mut tx, &account).await?;
    let event = tx.publish(account.version, &updated)?;
    timeline::deals::account_updated(&mut tx, event, owner_before, &account.image).await?;
    let duplicates = duplicates::store::accounts(&mut tx, &Traits::of_account(&account.image)).await?;
    tx.reply(account.version, AccountRecorded { account: account.into(), duplicates }).await
}

fn check_website(website: Option<&Name>) -> Result<()> {
    reaches::check_website(website).map_err(|detail| Problem::field("/website", detail))
}

fn check_phone(phone: Option<&Name>) -> Result<()> {
    reaches::check_phone(phone).map_err(|detail| Problem::field("/phone", detail))
}

fn check_further(websites: &[Name]) -> Result<()> {
    let refuse = |detail| Problem::field("/additional_websites", detail);
    reaches::check_further(websites, reaches::check_website).map_err(refuse)
}

/// Refuses a parent that is the account itself or below it.
async fn check_parent(tx: &mut Tx, id: AccountId, parent: Option<AccountId>) -> Result<()> {
    let Some(parent) = parent else { return Ok(()) };
    super::check_named(tx, "/parent_id", Some(parent)).await?;
    store::lock_family_tree(tx).await?;
    if store::is_ancestor_or_self(tx, id, parent).await? {
        let detail = "would make the account its own ancestor; choose an account that is not below it";
        return Err(Problem::field("/parent_id", detail));
    }
    Ok(())
}

impl UpdateAccount {
    fn apply(self, image: &mut crm::Account, external_ref: &mut Option<ShortCode>) {
        if let Some(name) = self.name {
            image.name = name;
        }
        self.parent_id.apply(&mut image.parent_id);
        self.industry.apply(&mut image.industry);
        self.country.apply(&mut image.country);
        self.tax_number.apply(&mut image.tax_number);
        let websites = (self.website, self.additional_websites);
        reaches::change(&mut image.website, &mut image.additional_websites, websites, reaches::website_key);
        self.phone.apply(&mut image.phone);
        self.address.apply_to(&mut image.address);
        self.employees.apply(&mut image.employees);
        self.annual_revenue.apply(&mut image.annual_revenue);
        self.founded_year.apply(&mut image.founded_year);
        self.owner_id.apply(&mut image.owner_id);
        self.external_ref.apply(external_ref);
        self.price_list_id.apply(&mut image.price_list_id);
    }
}

async fn get(mut db: Read, Path(id): Path<AccountId>) -> Result<Reply<AccountView>> {
    let account = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("account"))?;
    Ok(Reply::of(account.version, account.into()))
}

impl ListAccounts {
    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem that names the parameter, for a custom field that is not there or a value that is not one of it.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        lists::not_crossed(("min_employees", self.min_employees), ("max_employees", self.max_employees))?;
        lists::not_crossed(("min_revenue", self.min_revenue), ("max_revenue", self.max_revenue))?;
        if self.phone.as_ref().is_some_and(|phone| !phone.as_str().contains(|one: char| one.is_ascii_digit())) {
            return Err(Problem::field("phone", "must hold digits to look for"));
        }
        lists::in_order(("founded_from", self.founded_from), ("founded_to", self.founded_to))?;
        let (custom, sorted) = (self.custom.as_deref(), self.sort.is_custom());
        let custom = filter::conditions(db, FieldRecord::Account, custom, self.sort_field, sorted).await?;
        let tags = match self.tag_id {
            Some(tag) => Some(tags::store::names_of(db, tag).await?),
            None => None,
        };
        Ok(Filter {
            name: self.name.as_ref().map(sort_key),
            text: self.q.clone(),
            owner_id: self.owner_id,
            country: self.country,
            industry: self.industry.clone(),
            external_ref: self.external_ref.clone(),
            price_list_id: self.price_list_id,
            parent_id: self.parent_id,
            tax_number: self.tax_number.clone(),
            city: self.city.clone(),
            phone: self.phone.clone(),
            min_employees: self.min_employees,
            max_employees: self.max_employees,
            min_revenue: self.min_revenue,
            max_revenue: self.max_revenue,
            founded_from: self.founded_from,
            founded_to: self.founded_to,
            tags,
            custom,
        })
    }
}

impl List for ListAccounts {
    type Item = AccountView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<AccountView>> {
        let filter = self.filter(db).await?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(page.map(|listed| AccountView::from(listed.account)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListAccounts>) -> Result<Reply<Page<AccountView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

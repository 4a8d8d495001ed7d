//! From the rows of the files to what shall be recorded, without asking anybody. Every row becomes a record, with notes
//! on what had to be mended, or a refusal that says why.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use kernel::{CountryCode, Currency, Decimal, Email, Money, Name, ShortCode};

use super::rows::{File, FileError, Row, read};
use super::words;

/// The currency of every amount in the files.
pub const CURRENCY: Currency = Currency::USD;
/// A name the pipeline has for a product that is called otherwise in the list of products.
const PRODUCT_ALIAS: (&str, &str) = ("GTXPro", "GTX Pro");

/// The contents of the four files.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// Clients.
    pub accounts: &'a [u8],
    /// What is sold.
    pub products: &'a [u8],
    /// Who sells.
    pub sales_teams: &'a [u8],
    /// Opportunities.
    pub pipeline: &'a [u8],
}

/// Where a record comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub file: File,
    /// The line; the header is line 1.
    pub line: u64,
    /// What the row calls itself.
    pub record: String,
}

/// A record to be made, and what had to be mended for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned<T> {
    /// Where it comes from.
    pub source: Source,
    /// What it says otherwise than the row, and why.
    pub mends: Vec<String>,
    /// The record.
    pub record: T,
}

/// A row that becomes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub source: Source,
    /// Why.
    pub why: String,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAccount {
    /// Its key, by which a second run finds it.
    pub key: ShortCode,
    /// Its name.
    pub name: Name,
    /// Name of the account it belongs to.
    pub parent: Option<String>,
    /// How many accounts stand above it.
    pub level: usize,
    /// Its industry.
    pub industry: Option<Name>,
    /// Its seat.
    pub country: Option<CountryCode>,
    /// How many people it has.
    pub employees: Option<i32>,
    /// What it turns over in a year.
    pub annual_revenue: Option<Money>,
    /// When it was founded.
    pub founded_year: Option<i16>,
}

/// A sales agent who becomes a member.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAgent {
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: Email,
}

/// A product: a name and a price of deal lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// Its name.
    pub name: Name,
    /// What it costs unless agreed otherwise.
    pub list_price: Money,
}

/// Where an opportunity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Nobody was talked to yet.
    Prospecting,
    /// Being talked about.
    Engaging,
    /// Won on a day.
    Won(NaiveDate),
    /// Lost on a day.
    Lost(NaiveDate),
}

/// A deal to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDeal {
    /// Id of the opportunity, by which a second run finds it.
    pub key: ShortCode,
    /// Its name.
    pub name: Name,
    /// Name of who would buy.
    pub account: Option<String>,
    /// Name of who sells.
    pub agent: Option<String>,
    /// What is sold.
    pub product: Name,
    /// What it is sold for.
    pub price: Money,
    /// When work on it began; the day of the import when not known.
    pub opened_on: Option<NaiveDate>,
    /// Where it stands.
    pub stand: Stand,
}

/// Everything to be done, and every row that cannot be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Accounts, parents before those that belong to them.
    pub accounts: Vec<Planned<NewAccount>>,
    /// Products.
    pub products: Vec<Planned<Product>>,
    /// Sales agents.
    pub agents: Vec<Planned<NewAgent>>,
    /// Deals, in the order of the file.
    pub deals: Vec<Planned<NewDeal>>,
    /// Rows that become nothing.
    pub refused: Vec<Refused>,
}

/// Why a second row of an account is refused.
const BEFORE: &str = "the file names this account before";

/// A record with what had to be mended, or why there is none.
type Mended<T> = Result<(T, Vec<String>), String>;

impl Plan {
    /// Reads the files.
    pub fn of(files: Files<'_>) -> Result<Self, FileError> {
        let columns =
            ["account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"];
        let accounts = read(File::Accounts, files.accounts, columns)?;
        let products = read(File::Products, files.products, ["product", "sales_price"])?;
        let agents = read(File::SalesTeams, files.sales_teams, ["sales_agent", "manager", "regional_office"])?;
        let columns = [
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_date",
            "close_value",
        ];
        let pipeline = read(File::Pipeline, files.pipeline, columns)?;
        let mut plan = Self::default();
        plan.accounts(accounts);
        plan.products = plan.rows(File::Products, products, product);
        let mut taken = HashSet::new();
        plan.agents = plan.rows(File::SalesTeams, agents, |row| agent(row, &mut taken));
        let known = Known::of(&plan);
        let mut taken = HashSet::new();
        plan.deals = plan.rows(File::Pipeline, pipeline, |row| deal(row, &known, &mut taken));
        Ok(plan)
    }

    /// How many rows it accounts for.
    pub fn row_count(&self) -> usize {
        self.accounts.len() + self.products.len() + self.agents.len() + self.deals.len() + self.refused.len()
    }

    /// Plans the rows of a file one by one; those that refuse are set aside.
    fn rows<T, const N: usize>(
        &mut self,
        file: File,
        rows: Vec<Row<N>>,
        mut plan: impl FnMut(&[String; N]) -> Mended<T>,
    ) -> Vec<Planned<T>> {
        let mut planned = Vec::with_capacity(rows.len());
        for Row { line, fields } in rows {
            let record = fields.as_ref().map(|fields| fields[0].clone()).unwrap_or_default();
            let source = Source { file, line, record };
            match fields.and_then(|fields| plan(&fields)) {
                Ok((record, mends)) => planned.push(Planned { source, mends, record }),
                Err(why) => self.refused.push(Refused { source, why }),
            }
        }
        planned
    }

    fn accounts(&mut self, rows: Vec<Row<7>>) {
        let mut taken = HashMap::new();
        self.accounts = self.rows(File::Accounts, rows, |row| account(row, &mut taken));
        let names: HashSet<String> =
            self.accounts.iter().map(|account| account.record.name.as_str().to_owned()).collect();
        for account in &mut self.accounts {
            if let Some(parent) = account.record.parent.take_if(|parent| !names.contains(parent)) {
                account.mends.push(format!("{parent} is not in the file; recorded as belonging to nobody"));
            }
        }
        level(&mut self.accounts);
        self.accounts.sort_by_key(|account| (account.record.level, account.source.line));
    }
}

/// Counts how many accounts stand above each. Where that leads in a circle, the circle is opened.
fn level(accounts: &mut [Planned<NewAccount>]) {
    let mut levels: HashMap<String, usize> = HashMap::new();
    while levels.len() < accounts.len() {
        let before = levels.len();
        for account in accounts.iter_mut().map(|planned| &mut planned.record) {
            let level = match &account.parent {
                None => Some(0),
                Some(parent) => levels.get(parent).map(|level| level + 1),
            };
            if let Some(level) = level {
                account.level = level;
                levels.insert(account.name.as_str().to_owned(), level);
            }
        }
        if levels.len() == before {
            let stuck = accounts.iter_mut().find(|account| !levels.contains_key(account.record.name.as_str()));
            let Some(stuck) = stuck else { return };
            stuck.record.parent = None;
            stuck.mends.push("belongs to itself in the end; recorded as belonging to nobody".to_owned());
        }
    }
}

fn account(row: &[String; 7], taken: &mut HashMap<ShortCode, String>) -> Mended<NewAccount> {
    let [name, sector, founded, revenue, employees, office, parent] = row;
    let mut mends = Vec::new();
    let mut key = words::key(name).map_err(|error| format!("account {error}"))?;
    match taken.get(&key) {
        Some(other) if other == name => return Err(BEFORE.to_owned()),
        Some(other) => {
            mends.push(format!("key {key} is that of {other}; took another"));
            key = words::digest(name).map_err(|error| format!("account {error}"))?;
            if taken.contains_key(&key) {
                return Err(BEFORE.to_owned());
            }
        }
        None => {}
    }
    let industry = match sector.as_str() {
        "technolgy" => {
            mends.push("sector technolgy is technology".to_owned());
            "technology"
        }
        sector => sector,
    };
    let country = given(office).and_then(|office| {
        let found = words::country(office);
        match &found {
            None => mends.push(format!("office_location {office} is no country known here; left out")),
            Some((_, note)) => mends.extend(note.map(str::to_owned)),
        }
        found.map(|(country, _)| country)
    });
    let account = NewAccount {
        name: Name::new(name.as_str()).map_err(|error| format!("account {error}"))?,
        parent: given(parent).map(str::to_owned),
        level: 0,
        industry: field("sector", industry, &mut mends, |text| Name::new(text).ok()),
        country,
        employees: field("employees", employees, &mut mends, |text| text.parse().ok().filter(|count| *count >= 0)),
        annual_revenue: field("revenue", revenue, &mut mends, millions),
        founded_year: field("year_established", founded, &mut mends, |text| {
            text.parse().ok().filter(|year| (1000..=9999).contains(year))
        }),
        key: key.clone(),
    };
    taken.insert(key, name.clone());
    Ok((account, mends))
}

fn product(row: &[String; 2]) -> Mended<Product> {
    let [name, price] = row;
    let list_price = amount(price).ok_or_else(|| format!("sales_price {price:?} is no amount in {CURRENCY}"))?;
    Ok((
        Product { name: Name::new(name.as_str()).map_err(|error| format!("product {error}"))?, list_price },
        Vec::new(),
    ))
}

fn agent(row: &[String; 3], taken: &mut HashSet<Email>) -> Mended<NewAgent> {
    let [name, manager, office] = row;
    let email = words::email(name).map_err(|error| format!("sales_agent: the address {error}"))?;
    if !taken.insert(email.clone()) {
        return Err(format!("somebody in the file has the address {email} already"));
    }
    let mut mends = Vec::new();
    if given(manager).is_some() || given(office).is_some() {
        mends.push("manager and regional_office are refused: members have no place for them".to_owned());
    }
    Ok((NewAgent { name: Name::new(name.as_str()).map_err(|error| format!("sales_agent {error}"))?, email }, mends))
}

/// What rows of the pipeline may name.
struct Known {
    accounts: HashSet<String>,
    agents: HashSet<String>,
    products: HashMap<String, Product>,
}

impl Known {
    fn of(plan: &Plan) -> Self {
        let text = |name: &Name| name.as_str().to_owned();
        Self {
            accounts: plan.accounts.iter().map(|one| text(&one.record.name)).collect(),
            agents: plan.agents.iter().map(|one| text(&one.record.name)).collect(),
            products: plan.products.iter().map(|one| (text(&one.record.name), one.record.clone())).collect(),
        }
    }

    fn product(&self, name: &str, mends: &mut Vec<String>) -> Result<&Product, String> {
        let (odd, right) = PRODUCT_ALIAS;
        let known = match self.products.get(name) {
            None if name == odd => {
                mends.push(format!("product {odd} is {right}"));
                self.products.get(right)
            }
            known => known,
        };
        known.ok_or_else(|| format!("product {name:?} is not in {}", File::Products.name()))
    }
}

fn deal(row: &[String; 8], known: &Known, taken: &mut HashSet<ShortCode>) -> Mended<NewDeal> {
    let [id, agent, product, account, stage, engaged, closed, value] = row;
    let mut mends = Vec::new();
    let key = ShortCode::new(id.as_str()).map_err(|error| format!("opportunity_id {error}"))?;
    if taken.contains(&key) {
        return Err("the file has an opportunity of this id before".to_owned());
    }
    let product = known.product(product, &mut mends)?;
    let account = given(account);
    if let Some(name) = account.filter(|name| !known.accounts.contains(*name)) {
        return Err(format!("account {name:?} is not in {}", File::Accounts.name()));
    }
    let agent = given(agent).map(str::to_owned).filter(|name| known.agents.contains(name));
    if agent.is_none() {
        mends.push("the sales agent is not in the file; owned by whoever imports".to_owned());
    }
    let stand = stand(stage, closed)?;
    let price = match stand {
        Stand::Won(_) if account.is_none() => return Err("is won, but names no account".to_owned()),
        Stand::Won(_) => amount(value).ok_or_else(|| format!("close_value {value:?} is no amount in {CURRENCY}"))?,
        Stand::Prospecting | Stand::Engaging | Stand::Lost(_) => {
            mends.push("value is the list price of the product, an estimate".to_owned());
            product.list_price
        }
    };
    if account.is_none() {
        mends.push("no account yet".to_owned());
    }
    let opened_on = opened(engaged, stand, &mut mends)?;
    let name = format!("{} for {}", product.name, account.unwrap_or("nobody"));
    let name = if account.is_some() { name } else { format!("{} (no account yet)", product.name) };
    let deal = NewDeal {
        name: Name::new(name).map_err(|error| format!("name {error}"))?,
        account: account.map(str::to_owned),
        agent,
        product: product.name.clone(),
        price,
        opened_on,
        stand,
        key: key.clone(),
    };
    taken.insert(key);
    Ok((deal, mends))
}

fn stand(stage: &str, closed: &str) -> Result<Stand, String> {
    let closed = || date(closed).ok_or_else(|| format!("close_date {closed:?} is no date, but the deal is {stage}"));
    match stage {
        "Prospecting" => Ok(Stand::Prospecting),
        "Engaging" => Ok(Stand::Engaging),
        "Won" => closed().map(Stand::Won),
        "Lost" => closed().map(Stand::Lost),
        other => Err(format!("deal_stage {other:?} is none of Prospecting, Engaging, Won, Lost")),
    }
}

fn opened(engaged: &str, stand: Stand, mends: &mut Vec<String>) -> Result<Option<NaiveDate>, String> {
    let closed = match stand {
        Stand::Won(on) | Stand::Lost(on) => Some(on),
        Stand::Prospecting | Stand::Engaging => None,
    };
    match (given(engaged), closed) {
        (Some(text), closed) => {
            let on = date(text).ok_or_else(|| format!("engage_date {text:?} is no date"))?;
            if closed.is_some_and(|closed| closed < on) {
                return Err(format!("closes before its engage_date {on}"));
            }
            Ok(Some(on))
        }
        (None, Some(closed)) => {
            mends.push("no engage_date; opened on the day it closed".to_owned());
            Ok(Some(closed))
        }
        (None, None) => {
            mends.push("no engage_date; opened on the day of the import".to_owned());
            Ok(None)
        }
    }
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A field of a row that goes on without it when it cannot be read.
fn field<T>(name: &str, text: &str, mends: &mut Vec<String>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let value = read(given(text)?);
    if value.is_none() {
        mends.push(format!("{name} {text:?} cannot be; left out"));
    }
    value
}

fn date(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.parse().ok()?;
    (1900..2200).contains(&day.year()).then_some(day)
}

/// An amount that can stand on an invoice.
fn amount(text: &str) -> Option<Money> {
    let amount = Money::new(Decimal::from_str_exact(text).ok()?, CURRENCY).ok()?;
    (amount.is_minor() && !amount.is_negative()).then_some(amount)
}

/// Millions, as the files have them, in units.
fn millions(text: &str) -> Option<Money> {
    let units = Decimal::from_str_exact(text).ok()?.checked_mul(Decimal::from(1_000_000))?;
    Money::new(units, CURRENCY).ok().filter(|amount| !amount.is_negative())
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;

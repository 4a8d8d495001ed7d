//! Explanations over HTTP.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use exports::List;
use kernel::{Currency, Cursor, EventId, Limit, Money, Page, Permission, PostingId};
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{self, Filter, Line};
use crate::ledger::Account;
use crate::reports::model::{Days, shows_credit};
use crate::standing;

/// The address of explanations.
pub fn routes() -> Routes {
    Routes::new("explain").get(
        "/v1/explain",
        Permission::ReadReports,
        "The postings that sum to a figure, each with the event it comes from",
        explain,
    )
}

/// Which postings. Reports carry the address that asks for those of each figure.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingsAsked {
    /// Accounts, separated by commas.
    account: String,
    /// In this currency.
    currency: Option<Currency>,
    /// Recorded after this instant; from the beginning when left out. What was recorded at it belongs to the figure as of then, so what
    /// comes between two moments is asked with the earlier one here, the later one as `as_of`.
    from: Option<DateTime<Utc>>,
    /// Recorded until this instant, at it too.
    as_of: Option<DateTime<Utc>>,
    /// Belonging to this business day or a later one.
    day_from: Option<NaiveDate>,
    /// Belonging to this business day or an earlier one.
    day_to: Option<NaiveDate>,
    /// Of this project; `none` for postings without one.
    project_id: Option<String>,
    /// Of this client (an account in CRM) and of those that ended in it, or `none`.
    customer_id: Option<String>,
    /// Of this deal, or `none`.
    deal_id: Option<String>,
    /// Of this person, or `none`.
    person_id: Option<String>,
    /// Of this cost centre, or `none`.
    cost_center_id: Option<String>,
    /// Of this stage, or `none`.
    stage_id: Option<String>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// Postings, and what they sum to.
#[derive(Debug, Serialize, JsonSchema)]
struct Explanation {
    /// The moment behind which the postings begin; none from the beginning.
    from: Option<DateTime<Utc>>,
    /// The moment the figure is of.
    as_of: DateTime<Utc>,
    /// The accounts.
    accounts: Vec<Account>,
    /// The sums over all pages, in each currency.
    sums: Vec<SumView>,
    /// The postings, in the order in which they were recorded.
    items: Vec<PostingView>,
    /// Send it as `cursor` to get the next page; none on the last.
    next_cursor: Option<Cursor>,
}

/// What the postings of one currency sum to.
#[derive(Debug, Serialize, JsonSchema)]
struct SumView {
    /// The currency.
    currency: Currency,
    /// Debits less credits.
    sum: Money,
    /// The same as reports show it: with the sign turned when an account is income or a liability.
    figure: Money,
    /// How many postings.
    postings: i64,
}

/// A posting, and where it comes from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PostingView {
    /// Its id.
    posting_id: PostingId,
    /// The account.
    account: Account,
    /// Debits are positive, credits negative.
    amount: Money,
    /// Deals it adds to or takes from the account.
    deals: i32,
    /// What it is about.
    description: String,
    /// The business day it belongs to.
    effective_on: NaiveDate,
    /// When the event happened.
    recorded_at: DateTime<Utc>,
    /// The event that made it.
    event_id: Uuid,
    /// Its type.
    event_type: String,
    /// Kind of what changed.
    aggregate_type: String,
    /// What changed.
    aggregate_id: Uuid,
    /// Which change of it.
    aggregate_seq: i64,
    /// Who caused it.
    actor: String,
    /// What they are called, when known.
    actor_name: Option<String>,
    /// The chain of cause and effect; see `/v1/trace/{id}`.
    correlation_id: Uuid,
    /// The project.
    project_id: Option<Uuid>,
    /// Its name, when known.
    project_name: Option<String>,
    /// The client: an account in CRM.
    customer_id: Option<Uuid>,
    /// Its name, when known.
    customer_name: Option<String>,
    /// The deal.
    deal_id: Option<Uuid>,
    /// Its name, when known.
    deal_name: Option<String>,
    /// Who worked.
    person_id: Option<Uuid>,
    /// Their name, when known.
    person_name: Option<String>,
    /// The cost centre.
    cost_center_id: Option<Uuid>,
    /// Its name, when known.
    cost_center_name: Option<String>,
    /// The stage.
    stage_id: Option<Uuid>,
    /// Its name, when known.
    stage_name: Option<String>,
}

impl TryFrom<Line> for PostingView {
    type Error = Problem;
    fn try_from(line: Line) -> Result<Self> {
        let currency = Currency::from_code(&line.currency).map_err(Problem::internal)?;
        Ok(Self {
            posting_id: PostingId::derived(line.event_id, &line.place.to_string()),
            account: line.account.parse().map_err(Problem::internal)?,
            amount: Money::new(line.amount, currency).map_err(Problem::internal)?,
            deals: line.deals,
            description: line.description,
            effective_on: line.effective_on,
            recorded_at: line.recorded_at,
            event_id: line.event_id,
            event_type: line.event_type,
            aggregate_type: line.aggregate_type,
            aggregate_id: line.aggregate_id,
            aggregate_seq: line.aggregate_seq,
            actor: line.actor,
            actor_name: line.actor_name,
            correlation_id: line.correlation_id,
            project_id: line.project_id,
            project_name: line.project_name,
            customer_id: line.account_id,
            customer_name: line.account_name,
            deal_id: line.deal_id,
            deal_name: line.deal_name,
            person_id: line.person_id,
            person_name: line.person_name,
            cost_center_id: line.cost_center_id,
            cost_center_name: line.cost_center_name,
            stage_id: line.stage_id,
            stage_name: line.stage_name,
        })
    }
}

impl PostingsAsked {
    async fn filter(&self, db: &mut Read) -> Result<Filter> {
        if let (Some(from), Some(as_of)) = (self.from, self.as_of)
            && from > as_of
        {
            let detail = "must not be later than as_of: it is where the time between them begins";
            return Err(Problem::field("from", detail));
        }
        if let (Some(first), Some(last)) = (self.day_from, self.day_to)
            && first > last
        {
            return Err(Problem::field("day_to", "must not be before day_from"));
        }
        let accounts = self.account.split(',').map(Account::from_str).collect::<Result<Vec<_>, _>>();
        let id = |name: &'static str, text: &Option<String>| match text.as_deref() {
            None => Ok(None),
            Some("none") => Ok(Some(Uuid::nil())),
            Some(text) => text
                .parse::<EventId>()
                .map(|id| Some(id.as_uuid()))
                .map_err(|error| Problem::field(name, format!("{error}, or none"))),
        };
        let customers = match id("customer_id", &self.customer_id)? {
            Some(client) => Some(standing::store::family(db, client).await?),
            None => None,
        };
        Ok(Filter {
            accounts: accounts.map_err(|error| Problem::field("account", error.to_string()))?,
            currency: self.currency,
            from: self.from,
            as_of: self.as_of,
            days: Days { from: self.day_from, to: self.day_to },
            project_id: id("project_id", &self.project_id)?,
            customers,
            deal_id: id("deal_id", &self.deal_id)?,
            person_id: id("person_id", &self.person_id)?,
            cost_center_id: id("cost_center_id", &self.cost_center_id)?,
            stage_id: id("stage_id", &self.stage_id)?,
        })
    }
}

/// A page of the postings that a filter lets through.
async fn postings(db: &mut Read, filter: &Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PostingView>> {
    let after = cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let lines = store::lines(db, filter, after, limit).await?;
    let page = Page::from_rows(lines, limit, |line| (line.recorded_at, line.event_id, line.place));
    let items = page.items.into_iter().map(PostingView::try_from).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

impl List for PostingsAsked {
    type Item = PostingView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PostingView>> {
        let filter = self.filter(db).await?;
        postings(db, &filter, cursor, limit).await
    }
}

async fn explain(mut db: Read, Query(asked): Query<PostingsAsked>) -> Result<Reply<Explanation>> {
    let filter = asked.filter(&mut db).await?;
    let Page { items, next_cursor } = postings(&mut db, &filter, asked.cursor, asked.limit.unwrap_or_default()).await?;
    let sums = store::sums(&mut db, &filter).await?;
    Ok(Reply::plain(Explanation {
        from: asked.from,
        as_of: asked.as_of.map_or(db.now, |asked| asked.min(db.now)),
        sums: sums.iter().map(|sum| view(sum, &filter.accounts)).collect::<Result<_>>()?,
        accounts: filter.accounts,
        items,
        next_cursor,
    }))
}

fn view(sum: &store::Sum, accounts: &[Account]) -> Result<SumView> {
    let money = Money::new(sum.amount, sum.currency).map_err(Problem::internal)?;
    let figure = if shows_credit(accounts) { money.checked_neg().map_err(Problem::internal)? } else { money };
    Ok(SumView { currency: sum.currency, sum: money, figure, postings: sum.postings })
}

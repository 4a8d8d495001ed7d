//! Doing what a plan says, as far as it is not done yet.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use uuid::Uuid;

use super::compare::{Expected, compare};
use super::plan::{NewAccount, NewAgent, NewDeal, Plan, Planned, Refused, Source, Stand};
use super::report::{Outcome, Report, RowReport};
use super::words;
use crate::api::{Api, ApiError};
use crate::import::watch::Watch;

/// Requests under way at once.
const AT_ONCE: usize = 8;
/// How long crm may take to hear of new members.
const MEMBERS_WITHIN: Duration = Duration::from_mins(1);
/// Why lost deals of the pipeline were lost.
const LOST_REASON: &str = "Lost in the imported pipeline; it gives no reason";
/// What a deal is called that is not any more as an import left it.
const CHANGED: &str = "somebody has changed it since; left as it is";

/// Does what the plan says and is not done yet, then waits until every service agrees on the deals that were won. Rows
/// the API refuses are reported; anything else that goes wrong ends the import, and a second one goes on from there.
pub async fn bring_in(api: &Api, plan: Plan, watch: &Watch) -> Result<Report> {
    let started = Instant::now();
    let organization = api.get("identity/v1/organization").await?;
    let mut rows: Vec<RowReport> = plan.refused.into_iter().map(refused).collect();
    rows.extend(plan.products.into_iter().map(|product| {
        let what = vec!["became names and prices of deal lines; there is no list of products".to_owned()];
        row(product.source, Outcome::Used, what)
    }));
    let mut notes = vec![
        "The pipeline has no VAT: every line has the rate 0.".to_owned(),
        "Agents' log-ins have passwords that nobody was told.".to_owned(),
    ];
    let bring = Bring { api, watch };
    let members = bring.agents(plan.agents, &mut rows).await?;
    let accounts = bring.accounts(plan.accounts, &mut rows).await?;
    bring.wait_for_members(&members).await?;
    let stages = Stages::read(api, &mut notes).await?;
    let existing = existing_deals(api).await?;
    let around = Around { members, accounts, stages, existing };
    watch.begin("deals", plan.deals.len() as u64);
    let done: Vec<Done> =
        stream::iter(plan.deals).map(|deal| bring.deal(deal, &around)).buffer_unordered(AT_ONCE).try_collect().await?;
    let expected = Expected::of(done.iter().filter_map(|done| done.won.clone()))?;
    rows.extend(done.into_iter().map(|done| done.row));
    rows.sort_by_key(|row| (row.file, row.row));
    let took = started.elapsed();
    let won = compare(api, &expected, watch).await?;
    Ok(Report {
        organization: organization["name"].as_str().unwrap_or_default().to_owned(),
        rows,
        notes,
        won,
        took,
        agreed_after: started.elapsed().saturating_sub(took),
    })
}

/// What deals refer to, by the names the files have for it, and the deals that are there already.
struct Around {
    members: HashMap<String, Uuid>,
    accounts: HashMap<String, Uuid>,
    stages: Stages,
    existing: HashMap<String, Existing>,
}

struct Existing {
    deal_id: Uuid,
    status: String,
    version: i64,
}

/// A row of the pipeline that was dealt with, and its deal when it is now won.
struct Done {
    row: RowReport,
    won: Option<(String, kernel::Money)>,
}

/// The stages open deals stand in.
struct Stages {
    prospecting: Uuid,
    engaging: Uuid,
}

impl Stages {
    async fn read(api: &Api, notes: &mut Vec<String>) -> Result<Self> {
        let pipelines = api.get("crm/v1/pipelines").await?;
        let stages = pipelines["items"][0]["stages"].as_array().context("there is no pipeline")?;
        let open: Vec<&Value> = stages.iter().filter(|stage| stage["status"] == "open").collect();
        let mut find = |name: &str, place: usize| {
            let stage = open.iter().find(|stage| stage["name"] == name).or_else(|| {
                let other = open.get(place).or(open.last())?;
                notes.push(format!("There is no stage {name}; {} stands for it.", other["name"]));
                Some(other)
            });
            uuid(stage.context("the pipeline has no open stage")?, "stage_id")
        };
        Ok(Self { prospecting: find("Prospecting", 0)?, engaging: find("Qualified", 1)? })
    }
}

struct Bring<'a> {
    api: &'a Api,
    watch: &'a Watch,
}

impl Bring<'_> {
    /// The same for every run of a step of a record.
    fn key(&self, step: &str, record: &str) -> String {
        Uuid::new_v5(&self.api.org_id, format!("maven {step} {record}").as_bytes()).to_string()
    }

    async fn post(&self, path: &str, body: &Value, step: &str, record: &str) -> Result<Result<Value, String>> {
        match self.api.post_once(path, body, &self.key(step, record)).await {
            Ok(answer) => Ok(Ok(answer)),
            Err(error) => refusal(error).map(Err),
        }
    }

    /// Members by the name the files have for them.
    async fn agents(&self, agents: Vec<Planned<NewAgent>>, rows: &mut Vec<RowReport>) -> Result<HashMap<String, Uuid>> {
        self.watch.begin("sales agents", agents.len() as u64);
        let known = self.members().await?;
        let done: Vec<(RowReport, Option<(String, Uuid)>)> =
            stream::iter(agents).map(|agent| self.agent(agent, &known)).buffer_unordered(AT_ONCE).try_collect().await?;
        let (reports, members): (Vec<_>, Vec<_>) = done.into_iter().unzip();
        rows.extend(reports);
        Ok(members.into_iter().flatten().collect())
    }

    /// Members by address; none for those who left.
    async fn members(&self) -> Result<HashMap<String, Option<Uuid>>> {
        let members = self.api.list("identity/v1/members").await?;
        members
            .iter()
            .map(|member| {
                let email = member["email"].as_str().unwrap_or_default().to_lowercase();
                let id = uuid(member, "member_id")?;
                Ok((email, member["active"].as_bool().unwrap_or(true).then_some(id)))
            })
            .collect()
    }

    async fn agent(
        &self,
        planned: Planned<NewAgent>,
        known: &HashMap<String, Option<Uuid>>,
    ) -> Result<(RowReport, Option<(String, Uuid)>)> {
        let Planned { source, mut mends, record: NewAgent { name, email } } = planned;
        self.watch.one();
        let named = |id| (name.as_str().to_owned(), id);
        let own = words::email_in(self.api.org_id, &email)?;
        // Earlier imports gave the address of the files.
        match known.get(own.as_str()).or_else(|| known.get(email.as_str())) {
            Some(Some(id)) => return Ok((row(source, Outcome::Unchanged, mends), Some(named(*id)))),
            Some(None) => {
                mends.push("is a member no more; their deals are owned by whoever imports".to_owned());
                return Ok((row(source, Outcome::Unchanged, mends), None));
            }
            None => {}
        }
        let body = json!({ "name": name, "email": own, "roles": ["sales"] });
        Ok(match self.post("identity/v1/members", &body, "member", own.as_str()).await? {
            Ok(answer) if answer["invitation"].is_object() => {
                mends.push(
                    "has a log-in elsewhere and was invited; their deals are owned by whoever imports".to_owned(),
                );
                (made(source, mends), None)
            }
            Ok(answer) => (made(source, mends), Some(named(uuid(&answer, "member_id")?))),
            Err(why) => (row(source, Outcome::Refused, vec![why]), None),
        })
    }

    /// Accounts by name.
    async fn accounts(
        &self,
        accounts: Vec<Planned<NewAccount>>,
        rows: &mut Vec<RowReport>,
    ) -> Result<HashMap<String, Uuid>> {
        self.watch.begin("accounts", accounts.len() as u64);
        let existing = self.api.list("crm/v1/accounts").await?;
        let existing: HashMap<&str, Uuid> = existing
            .iter()
            .filter_map(|account| Some((account["external_ref"].as_str()?, uuid(account, "account_id").ok()?)))
            .collect();
        let mut known = HashMap::new();
        let deepest = accounts.iter().map(|account| account.record.level).max().unwrap_or_default();
        let mut levels: Vec<Vec<Planned<NewAccount>>> = (0..=deepest).map(|_| Vec::new()).collect();
        for account in accounts {
            levels[account.record.level].push(account);
        }
        for level in levels {
            let done: Vec<(RowReport, Option<(String, Uuid)>)> = stream::iter(level)
                .map(|account| self.account(account, &existing, &known))
                .buffer_unordered(AT_ONCE)
                .try_collect()
                .await?;
            let (reports, named): (Vec<_>, Vec<_>) = done.into_iter().unzip();
            rows.extend(reports);
            known.extend(named.into_iter().flatten());
        }
        Ok(known)
    }

    async fn account(
        &self,
        planned: Planned<NewAccount>,
        existing: &HashMap<&str, Uuid>,
        parents: &HashMap<String, Uuid>,
    ) -> Result<(RowReport, Option<(String, Uuid)>)> {
        let Planned { source, mut mends, record: account } = planned;
        self.watch.one();
        let named = |id| Some((account.name.as_str().to_owned(), id));
        if let Some(id) = existing.get(account.key.as_str()) {
            return Ok((row(source, Outcome::Unchanged, mends), named(*id)));
        }
        let parent = account.parent.as_ref().and_then(|parent| parents.get(parent));
        if let (Some(name), None) = (&account.parent, parent) {
            mends.push(format!("{name} was refused; recorded as belonging to nobody"));
        }
        let body = json!({
            "name": account.name, "parent_id": parent, "industry": account.industry, "country": account.country,
            "employees": account.employees, "annual_revenue": account.annual_revenue,
            "founded_year": account.founded_year, "external_ref": account.key,
        });
        Ok(match self.post("crm/v1/accounts", &body, "account", account.key.as_str()).await? {
            Ok(answer) => (made(source, mends), named(uuid(&answer, "account_id")?)),
            Err(why) => (row(source, Outcome::Refused, vec![why]), None),
        })
    }

    /// Owners of deals must be known where deals are kept.
    async fn wait_for_members(&self, members: &HashMap<String, Uuid>) -> Result<()> {
        self.watch.begin("members in crm", members.len() as u64);
        let started = Instant::now();
        loop {
            let listed = self.api.list("crm/v1/members").await?;
            let listed: HashSet<Uuid> = listed.iter().filter_map(|member| uuid(member, "member_id").ok()).collect();
            let known = members.values().filter(|id| listed.contains(id)).count();
            self.watch.reach(known as u64);
            if known == members.len() {
                return Ok(());
            }
            if started.elapsed() > MEMBERS_WITHIN {
                let missing = members.len() - known;
                bail!(
                    "crm has not heard of {missing} members within {} s; run the import again",
                    MEMBERS_WITHIN.as_secs()
                );
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn deal(&self, planned: Planned<NewDeal>, around: &Around) -> Result<Done> {
        let Planned { source, mut mends, record: deal } = planned;
        let done = |row: RowReport| {
            let stands = matches!(deal.stand, Stand::Won(_)) && row.outcome != Outcome::Refused;
            let won = stands && !row.what.iter().any(|what| what == CHANGED);
            Ok(Done { row, won: won.then(|| (deal.key.as_str().to_owned(), deal.price)) })
        };
        let deal_id = match around.existing.get(deal.key.as_str()) {
            Some(existing) if existing.status == status(deal.stand) => {
                self.watch.one();
                return done(row(source, Outcome::Unchanged, mends));
            }
            Some(existing) if existing.status == "open" && existing.version == 1 => existing.deal_id,
            Some(_) => {
                self.watch.one();
                mends.push(CHANGED.to_owned());
                return done(row(source, Outcome::Unchanged, mends));
            }
            None => match self.open(&deal, around, &mut mends).await? {
                Ok(answer) => uuid(&answer, "deal_id")?,
                Err(why) => {
                    self.watch.one();
                    return done(row(source, Outcome::Refused, vec![why]));
                }
            },
        };
        let closed = self.close(&deal, deal_id).await?;
        self.watch.one();
        done(match closed {
            Ok(()) => made(source, mends),
            Err(why) => row(source, Outcome::Refused, vec![format!("was opened, but not closed: {why}")]),
        })
    }

    async fn open(&self, deal: &NewDeal, around: &Around, mends: &mut Vec<String>) -> Result<Result<Value, String>> {
        let account_id = match &deal.account {
            None => None,
            Some(name) => match around.accounts.get(name) {
                Some(id) => Some(id),
                None => return Ok(Err(format!("account {name} was refused"))),
            },
        };
        let owner_id = deal.agent.as_ref().and_then(|name| around.members.get(name));
        if deal.agent.is_some() && owner_id.is_none() {
            mends.push("its agent is no member; owned by whoever imports".to_owned());
        }
        let stage_id = match deal.stand {
            Stand::Prospecting => around.stages.prospecting,
            Stand::Engaging | Stand::Won(_) | Stand::Lost(_) => around.stages.engaging,
        };
        let body = json!({
            "name": deal.name, "account_id": account_id, "owner_id": owner_id, "stage_id": stage_id,
            "currency": deal.price.currency(), "opened_on": deal.opened_on, "external_ref": deal.key,
            "lines": [{
                "name": deal.product, "vat_rate": "0",
                "billing": { "kind": "one_off", "quantity": "1", "unit_price": deal.price },
            }],
        });
        self.post("crm/v1/deals", &body, "open", deal.key.as_str()).await
    }

    async fn close(&self, deal: &NewDeal, deal_id: Uuid) -> Result<Result<(), String>> {
        let (verb, body) = match deal.stand {
            Stand::Prospecting | Stand::Engaging => return Ok(Ok(())),
            Stand::Won(on) => ("win", json!({ "won_on": on })),
            Stand::Lost(on) => ("lose", json!({ "lost_on": on, "reason": LOST_REASON })),
        };
        let path = format!("crm/v1/deals/{deal_id}/{verb}");
        Ok(self.post(&path, &body, verb, deal.key.as_str()).await?.map(drop))
    }
}

async fn existing_deals(api: &Api) -> Result<HashMap<String, Existing>> {
    let deals = api.list("crm/v1/deals").await?;
    let with_key = deals.iter().filter_map(|deal| Some((deal["external_ref"].as_str()?, deal)));
    with_key
        .map(|(key, deal)| {
            let status = deal["status"].as_str().context("a deal without status")?.to_owned();
            let version = deal["version"].as_i64().context("a deal without version")?;
            Ok((key.to_owned(), Existing { deal_id: uuid(deal, "deal_id")?, status, version }))
        })
        .collect()
}

fn status(stand: Stand) -> &'static str {
    match stand {
        Stand::Prospecting | Stand::Engaging => "open",
        Stand::Won(_) => "won",
        Stand::Lost(_) => "lost",
    }
}

/// The sentence of an answer that refuses a record; everything else is trouble that ends the import.
fn refusal(error: anyhow::Error) -> Result<String> {
    match error.downcast::<ApiError>() {
        Ok(error) if matches!(error.status, 400 | 404 | 409 | 412 | 413 | 422) => Ok(error.detail),
        Ok(error) if error.status == 401 => {
            Err(anyhow::Error::new(error)
                .context("the log-in ended while the import ran; start it again and it goes on"))
        }
        Ok(error) => Err(error.into()),
        Err(error) => Err(error),
    }
}

fn row(source: Source, outcome: Outcome, what: Vec<String>) -> RowReport {
    RowReport { file: source.file, row: source.line, record: source.record, outcome, what }
}

fn made(source: Source, mends: Vec<String>) -> RowReport {
    let outcome = if mends.is_empty() { Outcome::Created } else { Outcome::Mended };
    row(source, outcome, mends)
}

fn refused(Refused { source, why }: Refused) -> RowReport {
    row(source, Outcome::Refused, vec![why])
}

fn uuid(value: &Value, field: &str) -> Result<Uuid> {
    let id = value[field].as_str().and_then(|id| id.parse().ok());
    id.with_context(|| format!("an answer has no {field}"))
}

#[cfg(test)]
mod tests {
    use super::super::rows::File;
    use super::*;

    fn api_error(status: u16) -> anyhow::Error {
        ApiError { status, code: "code".to_owned(), detail: "detail".to_owned() }.into()
    }

    #[test]
    fn only_refusals_of_a_record_are_survived() {
        assert_eq!(refusal(api_error(422)).unwrap(), "detail");
        assert_eq!(refusal(api_error(409)).unwrap(), "detail");
        for status in [401, 403, 429, 500, 502, 503] {
            assert!(refusal(api_error(status)).is_err(), "{status}");
        }
        assert!(refusal(api_error(401)).unwrap_err().to_string().contains("goes on"));
    }

    #[test]
    fn what_was_mended_is_not_called_created() {
        let source = || Source { file: File::Accounts, line: 2, record: "Acme".to_owned() };
        assert_eq!(made(source(), Vec::new()).outcome, Outcome::Created);
        assert_eq!(made(source(), vec!["x".to_owned()]).outcome, Outcome::Mended);
    }
}

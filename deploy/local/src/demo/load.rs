//! Loading the company, step by step. Each step may have been done by an earlier load.

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use futures::{StreamExt, TryStreamExt, future, stream};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::Calendar;
use super::lines::eur;
use super::selling::Selling;
use super::story::{
    APPROVED_UNTIL, CLIENTS, COST_CENTERS, Client, DEALS, Deal, End, HABITS, Habit, LAST_CLAIM, PEOPLE, Person,
    REACHED, SUBMITTED_UNTIL,
};
use super::{PASSWORD, anchor, quotes, status, talks, text, today, wait};
use crate::api::Api;

/// Requests under way at once.
pub(super) const AT_ONCE: usize = 8;

/// What keys of the story stand for in the API.
pub(super) type Ids = HashMap<&'static str, String>;

/// Loads everything that is not there.
pub(super) async fn load(url: &str, api: &Api, email: &str) -> Result<()> {
    let days = Calendar(anchor(api).await?.map_or_else(today, Ok)?);
    let loader = Loader { api, days };
    // The accounts come first: they keep the day.
    let accounts = loader.each(&CLIENTS, |client| loader.account(client)).await?;
    let (members, cost_centers, ()) = future::try_join3(
        loader.each(&PEOPLE[1..], |person| loader.member(person, email)),
        loader.each(&COST_CENTERS, |center| loader.cost_center(*center)),
        loader.contacts(&accounts),
    )
    .await?;
    let selling = Selling::set_up(&loader).await?;
    let (deals, ()) = future::try_join(loader.deals(&accounts, &members, &selling), loader.people(email)).await?;
    selling.renewals(&loader, &accounts).await?;
    quotes::settings(&loader).await?;
    quotes::load(&loader, &accounts, &deals).await?;
    // Colleagues are known in crm by now, so leads can be handed to them.
    super::leads::load(&loader, &members).await?;
    super::routines::load(&loader, &members).await?;
    let won = DEALS.iter().filter(|deal| matches!(deal.end, End::Won(_)));
    let projects = loader.each(won, |deal| loader.project(deal, &deals)).await?;
    let hands = Hands::log_in(url, api, email).await?;
    future::try_join(loader.milestones(&projects), loader.time(&hands, &projects)).await?;
    loader.invoices(&projects).await?;
    talks::load(&loader, &hands, &deals, &members["bence"]).await?;
    loader.claim(&hands, &projects, &cost_centers).await
}

/// The address of somebody of the company whose owner has the address `owner`.
fn address(person: &Person, owner: &str) -> String {
    match owner.split_once('@') {
        Some((local, domain)) if local == PEOPLE[0].key => format!("{}@{domain}", person.key),
        _ if person.key == PEOPLE[0].key => owner.to_owned(),
        _ => format!("{}.{owner}", person.key),
    }
}

/// Those who do something themselves.
pub(super) struct Hands {
    anna: Api,
    petra: Api,
    dora: Api,
}

impl Hands {
    async fn log_in(url: &str, anna: &Api, owner: &str) -> Result<Self> {
        let log_in = |key: &'static str| async move {
            let person = PEOPLE.iter().find(|person| person.key == key).context("nobody of this name")?;
            Api::log_in(url, &address(person, owner), PASSWORD).await
        };
        let (petra, dora) = future::try_join(log_in("petra"), log_in("dora")).await?;
        Ok(Self { anna: anna.clone(), petra, dora })
    }

    pub(super) fn of(&self, person: &str) -> &Api {
        match person {
            "petra" => &self.petra,
            "dora" => &self.dora,
            _ => &self.anna,
        }
    }
}

/// Writes the company down in the name of its owner.
pub(super) struct Loader<'a> {
    pub(super) api: &'a Api,
    pub(super) days: Calendar,
}

impl Loader<'_> {
    /// The same whenever a step is repeated.
    fn key(&self, step: &str) -> String {
        Uuid::new_v5(&self.api.org_id, format!("demo {step}").as_bytes()).to_string()
    }

    pub(super) async fn post(&self, path: &str, body: &Value, step: &str) -> Result<Value> {
        self.post_as(self.api, path, body, step).await
    }

    pub(super) async fn post_as(&self, api: &Api, path: &str, body: &Value, step: &str) -> Result<Value> {
        api.post_once(path, body, &self.key(step)).await.with_context(|| format!("the demo stopped at {step}"))
    }

    /// Does something for several things at once.
    async fn each<T, F>(&self, things: impl IntoIterator<Item = T>, act: impl Fn(T) -> F) -> Result<Ids>
    where
        F: Future<Output = Result<(&'static str, String)>>,
    {
        stream::iter(things).map(act).buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn account(&self, client: &Client) -> Result<(&'static str, String)> {
        let [street, postal_code, city] = client.seat;
        let body = json!({
            "name": client.name, "country": client.country, "industry": client.industry, "phone": client.phone,
            "address": { "street": street, "postal_code": postal_code, "city": city },
            "tax_number": client.tax_number, "employees": client.employees, "external_ref": self.days.key(client.key),
        });
        let account = self.post("crm/v1/accounts", &body, &format!("account {}", client.key)).await?;
        Ok((client.key, text(&account, "account_id")?.to_owned()))
    }

    async fn contacts(&self, accounts: &Ids) -> Result<()> {
        let all = CLIENTS.iter().flat_map(|client| client.contacts.iter().map(move |contact| (client, contact)));
        stream::iter(all)
            .map(|(client, (name, job, email))| async move {
                let account_id = &accounts[client.key];
                let body = json!({ "name": name, "account_id": account_id, "email": email, "job_title": job });
                self.post("crm/v1/contacts", &body, &format!("contact {email}")).await.map(drop)
            })
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    async fn member(&self, person: &Person, owner: &str) -> Result<(&'static str, String)> {
        let email = address(person, owner);
        let body = json!({ "name": person.name, "email": email, "roles": [person.role], "password": PASSWORD });
        let member = self.post("identity/v1/members", &body, &format!("member {}", person.key)).await?;
        Ok((person.key, text(&member, "member_id")?.to_owned()))
    }

    async fn cost_center(&self, (code, name): (&'static str, &str)) -> Result<(&'static str, String)> {
        let body = json!({ "code": code, "name": name });
        let center = self.post("expenses/v1/cost-centers", &body, &format!("cost centre {code}")).await?;
        Ok((code, text(&center, "cost_center_id")?.to_owned()))
    }

    async fn deals(&self, accounts: &Ids, members: &Ids, selling: &Selling) -> Result<Ids> {
        wait("colleagues in crm", async || {
            let known = self.api.list("crm/v1/members").await?;
            let all = members.values().all(|id| known.iter().any(|member| member["member_id"] == id.as_str()));
            Ok(all.then_some(()))
        })
        .await?;
        let pipelines = self.api.get("crm/v1/pipelines").await?;
        let stages = pipelines["items"][0]["stages"].as_array().context("there is no pipeline")?;
        let stage = |name: &str| stages.iter().find(|stage| stage["name"] == name).map(|stage| &stage["stage_id"]);
        self.each(&DEALS, |deal| async move {
            let step = |verb: &str| format!("{verb} {}", deal.key);
            let (first, opened) = deal.path.first().context("a deal that was nowhere")?;
            let owner = members.get(deal.owner).cloned().unwrap_or_else(|| self.api.member_id.to_string());
            let mut body = json!({
                "name": deal.name, "account_id": accounts[deal.client], "owner_id": owner, "stage_id": stage(first),
                "opened_on": self.days.ago(*opened), "external_ref": self.days.key(deal.key),
                "lines": (deal.lines)(self.days),
            });
            if let End::Open(days) = deal.end {
                body["expected_close_on"] = json!(self.days.ahead(days));
            }
            if body["lines"].as_array().is_some_and(Vec::is_empty) {
                body["value"] = eur("9000");
            }
            selling.describe(deal.key, &mut body);
            let opened = self.post("crm/v1/deals", &body, &step("open")).await?;
            let id = text(&opened, "deal_id")?.to_owned();
            for (name, ago) in &deal.path[1..] {
                let body = json!({ "stage_id": stage(name), "on": self.days.ago(*ago) });
                self.post(&format!("crm/v1/deals/{id}/move"), &body, &format!("move {} to {name}", deal.key)).await?;
            }
            match deal.end {
                End::Open(_) => {}
                End::Won(ago) => {
                    let body = json!({ "won_on": self.days.ago(ago) });
                    self.post(&format!("crm/v1/deals/{id}/win"), &body, &step("win")).await?;
                }
                End::Lost(ago, reason) => {
                    let body = json!({ "lost_on": self.days.ago(ago), "reason": reason });
                    self.post(&format!("crm/v1/deals/{id}/lose"), &body, &step("lose")).await?;
                }
            }
            Ok((deal.key, id))
        })
        .await
    }

    /// Members are people as soon as projects has heard of them; what they do and cost is said here.
    async fn people(&self, owner: &str) -> Result<()> {
        let people = wait("colleagues in projects", async || {
            let people = self.api.list("projects/v1/people").await?;
            let found = PEOPLE.iter().map(|person| {
                let email = address(person, owner);
                people.iter().find(|one| one["email"].as_str() == Some(&email)).cloned()
            });
            Ok(found.collect::<Option<Vec<Value>>>())
        })
        .await?;
        stream::iter(PEOPLE.iter().zip(people))
            .map(|(person, found)| async move {
                let path = format!("projects/v1/people/{}", text(&found, "person_id")?);
                if found["role"] != person.job {
                    let version = found["version"].as_i64().context("a person without version")?;
                    self.api.change(Method::PATCH, &path, &json!({ "role": person.job }), version).await?;
                }
                for (cost, ago) in person.costs.iter().zip([730, 45]) {
                    let body = json!({ "effective_from": self.days.ago(ago), "hourly_cost": eur(cost) });
                    let step = format!("cost {cost} of {}", person.key);
                    self.post(&format!("{path}/cost-rates"), &body, &step).await?;
                }
                Ok(())
            })
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    async fn project(&self, deal: &Deal, deals: &Ids) -> Result<(&'static str, String)> {
        let path = format!("projects/v1/projects?deal_id={}", deals[deal.key]);
        let id = wait("a project", async || {
            let projects = self.api.get(&path).await?;
            Ok(projects["items"][0]["project_id"].as_str().map(str::to_owned))
        });
        Ok((deal.key, id.await?))
    }

    async fn milestones(&self, projects: &Ids) -> Result<()> {
        for (deal, name, ago) in REACHED {
            let path = format!("projects/v1/projects/{}", projects[deal]);
            let project = self.api.get(&path).await?;
            let milestones = project["milestones"].as_array().context("a project without milestones")?;
            let milestone = milestones.iter().find(|milestone| milestone["name"] == name);
            let id = text(milestone.context("a project without its milestone")?, "milestone_id")?;
            let body = json!({ "completed_on": self.days.ago(ago) });
            self.post(&format!("{path}/milestones/{id}/complete"), &body, &format!("reach {name}")).await?;
        }
        Ok(())
    }

    /// Everybody logs their own time and hands it in; the owner approves what is older.
    async fn time(&self, hands: &Hands, projects: &Ids) -> Result<()> {
        let mut tasks: HashMap<(&str, Option<&str>), (String, String)> = HashMap::new();
        for Habit { deal, task, .. } in &HABITS {
            let project = self.api.get(&format!("projects/v1/projects/{}", projects[deal])).await?;
            let all = project["tasks"].as_array().context("a project without tasks")?;
            let found = all.iter().find(|one| task.is_none_or(|task| one["name"] == task));
            let id = text(found.context("a project without its task")?, "task_id")?.to_owned();
            tasks.insert((deal, *task), (projects[deal].clone(), id));
        }
        let all = HABITS.iter().flat_map(|habit| self.days.days_of(habit).into_iter().map(move |ago| (habit, ago)));
        let logged: Vec<(&str, u64, String)> = stream::iter(all)
            .map(|(habit, ago)| {
                let (project_id, task_id) = &tasks[&(habit.deal, habit.task)];
                async move {
                    let work_on = self.days.ago(ago);
                    let body = json!({
                        "project_id": project_id, "task_id": task_id, "work_on": work_on, "hours": habit.hours,
                        "note": habit.note,
                    });
                    let step = format!("time {} {} {work_on}", habit.person, habit.deal);
                    let entry = self.post_as(hands.of(habit.person), "projects/v1/time-entries", &body, &step).await?;
                    Ok::<_, anyhow::Error>((habit.person, ago, text(&entry, "time_entry_id")?.to_owned()))
                }
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        for person in ["dora", "petra", "anna"] {
            let ids = pick(&logged, |(by, ago, _)| *by == person && *ago > SUBMITTED_UNTIL);
            let body = json!({ "time_entry_ids": ids });
            let step = format!("hand in {person}");
            self.post_as(hands.of(person), "projects/v1/time-entries/submit", &body, &step).await?;
        }
        let ids = pick(&logged, |(_, ago, _)| *ago > APPROVED_UNTIL);
        self.post("projects/v1/time-entries/approve", &json!({ "time_entry_ids": ids }), "approve").await?;
        Ok(())
    }

    /// What was delivered is invoiced; one invoice is paid, one in part, one not yet.
    async fn invoices(&self, projects: &Ids) -> Result<()> {
        let by_the_hour: usize = HABITS
            .iter()
            .filter(|habit| habit.deal == "portal")
            .map(|habit| self.days.days_of(habit).into_iter().filter(|ago| *ago > APPROVED_UNTIL).count())
            .sum();
        let webshop = self.drafted(&projects["webshop"], REACHED.len()).await?;
        let portal = self.drafted(&projects["portal"], by_the_hour).await?;
        let care = self.collect(&projects["care"]).await?;
        let webshop = self.issue(&webshop, self.days.ago(17), "webshop").await?;
        let portal = self.issue(&portal, self.days.ago(7), "portal").await?;
        self.issue(&care, self.days.ago(7), "care").await?;
        let body = json!({
            "customer_id": webshop["customer_id"], "amount": webshop["gross"], "received_on": self.days.ago(4),
            "reference": format!("Invoice {}", text(&webshop, "number")?),
            "applications": [{ "invoice_id": webshop["invoice_id"], "amount": webshop["gross"] }],
        });
        self.post("billing/v1/payments", &body, "pay webshop").await?;
        let body = json!({
            "customer_id": portal["customer_id"], "amount": eur("5000"), "received_on": self.days.ago(2),
            "reference": "First part",
            "applications": [{ "invoice_id": portal["invoice_id"], "amount": eur("5000") }],
        });
        self.post("billing/v1/payments", &body, "pay portal").await?;
        Ok(())
    }

    /// The invoice that collects what a project delivered, once it has so many lines; or the one it became.
    async fn drafted(&self, project: &str, lines: usize) -> Result<String> {
        wait("delivered work on a draft", async || {
            let invoices = self.api.list(&format!("billing/v1/invoices?project_id={project}")).await?;
            let numbered = invoices.iter().find(|invoice| invoice["number"].is_string());
            let whole = |invoice: &&Value| {
                invoice["status"] == "draft" && invoice["lines"].as_array().is_some_and(|all| all.len() >= lines)
            };
            let found = numbered.or_else(|| invoices.iter().find(whole));
            found.map(|invoice| text(invoice, "invoice_id").map(str::to_owned)).transpose()
        })
        .await
    }

    /// A draft of the periods that have begun.
    async fn collect(&self, project: &str) -> Result<String> {
        wait("periods to bill", async || {
            let work = self.api.get(&format!("billing/v1/work?project_id={project}")).await?;
            Ok(work["items"].as_array().is_some_and(|items| !items.is_empty()).then_some(()))
        })
        .await?;
        let body = json!({ "project_id": project });
        let draft = self.post("billing/v1/invoices/from-work", &body, "collect care").await?;
        Ok(text(&draft, "invoice_id")?.to_owned())
    }

    async fn issue(&self, invoice: &str, on: NaiveDate, deal: &str) -> Result<Value> {
        let body = json!({ "issued_on": on });
        self.post(&format!("billing/v1/invoices/{invoice}/issue"), &body, &format!("issue {deal}")).await
    }

    /// Somebody was travelling; the client pays a part. This is the last step, by which a load is known to be complete.
    async fn claim(&self, hands: &Hands, projects: &Ids, cost_centers: &Ids) -> Result<()> {
        let categories = self.api.get("expenses/v1/categories").await?;
        let categories = categories["items"].as_array().context("there are no categories")?;
        let category = |code: &str| categories.iter().find(|one| one["code"] == code).map(|one| &one["category_id"]);
        let body = json!({ "title": LAST_CLAIM, "lines": [
            {
                "category_id": category("travel"), "project_id": projects["portal"], "cost_center_id": null,
                "description": "Train Budapest - Vienna and back", "spent_on": self.days.ago(13), "amount": eur("78.40"),
                "charge": { "amount": eur("78.40"), "vat_rate": "0" },
            },
            {
                "category_id": category("meals"), "project_id": null, "cost_center_id": cost_centers["DEV"],
                "description": "Lunch", "spent_on": self.days.ago(13), "amount": eur("23.90"), "charge": null,
            },
        ] });
        let claim = wait("the project in expenses", async || {
            match self.post_as(&hands.dora, "expenses/v1/claims", &body, "claim").await {
                Ok(claim) => Ok(Some(claim)),
                Err(error) if status(&error) == Some(422) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await?;
        let path = format!("expenses/v1/claims/{}", text(&claim, "claim_id")?);
        self.post_as(&hands.dora, &format!("{path}/submit"), &json!({}), "hand in claim").await?;
        self.post(&format!("{path}/approve"), &json!({}), "approve claim").await?;
        Ok(())
    }
}

/// Ids of the entries that are asked for.
fn pick<'a>(logged: &'a [(&str, u64, String)], which: impl Fn(&(&str, u64, String)) -> bool) -> Vec<&'a str> {
    logged.iter().filter(|entry| which(entry)).map(|(_, _, id)| id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_do_not_share_addresses() {
        let [anna, bence, ..] = &PEOPLE;
        assert_eq!(address(bence, "anna@gerinc.example"), "bence@gerinc.example");
        assert_eq!(address(anna, "anna@gerinc.example"), "anna@gerinc.example");
        assert_eq!(address(anna, "demo-7@gerinc.example"), "demo-7@gerinc.example");
        assert_eq!(address(bence, "demo-7@gerinc.example"), "bence.demo-7@gerinc.example");
    }
}

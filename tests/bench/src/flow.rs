//! (d) The flow of a service business, from a new client to the paid invoice, each step an HTTP call through the gateway:
//! a company and a contact; a deal, moved through three stages and won; its project with three tasks; three time entries;
//! an invoice of three lines, issued; its payment.

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use gerinc::api::{Api, ApiError};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::measure::load;
use crate::processes::used_by;
use crate::setup::{share_downloads, sign_up, target};

/// Measures flows with 1 and 8 clients, in one process and in one for each service.
pub async fn run(seconds: u64) -> Result<()> {
    println!("(d) flows, from a new client to the paid invoice; every hop durable");
    for processes in [false, true] {
        let folder = tempfile::tempdir_in(target())?;
        share_downloads(folder.path());
        let mut first = start(folder.path(), processes).await?;
        stop(&mut first.child).await?;
        let started = Instant::now();
        let mut suite = start(folder.path(), processes).await?;
        let ready = started.elapsed();
        println!("    {}", if processes { "one process for each service" } else { "all services in one process" });
        println!("      ready on existing data in {:.2} s", ready.as_secs_f64());
        let root = suite.child.id().context("the suite ended")?;
        print_memory("idle", root);
        let flow = Flow::prepare(&suite.url).await?;
        for clients in [1, 8] {
            let before = used_by(root);
            let run = flow.clone();
            let done = load(clients, seconds, move |number| {
                let (flow, number) = (run.clone(), number + clients * 100_000);
                async move { flow.once(number).await }
            })
            .await;
            println!(
                "      {clients} client(s): {:6.1} flows/s   p50 {:6.1}   p95 {:6.1}   p99 {:6.1} ms   failed {}",
                done.per_second,
                done.times.quantile(0.5),
                done.times.quantile(0.95),
                done.times.quantile(0.99),
                done.failed
            );
            print_cpu(&before, root, done.times.len());
        }
        print_memory("after load", root);
        stop(&mut suite.child).await?;
    }
    println!();
    Ok(())
}

struct Started {
    child: Child,
    url: String,
}

async fn start(folder: &std::path::Path, processes: bool) -> Result<Started> {
    let mut command = Command::new(target().join("release/gerinc"));
    command.args(["up", "--empty", "--listen", "127.0.0.1:0"]).arg("--folder").arg(folder);
    if processes {
        command.arg("--processes");
    }
    command.env("GATEWAY_RATE_PER_SECOND", "1000000").stdout(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let child = command.spawn().context("build it first: cargo build --release -p gerinc")?;
    let started = Instant::now();
    loop {
        let file = std::fs::read(folder.join("running.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        if let Some(url) = file.as_ref().and_then(|file| file["url"].as_str())
            && reqwest::get(format!("{url}/readyz")).await.is_ok_and(|answer| answer.status().is_success())
        {
            return Ok(Started { child, url: url.to_owned() });
        }
        anyhow::ensure!(started.elapsed() < Duration::from_mins(1), "the suite was not ready within a minute");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn stop(child: &mut Child) -> Result<()> {
    let id = child.id().context("the suite ended by itself")?;
    Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
    child.wait().await?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn print_cpu(before: &std::collections::BTreeMap<String, crate::processes::Use>, root: u32, flows: usize) {
    let mut total = 0.0;
    let mut parts = Vec::new();
    for (kind, now) in used_by(root) {
        let spent = now.cpu_ms - before.get(&kind).map_or(0.0, |then| then.cpu_ms);
        total += spent;
        parts.push(format!("{kind} {:.1}", spent / flows as f64));
    }
    println!("        processor time for each flow {:.1} ms: {}", total / flows as f64, parts.join(", "));
}

fn print_memory(when: &str, root: u32) {
    let used = used_by(root);
    let ours: f64 = used
        .iter()
        .filter(|(kind, _)| !matches!(kind.as_str(), "postgresql" | "nats-server" | "guards"))
        .map(|(_, one)| one.memory_mb)
        .sum();
    let parts: Vec<String> = used.iter().map(|(kind, one)| format!("{kind} {:.0}", one.memory_mb)).collect();
    println!("      memory {when}: {ours:.0} MB ours ({})", parts.join(", "));
}

/// What all flows share.
#[derive(Clone)]
struct Flow {
    api: Api,
    stages: Vec<String>,
}

impl Flow {
    async fn prepare(url: &str) -> Result<Self> {
        let api = sign_up(url).await?;
        let member = api.member_id.to_string();
        let started = Instant::now();
        while !api.list("projects/v1/people").await?.iter().any(|person| person["member_id"] == member) {
            anyhow::ensure!(started.elapsed() < Duration::from_secs(20), "the owner did not become a person");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let pipelines = api.get("crm/v1/pipelines").await?;
        let pipeline = pipelines["items"]
            .as_array()
            .or_else(|| pipelines.as_array())
            .and_then(|all| all.first())
            .context("no pipeline")?;
        let stages = pipeline["stages"].as_array().context("no stages")?;
        let open = stages.iter().filter(|stage| stage["status"] == "open").skip(1).take(3);
        let stages = open.filter_map(|stage| stage["stage_id"].as_str().map(str::to_owned)).collect();
        Ok(Self { api, stages })
    }

    async fn once(&self, number: usize) -> Result<()> {
        let api = &self.api;
        let name = format!("Client {number}");
        let account = api.post("crm/v1/accounts", &json!({ "name": name })).await?;
        let account_id = &account["account_id"];
        api.post("crm/v1/contacts", &json!({ "name": "Contact", "account_id": account_id })).await?;
        let rate = |role: &str| json!({ "role": role, "hourly_rate": eur("100"), "estimated_hours": "10" });
        let line = json!({ "name": "Work", "vat_rate": "27", "billing": { "kind": "time_and_materials",
            "rates": [rate("Developer"), rate("Designer"), rate("Tester")] } });
        let deal =
            api.post("crm/v1/deals", &json!({ "name": name, "account_id": account_id, "lines": [line] })).await?;
        let deal_id: kernel::DealId = deal["deal_id"].as_str().context("no deal")?.parse()?;
        for stage in &self.stages {
            api.post(&format!("crm/v1/deals/{deal_id}/move"), &json!({ "stage_id": stage })).await?;
        }
        api.post(&format!("crm/v1/deals/{deal_id}/win"), &json!({})).await?;
        let project = self.project(deal_id).await?;
        for task in project["tasks"].as_array().context("no tasks")? {
            // A day has 24 hours, so each flow works on a day of its own.
            let day = kernel::TimeZoneName::UTC.local_date(now()) - days(1 + number % 5000);
            let entry = json!({ "project_id": project["project_id"], "task_id": task["task_id"], "work_on": day, "hours": "0.5" });
            api.post("projects/v1/time-entries", &entry).await?;
        }
        let account: kernel::AccountId = account_id.as_str().context("no account")?.parse()?;
        let line =
            |text: &str| json!({ "description": text, "quantity": "10", "unit_price": eur("100"), "vat_rate": "27" });
        let draft = json!({ "customer_id": contracts::billing::customer_of(account), "project_id": project["project_id"],
            "lines": [line("Development"), line("Design"), line("Tests")] });
        let invoice = until_known(|| api.post("billing/v1/invoices", &draft)).await?;
        let path = format!("billing/v1/invoices/{}/issue", invoice["invoice_id"].as_str().context("no invoice")?);
        let issued = api.post(&path, &json!({})).await?;
        let payment = json!({ "customer_id": issued["customer_id"], "amount": issued["gross"],
            "applications": [{ "invoice_id": issued["invoice_id"], "amount": issued["gross"] }] });
        api.post("billing/v1/payments", &payment).await?;
        Ok(())
    }

    async fn project(&self, deal: kernel::DealId) -> Result<Value> {
        let path = format!("projects/v1/projects/{}", contracts::projects::project_of(deal));
        until_known(|| self.api.get(&path)).await
    }
}

/// Asks again while a service has not heard yet of what the question names.
pub async fn until_known<F: Future<Output = Result<Value>>>(ask: impl Fn() -> F) -> Result<Value> {
    let started = Instant::now();
    loop {
        match ask().await {
            Err(error)
                if started.elapsed() < Duration::from_secs(10)
                    && error.downcast_ref::<ApiError>().is_some_and(|problem| matches!(problem.status, 404 | 422)) =>
            {
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
            answer => return answer,
        }
    }
}

fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn now() -> chrono::DateTime<chrono::Utc> {
    platform::clock::Clock::default().now()
}

fn days(count: usize) -> chrono::Days {
    chrono::Days::new(count as u64)
}

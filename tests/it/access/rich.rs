//! An organisation that has one of everything, each with a text that no other organisation may ever read.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use gerinc::api::Api;
use kernel::{DealId, OrgId};
use platform::db::Mode;
use reqwest::Method;
use serde_json::{Value, json};
use suite::{World, eventually};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::document::unknown_id;
use crate::raw::Client;

/// An organisation with one of everything.
pub struct Rich {
    pub api: Api,
    /// Stands in every name and note.
    pub canary: String,
    /// Ids by the names that paths, queries and bodies give them.
    pub ids: BTreeMap<&'static str, String>,
}

fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn id(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}")).to_owned()
}

/// Another program, which takes whatever it is told; its address.
async fn receiver() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut heard = Vec::new();
            let whole = |heard: &[u8]| {
                let text = String::from_utf8_lossy(heard).into_owned();
                let (head, body) = text.split_once("\r\n\r\n")?;
                let length =
                    head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
                (body.len() >= length.unwrap_or(0_usize)).then_some(())
            };
            while whole(&heard).is_none() && stream.read_buf(&mut heard).await.is_ok_and(|read| read > 0) {}
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
        }
    });
    address
}

impl Rich {
    pub async fn new(world: &World) -> Self {
        let canary = format!("canary-{}", unknown_id());
        let mut rich = Self { api: world.owner().await, canary, ids: BTreeMap::new() };
        rich.keep("owner_id", rich.api.member_id.to_string());
        let lines = json!([
            { "name": rich.canary, "vat_rate": "27", "billing": { "kind": "fixed", "price": eur("900"), "budget_hours": "9",
                "milestones": [{ "name": rich.canary, "amount": eur("400") }, { "name": "Rest", "amount": eur("500") }] } },
            { "name": "Advice", "vat_rate": "27", "billing": { "kind": "time_and_materials",
                "rates": [{ "role": "Developer", "hourly_rate": eur("100"), "estimated_hours": "20" }] } },
        ]);
        let account = rich.make("account_id", "crm/v1/accounts", json!({ "name": rich.canary })).await;
        let contact = json!({ "name": rich.canary, "account_id": account["account_id"] });
        rich.make("contact_id", "crm/v1/contacts", contact).await;
        rich.keep("parent_id", id(&account, "account_id"));
        rich.settings().await;
        rich.attract().await;
        let project = rich.sell("deal_id", lines).await;
        rich.work(&project).await;
        rich.bill(&project).await;
        rich.spend(&project).await;
        rich.hand_in(world).await;
        rich.people(world).await;
        rich.ask_somebody().await;
        rich.talk(world).await;
        rich.bring(world).await;
        rich.write(world).await;
        rich.automate().await;
        rich.respect().await;
        rich.put_aside(world).await;
        rich
    }

    pub fn id(&self, name: &str) -> &str {
        self.ids.get(name).unwrap_or_else(|| panic!("nothing has a {name}"))
    }

    fn keep(&mut self, name: &'static str, id: String) {
        self.ids.insert(name, id);
    }

    async fn make(&mut self, name: &'static str, path: &str, body: Value) -> Value {
        let made = eventually(path, || async { Ok(Some(self.api.post(path, &body).await?)) }).await;
        self.keep(name, id(&made, name));
        made
    }

    async fn act(&self, path: &str, body: Value) -> Value {
        self.api.post(path, &body).await.unwrap_or_else(|error| panic!("{path}: {error:#}"))
    }

    /// A form, and a lead that is two.
    async fn attract(&mut self) {
        let form = json!({ "name": self.canary, "source": self.canary, "fields": ["message"] });
        let form = self.make("lead_form_id", "crm/v1/lead-forms", form).await;
        // Nobody would be believed who writes that.
        let advert = json!({ "email": "x@example.com", "message": format!("<a href=x>{}</a>", self.canary) });
        self.act(&format!("crm/v1/public/forms/{}/submissions", form["form_key"].as_str().unwrap()), advert).await;
        let held = self.api.get("crm/v1/suspected-messages").await.unwrap();
        self.keep("suspected_message_id", id(&held["items"][0], "suspected_message_id"));
        self.keep("form_id", self.id("lead_form_id").to_owned());
        let lead = json!({ "name": self.canary, "company": self.canary, "note": self.canary });
        let other = self.make("lead_id", "crm/v1/leads", lead.clone()).await;
        self.make("lead_id", "crm/v1/leads", lead).await;
        let merge = format!("crm/v1/leads/{}/merge", self.id("lead_id"));
        let merge = self.act(&merge, json!({ "merged_id": other["lead_id"] })).await;
        self.keep("merge_id", id(&merge, "merge_id"));
    }

    /// Opens and wins a deal; answers its project.
    async fn sell(&mut self, name: &'static str, lines: Value) -> Value {
        let deal = json!({ "name": self.canary, "account_id": self.id("account_id"), "contact_id": self.id("contact_id"), "lines": lines });
        let deal = self.act("crm/v1/deals", deal).await;
        let deal_id: DealId = id(&deal, "deal_id").parse().unwrap();
        self.act(&format!("crm/v1/deals/{deal_id}/win"), json!({})).await;
        self.keep(name, deal_id.to_string());
        self.keep("stage_id", id(&deal, "stage_id"));
        self.keep("deal_line_id", id(&deal["lines"][0], "deal_line_id"));
        let schedule = format!("billing/v1/schedules/{}", contracts::billing::schedule_of(deal_id));
        let project = format!("projects/v1/projects/{}", contracts::projects::project_of(deal_id));
        let api = &self.api;
        let schedule = eventually("the schedule", || async { Ok(api.get(&schedule).await.ok()) }).await;
        let project = eventually("the project", || async { Ok(api.get(&project).await.ok()) }).await;
        if name == "deal_id" {
            for name in ["schedule_id", "customer_id"] {
                self.keep(name, id(&schedule, name));
            }
            self.keep("project_id", id(&project, "project_id"));
        }
        project
    }

    /// How they sell.
    async fn settings(&mut self) {
        let stages = json!([{ "name": self.canary, "odds_percent": 50 }]);
        let pipeline = json!({ "name": self.canary, "stages": stages });
        let pipeline = self.make("pipeline_id", "crm/v1/pipelines", pipeline).await;
        for name in ["from_stage_id", "to_stage_id", "move_to_stage_id"] {
            self.keep(name, id(&pipeline["stages"][0], "stage_id"));
        }
        let field = json!({ "record": "deal", "name": self.canary, "kind": "text" });
        self.make("field_id", "crm/v1/custom-fields", field).await;
        let tag = self.make("tag_id", "crm/v1/tags", json!({ "name": self.canary })).await;
        self.keep("into_tag_id", id(&tag, "tag_id"));
        self.make("loss_reason_id", "crm/v1/loss-reasons", json!({ "name": self.canary })).await;
        self.make("price_list_id", "crm/v1/price-lists", json!({ "name": self.canary })).await;
        let product = json!({ "name": self.canary, "unit": "piece", "billing": "fixed", "vat_rate": "27" });
        self.make("product_id", "crm/v1/products", product).await;
        self.make("team_id", "crm/v1/teams", json!({ "name": self.canary })).await;
        let goal = json!({ "team_id": self.id("team_id"), "from": "2026-04", "span": "quarter", "amount": eur("900") });
        self.make("goal_id", "crm/v1/goals", goal).await;
        let rate = json!({ "currency": "CZK", "on": "2026-03-02", "rate": "0.04" });
        self.make("exchange_rate_id", "crm/v1/exchange-rates", rate).await;
        self.make("view_id", "crm/v1/views", json!({ "list": "deals", "name": self.canary })).await;
    }

    /// One reached milestone, one approved hour, one hour that is a draft.
    async fn work(&mut self, project: &Value) {
        let member = self.api.member_id.to_string();
        let person = eventually("the person", || async {
            let people = self.api.list("projects/v1/people").await?;
            Ok(people.into_iter().find(|person| person["member_id"] == member))
        })
        .await;
        self.keep("person_id", id(&person, "person_id"));
        let rate = json!({ "effective_from": "2020-01-01", "hourly_cost": eur("40") });
        self.act(&format!("projects/v1/people/{}/cost-rates", self.id("person_id")), rate).await;
        self.keep("milestone_id", id(&project["milestones"][0], "milestone_id"));
        let path = format!("projects/v1/projects/{}", self.id("project_id"));
        self.act(&format!("{path}/milestones/{}/complete", self.id("milestone_id")), json!({})).await;
        let task =
            project["tasks"].as_array().unwrap().iter().find(|task| task["billing"]["kind"] == "hourly").unwrap();
        self.keep("task_id", id(task, "task_id"));
        for approved in [true, false] {
            let entry = self.log_time(project, task).await;
            if approved {
                self.act(&format!("{entry}/submit"), json!({})).await;
                self.act(&format!("{entry}/approve"), json!({})).await;
            }
        }
        let work =
            eventually("the work", || async { Ok(self.api.list("billing/v1/work").await?.into_iter().next()) }).await;
        self.keep("billable_item_id", id(&work, "billable_item_id"));
        self.keep("billable_item_ids", id(&work, "billable_item_id"));
    }

    async fn log_time(&mut self, project: &Value, task: &Value) -> String {
        let time = json!({ "project_id": project["project_id"], "task_id": task["task_id"], "work_on": "2026-03-02",
            "hours": "1", "note": self.canary });
        let entry = self.make("time_entry_id", "projects/v1/time-entries", time).await;
        self.keep("time_entry_ids", id(&entry, "time_entry_id"));
        format!("projects/v1/time-entries/{}", self.id("time_entry_id"))
    }

    /// An issued invoice with a payment of a part, and a draft.
    async fn bill(&mut self, project: &Value) {
        let draft = json!({ "customer_id": self.id("customer_id"), "project_id": project["project_id"], "lines": [
            { "description": self.canary, "quantity": "1", "unit_price": eur("100"), "vat_rate": "27" }] });
        let issued = self.make("invoice_id", "billing/v1/invoices", draft.clone()).await;
        let issued = id(&issued, "invoice_id");
        self.act(&format!("billing/v1/invoices/{issued}/issue"), json!({})).await;
        let payment = json!({ "customer_id": self.id("customer_id"), "amount": eur("50"), "reference": self.canary });
        self.make("payment_id", "billing/v1/payments", payment).await;
        self.make("invoice_id", "billing/v1/invoices", draft).await;
        self.keep("invoice_line_id", unknown_id());
    }

    async fn spend(&mut self, project: &Value) {
        let cost_center = json!({ "code": "C-1", "name": self.canary });
        self.make("cost_center_id", "expenses/v1/cost-centers", cost_center).await;
        let categories = self.api.get("expenses/v1/categories").await.unwrap();
        let category = categories["items"].as_array().or(categories.as_array()).unwrap()[0].clone();
        self.keep("category_id", id(&category, "category_id"));
        let claim = json!({ "title": self.canary, "lines": [{ "category_id": category["category_id"],
            "project_id": project["project_id"], "cost_center_id": self.id("cost_center_id"), "description": self.canary,
            "spent_on": "2026-03-02", "amount": eur("10") }] });
        let claim = self.make("claim_id", "expenses/v1/claims", claim).await;
        self.keep("line_id", id(&claim["lines"][0], "claim_line_id"));
    }

    /// A receipt of the claim.
    async fn hand_in(&mut self, world: &World) {
        let path = format!("claims/{}/lines/{}/receipts?name={}", self.id("claim_id"), self.id("line_id"), self.canary);
        let client = Client::of(&world.url, &self.api).await;
        let file = format!("%PDF-1.7 {}", self.canary);
        let path = format!("/api/expenses/v1/{path}");
        let answer = client.raw(Method::POST, &path, "application/pdf", file.into_bytes()).await;
        self.keep("receipt_id", id(&answer.expect(201), "receipt_id"));
    }

    /// A member, somebody of another organisation who is invited, and a program.
    async fn people(&mut self, world: &World) {
        let email = format!("{}@example.com", self.canary);
        let member =
            json!({ "name": self.canary, "email": email, "roles": ["employee"], "password": "a long password" });
        let member = self.make("member_id", "identity/v1/members", member).await;
        self.keep("claimant_id", id(&member, "member_id"));
        let stranger = world.owner().await.get("identity/v1/session").await.unwrap();
        let invited = json!({ "name": self.canary, "email": stranger["user"]["email"], "roles": ["employee"] });
        let invited = self.act("identity/v1/members", invited).await;
        self.keep("invitation_id", id(&invited["invitation"], "invitation_id"));
        let key = json!({ "name": self.canary, "roles": ["auditor"] });
        self.make("api_key_id", "identity/v1/api-keys", key).await;
    }

    /// A project in which work was done before its deal was reopened waits for a person.
    async fn ask_somebody(&mut self) {
        let lines = json!([{ "name": "Advice", "vat_rate": "27", "billing": { "kind": "time_and_materials",
            "rates": [{ "role": "Developer", "hourly_rate": eur("100"), "estimated_hours": "2" }] } }]);
        let project = self.sell("other_deal_id", lines).await;
        let draft = self.id("time_entry_id").to_owned();
        self.log_time(&project, &project["tasks"][0]).await;
        self.keep("time_entry_id", draft.clone());
        self.keep("time_entry_ids", draft);
        let path = format!("crm/v1/deals/{}/reopen", self.id("other_deal_id"));
        self.act(&path, json!({ "reason": self.canary })).await;
        let quote = json!({ "deal_id": self.id("other_deal_id"), "title": self.canary });
        self.make("quote_id", "crm/v1/quotes", quote).await;
        let decision = eventually("the decision", || async {
            Ok(self.api.list("projects/v1/decisions").await?.into_iter().next())
        })
        .await;
        self.keep("decision_id", id(&decision, "decision_id"));
    }

    /// An activity with a file, in which a program mentions the owner, and a follow-up.
    async fn talk(&mut self, world: &World) {
        let owner = self.api.member_id.to_string();
        let members = || async {
            let members = self.api.list("crm/v1/members").await?;
            Ok(members.into_iter().find(|member| member["member_id"] == owner.as_str()))
        };
        eventually("the owner in crm", members).await;
        let key = json!({ "name": self.canary, "roles": ["sales"] });
        let key = self.act("identity/v1/api-keys", key).await;
        let program = Client::unknown(&world.url).with("authorization", &format!("Bearer {}", id(&key, "key")));
        let about = json!([{ "deal_id": self.id("deal_id") }]);
        let note = json!({ "about": about, "content": { "kind": "note", "text": self.canary }, "mentions": [owner] });
        let note = program.post("/api/crm/v1/activities", &note).await.expect(201);
        self.keep("activity_id", id(&note, "activity_id"));
        let told = self.api.get("crm/v1/notifications").await.unwrap();
        self.keep("notification_id", id(&told["items"][0], "notification_id"));
        let follow_up = json!({ "title": self.canary, "due_on": "2026-03-02", "about": about });
        self.make("follow_up_id", "crm/v1/follow-ups", follow_up).await;
        let client = Client::of(&world.url, &self.api).await;
        let path = format!("/api/crm/v1/deals/{}/attachments?name={}", self.id("deal_id"), self.canary);
        let answer = client.raw(Method::POST, &path, "text/plain", self.canary.clone().into_bytes()).await;
        self.keep("attachment_id", id(&answer.expect(201), "attachment_id"));
    }

    /// A file that waits to be imported.
    async fn bring(&mut self, world: &World) {
        let client = Client::of(&world.url, &self.api).await;
        let file = format!("Name,Owner\n{},{}\n", self.canary, self.canary);
        let path = format!("/api/crm/v1/imports?kind=leads&name={}", self.canary);
        let answer = client.raw(Method::POST, &path, "text/csv", file.into_bytes()).await;
        self.keep("import_id", id(&answer.expect(201), "import_id"));
    }

    /// A mailbox with a mail, a prepared text, and a sequence that a lead goes through; nothing is sent.
    async fn write(&mut self, world: &World) {
        let smtp = json!({ "host": "127.0.0.1", "port": 9, "security": "none" });
        let address = format!("{}@example.com", self.canary);
        let mailbox = json!({ "name": self.canary, "address": address, "signature": self.canary, "smtp": smtp });
        self.make("mailbox_id", "crm/v1/mailboxes", mailbox).await;
        let template = json!({ "name": self.canary, "subject": self.canary, "body": self.canary });
        self.make("mail_template_id", "crm/v1/mail-templates", template).await;
        let to = [format!("to-{}@example.com", self.canary)];
        // Later than any test lasts, so that nothing of it moves by itself.
        let today = self.api.get("crm/v1/my-day").await.unwrap();
        let today: chrono::NaiveDate = id(&today, "today").parse().unwrap();
        let then = format!("{}T12:00:00Z", today + chrono::TimeDelta::days(30));
        let client = Client::of(&world.url, &self.api).await;
        let path = format!("/api/crm/v1/mail-files?name={}.txt", self.canary);
        let file = client.raw(Method::POST, &path, "text/plain", self.canary.clone().into_bytes()).await.expect(201);
        self.keep("file_id", id(&file, "attachment_id"));
        let mail = json!({ "mailbox_id": self.id("mailbox_id"), "to": to, "subject": self.canary, "body": self.canary,
                           "send_at": then, "about": [{ "deal_id": self.id("deal_id") }], "files": [self.id("file_id")] });
        self.make("mail_id", "crm/v1/mails", mail).await;
        self.keep("reply_to_mail_id", self.id("mail_id").to_owned());
        let step = json!({ "content": { "kind": "wait", "days": 300, "hours": 0 } });
        let task = json!({ "content": { "kind": "task", "title": self.canary, "due_in_days": 1 } });
        let sequence = json!({ "name": self.canary, "mailbox_id": self.id("mailbox_id"), "steps": [step, task] });
        self.make("sequence_id", "crm/v1/sequences", sequence).await;
        let path = format!("crm/v1/sequences/{}", self.id("sequence_id"));
        self.act(&format!("{path}/publish"), json!({})).await;
        self.act(&format!("{path}/stand"), json!({ "status": "active" })).await;
        let lead = json!({ "name": self.canary, "email": format!("lead-{}@example.com", self.canary) });
        let lead = self.make("lead_id", "crm/v1/leads", lead).await;
        let enrolment = json!({ "sequence_id": self.id("sequence_id"), "lead_id": lead["lead_id"], "start_at": then });
        self.make("enrolment_id", "crm/v1/enrolments", enrolment).await;
        let address = json!({ "address": format!("no-{}@example.com", self.canary) });
        self.make("suppression_id", "crm/v1/suppressions", address).await;
    }

    /// A webhook, and a rule that has called it about a deal.
    async fn automate(&mut self) {
        let hook = json!({ "name": self.canary, "url": format!("http://{}/{}", receiver().await, self.canary) });
        self.make("webhook_id", "crm/v1/webhooks", hook).await;
        let call = json!([{ "kind": "call_webhook", "webhook_id": self.id("webhook_id") }]);
        let rule = json!({ "name": self.canary, "trigger": "deal_created", "condition": "deal.name != ''",
                           "actions": call, "active": true });
        self.make("automation_id", "crm/v1/automations", rule).await;
        self.act("crm/v1/deals", json!({ "name": self.canary })).await;
        let called = eventually("the webhook is called", || async {
            let calls = self.api.get("crm/v1/webhook-deliveries?status=delivered").await?;
            Ok(calls["items"].as_array().and_then(|items| items.first().cloned()))
        })
        .await;
        self.keep("webhook_delivery_id", id(&called, "webhook_delivery_id"));
        self.keep("run_id", id(&called, "run_id"));
        let path = format!("crm/v1/automations/{}/stand", self.id("automation_id"));
        self.act(&path, json!({ "status": "paused" })).await;
    }

    /// Somebody who agreed to something, somebody whose data was taken out, and somebody who was erased.
    async fn respect(&mut self) {
        let contact = format!("crm/v1/contacts/{}", self.id("contact_id"));
        let consent = json!({ "purpose": self.canary, "basis": "consent", "how": self.canary, "text": self.canary });
        self.make("consent_id", &format!("{contact}/consents"), consent).await;
        let note = json!({ "note": self.canary, "reason": "other" });
        self.make("person_export_id", &format!("{contact}/person-exports"), json!({ "note": self.canary })).await;
        let gone = json!({ "name": "Gone", "email": format!("gone-{}@example.com", unknown_id()) });
        let gone = self.act("crm/v1/leads", gone).await;
        let erasure = self.act(&format!("crm/v1/leads/{}/erase", id(&gone, "lead_id")), note).await;
        self.keep("erasure_id", id(&erasure, "erasure_id"));
        let path = format!("crm/v1/erasures/{}", self.id("erasure_id"));
        let finished = || async { Ok(self.api.get(&path).await.ok().filter(|one| !one["finished_at"].is_null())) };
        eventually("the end of the erasure", finished).await;
    }

    /// One dead letter in each service.
    async fn put_aside(&mut self, world: &World) {
        let letter = kernel::EventId::new().as_uuid();
        self.keep("dead_letter_id", letter.to_string());
        // Consumers are no organisation's; this one is none at all.
        self.keep("consumer", "none".to_owned());
        let suite = world.suite.lock().await;
        for running in suite.services.values().chain([&suite.gateway]) {
            let mut tx = running.state().db.begin(OrgId::from_uuid(self.api.org_id), Mode::Write).await.unwrap();
            let insert = "insert into dead_letters (org_id, dead_letter_id, consumer, stream_seq, headers, raw, status,
                     reason, error, fingerprint, attempts, first_at, last_at)
                 values ($1, $2, 'none', 1, '{}', '', 'dead', $3, $3, 'none', 1, now(), now())";
            let insert = sqlx::query(insert).bind(self.api.org_id).bind(letter).bind(&self.canary);
            insert.execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

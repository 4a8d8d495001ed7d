//! What the company set up once and relies on since: a team with its goals, a rate, views, a mailbox, a template, a sequence
//! and a rule. Nothing of it sends anything: the mailbox names a server that is not there, and nobody is enrolled.

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::{Datelike, Months};
use serde_json::{Value, json};

use super::lines::eur;
use super::load::Loader;
use super::text;

/// What a view leaves in a list: names and values of its filters.
type Filters = &'static [(&'static str, &'static str)];

/// Name of a view, its list, its filters and its order.
const VIEWS: [(&str, &str, Filters, Option<&str>); 3] = [
    ("Closing soon, biggest first", "deals", &[("status", "open")], Some("-value")),
    ("Nobody looked after", "deals", &[("status", "open"), ("stale", "true")], None),
    ("Leads that wait", "leads", &[("without_next_step", "true")], Some("waiting")),
];

/// Sets everything up. The colleagues are known in crm by now.
pub(super) async fn load(loader: &Loader<'_>, members: &HashMap<&'static str, String>) -> Result<()> {
    team(loader, members).await?;
    let rate = json!({ "currency": "HUF", "rate": "0.0025", "on": loader.days.ago(30) });
    loader.post("crm/v1/exchange-rates", &rate, "rate of the forint").await?;
    for (name, list, filters, sort) in VIEWS {
        let filters: HashMap<_, _> = filters.iter().copied().collect();
        let view = json!({ "name": name, "list": list, "filters": filters, "sort": sort, "shared": true });
        loader.post("crm/v1/views", &view, &format!("view {name}")).await?;
    }
    sequence(loader).await?;
    let rule = json!({
        "name": "Ask for a reference", "active": true, "trigger": "deal_won",
        "note": "Clients are happiest a month after they began.", "condition": "deal.value >= 10000",
        "actions": [{
            "kind": "create_task", "title": "Ask for a reference", "due_in_days": 30, "person": { "who": "record_owner" },
        }],
    });
    loader.post("crm/v1/automations", &rule, "rule for references").await?;
    Ok(())
}

/// The sales team, with a goal for each month of this quarter.
async fn team(loader: &Loader<'_>, members: &HashMap<&'static str, String>) -> Result<()> {
    let bence = members.get("bence").context("nobody sells")?;
    let team = json!({ "name": "Sales", "member_ids": [bence] });
    let team = loader.post("crm/v1/teams", &team, "team of sales").await?;
    let today = loader.days.0;
    let quarter = today.with_day(1).and_then(|first| first.with_month0(today.month0() / 3 * 3));
    let quarter = quarter.context("a quarter without a first day")?;
    for (month, amount) in [(0, "20000"), (1, "24000"), (2, "28000")] {
        let from =
            quarter.checked_add_months(Months::new(month)).context("a month after the end of time")?.format("%Y-%m");
        let goal = json!({ "team_id": text(&team, "team_id")?, "span": "month", "from": from.to_string(), "amount": eur(amount) });
        loader.post("crm/v1/goals", &goal, &format!("goal {month}")).await?;
    }
    Ok(())
}

/// A mailbox, a template, and a published sequence for people met at an event.
async fn sequence(loader: &Loader<'_>) -> Result<()> {
    let mailbox = json!({
        "name": "Office", "address": "hello@kekes.example", "from_name": "Kékes Studio",
        "smtp": { "host": "smtp.kekes.example", "port": 465, "security": "tls" },
        "window": { "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00:00", "to": "17:00:00" },
        "signature": "Kékes Studio\nBudapest",
    });
    let mailbox = loader.post("crm/v1/mailboxes", &mailbox, "mailbox").await?;
    let template = json!({
        "name": "After the first call", "subject": "What we talked about",
        "body": "Dear {{first_name}},\n\nthank you for your time. As promised, here is what we understood, and what we \
                 would do first.\n",
    });
    loader.post("crm/v1/mail-templates", &template, "template").await?;
    let mail = |subject: &str, body: &str, continues: bool| json!({ "content": { "kind": "mail", "subject": subject, "body": body, "continues": continues } });
    let wait = |days: i32| json!({ "content": { "kind": "wait", "days": days, "hours": 0 } });
    let steps: [Value; 5] = [
        mail(
            "Good to have met you",
            "Dear {{first_name}},\n\nwe met at the conference. This is the case study I mentioned.\n",
            false,
        ),
        wait(3),
        mail("Good to have met you", "Dear {{first_name}},\n\ndid you find the time to look at it?\n", true),
        wait(4),
        json!({ "content": { "kind": "task", "title": "Ring them", "due_in_days": 1 } }),
    ];
    let sequence = json!({
        "name": "After a conference", "mailbox_id": text(&mailbox, "mailbox_id")?, "needs_consent": true, "steps": steps,
    });
    let sequence = loader.post("crm/v1/sequences", &sequence, "sequence").await?;
    let publish = format!("crm/v1/sequences/{}/publish", text(&sequence, "sequence_id")?);
    loader.post(&publish, &json!({}), "publish the sequence").await?;
    Ok(())
}

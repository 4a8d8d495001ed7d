//! A file of deals that were won elsewhere, once as history and once won here: what follows in the other services.

use gerinc::api::Api;
use kernel::DealId;
use reqwest::Method;
use serde_json::{Value, json};
use suite::{World, eventually, totals, world};

use crate::raw::Client;

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}"))
}

/// A deal that was won elsewhere, brought by a file of its own and treated as is said.
async fn brought(world: &World, api: &Api, name: &str, won_deals: &str) -> Value {
    let client = Client::of(&world.url, api).await;
    let file = format!("Deal,Company,Amount,Currency,Status,Closed on\n{name},Acme,1000,EUR,won,2026-03-01\n");
    let import = client.raw(Method::POST, "/api/crm/v1/imports?kind=deals", "text/csv", file).await.expect(201);
    let at = format!("crm/v1/imports/{}", text(&import, "import_id"));
    let mut settings = import["settings"].clone();
    settings["won_deals"] = json!(won_deals);
    settings["vat_rate"] = json!("27");
    api.change(Method::PUT, &format!("{at}/settings"), &settings, 1).await.unwrap();
    api.post(&format!("{at}/run"), &json!({})).await.unwrap();
    eventually("the import is done", || async { Ok((api.get(&at).await?["status"] == "done").then_some(())) }).await;
    let found = api.list(&format!("crm/v1/deals?q={name}")).await.unwrap();
    api.get(&format!("crm/v1/deals/{}", text(&found[0], "deal_id"))).await.unwrap()
}

/// The ids that would stand in the other services if this deal were delivered: its project, schedule and budget.
fn expected(deal: &Value) -> [String; 3] {
    let id: DealId = text(deal, "deal_id").parse().unwrap();
    [
        contracts::projects::project_of(id).to_string(),
        contracts::billing::schedule_of(id).to_string(),
        contracts::expenses::budget_of(id).to_string(),
    ]
}

/// What there is in the other services, of all deals.
async fn there(api: &Api) -> Vec<String> {
    let mut ids = Vec::new();
    for (path, id) in [
        ("projects/v1/projects", "project_id"),
        ("billing/v1/schedules", "schedule_id"),
        ("expenses/v1/budgets", "budget_id"),
    ] {
        ids.extend(api.list(path).await.unwrap().iter().map(|one| text(one, id).to_owned()));
    }
    ids
}

#[tokio::test]
async fn history_is_counted_and_delivers_nothing_and_what_is_won_here_does() {
    let world = world().await;
    let api = world.owner().await;
    let history = brought(&world, &api, "Yesterday", "history").await;
    assert_eq!((text(&history, "status"), &history["won_elsewhere"]), ("won", &json!(true)));
    // The other services hear of deals in the order in which they were told, so once the later one is delivered they had heard of
    // the earlier one, too.
    let here = brought(&world, &api, "Here", "win").await;
    let wanted = expected(&here);
    eventually("what was won here is delivered", || async {
        let there = there(&api).await;
        Ok(wanted.iter().all(|id| there.contains(id)).then_some(()))
    })
    .await;
    assert_eq!(there(&api).await, wanted, "nothing else is there");
    assert_eq!(history["delivery"], Value::Null);
    eventually("all services agree", || async { Ok(totals(&api, "EUR").await?.agree().then_some(())) }).await;
    let won = eventually("both are counted as won", || async {
        let forecast = api.get("reporting/v1/forecast?from=2026-03&to=2026-03").await?;
        Ok((forecast["total"]["won"]["deals"] == 2).then_some(forecast))
    })
    .await;
    assert_eq!(won["total"]["won"]["amount"]["amount"], "2000.00", "{won}");

    // Reopened and won here, it is delivered once, like any other.
    let path = format!("crm/v1/deals/{}", text(&history, "deal_id"));
    api.post(&format!("{path}/reopen"), &json!({ "reason": "They want it once more" })).await.unwrap();
    let open = api.get(&path).await.unwrap();
    let line = json!({ "name": "Again", "vat_rate": "27", "billing": { "kind": "one_off", "quantity": "1",
        "unit_price": { "amount": "1000", "currency": "EUR" } } });
    let version = open["version"].as_i64().unwrap();
    api.change(Method::PATCH, &path, &json!({ "lines": [line] }), version).await.unwrap();
    api.post(&format!("{path}/win"), &json!({})).await.unwrap();
    let wanted = expected(&history);
    eventually("it is delivered now", || async {
        let there = there(&api).await;
        Ok((there.len() == 6 && wanted.iter().all(|id| there.contains(id))).then_some(()))
    })
    .await;
}

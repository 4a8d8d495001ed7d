//! Whether every service says the same about the deals that were won, once each has heard of all of them.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use kernel::{Decimal, Money};
use serde_json::Value;

use super::plan::CURRENCY;
use super::report::Figure;
use crate::api::Api;
use crate::import::watch::Watch;

/// How long the services may stand still before they agree. A busy machine may need any time, as long as it gets on.
const STAND_STILL: Duration = Duration::from_mins(2);
/// How long to wait between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The deals that the files say were won.
#[derive(Debug, Clone)]
pub struct Expected {
    deals: HashMap<String, Money>,
    figure: Figure,
}

impl Expected {
    /// These deals, by key.
    pub fn of(deals: impl Iterator<Item = (String, Money)>) -> Result<Self> {
        let deals: HashMap<String, Money> = deals.collect();
        let sum = Money::sum(deals.values(), CURRENCY)?;
        let figure = Figure { place: "the files", deals: i64::try_from(deals.len())?, sum };
        Ok(Self { deals, figure })
    }
}

/// Waits until all services agree; an error that names the figures when they do not, and get no further. Besides the imported
/// deals everything won in their currency is compared, since other services do not know which deals were imported.
pub async fn compare(api: &Api, expected: &Expected, watch: &Watch) -> Result<Vec<Figure>> {
    let (mut moved, mut nearest) = (Instant::now(), i64::MAX);
    let mut won = Won::ask(api, expected).await?;
    watch.begin("won deals everywhere", u64::try_from(won.all.deals)?);
    loop {
        let others = Others::ask(api, &won).await?;
        watch.reach(u64::try_from(others.heard())?);
        if won.imported.same(&expected.figure) && others.agree(&won.all) {
            return Ok(figures(expected, won, others));
        }
        let distance = others.distance(&won.all);
        if distance < nearest {
            (moved, nearest) = (Instant::now(), distance);
        } else if moved.elapsed() > STAND_STILL {
            bail!("{}", disagreement(&figures(expected, won, others)));
        }
        tokio::time::sleep(LOOK_EVERY).await;
        if others.heard() >= won.all.deals {
            // Somebody else may be winning deals meanwhile.
            won = Won::ask(api, expected).await?;
        }
    }
}

/// What crm says.
struct Won {
    ids: HashSet<String>,
    imported: Figure,
    all: Figure,
}

impl Won {
    async fn ask(api: &Api, expected: &Expected) -> Result<Self> {
        let won = api.list(&format!("crm/v1/deals?status=won&currency={CURRENCY}")).await?;
        let of_files =
            |deal: &&Value| deal["external_ref"].as_str().is_some_and(|key| expected.deals.contains_key(key));
        Ok(Self {
            ids: won.iter().filter_map(|deal| deal["deal_id"].as_str().map(str::to_owned)).collect(),
            imported: sum("crm, of these files", won.iter().filter(of_files), "value")?,
            all: sum("crm, all", won.iter(), "value")?,
        })
    }
}

/// What the other services say.
struct Others {
    projects: Figure,
    billing: Figure,
    reporting: Figure,
}

impl Others {
    async fn ask(api: &Api, won: &Won) -> Result<Self> {
        let schedules = api.get("billing/v1/totals").await?;
        let billing = one("billing, active schedules", &schedules["schedules"], |row| {
            (row["status"] == "active" && row["total"]["currency"] == CURRENCY.code())
                .then(|| (&row["count"], &row["total"]))
        })?;
        let order_book = api.get("reporting/v1/reports/order-book").await?;
        let reporting = one("reporting, order book", &order_book["totals"], |row| {
            (row["currency"] == CURRENCY.code()).then(|| (&row["deals"], &row["order_book"]["amount"]))
        })?;
        // The longest list, so it is asked for only when the others have everything.
        let projects = if billing.same(&won.all) { api.list("projects/v1/projects").await? } else { Vec::new() };
        let of_deals = |project: &&Value| project["deal_id"].as_str().is_some_and(|id| won.ids.contains(id));
        let projects = sum("projects", projects.iter().filter(of_deals), "budget_amount")?;
        Ok(Self { projects, billing, reporting })
    }

    /// How many deals they have not heard of, each counted for itself.
    fn distance(&self, won: &Figure) -> i64 {
        [&self.projects, &self.billing, &self.reporting].map(|figure| (won.deals - figure.deals).abs()).iter().sum()
    }

    /// Deals that all of them have heard of. Projects are left out, which are asked for last.
    fn heard(&self) -> i64 {
        self.billing.deals.min(self.reporting.deals)
    }

    /// Budgets of projects may have been changed by hand, so there only the number counts.
    fn agree(&self, won: &Figure) -> bool {
        self.billing.same(won) && self.reporting.same(won) && self.projects.deals == won.deals
    }
}

impl Figure {
    fn same(&self, other: &Self) -> bool {
        self.deals == other.deals && self.sum == other.sum
    }
}

fn figures(expected: &Expected, won: Won, others: Others) -> Vec<Figure> {
    vec![expected.figure.clone(), won.imported, won.all, others.projects, others.billing, others.reporting]
}

fn disagreement(figures: &[Figure]) -> String {
    let said: Vec<String> = figures
        .iter()
        .map(|figure| format!("{}: {} deals, {} {CURRENCY}", figure.place, figure.deals, figure.sum.amount()))
        .collect();
    format!(
        "everything is recorded, but the services do not agree on the deals that were won, and have come no nearer to it \
         for {} s ({}). Run the import again to compare once more; it changes nothing that is there.",
        STAND_STILL.as_secs(),
        said.join("; "),
    )
}

/// Counts things and sums an amount of each.
fn sum<'a>(place: &'static str, things: impl Iterator<Item = &'a Value>, amount: &str) -> Result<Figure> {
    let amounts = things.map(|thing| money(&thing[amount])).collect::<Result<Vec<_>>>()?;
    Ok(Figure { place, deals: i64::try_from(amounts.len())?, sum: Money::sum(amounts, CURRENCY)? })
}

/// The one row of a list that is asked for; nothing where there is none.
fn one<'a>(
    place: &'static str,
    rows: &'a Value,
    find: impl Fn(&'a Value) -> Option<(&'a Value, &'a Value)>,
) -> Result<Figure> {
    match rows.as_array().context("an answer without its list")?.iter().find_map(find) {
        None => Ok(Figure { place, deals: 0, sum: Money::zero(CURRENCY) }),
        Some((deals, amount)) => {
            Ok(Figure { place, deals: deals.as_i64().context("an answer without its count")?, sum: money(amount)? })
        }
    }
}

fn money(value: &Value) -> Result<Money> {
    let amount = value["amount"].as_str().context("an answer without its amount")?;
    Ok(Money::new(Decimal::from_str_exact(amount)?, CURRENCY)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn usd(amount: i64) -> Money {
        Money::new(amount.into(), CURRENCY).unwrap()
    }

    #[test]
    fn rows_of_other_currencies_and_states_are_not_counted() {
        let rows = json!([
            { "status": "active", "count": 4, "total": { "amount": "9.00", "currency": "EUR" } },
            { "status": "active", "count": 2, "total": { "amount": "7.00", "currency": "USD" } },
        ]);
        let find = |row: &'_ Value| row["total"]["currency"] == "USD";
        let figure = one("billing", &rows, |row| find(row).then(|| (&row["count"], &row["total"]))).unwrap();
        assert_eq!((figure.deals, figure.sum), (2, usd(7)));
        let nothing = one("billing", &rows, |_| None).unwrap();
        assert_eq!((nothing.deals, nothing.sum), (0, usd(0)));
        assert!(one("billing", &Value::Null, |_| None).is_err());
    }

    #[test]
    fn each_deal_that_a_service_hears_of_brings_it_nearer() {
        let others = |projects, billing, reporting| {
            let figure = |place, deals| Figure { place, deals, sum: usd(deals) };
            Others {
                projects: figure("projects", projects),
                billing: figure("billing", billing),
                reporting: figure("reporting", reporting),
            }
        };
        let won = Figure { place: "crm", deals: 3, sum: usd(3) };
        assert_eq!(others(0, 3, 2).distance(&won), 4);
        assert_eq!(others(0, 3, 3).distance(&won), 3);
        assert_eq!(others(3, 3, 3).distance(&won), 0);
        assert_eq!(others(4, 2, 3).distance(&won), 2, "too many is as far as too few");
    }

    #[test]
    fn a_disagreement_names_every_figure() {
        let figure = |place, deals, amount| Figure { place, deals, sum: usd(amount) };
        let said = disagreement(&[figure("crm", 3, 12), figure("billing", 2, 7)]);
        assert!(said.contains("crm: 3 deals, 12.00 USD; billing: 2 deals, 7.00 USD"), "{said}");
        assert!(figure("crm", 3, 12).same(&figure("billing", 3, 12)));
        assert!(!figure("crm", 3, 12).same(&figure("billing", 3, 13)));
    }
}

//! A demo company: Kékes Studio, a small agency with people, clients, deals, work, invoices and expenses of the last
//! three months. It is loaded through the public API, and a load that was interrupted is completed by the next one: every
//! write has a key of its own, and the day all dates are counted from is kept with the accounts.

mod calendar;
mod leads;
mod lines;
mod load;
mod quotes;
mod routines;
mod selling;
mod story;
mod talks;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use kernel::{OrgId, TimeZoneName};
use platform::clock::Clock;
use platform::config::Secret;
use serde_json::Value;

use crate::api::{Api, ApiError, SignUp};

/// Log-in of the owner.
pub const EMAIL: &str = "anna@gerinc.example";
/// Password of everybody in the company.
pub const PASSWORD: &str = "gerinc-demo";
/// A load that began so many days ago is not taken up again: answers to repeated requests are kept for a week, and the
/// company has been used since.
const TAKEN_UP_FOR_DAYS: i64 = 5;
/// Where the company is.
const TIME_ZONE: &str = "Europe/Budapest";
/// How long a service may take to hear of something.
const HEARD_WITHIN: Duration = Duration::from_mins(1);

/// Loads the company unless it is there, and lets everybody with a log-in look at it. `owner_url` is that of the role that owns the
/// gateway's tables: nobody else may say what is a demo company.
pub async fn ensure(url: &str, owner_url: &Secret) -> Result<()> {
    let api = match Api::log_in(url, EMAIL, PASSWORD).await {
        Err(error) if status(&error) == Some(401) => match sign_up(url, EMAIL).await {
            // The company is there, and somebody has changed the password: it is theirs now, and not to be shown to others.
            Err(error) if status(&error) == Some(409) => return Ok(()),
            api => api?,
        },
        api => api?,
    };
    match state(&api).await? {
        State::Incomplete => load::load(url, &api, EMAIL).await?,
        State::Complete => {}
        // What somebody else has recorded is not to be shown to others either.
        State::Strange => return Ok(()),
    }
    mark(owner_url, &api).await
}

/// Loads a company whose owner has this address, or completes it, and lets everybody with a log-in look at it, as [`ensure`] does.
pub async fn load(url: &str, owner_url: &Secret, email: &str) -> Result<()> {
    let api = match Api::log_in(url, email, PASSWORD).await {
        Err(error) if status(&error) == Some(401) => sign_up(url, email).await?,
        api => api?,
    };
    load::load(url, &api, email).await?;
    mark(owner_url, &api).await
}

/// Only a company that is loaded is shown.
async fn mark(owner_url: &Secret, api: &Api) -> Result<()> {
    gateway::demo::mark(owner_url, OrgId::from_uuid(api.org_id))
        .await
        .context("the demo company cannot be shown to others")
}

async fn sign_up(url: &str, email: &str) -> Result<Api> {
    let who = SignUp {
        organization: story::COMPANY,
        country: "HU",
        currency: "EUR",
        time_zone: TIME_ZONE,
        name: story::PEOPLE[0].name,
        email,
        password: PASSWORD,
    };
    Api::sign_up(url, &who).await
}

fn status(error: &anyhow::Error) -> Option<u16> {
    error.downcast_ref::<ApiError>().map(|error| error.status)
}

/// The business day where the company is: what its services call today.
fn today() -> Result<NaiveDate> {
    Ok(TimeZoneName::new(TIME_ZONE)?.local_date(Clock::default().now()))
}

/// The day the dates of a company are counted from, once a load has begun.
async fn anchor(api: &Api) -> Result<Option<NaiveDate>> {
    let accounts = api.list("crm/v1/accounts").await?;
    Ok(accounts.iter().filter_map(|account| calendar::anchor_of(account["external_ref"].as_str()?)).min())
}

/// How far a load has come.
enum State {
    /// It is to be begun, or taken up again.
    Incomplete,
    /// The last step was done, or nobody should take it up any more.
    Complete,
    /// An organisation with accounts of its own is none of our business.
    Strange,
}

async fn state(api: &Api) -> Result<State> {
    let Some(anchor) = anchor(api).await? else {
        let accounts = api.get("crm/v1/accounts?limit=1").await?;
        let is_used = accounts["items"].as_array().is_some_and(|items| !items.is_empty());
        return Ok(if is_used { State::Strange } else { State::Incomplete });
    };
    if (today()? - anchor).num_days() > TAKEN_UP_FOR_DAYS {
        return Ok(State::Complete);
    }
    let claims = api.list("expenses/v1/claims?status=approved").await?;
    let done = claims.iter().any(|claim| claim["title"] == story::LAST_CLAIM);
    Ok(if done { State::Complete } else { State::Incomplete })
}

/// Asks again until there is an answer.
async fn wait<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let started = std::time::Instant::now();
    loop {
        if let Some(answer) = ask().await? {
            return Ok(answer);
        }
        if started.elapsed() > HEARD_WITHIN {
            bail!("{what} did not appear within {} s", HEARD_WITHIN.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

/// A field that is text.
fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value[field].as_str().with_context(|| format!("an answer has no {field}"))
}

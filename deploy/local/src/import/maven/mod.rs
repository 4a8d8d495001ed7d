//! A sales pipeline as published by Maven Analytics: accounts, products, sales teams and opportunities as CSV.
//!
//! Accounts become accounts, sales agents become members with the role `sales`, opportunities become deals with one line
//! each, and those that were won or lost are won and lost on their day. Products are names and prices of lines. Keys of
//! the files are kept as `external_ref`, so a second run finds what the first one made.

mod bring;
mod compare;
pub mod plan;
pub mod report;
mod rows;
mod words;

use std::path::Path;

use anyhow::{Context, Result};

use crate::api::{Api, ApiError, SignUp};
use crate::import::watch::Watch;

pub use bring::bring_in;
pub use plan::{Files, Plan};
pub use report::Report;
pub use rows::{File, FileError};

/// Brings the files of a folder into the organisation somebody logs in to, and shows how far it is. With `sign_up` that
/// is a new organisation of this name, unless it is the one this log-in has already.
pub async fn run(url: &str, folder: &Path, email: &str, password: &str, sign_up: Option<&str>) -> Result<Report> {
    let [accounts, products, sales_teams, pipeline] = File::ALL.map(|file| folder.join(file.name()));
    let read = |path: std::path::PathBuf| async move {
        tokio::fs::read(&path).await.with_context(|| format!("{} cannot be read", path.display()))
    };
    let (accounts, products) = (read(accounts).await?, read(products).await?);
    let (sales_teams, pipeline) = (read(sales_teams).await?, read(pipeline).await?);
    let plan =
        Plan::of(Files { accounts: &accounts, products: &products, sales_teams: &sales_teams, pipeline: &pipeline })?;
    let api = enter(url, email, password, sign_up).await?;
    let watch = Watch::shown();
    let report = bring_in(&api, plan, &watch).await;
    watch.end();
    report
}

async fn enter(url: &str, email: &str, password: &str, sign_up: Option<&str>) -> Result<Api> {
    let Some(name) = sign_up else { return Api::log_in(url, email, password).await };
    match Api::log_in(url, email, password).await {
        Ok(api) => {
            let organization = api.get("identity/v1/organization").await?;
            if organization["name"].as_str() == Some(name) {
                return Ok(api);
            }
        }
        Err(error) if error.downcast_ref::<ApiError>().is_some_and(|error| error.status == 401) => {}
        Err(error) => return Err(error),
    }
    let who = SignUp {
        organization: name,
        country: "US",
        currency: plan::CURRENCY.code(),
        time_zone: "America/New_York",
        name: email,
        email,
        password,
    };
    Api::sign_up(url, &who).await.with_context(|| format!("{name} could not be signed up"))
}

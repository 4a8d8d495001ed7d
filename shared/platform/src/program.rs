//! The program of a service that runs alone: `serve`, `migrate`, `openapi` and `health`.

use std::process::ExitCode;

use clap::{Arg, Command};

use crate::config::{self, Secret};
use crate::service::Service;
use crate::{db, telemetry};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs a service as a program of its own, as its command line says.
pub fn main(service: Service) -> ExitCode {
    let command = command(service.name());
    let matches = command.get_matches();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(run(service, &matches)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn command(name: &'static str) -> Command {
    let owner = Arg::new("owner-database-url")
        .long("owner-database-url")
        .env(format!("{}_OWNER_DATABASE_URL", name.to_uppercase()))
        .hide_env_values(true)
        .required(true)
        .help("PostgreSQL URL with the role that owns the tables");
    let url =
        Arg::new("url").long("url").required(true).help("address of the running service, e.g. http://127.0.0.1:8080");
    Command::new(name)
        .about(format!("The {name} service of Gerinc"))
        .subcommand_required(true)
        .subcommand(config::arguments(Command::new("serve").about("Answer requests, react to events, publish"), name))
        .subcommand(Command::new("migrate").about("Bring the database to the version this program needs").arg(owner))
        .subcommand(Command::new("openapi").about("Print the OpenAPI document"))
        .subcommand(Command::new("health").about("Ask a running service whether it is ready").arg(url))
}

async fn run(service: Service, matches: &clap::ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("serve", matches)) => {
            let telemetry = telemetry::init(service.name(), "info");
            let running = service.start(config::from_matches(matches)?).await?;
            tracing::info!(service = running.name(), address = %running.address(), "listening");
            stop_signal().await;
            running.stop().await;
            telemetry.shut_down();
            Ok(())
        }
        Some(("migrate", matches)) => {
            let url = matches.get_one::<String>("owner-database-url").ok_or("--owner-database-url is missing")?;
            Ok(db::migrate(&Secret::new(url.as_str()), service.migrator()).await?)
        }
        Some(("openapi", _)) => {
            use std::io::Write;
            let document = serde_json::to_string_pretty(&service.openapi())?;
            Ok(writeln!(std::io::stdout(), "{document}")?)
        }
        Some(("health", matches)) => {
            telemetry::install_crypto();
            let url = matches.get_one::<String>("url").ok_or("--url is missing")?;
            reqwest::get(format!("{url}/readyz")).await?.error_for_status()?;
            Ok(())
        }
        _ => Err("say what to do: serve, migrate, openapi or health".into()),
    }
}

/// Returns when the process is asked to end: Ctrl-C, or SIGTERM from whoever started it.
pub async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}

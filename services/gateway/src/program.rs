//! The command line of a gateway that runs alone: `serve`, `migrate`, `demo`, `rotate-keys` and `health`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::builder::FalseyValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use kernel::OrgId;
use platform::config::{self, Secret};
use platform::db::{self, Database};
use platform::{program, telemetry};

use crate::console::Files;
use crate::forwarded::Trusted;
use crate::gateway::{RATE_PER_SECOND, Settings};
use crate::{MIGRATIONS, SERVICES, demo};

/// Runs the gateway as its command line says.
pub fn main() -> ExitCode {
    let matches = command().get_matches();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(&matches)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Command {
    let url = |name: &'static str, variable: &'static str, help: &'static str| {
        Arg::new(name).long(name).env(variable).hide_env_values(true).required(true).help(help)
    };
    let health = Arg::new("url").long("url").required(true).help("address of the gateway, e.g. http://127.0.0.1:8080");
    Command::new("gateway")
        .about("The gateway of Gerinc: identity and routing")
        .subcommand_required(true)
        .subcommand(serve())
        .subcommand(Command::new("migrate").about("Bring the database to the version this program needs").arg(url(
            "owner-database-url",
            "GATEWAY_OWNER_DATABASE_URL",
            "PostgreSQL URL with the role that owns the tables",
        )))
        .subcommand(
            Command::new("demo")
                .about(
                    "Say that an organisation is a demo company, which everybody with a log-in may look at: all it holds \
                     can be read by them",
                )
                .arg(url(
                    "owner-database-url",
                    "GATEWAY_OWNER_DATABASE_URL",
                    "PostgreSQL URL with the role that owns the tables",
                ))
                .arg(
                    Arg::new("organization")
                        .long("organization")
                        .required(true)
                        .value_parser(clap::value_parser!(OrgId))
                        .help("id of the organisation"),
                )
                .arg(
                    Arg::new("no-more")
                        .long("no-more")
                        .action(ArgAction::SetTrue)
                        .help("it is none any more: its guests are out within ten seconds"),
                ),
        )
        .subcommand(Command::new("rotate-keys").about("Add a signing key; it takes over five minutes later").arg(url(
            "database-url",
            "GATEWAY_DATABASE_URL",
            "PostgreSQL URL with the gateway's app role",
        )))
        .subcommand(Command::new("health").about("Ask a running gateway whether it is ready").arg(health))
}

fn serve() -> Command {
    arguments(Command::new("serve").about("Let people and programs in"))
}

/// Adds the settings of a gateway to the command that serves it.
pub fn arguments(command: Command) -> Command {
    let command = config::arguments(command, "gateway")
        // The gateway publishes the keys itself.
        .mut_arg("jwks-url", |arg| arg.required(false).default_value("").hide(true))
        .arg(
            Arg::new("public-url")
                .long("public-url")
                .env("GATEWAY_PUBLIC_URL")
                .help("address people use, e.g. https://gerinc.example; with https, cookies are sent by https only"),
        )
        .arg(
            Arg::new("rate-per-second")
                .long("rate-per-second")
                .env("GATEWAY_RATE_PER_SECOND")
                .value_parser(clap::value_parser!(u32).range(1..))
                .help(format!("requests a second an organisation may send [default: {RATE_PER_SECOND}]")),
        )
        .arg(
            Arg::new("trusted-proxies")
                .long("trusted-proxies")
                .env("GATEWAY_TRUSTED_PROXIES")
                .value_parser(clap::value_parser!(Trusted))
                .help(
                    "networks of load balancers whose X-Forwarded-For is believed, e.g. 10.0.0.0/8,192.0.2.1 \
                     [default: none]",
                ),
        )
        .arg(
            Arg::new("console-dir")
                .long("console-dir")
                .env("GATEWAY_CONSOLE_DIR")
                .value_parser(clap::value_parser!(PathBuf))
                .help("folder of the built console (services/console/dist) [default: the one in this program]"),
        )
        .arg(
            Arg::new("no-console")
                .long("no-console")
                .env("GATEWAY_NO_CONSOLE")
                .action(ArgAction::SetTrue)
                .value_parser(FalseyValueParser::new())
                .help("serve the API only"),
        );
    let command = command.arg(
        Arg::new("more-services")
            .long("more-services")
            .env("GATEWAY_MORE_SERVICES")
            .value_delimiter(',')
            .help("services beyond those below, e.g. imports=http://127.0.0.1:4005, divided by commas"),
    );
    SERVICES.iter().fold(command, |command, name| {
        let flag = format!("{name}-url");
        command.arg(
            Arg::new(flag.clone())
                .long(flag)
                .env(format!("{}_URL", name.to_uppercase()))
                .help(format!("where the {name} service is, e.g. http://127.0.0.1:4000; not routed when left out")),
        )
    })
}

/// Lets this process hold as many connections as the system allows. What many systems begin with, 1,024 files, is used
/// up by those who have the console open.
pub fn allow_many_connections() {
    if let Err(error) = rlimit::increase_nofile_limit(rlimit::INFINITY) {
        tracing::warn!(%error, "the limit on open files stays as it is");
    }
}

/// Reads the settings of a gateway that a command line and the environment gave.
pub fn settings(matches: &ArgMatches) -> anyhow::Result<Settings> {
    let mut settings = Settings::default();
    for name in SERVICES {
        if let Some(url) = matches.get_one::<String>(&format!("{name}-url")) {
            settings.upstreams.set(name, url)?;
        }
    }
    for pair in matches.get_many::<String>("more-services").into_iter().flatten() {
        let named = pair.split_once('=');
        let (name, url) = named.with_context(|| format!("GATEWAY_MORE_SERVICES: {pair:?} is not name=address"))?;
        settings.upstreams.set(name.trim(), url.trim())?;
    }
    settings.public_url = matches.get_one::<String>("public-url").cloned();
    if let Some(rate) = matches.get_one::<u32>("rate-per-second") {
        settings.rate_per_second = *rate;
    }
    if let Some(trusted) = matches.get_one::<Trusted>("trusted-proxies") {
        settings.trusted_proxies = trusted.clone();
    }
    if let Some(folder) = matches.get_one::<PathBuf>("console-dir") {
        settings.console = Files::folder(folder)
            .with_context(|| format!("GATEWAY_CONSOLE_DIR: {} holds no index.html of a console", folder.display()))?;
    }
    if matches.get_flag("no-console") {
        settings.console = Files::Absent;
    }
    Ok(settings)
}

async fn run(matches: &ArgMatches) -> anyhow::Result<()> {
    let text = |matches: &ArgMatches, name: &str| {
        matches.get_one::<String>(name).cloned().ok_or_else(|| anyhow::anyhow!("--{name} is missing"))
    };
    match matches.subcommand() {
        Some(("serve", matches)) => {
            let telemetry = telemetry::init("gateway", "info");
            allow_many_connections();
            let running = crate::start(config::from_matches(matches)?, settings(matches)?).await?;
            tracing::info!(service = running.name(), address = %running.address(), "listening");
            program::stop_signal().await;
            running.stop().await;
            telemetry.shut_down();
            Ok(())
        }
        Some(("migrate", matches)) => {
            Ok(db::migrate(&Secret::new(text(matches, "owner-database-url")?), &MIGRATIONS).await?)
        }
        Some(("demo", matches)) => {
            let url = Secret::new(text(matches, "owner-database-url")?);
            let id = matches.get_one::<OrgId>("organization").context("--organization is missing")?;
            if matches.get_flag("no-more") { demo::unmark(&url, *id).await } else { demo::mark(&url, *id).await }
        }
        Some(("rotate-keys", matches)) => {
            let db = Database::open(&Secret::new(text(matches, "database-url")?), "gateway", 1)?;
            let kid = crate::rotate_keys(&db).await?;
            tracing::info!(kid, "a signing key was added");
            Ok(())
        }
        Some(("health", matches)) => {
            telemetry::install_crypto();
            reqwest::get(format!("{}/readyz", text(matches, "url")?)).await?.error_for_status()?;
            Ok(())
        }
        _ => anyhow::bail!("say what to do: serve, migrate, demo, rotate-keys or health"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
        let matches = serve()
            .try_get_matches_from([
                "serve",
                "--database-url",
                "postgres://x",
                "--relay-database-url",
                "postgres://y",
                "--nats-url",
                "nats://z",
                "--crm-url",
                "http://127.0.0.1:4000",
                "--public-url",
                "https://gerinc.example",
                "--more-services",
                "imports=http://127.0.0.1:4005,other=http://127.0.0.1:4006",
                "--trusted-proxies",
                "10.0.0.0/8, fd00::/8,192.0.2.1",
            ])
            .unwrap();
        let settings = settings(&matches).unwrap();
        assert_eq!(settings.public_url.as_deref(), Some("https://gerinc.example"));
        let services = settings.upstreams.list();
        let named: Vec<(&str, &str)> = services.iter().map(|(name, url)| (name.as_str(), url.as_str())).collect();
        let expected = [
            ("crm", "http://127.0.0.1:4000"),
            ("imports", "http://127.0.0.1:4005"),
            ("other", "http://127.0.0.1:4006"),
        ];
        assert_eq!(named, expected);
        assert_eq!(settings.trusted_proxies.to_string(), "10.0.0.0/8,fd00::/8,192.0.2.1/32");
    }
}

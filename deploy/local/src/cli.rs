//! The command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use gateway::console::Files;
use platform::config::Secret;
use servers::Durability;

use crate::console::{self, Console};
use crate::running::RunFile;
use crate::suite::{Ground, Suite, SuiteOptions};
use crate::{demo, import, operator, processes, progress, serve};

#[derive(Debug, Parser)]
#[command(name = "gerinc", version, about = "CRM and ERP for a service business, on this machine", long_about = None)]
struct Cli {
    /// Folder for downloaded programs and data.
    #[arg(long, global = true, env = "GERINC_FOLDER", default_value = ".local")]
    folder: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start everything and print address and log-in; the default.
    Up(Up),
    /// Sign up one more demo company, with people, deals, projects, invoices and payments.
    Demo,
    /// Bring data in through the public API.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Run one service in this process, as its own image does.
    #[command(disable_help_flag = true)]
    Serve {
        /// gateway, crm, projects, billing, expenses or reporting.
        service: String,
        /// Settings of the service; `--help` lists them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        settings: Vec<String>,
    },
    /// Bring the databases to the version of this program, and stop.
    Migrate(Servers),
    /// Show services, outboxes, consumers and dead letters of the running suite.
    Status,
    /// List, retry or discard events that could not be applied.
    DeadLetters {
        #[command(subcommand)]
        action: Option<operator::Letters>,
    },
    /// Publish events of the journal again; harmless at any time.
    Resend(operator::ResendArgs),
    /// Stop or go on with a consumer, e.g. billing-crm.
    Consumer {
        #[command(subcommand)]
        action: operator::ConsumerAction,
    },
    /// Delete all data of this folder's suite; downloads stay.
    Reset {
        /// Do it without asking.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Clone, Args)]
struct Servers {
    /// A PostgreSQL to use instead of an own one; its user must be a superuser.
    #[arg(long, env = "POSTGRES_URL", hide_env_values = true)]
    postgres_url: Option<String>,
    /// A NATS server with JetStream to use instead of an own one.
    #[arg(long, env = "NATS_URL", hide_env_values = true)]
    nats_url: Option<String>,
}

#[derive(Debug, Clone, Args)]
struct Up {
    #[command(flatten)]
    servers: Servers,
    /// Where the gateway listens; a free port is taken when this one is in use.
    #[arg(long, env = "GERINC_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Give every service a process of its own.
    #[arg(long)]
    processes: bool,
    /// Requests a second that one organisation may make.
    #[arg(long, env = "GATEWAY_RATE_PER_SECOND", default_value_t = 5_000)]
    rate_per_second: u32,
    /// Start without the demo company.
    #[arg(long)]
    empty: bool,
    /// Neither build nor serve the console, the application for people.
    #[arg(long, env = "GATEWAY_NO_CONSOLE", value_parser = clap::builder::FalseyValueParser::new())]
    no_console: bool,
    /// Folder of a built console to serve; when left out, that of this checkout is built when it has changed.
    #[arg(long, env = "GATEWAY_CONSOLE_DIR")]
    console_dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Subcommand)]
enum Import {
    /// A sales pipeline as published by Maven Analytics: accounts, products, sales teams and opportunities as CSV.
    Maven {
        /// Folder with maven_accounts.csv, maven_products.csv, maven_sales_teams.csv and maven_sales_pipeline.csv.
        data: PathBuf,
        /// Log-in of an owner; the demo owner when left out.
        #[arg(long, env = "GERINC_EMAIL", default_value = demo::EMAIL)]
        email: String,
        /// Password.
        #[arg(long, env = "GERINC_PASSWORD", default_value = demo::PASSWORD, hide_env_values = true)]
        password: String,
        /// Sign up a new organisation of this name for the import, with the log-in above.
        #[arg(long)]
        sign_up: Option<String>,
    },
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")
        .and_then(|runtime| runtime.block_on(run(cli)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gerinc: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<()> {
    let default = Command::Up(Up::default_from_environment());
    let folder = cli.folder;
    let command = cli.command.unwrap_or(default);
    if let Command::Serve { service, settings } = command {
        return serve::run(&service, settings).await;
    }
    let _telemetry = platform::telemetry::init("gerinc", "warn,gerinc=info");
    match command {
        Command::Up(up) => self::up(&folder, up).await,
        Command::Demo => {
            let run = RunFile::require(&folder).await?;
            let email = format!("demo-{}@gerinc.example", kernel::UserId::new().as_uuid().simple());
            demo::load(&run.url, &Secret::new(run.gateway_owner_url), &email).await?;
            operator::say(&format!("{}\n  log-in   {email}\n  password {}", run.url, demo::PASSWORD));
            Ok(())
        }
        Command::Import { what } => import(&folder, what).await,
        Command::Migrate(servers) => {
            let ground = Ground::prepare(&options(&folder, &servers)).await?;
            ground.servers.stop().await;
            operator::say("All databases have the version of this program.");
            Ok(())
        }
        Command::Status => operator::status(&RunFile::require(&folder).await?).await,
        Command::DeadLetters { action } => operator::dead_letters(&RunFile::require(&folder).await?, action).await,
        Command::Resend(what) => operator::resend(&RunFile::require(&folder).await?, what).await,
        Command::Consumer { action } => operator::consumer(&RunFile::require(&folder).await?, action).await,
        Command::Reset { yes } => operator::reset(&folder, yes).await,
        Command::Serve { .. } => Ok(()),
    }
}

impl Up {
    /// `gerinc` alone is `gerinc up`, with the same variables and defaults.
    fn default_from_environment() -> Self {
        match Cli::parse_from(["gerinc", "up"]).command {
            Some(Command::Up(up)) => up,
            _ => Self {
                servers: Servers { postgres_url: None, nats_url: None },
                listen: ([127, 0, 0, 1], 0).into(),
                processes: false,
                rate_per_second: 5_000,
                empty: false,
                no_console: false,
                console_dir: None,
            },
        }
    }
}

fn options(folder: &Path, servers: &Servers) -> SuiteOptions {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    SuiteOptions {
        postgres_url: servers.postgres_url.clone(),
        nats_url: servers.nats_url.clone(),
        ..SuiteOptions::new(folder, Durability::Durable)
    }
}

/// The wished address, or a free port beside it when somebody else has it.
fn free(listen: SocketAddr) -> SocketAddr {
    match std::net::TcpListener::bind(listen) {
        Ok(_) => listen,
        Err(_) => SocketAddr::new(listen.ip(), 0),
    }
}

async fn up(folder: &Path, up: Up) -> Result<()> {
    if let Some(run) = RunFile::find(folder).await {
        anyhow::bail!("A suite already runs in this folder: {}", run.url);
    }
    gateway::program::allow_many_connections();
    let (progress, line) = progress::steps();
    let (files, note) = served(&up, progress.as_ref()).await?;
    let options = SuiteOptions {
        progress: progress.clone(),
        console: files,
        listen: free(up.listen),
        rate_per_second: up.rate_per_second,
        ..options(folder, &up.servers)
    };
    let folder = options.folder.clone();
    let stack = if up.processes {
        Stack::Processes(Box::new(processes::Processes::start(options).await?))
    } else {
        Stack::Here(Box::new(Suite::start(options).await?))
    };
    stack.run_file().write(&folder)?;
    let RunFile { url, gateway_owner_url, .. } = stack.run_file();
    let owner = Secret::new(gateway_owner_url);
    let shown = tokio::select! {
        () = platform::program::stop_signal() => None,
        shown = show(&url, &owner, up.empty, note, progress.as_ref(), &line) => Some(shown),
    };
    if let Some(Ok(())) = shown {
        platform::program::stop_signal().await;
    }
    line.finish_and_clear();
    operator::say("\nStopping ...");
    RunFile::remove(&folder);
    stack.stop().await;
    shown.unwrap_or(Ok(()))
}

/// What the gateway serves to people, and what they should know about it.
async fn served(up: &Up, progress: &(dyn Fn(&str) + Send + Sync)) -> Result<(Files, Option<String>)> {
    if up.no_console {
        return Ok((Files::Absent, None));
    }
    match &up.console_dir {
        Some(folder) => {
            let folder = std::path::absolute(folder)?;
            let files = Files::folder(&folder);
            let missing = || format!("GATEWAY_CONSOLE_DIR: {} holds no index.html of a console", folder.display());
            Ok((files.with_context(missing)?, None))
        }
        None => Ok(console::files(Console::of_checkout(), progress).await),
    }
}

async fn show(
    url: &str,
    owner: &Secret,
    empty: bool,
    note: Option<String>,
    progress: &(dyn Fn(&str) + Send + Sync),
    line: &indicatif::ProgressBar,
) -> Result<()> {
    let demo = if empty {
        false
    } else {
        progress("Loading the demo company");
        demo::ensure(url, owner).await?;
        true
    };
    line.finish_and_clear();
    let mut text = format!("\nGerinc is running.\n\n  address   {url}\n  API       {url}/api/docs\n");
    if demo {
        text = format!("{text}  log-in    {}\n  password  {}\n", demo::EMAIL, demo::PASSWORD);
    }
    if let Some(note) = note {
        text = format!("{text}\n{note}\n");
    }
    text.push_str("\nCtrl-C stops everything; data stays.");
    operator::say(&text);
    Ok(())
}

/// A running suite, in this process or in several.
enum Stack {
    Here(Box<Suite>),
    Processes(Box<processes::Processes>),
}

impl Stack {
    fn run_file(&self) -> RunFile {
        match self {
            Self::Here(suite) => RunFile::new(suite.url(), &suite.ground),
            Self::Processes(processes) => RunFile::new(processes.url(), processes.ground()),
        }
    }

    async fn stop(self) {
        match self {
            Self::Here(suite) => suite.stop().await,
            Self::Processes(processes) => processes.stop().await,
        }
    }
}

/// Imports into the running suite, or into one that runs for the time of the import.
async fn import(folder: &Path, what: Import) -> Result<()> {
    let Import::Maven { data, email, password, sign_up } = what;
    let own = if let Some(run) = RunFile::find(folder).await {
        (run.url, None)
    } else {
        let (progress, line) = progress::steps();
        let servers = Servers { postgres_url: None, nats_url: None };
        let suite = Suite::start(SuiteOptions { progress, ..options(folder, &servers) }).await?;
        demo::ensure(&suite.url(), suite.ground.gateway_owner()).await?;
        line.finish_and_clear();
        (suite.url(), Some(suite))
    };
    let done = import::maven::run(&own.0, &data, &email, &password, sign_up.as_deref()).await;
    if let Some(suite) = own.1 {
        suite.stop().await;
    }
    let report = done?;
    let path = folder.join(format!("import-{}.csv", kernel::EventId::new()));
    report.write_csv(&path)?;
    operator::say(&format!("{report}\nEvery row: {}", path.display()));
    Ok(())
}

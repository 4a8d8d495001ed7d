//! Each service in a process of its own: for looking at them apart, and for ending one without the others.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use gateway::console::Files;
use platform::config::Secret;
use tokio::process::{Child, Command};

use crate::import::http::{self as imports, Imports};
use crate::serve::STOP_WITH_PARENT;
use crate::suite::{Ground, SERVICES, SuiteOptions};

/// How long a service may take to become ready.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// The suite in several processes.
#[derive(Debug)]
pub struct Processes {
    ground: Ground,
    gateway: SocketAddr,
    rate_per_second: u32,
    console: Files,
    imports: Imports,
    children: BTreeMap<&'static str, (Child, SocketAddr)>,
}

impl Processes {
    /// Starts the servers, then every service with this same program, and waits until all are ready.
    pub async fn start(options: SuiteOptions) -> Result<Self> {
        let ground = Ground::prepare(&options).await?;
        (options.progress)("Starting the services");
        let gateway = if options.listen.port() == 0 { free_address()? } else { options.listen };
        // Imports are a client of the API and no service of their own; they stay with whoever starts the others.
        let imports = Imports::start(&format!("http://{gateway}")).await?;
        let mut processes = Self {
            ground,
            imports,
            gateway,
            rate_per_second: options.rate_per_second,
            console: options.console,
            children: BTreeMap::new(),
        };
        let mut addresses = BTreeMap::new();
        for name in SERVICES {
            addresses.insert(name, free_address()?);
        }
        processes.spawn("gateway", gateway, &addresses)?;
        for (name, address) in addresses.clone() {
            processes.spawn(name, address, &addresses)?;
        }
        processes.wait_until_ready().await?;
        Ok(processes)
    }

    /// Address of the gateway.
    pub fn url(&self) -> String {
        format!("http://{}", self.gateway)
    }

    /// Servers and databases.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    fn spawn(&mut self, name: &'static str, listen: SocketAddr, others: &BTreeMap<&str, SocketAddr>) -> Result<()> {
        let config = self.ground.config(name, &self.url(), listen, 12)?;
        let prefix = name.to_uppercase();
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["serve", name, &format!("--{STOP_WITH_PARENT}")])
            .env(format!("{prefix}_DATABASE_URL"), config.database_url.expose())
            .env(format!("{prefix}_RELAY_DATABASE_URL"), config.relay_database_url.expose())
            .env(format!("{prefix}_FILES_DIR"), config.files_dir.unwrap_or_default())
            .env(format!("{prefix}_LISTEN"), listen.to_string())
            .env(format!("{prefix}_SECRET_KEY"), config.secret_key.as_ref().map_or("", Secret::expose))
            .env(format!("{prefix}_PRIVATE_MAIL_SERVERS"), if config.private_mail_servers { "yes" } else { "no" })
            .env(format!("{prefix}_PRIVATE_WEBHOOKS"), if config.private_webhooks { "yes" } else { "no" })
            .env("LINKS_URL", config.links_url.as_deref().unwrap_or_default())
            .env("NATS_URL", config.nats_url.expose())
            .env("NATS_MONITOR_URL", config.nats_monitor_url.as_deref().unwrap_or_default())
            .env("JWKS_URL", &config.jwks_url)
            .env("TOKEN_ISSUER", &config.token_issuer)
            .env("GATEWAY_RATE_PER_SECOND", self.rate_per_second.to_string())
            .env("RUST_LOG", std::env::var("RUST_LOG").unwrap_or_else(|_| "warn".to_owned()))
            .stdin(Stdio::piped())
            // Ctrl-C reaches the whole group of the terminal; these are stopped in order by us instead.
            .process_group(0)
            .kill_on_drop(true);
        for (other, address) in others {
            command.env(format!("{}_URL", other.to_uppercase()), format!("http://{address}"));
        }
        command.env("GATEWAY_MORE_SERVICES", format!("{}=http://{}", imports::NAME, self.imports.address()));
        command.env_remove("GATEWAY_CONSOLE_DIR").env_remove("GATEWAY_NO_CONSOLE");
        match &self.console {
            Files::Folder(folder) => command.env("GATEWAY_CONSOLE_DIR", folder),
            Files::Absent => command.env("GATEWAY_NO_CONSOLE", "1"),
            Files::Embedded => &mut command,
        };
        let child = command.spawn().with_context(|| format!("{name} could not be started"))?;
        self.children.insert(name, (child, listen));
        Ok(())
    }

    async fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        for (name, (child, address)) in &mut self.children {
            while !reqwest::get(format!("http://{address}/readyz"))
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                if let Some(status) = child.try_wait()? {
                    bail!("{name} ended with {status} before it was ready");
                }
                if started.elapsed() > READY_WITHIN {
                    bail!("{name} was not ready within {} seconds", READY_WITHIN.as_secs());
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Ok(())
    }

    /// Stops every service in order, the servers last.
    pub async fn stop(mut self) {
        // The end of its standard input tells a service to stop.
        let mut gateway = self.children.remove("gateway");
        if let Some((child, _)) = &mut gateway {
            drop(child.stdin.take());
            let _ = child.wait().await;
        }
        self.imports.stop().await;
        for (child, _) in self.children.values_mut() {
            drop(child.stdin.take());
        }
        for (child, _) in self.children.values_mut() {
            let _ = child.wait().await;
        }
        self.ground.servers.stop().await;
    }
}

/// An address nobody listens on at the moment.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

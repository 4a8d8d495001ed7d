//! One service in this process: what its own image runs, and what `up --processes` starts several times.

use anyhow::{Context, Result, bail};
use clap::{Arg, ArgAction, Command};
use tokio::io::AsyncReadExt;

use crate::suite;

/// Flag by which a process ends when the one that started it does, however that ended.
pub(crate) const STOP_WITH_PARENT: &str = "stop-with-parent";

/// Serves until asked to stop.
pub(crate) async fn run(name: &str, settings: Vec<String>) -> Result<()> {
    let shown: &'static str = match suite::SERVICES.iter().find(|known| **known == name) {
        Some(known) => known,
        None if name == "gateway" => "gateway",
        None => bail!("there is no service {name}; known are gateway, {}", suite::SERVICES.join(", ")),
    };
    let flag = Arg::new(STOP_WITH_PARENT).long(STOP_WITH_PARENT).action(ArgAction::SetTrue).hide(true);
    let command = Command::new(format!("gerinc serve {shown}")).arg(flag);
    let command = match shown {
        "gateway" => gateway::program::arguments(command),
        _ => platform::config::arguments(command, shown),
    };
    let matches = command.get_matches_from([vec![shown.to_owned()], settings].concat());
    let telemetry = platform::telemetry::init(shown, "info");
    gateway::program::allow_many_connections();
    let config = platform::config::from_matches(&matches)?;
    let running = if shown == "gateway" {
        gateway::start(config, gateway::program::settings(&matches)?).await?
    } else {
        suite::service(shown).context("no such service")?.start(config).await?
    };
    tracing::info!(service = shown, address = %running.address(), "listening");
    if matches.get_flag(STOP_WITH_PARENT) {
        tokio::select! {
            () = platform::program::stop_signal() => {}
            () = parent_gone() => {}
        }
        running.stop_now().await;
    } else {
        platform::program::stop_signal().await;
        running.stop().await;
    }
    telemetry.shut_down();
    Ok(())
}

/// Returns when standard input ends: its other side was held by the process that started this one.
async fn parent_gone() {
    let mut sink = [0_u8; 64];
    let mut input = tokio::io::stdin();
    while input.read(&mut sink).await.is_ok_and(|read| read > 0) {}
}

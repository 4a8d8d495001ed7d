//! Speed, measured beside the floor: what the same durable work costs a bare client in the same run on the same machine.
//! Only the ratio says something about this program; the figure alone says as much about the machine.
#![expect(clippy::float_arithmetic, reason = "these are measurements, not money")]
#![expect(clippy::print_stdout, reason = "the report is what this program is for")]

mod flow;
mod forecast;
mod lists;
mod measure;
mod processes;
mod reaction;
mod rebuild;
mod search;
mod setup;
mod writes;

use anyhow::Result;
use clap::Parser;

/// Measures the suite beside its floors.
#[derive(Debug, Parser)]
struct Args {
    /// Which measurements: reaction, writes, rebuild, flow, lists, forecast, search; all when left out.
    only: Vec<String>,
    /// Seconds of each measurement that runs for a time.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Accounts that are searched.
    #[arg(long, default_value_t = 100_000)]
    accounts: i32,
    /// Searches of each kind.
    #[arg(long, default_value_t = 200)]
    rounds: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    let _telemetry = platform::telemetry::init("bench", "error");
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|one| one == name);
    println!(
        "machine: {} cores; every commit and every message forced to disk\n",
        std::thread::available_parallelism()?
    );
    if wanted("flow") {
        flow::run(args.seconds).await?;
    }
    let mut world = setup::World::start().await?;
    if wanted("reaction") {
        reaction::run(&world, args.seconds).await?;
    }
    if wanted("writes") {
        writes::run(&mut world, args.seconds).await?;
    }
    if wanted("lists") {
        lists::run(&world).await?;
    }
    if wanted("forecast") {
        forecast::run(&world).await?;
    }
    if wanted("search") {
        search::run(&world, search::Size { accounts: args.accounts, rounds: args.rounds }).await?;
    }
    if wanted("rebuild") {
        rebuild::run(world).await?;
    } else {
        world.suite.stop().await;
    }
    Ok(())
}

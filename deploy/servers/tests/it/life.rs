//! Start, stop, start again, crash.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use async_nats::jetstream::{self, stream};
use servers::{Nats, Servers, ServersError};

use crate::support::{client, connect, data_folder, disposable, durable, folder, listens};

async fn stream_of(nats: &Nats) -> Result<stream::Stream> {
    let streams = jetstream::new(client(nats.url()).await?);
    let config = stream::Config { name: "KEPT".to_owned(), subjects: vec!["kept.>".to_owned()], ..Default::default() };
    Ok(streams.get_or_create_stream(config).await?)
}

async fn publish(nats: &Nats) -> Result<()> {
    let streams = jetstream::new(client(nats.url()).await?);
    streams.publish("kept.one", "message".into()).await?.await?;
    Ok(())
}

#[tokio::test]
async fn both_servers_answer_and_leave_nothing_behind() -> Result<()> {
    let began = Instant::now();
    let servers = Servers::start(disposable()).await?;
    println!("disposable servers are ready after {} ms", began.elapsed().as_millis());

    let url = servers.postgres.admin_url().to_owned();
    let (encoding, superuser, sync): (String, bool, String) = sqlx::query_as(
        "select current_setting('server_encoding'), rolsuper, current_setting('fsync') \
         from pg_roles where rolname = current_user",
    )
    .fetch_one(&mut connect(&url).await?)
    .await?;
    assert_eq!((encoding.as_str(), superuser, sync.as_str()), ("UTF8", true, "off"));
    stream_of(&servers.nats).await?;
    publish(&servers.nats).await?;

    let data = data_folder(&url).await?;
    let store = servers.nats.store().context("own NATS")?.to_owned();
    let nats_url = servers.nats.url().to_owned();
    assert!(store.exists() && data.exists());
    let began = Instant::now();
    servers.stop().await;
    println!("disposable servers are gone after {} ms", began.elapsed().as_millis());
    assert!(!listens(&url).await && !listens(&nats_url).await);
    assert_gone(&data);
    assert_gone(&store);
    Ok(())
}

fn assert_gone(folder: &Path) {
    let home = folder.parent().unwrap_or(folder);
    assert!(!home.exists(), "{} is left behind", home.display());
}

#[tokio::test]
async fn a_password_is_needed() -> Result<()> {
    let servers = Servers::start(disposable()).await?;
    let strip = |url: &str| url.replace(url.split(['/', '@']).nth(2).unwrap_or_default(), "postgres:wrong");
    assert!(connect(&strip(servers.postgres.admin_url())).await.is_err());
    assert!(client(&strip(servers.nats.url())).await.is_err());
    servers.stop().await;
    Ok(())
}

#[tokio::test]
async fn nats_stops_and_starts_with_the_same_port_and_streams() -> Result<()> {
    let mut servers = Servers::start(disposable()).await?;
    let url = servers.nats.url().to_owned();
    stream_of(&servers.nats).await?;
    publish(&servers.nats).await?;

    servers.nats.stop().await?;
    assert!(!listens(&url).await);
    servers.nats.stop().await?;
    servers.nats.start().await?;
    publish(&servers.nats).await?;
    servers.nats.kill().await?;
    assert!(!listens(&url).await);
    servers.nats.start().await?;
    servers.nats.start().await?;

    assert_eq!(servers.nats.url(), url);
    assert_eq!(stream_of(&servers.nats).await?.get_info().await?.state.messages, 2);
    let store = servers.nats.store().context("own NATS")?.to_owned();
    servers.stop().await;
    assert_gone(&store);
    Ok(())
}

#[tokio::test]
async fn postgres_restarts_and_survives_kills() -> Result<()> {
    let mut servers = Servers::start(disposable()).await?;
    let url = servers.postgres.admin_url().to_owned();
    let mut before = connect(&url).await?;
    sqlx::query("create table kept (n int)").execute(&mut before).await?;
    for _ in 0..3 {
        sqlx::query("insert into kept values (1)").execute(&mut connect(&url).await?).await?;
        servers.postgres.kill().await?;
        servers.postgres.start().await?;
    }
    servers.postgres.restart().await?;
    assert!(sqlx::query("select 1").execute(&mut before).await.is_err());
    assert_eq!(servers.postgres.admin_url(), url);
    let rows: i64 = sqlx::query_scalar("select count(*) from kept").fetch_one(&mut connect(&url).await?).await?;
    assert_eq!(rows, 3);

    // A disposable folder goes even when its server is stopped at the end.
    let data = data_folder(&url).await?;
    servers.postgres.stop().await?;
    assert!(data.exists());
    servers.stop().await;
    assert_gone(&data);
    Ok(())
}

#[tokio::test]
async fn durable_data_stays_and_a_second_start_is_refused() -> Result<()> {
    let folder = folder(0o755)?;
    let began = Instant::now();
    let servers = Servers::start(durable(folder.path())).await?;
    println!("durable servers are ready after {} ms", began.elapsed().as_millis());
    let mut connection = connect(servers.postgres.admin_url()).await?;
    sqlx::query("create table kept (n int)").execute(&mut connection).await?;
    stream_of(&servers.nats).await?;
    publish(&servers.nats).await?;
    assert!(data_folder(servers.postgres.admin_url()).await?.starts_with(folder.path().canonicalize()?));

    let refused = Servers::start(durable(folder.path())).await.err().context("a second start must be refused")?;
    assert!(matches!(refused, ServersError::FolderInUse { .. }));
    assert!(refused.to_string().contains(&format!("in use by process {}", std::process::id())), "{refused}");
    servers.stop().await;

    let began = Instant::now();
    let servers = Servers::start(durable(folder.path())).await?;
    println!("durable servers are ready again after {} ms", began.elapsed().as_millis());
    let rows: i64 = sqlx::query_scalar("select count(*) from kept")
        .fetch_one(&mut connect(servers.postgres.admin_url()).await?)
        .await?;
    assert_eq!(rows, 0);
    assert_eq!(stream_of(&servers.nats).await?.get_info().await?.state.messages, 1);
    servers.stop().await;
    Ok(())
}

/// Root hands PostgreSQL to another user, who cannot enter this folder; an ordinary user can.
#[tokio::test]
async fn a_closed_folder_is_no_obstacle() -> Result<()> {
    let folder = folder(0o700)?;
    let servers = Servers::start(durable(folder.path())).await?;
    let first = data_folder(servers.postgres.admin_url()).await?;
    servers.stop().await;
    let servers = Servers::start(durable(folder.path())).await?;
    let second = data_folder(servers.postgres.admin_url()).await?;
    servers.stop().await;
    assert_eq!(first, second);
    let inside = first.starts_with(folder.path().canonicalize()?);
    if !inside {
        // The place outside belongs to this folder alone.
        let place = second.ancestors().nth(2).context("its place")?;
        assert!(place.starts_with("/var/lib/gerinc"));
        std::fs::remove_dir_all(place)?;
    }
    let root = folder.path().metadata()?.uid() == 0;
    assert_eq!(inside, !root);
    Ok(())
}

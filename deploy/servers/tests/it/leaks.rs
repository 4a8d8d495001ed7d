//! Nothing runs on after its owner, however the owner ended.

use anyhow::{Result, ensure};
use servers::{Durability, Servers, ServersError};

use crate::support::{Owner, children, connect, data_folder, durable, folder, kill, listens, until};

#[tokio::test]
async fn a_killed_owner_leaves_no_server_and_no_folder() -> Result<()> {
    let folder = folder(0o755)?;
    let owner = Owner::start(Durability::Disposable, folder.path())?;
    let (postgres, nats, store) = (owner.postgres_url.clone(), owner.nats_url.clone(), owner.store.clone());
    let data = data_folder(&postgres).await?;
    ensure!(listens(&postgres).await && listens(&nats).await && data.exists() && store.exists());

    owner.kill()?;
    until("both servers stop", async || !listens(&postgres).await && !listens(&nats).await).await?;
    let homes = [data, store].map(|folder| folder.parent().map(ToOwned::to_owned).unwrap_or(folder));
    until("their folders are removed", async || homes.iter().all(|home| !home.exists())).await
}

#[tokio::test]
async fn a_killed_owner_of_durable_servers_can_be_followed_at_once() -> Result<()> {
    let folder = folder(0o755)?;
    let owner = Owner::start(Durability::Durable, folder.path())?;
    let mut connection = connect(&owner.postgres_url).await?;
    sqlx::query("create table kept (n int)").execute(&mut connection).await?;

    let refused = Servers::start(durable(folder.path())).await.err();
    ensure!(
        matches!(&refused, Some(ServersError::FolderInUse { owner: pid, .. }) if *pid == owner.child.id().to_string())
    );
    owner.kill()?;
    let servers = Servers::start(durable(folder.path())).await?;
    sqlx::query("select n from kept").execute(&mut connect(servers.postgres.admin_url()).await?).await?;
    servers.stop().await;
    Ok(())
}

#[tokio::test]
async fn servers_whose_guards_were_killed_too_are_replaced() -> Result<()> {
    let folder = folder(0o755)?;
    let owner = Owner::start(Durability::Durable, folder.path())?;
    let (postgres, nats) = (owner.postgres_url.clone(), owner.nats_url.clone());
    let mut connection = connect(&postgres).await?;
    sqlx::query("create table kept (n int)").execute(&mut connection).await?;

    let guards = children(owner.child.id(), "gerinc-guard")?;
    ensure!(guards.len() == 2, "there are {} guards", guards.len());
    let mut all = guards.clone();
    for guard in guards {
        all.extend(children(guard, "gerinc-guard")?);
    }
    ensure!(all.len() == 4, "the guards consist of {} processes", all.len());
    all.into_iter().try_for_each(kill)?;
    owner.kill()?;
    sqlx::query("select n from kept").execute(&mut connection).await?;
    ensure!(listens(&nats).await, "NATS outlived its guard before it was replaced");

    let servers = Servers::start(durable(folder.path())).await?;
    ensure!(!listens(&postgres).await && !listens(&nats).await, "the old servers still run");
    sqlx::query("select n from kept").execute(&mut connect(servers.postgres.admin_url()).await?).await?;
    servers.stop().await;
    Ok(())
}

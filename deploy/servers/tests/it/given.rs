//! Servers given by a URL.

use anyhow::{Context as _, Result};
use servers::{Servers, ServersError};

use crate::support::{disposable, listens};

#[tokio::test]
async fn given_servers_are_used_and_left_alone() -> Result<()> {
    let owned = Servers::start(disposable()).await?;
    let mut options = disposable();
    options.postgres_url = Some(owned.postgres.admin_url().to_owned());
    options.nats_url = Some(owned.nats.url().to_owned());
    let mut given = Servers::start(options).await?;
    assert_eq!(given.postgres.admin_url(), owned.postgres.admin_url());
    assert_eq!(given.nats.url(), owned.nats.url());
    assert_eq!(given.nats.store(), None);
    assert!(matches!(given.postgres.kill().await, Err(ServersError::NotOurs { .. })));
    assert!(matches!(given.nats.stop().await, Err(ServersError::NotOurs { .. })));
    given.stop().await;
    assert!(listens(owned.postgres.admin_url()).await && listens(owned.nats.url()).await);
    owned.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_given_server_that_does_not_answer_is_reported() -> Result<()> {
    let mut options = disposable();
    options.postgres_url = Some("postgres://nobody@127.0.0.1:1/postgres".to_owned());
    let error = Servers::start(options).await.err().context("nothing listens there")?;
    assert!(error.to_string().starts_with("the given PostgreSQL cannot be used"), "{error}");
    let mut options = disposable();
    options.nats_url = Some("nats://127.0.0.1:1".to_owned());
    let error = Servers::start(options).await.err().context("nothing listens there")?;
    assert!(error.to_string().starts_with("the given NATS cannot be used"), "{error}");
    Ok(())
}

//! What happens to files by the clock.

use std::pin::Pin;

use platform::files::{Files, GRACE};
use platform::jobs::Run;
use platform::{Result, Tx};

use super::store;
use crate::mail_files;

/// Files looked at in one go.
const BATCH: usize = 500;

/// Removes files that are kept beside nothing: their request was refused in the end, or they were removed.
#[derive(Debug)]
pub struct RemoveUnused(pub Files);

impl<'a> Run<'a> for RemoveUnused {
    type Running = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

    fn run(&self, tx: &'a mut Tx) -> Self::Running {
        Box::pin(remove_unused(tx, self.0.clone()))
    }
}

async fn remove_unused(tx: &mut Tx, files: Files) -> Result<()> {
    let (org, before) = (tx.org, tx.now - GRACE);
    files.hold_all(tx).await?;
    mail_files::store::forget_loose(tx, before).await?;
    files.remove_incoming(org, before).await?;
    let mut last: Option<String> = None;
    loop {
        let old = files.older_than(org, before, last.as_deref(), BATCH).await?;
        let needed = store::needed(tx, &old).await?;
        for sha256 in old.iter().filter(|sha256| !needed.contains(*sha256)) {
            files.remove(tx, sha256, before).await?;
        }
        last = old.last().cloned();
        if old.len() < BATCH {
            return Ok(());
        }
    }
}

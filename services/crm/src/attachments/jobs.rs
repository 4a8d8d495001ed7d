//! What happens to files by the clock.

use std::pin::Pin;

use platform::files::{Files, GRACE};
use platform::jobs::Run;
use platform::{Result, Tx};

use super::store;

/// Most files looked at in one run for an organisation; the next run goes on.
const MOST: usize = 1000;

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
    let old = files.older_than(org, before, MOST).await?;
    let needed = store::needed(tx, &old).await?;
    for sha256 in old.iter().filter(|sha256| !needed.contains(*sha256)) {
        files.remove(org, sha256).await?;
    }
    Ok(())
}

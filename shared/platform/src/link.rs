//! A connection with an open transaction.
//!
//! The pool's own transactions have a hole: when one is given up while it is being opened, because its request ended or
//! the server was too slow, the connection goes back to the pool with a transaction that nobody ends, and whoever gets it
//! next works inside that. Here a connection goes back only when it is known to be in none; in doubt it is closed.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Executor, PgConnection, Postgres};

/// How long a rollback that nobody waits for may take; then the connection is closed.
const ROLLBACK_LIMIT: Duration = Duration::from_secs(5);

/// A connection with an open transaction. Dropping it rolls back.
#[derive(Debug)]
pub struct Link(Option<PoolConnection<Postgres>>);

/// A connection of which nobody knows whether a transaction is open, until it is taken out.
struct Doubtful(Option<PoolConnection<Postgres>>);

impl Doubtful {
    async fn execute(&mut self, statement: String) -> Result<(), sqlx::Error> {
        match &mut self.0 {
            Some(conn) => conn.execute(AssertSqlSafe(statement)).await.map(drop),
            None => Err(sqlx::Error::PoolClosed),
        }
    }
}

impl Drop for Doubtful {
    fn drop(&mut self) {
        if let Some(conn) = &mut self.0 {
            conn.close_on_drop();
        }
    }
}

impl Link {
    /// Opens a transaction on a connection with these statements, of which the first is a `begin`.
    pub(crate) async fn open(conn: PoolConnection<Postgres>, begin: String) -> Result<Self, sqlx::Error> {
        let mut conn = Doubtful(Some(conn));
        conn.execute(begin).await?;
        Ok(Self(conn.0.take()))
    }

    /// Keeps what was done. When this fails, it may have been kept or not; it is never kept in part.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.end("commit").await
    }

    /// Gives up what was done, and waits until its locks are free.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        self.end("rollback").await
    }

    async fn end(mut self, how: &str) -> Result<(), sqlx::Error> {
        let mut conn = Doubtful(self.0.take());
        conn.execute(how.to_owned()).await?;
        // It is in no transaction and goes back to the pool.
        conn.0.take();
        Ok(())
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(conn) = self.0.take() {
            let mut conn = Doubtful(Some(conn));
            // Where nothing runs any more, the connection is closed instead.
            let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
            runtime.spawn(async move {
                // A server that vanished without a word would keep this place in the pool for ever.
                let ended = tokio::time::timeout(ROLLBACK_LIMIT, conn.execute("rollback".to_owned())).await;
                if ended.is_ok_and(|ended| ended.is_ok()) {
                    conn.0.take();
                }
            });
        }
    }
}

impl Deref for Link {
    type Target = PgConnection;
    #[expect(clippy::expect_used, reason = "only ending it takes the connection out, and that consumes it")]
    fn deref(&self) -> &PgConnection {
        self.0.as_ref().expect("an open transaction has a connection")
    }
}

impl DerefMut for Link {
    #[expect(clippy::expect_used, reason = "only ending it takes the connection out, and that consumes it")]
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.0.as_mut().expect("an open transaction has a connection")
    }
}

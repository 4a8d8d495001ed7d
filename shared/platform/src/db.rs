//! The database of a service: opening it for one organisation, making it, and refusing to use one that leaks.

use std::time::{Duration, Instant};

use kernel::OrgId;
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Postgres, Row};

use crate::config::Secret;
use crate::link::Link;
use crate::problem::{Result, is_transient};
use crate::scram;

/// How long a request waits for a free connection before it is told to come back.
const REQUEST_PATIENCE: Duration = Duration::from_secs(2);

/// How long reactions and jobs wait for one: nobody waits for their answer, and what is given up has to be begun anew, which
/// costs a busy machine more than waiting does.
const BACKGROUND_PATIENCE: Duration = Duration::from_secs(10);

/// After how long without use a connection is asked whether it lives before it is used again.
const ASK_AFTER: Duration = Duration::from_secs(1);

/// How long a connection for jobs that nobody needs stays open.
const SPARE_FOR: Duration = Duration::from_mins(1);

/// How long a service that starts waits for a database that is busy or restarting.
const START_PATIENCE: Duration = Duration::from_secs(30);

/// Tables without `org_id`: they hold no organisation's data.
const SHARED_TABLES: [&str; 7] = [
    "_sqlx_migrations",
    "consumer_attempts",
    "consumer_checkpoints",
    "consumer_pauses",
    "job_runs",
    "journal_history",
    "stream_comparisons",
];

/// A service's database, reached with its app role.
#[derive(Debug, Clone)]
pub struct Database {
    pool: PgPool,
    /// How long is waited for a free connection.
    patience: Duration,
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only questions; all see the same moment.
    Read,
    /// Changes.
    Write,
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// It did not answer, or refused.
    #[error("the database does not answer as it should: {0}")]
    Sql(#[from] sqlx::Error),
    /// Its tables could not be brought to the version this program needs.
    #[error("the database could not be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Using it could show one organisation the rows of another.
    #[error("refusing to start: {0}")]
    Unsafe(String),
    /// It is older than this program.
    #[error("the database lacks migrations {missing:?}; run the migrate command of this version")]
    Version {
        /// Migrations that this program knows and the database has not.
        missing: Vec<i64>,
    },
}

/// The server must notice soon when this side is gone without a word: until then it keeps the locks of the connection.
const KEEP_ALIVE: [(&str, &str); 3] =
    [("tcp_keepalives_idle", "5"), ("tcp_keepalives_interval", "2"), ("tcp_keepalives_count", "3")];

fn options(url: &str, name: &str) -> Result<PgConnectOptions, sqlx::Error> {
    Ok(url.parse::<PgConnectOptions>()?.application_name(name).options(KEEP_ALIVE).options([
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "10s"),
    ]))
}

/// A connection of the relay role, which may hold a lock for as long as it lives.
pub(crate) async fn relay_connection(url: &Secret) -> Result<PgConnection, sqlx::Error> {
    let options = url.expose().parse::<PgConnectOptions>()?.options(KEEP_ALIVE);
    answered(PgConnection::connect_with(&options)).await
}

/// Connections of the relay role for jobs, which hold their lock on one: opened when a job is looked after, used again for the
/// next one, and closed when nobody needs so many. Proving a password costs the server more than what is asked then.
pub(crate) fn relay_pool(url: &Secret, most: usize) -> Result<PgPool, sqlx::Error> {
    let options = url.expose().parse::<PgConnectOptions>()?.options(KEEP_ALIVE);
    Ok(PgPoolOptions::new()
        .max_connections(u32::try_from(most).unwrap_or(u32::MAX))
        .acquire_timeout(ANSWER_LIMIT)
        .idle_timeout(SPARE_FOR)
        .connect_lazy_with(options))
}

impl Database {
    /// Opens a pool of at most `connections`, without connecting yet. A free one is waited for as long as a request waits.
    pub fn open(url: &Secret, name: &str, connections: u32) -> Result<Self, DatabaseError> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(BACKGROUND_PATIENCE)
            // A ping before every use would cost a round trip each, so only those that were idle are asked whether they live;
            // and `begin` tries again on a dead connection.
            .test_before_acquire(false)
            .before_acquire(|conn, about| {
                Box::pin(async move {
                    if about.idle_for > ASK_AFTER {
                        conn.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options(url.expose(), name)?);
        Ok(Self { pool, patience: REQUEST_PATIENCE })
    }

    /// The same connections, waited for as long as reactions and jobs wait.
    pub fn patient(&self) -> Self {
        Self { pool: self.pool.clone(), patience: BACKGROUND_PATIENCE }
    }

    /// The pool itself, which waits as long as reactions and jobs do.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// A connection for what is not of any organisation.
    ///
    /// # Errors
    ///
    /// None became free in time, or the database does not answer.
    pub async fn connection(&self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        in_time(self.patience, self.pool.acquire()).await
    }

    /// Makes sure that it has the migrations of this program, and as [`check_tenancy`] for a service's own tables that belong
    /// to no organisation. Waits for a database that is restarting, or busy with what crashed a moment ago: who starts a
    /// service need not start its database first.
    ///
    /// # Errors
    ///
    /// It refuses, did not answer in time, or is none that may be worked with.
    pub async fn is_fit(&self, migrator: &Migrator, shared_tables: Option<&[&str]>) -> Result<(), DatabaseError> {
        let started = Instant::now();
        loop {
            match self.look_over(migrator, shared_tables).await {
                Err(DatabaseError::Sql(error)) if is_transient(&error) && started.elapsed() < START_PATIENCE => {
                    tracing::warn!(%error, "waiting for the database");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                answer => return answer,
            }
        }
    }

    async fn look_over(&self, migrator: &Migrator, shared_tables: Option<&[&str]>) -> Result<(), DatabaseError> {
        check_version(self, migrator).await?;
        match shared_tables {
            Some(tables) => check_tenancy(&self.pool, tables).await,
            None => Ok(()),
        }
    }

    /// Opens a transaction that sees the rows of one organisation only. This is the only place that sets it.
    pub async fn begin(&self, org: OrgId, mode: Mode) -> Result<Link> {
        let (begin, plans) = match mode {
            Mode::Read => ("begin isolation level repeatable read read only", "auto"),
            // Writes find their rows by key, whatever the values are: planning them anew each time would cost more than it
            // could gain, and with arrays PostgreSQL would do so for ever.
            Mode::Write => ("begin", "force_generic_plan"),
        };
        // One round trip for all; the id is a UUID, so it can be nothing but hex digits and hyphens.
        let statement = format!(
            "{begin}; select set_config('app.org_id', '{}', true), set_config('plan_cache_mode', '{plans}', true)",
            org.as_uuid()
        );
        let started = Instant::now();
        loop {
            let left = self.patience.saturating_sub(started.elapsed());
            // Only the waiting is cut short: a connection that is there and answers is worth waiting for.
            let opened = async {
                let conn = in_time(left, self.pool.acquire()).await?;
                answered(Link::open(conn, statement.clone())).await
            };
            match opened.await {
                Ok(link) => return Ok(link),
                // The service has stopped; no connection will ever come.
                Err(error @ sqlx::Error::PoolClosed) => return Err(error.into()),
                // The server restarted: every pooled connection is dead. Each attempt throws one away.
                Err(error) if is_transient(&error) && started.elapsed() < self.patience => {
                    tracing::debug!(%error, "connection was dead, trying another");
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// A connection, unless it takes longer.
async fn in_time<T>(limit: Duration, opening: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(limit, opening).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// Names and passwords of the three roles of a service's database.
#[derive(Debug, Clone)]
pub struct Access {
    /// Owns the tables; for migrations only.
    pub owner: Secret,
    /// Reads and writes rows of one organisation at a time.
    pub app: Secret,
    /// Reads the journal and empties the outbox.
    pub relay: Secret,
}

/// Creates a database with its roles, or gives the roles of an existing one a new password, random and of 192 bits.
///
/// `admin_url` names a superuser. Roles are `<database>_owner`, `<database>_app` and `<database>_relay`.
pub async fn provision(admin_url: &str, database: &str) -> Result<Access, DatabaseError> {
    let admin: PgConnectOptions = admin_url.parse()?;
    let mut conn = PgConnection::connect_with(&admin).await?;
    // Several programs may do this at once on one server (tests); roles are shared by all its databases.
    conn.execute("select pg_advisory_lock(hashtext('gerinc provision'))").await?;
    for group in ["gerinc_app", "gerinc_relay"] {
        create_role(&mut conn, group, "nologin").await?;
    }
    let mut urls = Vec::new();
    for (suffix, group) in [("owner", None), ("app", Some("gerinc_app")), ("relay", Some("gerinc_relay"))] {
        let role = format!("{database}_{suffix}");
        let password = hex::encode(rand::random::<[u8; 24]>());
        create_role(&mut conn, &role, "login nosuperuser nobypassrls").await?;
        run(&mut conn, format!("alter role \"{role}\" password '{}'", scram::secret(&password))).await?;
        if let Some(group) = group {
            run(&mut conn, format!("grant {group} to \"{role}\"")).await?;
        }
        urls.push(Secret::new(login_url(&admin, database, &role, &password)));
    }
    let exists: bool = sqlx::query_scalar("select exists (select 1 from pg_database where datname = $1)")
        .bind(database)
        .fetch_one(&mut conn)
        .await?;
    if !exists {
        run(&mut conn, format!("create database \"{database}\" owner \"{database}_owner\"")).await?;
        run(&mut conn, format!("revoke connect, temporary on database \"{database}\" from public")).await?;
        run(&mut conn, format!("grant connect on database \"{database}\" to \"{database}_app\", \"{database}_relay\""))
            .await?;
    }
    conn.close().await?;
    let [owner, app, relay] = <[Secret; 3]>::try_from(urls)
        .map_err(|_error| DatabaseError::Unsafe("three roles were expected".to_owned()))?;
    Ok(Access { owner, app, relay })
}

async fn create_role(conn: &mut PgConnection, role: &str, rights: &str) -> Result<(), sqlx::Error> {
    let exists: bool = sqlx::query_scalar("select exists (select 1 from pg_roles where rolname = $1)")
        .bind(role)
        .fetch_one(&mut *conn)
        .await?;
    if !exists {
        run(conn, format!("create role \"{role}\" {rights}")).await?;
    }
    Ok(())
}

/// Runs a statement whose names come from this program, never from a request.
async fn run(conn: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    conn.execute(AssertSqlSafe(statement)).await.map(drop)
}

fn login_url(admin: &PgConnectOptions, database: &str, role: &str, password: &str) -> String {
    format!("postgres://{role}:{password}@{}:{}/{database}", admin.get_host(), admin.get_port())
}

/// Brings the tables to the version this program needs. Safe to run from several places at once.
pub async fn migrate(owner_url: &Secret, migrator: &Migrator) -> Result<(), DatabaseError> {
    let mut conn = PgConnection::connect(owner_url.expose()).await?;
    // Those of a newer release may have been run: one can be gone back.
    let migrator = Migrator { migrations: migrator.migrations.clone(), ignore_missing: true, ..Migrator::DEFAULT };
    migrator.run_direct(None, &mut conn, false).await?;
    // This table is older than the default privileges; a service compares its version when it starts.
    conn.execute("grant select on _sqlx_migrations to gerinc_app").await?;
    conn.close().await?;
    Ok(())
}

/// Whether the database has all migrations this program knows. It may have more: those of the next release are run while
/// this one still works, and one release can be gone back.
pub async fn check_version(db: &Database, migrator: &Migrator) -> Result<(), DatabaseError> {
    let mut conn = db.connection().await?;
    let done: Vec<i64> =
        sqlx::query_scalar("select version from _sqlx_migrations where success").fetch_all(&mut *conn).await?;
    let missing: Vec<i64> =
        migrator.iter().map(|migration| migration.version).filter(|version| !done.contains(version)).collect();
    if missing.is_empty() { Ok(()) } else { Err(DatabaseError::Version { missing }) }
}

/// Refuses a database in which row-level security could be passed by. `shared_tables` names the service's own tables
/// that belong to no organisation.
pub async fn check_tenancy(pool: &PgPool, shared_tables: &[&str]) -> Result<(), DatabaseError> {
    let role = sqlx::query(
        "select current_user::text as name, rolsuper or rolbypassrls as mighty,
                exists (select 1 from pg_roles m where (m.rolsuper or m.rolbypassrls) and m.oid <> r.oid
                           and pg_has_role(r.oid, m.oid, 'member')) as may_become_mighty,
                exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = 'public' and pg_has_role(r.oid, c.relowner, 'member')) as owner
           from pg_roles r where rolname = current_user",
    )
    .fetch_one(pool)
    .await?;
    let name: String = role.try_get("name")?;
    if role.try_get("mighty")? || role.try_get("may_become_mighty")? {
        return Err(DatabaseError::Unsafe(format!(
            "role {name} is a superuser or bypasses row-level security; use the app role"
        )));
    }
    if role.try_get("owner")? {
        return Err(DatabaseError::Unsafe(format!(
            "role {name} owns tables; the owner is for migrations only, use the app role"
        )));
    }
    let leaking: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> all ($1)
            and not (c.relrowsecurity and c.relforcerowsecurity
                     and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                                    and pg_get_expr(p.polqual, p.polrelid) like '%app.org_id%'
                                    and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.org_id%')
                     and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname <> 'tenant'
                                        and p.polpermissive
                                        and exists (select 1 from unnest(p.polroles) as granted(role)
                                                     where granted.role = 0
                                                        or pg_has_role(current_user, granted.role, 'member')))
                     and exists (select 1 from pg_attribute a
                                  where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull))
          order by 1",
    )
    .bind(SHARED_TABLES.iter().chain(shared_tables).map(|table| (*table).to_owned()).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    if leaking.is_empty() {
        return Ok(());
    }
    Err(DatabaseError::Unsafe(format!(
        "these tables have no org_id, or no forced row-level security with the tenant policy: {}",
        leaking.join(", ")
    )))
}

/// How long the database may take to answer before its connection counts as dead.
const ANSWER_LIMIT: Duration = Duration::from_secs(10);

/// Waits for the database, but not for one that vanished without closing the connection.
pub(crate) async fn answered<T, E: From<sqlx::Error>>(question: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    match tokio::time::timeout(ANSWER_LIMIT, question).await {
        Ok(answer) => answer,
        Err(_) => Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()).into()),
    }
}

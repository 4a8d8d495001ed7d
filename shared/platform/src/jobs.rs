//! What happens by the clock: each job runs once for every organisation, whichever replica comes first.

use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use contracts::Actor;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use kernel::{EventId, OrgId};
use sqlx::{PgConnection, PgPool};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::db::answered;
use crate::journal::Cause;
use crate::problem::{Problem, Result};
use crate::relay::pause;
use crate::service::State;
use crate::tx::Tx;

/// How long organisations with more to do are asked in turn before all are asked again.
const TURNS: Duration = Duration::from_secs(2);
/// Organisations a job in steps works for at a time: it waits for others' servers, and holds no connection meanwhile.
const SIDE_BY_SIDE: usize = 16;

/// An async function that is run by the clock, in a transaction for one organisation:
/// `async fn mark_due(tx: &mut Tx) -> Result<()>`.
pub trait Run<'a>: Send + Sync {
    /// The running job.
    type Running: Future<Output = Result<()>> + Send + 'a;
    /// Starts it.
    fn run(&self, tx: &'a mut Tx) -> Self::Running;
}

impl<'a, F, R> Run<'a> for F
where
    F: Fn(&'a mut Tx) -> R + Send + Sync,
    R: Future<Output = Result<()>> + Send + 'a,
{
    type Running = R;
    fn run(&self, tx: &'a mut Tx) -> R {
        self(tx)
    }
}

/// An async function that does a piece of long work, in a transaction of its own, and answers whether there may be more:
/// `async fn go_on(tx: &mut Tx) -> Result<bool>`. It is asked again at once, in turn with other organisations, until there
/// is none.
pub trait RunPiece<'a>: Send + Sync {
    /// The running piece.
    type Running: Future<Output = Result<bool>> + Send + 'a;
    /// Starts it.
    fn run(&self, tx: &'a mut Tx) -> Self::Running;
}

impl<'a, F, R> RunPiece<'a> for F
where
    F: Fn(&'a mut Tx) -> R + Send + Sync,
    R: Future<Output = Result<bool>> + Send + 'a,
{
    type Running = R;
    fn run(&self, tx: &'a mut Tx) -> R {
        self(tx)
    }
}

type Boxed = Box<dyn for<'a> Fn(&'a mut Tx) -> Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>> + Send + Sync>;

/// Opens the transactions of a job that does something outside the database between them, such as sending a mail. No
/// connection is held meanwhile, and each step is committed for itself.
#[derive(Debug, Clone)]
pub struct Steps {
    state: Arc<State>,
    org: OrgId,
    stop: CancellationToken,
    at: Option<DateTime<Utc>>,
}

impl Steps {
    /// A transaction for the next step; commit it with [`Tx::commit_now`].
    pub async fn begin(&self) -> Result<Tx> {
        let database = self.state.db.patient();
        let facts = self.state.organizations.get(&database, self.org).await?;
        let mut tx = Tx::system(&self.state, &database, self.org, facts, cause(&self.state)).await?;
        tx.now = self.at.unwrap_or(tx.now);
        Ok(tx)
    }

    /// The organisation it works for.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// Whether the service is about to stop, so that nothing new should be begun.
    pub fn stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// What the service works with.
    pub fn state(&self) -> &State {
        &self.state
    }
}

/// A job in steps, for one organisation.
pub trait RunSteps: Send + Sync {
    /// Starts it. What it did not do before it was cut off, its next run must be able to do.
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>;
}

enum Work {
    Within(Boxed),
    InSteps(Box<dyn RunSteps>),
}

/// A job and how often it runs.
pub(crate) struct Job {
    pub name: &'static str,
    pub every: Duration,
    work: Work,
    /// For whom the clock has it at work here.
    busy: watch::Sender<HashSet<OrgId>>,
}

impl Job {
    pub(crate) fn new<F>(name: &'static str, every: Duration, work: F) -> Self
    where
        F: for<'a> Run<'a> + 'static,
    {
        let work: Boxed = Box::new(move |tx| Box::pin(work.run(tx).map(|done| done.map(|()| false))));
        Self::of(name, every, Work::Within(work))
    }

    pub(crate) fn in_pieces<F>(name: &'static str, every: Duration, work: F) -> Self
    where
        F: for<'a> RunPiece<'a> + 'static,
    {
        Self::of(name, every, Work::Within(Box::new(move |tx| Box::pin(work.run(tx)))))
    }

    pub(crate) fn in_steps<J: RunSteps + 'static>(name: &'static str, every: Duration, job: J) -> Self {
        Self::of(name, every, Work::InSteps(Box::new(job)))
    }

    fn of(name: &'static str, every: Duration, work: Work) -> Self {
        Self { name, every, work, busy: watch::Sender::default() }
    }

    /// Waits until what the clock began for an organisation has ended.
    pub(crate) async fn has_ended(&self, org: OrgId) {
        // It fails only without a sender, and this is one.
        let _ = self.busy.subscribe().wait_for(|busy| !busy.contains(&org)).await;
    }
}

/// Runs a job whenever it is due, until told to stop. The pool is of the relay role.
pub(crate) async fn run_forever(job: Arc<Job>, state: Arc<State>, pool: PgPool, stop: CancellationToken) {
    // Due times are kept in the database, so looking often costs little and a restart forgets nothing.
    let look = job.every.min(Duration::from_secs(30));
    loop {
        if let Err(problem) = run_if_due(&job, &state, &pool, &stop).await {
            tracing::warn!(job = job.name, %problem, "job will be tried again");
        }
        if pause(look, &stop).await {
            return;
        }
    }
}

/// Runs a job when its time has come and nobody else is running it. Returns whether it ran to its end.
pub(crate) async fn run_if_due(job: &Job, state: &Arc<State>, pool: &PgPool, stop: &CancellationToken) -> Result<bool> {
    let mut lock = answered(pool.begin()).await?;
    let now = state.clock.now();
    let take = sqlx::query_scalar("select pg_try_advisory_xact_lock(hashtextextended('job ' || $1, 0))").bind(job.name);
    let alone: bool = answered(take.fetch_one(&mut *lock)).await?;
    // Asked after the lock is held, in a statement of its own: one that began before would not see the run of whoever
    // held the lock until a moment ago.
    // A run that lies in the future was noted while the clock was ahead, and says nothing.
    let ask = sqlx::query_scalar(
        "select not exists (select 1 from job_runs where job = $1 and last_run_at > $2 and last_run_at <= $3)",
    )
    .bind(job.name)
    .bind(now - job.every)
    .bind(now);
    if !alone || !answered(ask.fetch_one(&mut *lock)).await? {
        return Ok(false);
    }
    let ended = match &job.work {
        Work::Within(_) => in_turn(job, state, stop, &mut lock).await?,
        Work::InSteps(_) => side_by_side(job, state, stop, &mut lock).await?,
    };
    if !ended {
        return Ok(false);
    }
    let ran = sqlx::query(
        "insert into job_runs (job, last_run_at) values ($1, $2)
         on conflict (job) do update set last_run_at = excluded.last_run_at",
    )
    .bind(job.name)
    .bind(now);
    answered(ran.execute(&mut *lock)).await?;
    answered(lock.commit()).await?;
    Ok(true)
}

async fn all_organizations(conn: &mut PgConnection) -> Result<Vec<OrgId>> {
    let all = sqlx::query_scalar("select org_id from organizations order by org_id");
    let all: Vec<Uuid> = answered(all.fetch_all(conn)).await?;
    Ok(all.into_iter().map(OrgId::from_uuid).collect())
}

/// Runs a job for one organisation after the other; answers whether it came to its end.
async fn in_turn(job: &Job, state: &Arc<State>, stop: &CancellationToken, conn: &mut PgConnection) -> Result<bool> {
    let mut organizations = all_organizations(conn).await?;
    // Those with more to do take turns, for a while: then all are asked again, whoever has come meanwhile, too.
    let began = Instant::now();
    while !organizations.is_empty() && began.elapsed() < TURNS {
        let mut busy = Vec::new();
        for org in organizations {
            if stop.is_cancelled() {
                return Ok(false);
            }
            match run_by_the_clock(job, state, org, stop).await {
                Ok(true) => busy.push(org),
                Ok(false) => {}
                Err(problem) => failed(job, org, &problem),
            }
        }
        organizations = busy;
    }
    Ok(true)
}

/// Runs a job in steps for organisations side by side; answers whether it came to its end. While it still works for some,
/// whose servers may be slow, its time comes for the others again: nobody waits for anybody else's server.
async fn side_by_side(
    job: &Job,
    state: &Arc<State>,
    stop: &CancellationToken,
    conn: &mut PgConnection,
) -> Result<bool> {
    let mut waiting = VecDeque::from(all_organizations(conn).await?);
    let (mut running, mut busy) = (FuturesUnordered::new(), HashSet::new());
    let mut asked = tokio::time::Instant::now();
    loop {
        while running.len() < SIDE_BY_SIDE
            && !stop.is_cancelled()
            && let Some(org) = waiting.pop_front()
        {
            busy.insert(org);
            running.push(async move { (org, run_by_the_clock(job, state, org, stop).await) });
        }
        tokio::select! {
            done = running.next() => match done {
                None => return Ok(!stop.is_cancelled()),
                Some((org, done)) => {
                    busy.remove(&org);
                    if let Err(problem) = done {
                        failed(job, org, &problem);
                    }
                }
            },
            () = tokio::time::sleep_until(asked + job.every), if waiting.is_empty() && !stop.is_cancelled() => {
                asked = tokio::time::Instant::now();
                waiting.extend(all_organizations(conn).await?.into_iter().filter(|org| !busy.contains(org)));
            }
        }
    }
}

fn failed(job: &Job, org: OrgId, problem: &Problem) {
    tracing::error!(job = job.name, org.id = %org, %problem, "job failed for an organisation");
}

/// What the suite does by itself has no cause but itself.
fn cause(state: &State) -> Cause {
    Cause {
        actor: Actor::System(state.name.to_owned()),
        correlation_id: EventId::new().as_uuid(),
        causation_id: None,
        follows: None,
    }
}

/// Notes that the clock has a job at work for an organisation, until it is dropped: also when that is cut off.
struct AtWork<'a> {
    job: &'a Job,
    org: OrgId,
}

impl<'a> AtWork<'a> {
    fn note(job: &'a Job, org: OrgId) -> Self {
        job.busy.send_modify(|busy| {
            busy.insert(org);
        });
        Self { job, org }
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.job.busy.send_modify(|busy| {
            busy.remove(&self.org);
        });
    }
}

async fn run_by_the_clock(job: &Job, state: &Arc<State>, org: OrgId, stop: &CancellationToken) -> Result<bool> {
    let _at_work = AtWork::note(job, org);
    run_for(job, state, org, stop, None).await
}

/// How long a job may work for one organisation before it counts as hung: its database may have vanished without a word,
/// and would never be waited for to the end. One in steps asks servers of others, each with limits of its own.
const WITHIN_LIMIT: Duration = Duration::from_mins(5);
const IN_STEPS_LIMIT: Duration = Duration::from_hours(1);

/// Runs a job, or a piece of it, for one organisation: now, or as if it were another moment. Answers whether there may be
/// more to do.
pub(crate) async fn run_for(
    job: &Job,
    state: &Arc<State>,
    org: OrgId,
    stop: &CancellationToken,
    at: Option<DateTime<Utc>>,
) -> Result<bool, Problem> {
    let limit = match &job.work {
        Work::Within(_) => WITHIN_LIMIT,
        Work::InSteps(_) => IN_STEPS_LIMIT,
    };
    let hung = |_| Problem::unavailable(format!("the job {:?} took longer than {limit:?}", job.name));
    tokio::time::timeout(limit, run_unlimited(job, state, org, stop, at)).await.map_err(hung)?
}

async fn run_unlimited(
    job: &Job,
    state: &Arc<State>,
    org: OrgId,
    stop: &CancellationToken,
    at: Option<DateTime<Utc>>,
) -> Result<bool, Problem> {
    // A panic must not end the loop that runs this job for everybody else.
    let panicked = || Problem::internal(format!("the job {:?} panicked", job.name));
    match &job.work {
        Work::Within(work) => {
            let database = state.db.patient();
            let facts = state.organizations.get(&database, org).await?;
            let mut tx = Tx::system(state, &database, org, facts, cause(state)).await?;
            tx.now = at.unwrap_or(tx.now);
            let more = match AssertUnwindSafe(work(&mut tx)).catch_unwind().await {
                Ok(done) => done?,
                Err(_) => return Err(panicked()),
            };
            tx.commit().await?;
            Ok(more)
        }
        Work::InSteps(work) => {
            let steps = Steps { state: Arc::clone(state), org, stop: stop.clone(), at };
            match AssertUnwindSafe(work.run(steps)).catch_unwind().await {
                Ok(done) => done.map(|()| false),
                Err(_) => Err(panicked()),
            }
        }
    }
}

/// Forgets stored answers to repeated requests when they are old enough.
pub(crate) async fn forget_answers(tx: &mut Tx) -> Result<()> {
    let (org, now) = (tx.org, tx.now);
    crate::idempotency::forget_old(tx.conn(), org, now).await.map(drop)
}

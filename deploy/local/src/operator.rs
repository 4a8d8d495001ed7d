//! What an operator asks a running suite: how it is, what could not be applied, and to publish again.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use contracts::Actor;
use kernel::DeadLetterId;
use platform::resend::Resend;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::api::Api;
use crate::demo;
use crate::running::RunFile;

/// What to do with dead letters.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Letters {
    /// List the open ones; the default.
    List,
    /// Apply one and what is parked behind it.
    Retry {
        /// Service that could not apply it, e.g. billing.
        service: String,
        /// Id of the letter.
        id: Uuid,
        #[command(flatten)]
        login: LogIn,
    },
    /// Give one up.
    Discard {
        /// Service that could not apply it, e.g. billing.
        service: String,
        /// Id of the letter.
        id: Uuid,
        /// Why; kept with the letter.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        login: LogIn,
    },
}

/// Whose organisation it is.
#[derive(Debug, Clone, Args)]
pub(crate) struct LogIn {
    /// Log-in of an owner or administrator of the organisation.
    #[arg(long, env = "GERINC_EMAIL", default_value = demo::EMAIL)]
    email: String,
    /// Password.
    #[arg(long, env = "GERINC_PASSWORD", default_value = demo::PASSWORD, hide_env_values = true)]
    password: String,
}

/// Which events to publish again.
#[derive(Debug, Clone, Args)]
pub(crate) struct ResendArgs {
    /// Service whose journal to read, e.g. crm.
    service: String,
    /// Events since this moment, e.g. 2027-01-31T08:00:00Z.
    #[arg(long, conflicts_with = "aggregate")]
    since: Option<DateTime<Utc>>,
    /// Events of this aggregate.
    #[arg(long)]
    aggregate: Option<Uuid>,
    /// First sequence number, together with --aggregate.
    #[arg(long, default_value_t = 1, requires = "aggregate")]
    from_seq: i64,
}

/// What to do with a consumer.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum ConsumerAction {
    /// Stop reading; what is published waits.
    Pause {
        /// Name, e.g. billing-crm.
        consumer: String,
    },
    /// Read on.
    Resume {
        /// Name, e.g. billing-crm.
        consumer: String,
    },
}

/// Prints for people.
pub(crate) fn say(text: &str) {
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout(), "{text}");
}

async fn connect(
    run: &RunFile,
    urls: &std::collections::BTreeMap<String, String>,
    service: &str,
) -> Result<PgConnection> {
    let known = || run.relay_urls.keys().cloned().collect::<Vec<_>>().join(", ");
    let url = urls.get(service).with_context(|| format!("there is no service {service}; known are {}", known()))?;
    Ok(PgConnection::connect(url).await?)
}

/// Shows how every service is.
pub(crate) async fn status(run: &RunFile) -> Result<()> {
    say(&format!("{}\n", run.url));
    say(&format!(
        "{:<12}{:>10}{:>10}{:>8}{:>8}  consumers (events read)",
        "service", "events", "unsent", "dead", "parked"
    ));
    for service in run.relay_urls.keys() {
        let mut conn = connect(run, &run.relay_urls, service).await?;
        let (events, unsent, dead, parked): (i64, i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from journal), (select count(*) from outbox),
                    count(*) filter (where status = 'dead'), count(*) filter (where status = 'parked') from dead_letters",
        )
        .fetch_one(&mut conn)
        .await?;
        conn.close().await?;
        let mut conn = connect(run, &run.app_urls, service).await?;
        let consumers: Vec<(String, i64, bool)> = sqlx::query_as(
            "select c.consumer, c.stream_seq, p.consumer is not null from consumer_checkpoints c
               left join consumer_pauses p on p.consumer = c.consumer order by 1",
        )
        .fetch_all(&mut conn)
        .await?;
        conn.close().await?;
        let consumers: Vec<String> = consumers
            .into_iter()
            .map(|(name, seq, paused)| format!("{name} {seq}{}", if paused { " PAUSED" } else { "" }))
            .collect();
        say(&format!("{service:<12}{events:>10}{unsent:>10}{dead:>8}{parked:>8}  {}", consumers.join(", ")));
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Letter {
    dead_letter_id: Uuid,
    consumer: String,
    event_type: Option<String>,
    aggregate_id: Option<Uuid>,
    status: String,
    reason: String,
    error: String,
}

/// Lists dead letters of all organisations, or mends one.
pub(crate) async fn dead_letters(run: &RunFile, action: Option<Letters>) -> Result<()> {
    let (service, path, body, login) = match action.unwrap_or(Letters::List) {
        Letters::List => return list_letters(run).await,
        Letters::Discard { service, id, reason, .. } if discard_unreadable(run, &service, id, &reason).await? => {
            say("Given up. What was in it comes again with `resend` of its publisher.");
            return Ok(());
        }
        Letters::Retry { service, id, login } => {
            (service.clone(), format!("{service}/v1/operations/dead-letters/{id}/retry"), serde_json::json!({}), login)
        }
        Letters::Discard { service, id, reason, login } => (
            service.clone(),
            format!("{service}/v1/operations/dead-letters/{id}/discard"),
            serde_json::json!({ "reason": reason }),
            login,
        ),
    };
    if !run.relay_urls.contains_key(&service) {
        bail!("there is no service {service}");
    }
    let api = Api::log_in(&run.url, &login.email, &login.password).await?;
    let answer = api.post(&path, &body).await?;
    say(&serde_json::to_string_pretty(&answer)?);
    Ok(())
}

/// A letter that nobody could read belongs to no organisation, so nobody's log-in reaches it.
async fn discard_unreadable(run: &RunFile, service: &str, id: Uuid, reason: &str) -> Result<bool> {
    let mut conn = connect(run, &run.app_urls, service).await?;
    let operator = Actor::System("operator".to_owned());
    let id = DeadLetterId::from_uuid(id);
    let done = platform::consumer::discard_unreadable(&mut conn, id, &operator, reason).await?;
    conn.close().await?;
    Ok(done)
}

async fn list_letters(run: &RunFile) -> Result<()> {
    let mut none = true;
    for service in run.relay_urls.keys() {
        let mut conn = connect(run, &run.relay_urls, service).await?;
        let letters: Vec<Letter> = sqlx::query_as(
            "select dead_letter_id, consumer, event_type, aggregate_id, status, reason, error
               from dead_letters where status in ('dead', 'parked') order by dead_letter_id",
        )
        .fetch_all(&mut conn)
        .await?;
        conn.close().await?;
        for letter in letters {
            none = false;
            say(&format!(
                "{} {} {} {} {} ({}): {}",
                letter.dead_letter_id,
                letter.consumer,
                letter.event_type.as_deref().unwrap_or("unreadable"),
                letter.aggregate_id.map(|id| id.to_string()).unwrap_or_default(),
                letter.status,
                letter.reason,
                letter.error,
            ));
        }
    }
    if none {
        say("No dead letters.");
    }
    Ok(())
}

/// Publishes events again.
pub(crate) async fn resend(run: &RunFile, what: ResendArgs) -> Result<()> {
    let mut conn = connect(run, &run.relay_urls, &what.service).await?;
    let which = match (what.aggregate, what.since) {
        (Some(aggregate_id), _) => Resend::Aggregate { org_id: None, aggregate_id, from_seq: what.from_seq },
        (None, Some(since)) => Resend::Since(since),
        (None, None) => Resend::All,
    };
    let count = platform::resend::resend(&mut conn, which).await?;
    conn.close().await?;
    say(&format!("{count} events of {} are on their way again.", what.service));
    Ok(())
}

/// Pauses or resumes a consumer.
pub(crate) async fn consumer(run: &RunFile, action: ConsumerAction) -> Result<()> {
    let (name, pause) = match action {
        ConsumerAction::Pause { consumer } => (consumer, true),
        ConsumerAction::Resume { consumer } => (consumer, false),
    };
    let service = name.split('-').next().unwrap_or_default();
    let mut conn = connect(run, &run.app_urls, service).await?;
    let statement = if pause {
        "insert into consumer_pauses (consumer, paused_at, paused_by) values ($1, now(), 'operator') on conflict do nothing"
    } else {
        "delete from consumer_pauses where consumer = $1"
    };
    sqlx::query(statement).bind(&name).execute(&mut conn).await?;
    conn.close().await?;
    say(&format!("{name} {} within five seconds.", if pause { "stops" } else { "reads on" }));
    Ok(())
}

/// Deletes the data of this folder's suite.
pub(crate) async fn reset(folder: &Path, yes: bool) -> Result<()> {
    if let Some(run) = RunFile::find(folder).await {
        bail!("The suite at {} is running; stop it first.", run.url);
    }
    if !yes {
        say("This deletes all data of the suite in this folder. Type yes to go on:");
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        if answer.trim() != "yes" {
            bail!("Nothing was deleted.");
        }
    }
    let folder = std::path::absolute(folder)?;
    servers::remove_data(&folder).await?;
    RunFile::remove(&folder);
    say("All data is deleted.");
    Ok(())
}

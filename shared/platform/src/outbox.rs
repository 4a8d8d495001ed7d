//! What waits to be published: waking the relay, and how full the outbox is.
//!
//! NATS may be away for hours: writes go on, and their events wait here. There is an end to that, before the disk is
//! full: beyond the limit, requests that write are told to come back, while reading goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use http::{HeaderValue, header};
use sqlx::PgConnection;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::config::Secret;
use crate::db::{answered, relay_connection};
use crate::problem::{Kind, Problem, Result};
use crate::relay::pause;
use crate::telemetry;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// Up to how many events are counted one by one; counting millions would take longer than publishing them.
const COUNTED: i64 = 100_000;
/// Age in seconds from which on the oldest event says that messaging is degraded.
const DEGRADED_SECONDS: u64 = 30;

/// The outbox of this process's service, as all its parts see it.
#[derive(Debug, Default)]
pub struct Outbox {
    pub(crate) here: Notify,
    pub(crate) elsewhere: Notify,
    /// Whether this process is the active relay, so that nobody else needs waking.
    pub(crate) leading: AtomicBool,
    full: AtomicBool,
    oldest_seconds: AtomicU64,
}

impl Outbox {
    /// Something was committed.
    pub fn signal(&self) {
        self.here.notify_one();
        if !self.leading.load(Ordering::Relaxed) {
            self.elsewhere.notify_one();
        }
    }

    /// Refuses with 503 while more events wait than the limit allows.
    pub(crate) fn check_room(&self) -> Result<()> {
        if !self.full.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Problem::new(
            Kind::Unavailable,
            "outbox-full",
            "Too many events wait to be published, because messaging is away. Reading works; try to write again later.",
        )
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("30")))
    }

    /// Whether events have waited so long that other services lag behind noticeably.
    pub(crate) fn is_degraded(&self) -> bool {
        self.oldest_seconds.load(Ordering::Relaxed) >= DEGRADED_SECONDS
    }

    /// Looks at the outbox now and then, whether or not this process is the relay and whether or not NATS is there.
    pub(crate) async fn watch(
        self: Arc<Self>,
        service: &'static str,
        url: Secret,
        limit: u64,
        stop: CancellationToken,
    ) {
        let mut conn: Option<PgConnection> = None;
        loop {
            if conn.is_none() {
                conn = relay_connection(&url).await.ok();
            }
            if let Some(open) = &mut conn
                && let Err(error) = self.look(service, open, limit).await
            {
                tracing::warn!(service, %error, "the outbox was not looked at");
                conn = None;
            }
            if pause(EVERY, &stop).await {
                return;
            }
        }
    }

    async fn look(&self, service: &'static str, conn: &mut PgConnection, limit: u64) -> Result<(), sqlx::Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        // Positions grow by one, so the distance from the first to the last bounds the number from above at the price of
        // two look-ups; one event that cannot be published may stretch it, so what looks full is counted.
        let ask = sqlx::query_as(
            "select case when ends.span < $2 then least(ends.span, (select count(*) from (select 1 from outbox limit $1) as counted))
                         else (select count(*) from (select 1 from outbox limit $2) as all_of_them) end,
                    coalesce((select extract(epoch from now() - j.occurred_at)::bigint
                                from (select org_id, event_id from outbox order by position limit 1) o
                                join journal j on j.org_id = o.org_id and j.event_id = o.event_id), 0)
               from (select coalesce((select position from outbox order by position desc limit 1)
                                   - (select position from outbox order by position limit 1) + 1, 0) as span) as ends",
        )
        .bind(COUNTED)
        .bind(limit)
        .fetch_one(conn);
        let (pending, oldest): (i64, i64) = answered(ask).await?;
        let oldest = u64::try_from(oldest).unwrap_or(0);
        metrics::gauge!("outbox_pending", "service" => service)
            .set(telemetry::number(u64::try_from(pending).unwrap_or(0)));
        metrics::gauge!("outbox_oldest_age_seconds", "service" => service).set(telemetry::number(oldest));
        self.oldest_seconds.store(oldest, Ordering::Relaxed);
        let is_full = pending >= limit;
        if self.full.swap(is_full, Ordering::Relaxed) != is_full {
            if is_full {
                tracing::error!(
                    service,
                    pending,
                    "the outbox is full; requests that write are refused until it drains"
                );
            } else {
                tracing::info!(service, pending, "the outbox has room again");
            }
        }
        Ok(())
    }
}

//! Durations and what is said of them.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;

/// Durations of the same thing, many times.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    millis: Vec<f64>,
}

impl Sample {
    /// One more.
    pub fn add(&mut self, time: Duration) {
        self.millis.push(time.as_secs_f64() * 1000.0);
    }

    /// One more, in milliseconds.
    pub fn add_millis(&mut self, millis: f64) {
        self.millis.push(millis);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.millis.len()
    }

    /// The value below which this part lies, in milliseconds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    pub fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_by(f64::total_cmp);
        let index = ((sorted.len() as f64 - 1.0) * part).round() as usize;
        sorted.get(index).copied().unwrap_or(f64::NAN)
    }

    fn join(mut self, other: Self) -> Self {
        self.millis.extend(other.millis);
        self
    }
}

/// What several clients did in a time.
#[derive(Debug, Clone)]
pub struct Load {
    /// How long each took.
    pub times: Sample,
    /// How many did not succeed.
    pub failed: usize,
    /// How many a second.
    pub per_second: f64,
}

/// Runs `work` with so many clients, each one after the other, for so many seconds. `work` gets a number that no other
/// call gets.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub async fn load<W, F>(clients: usize, seconds: u64, work: W) -> Load
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = Result<()>> + Send,
{
    let started = Instant::now();
    let until = started + Duration::from_secs(seconds);
    let next = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let (work, next) = (work.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let (mut times, mut failed) = (Sample::default(), 0);
                while Instant::now() < until {
                    let one = Instant::now();
                    match work(next.fetch_add(1, Ordering::Relaxed)).await {
                        Ok(()) => times.add(one.elapsed()),
                        Err(error) => {
                            failed += 1;
                            if failed == 1 {
                                eprintln!("failed: {error:#}");
                            }
                        }
                    }
                }
                (times, failed)
            })
        })
        .collect();
    let (mut times, mut failed) = (Sample::default(), 0);
    for client in clients {
        if let Ok((more, lost)) = client.await {
            times = times.join(more);
            failed += lost;
        }
    }
    let per_second = times.len() as f64 / started.elapsed().as_secs_f64();
    Load { times, failed, per_second }
}

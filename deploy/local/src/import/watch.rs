//! How far something is: for a terminal as a bar, for anybody else as numbers to ask for.

use std::sync::{Mutex, PoisonError};

use indicatif::ProgressBar;
use serde::Serialize;

use crate::progress;

/// How far something is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What is being done.
    pub step: String,
    /// How many of the step are done.
    pub done: u64,
    /// How many there are.
    pub total: u64,
}

/// Keeps how far something is, and shows it.
#[derive(Debug, Default)]
pub struct Watch {
    now: Mutex<Progress>,
    bar: Mutex<Option<ProgressBar>>,
    shown: bool,
}

impl Watch {
    /// Shows a bar for each step on standard error, when that is a terminal.
    pub fn shown() -> Self {
        Self { shown: true, ..Self::default() }
    }

    /// Shows nothing; ask with [`Watch::progress`].
    pub fn silent() -> Self {
        Self::default()
    }

    /// The next step has so many parts.
    pub fn begin(&self, step: &str, total: u64) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Progress { step: step.to_owned(), done: 0, total };
        let bar = self.shown.then(|| progress::bar(total, step));
        if let Some(old) = std::mem::replace(&mut *self.bar.lock().unwrap_or_else(PoisonError::into_inner), bar) {
            old.finish();
        }
    }

    /// One more part is done.
    pub fn one(&self) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.done += 1;
        self.show(now.done);
    }

    /// So many parts are done.
    pub fn reach(&self, done: u64) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.done = done.min(now.total);
        self.show(now.done);
    }

    /// Everything is done.
    pub fn end(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish();
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn show(&self, done: u64) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            bar.set_position(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other() {
        let watch = Watch::silent();
        watch.begin("accounts", 2);
        watch.one();
        assert_eq!(watch.progress(), Progress { step: "accounts".to_owned(), done: 1, total: 2 });
        watch.begin("deals", 5);
        watch.reach(9);
        assert_eq!(watch.progress(), Progress { step: "deals".to_owned(), done: 5, total: 5 });
        watch.end();
    }
}

//! Showing what is being done, on a terminal as a moving line, elsewhere as plain lines.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Receives a sentence for each step.
type Steps = Arc<dyn Fn(&str) + Send + Sync>;

/// A sentence for each step.
pub(crate) fn steps() -> (Steps, ProgressBar) {
    if !std::io::stderr().is_terminal() {
        return (Arc::new(|step| eprintln!("{step} ...")), ProgressBar::hidden());
    }
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(100));
    let shown = spinner.clone();
    (Arc::new(move |step| shown.set_message(step.to_owned())), spinner)
}

/// A bar over so many things.
pub(crate) fn bar(total: u64, what: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    if let Ok(style) =
        ProgressStyle::with_template("{msg:24} {bar:30} {human_pos:>6}/{human_len} {per_sec:>12} {eta:>4} left")
    {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

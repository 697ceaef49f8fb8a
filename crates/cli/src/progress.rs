//! How far a build is, on stderr, where a person looks.

use indicatif::{ProgressBar, ProgressStyle};
use keyseek_build::{Progress, Stage};
use std::time::Duration;

/// Between two drawings of what has no number.
const TICK: Duration = Duration::from_millis(200);

/// A progress bar on stderr, which draws itself only where a person can see it.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new(quiet: bool) -> Self {
        Self(if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) })
    }

    /// Removes it.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stage(&self, stage: Stage, total: u64) {
        let (message, template) = match stage {
            Stage::Read => {
                ("reading", "{msg:>8} {bar:30} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left")
            }
            Stage::Store => {
                ("storing", "{msg:>8} {bar:30} {human_pos} of {human_len} documents, {per_sec}, {eta} left")
            }
            Stage::Words => ("sorting", "{msg:>8} {spinner} all words, {elapsed}"),
            Stage::Terms => {
                ("writing", "{msg:>8} {bar:30} {human_pos} of {human_len} shards of terms, {eta} left")
            }
            Stage::Prepare => (
                "preparing",
                "{msg:>8} {bar:30} {percent} % of the answers to beginnings of words, {eta} left",
            ),
            Stage::Relate => ("relating", "{msg:>8} {bar:30} {percent} % of what is similar, {eta} left"),
        };
        let style = ProgressStyle::with_template(template);
        self.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.0.reset();
        self.0.set_length(total);
        self.0.set_message(message);
        if stage == Stage::Words {
            self.0.enable_steady_tick(TICK);
        } else {
            self.0.disable_steady_tick();
        }
    }

    fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }
}

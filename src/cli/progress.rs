//! The progress bar of an import, on standard error and only on a terminal: files, bytes, rate and time left.
//!
//! The total comes from a second walk that only looks at sizes and runs ahead of the import. Progress counts bytes,
//! so that a few large `bao-cao.pdf` at the end do not stand at 100 %.

use super::Output;
use super::human::count;
use crate::import::{Line, Outcome};
use crate::source::walk::{Entry, Walk};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::Cell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

/// Redraws per second: enough to see it move, little enough for a slow terminal.
const HERTZ: u8 = 8;

pub(super) struct Progress {
    bar: Option<ProgressBar>,
    files: Cell<u64>,
    pages: Cell<u64>,
}

impl Progress {
    pub(super) fn new(out: &Output, roots: &[PathBuf], max_file_bytes: u64, wanted: bool) -> Self {
        let shown = wanted && !out.is_quiet() && std::io::stderr().is_terminal();
        let bar = shown.then(|| start(roots.to_vec(), max_file_bytes));
        Self { bar, files: Cell::new(0), pages: Cell::new(0) }
    }

    pub(super) fn file(&self, line: &Line) {
        let Some(bar) = &self.bar else { return };
        if line.outcome == Outcome::Removed {
            return;
        }
        self.files.set(self.files.get() + 1);
        self.pages.set(self.pages.get() + u64::from(line.pages));
        bar.inc(line.bytes);
        // A message is formatted on every call, a redraw happens a few times a second.
        if self.files.get() % 16 == 1 || line.bytes > 1 << 16 {
            bar.set_message(format!("{} files, {} pages", count(self.files.get()), count(self.pages.get())));
        }
    }

    /// Prints something else meanwhile.
    pub(super) fn suspend(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn start(roots: Vec<PathBuf>, max_file_bytes: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(HERTZ));
    set_style(&bar, "{spinner} {msg}  {decimal_bytes}  {decimal_bytes_per_sec}");
    bar.enable_steady_tick(Duration::from_millis(250));
    let counted = bar.clone();
    std::thread::spawn(move || {
        // The import itself says what is wrong with a path.
        let Ok(walk) = Walk::new(&roots, max_file_bytes) else { return };
        let total = walk.map(|entry| if let Entry::File(found) = entry { found.size } else { 0 }).sum();
        counted.set_length(total);
        set_style(
            &counted,
            "{wide_bar} {percent:>3} %  {msg}  {decimal_bytes}/{decimal_total_bytes}  {decimal_bytes_per_sec}  {eta} left",
        );
    });
    bar
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

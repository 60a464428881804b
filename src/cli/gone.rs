//! Whether the files of an answer are still where the archive read them: it keeps what it read of `bc-12.txt` when that is
//! deleted, and who opens the file must know.
//!
//! Takes the paths that are shown, gives a mark for each and, at the end, one message; looking at them is bounded in time,
//! for an answer may name a hundred thousand files on a drive of the network.

use super::Output;
use super::grid::printable;
use super::human::many;
use super::output::Style;
use crate::query::Source;
use crate::source::walk::is_gone;
use rayon::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Time for looking at files, in one answer.
const BUDGET: Duration = Duration::from_secs(2);

/// The files of an answer that were looked at.
#[derive(Default)]
pub(super) struct Files {
    /// By path, whether it is gone.
    seen: RefCell<HashMap<PathBuf, bool>>,
    /// Files that were looked at together and are not kept by path.
    marked: Cell<usize>,
    spent: Cell<Duration>,
    unseen: Cell<bool>,
}

impl Files {
    /// Whether a file is no longer there, as far as there is time to look.
    pub fn is_gone(&self, path: &Path) -> bool {
        if let Some(known) = self.seen.borrow().get(path) {
            return *known;
        }
        if self.spent.get() > BUDGET {
            self.unseen.set(true);
            return false;
        }
        let start = Instant::now();
        let gone = is_gone(path);
        self.spent.set(self.spent.get() + start.elapsed());
        self.seen.borrow_mut().insert(path.to_owned(), gone);
        gone
    }

    /// Marks the documents whose files are no longer there, all at once: a table has a source for each file of the archive.
    pub fn mark(&self, mut documents: Vec<&mut Source>) {
        let start = Instant::now();
        let looked: Vec<bool> = documents
            .par_iter_mut()
            .map(|document| {
                let in_time = start.elapsed() <= BUDGET;
                document.gone = in_time && is_gone(&document.path);
                in_time
            })
            .collect();
        self.unseen.set(self.unseen.get() || looked.contains(&false));
        self.marked.set(self.marked.get() + looked.iter().filter(|in_time| **in_time).count());
        let gone = documents.iter().filter(|document| document.gone);
        self.seen.borrow_mut().extend(gone.map(|document| (document.path.clone(), true)));
    }

    /// The path as people are shown it, marked when its file is gone.
    pub fn shown(&self, path: &Path, out: &Output) -> String {
        marked(path, self.is_gone(path), out)
    }

    /// Says what the marks mean, and what was not looked at.
    pub fn tell(&self, out: &Output) {
        let seen = self.seen.borrow();
        let gone = seen.values().filter(|gone| **gone).count();
        if gone > 1 && gone == seen.len().max(self.marked.get()) {
            out.message(&format!(
                "(gone): none of the {gone} files is where the archive read it; is the drive mounted?"
            ));
        } else if gone > 0 {
            let (are, them) = if gone == 1 { ("is", "it") } else { ("are", "them") };
            out.message(&format!(
                "(gone): {} {are} no longer where the archive read {them}; `trichluc import --prune FOLDER` drops {them}",
                many(gone as u64, "file")
            ));
        }
        self.tell_unseen(out);
    }

    /// Says that not all files were looked at, if so.
    pub fn tell_unseen(&self, out: &Output) {
        if self.unseen.get() {
            out.message("whether all files are still there was not looked at: it takes too long");
        }
    }
}

/// The path as people are shown it, with the mark of a file that is gone.
pub(super) fn marked(path: &Path, gone: bool, out: &Output) -> String {
    let mark = if gone { out.style(Style::Warn, " (gone)") } else { String::new() };
    format!("{}{mark}", printable(path))
}

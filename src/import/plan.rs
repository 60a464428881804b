//! What is to be done with each file of the walk: nothing (unchanged), a note (skipped, failed), or reading it.
//!
//! Takes [`Walk`] and [`Ledger`], gives one [`Task`] per file, with the bytes where they are needed. A file whose
//! size and time are those of `bc-12.txt` in the archive costs a `stat` and no more.

use super::ledger::{Judgement, Ledger, is_worth_another_try, same_stamp};
use super::report::{Line, Outcome};
use super::{Error, Reason, Result, Settings};
use crate::archive::{Entry as Stored, FileState, Outcome as Known, Stamp};
use crate::pipeline::bulk::Costed;
use crate::source::walk::{Entry, Found, Problem, Walk};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What a file becomes while it is processed: text, records and the rest take about six times its bytes.
const COST_FACTOR: usize = 6;
/// A task without bytes.
const COST_MIN: usize = 4 << 10;

/// A file and what to do with it.
pub(super) struct Task {
    pub line: Line,
    pub todo: Todo,
}

pub(super) enum Todo {
    /// All is said.
    Nothing,
    /// Note in the archive that it is no document.
    Note(Box<Stored>),
    /// Read it.
    Process { bytes: Vec<u8>, stamp: Stamp, expected: bool },
    /// The bytes that the archive holds, with a newer time.
    Touch { stamp: Stamp },
    /// The bytes of another document.
    Duplicate { stamp: Stamp },
    /// The document of a file that is gone.
    Rename { from: PathBuf, stamp: Stamp },
}

pub(super) struct Planner<'a> {
    walk: Walk,
    ledger: Ledger,
    settings: &'a Settings,
    rules: u64,
    roots: Vec<PathBuf>,
    /// Folders that could not be walked.
    hidden: Vec<PathBuf>,
    stale: u64,
}

impl<'a> Planner<'a> {
    pub(super) fn new(walk: Walk, ledger: Ledger, settings: &'a Settings, rules: u64) -> Self {
        let roots = walk.roots();
        Self { walk, ledger, settings, rules, roots, hidden: Vec::new(), stale: 0 }
    }

    /// The next file.
    pub(super) fn next(&mut self) -> Option<Costed<Task>> {
        loop {
            let task = match self.walk.next()? {
                Entry::File(found) => self.file(found),
                Entry::Skipped(problem) => self.problem(problem, Known::Skipped),
                Entry::Failed(problem) => self.problem(problem, Known::Failed),
            };
            if let Some(task) = task {
                let bytes = if let Todo::Process { bytes, .. } = &task.todo { bytes.len() } else { 0 };
                return Some(Costed { cost: bytes * COST_FACTOR + COST_MIN, item: task });
            }
        }
    }

    /// Unchanged documents that older rules have read.
    pub(super) fn stale(&self) -> u64 {
        self.stale
    }

    /// What the archive knows below the roots and the walk has not met; call it after the walk.
    ///
    /// # Errors
    /// With `--prune`, a root in which nothing was found: more likely a drive that is not there than a folder
    /// that was emptied.
    pub(super) fn removed(&self) -> Result<Vec<(PathBuf, FileState)>> {
        if self.settings.prune && !self.settings.force {
            for root in &self.roots {
                if !self.ledger.is_there(root) {
                    return Err(Error::Usage(format!(
                        "{}: none of the files that the archive knows there was found; is the drive mounted? \
                         (--prune --force drops them all the same)",
                        root.display()
                    )));
                }
            }
        }
        Ok(self.ledger.missing(&self.roots, &self.hidden))
    }

    fn problem(&mut self, problem: Problem, outcome: Known) -> Option<Task> {
        let Problem { path, reason, message, hides_files, stamp: (size, modified) } = problem;
        if hides_files {
            self.hidden.push(path.clone());
        }
        if !self.ledger.see(&path) {
            return None;
        }
        Some(self.note(path, Stamp { size, modified, ..Stamp::default() }, outcome, reason, message))
    }

    /// A file that is no document, in the report and (unless known) in the archive.
    fn note(&self, path: PathBuf, stamp: Stamp, outcome: Known, reason: Reason, message: String) -> Task {
        let before = self.ledger.before(&path);
        let same = |b: &FileState| same_stamp(b, &stamp) && b.stamp.rules == stamp.rules;
        let known = before.is_some_and(|b| (b.outcome, b.reason) == (outcome, Some(reason)) && same(b));
        // What the archive holds of a file that cannot be reached just now stays.
        let keeps = before.is_some_and(|b| b.outcome.is_document()) && stamp.sha256.is_none();
        let todo = if known || keeps {
            Todo::Nothing
        } else {
            Todo::Note(Box::new(Stored::failure(&path, stamp, outcome, reason, &message)))
        };
        let shown = if outcome == Known::Skipped { Outcome::Skipped } else { Outcome::Failed };
        let mut line = Line::new(path, shown, stamp.size).because(Some(reason), message);
        // What cannot be opened was tried just now; what was asked to be tried again, or by force, too.
        let tried = reason == Reason::Unreadable || self.settings.force || before.is_some_and(|b| self.is_retried(b));
        line.known = known && !tried && outcome == Known::Failed;
        Task { line, todo }
    }

    fn file(&mut self, found: Found) -> Option<Task> {
        if !self.ledger.see(&found.path) {
            return None;
        }
        let mut stamp = Stamp { size: found.size, modified: found.modified, sha256: None, rules: self.rules };
        let before = self.ledger.before(&found.path).copied();
        if self.is_unsettled(&found) {
            return None;
        }
        if let Some(before) = before.filter(|b| same_stamp(b, &stamp))
            && let Some(line) = self.unchanged(&found, &before)
        {
            return Some(Task { line, todo: Todo::Nothing });
        }
        let bytes = match self.walk.load(&found) {
            Ok(bytes) => bytes,
            Err(Error::Document { path, reason, message }) => {
                return Some(self.note(path, stamp, Known::Failed, reason, message));
            }
            Err(other) => {
                return Some(self.note(found.path, stamp, Known::Failed, Reason::Unreadable, other.to_string()));
            }
        };
        let sha = Sha256::digest(&bytes).into();
        stamp.sha256 = Some(sha);
        Some(self.read(found, bytes, stamp, &sha))
    }

    fn is_unsettled(&self, found: &Found) -> bool {
        if self.settings.settle.is_zero() {
            return false;
        }
        let since = UNIX_EPOCH + Duration::from_nanos(u64::try_from(found.modified).unwrap_or(0));
        // A time in the future says nothing.
        SystemTime::now().duration_since(since).is_ok_and(|age| age < self.settings.settle)
    }

    /// The line of a file that need not be read; none when it must.
    fn unchanged(&mut self, found: &Found, before: &FileState) -> Option<Line> {
        if self.settings.force || is_worth_another_try(before, self.rules) || self.is_retried(before) {
            return None;
        }
        let line = |outcome| Line::new(found.path.clone(), outcome, found.size);
        match before.outcome {
            Known::Imported | Known::Partial => {
                self.stale += u64::from(before.stamp.rules != self.rules);
                Some(line(Outcome::Unchanged))
            }
            // A duplicate whose document has changed in this run is a document of its own.
            Known::Duplicate => {
                let home = before.stamp.sha256.and_then(|sha| self.ledger.home(&sha))?;
                let mut line = line(Outcome::Unchanged);
                line.duplicate_of = Some(home);
                Some(line)
            }
            Known::Failed => {
                let mut line = line(Outcome::Failed).because(before.reason, "as before; --retry-failed tries again");
                line.known = true;
                Some(line)
            }
            Known::Skipped => Some(line(Outcome::Skipped).because(before.reason, "as before")),
        }
    }

    fn is_retried(&self, before: &FileState) -> bool {
        let Some(reasons) = &self.settings.retry else { return false };
        let fell_short = matches!(before.outcome, Known::Failed | Known::Partial);
        fell_short && before.reason.is_some_and(|r| reasons.is_empty() || reasons.contains(&r))
    }

    fn read(&mut self, found: Found, bytes: Vec<u8>, stamp: Stamp, sha: &[u8; 32]) -> Task {
        let again = self.settings.force
            || self.ledger.before(&found.path).is_some_and(|b| b.stamp.rules != self.rules || self.is_retried(b));
        let mut line = Line::new(found.path, Outcome::Imported, found.size);
        line.read = true;
        let expected = found.expected;
        let todo = match self.ledger.judge(&line.path, sha) {
            Judgement::New => Todo::Process { bytes, stamp, expected },
            Judgement::Changed => {
                line.outcome = Outcome::Replaced;
                Todo::Process { bytes, stamp, expected }
            }
            Judgement::Same if again => {
                line.outcome = Outcome::Replaced;
                Todo::Process { bytes, stamp, expected }
            }
            Judgement::Same => {
                line.outcome = Outcome::Unchanged;
                Todo::Touch { stamp }
            }
            Judgement::DuplicateOf(other) => {
                line.outcome = Outcome::Duplicate;
                line.duplicate_of = Some(other);
                Todo::Duplicate { stamp }
            }
            Judgement::MovedFrom(from) => {
                line.outcome = Outcome::Unchanged;
                line.moved_from = Some(from.clone());
                Todo::Rename { from, stamp }
            }
        };
        Task { line, todo }
    }
}

//! Folders into the archive: only what is new or changed is read, every file gets its line in the report, and
//! after a crash at any moment the next import goes on from the last commit.
//!
//! Takes paths, [`Settings`] and an archive folder, gives a [`Summary`] and one [`Event`] per file; refuses paths
//! that do not exist and an archive that another import writes to. `bc-12.txt` that moved to `2024/bc-12.txt` keeps
//! its document; a copy of it is a duplicate; when its bytes change it is replaced, in one step.

#[cfg(test)]
mod faults;
mod homes;
mod ledger;
mod plan;
mod refresh;
mod report;
mod work;

pub use refresh::refresh;
pub use report::{Line, Outcome, Summary};

use crate::archive::{Archive, Reader, Stamps, Writer};
use crate::error::{Error, Reason, Result};
use crate::pipeline::{self, bulk};
use crate::source;
use crate::source::walk::Walk;
use crate::vocabulary::Vocabulary;
use ledger::{Ledger, Sha};
use plan::Planner;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use work::{Action, Done, Worker};

/// How to import.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that process files.
    pub jobs: usize,
    /// Memory to stay within, in bytes; see `Settings::writer_bytes`.
    pub memory_bytes: usize,
    /// Read files again even if they are unchanged.
    pub force: bool,
    /// Read files again that failed, or that were read in part: with one of these reasons, or (empty) with any.
    pub retry: Option<Vec<Reason>>,
    /// Drop from the archive what is gone from the folders.
    pub prune: bool,
    /// Write nothing.
    pub dry_run: bool,
    /// Leave out files that were changed a shorter time ago: somebody may still be writing them.
    pub settle: Duration,
    /// Commit after so many bytes of files …
    pub commit_bytes: u64,
    /// … or after this time.
    pub commit_every: Duration,
    /// Limits and choices of reading.
    pub read: source::Options,
    /// Ends the run early when it is set: files that were begun are done, and what was read is committed.
    pub stop: Arc<AtomicBool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            jobs: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            // A merge maps what it merges on top of this: all together stays below 400 MB on 200 MB of reports.
            memory_bytes: 128 << 20,
            force: false,
            retry: None,
            prune: false,
            dry_run: false,
            settle: Duration::ZERO,
            commit_bytes: 256 << 20,
            commit_every: Duration::from_secs(30),
            read: source::Options::default(),
            stop: Arc::default(),
        }
    }
}

impl Settings {
    /// The share of the memory in which the archive gathers what it writes.
    fn writer_bytes(&self) -> usize {
        self.memory_bytes / 2
    }

    /// The share of the memory for files under way.
    fn files_bytes(&self) -> usize {
        self.memory_bytes / 4
    }
}

/// The report holds a line for every file until it is committed.
const MAX_UNCOMMITTED_FILES: u64 = 50_000;

/// What happens during an import.
#[derive(Debug)]
pub enum Event<'a> {
    /// A file is done; it is in the archive for good with the next commit.
    File(&'a Line),
    /// Everything so far is in the archive for good.
    Committed,
}

/// Imports files and folders.
///
/// # Errors
/// [`Error::Io`] when a path does not exist, [`Error::Archive`] when the archive cannot be opened or written.
pub fn import(
    archive: &Path,
    roots: &[PathBuf],
    settings: &Settings,
    vocabulary: &Vocabulary,
    tell: &mut dyn FnMut(Event<'_>) -> Result<()>,
) -> Result<Summary> {
    import_into(archive, &|| open(archive, settings), roots, settings, vocabulary, tell)
}

/// The archive to write; none when nothing is written and there is none.
fn open(archive: &Path, settings: &Settings) -> Result<Option<Archive>> {
    if !settings.dry_run {
        Archive::open_or_create(archive).map(Some)
    } else if archive.exists() {
        Archive::open(archive).map(Some)
    } else {
        Ok(None)
    }
}

fn import_into(
    archive: &Path,
    open: &dyn Fn() -> Result<Option<Archive>>,
    roots: &[PathBuf],
    settings: &Settings,
    vocabulary: &Vocabulary,
    tell: &mut dyn FnMut(Event<'_>) -> Result<()>,
) -> Result<Summary> {
    let start = Instant::now();
    let mut walk = Walk::new(roots, settings.read.max_file_bytes)?;
    let mut sink = Sink::new(open()?, settings, tell)?;
    walk.leave_out(archive);
    let rules = pipeline::rules(vocabulary);
    let mut planner = Planner::new(walk, Ledger::new(sink.stamps()?), settings, rules);
    let worker = Worker { options: &settings.read, vocabulary };
    let stopped = || settings.stop.load(Ordering::Relaxed);
    let next = || if stopped() { None } else { planner.next() };
    let written = bulk::ordered(settings.jobs, settings.files_bytes(), next, |t| worker.run(t), |done| sink.take(done));
    explained(archive, written)?;
    sink.summary.stale += planner.stale();
    sink.summary.stopped = stopped();
    // What the walk did not reach is not gone.
    let removed = if sink.summary.stopped { Ok(Vec::new()) } else { planner.removed() };
    match removed {
        Ok(removed) => {
            for (path, state) in removed {
                explained(archive, sink.removed(path, &state))?;
            }
        }
        Err(error) => {
            // What was read is not lost over what cannot be dropped.
            explained(archive, sink.finish())?;
            return Err(error);
        }
    }
    // The last merges take what the tables of a million paths have taken so far.
    drop(planner);
    let mut summary = explained(archive, sink.finish())?;
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

/// A thread of the index that cannot write says no more than that it has ended; what the disk says is more use.
fn explained<T>(archive: &Path, result: Result<T>) -> Result<T> {
    /// More than an index of a short document.
    const PROBE_BYTES: usize = 256 << 10;
    let Err(error @ Error::Archive { .. }) = result else { return result };
    let probe = archive.join(".probe");
    let written = std::fs::write(&probe, vec![0; PROBE_BYTES]);
    // Where it cannot be written there is nothing to delete.
    let _ = std::fs::remove_file(&probe);
    match written {
        Ok(()) => Err(error),
        Err(e) => Err(Error::Archive {
            path: archive.to_owned(),
            message: format!("{e}; the archive is as of its last commit: make room, then run the import again"),
        }),
    }
}

/// Where results go: the archive, the summary, the caller.
struct Sink<'a> {
    writer: Option<Writer>,
    archive: Option<Archive>,
    /// The archive before the run.
    reader: Option<Reader>,
    settings: &'a Settings,
    tell: &'a mut dyn FnMut(Event<'_>) -> Result<()>,
    summary: Summary,
    /// Files of this run that failed: the same bytes fail again.
    failed: HashMap<Sha, (Outcome, Reason, String)>,
    /// Bytes and files since the last commit.
    uncommitted: (u64, u64),
    committed: Instant,
    /// Whether there is anything to commit.
    dirty: bool,
}

impl<'a> Sink<'a> {
    fn new(
        archive: Option<Archive>,
        settings: &'a Settings,
        tell: &'a mut dyn FnMut(Event<'_>) -> Result<()>,
    ) -> Result<Self> {
        let threads = if settings.jobs > 1 { 2 } else { 1 };
        let writer = match &archive {
            Some(archive) if !settings.dry_run => Some(archive.writer(settings.writer_bytes(), threads)?),
            _ => None,
        };
        let reader = archive.as_ref().map(Archive::reader).transpose()?;
        Ok(Self {
            writer,
            archive,
            reader,
            settings,
            tell,
            summary: Summary::default(),
            failed: HashMap::new(),
            uncommitted: (0, 0),
            committed: Instant::now(),
            dirty: false,
        })
    }

    fn stamps(&self) -> Result<Stamps> {
        self.reader.as_ref().map_or_else(|| Ok(Stamps::default()), Reader::stamps)
    }

    fn take(&mut self, done: Done) -> Result<()> {
        let Done { mut line, action } = done;
        let bytes = line.bytes;
        self.act(&mut line, action)?;
        self.summary.add(&line);
        (self.tell)(Event::File(&line))?;
        self.uncommitted.0 += if line.read { bytes } else { 0 };
        self.uncommitted.1 += 1;
        let (bytes, files) = self.uncommitted;
        if bytes >= self.settings.commit_bytes
            || files >= MAX_UNCOMMITTED_FILES
            || self.committed.elapsed() >= self.settings.commit_every
        {
            self.commit()?;
        }
        Ok(())
    }

    fn act(&mut self, line: &mut Line, action: Action) -> Result<()> {
        self.dirty |= !matches!(action, Action::None);
        match action {
            Action::None => Ok(()),
            Action::Put(entry) => {
                if let (Outcome::Failed | Outcome::Skipped, Some(reason), Some(sha)) =
                    (line.outcome, line.reason, entry.stamp().sha256)
                {
                    self.failed.insert(sha, (line.outcome, reason, line.message.clone().unwrap_or_default()));
                }
                self.writer.as_mut().map_or(Ok(()), |w| w.put(entry))
            }
            Action::Duplicate { stamp } => {
                let failed = stamp.sha256.and_then(|sha| self.failed.get(&sha)).cloned();
                let entry = work::duplicate(line, stamp, failed);
                self.writer.as_mut().map_or(Ok(()), |w| w.put(entry))
            }
            Action::Touch { stamp } => match (&self.reader, self.writer.as_mut()) {
                (Some(reader), Some(writer)) => {
                    let Some(id) = reader.by_path(&line.path)? else { return Ok(()) };
                    let stored = reader.document(id)?;
                    let entry = crate::archive::Entry::document(&line.path, stamp, stored.state.reason, stored.content);
                    writer.put(entry)
                }
                _ => Ok(()),
            },
            Action::Rename { from, stamp } => {
                let renamed = self.writer.as_mut().map_or(Ok(true), |w| w.rename(&from, &line.path, stamp))?;
                if renamed {
                    return Ok(());
                }
                Err(Error::Archive {
                    path: self.archive.as_ref().map_or_else(PathBuf::new, |a| a.dir().to_owned()),
                    message: format!("it no longer holds {}; run the import again", from.display()),
                })
            }
        }
    }

    fn removed(&mut self, path: PathBuf, state: &crate::archive::FileState) -> Result<()> {
        use crate::archive::Outcome as Known;
        // What was no document leaves nothing behind that could be missed.
        let is_kept = matches!(state.outcome, Known::Imported | Known::Partial | Known::Duplicate);
        if self.settings.prune || !is_kept {
            self.dirty = true;
            self.writer.as_mut().map_or(Ok(()), |w| w.remove(&path))?;
        }
        if !is_kept {
            return Ok(());
        }
        let message = match (self.settings.prune, self.settings.dry_run) {
            (true, false) => "dropped from the archive",
            (true, true) => "would be dropped from the archive",
            (false, _) => "kept; --prune drops it",
        };
        let line = Line::new(path, Outcome::Removed, state.stamp.size).because(None, message);
        self.take(Done { line, action: Action::None })
    }

    fn commit(&mut self) -> Result<()> {
        if let Some(writer) = self.writer.as_mut().filter(|_| self.dirty) {
            writer.commit()?;
        }
        (self.uncommitted, self.committed) = ((0, 0), Instant::now());
        (self.tell)(Event::Committed)
    }

    fn finish(mut self) -> Result<Summary> {
        // It keeps files of the archive before the run, which merges have replaced.
        self.reader = None;
        if let Some(writer) = self.writer.take().filter(|_| self.dirty) {
            writer.finish()?;
        }
        (self.tell)(Event::Committed)?;
        Ok(self.summary)
    }
}

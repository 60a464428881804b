//! What the archive knew before the run and what the run has seen so far: whether a file is new, changed, moved or
//! the same as another.
//!
//! Takes paths and hashes in the order of the walk, gives a [`Judgement`] on each: `2024/bc-12.txt` with the bytes
//! of `bc-12.txt`, which is gone, has moved. Used by one thread, so that the answers do not depend on timing.

use super::homes::Homes;
use crate::archive::{FileState, Outcome, Stamp, Stamps};
use crate::source::walk::is_gone;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// SHA-256 of a file.
pub(super) type Sha = [u8; 32];

/// What a file is to the archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// Bytes that the archive does not hold, at a path without document.
    New,
    /// Other bytes than the document at this path.
    Changed,
    /// The bytes of the document at this path.
    Same,
    /// The bytes of the document at another path.
    DuplicateOf(PathBuf),
    /// The bytes of a document whose file is gone.
    MovedFrom(PathBuf),
}

/// The archive before the run, and the run so far.
pub(super) struct Ledger {
    stamps: Stamps,
    /// Hashes of the paths that the walk has met: a million paths in 20 MB.
    seen: HashSet<u64>,
    /// Documents of this run.
    run: Homes,
    /// Documents from before the run that no longer stand where the archive had them.
    displaced: HashSet<Sha>,
}

impl Ledger {
    pub(super) fn new(stamps: Stamps) -> Self {
        Self { stamps, seen: HashSet::new(), run: Homes::default(), displaced: HashSet::new() }
    }

    /// Notes that the walk has met a path; false when it had before.
    pub(super) fn see(&mut self, path: &Path) -> bool {
        self.seen.insert(hash(path))
    }

    /// What the archive knew of a path.
    pub(super) fn before(&self, path: &Path) -> Option<&FileState> {
        self.stamps.get(path)
    }

    /// Where the document with these bytes is.
    pub(super) fn home(&self, sha: &Sha) -> Option<PathBuf> {
        if let Some(path) = self.run.get(sha) {
            return Some(path);
        }
        if self.displaced.contains(sha) {
            return None;
        }
        self.stamps.document_by_sha(sha).map(std::borrow::Cow::into_owned)
    }

    /// What the file with these bytes is, and notes it.
    pub(super) fn judge(&mut self, path: &Path, sha: &Sha) -> Judgement {
        let before = self.stamps.get(path).filter(|s| s.outcome.is_document()).and_then(|s| s.stamp.sha256);
        let home = self.home(sha);
        if before.is_some_and(|b| b != *sha) {
            self.displaced.extend(before);
        }
        match home {
            Some(home) if home == path => Judgement::Same,
            Some(home) if self.run.contains(sha) || !is_gone(&home) => Judgement::DuplicateOf(home),
            Some(home) => {
                // Where it was is no loss to report.
                self.seen.insert(hash(&home));
                self.displaced.insert(*sha);
                self.run.insert(sha, path);
                Judgement::MovedFrom(home)
            }
            None => {
                self.run.insert(sha, path);
                if before.is_some() { Judgement::Changed } else { Judgement::New }
            }
        }
    }

    /// Files that the archive knows below `roots`, that the walk has not met, and that no folder in `hidden` (which
    /// could not be walked) may hold.
    pub(super) fn missing(&self, roots: &[PathBuf], hidden: &[PathBuf]) -> Vec<(PathBuf, FileState)> {
        let below = |path: &Path, folders: &[PathBuf]| folders.iter().any(|f| is_below(path, f));
        let unseen = self
            .stamps
            .iter()
            .filter(|(path, _)| !self.seen.contains(&hash(path)) && below(path, roots) && !below(path, hidden));
        unseen.map(|(path, state)| (path.into_owned(), *state)).collect()
    }

    /// Whether the walk has met any file below `root`, or the archive knows none there.
    pub(super) fn is_there(&self, root: &Path) -> bool {
        let mut known = self.stamps.iter().filter(|(path, _)| is_below(path, root)).peekable();
        known.peek().is_none() || known.any(|(path, _)| self.seen.contains(&hash(&path)))
    }
}

/// Whether the file is as it was when the archive read it, as far as `stat` can tell.
pub(super) fn same_stamp(before: &FileState, now: &Stamp) -> bool {
    before.stamp.size == now.size && before.stamp.modified == now.modified
}

/// Whether a failure has causes outside the file, so that another try costs little and may help.
pub(super) fn is_worth_another_try(before: &FileState, rules: u64) -> bool {
    before.outcome == Outcome::Failed
        && (before.reason == Some(crate::Reason::Unreadable) || before.stamp.rules != rules)
}

/// Whether `path` is `folder`, or stands in it; ZIP archives are folders.
fn is_below(path: &Path, folder: &Path) -> bool {
    if path.starts_with(folder) {
        return true;
    }
    let (path, folder) = (path.as_os_str().as_encoded_bytes(), folder.as_os_str().as_encoded_bytes());
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with(b"!/"))
}

fn hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.as_os_str().hash(&mut hasher);
    hasher.finish()
}

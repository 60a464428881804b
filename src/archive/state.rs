//! What the archive remembers of every file beside its content: when it was read, what became of it and why.
//!
//! [`Stamps`] is the table an import asks before it opens a file; it is made for a million files.

use super::paths;
use crate::error::Reason;
use std::borrow::Cow;
use std::path::Path;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Read whole.
    Imported,
    /// Read, but for some pages.
    Partial,
    /// Same bytes as another file of the archive.
    Duplicate,
    /// Not read; the reason says why.
    Failed,
    /// Left out on purpose; the reason says why.
    Skipped,
}

impl Outcome {
    /// The stable word, as in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Partial => "partial",
            Self::Duplicate => "duplicate",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// Whether the archive holds a document under this path.
    pub fn is_document(self) -> bool {
        matches!(self, Self::Imported | Self::Partial)
    }

    pub(super) fn code(self) -> u64 {
        match self {
            Self::Imported => 0,
            Self::Partial => 1,
            Self::Duplicate => 2,
            Self::Failed => 3,
            Self::Skipped => 4,
        }
    }

    pub(super) fn from_code(code: u64) -> Option<Self> {
        [Self::Imported, Self::Partial, Self::Duplicate, Self::Failed, Self::Skipped]
            .into_iter()
            .find(|o| o.code() == code)
    }
}

/// What tells whether a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Time of last change, nanoseconds since 1970.
    pub modified: i64,
    /// SHA-256 of the bytes; none when they were not read.
    pub sha256: Option<[u8; 32]>,
    /// Version of the rules and vocabularies that made the records.
    pub rules: u64,
}

/// A file as the archive knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileState {
    /// Size, time, hash, rules.
    pub stamp: Stamp,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, for what is not imported whole.
    pub reason: Option<Reason>,
}

/// All files of the archive by path.
#[derive(Debug, Default)]
pub struct Stamps {
    /// All paths, one behind the other: a million small allocations would cost more than the table.
    bytes: Vec<u8>,
    /// By path.
    rows: Vec<Row>,
    /// Rows with a hash, by hash; of equal ones the document comes first.
    by_sha: Vec<u32>,
}

#[derive(Debug)]
struct Row {
    start: usize,
    len: usize,
    state: FileState,
}

impl Stamps {
    pub(super) fn push(&mut self, path: &[u8], state: FileState) {
        self.rows.push(Row { start: self.bytes.len(), len: path.len(), state });
        self.bytes.extend_from_slice(path);
    }

    /// Sorts once all rows are in.
    pub(super) fn finish(mut self) -> Self {
        let bytes = &self.bytes;
        let path = |r: &Row| &bytes[r.start..r.start + r.len];
        self.rows.sort_unstable_by(|a, b| path(a).cmp(path(b)));
        let rows = &self.rows;
        let mut by_sha: Vec<u32> =
            (0..rows.len() as u32).filter(|&i| rows[i as usize].state.stamp.sha256.is_some()).collect();
        by_sha.sort_unstable_by_key(|&i| {
            let s = &rows[i as usize].state;
            (s.stamp.sha256, !s.outcome.is_document(), i)
        });
        self.by_sha = by_sha;
        self
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the archive holds no file.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What the archive knows of a path.
    pub fn get(&self, path: &Path) -> Option<&FileState> {
        let wanted = paths::to_bytes(path);
        let i = self.rows.binary_search_by(|r| self.bytes[r.start..r.start + r.len].cmp(&wanted)).ok()?;
        self.rows.get(i).map(|r| &r.state)
    }

    /// The document with these bytes, if the archive holds one.
    pub fn document_by_sha(&self, sha256: &[u8; 32]) -> Option<Cow<'_, Path>> {
        let first = self.by_sha.partition_point(|&i| self.rows[i as usize].state.stamp.sha256.as_ref() < Some(sha256));
        let row = &self.rows[*self.by_sha.get(first)? as usize];
        (row.state.stamp.sha256.as_ref() == Some(sha256) && row.state.outcome.is_document()).then(|| self.path(row))
    }

    /// All files in the order of their paths' bytes.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'_, Path>, &FileState)> {
        self.rows.iter().map(|r| (self.path(r), &r.state))
    }

    fn path(&self, row: &Row) -> Cow<'_, Path> {
        paths::from_bytes(&self.bytes[row.start..row.start + row.len])
    }
}

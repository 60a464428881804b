//! What became of every file of an import: one [`Line`] per file, a [`Summary`] of the run.
//!
//! `{"path":"/kho/bc-12.pdf","outcome":"partial","reason":"no-text-layer","pages":3,…}`: words and keys are stable,
//! scripts read them.

use crate::error::Reason;
use crate::source::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// New in the archive.
    Imported,
    /// In the archive as it is.
    Unchanged,
    /// Other bytes than before: the archive holds the new ones.
    Replaced,
    /// The same bytes as another file of the archive.
    Duplicate,
    /// In the archive, but for some pages.
    Partial,
    /// Cannot be read.
    Failed,
    /// Left out on purpose.
    Skipped,
    /// Known to the archive, and no longer there.
    Removed,
}

impl Outcome {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Unchanged => "unchanged",
            Self::Replaced => "replaced",
            Self::Duplicate => "duplicate",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Removed => "removed",
        }
    }
}

/// One file of the report.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The file.
    #[serde(serialize_with = "crate::source::file::path_text")]
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, for what is not imported whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Number of pages read.
    pub pages: u32,
    /// Pages by what their text is worth, when they are not all good.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub verdicts: BTreeMap<&'static str, u32>,
    /// Size of the file.
    pub bytes: u64,
    /// Time spent on it.
    pub milliseconds: u64,
    /// Number of references found.
    pub references: u32,
    /// Number of figures found.
    pub figures: u32,
    /// What happened and what to do, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The document with the same bytes.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text_option")]
    pub duplicate_of: Option<PathBuf>,
    /// Where the file was at the last import.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text_option")]
    pub moved_from: Option<PathBuf>,
    /// Whether it failed at an earlier import, and was not tried again: it has not changed since.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Whether the file was read in this run.
    #[serde(skip)]
    pub read: bool,
}

impl Line {
    pub(super) fn new(path: PathBuf, outcome: Outcome, bytes: u64) -> Self {
        Self {
            path,
            outcome,
            reason: None,
            pages: 0,
            verdicts: BTreeMap::new(),
            bytes,
            milliseconds: 0,
            references: 0,
            figures: 0,
            message: None,
            duplicate_of: None,
            moved_from: None,
            known: false,
            read: false,
        }
    }

    pub(super) fn because(mut self, reason: Option<Reason>, message: impl Into<String>) -> Self {
        self.reason = reason;
        self.message = Some(message.into());
        self
    }

    pub(super) fn count_verdicts(&mut self, verdicts: &[Verdict]) {
        self.pages = verdicts.len() as u32;
        if verdicts.iter().any(|v| *v != Verdict::Good) {
            for v in verdicts {
                *self.verdicts.entry(verdict_word(*v)).or_default() += 1;
            }
        }
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Legacy => "legacy",
        Verdict::NeedsOcr => "needs-ocr",
        Verdict::Ocr => "ocr",
        Verdict::Empty => "empty",
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde calls")]
fn as_text_option<S: serde::Serializer>(path: &Option<PathBuf>, s: S) -> Result<S::Ok, S::Error> {
    match path {
        Some(path) => s.collect_str(&path.display()),
        None => s.serialize_none(),
    }
}

/// The whole run.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the names are the outcomes")]
pub struct Summary {
    /// Files that the walk found, whatever became of them.
    pub files: u64,
    pub imported: u64,
    pub unchanged: u64,
    pub replaced: u64,
    pub duplicate: u64,
    pub partial: u64,
    pub failed: u64,
    /// Of these, the ones that failed at an earlier import and have not changed: they were not tried again.
    pub known: u64,
    pub skipped: u64,
    /// Files that the archive knew and that are gone.
    pub removed: u64,
    /// Pages that were read.
    pub pages: u64,
    /// Bytes that were read.
    pub bytes: u64,
    /// References found.
    pub references: u64,
    /// Figures found.
    pub figures: u64,
    /// Time taken.
    pub seconds: f64,
    /// Files by reason code.
    pub reasons: BTreeMap<&'static str, u64>,
    /// Unchanged documents that older rules or vocabularies have read.
    pub stale: u64,
    /// Whether the run was ended early: files that were not reached are not in it.
    pub stopped: bool,
}

impl Summary {
    pub(super) fn add(&mut self, line: &Line) {
        let count = match line.outcome {
            Outcome::Imported => &mut self.imported,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Replaced => &mut self.replaced,
            Outcome::Duplicate => &mut self.duplicate,
            Outcome::Partial => &mut self.partial,
            Outcome::Failed => &mut self.failed,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Removed => &mut self.removed,
        };
        *count += 1;
        self.known += u64::from(line.known);
        self.files += u64::from(line.outcome != Outcome::Removed);
        self.pages += u64::from(line.pages);
        self.bytes += if line.read { line.bytes } else { 0 };
        self.references += u64::from(line.references);
        self.figures += u64::from(line.figures);
        if let Some(reason) = line.reason {
            *self.reasons.entry(reason.as_str()).or_default() += 1;
        }
    }
}

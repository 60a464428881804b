//! The part of an import that runs on many threads: a file's bytes through the pipeline into an archive entry.

use super::Reason;
use super::plan::{Task, Todo};
use super::report::{Line, Outcome};
use crate::archive::{Entry, Outcome as Known, Stamp};
use crate::error::Error;
use crate::pipeline::{self, Processed};
use crate::record::Stage;
use crate::source::{self, Verdict};
use crate::vocabulary::Vocabulary;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use std::path::PathBuf;
use std::time::Instant;

/// What a worker needs beside the task.
pub(super) struct Worker<'a> {
    pub options: &'a source::Options,
    pub vocabulary: &'a Vocabulary,
}

/// A file, ready for the archive.
pub(super) struct Done {
    pub line: Line,
    pub action: Action,
}

pub(super) enum Action {
    None,
    Put(Entry),
    Touch { stamp: Stamp },
    Duplicate { stamp: Stamp },
    Rename { from: PathBuf, stamp: Stamp },
}

impl Worker<'_> {
    pub(super) fn run(&self, task: Task) -> Done {
        let Task { mut line, todo } = task;
        let action = match todo {
            Todo::Nothing => Action::None,
            Todo::Note(entry) => Action::Put(*entry),
            Todo::Touch { stamp } => Action::Touch { stamp },
            Todo::Duplicate { stamp } => Action::Duplicate { stamp },
            Todo::Rename { from, stamp } => Action::Rename { from, stamp },
            Todo::Process { bytes, stamp, expected } => Action::Put(self.process(&mut line, &bytes, stamp, expected)),
        };
        Done { line, action }
    }

    fn process(&self, line: &mut Line, bytes: &[u8], stamp: Stamp, expected: bool) -> Entry {
        let start = Instant::now();
        let processed = pipeline::guarded(&line.path, bytes, self.options, self.vocabulary);
        line.milliseconds = start.elapsed().as_millis() as u64;
        match processed {
            Ok(processed) => document(line, stamp, processed),
            Err(Error::Document { reason, message, .. }) => failure(line, stamp, expected, reason, message),
            Err(other) => failure(line, stamp, true, Reason::InternalError, other.to_string()),
        }
    }
}

/// The entry of a document, and its line.
pub(super) fn document(line: &mut Line, stamp: Stamp, processed: Processed) -> Entry {
    line.count_verdicts(&processed.verdicts);
    line.references = processed.references.len() as u32;
    line.figures = processed.figures.len() as u32;
    let shortfall = shortfall(&processed);
    let reason = shortfall.as_ref().map(|(reason, _)| *reason);
    if let Some((reason, message)) = shortfall {
        line.outcome = Outcome::Partial;
        (line.reason, line.message) = (Some(reason), Some(message));
    }
    Entry::document(&line.path, stamp, reason, processed)
}

fn failure(line: &mut Line, stamp: Stamp, expected: bool, reason: Reason, message: String) -> Entry {
    // A file without extension that turns out to be no text was no document in the first place.
    if reason == Reason::NotText && !expected {
        no_document(line, stamp, Outcome::Skipped, Reason::UnsupportedType, message)
    } else {
        no_document(line, stamp, Outcome::Failed, reason, message)
    }
}

fn no_document(line: &mut Line, stamp: Stamp, outcome: Outcome, reason: Reason, message: String) -> Entry {
    let known = if outcome == Outcome::Skipped { Known::Skipped } else { Known::Failed };
    let entry = Entry::failure(&line.path, stamp, known, reason, &message);
    line.outcome = outcome;
    (line.reason, line.message) = (Some(reason), Some(message));
    entry
}

/// The entry of a file with the bytes of another: a duplicate, or the same failure.
pub(super) fn duplicate(line: &mut Line, stamp: Stamp, failed: Option<(Outcome, Reason, String)>) -> Entry {
    match failed {
        Some((outcome, reason, message)) => {
            line.duplicate_of = None;
            no_document(line, stamp, outcome, reason, message)
        }
        None => Entry::duplicate(&line.path, stamp),
    }
}

/// Why a document is not in the archive whole.
fn shortfall(processed: &Processed) -> Option<(Reason, String)> {
    let unread: Vec<u32> =
        (1..).zip(&processed.verdicts).filter(|(_, v)| **v == Verdict::NeedsOcr).map(|(n, _)| n).collect();
    let failed = processed.notes.iter().find(|n| n.code == Reason::OcrFailed.as_str());
    if let Some(note) = failed.filter(|_| !unread.is_empty()) {
        return Some((Reason::OcrFailed, note.message.clone()));
    }
    if !unread.is_empty() {
        let message = format!(
            "no usable text on page {}: install tesseract-ocr and tesseract-ocr-vie, then import with \
             --retry-failed=no-text-layer",
            ranges(&unread)
        );
        return Some((Reason::NoTextLayer, message));
    }
    processed.notes.iter().filter(|n| n.stage == Stage::Source).find_map(|n| {
        let word: StrDeserializer<'_, WordError> = n.code.as_str().into_deserializer();
        Some((Reason::deserialize(word).ok()?, n.message.clone()))
    })
}

/// "1-3, 7".
fn ranges(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b);
    let words: Vec<String> = runs
        .map(|run| match run {
            [first, .., last] => format!("{first}-{last}"),
            [one] => one.to_string(),
            [] => String::new(),
        })
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_ranges() {
        for (pages, want) in [(&[1][..], "1"), (&[1, 2, 3, 7], "1-3, 7"), (&[2, 4, 5], "2, 4-5")] {
            assert_eq!(ranges(pages), want);
        }
    }
}

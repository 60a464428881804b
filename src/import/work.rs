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

/// Why a document is not in the archive whole: of several reasons the one that brings the others about. A page of a damaged file
/// whose picture cannot be recognized is no failure of OCR.
fn shortfall(processed: &Processed) -> Option<(Reason, String)> {
    let unread: Vec<u32> =
        (1..).zip(&processed.verdicts).filter(|(_, v)| **v == Verdict::NeedsOcr).map(|(n, _)| n).collect();
    let noted = |reason: Reason| processed.notes.iter().find(|n| n.code == reason.as_str());
    if let Some(failed) = noted(Reason::OcrFailed).filter(|_| !unread.is_empty()) {
        let damage = [Reason::DamagedPdf, Reason::DamagedPage].into_iter().find_map(|r| Some((r, noted(r)?)));
        return Some(damage.map_or_else(
            || (Reason::OcrFailed, failed.message.clone()),
            |(reason, note)| (reason, format!("{}; no usable text on {}", note.message, on_pages(&unread))),
        ));
    }
    if !unread.is_empty() {
        let message = format!(
            "no usable text on {}: install tesseract-ocr and tesseract-ocr-vie, then import with \
             --retry-failed=no-text-layer",
            on_pages(&unread)
        );
        return Some((Reason::NoTextLayer, message));
    }
    processed.notes.iter().filter(|n| n.stage == Stage::Source).find_map(|n| {
        let word: StrDeserializer<'_, WordError> = n.code.as_str().into_deserializer();
        Some((Reason::deserialize(word).ok()?, n.message.clone()))
    })
}

/// "page 7", "pages 1-3, 7".
fn on_pages(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b);
    let words: Vec<String> = runs
        .map(|run| match run {
            [first, .., last] => format!("{first}-{last}"),
            [one] => one.to_string(),
            [] => String::new(),
        })
        .collect();
    format!("page{} {}", if pages.len() == 1 { "" } else { "s" }, words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Note;
    use std::path::Path;

    #[test]
    fn of_several_reasons_the_cause_is_told() {
        let note = |reason: Reason, message: &str| Note::new(Stage::Source, reason.as_str(), message.to_owned());
        let cut = note(Reason::DamagedPdf, "the file has no end mark");
        let torn = note(Reason::DamagedPage, "page 2 is damaged");
        let unread = note(Reason::OcrFailed, "page 2 holds no image");
        let limit = note(Reason::LimitReached, "only the first page was read");
        type Case<'n> = (&'n [&'n Note], bool, Option<(Reason, &'n str)>);
        let cases: [Case<'_>; 7] = [
            (&[&unread], true, Some((Reason::OcrFailed, "page 2 holds no image"))),
            (&[&cut, &unread], true, Some((Reason::DamagedPdf, "the file has no end mark; no usable text on page 2"))),
            (&[&torn, &unread], true, Some((Reason::DamagedPage, "page 2 is damaged; no usable text on page 2"))),
            (&[&limit, &unread], true, Some((Reason::OcrFailed, "page 2 holds no image"))),
            (&[&cut], false, Some((Reason::DamagedPdf, "the file has no end mark"))),
            (&[&limit], false, Some((Reason::LimitReached, "only the first page was read"))),
            (&[], false, None),
        ];
        let vocabulary = Vocabulary::embedded().unwrap();
        let text = pipeline::process(Path::new("a.txt"), b"Trang", &source::Options::default(), &vocabulary).unwrap();
        for (notes, scanned, want) in cases {
            let mut processed = text.clone();
            processed.notes.extend(notes.iter().map(|n| (*n).clone()));
            processed.verdicts = vec![Verdict::Good, if scanned { Verdict::NeedsOcr } else { Verdict::Good }];
            assert_eq!(shortfall(&processed), want.map(|(reason, message)| (reason, message.to_owned())));
        }
        let mut scan = text;
        scan.notes.push(cut);
        scan.verdicts = vec![Verdict::NeedsOcr];
        // Once tesseract is there, the page can be read: that is what a second import asks for.
        assert_eq!(shortfall(&scan).map(|(reason, _)| reason), Some(Reason::NoTextLayer));
    }

    #[test]
    fn page_ranges() {
        for (pages, want) in [(&[1][..], "page 1"), (&[1, 2, 3, 7], "pages 1-3, 7"), (&[2, 4, 5], "pages 2, 4-5")] {
            assert_eq!(on_pages(pages), want);
        }
    }
}

//! Documents that older rules or vocabularies have read, extracted again from the text that the archive holds.
//!
//! Takes an archive, gives a [`Summary`]; no file is opened: `bc-12.pdf` may be on a drive that is not there.

use super::report::{Line, Outcome, Summary};
use super::work::{self, Action, Done};
use super::{Event, Settings, Sink, explained};
use crate::archive::{FileState, Reader, Stamp, Stored};
use crate::error::{Error, Reason, Result};
use crate::pipeline;
use crate::pipeline::bulk::{self, Costed};
use crate::vocabulary::Vocabulary;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Memory of a document under way for each byte of its text.
const COST_FACTOR: usize = 6;

/// Extracts all documents again that older rules or vocabularies have read; with `force`, all.
///
/// # Errors
/// [`Error::Archive`] when the archive cannot be opened or written.
pub fn refresh(
    archive: &Path,
    settings: &Settings,
    vocabulary: &Vocabulary,
    tell: &mut dyn FnMut(Event<'_>) -> Result<()>,
) -> Result<Summary> {
    let start = Instant::now();
    let rules = pipeline::rules(vocabulary);
    // Refreshing makes no archive where there is none.
    let opened = crate::archive::Archive::open(archive)?;
    let reader = opened.reader()?;
    let mut sink = Sink::new(Some(opened), settings, tell)?;
    let stamps = sink.stamps()?;
    let stale = |state: &FileState| state.outcome.is_document() && (settings.force || state.stamp.rules != rules);
    let mut paths = stamps.iter().filter(|(_, state)| stale(state)).map(|(path, _)| path.into_owned());
    let mut failed = None;
    let next = || {
        let path = if settings.stop.load(Ordering::Relaxed) { None } else { paths.next() }?;
        match stored(&reader, &path) {
            Ok(stored) => {
                let cost = stored.content.text.len() * COST_FACTOR;
                Some(Costed { item: stored, cost })
            }
            Err(e) => {
                failed = Some(e);
                None
            }
        }
    };
    let work = |stored| again(stored, rules, vocabulary);
    let written = bulk::ordered(settings.jobs, settings.files_bytes(), next, work, |done| sink.take(done));
    explained(archive, written)?;
    if let Some(e) = failed {
        return Err(e);
    }
    sink.summary.stopped = settings.stop.load(Ordering::Relaxed);
    let mut summary = explained(archive, sink.finish())?;
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

fn stored(reader: &Reader, path: &Path) -> Result<Stored> {
    let id = reader.by_path(path)?.ok_or_else(|| Error::Archive {
        path: path.to_owned(),
        message: "is listed and cannot be found; import the file again with --force".into(),
    })?;
    reader.document(id)
}

fn again(stored: Stored, rules: u64, vocabulary: &Vocabulary) -> Done {
    let Stored { path, state, content } = stored;
    let start = Instant::now();
    let mut line = Line::new(path, Outcome::Replaced, state.stamp.size);
    let stamp = Stamp { rules, ..state.stamp };
    let processed = pipeline::guarded_again(&line.path, content, vocabulary);
    line.milliseconds = start.elapsed().as_millis() as u64;
    match processed {
        Ok(processed) => {
            let entry = work::document(&mut line, stamp, processed);
            Done { line, action: Action::Put(entry) }
        }
        Err(error) => {
            let (reason, message) = match error {
                Error::Document { reason, message, .. } => (reason, message),
                other => (Reason::InternalError, other.to_string()),
            };
            line.outcome = Outcome::Unchanged;
            line = line.because(Some(reason), format!("{message}; its records stay as they were"));
            Done { line, action: Action::None }
        }
    }
}

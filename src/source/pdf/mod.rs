//! PDF to raw text: lopdf as object layer, everything above it ours.
//!
//! Bytes → `object` (dictionaries, decoded streams, pages) → `content` (glyphs with places, lines, images)
//! → `layout` (words, tables, reading order, paragraphs) → pages of [`RawText`]. `font` tells what a code
//! stands for, `verdict` what a page's text is worth. A page that fails costs the others nothing.

mod content;
mod fills;
mod font;
mod geometry;
mod image;
mod inflate;
mod layout;
mod legacy;
mod lengths;
mod lexer;
mod limits;
mod load;
mod object;
mod pages;
mod rules;
pub(crate) mod scan;
#[doc(hidden)]
pub mod stages;
mod table;
mod verdict;

use crate::error::{Error, Reason, Result};
use crate::record::{Format, Note, Stage, TextSource};
use crate::source::{RawPage, RawText};
use object::{Fail, Pdf};
use std::path::Path;

pub use limits::Limits;

/// Whether the bytes are a PDF: the header may stand behind up to 1,024 bytes of junk.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Bytes at the end of a file among which its end mark stands; some servers leave more behind it than the thousand that readers
/// look at.
const TAIL: usize = 64 << 10;

/// Whether the file has an end mark.
fn ends(bytes: &[u8]) -> bool {
    // Some devices fill up with zeros.
    let filled = bytes.iter().rev().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
    let bytes = &bytes[..bytes.len() - filled];
    memchr::memmem::find(&bytes[bytes.len().saturating_sub(TAIL)..], b"%%EOF").is_some()
}

/// What to add to a word on damage, when the end of the file is missing.
fn cut(bytes: &[u8]) -> &'static str {
    if ends(bytes) { "" } else { "; the end of the file is missing: find a whole copy" }
}

/// Pages that are laid out together: running heads and page numbers are found over so many. Long enough for a
/// head to repeat, short enough that a book's glyphs are not all there at once.
const BATCH: usize = 128;

/// Reads a PDF.
///
/// # Errors
/// [`Error::Document`] when no page can be used.
pub fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<RawText> {
    let mut pages = Vec::new();
    let raw = read_pages(path, bytes, limits, &mut |page| pages.push(page))?;
    Ok(RawText { pages, ..raw })
}

/// Reads a PDF and hands over page after page; the [`RawText`] has none.
///
/// # Errors
/// [`Error::Document`] when no page can be used.
pub fn read_pages(path: &Path, bytes: &[u8], limits: &Limits, take: &mut dyn FnMut(RawPage)) -> Result<RawText> {
    let error = |reason, message: String| Error::Document { path: path.to_owned(), reason, message };
    let pdf = Pdf::load(bytes, limits).map_err(|fail| match fail {
        Fail::Encrypted => error(Reason::Encrypted, "needs a password; save a copy without one".into()),
        Fail::Limit(name) => error(Reason::LimitReached, format!("loading reached the limit of {name}")),
        Fail::Damaged(m) => error(Reason::DamagedPdf, format!("the PDF's structure cannot be read: {m}{}", cut(bytes))),
    })?;
    let mut notes = Vec::new();
    if pdf.left_out > 0 {
        let message = format!("{} streams of objects cannot be read; what they hold is missing", pdf.left_out);
        notes.push(Note::new(Stage::Source, Reason::DamagedPdf.as_str(), message));
    }
    let mut pages = pdf.pages(limits.max_pages.saturating_add(1));
    let declared = pdf.declared_pages();
    let lost = declared > pages.len() && !pages.is_empty() && pages.len() <= limits.max_pages;
    if lost {
        let message =
            format!("only {} of {declared} pages can be found; the others are missing or damaged", pages.len());
        notes.push(Note::new(Stage::Source, Reason::DamagedPdf.as_str(), message));
    } else if !ends(bytes) {
        let message = "the file has no end mark: it may have been cut, and what stood behind is missing";
        notes.push(Note::new(Stage::Source, Reason::DamagedPdf.as_str(), message.to_owned()));
    }
    if pages.len() > limits.max_pages {
        pages.truncate(limits.max_pages);
        let message = format!("only the first {} pages were read: the limit of {}", pages.len(), limits::PAGES);
        notes.push(Note::new(Stage::Source, Reason::LimitReached.as_str(), message));
    }
    if pages.is_empty() {
        return Err(error(Reason::DamagedPdf, format!("the PDF has no pages that can be found{}", cut(bytes))));
    }
    let hidden = content::hidden_groups(&pdf);
    let mut fonts = font::Fonts::default();
    let mut legacy = legacy::Legacy::default();
    let mut unknown = Vec::new();
    let (mut read, mut limit, mut table) = (0, None, None);
    let batches = pages.len().div_ceil(BATCH);
    for batch in pages.chunks(pages.len().div_ceil(batches)).scan(0, |at, batch| {
        *at += batch.len();
        Some((*at - batch.len(), batch))
    }) {
        let (first, batch) = batch;
        let mut sheets = Vec::with_capacity(batch.len());
        let mut facts = Vec::with_capacity(batch.len());
        for (i, page) in batch.iter().enumerate().map(|(i, page)| (first + i, page)) {
            limit = limit.or_else(|| pdf.exhausted());
            let mut content = if let Some(limit) = limit {
                if i == 0 {
                    return Err(error(
                        Reason::LimitReached,
                        format!("no page was reached within the limit of {limit}"),
                    ));
                }
                content::PageContent::default()
            } else {
                read = i + 1;
                content::Interpreter::page(&pdf, page, &mut fonts, limits, &hidden)
            };
            if let Some(fail) = &content.failed {
                notes.push(page_note(i, fail));
            }
            let converted = legacy.convert(&mut content.glyphs, &mut fonts);
            facts.push(verdict::Facts::of(&content, page.width, page.height, converted));
            let sheet = layout::Sheet::new(&content, &fonts, page.width, page.height);
            pdf.spend(sheet.bytes());
            sheets.push(sheet);
        }
        layout::running::mark(&mut sheets, first);
        table = layout::running::continue_tables(&mut sheets, table);
        for (i, (mut page, facts)) in layout::pages(sheets).zip(&facts).enumerate() {
            page.verdict = verdict::judge(&page, facts);
            verdict::drop_unreadable(&mut page, facts);
            if facts.unknown > 0 {
                unknown.push(format!(
                    "page {}: {} of {} glyphs stand for no known character",
                    first + i + 1,
                    facts.unknown,
                    facts.glyphs
                ));
            }
            take(page);
        }
    }
    if let Some(limit) = limit {
        let message = format!("pages {} to {} were not reached: the limit of {limit}", read + 1, pages.len());
        notes.push(Note::new(Stage::Source, Reason::LimitReached.as_str(), message));
    }
    notes.extend(unknown.into_iter().map(|message| Note::new(Stage::Source, "unknown-glyphs", message)));
    Ok(RawText {
        format: Format::Pdf,
        text_source: TextSource::TextLayer,
        encoding: legacy.encoding().map(str::to_owned),
        pages: Vec::new(),
        notes,
    })
}

fn page_note(index: usize, fail: &Fail) -> Note {
    let (reason, message) = match fail {
        Fail::Encrypted => (Reason::Encrypted, "is encrypted".to_owned()),
        Fail::Damaged(m) => (Reason::DamagedPage, format!("is damaged and was read in part: {m}")),
        Fail::Limit(name) => (Reason::LimitReached, format!("reached the limit of {name} and was read in part")),
    };
    Note::new(Stage::Source, reason.as_str(), format!("page {} {message}", index + 1))
}

#[cfg(test)]
mod tests;

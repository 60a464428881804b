//! PDF to raw text: lopdf as object layer, everything above it ours.
//!
//! Bytes → `object` (dictionaries, decoded streams, pages) → `content` (glyphs with places, lines, images)
//! → `layout` (words, tables, reading order, paragraphs) → pages of [`RawText`]. `font` tells what a code
//! stands for, `verdict` what a page's text is worth. A page that fails costs the others nothing.

mod content;
mod font;
mod geometry;
mod image;
mod layout;
mod legacy;
mod lexer;
mod object;
pub(crate) mod scan;
mod table;
mod verdict;

use crate::error::{Error, Reason, Result};
use crate::record::{Format, Note, Stage, TextSource};
use crate::source::{RawPage, RawText};
use object::{Fail, Pdf};
use std::path::Path;
use std::time::Duration;

/// Limits against hostile files. A file that reaches one keeps what was read before.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes that one stream may inflate to. Content streams of a page reach a few megabytes.
    pub max_stream_bytes: usize,
    /// Bytes that all streams of a file may inflate to.
    pub max_decoded_bytes: usize,
    /// Operators of a page with its forms. Maps reach a million.
    pub max_operators: usize,
    /// Glyphs of a page. A dense page has 10,000.
    pub max_glyphs: usize,
    /// Forms within forms. Real ones stay below five.
    pub max_depth: usize,
    /// Pages that are read.
    pub max_pages: usize,
    /// Time for one file, loading not counted.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_stream_bytes: 64 << 20,
            max_decoded_bytes: 1 << 30,
            max_operators: 3_000_000,
            max_glyphs: 300_000,
            max_depth: 12,
            max_pages: 20_000,
            max_time: Duration::from_secs(60),
        }
    }
}

/// Whether the bytes are a PDF: the header may stand behind up to 1,024 bytes of junk.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Reads a PDF.
///
/// # Errors
/// [`Error::Document`] when no page can be used.
pub fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<RawText> {
    let error = |reason, message: String| Error::Document { path: path.to_owned(), reason, message };
    let pdf = Pdf::load(bytes, limits).map_err(|fail| match fail {
        Fail::Encrypted => error(Reason::Encrypted, "needs a password; save a copy without one".into()),
        Fail::Limit(name) => error(Reason::LimitReached, format!("loading reached the limit {name}")),
        Fail::Damaged(m) => error(Reason::DamagedPdf, format!("the PDF's structure cannot be read: {m}")),
    })?;
    let pages = pdf.pages(limits.max_pages);
    if pages.is_empty() {
        return Err(error(Reason::DamagedPdf, "the PDF has no pages that can be found".into()));
    }
    let mut notes = Vec::new();
    let hidden = content::hidden_groups(&pdf);
    let mut fonts = font::Fonts::default();
    let mut sheets = Vec::with_capacity(pages.len());
    let mut legacy = legacy::Legacy::default();
    let mut facts = Vec::with_capacity(pages.len());
    for (i, page) in pages.iter().enumerate() {
        let mut content = content::Interpreter::page(&pdf, page, &mut fonts, limits, &hidden);
        if let Some(fail) = &content.failed {
            notes.push(page_note(i, fail));
        }
        let converted = legacy.convert(&mut content.glyphs, &mut fonts);
        facts.push(verdict::Facts::of(&content, page.width, page.height, converted));
        sheets.push(layout::Sheet::new(&content, &fonts, page.width, page.height));
    }
    layout::running::mark(&mut sheets);
    layout::running::continue_tables(&mut sheets);
    let raw: Vec<RawPage> = layout::pages(&sheets)
        .zip(&facts)
        .map(|(mut page, facts)| {
            page.verdict = verdict::judge(&page, facts);
            verdict::drop_unreadable(&mut page, facts);
            page
        })
        .collect();
    for (i, facts) in facts.iter().enumerate().filter(|(_, f)| f.unknown > 0) {
        let message =
            format!("page {}: {} of {} glyphs stand for no known character", i + 1, facts.unknown, facts.glyphs);
        notes.push(Note::new(Stage::Source, "unknown-glyphs", message));
    }
    Ok(RawText {
        format: Format::Pdf,
        text_source: TextSource::TextLayer,
        encoding: legacy.encoding().map(str::to_owned),
        pages: raw,
        notes,
    })
}

fn page_note(index: usize, fail: &Fail) -> Note {
    let (reason, message) = match fail {
        Fail::Encrypted => (Reason::Encrypted, "is encrypted".to_owned()),
        Fail::Damaged(m) => (Reason::DamagedPage, format!("is damaged and was read in part: {m}")),
        Fail::Limit(name) => (Reason::LimitReached, format!("reached the limit {name} and was read in part")),
    };
    Note::new(Stage::Source, reason.as_str(), format!("page {} {message}", index + 1))
}

#[cfg(test)]
mod tests;

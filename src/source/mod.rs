//! Bytes to raw text: finds files ([`walk`]), tells what they are, and reads them page by page.
//!
//! Takes a path or bytes, gives [`RawText`]; what could not be read is a note or a reason, never silence.
//! The kind of a file is decided by its bytes: a PDF named `.txt` is read as a PDF.

pub mod file;
pub mod ocr;
pub mod pdf;
pub mod txt;
pub mod walk;
mod words;
mod zip;

pub use words::{Word, Words};

use crate::error::{Error, Reason, Result};
use crate::record::{Format, Note, TextSource};
use crate::text::Span;
use std::path::Path;

/// The text of one file as its format gives it: decoded, not yet normalized.
#[derive(Debug, Clone)]
pub struct RawText {
    /// File format by content.
    pub format: Format,
    /// Where the text comes from.
    pub text_source: TextSource,
    /// Name of the encoding, or of the legacy font encoding that was converted.
    pub encoding: Option<String>,
    /// Pages in order; at least one.
    pub pages: Vec<RawPage>,
    /// What could not be read.
    pub notes: Vec<Note>,
}

/// One page. Spans speak of `text`.
#[derive(Debug, Clone, Default)]
pub struct RawPage {
    /// TXT: the lines as they are. PDF: one paragraph, heading or table row per line, cells of a row
    /// separated by a tab, footnotes behind the body.
    pub text: String,
    /// What the page's text is worth.
    pub verdict: Verdict,
    /// PDF: every word with its box, in text order.
    pub words: Words,
    /// PDF: regions that are not body text.
    pub zones: Vec<Zone>,
    /// PDF: ruled and aligned tables.
    pub tables: Vec<RawTable>,
}

/// What a page's text is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Valid text.
    #[default]
    Good,
    /// Converted from a legacy encoding.
    Legacy,
    /// No usable text, but an image: a scan, or a stamp on a scan, or a garbage text layer.
    NeedsOcr,
    /// Read by OCR.
    Ocr,
    /// Nothing on it.
    Empty,
}

/// A region that the body's sentences do not run through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Where in the page's text (later: in the normalized text).
    pub span: Span,
    /// What it is.
    pub kind: ZoneKind,
}

/// Kind of a [`Zone`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    /// A footnote, from its mark to its end.
    Footnote,
    /// A footnote mark in the body ("Chính phủ¹"), digits only.
    Mark,
    /// Running head, running foot or page number.
    Running,
    /// Signature stamp or other annotation.
    Stamp,
}

/// A table found by the reader; cells speak of the page's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawTable {
    /// Where the table stands in the text, from its first cell to its last.
    pub span: Span,
    /// Number of columns of the grid.
    pub columns: usize,
    /// Number of rows of the grid.
    pub rows: usize,
    /// Cells in text order.
    pub cells: Vec<RawCell>,
    /// Whether it goes on from a table at the end of the page before.
    pub continues: bool,
}

/// One cell of a [`RawTable`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCell {
    /// Where its text stands; empty for an empty cell.
    pub span: Span,
    /// First row of the grid.
    pub row: usize,
    /// First column of the grid.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
}

/// Limits and choices of reading. Defaults fit an ordinary desktop.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files larger than this are not read.
    pub max_file_bytes: u64,
    /// Limits of the PDF reader.
    pub pdf: pdf::Limits,
    /// Text recognition of scanned pages.
    pub ocr: ocr::Ocr,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_file_bytes: 512 << 20, pdf: pdf::Limits::default(), ocr: ocr::Ocr::default() }
    }
}

/// Reads the document in `bytes`; `path` is only used in messages.
///
/// # Errors
/// [`Error::Document`] with the reason code when nothing of the file can be used.
pub fn read(path: &Path, bytes: &[u8], options: &Options) -> Result<RawText> {
    let mut pages = Vec::new();
    let raw = read_pages(path, bytes, options, &mut |_, page| pages.push(page))?;
    Ok(RawText { pages, ..raw })
}

/// Reads the document in `bytes` and hands over page after page, so that a book is never there twice; the
/// [`RawText`] has none.
///
/// # Errors
/// [`Error::Document`] with the reason code when nothing of the file can be used.
pub fn read_pages(
    path: &Path,
    bytes: &[u8],
    options: &Options,
    take: &mut dyn FnMut(Format, RawPage),
) -> Result<RawText> {
    if bytes.len() as u64 > options.max_file_bytes {
        return Err(Error::Document {
            path: path.to_owned(),
            reason: Reason::TooLarge,
            message: format!(
                "{} bytes, more than the limit of {}; raise it with --max-file-bytes",
                bytes.len(),
                options.max_file_bytes
            ),
        });
    }
    if !pdf::is_pdf(bytes) {
        let mut raw = txt::read(path, bytes)?;
        std::mem::take(&mut raw.pages).into_iter().for_each(|page| take(raw.format, page));
        return Ok(raw);
    }
    // From the first page on that OCR may replace, pages wait for it.
    let (mut taken, mut waiting) = (0, Vec::new());
    let mut raw = pdf::read_pages(path, bytes, &options.pdf, &mut |page| {
        if waiting.is_empty() && !options.ocr.wants(page.verdict) {
            taken += 1;
            take(Format::Pdf, page);
        } else {
            waiting.push(page);
        }
    })?;
    if !waiting.is_empty() {
        let gone = (0..taken).map(|_| RawPage { verdict: Verdict::Empty, ..RawPage::default() });
        raw.pages = gone.chain(waiting).collect();
        ocr::complete(bytes, &mut raw, &options.ocr, &options.pdf);
        std::mem::take(&mut raw.pages).into_iter().skip(taken).for_each(|page| take(Format::Pdf, page));
    }
    Ok(raw)
}

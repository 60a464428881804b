//! Raw text to normalized text: Unicode to NFC, invisible characters out, markup remains of OCR tools
//! stripped. Takes [`RawText`], gives [`NormText`]: the text that `trichluc text` prints and spans speak of.
//!
//! Pure: the same input gives the same output, and normalizing normalized text changes nothing.

pub mod legacy;
pub(crate) mod letters;
pub mod syllable;

use crate::record::{Format, Note, TextSource};
use crate::source::{RawTable, RawText, Verdict, Word, Zone};
use crate::text::Span;

/// The normalized text of one file.
#[derive(Debug, Clone)]
pub struct NormText {
    /// All pages, separated by a form feed. Lines end with `\n`.
    pub text: String,
    /// Pages in order, their spans without the form feed.
    pub pages: Vec<NormPage>,
    /// PDF: words with boxes, by position in `text`.
    pub words: Vec<Word>,
    /// Regions that are not body text, by position in `text`.
    pub zones: Vec<Zone>,
    /// Tables found by the reader, spans in `text`.
    pub tables: Vec<RawTable>,
    /// File format.
    pub format: Format,
    /// Where the text comes from.
    pub text_source: TextSource,
    /// Encoding of the source.
    pub encoding: Option<String>,
    /// Share of syllables that are valid Vietnamese, 0 to 1; none where there are too few to tell.
    pub quality: Option<f32>,
    /// Soft problems so far.
    pub notes: Vec<Note>,
}

/// One page of a [`NormText`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NormPage {
    /// Where in the text.
    pub span: Span,
    /// What its text is worth.
    pub verdict: Verdict,
}

/// Normalizes a file's text.
pub fn normalize(raw: RawText) -> NormText {
    let mut text = String::new();
    let mut pages = Vec::new();
    for (i, page) in raw.pages.iter().enumerate() {
        if i > 0 {
            text.push('\x0c');
        }
        let start = text.len();
        text.push_str(&page.text);
        pages.push(NormPage { span: Span::new(start, text.len()), verdict: page.verdict });
    }
    NormText {
        text,
        pages,
        words: Vec::new(),
        zones: Vec::new(),
        tables: Vec::new(),
        format: raw.format,
        text_source: raw.text_source,
        encoding: raw.encoding,
        quality: None,
        notes: raw.notes,
    }
}

impl NormText {
    /// Whether no page is a picture of text.
    pub fn needs_no_ocr(&self) -> bool {
        self.pages.iter().all(|p| !matches!(p.verdict, Verdict::NeedsOcr))
    }
}

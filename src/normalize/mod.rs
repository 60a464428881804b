//! Raw text to normalized text: Unicode to NFC, invisible characters out, markup remains of OCR tools
//! stripped. Takes [`RawText`], gives [`NormText`]: the text that `trichluc text` prints and spans speak of.
//! `**Điều 1.** Chính phủ<sup>1</sup>` becomes `Điều 1. Chính phủ¹`.
//!
//! Pure: the same input gives the same output, and normalizing normalized text changes nothing. A clean file of
//! one page is moved, not copied.

mod edits;
pub mod fold;
pub mod legacy;
pub(crate) mod letters;
mod marks;
mod markup;
mod rimes;
pub mod syllable;
mod unicode;

use crate::record::{Format, Note, TextSource};
use crate::source::{RawCell, RawPage, RawTable, RawText, Verdict, Word, Words, Zone, ZoneKind};
use crate::text::Span;
use edits::Edits;

/// The normalized text of one file.
#[derive(Debug, Clone)]
pub struct NormText {
    /// All pages, separated by a form feed. Lines end with `\n`.
    pub text: String,
    /// Pages in order, their spans without the form feed.
    pub pages: Vec<NormPage>,
    /// PDF: words with boxes, by position in `text`.
    pub words: Words,
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

/// Words below which a file's quality is not judged.
const MIN_QUALITY_TOKENS: usize = 10;

/// Normalizes a file's text.
pub fn normalize(mut raw: RawText) -> NormText {
    let mut pages = Normalizer::default();
    std::mem::take(&mut raw.pages).into_iter().for_each(|page| pages.push(raw.format, page));
    pages.finish(raw)
}

/// Normalizes page by page.
#[derive(Debug, Default)]
pub struct Normalizer {
    text: String,
    pages: Vec<NormPage>,
    words: Words,
    zones: Vec<Zone>,
    tables: Vec<RawTable>,
}

impl Normalizer {
    /// Adds the next page.
    pub fn push(&mut self, format: Format, mut page: RawPage) {
        normalize_page(&mut page, format);
        if !self.pages.is_empty() {
            self.text.push('\x0c');
        }
        let start = self.text.len();
        if start == 0 {
            self.text = page.text;
        } else {
            self.text.push_str(&page.text);
        }
        self.pages.push(NormPage { span: Span::new(start, self.text.len()), verdict: page.verdict });
        self.words.append(&page.words, start);
        self.zones.extend(page.zones.iter().map(|z| Zone { span: z.span.shift(start), ..*z }));
        self.tables.extend(page.tables.into_iter().map(|t| map_table(t, |s| s.shift(start))));
    }

    /// The whole text; `raw` tells of the file, its pages were pushed.
    pub fn finish(self, raw: RawText) -> NormText {
        let tally = syllable::tally(&self.text, false);
        NormText {
            text: self.text,
            pages: self.pages,
            words: self.words,
            zones: self.zones,
            tables: self.tables,
            format: raw.format,
            text_source: raw.text_source,
            encoding: raw.encoding,
            quality: tally.share().filter(|_| tally.tokens >= MIN_QUALITY_TOKENS),
            notes: raw.notes,
        }
    }
}

/// Rounds of cleaning at most: stripping markup can bring letters and marks together.
const MAX_ROUNDS: usize = 4;

/// Normalizes one page and moves what speaks of its text.
fn normalize_page(page: &mut RawPage, format: Format) {
    for _ in 0..MAX_ROUNDS {
        if let Some((text, edits)) = unicode::clean(&page.text) {
            page.text = text;
            move_along(page, &edits);
        }
        // Only text files carry markup, and no reader has put words or zones on them.
        let stripped = if format == Format::Txt { markup::strip(&page.text) } else { None };
        let Some((text, tables)) = stripped else { break };
        page.text = text;
        page.tables.extend(tables);
    }
    let known: Vec<Span> = page.zones.iter().filter(|z| z.kind == ZoneKind::Mark).map(|z| z.span).collect();
    let found = marks::superscripts(&page.text).into_iter().filter(|s| !known.iter().any(|k| k.overlaps(*s)));
    let before = page.zones.len();
    page.zones.extend(found.map(|span| Zone { span, kind: ZoneKind::Mark }));
    if page.zones.len() > before {
        page.zones.sort_by_key(|z| (z.span.start, z.span.end));
    }
}

fn move_along(page: &mut RawPage, edits: &Edits) {
    let moved = page.words.iter().map(|w| Word { span: edits.span(w.span), ..w });
    page.words = moved.filter(|w| !w.span.is_empty()).collect();
    for z in &mut page.zones {
        z.span = edits.span(z.span);
    }
    page.zones.retain(|z| !z.span.is_empty());
    page.tables = std::mem::take(&mut page.tables).into_iter().map(|t| map_table(t, |s| edits.span(s))).collect();
}

fn map_table(table: RawTable, map: impl Fn(Span) -> Span) -> RawTable {
    RawTable {
        span: map(table.span),
        cells: table.cells.into_iter().map(|c| RawCell { span: map(c.span), ..c }).collect(),
        ..table
    }
}

impl NormText {
    /// Whether no page is a picture of text.
    pub fn needs_no_ocr(&self) -> bool {
        self.pages.iter().all(|p| !matches!(p.verdict, Verdict::NeedsOcr))
    }
}

#[cfg(test)]
mod tests;

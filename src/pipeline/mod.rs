//! One file through all stages: source → normalize → structure → extract, and the records that come out.
//!
//! [`process`] takes the bytes of `bao_cao.txt` and gives its header ("Báo cáo 12/BC-UBND"), references,
//! figures, tables, notes and text; it refuses a file of which nothing can be used, with a reason code.
//! [`guarded`] is the same with a net under it: what `extract` and `import` call for every file.

pub mod bulk;
mod guard;
mod records;

pub use guard::{guarded, guarded_again, guarded_text, quiet_panics};

use crate::error::{Error, Reason, Result};
use crate::extract;
use crate::normalize::{NormPage, NormText, Normalizer};
use crate::record::{self, Stage};
use crate::source::{self, RawTable, Verdict, Words, Zone};
use crate::structure::{self, Heading};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Everything known of one file: what the archive stores and `extract` prints.
#[derive(Debug, Clone)]
pub struct Processed {
    /// The document record.
    pub document: record::Document,
    /// References in text order.
    pub references: Vec<record::Reference>,
    /// Figures in text order.
    pub figures: Vec<record::Figure>,
    /// Printed tables in text order.
    pub tables: Vec<record::Table>,
    /// Soft problems.
    pub notes: Vec<record::Note>,
    /// Headings in text order.
    pub outline: Vec<Heading>,
    /// The normalized text; pages separated by a form feed.
    pub text: String,
    /// What each page's text is worth.
    pub verdicts: Vec<Verdict>,
    /// What the reader found beside the text.
    pub regions: Regions,
}

/// What the reader of a file found beside its text, in offsets of the text: with it and the text the rules can be
/// run again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regions {
    /// Regions that are not body text.
    pub zones: Vec<Zone>,
    /// Tables by their cells.
    pub tables: Vec<RawTable>,
}

/// Version of the rules: raised whenever the same bytes give other records.
const RULES: u64 = 14;

/// A number for what makes records out of bytes: it changes with the rules and with the vocabularies, and tells
/// the archive which documents were read by older ones.
pub fn rules(vocabulary: &Vocabulary) -> u64 {
    // The multiplier spreads the version over all bits (the golden ratio).
    vocabulary.fingerprint() ^ RULES.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Reads and normalizes one file: what `trichluc text` prints, without the boxes of its words.
///
/// # Errors
/// [`Error::Document`] with a reason code when nothing of the file can be used.
pub fn text(path: &Path, bytes: &[u8], options: &source::Options) -> Result<NormText> {
    read(path, bytes, options, false)
}

fn read(path: &Path, bytes: &[u8], options: &source::Options, boxes: bool) -> Result<NormText> {
    let mut norm = Normalizer::default();
    let raw = source::read_pages(path, bytes, options, &mut |format, mut page| {
        if !boxes {
            page.words = Words::default();
        }
        norm.push(format, page);
    })?;
    Ok(norm.finish(raw))
}

/// Processes one file's bytes. `path` goes into the record as it is.
///
/// # Errors
/// [`Error::Document`] with a reason code when nothing of the file can be used.
pub fn process(path: &Path, bytes: &[u8], options: &source::Options, vocabulary: &Vocabulary) -> Result<Processed> {
    let norm = read(path, bytes, options, true)?;
    if norm.text.trim().is_empty() && norm.needs_no_ocr() {
        // A file that was cut has lost its text.
        let damage = norm.notes.iter().find(|n| n.code == Reason::DamagedPdf.as_str());
        let (reason, message) = damage.map_or_else(
            || (Reason::Empty, "the file holds no text".to_owned()),
            |note| (Reason::DamagedPdf, format!("no text is left: {}", note.message)),
        );
        return Err(Error::Document { path: path.to_owned(), reason, message });
    }
    Ok(finish(path, records::hex(&Sha256::digest(bytes)), norm, vocabulary))
}

/// Runs the rules again on a document that was processed before: what new rules and vocabularies make of it,
/// without its file. A record at a place where there was none before has no boxes: only the file knows them.
pub fn again(path: &Path, before: Processed, vocabulary: &Vocabulary) -> Processed {
    let boxes = records::Boxes::of(&before);
    let Processed { document, text, verdicts, regions, notes, .. } = before;
    let mut start = 0;
    let mut pages = Vec::with_capacity(verdicts.len());
    for (i, page) in text.split('\x0c').enumerate() {
        let verdict = verdicts.get(i).copied().unwrap_or_default();
        pages.push(NormPage { span: Span::new(start, start + page.len()), verdict });
        start += page.len() + 1;
    }
    let norm = NormText {
        pages,
        words: Words::default(),
        zones: regions.zones,
        tables: regions.tables,
        format: document.format,
        text_source: document.text_source,
        encoding: document.encoding,
        quality: document.quality,
        // Those of the later stages are made anew.
        notes: notes.into_iter().filter(|n| matches!(n.stage, Stage::Source | Stage::Normalize)).collect(),
        text,
    };
    let mut processed = finish(path, document.sha256, norm, vocabulary);
    boxes.give_back(&mut processed);
    processed
}

fn finish(path: &Path, sha256: String, norm: NormText, vocabulary: &Vocabulary) -> Processed {
    let document = structure::structure(&norm, vocabulary);
    let extraction = extract::extract(&document, vocabulary);
    records::records(path, sha256, norm, document, extraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_run_again_on_the_stored_text_find_the_same() {
        let text = "UBND XÃ MƯỜNG HUM\n\nSố: 12/BC-UBND\n\nMường Hum, ngày 12 tháng 5 năm 2023\n\nBÁO CÁO\nKết quả giảm nghèo\n\n\
                    **I. KẾT QUẢ**\nThực hiện Nghị quyết số 15-NQ/HU<sup>1</sup> ngày 01/3/2023, toàn xã có 120 hộ nghèo.\n\n\
                    | Thôn | Hộ nghèo (hộ) | Tỷ lệ (%) |\n|---|---|---|\n| Ky Quan San | 12 | 8,5 |\n| Mường Hum | 7 | 3,2 |\n\n\
                    <sup>1</sup> Về giảm nghèo bền vững.\n\x0cTrang hai có 3 km đường.\n";
        let vocabulary = Vocabulary::embedded().unwrap();
        let path = Path::new("a.txt");
        let first = process(path, text.as_bytes(), &source::Options::default(), &vocabulary).unwrap();
        assert!(!first.tables.is_empty() && !first.references.is_empty(), "{first:?}");
        let second = again(path, first.clone(), &vocabulary);
        assert_eq!(format!("{second:?}"), format!("{first:?}"));
    }

    #[test]
    fn rows_whose_columns_are_not_sure_are_told() {
        let rows = "TT Thôn Hộ Tày Hộ nghèo\n1 Thôn 1 45 12\n2 Thôn 2 40 10\n3 Thôn 3 38 9\n";
        let text = format!("BÁO CÁO\n\nKết quả như sau:\n{rows}\nXã có 123 hộ nghèo.\n");
        let vocabulary = Vocabulary::embedded().unwrap();
        let found = process(Path::new("a.txt"), text.as_bytes(), &source::Options::default(), &vocabulary).unwrap();
        let figures: Vec<&str> = found.figures.iter().map(|f| f.text.as_str()).collect();
        assert_eq!((figures, found.tables.len()), (vec!["123 hộ"], 0));
        let note = found.notes.iter().find(|n| n.code == "unsure-columns").expect("a note");
        assert_eq!(note.span.as_ref().map(|s| text[s.start..s.end].trim()), Some(rows.trim()));
    }

    #[test]
    fn a_pdf_that_lost_its_text_with_its_end_is_damaged_and_not_empty() {
        let whole = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
                     3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        let vocabulary = Vocabulary::embedded().unwrap();
        for (bytes, want) in [(whole, Reason::Empty), (whole.trim_end_matches("%%EOF\n"), Reason::DamagedPdf)] {
            match process(Path::new("a.pdf"), bytes.as_bytes(), &source::Options::default(), &vocabulary) {
                Err(Error::Document { reason, message, .. }) => assert_eq!(reason, want, "{message}"),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_file_without_text_is_an_error() {
        let vocabulary = Vocabulary::embedded().unwrap();
        for bytes in [&b""[..], b" \n\x0c\n "] {
            let result = process(Path::new("a.txt"), bytes, &source::Options::default(), &vocabulary);
            assert!(matches!(result, Err(Error::Document { reason: Reason::Empty, .. })), "{result:?}");
        }
    }
}

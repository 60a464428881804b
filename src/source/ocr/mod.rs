//! Text of scanned pages: tesseract as a child process, one reading of a page a run.
//!
//! Takes a PDF's bytes and what its own text gave, fills the pages that are pictures of text, with words and boxes
//! (`Số: 318/BC-UBND` on a scan is found like any other). Figures that are in doubt are read a second time, with the
//! English data besides. Needs `tesseract` with Vietnamese on the PATH; without it pages stay [`Verdict::NeedsOcr`]
//! and a note names the packages. A run that takes too long is killed.

mod figures;
mod tesseract;
mod tsv;

use crate::error::Reason;
use crate::record::{Note, Stage, TextSource};
use crate::source::pdf::{Limits, scan};
use crate::source::{RawText, Verdict};
use std::time::{Duration, Instant};

/// When to recognize text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Where a page is a picture of text, if tesseract is there.
    #[default]
    Auto,
    /// Not at all.
    Never,
    /// Also where a page has text of its own but is covered by an image.
    Always,
}

/// Choices of text recognition.
#[derive(Debug, Clone)]
pub struct Ocr {
    /// When to recognize text.
    pub mode: Mode,
    /// Name or path of the program.
    pub program: String,
    /// Time for one reading of a page; a page of text takes a second or two, on a machine under load a minute.
    pub page_time: Duration,
    /// Time for one file; pages beyond it stay unread.
    pub file_time: Duration,
}

impl Default for Ocr {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            program: "tesseract".into(),
            page_time: Duration::from_secs(180),
            file_time: Duration::from_secs(1800),
        }
    }
}

impl Ocr {
    /// Whether the text of such a page is to be recognized.
    pub(crate) fn wants(&self, verdict: Verdict) -> bool {
        match (self.mode, verdict) {
            (Mode::Never, _) | (_, Verdict::Empty) => false,
            (_, Verdict::NeedsOcr) => true,
            (mode, _) => mode == Mode::Always,
        }
    }
}

/// What to install.
const PACKAGES: &str = "install tesseract-ocr and tesseract-ocr-vie (Debian, Ubuntu)";

/// Fills the scanned pages of `raw`, which was read from `bytes`.
pub(crate) fn complete(bytes: &[u8], raw: &mut RawText, ocr: &Ocr, limits: &Limits) {
    let wanted: Vec<usize> = (0..raw.pages.len()).filter(|&i| ocr.wants(raw.pages[i].verdict)).collect();
    if wanted.is_empty() {
        return;
    }
    let languages = match tesseract::languages(&ocr.program) {
        Ok(languages) => languages,
        Err(message) => {
            let message = format!("{} not read: {message}; {PACKAGES}", pages(&wanted));
            raw.notes.push(Note::new(Stage::Source, Reason::NoTextLayer.as_str(), message));
            return;
        }
    };
    let start = Instant::now();
    let mut read = Vec::new();
    let fail = |raw: &mut RawText, page: usize, message: String| {
        // With "always", a page that keeps its own text has lost nothing.
        if raw.pages[page].verdict == Verdict::NeedsOcr {
            let message = format!("page {} {message}", page + 1);
            raw.notes.push(Note::new(Stage::Source, Reason::OcrFailed.as_str(), message));
        }
    };
    scan::for_each(bytes, limits, &wanted, |page, picture| match picture {
        _ if start.elapsed() > ocr.file_time => fail(raw, page, "was not reached within the time of the file".into()),
        Err(message) => fail(raw, page, message),
        Ok(mut scan) => {
            let file = std::mem::take(&mut scan.file);
            let run = |language| tesseract::run(&ocr.program, language, &file, scan.dpi, ocr.page_time);
            match run(languages.text).map(|out| tsv::words(&out)) {
                Ok(mut words) => {
                    // Without a second reading, the first stands.
                    if let Some(language) = languages.figures.filter(|_| figures::are_doubtful(&words))
                        && let Ok(out) = run(language)
                    {
                        figures::settle(&mut words, &tsv::words(&out));
                    }
                    read.push((scan, words));
                }
                Err(message) => fail(raw, page, message),
            }
        }
    });
    for ((scan, _), mut page) in read.iter().zip(scan::lay_out(&read)) {
        page.verdict = if page.text.trim().is_empty() { Verdict::Empty } else { Verdict::Ocr };
        // A signature stamp's own text is better than what its picture reads.
        let old = &raw.pages[scan.page];
        if page.verdict == Verdict::Ocr || old.verdict == Verdict::NeedsOcr {
            raw.pages[scan.page] = page;
            raw.text_source = TextSource::Ocr;
        }
    }
}

/// "pages 1, 3 and 4"
fn pages(indices: &[usize]) -> String {
    /// More are only counted.
    const NAMED: usize = 8;
    let numbers: Vec<String> = indices.iter().take(NAMED).map(|i| (i + 1).to_string()).collect();
    let more = if indices.len() > NAMED { format!(" and {} more", indices.len() - NAMED) } else { String::new() };
    format!("{} {}{more}", if indices.len() == 1 { "page" } else { "pages" }, numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Options;
    use std::path::Path;

    #[test]
    fn page_lists() {
        for (list, expected) in [
            (&[0][..], "page 1"),
            (&[0, 2], "pages 1, 3"),
            (&[0, 1, 2, 3, 4, 5, 6, 7, 8], "pages 1, 2, 3, 4, 5, 6, 7, 8 and 1 more"),
        ] {
            assert_eq!(pages(list), expected);
        }
    }

    /// A page printed, rendered at 150 dots per inch in black and white, and saved as a fax image in a PDF.
    const SCAN: &[u8] = include_bytes!("testdata/scan.pdf");

    fn read(ocr: Ocr) -> RawText {
        let options = Options { ocr, ..Options::default() };
        crate::source::read(Path::new("scan.pdf"), SCAN, &options).unwrap()
    }

    #[test]
    fn a_scan_without_the_program_stays_a_scan() {
        let raw = read(Ocr { program: "no-such-program-here".into(), ..Ocr::default() });
        assert_eq!(raw.pages[0].verdict, Verdict::NeedsOcr);
        let note = raw.notes.iter().find(|n| n.code == "no-text-layer").unwrap();
        assert!(note.message.contains("page 1") && note.message.contains("tesseract-ocr-vie"), "{}", note.message);
        let raw = read(Ocr { mode: Mode::Never, ..Ocr::default() });
        assert_eq!((raw.pages[0].verdict, raw.text_source), (Verdict::NeedsOcr, TextSource::TextLayer));
    }

    #[test]
    fn a_scan_is_read() {
        if let Err(message) = tesseract::languages("tesseract") {
            eprintln!("skipped: {message}");
            return;
        }
        let raw = read(Ocr::default());
        let page = &raw.pages[0];
        assert_eq!((page.verdict, raw.text_source), (Verdict::Ocr, TextSource::Ocr));
        for part in ["214/BC-UBND", "ngày 15 tháng 6 năm 2023", "37/KH-UBND", "1.284 hộ", "7,48%", "BÁO CÁO"] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
        let word = page.words.iter().find(|w| w.span.of(&page.text).contains("214")).unwrap();
        assert!(word.bbox[0] > 50.0 && word.bbox[2] < 300.0 && word.bbox[1] > 50.0 && word.bbox[3] < 110.0, "{word:?}");
    }
}

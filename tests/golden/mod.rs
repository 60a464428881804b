//! The corpus decides: every report of `corpus/reports/` against two files of `corpus/records/`.
//!
//! `NAME.expected.jsonl` holds the records that the program prints, reviewed by a person; any change shows as
//! gains and losses. `UPDATE_GOLDEN=1 cargo test` rewrites it, and the diff is the review.
//! `NAME.gold.tsv`, where there is one, holds what a careful clerk would take down, written by hand before
//! the rules were; [`score`] measures the program against it and never rewrites it. `corpus/cases/` holds short
//! texts with such records behind them ([`cases`]).

mod cases;
mod gold;
mod score;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use trichluc::pipeline::{self, Processed};
use trichluc::record::Record;
use trichluc::source::Options;
use trichluc::source::ocr::{Mode, Ocr};
use trichluc::vocabulary::Vocabulary;

/// What must be reached over all reports. A measure that rises is raised here, none is lowered.
const REPORT_FLOORS: &[(&str, f64)] = &[
    ("header", 1.0),
    ("reference F1", 1.0),
    ("reference id", 1.0),
    ("reference resolved", 1.0),
    ("reference date", 1.0),
    ("reference issuer", 1.0),
    ("figure F1", 0.993),
    ("figure strict", 0.996),
    ("figure label", 0.965),
    ("figure basis", 0.995),
    ("figure period", 0.985),
    ("figure place", 0.995),
    ("figure change", 1.0),
];

/// The same for the short texts, which are harder: one trap a line.
const CASE_FLOORS: &[(&str, f64)] = &[
    ("header", 1.0),
    ("reference F1", 1.0),
    ("reference id", 1.0),
    ("reference resolved", 1.0),
    ("reference issuer", 1.0),
    ("figure F1", 0.995),
    ("figure strict", 0.996),
    ("figure label", 0.975),
    ("figure basis", 0.999),
    ("figure period", 0.999),
    ("figure place", 0.999),
    ("figure change", 0.998),
];

/// The folder of reports.
pub fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports")
}

/// What is expected of a report: the file of `corpus/records/` with this ending.
fn record_file(report: &Path, ending: &str) -> PathBuf {
    let name = report.file_stem().unwrap().to_string_lossy();
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/records").join(format!("{name}.{ending}"))
}

/// Every report, sorted by name.
fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(reports()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn process(path: &Path, vocabulary: &Vocabulary) -> trichluc::Result<Processed> {
    let name = Path::new(path.file_name().unwrap());
    // What tesseract reads depends on its version and on whether it is there.
    let options = Options { ocr: Ocr { mode: Mode::Never, ..Ocr::default() }, ..Options::default() };
    pipeline::process(name, &std::fs::read(path).unwrap(), &options, vocabulary)
}

/// The records as lines, without what differs between machines or says nothing to a reader.
fn lines(processed: Result<Processed, trichluc::Error>) -> Vec<String> {
    let records = match processed {
        Ok(p) => {
            let mut records = vec![Record::Document(p.document)];
            let mut body: Vec<(usize, Record)> = Vec::new();
            body.extend(p.references.into_iter().map(|r| (r.span.start, Record::Reference(r))));
            body.extend(p.figures.into_iter().map(|f| (f.span.start, Record::Figure(f))));
            body.sort_by_key(|(at, _)| *at);
            records.extend(body.into_iter().map(|(_, r)| r));
            records.extend(p.tables.into_iter().map(Record::Table));
            records.extend(p.notes.into_iter().map(Record::Note));
            records
        }
        Err(error) => return vec![format!("{{\"error\":{}}}", serde_json::json!(error.to_string()))],
    };
    records
        .iter()
        .map(|r| {
            let mut value = serde_json::to_value(r).unwrap();
            let object = value.as_object_mut().unwrap();
            object.remove("sha256");
            if let Some(span) = object.get_mut("span").and_then(|s| s.as_object_mut()) {
                span.remove("boxes");
            }
            value.to_string()
        })
        .collect()
}

#[test]
fn records_are_as_reviewed() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut report = String::new();
    for path in files() {
        let got = lines(process(&path, &vocabulary));
        let expected_path = record_file(&path, "expected.jsonl");
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        let expected: Vec<&str> = expected.lines().collect();
        let lost: Vec<_> = expected.iter().filter(|e| !got.iter().any(|g| g == *e)).collect();
        let gained: Vec<_> = got.iter().filter(|g| !expected.contains(&g.as_str())).collect();
        if lost.is_empty() && gained.is_empty() && got.len() == expected.len() {
            continue;
        }
        if update {
            std::fs::write(&expected_path, got.join("\n") + "\n").unwrap();
            continue;
        }
        writeln!(report, "{}:", path.file_name().unwrap().display()).unwrap();
        lost.iter().for_each(|l| writeln!(report, "  lost   {l}").unwrap());
        gained.iter().for_each(|g| writeln!(report, "  gained {g}").unwrap());
    }
    assert!(report.is_empty(), "records changed; review, then UPDATE_GOLDEN=1 rewrites them\n{report}");
}

#[test]
fn quality_does_not_fall() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut tally = score::Tally::default();
    for path in files() {
        let gold_path = record_file(&path, "gold.tsv");
        let Ok(text) = std::fs::read_to_string(&gold_path) else { continue };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let gold = gold::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", gold_path.display()));
        match process(&path, &vocabulary) {
            Ok(p) => tally.add(&name, &gold, &p),
            Err(error) => panic!("{error}"),
        }
    }
    println!("{tally}");
    tally.assert_floors(REPORT_FLOORS);
}

#[test]
fn cases_are_read_right() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut tally = score::Tally::default();
    for path in cases::files() {
        for case in cases::read(&path) {
            let got = pipeline::process(Path::new("case.txt"), case.text.as_bytes(), &Options::default(), &vocabulary);
            tally.add(&case.name, &case.gold, &got.unwrap_or_else(|e| panic!("{}: {e}", case.name)));
        }
    }
    println!("{tally}");
    tally.assert_floors(CASE_FLOORS);
}

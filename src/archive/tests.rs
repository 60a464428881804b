//! The archive as its users see it: what goes in comes out, replaced whole, and a crash loses nothing committed.

use super::*;
use crate::error::Reason;
use crate::pipeline::{Processed, Regions};
use crate::record::*;
use crate::source::{RawTable, Verdict, Zone, ZoneKind};
use crate::structure::Heading;
use crate::text::Span;

const BUDGET: usize = 64 << 20;

fn stamp(n: u8) -> Stamp {
    Stamp { size: u64::from(n) * 1000, modified: -5 + i64::from(n), sha256: Some([n; 32]), rules: 7 }
}

/// A document with every field of every record filled.
fn full(text: &str) -> Processed {
    let place = |start, end| Place { start, end, page: 2, line: 3, boxes: vec![[1.5, -2.0, 3.25, 4e7]] };
    let some = |s: &str| Some(s.to_owned());
    Processed {
        document: Document {
            path: "a.txt".into(),
            sha256: "01".repeat(32),
            format: Format::Pdf,
            pages: 3,
            text_source: TextSource::Ocr,
            encoding: some("TCVN3"),
            id: some("318/BC-UBND"),
            doc_type: some("Báo cáo"),
            date: some("2024-03"),
            place: some("Mường Lay"),
            issuer: vec!["UBND TỈNH".into(), "SỞ NỘI VỤ".into()],
            title: some("Kết quả giảm nghèo"),
            signer: some("Lò Văn A"),
            signer_role: some("PHÓ CHỦ TỊCH"),
            period: some("2021-2025"),
            quality: Some(0.97),
        },
        references: vec![
            Reference {
                form: Form::Titled,
                text: "không nằm trong văn bản".into(),
                number: Some(30),
                suffix: some("a"),
                year: Some(2008),
                symbol: some("NQ-CP"),
                sep: some("/"),
                id: some("30a/2008/NQ-CP"),
                resolved: some("30a/2008/NQ-CP"),
                doc_type: some("Nghị quyết"),
                date: some("2008-12-27"),
                issuer: some("Chính phủ"),
                term: some("XI"),
                title: some("Chương trình giảm nghèo"),
                own: true,
                certainty: Certainty::Guessed,
                span: place(3, 9),
                rule: "state-number".into(),
            },
            Reference {
                form: Form::Bare,
                text: text[0..7].into(),
                number: None,
                suffix: None,
                year: None,
                symbol: None,
                sep: None,
                id: None,
                resolved: None,
                doc_type: None,
                date: None,
                issuer: None,
                term: None,
                title: None,
                own: false,
                certainty: Certainty::Stated,
                span: Place { start: 0, end: 7, page: 1, line: 1, boxes: vec![] },
                rule: "bare".into(),
            },
        ],
        figures: vec![Figure {
            text: "5,8 vạn người".into(),
            kind: Kind::Count,
            value: Some(58_000.0),
            low: Some(0.1),
            high: Some(-1e300),
            of: Some(126.0),
            unit: some("người"),
            per: vec!["người".into(), "năm".into()],
            qualifier: Some(Qualifier::AtMost),
            label: some("người lao động"),
            change: Some(Change::Decrease),
            basis: Basis::Estimate,
            period: some("2023"),
            months: Months::new(1, 6),
            place: some("huyện Mường Nhé"),
            indicator: some("population"),
            parent: some("dân số"),
            context_period: some("2022"),
            context_place: some("tỉnh"),
            certainty: Certainty::Repaired,
            table: Some(1),
            row: Some(2),
            column: Some(300),
            span: place(10, 20),
            rule: "number-unit".into(),
        }],
        tables: vec![Table {
            index: 1,
            title: some("Biểu số 01"),
            columns: vec!["TT".into(), "Hộ nghèo / Số hộ".into()],
            rows: vec![vec!["1".into(), "".into()], vec!["2".into(), "148".into()]],
            span: place(5, 30),
        }],
        notes: vec![
            Note { stage: Stage::Extract, code: "odd-number".into(), message: "m".into(), span: Some(place(1, 2)) },
            Note::new(Stage::Source, "ocr", "trang 2"),
        ],
        outline: vec![Heading { level: 2, label: "I.".into(), title: "KẾT QUẢ".into(), span: Span::new(4, 9) }],
        text: text.into(),
        verdicts: vec![Verdict::Good, Verdict::Legacy, Verdict::NeedsOcr, Verdict::Ocr, Verdict::Empty],
        regions: Regions {
            zones: vec![Zone { span: Span::new(1, 2), kind: ZoneKind::Mark }],
            tables: vec![RawTable { columns: 2, rows: 1, ..RawTable::default() }],
        },
    }
}

fn simple(text: &str) -> Processed {
    let mut p = full("0123456789012345678901234567890123456789");
    p.references.clear();
    p.figures.clear();
    p.text = text.into();
    p
}

fn archive() -> (tempfile::TempDir, Archive) {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::open_or_create(&dir.path().join("kho")).unwrap();
    (dir, archive)
}

fn text_of(reader: &Reader, path: &str) -> Option<String> {
    let id = reader.by_path(Path::new(path)).unwrap()?;
    Some(reader.row(id).unwrap().0)
}

#[test]
fn every_field_comes_back() {
    let (_dir, archive) = archive();
    let processed = full("Điều 1. Kết quả năm 2023 của tỉnh, các huyện và các xã.");
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    writer.put(Entry::document(Path::new("a.txt"), stamp(1), Some(Reason::NoTextLayer), processed.clone())).unwrap();
    writer.finish().unwrap();
    let archive = Archive::open(archive.dir()).unwrap();
    let reader = archive.reader().unwrap();
    let [id] = reader.documents().unwrap()[..] else { panic!("one document") };
    let stored = reader.document(id).unwrap();
    assert_eq!(format!("{:?}", stored.content), format!("{processed:?}"));
    assert_eq!(stored.state.stamp, stamp(1));
    assert_eq!((stored.state.outcome, stored.state.reason), (Outcome::Partial, Some(Reason::NoTextLayer)));
    let counts = reader.counts().unwrap();
    assert_eq!((counts.documents, counts.pages, counts.references, counts.figures), (1, 3, 2, 1));
    assert_eq!(counts.text_bytes, processed.text.len() as u64);
    assert!(counts.index_bytes > 0);
    for (name, reason) in [
        ("a.txt", "path"),
        ("318/BC-UBND", "identifier"),
        ("318 / bc-ubnd", "identifier in another spelling"),
        ("0101010101", "beginning of the hash"),
    ] {
        assert_eq!(reader.find(name).unwrap(), [id], "{reason}");
    }
    assert_eq!(reader.find("b.txt").unwrap(), []);
}

#[test]
fn a_path_holds_its_last_content_and_failures_are_kept() {
    let (_dir, archive) = archive();
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    let path = Path::new("a.txt");
    writer.put(Entry::document(path, stamp(1), None, simple("cũ"))).unwrap();
    writer.put(Entry::document(path, stamp(2), None, simple("mới"))).unwrap();
    writer.put(Entry::failure(Path::new("b.pdf"), stamp(3), Outcome::Failed, Reason::Encrypted, "needs")).unwrap();
    writer.commit().unwrap();
    let reader = archive.reader().unwrap();
    assert_eq!(text_of(&reader, "a.txt").unwrap(), "mới");
    let failures = reader.failures().unwrap();
    assert_eq!(failures.len(), 1);
    assert_eq!((failures[0].state.reason, failures[0].message.as_str()), (Some(Reason::Encrypted), "needs"));
    let stamps = reader.stamps().unwrap();
    assert_eq!(stamps.get(path).unwrap().stamp, stamp(2));
    assert_eq!(stamps.len(), 2);

    writer.put(Entry::document(Path::new("b.pdf"), stamp(3), None, simple("mở được"))).unwrap();
    writer.remove(path).unwrap();
    writer.finish().unwrap();
    let reader = archive.reader().unwrap();
    assert_eq!(text_of(&reader, "a.txt"), None);
    assert_eq!(text_of(&reader, "b.pdf").unwrap(), "mở được");
    assert_eq!(reader.failures().unwrap(), []);
}

#[test]
fn a_duplicate_takes_over_when_its_document_goes() {
    for (case, reason) in [(0, "removed"), (1, "replaced"), (2, "replaced first, the duplicate found later")] {
        let (_dir, archive) = archive();
        let mut writer = archive.writer(BUDGET, 1).unwrap();
        let (a, b) = (Path::new("a.txt"), Path::new("b.txt"));
        writer.put(Entry::document(a, stamp(1), None, simple("gốc"))).unwrap();
        if case < 2 {
            writer.put(Entry::duplicate(b, stamp(1))).unwrap();
        }
        writer.commit().unwrap();
        if case == 0 {
            writer.remove(a).unwrap();
        } else {
            writer.put(Entry::document(a, stamp(2), None, simple("khác"))).unwrap();
        }
        if case == 2 {
            writer.put(Entry::duplicate(b, stamp(1))).unwrap();
        }
        writer.finish().unwrap();
        let reader = archive.reader().unwrap();
        assert_eq!(text_of(&reader, "b.txt").as_deref(), Some("gốc"), "{reason}");
        let stamps = reader.stamps().unwrap();
        assert_eq!(stamps.document_by_sha(&[1; 32]).as_deref(), Some(b), "{reason}");
        assert_eq!(reader.counts().unwrap().documents, if case == 0 { 1 } else { 2 }, "{reason}");
        assert_eq!(reader.counts().unwrap().duplicates, 0, "{reason}");
    }
}

#[test]
fn a_renamed_document_moves_with_its_records() {
    let (_dir, archive) = archive();
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    let processed = full("Điều 1. Kết quả năm 2023 của tỉnh, các huyện và các xã.");
    writer.put(Entry::document(Path::new("a.txt"), stamp(1), None, processed.clone())).unwrap();
    writer.commit().unwrap();
    let moved = Stamp { modified: 99, ..stamp(1) };
    assert!(writer.rename(Path::new("a.txt"), Path::new("c/a.txt"), moved).unwrap());
    assert!(!writer.rename(Path::new("x.txt"), Path::new("y.txt"), moved).unwrap());
    writer.finish().unwrap();
    let reader = archive.reader().unwrap();
    assert_eq!(reader.by_path(Path::new("a.txt")).unwrap(), None);
    let stored = reader.document(reader.by_path(Path::new("c/a.txt")).unwrap().unwrap()).unwrap();
    assert_eq!(stored.state.stamp, moved);
    assert_eq!(stored.content.document.path, "c/a.txt");
    assert_eq!(stored.content.figures, processed.figures);
}

#[test]
fn what_was_not_committed_is_gone_and_the_archive_opens() {
    let (_dir, archive) = archive();
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    writer.put(Entry::document(Path::new("a.txt"), stamp(1), None, simple("một"))).unwrap();
    writer.commit().unwrap();
    writer.put(Entry::document(Path::new("a.txt"), stamp(2), None, simple("hai"))).unwrap();
    writer.put(Entry::document(Path::new("b.txt"), stamp(3), None, simple("ba"))).unwrap();
    drop(writer);
    let archive = Archive::open(archive.dir()).unwrap();
    assert_eq!(text_of(&archive.reader().unwrap(), "a.txt").unwrap(), "một");
    assert_eq!(archive.reader().unwrap().stamps().unwrap().len(), 1);
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    writer.put(Entry::document(Path::new("b.txt"), stamp(3), None, simple("ba"))).unwrap();
    writer.rollback().unwrap();
    writer.put(Entry::document(Path::new("c.txt"), stamp(4), None, simple("bốn"))).unwrap();
    writer.finish().unwrap();
    let reader = archive.reader().unwrap();
    let paths: Vec<_> = reader.stamps().unwrap().iter().map(|(p, _)| p.into_owned()).collect();
    assert_eq!(paths, [Path::new("a.txt"), Path::new("c.txt")]);
}

#[cfg(unix)]
#[test]
fn file_names_keep_every_byte() {
    use std::os::unix::ffi::OsStrExt;
    let (_dir, archive) = archive();
    let long = "d/".repeat(2000) + "a";
    let names: [&[u8]; 3] = [b"b\xffo c\xe1o.txt", b"\xfe", long.as_bytes()];
    let mut writer = archive.writer(BUDGET, 1).unwrap();
    for (i, name) in names.iter().enumerate() {
        let path = Path::new(std::ffi::OsStr::from_bytes(name));
        writer.put(Entry::document(path, stamp(i as u8), None, simple("x"))).unwrap();
    }
    writer.finish().unwrap();
    let reader = archive.reader().unwrap();
    for (i, name) in names.iter().enumerate() {
        let path = Path::new(std::ffi::OsStr::from_bytes(name));
        assert_eq!(reader.stamps().unwrap().get(path).unwrap().stamp, stamp(i as u8));
        assert_eq!(reader.path(reader.by_path(path).unwrap().unwrap()).unwrap(), path);
    }
}

#[test]
fn what_is_no_archive_is_refused_with_advice() {
    let dir = tempfile::tempdir().unwrap();
    let message = |e: Error| e.to_string();
    let missing = message(Archive::open(&dir.path().join("x")).unwrap_err());
    assert!(missing.contains("no archive here"), "{missing}");

    fs::write(dir.path().join("letter.txt"), "x").unwrap();
    let foreign = message(Archive::open_or_create(dir.path()).unwrap_err());
    assert!(foreign.contains("other files (letter.txt)"), "{foreign}");

    let (_dir, archive) = archive();
    let first = archive.writer(BUDGET, 1).unwrap();
    let locked = message(archive.writer(BUDGET, 1).unwrap_err());
    assert!(locked.contains("another import"), "{locked}");
    drop(first);
    archive.writer(BUDGET, 1).unwrap();

    let format = |version| format!("{FORMAT_WORDS}{version}\n");
    for (words, expected, reason) in [
        (format(FORMAT + 1), "use the newer trichluc", "a newer one"),
        (format(FORMAT - 1), "import the files again", "an older one"),
        ("hello".to_owned(), "damaged", "something else"),
    ] {
        fs::write(archive.dir().join(FORMAT_FILE), words).unwrap();
        let text = message(Archive::open(archive.dir()).unwrap_err());
        assert!(text.contains(expected), "{reason}: {text}");
    }
    fs::write(archive.dir().join(FORMAT_FILE), format(FORMAT)).unwrap();
    fs::write(archive.dir().join(INDEX_FOLDER).join("meta.json"), "{").unwrap();
    let broken = message(Archive::open(archive.dir()).unwrap_err());
    assert!(broken.contains("damaged"), "{broken}");
}

#[test]
fn a_finished_import_leaves_no_files_that_nothing_needs() {
    let (_dir, archive) = archive();
    for round in 0..3 {
        let mut writer = archive.writer(BUDGET, 2).unwrap();
        for n in 0..24u8 {
            let path = format!("{n}.txt");
            let entry = Entry::document(path.as_ref(), stamp(round), None, full("Số 12/BC-UBND, xã có 5 hộ nghèo."));
            writer.put(entry).unwrap();
            writer.commit().unwrap();
        }
        writer.finish().unwrap();
        let living: Vec<String> =
            archive.index.searchable_segment_metas().unwrap().iter().map(|s| s.id().uuid_string()).collect();
        let files = fs::read_dir(archive.dir().join(INDEX_FOLDER)).unwrap().map(|e| e.unwrap().file_name());
        for file in files.filter_map(|f| f.into_string().ok()).filter(|f| !f.starts_with('.') && f != "meta.json") {
            assert!(living.iter().any(|id| file.starts_with(id.as_str())), "round {round}: {file} belongs to nothing");
        }
    }
}

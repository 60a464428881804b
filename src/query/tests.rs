//! Questions to a small archive, from text to answer.

use super::*;
use crate::archive::{Archive, Entry, Reader, Stamp};
use crate::pipeline;
use crate::source;
use crate::vocabulary::Vocabulary;
use std::path::Path;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

/// Documents of the archive: name and text.
const DOCUMENTS: [(&str, &str); 5] = [
    (
        "bao-cao.txt",
        "ỦY BAN NHÂN DÂN\nXÃ NÀ PHÌN\n\nSố: 12/BC-UBND\n\nNà Phìn, ngày 15 tháng 6 năm 2023\n\nBÁO CÁO\n\
         Kết quả giảm nghèo năm 2023\n\nThực hiện Kết luận số 77-KL/TU, ngày 05/3/2021 của Ban Thường vụ Tỉnh ủy, năm 2023 xã \
         có 120 hộ nghèo. Tỷ lệ hộ nghèo năm 2023 là 24,5%. Theo Kết luận 77, các bản tự bình xét.\n",
    ),
    (
        "ke-hoach.txt",
        "HUYỆN ỦY MƯỜNG PHĂNG\n\nSố 31-KH/HU\n\nMường Phăng, ngày 02 tháng 01 năm 2024\n\nKẾ HOẠCH\n\
         Phát triển kinh tế - xã hội năm 2024\n\nCăn cứ Kết luận số 77 -KL/TU, ngày 05/3/2021 và Kết luận số 77-KL/TU, ngày \
         09/9/2016. UBND huyện chỉ đạo xây dựng nông thôn mới, hoà giải ở cơ sở, nâng cao kỹ năng cho 36 cán bộ. Sản lượng đạt 66.315,44 tấn.\n",
    ),
    ("ho.txt", "Hồ chứa nước của bản. Họ nghèo khó trước đây; nay đời sống khá.\n"),
    ("kinh-te.txt", "Kinh tế phát triển. Phát triển du lịch, kinh tế rừng.\n"),
    ("thu.txt", "Thu ngân sách vượt kế hoạch.\n"),
];

fn archive(documents: &[(&str, &str)]) -> (tempfile::TempDir, Reader) {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::open_or_create(&dir.path().join("kho")).unwrap();
    let mut writer = archive.writer(64 << 20, 1).unwrap();
    for (i, (name, text)) in documents.iter().enumerate() {
        let path = Path::new(name);
        let processed = pipeline::process(path, text.as_bytes(), &source::Options::default(), &VOCABULARY).unwrap();
        let stamp = Stamp { sha256: Some([i as u8; 32]), ..Stamp::default() };
        writer.put(Entry::document(path, stamp, None, processed)).unwrap();
    }
    writer.finish().unwrap();
    let reader = archive.reader().unwrap();
    (dir, reader)
}

fn found(reader: &Reader, query: &str, options: &Options) -> Vec<String> {
    let query = Query::parse(query, &VOCABULARY);
    let hits = search(reader, &query, options, &VOCABULARY).unwrap();
    assert!(options.limit > 0 && options.offset > 0 || hits.total == hits.hits.len());
    let mut names: Vec<String> = hits.hits.iter().map(|h| reader.path(h.id).unwrap().display().to_string()).collect();
    names.sort();
    names
}

#[test]
fn words_are_found_as_typed() {
    let (_dir, reader) = archive(&DOCUMENTS);
    let (report, plan, ho, economy) = ("bao-cao.txt", "ke-hoach.txt", "ho.txt", "kinh-te.txt");
    for (query, expected, reason) in [
        ("hộ nghèo", vec![report], "with diacritics just that word"),
        ("ho ngheo", vec![report, ho], "without diacritics any"),
        ("HỘ NGHÈO", vec![report], "capitals"),
        ("hòa giải", vec![plan], "old tone style finds new"),
        ("kĩ năng", vec![plan], "i finds y"),
        ("\"phát triển kinh tế\"", vec![plan], "a phrase, not its words"),
        ("\"phat trien kinh te\"", vec![plan], "a phrase without diacritics"),
        ("\"kinh tế xã hội\"", vec![plan], "across a hyphen"),
        ("\"năm 2023\"", vec![report], "a phrase with a number"),
        ("\"hộ nghèo năm 2023 là\"", vec![report], "a long one"),
        ("\"ngheo ho\"", vec![], "order counts"),
        ("phát triển -huyện", vec![economy], "a word that must not occur"),
        ("\"thu ngân sách\" OR \"du lịch\"", vec![economy, "thu.txt"], "either"),
        ("ngh* -hồ", vec![report], "the beginning of a word"),
        ("ủy ban nhân dân huyện", vec![plan], "a long form finds its abbreviation"),
        ("UBND \"Nà Phìn\"", vec![report], "an abbreviation finds its long form"),
        ("NTM", vec![plan], "an abbreviation that does not occur"),
        ("66.315,44", vec![plan], "a figure"),
        ("77 -kl/tu", vec![report, plan], "a document number in another spelling"),
        ("12/bc-ubnd", vec![report], "the own number"),
    ] {
        assert_eq!(found(&reader, query, &Options::default()), expected, "{query}: {reason}");
        let nfd: String = query.nfd().collect();
        assert_eq!(found(&reader, &nfd, &Options::default()), expected, "{query} in NFD: {reason}");
    }
    let any = Options { any: true, ..Options::default() };
    assert_eq!(found(&reader, "thu ở huyện nào?", &any).len(), 2, "any of the words");
    assert_eq!(found(&reader, "", &Options::default()).len(), DOCUMENTS.len(), "nothing asked is everything");
}

#[test]
fn filters_narrow_and_facets_count() {
    let (_dir, reader) = archive(&DOCUMENTS);
    let some = |s: &str| vec![s.to_owned()];
    for (filter, expected, reason) in [
        (Filter { types: some("bao cao"), ..Filter::default() }, vec!["bao-cao.txt"], "type without diacritics"),
        (Filter { places: some("Nà Phìn"), ..Filter::default() }, vec!["bao-cao.txt"], "place"),
        (Filter { issuers: some("huyện ủy"), ..Filter::default() }, vec!["ke-hoach.txt"], "issuer"),
        (Filter { from: Some("2024".into()), ..Filter::default() }, vec!["ke-hoach.txt"], "not before"),
        (Filter { to: Some("6/2023".into()), ..Filter::default() }, vec!["bao-cao.txt"], "not after"),
        (Filter { cites: some("77-kl/tu"), ..Filter::default() }, vec!["bao-cao.txt", "ke-hoach.txt"], "cited number"),
    ] {
        assert_eq!(found(&reader, "", &Options { filter, ..Options::default() }), expected, "{reason}");
    }
    let wrong =
        Options { filter: Filter { from: Some("31/2/2023".into()), ..Filter::default() }, ..Options::default() };
    let error = search(&reader, &Query::default(), &wrong, &VOCABULARY).unwrap_err();
    assert!(error.to_string().contains("no date"), "{error}");
    let all = Options { facets: true, ..Options::default() };
    let facets = search(&reader, &Query::default(), &all, &VOCABULARY).unwrap().facets;
    assert_eq!(facets.types, [("Báo cáo".to_owned(), 1), ("Kế hoạch".to_owned(), 1)]);
    assert_eq!(facets.years, [("2023".to_owned(), 1), ("2024".to_owned(), 1)]);
}

#[test]
fn pages_of_hits_join_to_the_whole_in_one_order() {
    let texts: Vec<(String, String)> =
        (0..40).map(|i| (format!("{i:02}.txt"), format!("Báo cáo thu ngân sách {}\n", "xã ".repeat(i % 4)))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (_dir, reader) = archive(&texts);
    let backwards: Vec<_> = texts.iter().rev().copied().collect();
    let (_dir2, other) = archive(&backwards);
    let query = Query::parse("thu", &VOCABULARY);
    let names = |reader: &Reader, options: &Options| -> Vec<_> {
        let hits = search(reader, &query, options, &VOCABULARY).unwrap();
        assert_eq!(hits.total, 40);
        hits.hits.iter().map(|h| reader.path(h.id).unwrap()).collect()
    };
    let whole = names(&reader, &Options { limit: 0, ..Options::default() });
    assert_eq!(whole.len(), 40);
    let pages = (0..5).flat_map(|p| names(&reader, &Options { limit: 9, offset: p * 9, ..Options::default() }));
    assert_eq!(pages.collect::<Vec<_>>(), whole, "pages");
    assert_eq!(names(&other, &Options { limit: 0, ..Options::default() }), whole, "another order of import");
}

#[test]
fn mentions_of_a_number_are_grouped_by_what_they_mean() {
    let (_dir, reader) = archive(&DOCUMENTS);
    for spelling in ["77-KL/TU", "77 -kl/tu", "Kết luận 77", "ket luan so 77"] {
        let refs = refs(&reader, spelling, &VOCABULARY).unwrap();
        assert!(refs.ambiguous, "{spelling}: two dates");
        let dates: Vec<_> = refs.cited.iter().map(|c| (c.identity.date.as_deref(), c.mentions())).collect();
        assert_eq!(dates, [(Some("2021-03-05"), 3), (Some("2016-09-09"), 1)], "{spelling}");
    }
    let known = refs(&reader, "77-KL/TU", &VOCABULARY).unwrap();
    let report = known.cited[0].citing.iter().find(|c| c.document.path == Path::new("bao-cao.txt")).unwrap();
    let short = &report.mentions[1];
    assert!(short.short && short.assumed, "Kết luận 77 was resolved and its date inferred");
    assert!(short.passage.contains("các bản tự bình xét"), "{}", short.passage);
    assert_eq!(&short.passage[short.mark.0..short.mark.1], short.reference.text);

    let none = refs(&reader, "77-CT/TU", &VOCABULARY).unwrap();
    assert_eq!((none.cited.len(), none.nearest), (0, vec!["77-KL/TU".to_owned()]));
    assert!(refs(&reader, "hộ nghèo", &VOCABULARY).is_err());
    let missing: Vec<_> = missing(&reader).unwrap().into_iter().map(|m| (m.id, m.documents)).collect();
    assert_eq!(missing, [("77-KL/TU".to_owned(), 2)]);

    let plan = reader.by_path(Path::new("ke-hoach.txt")).unwrap().unwrap();
    assert_eq!(cites(&reader, plan).unwrap().len(), 2, "the plan cites both");
    let graph = graph(&reader).unwrap();
    assert_eq!(graph.edges.iter().map(|e| e.mentions).sum::<u32>(), 4);
    assert!(graph.to_dot().contains("label=\"77-KL/TU\", style=dashed"));
}

#[test]
fn indicators_become_rows_with_their_source() {
    let (_dir, reader) = archive(&DOCUMENTS);
    for asked in ["tỷ lệ hộ nghèo", "ty le ho ngheo", "tỉ lệ hộ nghèo", "poverty_rate"] {
        let selection = Selection { indicators: vec![asked.into()], quotes: true, ..Selection::default() };
        let table = table(&reader, &selection, &VOCABULARY).unwrap();
        let [row] = table.rows.as_slice() else { panic!("{asked}: {:?}", table.rows) };
        let document = table.source(row).path.clone();
        let row = table.view(row);
        assert_eq!((row.value, row.unit, row.period, row.text), (Some(24.5), Some("%"), Some("2023"), "24,5%"));
        assert!(row.sentence.contains("Tỷ lệ hộ nghèo năm 2023 là 24,5%"), "{}", row.sentence);
        assert_eq!(document, Path::new("bao-cao.txt"));
    }
    let unknown = Selection { indicators: vec!["ty le ho ngheoo".into()], ..Selection::default() };
    let table = table(&reader, &unknown, &VOCABULARY).unwrap();
    let [unknown] = table.unknown.as_slice() else { panic!("{:?}", table.unknown) };
    assert!(table.rows.is_empty() && unknown.nearest.contains(&"tỷ lệ hộ nghèo".to_owned()), "{unknown:?}");
    let listed = list(&reader, &VOCABULARY).unwrap();
    assert!(listed.iter().any(|l| l.indicator.as_deref() == Some("poverty_rate") && l.figures == 1));
}

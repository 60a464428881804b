use super::*;
use proptest::prelude::*;

fn raw(format: Format, pages: &[&str]) -> RawText {
    RawText {
        format,
        text_source: TextSource::Plain,
        encoding: None,
        pages: pages.iter().map(|p| RawPage { text: (*p).to_owned(), ..RawPage::default() }).collect(),
        notes: Vec::new(),
    }
}

fn again(norm: &NormText, format: Format) -> NormText {
    normalize(raw(format, &norm.text.split('\x0c').collect::<Vec<_>>()))
}

/// Pieces of which damaged text is made.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Báo cáo",
        "ệ",
        "e",
        "\u{302}",
        "\u{323}",
        "\u{301}",
        "\u{31b}",
        "\u{200b}",
        "\u{a0}",
        "\u{ad}",
        "\r",
        "\n",
        " ",
        "\t",
        "**",
        "*",
        "_",
        "\\",
        "# ",
        "##",
        "<sup>",
        "</sup>",
        "<br>",
        "<b>",
        "1",
        "²",
        "&amp;",
        "&#7871;",
        "&",
        ";",
        "lt",
        "|",
        "| a | b |\n",
        "|---|---|\n",
        "m",
        "(",
        ")",
        "а",
        "о",
        "Ƣ",
        "\u{f0b7}",
        "\u{93}",
        "$^{1}$",
        "`",
        ".",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalizing_twice_is_normalizing_once(text in fragments()) {
        for format in [Format::Txt, Format::Pdf] {
            let once = normalize(raw(format, &[&text]));
            let twice = again(&once, format);
            prop_assert_eq!(&once.text, &twice.text);
        }
    }

    #[test]
    fn any_text_is_fine(text in "\\PC{0,40}", page in any::<String>()) {
        let once = normalize(raw(Format::Txt, &[&text, &page]));
        prop_assert_eq!(&once.text, &again(&once, Format::Txt).text);
        for t in &once.tables {
            for c in &t.cells {
                prop_assert!(once.text.get(c.span.start..c.span.end).is_some());
            }
        }
    }

    #[test]
    fn words_stay_on_their_letters(words in prop::collection::vec("(a\u{302}\u{301}|o\u{200b}|ệ|[b-d]|\u{a0}|\u{f0b7}){1,4}", 1..8)) {
        let mut page = RawPage::default();
        for w in &words {
            let start = page.text.len();
            page.text.push_str(w);
            page.words.push(Word { span: Span::new(start, page.text.len()), bbox: [0.0; 4] });
            page.text.push(' ');
        }
        let norm = normalize(RawText { pages: vec![page], ..raw(Format::Pdf, &[]) });
        let mut end = 0;
        for w in norm.words.iter() {
            prop_assert!(w.span.start >= end && norm.text.get(w.span.start..w.span.end).is_some());
            end = w.span.end;
        }
        prop_assert_eq!(norm.words.len(), words.len());
    }
}

#[test]
fn a_clean_page_is_moved() {
    let page = "Hợp tác xã chè dựng xưởng sao mới bên bờ suối cạn năm 2019".to_owned();
    let at = page.as_ptr();
    let norm =
        normalize(RawText { pages: vec![RawPage { text: page, ..RawPage::default() }], ..raw(Format::Txt, &[]) });
    assert_eq!(norm.text.as_ptr(), at);
    assert_eq!(norm.quality, Some(1.0));
}

#[test]
fn everything_moves_with_the_text() {
    let text = "Ba\u{301}o ca\u{301}o\u{200b} Chính phủ¹";
    let at = |s: &str| text.find(s).map(|i| Span::new(i, i + s.len())).unwrap();
    let page = RawPage {
        text: text.to_owned(),
        words: std::iter::once(Word { span: at("Chính"), bbox: [1.0; 4] }).collect(),
        zones: vec![Zone { span: at("Ba\u{301}o"), kind: ZoneKind::Running }],
        tables: vec![RawTable {
            span: at("ca\u{301}o"),
            columns: 1,
            rows: 1,
            cells: vec![RawCell { span: at("ca\u{301}o"), row: 0, column: 0, row_span: 1, column_span: 1 }],
            continues: false,
        }],
        ..RawPage::default()
    };
    let first = RawPage { text: "trang một".into(), ..RawPage::default() };
    let norm = normalize(RawText { pages: vec![first, page], ..raw(Format::Pdf, &[]) });
    let zone = |k: ZoneKind| norm.zones.iter().find(|z| z.kind == k).map(|z| z.span.of(&norm.text));
    assert_eq!(norm.text, "trang một\x0cBáo cáo Chính phủ¹");
    assert_eq!(norm.words.iter().next().unwrap().span.of(&norm.text), "Chính");
    assert_eq!(zone(ZoneKind::Running), Some("Báo"));
    assert_eq!(zone(ZoneKind::Mark), Some("¹"));
    assert_eq!(norm.tables[0].cells[0].span.of(&norm.text), "cáo");
    assert_eq!(norm.pages[1].span.of(&norm.text), "Báo cáo Chính phủ¹");
}

//! Order, joining and conversion of text: "KẾ" and "HOẠCH" in three runs are two words.

use super::*;

#[test]
fn order_and_joining() {
    let long = "a".repeat(82);
    let rows: [(String, String, &str); 9] = [
        (
            at(50, 700, "K") + &at(56, 700, "Ế") + &at(62, 700, "HO") + &at(74, 700, "Ạ") + &at(80, 700, "CH"),
            "KẾHOẠCH".into(),
            "runs that touch are one word",
        ),
        (
            at(50, 700, "hai") + &at(50, 720, "một"),
            "một\nhai".into(),
            "from top to bottom, whatever the stream's order",
        ),
        (at(50, 700, "xã") + &at(66, 700, "Bum"), "xã Bum".into(), "a gap is a space"),
        (at(50, 700, "UBND") + &at(300, 700, "Độc lập"), "UBND\tĐộc lập".into(), "two columns of a header"),
        (at(50, 700, &long) + &at(50, 684, "bb cc"), format!("{long} bb cc"), "a full line goes on"),
        (
            at(50, 700, &format!("{long}9-")) + &at(50, 684, "KL/TU"),
            format!("{long}9-KL/TU"),
            "a number broken at its dash",
        ),
        (at(50, 700, &format!("{long}.")) + &at(50, 684, "- bb"), format!("{long}.\n- bb"), "an item begins a line"),
        (at(50, 700, "Tổng").repeat(2), "Tổng".into(), "fake bold once"),
        (at(50, 700, "a1.") + &at(50, 600, "b"), "a1.\nb".into(), "a wide gap parts paragraphs"),
    ];
    for (content, expected, reason) in rows {
        assert_eq!(text_of(&content), expected, "{reason}");
    }
}

#[test]
fn footnotes_behind_the_body_and_marks_glued() {
    let body = "Công tác dân vận ".repeat(5);
    let content = at(50, 700, body.trim())
        + &sized(554, 705, 7, "1")
        + &at(50, 684, "của xã.")
        + "50 100 m 150 100 l S\n"
        + &sized(50, 88, 7, "1")
        + &sized(60, 84, 10, "Quyết định");
    let mut m = Maker::new();
    m.page(&content);
    let page = m.read().pages.remove(0);
    assert!(page.text.contains("vận1 của xã.\n1 Quyết định"), "{}", page.text);
    let zones: Vec<(ZoneKind, &str)> = page.zones.iter().map(|z| (z.kind, z.span.of(&page.text))).collect();
    assert_eq!(zones, [(ZoneKind::Mark, "1"), (ZoneKind::Footnote, "1 Quyết định")]);
}

#[test]
fn marks_may_be_raised_by_half_a_line() {
    let mut m = Maker::new();
    m.page(
        &(at(50, 730, "trên")
            + &at(50, 700, "Chính")
            + &sized(80, 707, 7, "12")
            + &at(92, 700, "và")
            + &at(50, 680, "sau")),
    );
    let page = m.read().pages.remove(0);
    assert_eq!((page.text.as_str(), page.zones.len()), ("trên\nChính12 và\nsau", 1));
}

#[test]
fn squares_are_no_footnote_marks() {
    let mut m = Maker::new();
    m.page(&(at(50, 700, "50 m") + &sized(74, 705, 7, "2") + &at(84, 700, "sàn")));
    let page = m.read().pages.remove(0);
    assert_eq!((page.text.as_str(), page.zones.len()), ("50 m2 sàn", 0));
}

#[test]
fn page_numbers_and_running_heads_are_left_out() {
    let mut m = Maker::new();
    for n in 1..=4 {
        let own = ["một", "hai", "ba", "bốn"][n - 1];
        m.page(&(at(50, 780, "Báo cáo năm") + &at(300, 20, &n.to_string()) + &at(50, 600, own)));
    }
    let text: Vec<String> = m.read().pages.into_iter().map(|p| p.text).collect();
    assert_eq!(text, ["một", "hai", "ba", "bốn"]);
}

#[test]
fn running_heads_behind_a_title_page() {
    let mut m = Maker::new();
    for n in 1..4 {
        let head = if n > 1 { at(50, 770, "Báo cáo của huyện Pa Vệ") } else { String::new() };
        let body = ["Thu ngân sách ", "Chi ngân sách ", "Diện tích lúa "][n - 1].repeat(5);
        m.page(&(head + &at(50, 750, &body) + &at(280, 30, &format!("{n} / 3"))));
    }
    let pages = m.read().pages;
    let zones = |p: usize| pages[p].zones.iter().map(|z| z.kind).collect::<Vec<_>>();
    assert!(pages[1].text.starts_with("Báo cáo") && zones(1) == [ZoneKind::Running], "{}", pages[1].text);
    assert!(pages[2].text.starts_with("Diện tích lúa"), "{}", pages[2].text);
}

#[test]
fn running_heads_of_two_pages() {
    let body = |n: usize| at(50, 700, ["Thu ngân sách", "Chi ngân sách"][n]);
    type Row<'a> = (&'a dyn Fn(usize) -> String, bool, &'a str);
    let rows: [Row<'_>; 8] = [
        (&|n| at(300, 775, "Báo cáo năm 2022") + &body(n), true, "at the same place in the margin"),
        (
            &|n| at(50, 775, "Báo cáo năm 2022") + &at(500, 775, &(n + 1).to_string()) + &body(n),
            true,
            "beside the page's number",
        ),
        (&|n| at(300, 775 - 8 * n as i32, "Báo cáo năm 2022") + &body(n), false, "at another height"),
        (&|n| at(300, 775, "Báo cáo năm 2022") + &at(50, 757, "và") + &body(n), false, "with text close below"),
        (&|n| at(300, 720, "Báo cáo năm 2022") + &body(n), false, "below the margin"),
        (&|n| at(300, 775, &format!("Biểu {}", n + 1)) + &body(n), false, "with a number of its own"),
        (&|n| at(300, 775, "Biểu thu") + &body(n), false, "a caption"),
        (&|n| at(300, 775, "BÁO CÁO") + &body(n), false, "a kind of document"),
    ];
    for (page, out, reason) in rows {
        let mut m = Maker::new();
        (0..2).for_each(|n| {
            m.page(&page(n));
        });
        let pages = m.read().pages;
        assert!(pages[0].text.contains('B'), "{reason}: the first copy stays");
        assert_eq!(!pages[1].text.contains('B'), out, "{reason}: {}", pages[1].text);
    }
}

#[test]
fn every_word_has_a_box_in_text_order() {
    let mut m = Maker::new();
    m.page(&(at(50, 700, "Số") + &at(70, 700, "12/BC") + &at(50, 650, "Thu ngân")));
    let page = m.read().pages.remove(0);
    let words: Vec<&str> = page.words.iter().map(|w| w.span.of(&page.text)).collect();
    assert_eq!(words, ["Số", "12/BC", "Thu", "ngân"]);
    let b = page.words.iter().next().unwrap().bbox;
    assert!((b[0] - 50.0).abs() < 1.0 && b[1] < 100.0 && b[3] > 99.0, "from the top left: {b:?}");
}

#[test]
fn turned_pages_read_alike() {
    for rotate in [0, 90, 180, 270] {
        let mut m = Maker::new();
        let resources = m.resources();
        let content = at(50, 700, "một hai") + &at(50, 680, "ba");
        m.page_with(content.into_bytes(), resources, dictionary! { "Rotate" => rotate });
        assert_eq!(m.read().pages[0].text, "một hai\nba", "{rotate}");
    }
}

#[test]
fn pages_askew_read_alike() {
    let frame = "50 600 400 60 re S 50 630 m 450 630 l S 250 600 m 250 660 l S\n";
    let cells = at(60, 640, "Tên xã") + &at(260, 640, "Số hộ") + &at(60, 610, "Pa Vệ") + &at(260, 610, "215");
    let content = at(50, 700, "Thu ngân sách") + &at(400, 700, "12,5") + frame + &cells;
    for (degrees, rotate) in [(0.5f32, 0), (3.0, 0), (-9.0, 0), (2.0, 90), (12.0, 270)] {
        let (s, c) = degrees.to_radians().sin_cos();
        let (e, f) = (300.0 - 300.0 * c + 400.0 * s, 400.0 - 300.0 * s - 400.0 * c);
        let mut m = Maker::new();
        let resources = m.resources();
        let turned = format!("q {c} {s} {} {c} {e} {f} cm {content} Q", -s);
        m.page_with(turned.into_bytes(), resources, dictionary! { "Rotate" => rotate });
        let text = m.read().pages.remove(0).text;
        assert_eq!(text, "Thu ngân sách\t12,5\nTên xã\tSố hộ\nPa Vệ\t215", "{degrees} {rotate}");
    }
}

#[test]
fn fractions_stand_in_their_line() {
    let bar = |x: i32, y: i32, to: i32| format!("{x} {y} m {to} {y} l S\n");
    let line = at(50, 700, "Hệ số k") + &sized(98, 706, 8, "125") + &bar(98, 703, 110) + &sized(98, 695, 8, "480");
    let words = at(50, 650, "Hệ số") + &at(86, 658, "hộ nghèo") + &bar(86, 654, 134) + &at(89, 643, "tổng hộ");
    let rows = [
        (line + &at(116, 700, "của xã"), "Hệ số k 125/480 của xã", "figures"),
        (words + &at(140, 650, "của xã"), "Hệ số (hộ nghèo)/(tổng hộ) của xã", "words"),
        (at(50, 700, "Hệ số k") + &bar(86, 698, 92) + &at(86, 688, "k"), "Hệ số k\nk", "an underline"),
    ];
    for (content, expected, reason) in rows {
        assert_eq!(text_of(&content), expected, "{reason}");
    }
}

#[test]
fn stamps_stand_apart() {
    let mut m = Maker::new();
    let resources = m.resources();
    let form = m.doc.add_object(Stream::new(
        dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 50.into()], "Resources" => resources.clone() },
        at(5, 20, "Ký bởi").into_bytes(),
    ));
    let stamp = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig",
    "Rect" => vec![400.into(), 690.into(), 500.into(), 740.into()], "AP" => dictionary! { "N" => form } };
    let stamp = m.doc.add_object(stamp);
    m.page_with(at(50, 700, "Báo cáo").into_bytes(), resources, dictionary! { "Annots" => vec![stamp.into()] });
    let page = m.read().pages.remove(0);
    assert_eq!(page.text, "Báo cáo\nKý bởi");
    assert_eq!((page.zones[0].kind, page.zones[0].span.of(&page.text)), (ZoneKind::Stamp, "Ký bởi"));
}

#[test]
fn invisible_text_goes_where_it_repeats_what_is_painted() {
    let lines = [(50, 700, "Thu ngân sách"), (50, 680, "Chi ngân sách")];
    let painted: String = lines.iter().map(|(x, y, t)| at(*x, *y, t)).collect();
    let layer: String = lines.iter().map(|(x, y, t)| sized(*x, y + 1, 11, t)).collect();
    let layer = format!("q 3 Tr {layer} Q\n");
    let expected = "Thu ngân sách\nChi ngân sách";
    for (content, reason) in
        [(painted.clone() + &layer, "twice"), (layer, "the text layer of a scan"), (painted, "painted")]
    {
        assert_eq!(text_of(&content), expected, "{reason}");
    }
}

#[test]
fn actual_text_and_hidden_layers() {
    let mut m = Maker::new();
    let group = m.doc.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("x") });
    let mut resources = m.resources();
    resources.set("Properties", dictionary! { "G" => group });
    let content = format!(
        "/Span <</ActualText (hai)>> BDC {} EMC /OC /G BDC {} EMC {}",
        at(50, 700, "zz"),
        at(50, 650, "mật"),
        at(50, 600, "ba")
    );
    m.page_with(content.into_bytes(), resources, Dictionary::new());
    let off = dictionary! { "OCGs" => vec![group.into()], "D" => dictionary! { "OFF" => vec![group.into()] } };
    let bytes = m.bytes();
    let mut doc = Document::load_mem(&bytes).unwrap();
    doc.catalog_mut().unwrap().set("OCProperties", off);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    assert_eq!(read_bytes(&bytes).unwrap().pages[0].text, "hai\nba");
}

#[test]
fn capitals_by_their_neighbours() {
    let mut m = Maker::new();
    let font = m.doc.add_object(dictionary! { "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => ".VnTime",
    "FirstChar" => 0, "Widths" => vec![Object::Integer(500); 256], "Encoding" => "WinAnsiEncoding" });
    let hex: String = b"\xF1Y BAN NH\xA2N D\xA2N X\xB7".iter().map(|b| format!("{b:02x}")).collect();
    let content = format!("BT /F 12 Tf 50 700 Td <{hex}> Tj ET");
    m.page_with(content.into_bytes(), dictionary! { "Font" => dictionary! { "F" => font } }, Dictionary::new());
    assert_eq!(m.read().pages[0].text, "ỦY BAN NHÂN DÂN XÃ");
}

#[test]
fn a_header_whose_columns_are_not_level() {
    let content = at(300, 706, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
        + &at(50, 699, "ỦY BAN")
        + &at(360, 692, "VIỆT NAM")
        + &at(50, 685, "TÂN")
        + &at(300, 678, "Độc lập");
    assert_eq!(text_of(&content), "ỦY BAN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTÂN\tĐộc lập");
}

#[test]
fn legacy_fonts_are_converted() {
    let rows: [(&str, &[u8], &str, &str); 4] = [
        (".VnTime", b"Ngh\xDE quy\xD5t c\xF1a Th\xF1 t\xAD\xEDng", "Nghị quyết của Thủ tướng", "TCVN3 by name"),
        (".VnTimeH", b"Ngh\xDE quy\xD5t", "NGHỊ QUYẾT", "capitals by name"),
        ("VNI-Times", b"cu\xFBa va\xF8 \xF1\xF6\xF4\xEFc \xF1o\xE0ng", "của và được đồng", "VNI: vowel and mark"),
        (
            "F1",
            b"Ngh\xDE quy\xD5t c\xF1a H\xE9i \xAE\xE5ng nh\xA9n d\xA9n",
            "Nghị quyết của Hội đồng nhân dân",
            "no name: by syllables",
        ),
    ];
    for (name, codes, expected, reason) in rows {
        let mut m = Maker::new();
        let widths = vec![Object::Integer(500); 256];
        let font = m
            .doc
            .add_object(dictionary! { "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => name, "FirstChar" => 0,
            "Widths" => widths, "Encoding" => "WinAnsiEncoding" });
        let hex: String = codes.iter().map(|b| format!("{b:02x}")).collect();
        let content = format!("BT /F 12 Tf 50 700 Td <{hex}> Tj ET");
        m.page_with(content.into_bytes(), dictionary! { "Font" => dictionary! { "F" => font } }, Dictionary::new());
        let raw = m.read();
        assert_eq!(raw.pages[0].text, expected, "{reason}");
        assert_eq!(raw.pages[0].verdict, crate::source::Verdict::Legacy, "{reason}");
        assert!(raw.encoding.is_some(), "{reason}");
    }
}

#[test]
fn a_header_whose_columns_nearly_touch() {
    let rows = [
        (
            at(40, 700, "ỦY BAN NHÂN DÂN XÃ") + &at(160, 700, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT") + &at(320, 686, "NAM"),
            "ỦY BAN NHÂN DÂN XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "the title begins a column, and its end comes back to it",
        ),
        (at(40, 700, "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "an ordinary gap before it"),
        (
            at(40, 700, "Số: 12/BC") + &at(300, 700, "Tân An, ngày 5 tháng 6 năm") + &at(360, 686, "2022"),
            "Số: 12/BC\tTân An, ngày 5 tháng 6 năm 2022",
            "the year of the date",
        ),
        (
            at(40, 700, "Số: 12/BC") + &at(300, 700, "Tân An, ngày 5 tháng 6 năm") + &at(40, 686, "2022"),
            "Số: 12/BC\tTân An, ngày 5 tháng 6 năm\n2022",
            "a number below the left column is not the date's",
        ),
    ];
    for (content, expected, reason) in rows {
        assert_eq!(text_of(&content), expected, "{reason}");
    }
}

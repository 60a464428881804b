//! Whole files made here: reading, order, zones, and what hostile files do.

use super::*;
use crate::source::ZoneKind;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::path::Path;

/// A file under construction. Text goes through a font with `uniXXXX` names: code 1 is the first of `LETTERS`.
struct Maker {
    doc: Document,
    root: ObjectId,
    kids: Vec<Object>,
    font: ObjectId,
}

/// The letters that the test font has.
const LETTERS: &str = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:-/()%ÁÀẢÃẠáàảãạâấầậăắđĐéèêếềệÊẾỆíìịóòỏọôốồộơớờợỘÔÒÚúùủũụưứừựýỷỹửữểễởỉĩẩẫỗổ+*ỦỆĨÂÒỌ";

impl Maker {
    fn new() -> Self {
        let mut doc = Document::with_version("1.5");
        let root = doc.new_object_id();
        let mut differences = vec![Object::Integer(1)];
        differences.extend(LETTERS.chars().map(|c| Object::Name(format!("uni{:04X}", c as u32).into_bytes())));
        let widths = vec![Object::Integer(500); LETTERS.chars().count()];
        let font = doc.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Test", "FirstChar" => 1, "Widths" => widths,
            "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => differences },
        });
        Self { doc, root, kids: Vec::new(), font }
    }

    fn resources(&self) -> Dictionary {
        dictionary! { "Font" => dictionary! { "F" => self.font } }
    }

    fn page(&mut self, content: &str) -> ObjectId {
        let resources = self.resources();
        self.page_with(content.as_bytes().to_vec(), resources, Dictionary::new())
    }

    fn page_with(&mut self, content: Vec<u8>, resources: Dictionary, more: Dictionary) -> ObjectId {
        let content = self.doc.add_object(Stream::new(Dictionary::new(), content));
        let mut page = dictionary! { "Type" => "Page", "Parent" => self.root, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()] };
        page.extend(&more);
        let id = self.doc.add_object(page);
        self.kids.push(id.into());
        id
    }

    fn bytes(mut self) -> Vec<u8> {
        let count = self.kids.len() as i64;
        self.doc
            .objects
            .insert(self.root, dictionary! { "Type" => "Pages", "Kids" => self.kids, "Count" => count }.into());
        let catalog = self.doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.root });
        self.doc.trailer.set("Root", catalog);
        let mut out = Vec::new();
        self.doc.save_to(&mut out).unwrap();
        out
    }

    fn read(self) -> RawText {
        read_bytes(&self.bytes()).unwrap()
    }
}

fn read_bytes(bytes: &[u8]) -> Result<RawText> {
    read(Path::new("t.pdf"), bytes, &Limits { max_time: Duration::from_secs(20), ..Limits::default() })
}

/// Text shown at a place, 12 points.
fn at(x: i32, y: i32, text: &str) -> String {
    sized(x, y, 12, text)
}

fn sized(x: i32, y: i32, size: i32, text: &str) -> String {
    let codes: String = text
        .chars()
        .map(|c| {
            format!(
                "{:02x}",
                LETTERS.chars().position(|l| l == c).unwrap_or_else(|| panic!("{c} is not in the test font")) + 1
            )
        })
        .collect();
    format!("BT /F {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

fn text_of(content: &str) -> String {
    let mut m = Maker::new();
    m.page(content);
    m.read().pages.remove(0).text
}

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
fn ruled_tables_have_cells() {
    let mut content = String::new();
    for (x, y, t) in [(60, 685, "STT"), (160, 685, "Tên xã"), (60, 655, "1"), (160, 665, "Thị"), (160, 652, "trấn")]
    {
        content += &at(x, y, t);
    }
    for y in [700, 675, 645] {
        content += &format!("50 {y} m 250 {y} l S\n");
    }
    for x in [50, 150, 250] {
        content += &format!("{x} 645 m {x} 700 l S\n");
    }
    let mut m = Maker::new();
    m.page(&(at(50, 750, "Biểu 01") + &content));
    m.page(&content);
    let raw = m.read();
    let page = &raw.pages[0];
    assert_eq!(page.text, "Biểu 01\nSTT\tTên xã\n1\tThị trấn");
    let cells: Vec<&str> = page.tables[0].cells.iter().map(|c| c.span.of(&page.text)).collect();
    assert_eq!(cells, ["STT", "Tên xã", "1", "Thị trấn"]);
    assert!(!page.tables[0].continues && raw.pages[1].tables[0].continues);
}

#[test]
fn every_word_has_a_box_in_text_order() {
    let mut m = Maker::new();
    m.page(&(at(50, 700, "Số") + &at(70, 700, "12/BC") + &at(50, 650, "Thu ngân")));
    let page = m.read().pages.remove(0);
    let words: Vec<&str> = page.words.iter().map(|w| w.span.of(&page.text)).collect();
    assert_eq!(words, ["Số", "12/BC", "Thu", "ngân"]);
    let b = page.words[0].bbox;
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
fn abbreviated_and_empty_filters() {
    for filter in
        [Object::Name(b"AHx".to_vec()), Object::Array(vec![Object::Name(b"AHx".to_vec())]), Object::Array(Vec::new())]
    {
        let mut m = Maker::new();
        let content = at(50, 700, "một");
        let hex: String = content.bytes().map(|b| format!("{b:02x}")).chain(["&gt;".replace("&gt;", ">")]).collect();
        let data = if matches!(&filter, Object::Array(a) if a.is_empty()) { content } else { hex };
        let id = m.page("");
        let stream = m.doc.add_object(Stream::new(dictionary! { "Filter" => filter.clone() }, data.into_bytes()));
        m.doc.get_dictionary_mut(id).unwrap().set("Contents", stream);
        assert_eq!(m.read().pages[0].text, "một", "{filter:?}");
    }
}

#[test]
fn a_damaged_page_costs_no_other() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "một"));
    let bad = m.page("");
    m.page(&at(50, 700, "ba"));
    let stream = m.doc.add_object(Stream::new(dictionary! { "Filter" => "DCTDecode" }, b"junk".to_vec()));
    m.doc.get_dictionary_mut(bad).unwrap().set("Contents", stream);
    let raw = m.read();
    assert_eq!(raw.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["một", "", "ba"]);
    assert_eq!(raw.notes[0].code, "damaged-page");
    assert!(raw.notes[0].message.starts_with("page 2 "), "{}", raw.notes[0].message);
}

#[test]
fn truncated_anywhere() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "Báo cáo"));
    let bytes = m.bytes();
    for n in 0..bytes.len() {
        let _ = read_bytes(&bytes[..n]);
    }
    // One wrong byte anywhere.
    for n in (0..bytes.len()).step_by(3) {
        let mut wrong = bytes.clone();
        wrong[n] = wrong[n].wrapping_add(101);
        let _ = read_bytes(&wrong);
    }
}

#[test]
fn cycles_end() {
    // A page tree that holds itself, a form that shows itself.
    let mut m = Maker::new();
    let mut resources = m.resources();
    let form = m.doc.new_object_id();
    resources.set("XObject", dictionary! { "X" => form });
    let bbox: Vec<Object> = vec![0.into(), 0.into(), 600.into(), 800.into()];
    let stream = Stream::new(
        dictionary! { "Subtype" => "Form", "BBox" => bbox, "Resources" => resources.clone() },
        b"/X Do /X Do /X Do".to_vec(),
    );
    m.doc.objects.insert(form, stream.into());
    m.page_with((at(50, 700, "một") + "/X Do").into_bytes(), resources, Dictionary::new());
    m.kids.push(m.root.into());
    let raw = m.read();
    assert_eq!(raw.pages.len(), 1);
    assert_eq!(raw.pages[0].text, "một");
    assert_eq!(raw.notes[0].code, "limit-reached");
}

#[test]
fn bombs_are_refused() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "một"));
    let bomb = m.page("");
    let mut stream = Stream::new(Dictionary::new(), vec![b' '; 30 << 20]);
    stream.compress().unwrap();
    assert!(stream.content.len() < 100 << 10);
    let id = m.doc.add_object(stream);
    m.doc.get_dictionary_mut(bomb).unwrap().set("Contents", id);
    let limits = Limits { max_stream_bytes: 1 << 20, ..Limits::default() };
    let raw = read(Path::new("t.pdf"), &m.bytes(), &limits).unwrap();
    assert_eq!(raw.pages[0].text, "một");
    assert_eq!(raw.notes[0].code, "limit-reached");
}

#[test]
fn operators_are_counted() {
    let mut m = Maker::new();
    let mut resources = m.resources();
    resources.set("Font", dictionary! { "F" => m.font });
    m.page_with(("q Q ".repeat(1000) + &at(50, 700, "một")).into_bytes(), resources, Dictionary::new());
    let bytes = m.bytes();
    let limits = Limits { max_operators: 500, ..Limits::default() };
    let raw = read(Path::new("t.pdf"), &bytes, &limits).unwrap();
    assert_eq!((raw.pages[0].text.as_str(), raw.notes[0].code.as_str()), ("", "limit-reached"));
    assert_eq!(read_bytes(&bytes).unwrap().pages[0].text, "một");
}

#[test]
fn a_password_is_asked_for() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "mật"));
    let mut doc = Document::load_mem(&m.bytes()).unwrap();
    doc.trailer.set("ID", vec![Object::string_literal("abcdefghijklmnop"), Object::string_literal("abcdefghijklmnop")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &doc,
        owner_password: "o",
        user_password: "u",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    doc.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    let Err(Error::Document { reason, .. }) = read_bytes(&bytes) else { panic!("read without a password") };
    assert_eq!(reason, Reason::Encrypted);
}

#[test]
fn columns_of_prose_one_after_the_other() {
    let mut content = at(50, 760, "BÁO CÁO");
    for i in 0..12 {
        content += &at(50, 700 - 15 * i, &format!("trái {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
        content += &at(310, 700 - 15 * i, &format!("phải {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
    }
    let text = text_of(&content);
    let left = text.find("trái l").unwrap_or(usize::MAX);
    assert!(left < text.find("phải a").unwrap_or(0), "{text}");
}

#[test]
fn aligned_rows_are_a_table() {
    let mut content = at(50, 750, "Biểu 1: Số hộ theo xã");
    for (i, (name, a, b)) in
        [("Bum Nưa", "784", "18,1"), ("Vàng San", "642", "27,4"), ("Mù Cả", "23", "4,0")].iter().enumerate()
    {
        let y = 700 - 16 * i as i32;
        content += &(at(50, y, &(i + 1).to_string()) + &at(80, y, name) + &at(220, y, a) + &at(260, y, b));
    }
    let mut m = Maker::new();
    m.page(&content);
    let page = m.read().pages.remove(0);
    assert_eq!(page.text, "Biểu 1: Số hộ theo xã\n1\tBum Nưa\t784\t18,1\n2\tVàng San\t642\t27,4\n3\tMù Cả\t23\t4,0");
    assert_eq!((page.tables[0].rows, page.tables[0].columns), (3, 4));
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

//! What damaged and hostile files do: nothing, but for a note that says what could not be read.

use super::*;

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
fn cut_files_say_so_and_keep_their_pages() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "một"));
    m.page(&at(50, 700, "hai"));
    let bytes = m.bytes();
    // Without table and end mark; without catalog as well, when the last object is the catalog.
    let table = memchr::memmem::rfind(&bytes, b"xref\n").unwrap();
    let table = memchr::memmem::rfind(&bytes[..table], b"xref\n").map_or(table, |at| at.min(table));
    let raw = read_bytes(&bytes[..table]).unwrap();
    assert_eq!(raw.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["một", "hai"]);
    assert_eq!((raw.notes[0].code.as_str(), raw.notes.len()), ("damaged-pdf", 1), "{:?}", raw.notes);
    // A tree that speaks of more pages than there are.
    let count = memchr::memmem::find(&bytes, b"/Count 2").unwrap();
    let mut more = bytes.clone();
    more[count + 7] = b'9';
    let raw = read_bytes(&more).unwrap();
    assert!(raw.notes[0].message.starts_with("only 2 of 9 pages"), "{:?}", raw.notes);
    assert!(read_bytes(&bytes).unwrap().notes.is_empty());
}

#[test]
fn files_that_were_added_to_or_filled_up_are_whole() {
    for (length, missing) in [(1_000_000, true), (1, false)] {
        let mut m = Maker::new();
        m.page(&at(50, 700, "một"));
        m.doc.add_object(dictionary! { "Linearised" => 1, "N" => 3, "L" => length });
        let mut bytes = m.bytes();
        // lopdf does not write such an object.
        let key = memchr::memmem::find(&bytes, b"Linearised").unwrap();
        bytes[key..key + 10].copy_from_slice(b"Linearized");
        bytes.resize(bytes.len() + (200 << 10), 0);
        let raw = read_bytes(&bytes).unwrap();
        assert_eq!(raw.pages[0].text, "một");
        assert_eq!(!raw.notes.is_empty(), missing, "{:?}", raw.notes);
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
    assert!(raw.notes.iter().any(|n| n.code == "limit-reached"), "{:?}", raw.notes);
}

#[test]
fn streams_that_inflate_too_far_cost_no_other_page() {
    let flate = |data: Vec<u8>| {
        let mut stream = Stream::new(Dictionary::new(), data);
        stream.compress().unwrap();
        stream.content
    };
    let packed = dictionary! { "Predictor" => 2, "BitsPerComponent" => 1, "Columns" => 8 };
    let twice = Object::Array(vec!["FlateDecode".into(), "FlateDecode".into()]);
    let rows = [
        (dictionary! { "Filter" => "FlateDecode" }, flate(vec![b' '; 30 << 20]), "flate"),
        (dictionary! { "Filter" => twice }, flate(flate(vec![b' '; 30 << 20])), "flate in flate"),
        (dictionary! { "Filter" => "FlateDecode", "DecodeParms" => packed }, flate(vec![0; 9 << 20]), "differences"),
        (dictionary! { "Filter" => "RunLengthDecode" }, [129, b' '].repeat(20_000), "runs"),
        (Dictionary::new(), vec![b' '; 3 << 20], "as it is"),
    ];
    for (dict, data, reason) in rows {
        let mut m = Maker::new();
        m.page(&at(50, 700, "một"));
        let bomb = m.page("");
        m.page(&at(50, 700, "ba"));
        let id = m.doc.add_object(Stream::new(dict, data));
        m.doc.get_dictionary_mut(bomb).unwrap().set("Contents", id);
        let limits = Limits { max_memory: 16 << 20, ..Limits::default() };
        let raw = read(Path::new("t.pdf"), &m.bytes(), &limits).unwrap();
        assert_eq!(raw.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["một", "", "ba"], "{reason}");
        assert_eq!(raw.notes.len(), 1, "{reason}: {:?}", raw.notes);
        assert_eq!(raw.notes[0].code, "limit-reached", "{reason}");
        assert!(raw.notes[0].message.starts_with("page 2 "), "{reason}: {}", raw.notes[0].message);
    }
}

#[test]
fn parts_of_a_page_are_limited() {
    for (parts, expected) in [(1000, vec![]), (1001, vec!["limit-reached"])] {
        let mut m = Maker::new();
        let page = m.page("");
        let empty = m.doc.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let text = m.doc.add_object(Stream::new(Dictionary::new(), at(50, 700, "một").into_bytes()));
        let mut list: Vec<Object> = vec![text.into()];
        list.resize(parts, empty.into());
        m.doc.get_dictionary_mut(page).unwrap().set("Contents", list);
        let raw = m.read();
        assert_eq!(raw.pages[0].text, "một");
        assert_eq!(raw.notes.iter().map(|n| n.code.as_str()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn lengths_that_lead_to_streams_are_not_followed() {
    // lopdf would call itself once for each of them, and end the process.
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut table = "xref\n0 1\n0000000000 65535 f \n1 20000\n".to_owned();
    for i in 1..=20_000 {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{i} 0 obj << /Length {} 0 R >> stream\nx\nendstream endobj\n", i + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("{table}trailer << /Size 20001 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
    let Err(Error::Document { reason, .. }) = read_bytes(&bytes) else { panic!("was read") };
    assert_eq!(reason, Reason::LimitReached);
}

#[test]
fn a_length_that_is_no_number_costs_no_text() {
    for (length, more, reason) in [
        ("4 0 R", "", "the stream itself"),
        ("9 0 R", "", "nothing"),
        ("7 0 R", "7 0 obj 8 0 R endobj\n8 0 obj 60 endobj\n", "a reference to a reference"),
        ("/Many", "", "a name"),
    ] {
        let shown = at(50, 700, "một");
        let mut m = Maker::new();
        m.page(&shown);
        let bytes = m.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(text.matches(&format!("/Length {}", shown.len())).count(), 1, "{reason}");
        // Offsets do not count when the table is not found.
        let damaged = text.replace(&format!("/Length {}", shown.len()), &format!("/Length {length}"));
        let damaged = damaged.replace("startxref", &format!("{more}startnothing"));
        let raw = read_bytes(damaged.as_bytes()).unwrap();
        assert_eq!(raw.pages[0].text, "một", "{reason}");
    }
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
fn a_password_is_asked_for_unless_it_is_empty() {
    for user_password in ["u", ""] {
        let raw = read_bytes(&encrypted(user_password));
        match raw {
            Ok(raw) => assert_eq!((raw.pages[0].text.as_str(), user_password), ("mật", "")),
            Err(Error::Document { reason, .. }) => assert_eq!((reason, user_password), (Reason::Encrypted, "u")),
            Err(e) => panic!("{e}"),
        }
    }
}

/// A file of one page behind a password.
fn encrypted(user_password: &str) -> Vec<u8> {
    let mut m = Maker::new();
    m.page(&at(50, 700, "mật"));
    let mut doc = Document::load_mem(&m.bytes()).unwrap();
    doc.trailer.set("ID", vec![Object::string_literal("abcdefghijklmnop"), Object::string_literal("abcdefghijklmnop")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &doc,
        owner_password: "o",
        user_password,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    doc.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pages_and_time_are_limited_and_said_so() {
    let pages = |n: usize| {
        let mut m = Maker::new();
        for _ in 0..n {
            m.page(&at(50, 700, "một"));
        }
        m.bytes()
    };
    let two = Limits { max_pages: 2, ..Limits::default() };
    let raw = read(Path::new("t.pdf"), &pages(3), &two).unwrap();
    assert_eq!((raw.pages.len(), raw.notes[0].code.as_str()), (2, "limit-reached"));
    assert!(raw.notes[0].message.contains("--max-pages"), "{}", raw.notes[0].message);
    assert!(read(Path::new("t.pdf"), &pages(2), &two).unwrap().notes.is_empty());
    let none = Limits { max_time: Duration::ZERO, ..Limits::default() };
    let Err(Error::Document { reason, message, .. }) = read(Path::new("t.pdf"), &pages(1), &none) else {
        panic!("read in no time")
    };
    assert!(reason == Reason::LimitReached && message.contains("--max-time"), "{message}");
}

#[test]
fn pages_and_fonts_count_as_memory() {
    // A word takes a few bytes in the file and a hundred in memory.
    let mut m = Maker::new();
    for _ in 0..60 {
        m.page(&at(50, 700, &"một hai ".repeat(100)));
    }
    let bytes = m.bytes();
    let limits = Limits { max_memory: 600_000, ..Limits::default() };
    let raw = read(Path::new("t.pdf"), &bytes, &limits).unwrap();
    assert_eq!(raw.pages.len(), 60);
    assert!(raw.pages[0].text.contains("hai") && raw.pages[59].text.is_empty());
    assert_eq!(raw.notes.len(), 1, "{:?}", raw.notes);
    assert!(raw.notes[0].message.contains("to 60 were not reached") && raw.notes[0].message.contains("--max-memory"));
    assert!(read_bytes(&bytes).unwrap().notes.is_empty());
}

#[test]
fn objects_outside_streams_count() {
    let mut m = Maker::new();
    m.page(&at(50, 700, "một"));
    m.doc.add_object(Object::Array(vec![1.into(); 20_000]));
    let bytes = m.bytes();
    let limits = Limits { max_memory: 2 << 20, ..Limits::default() };
    let Err(Error::Document { reason, .. }) = read(Path::new("t.pdf"), &bytes, &limits) else { panic!("was read") };
    assert_eq!(reason, Reason::LimitReached);
    assert!(read_bytes(&bytes).unwrap().notes.is_empty());
}

#[test]
fn a_font_in_the_resources_is_read_once() {
    let mut m = Maker::new();
    let font = m.doc.get_dictionary(m.font).unwrap().clone();
    let resources = dictionary! { "Font" => dictionary! { "F" => font } };
    m.page_with(at(50, 700, "một").into_bytes(), resources, Dictionary::new());
    let (bytes, limits) = (m.bytes(), Limits::default());
    let pdf = Pdf::load(&bytes, &limits).unwrap();
    let mut fonts = font::Fonts::default();
    let page = pdf.pages(1).remove(0);
    let found: Vec<u16> = [b"F", b"F", b"G", b"H"].iter().map(|n| fonts.find(&pdf, page.resources, *n)).collect();
    assert_eq!((found, fonts.len()), (vec![0, 0, 1, 1], 2), "two that are missing are one");
    assert_eq!(read_bytes(&bytes).unwrap().pages[0].text, "một");
}

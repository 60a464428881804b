use super::*;
use crate::normalize::legacy::{Encoding, byte_of};

/// Bytes of text as Windows-1252 shows it.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| byte_of(c).unwrap()).collect()
}

fn read_text(bytes: &[u8]) -> (String, String, Vec<String>) {
    let raw = read(Path::new("x.txt"), bytes).unwrap();
    let text = raw.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\x0c");
    (text, raw.encoding.unwrap(), raw.notes.into_iter().map(|n| n.code).collect())
}

const LINE: &str = "Ủy ban mặt trận xã khảo sát đường dẫn nước và kết luận về nền nhà";
const LINE_TCVN3: &str = "Uû ban mÆt trËn x· kh¶o s¸t ®\u{ad}êng dÉn n\u{ad}íc vµ kÕt luËn vÒ nÒn nhµ";

#[test]
fn unicode_encodings() {
    let utf16 = |order: fn(u16) -> [u8; 2]| LINE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for (bytes, encoding, why) in [
        (LINE.as_bytes().to_vec(), "UTF-8", "plain"),
        ([b"\xEF\xBB\xBF", LINE.as_bytes()].concat(), "UTF-8", "with mark"),
        ([b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat(), "UTF-16LE", "with mark"),
        ([b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(), "UTF-16BE", "with mark"),
        (utf16(u16::to_le_bytes), "UTF-16LE", "without mark"),
        (utf16(u16::to_be_bytes), "UTF-16BE", "without mark"),
    ] {
        let (text, name, _) = read_text(&bytes);
        assert_eq!((text.as_str(), name.as_str()), (LINE, encoding), "{why}");
    }
}

#[test]
fn legacy_bytes_and_letters() {
    let new_style = LINE.replace("Ủy", "Uỷ");
    let (text, encoding, _) = read_text(&bytes(LINE_TCVN3));
    assert_eq!((text.as_str(), encoding.as_str()), (new_style.as_str(), "TCVN3"), "bytes");
    let (text, encoding, notes) = read_text(LINE_TCVN3.as_bytes());
    assert_eq!((text.as_str(), encoding.as_str()), (new_style.as_str(), "TCVN3"), "saved as UTF-8");
    assert_eq!(notes, ["legacy-text"]);
    assert_eq!(Encoding::Tcvn3.name(), encoding);
}

#[test]
fn lines_of_several_encodings() {
    let vni = "Ñieàu 2. Caùc ñôn vò thöïc hieän quyeát ñònh naøy theo quy ñònh";
    let mixed =
        [&bytes("MôC LôC\n")[..], &bytes(LINE_TCVN3), b"\n", &bytes(vni), b"\n", LINE.as_bytes(), b"\n69-KL/TU\n"];
    let (text, encoding, notes) = read_text(&mixed.concat());
    assert_eq!(encoding, "TCVN3");
    assert_eq!(notes, ["mixed-encodings"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "MỤC LỤC", "a short line follows its neighbour");
    assert_eq!(lines[2], "Điều 2. Các đơn vị thực hiện quyết định này theo quy định");
    assert_eq!(lines[3..], [LINE, "69-KL/TU"]);
}

#[test]
fn damage_keeps_the_rest() {
    let mut cut = format!("{LINE}\n{LINE}\n{LINE}").into_bytes();
    let at = LINE.len() + 1 + LINE.find('ế').unwrap() + 1;
    cut.remove(at);
    let (text, encoding, notes) = read_text(&cut);
    assert_eq!((encoding.as_str(), notes.len()), ("UTF-8", 1));
    assert_eq!(text.lines().filter(|l| *l == LINE).count(), 2);
    assert!(text.contains("luận về") && text.contains('\u{fffd}'), "{text}");

    let (text, _, _) = read_text(b"B\xC3\xA1o\0 c\xC3\xA1o s\xE1\xBB\x91 31");
    assert!(text.starts_with("Báo"), "a NUL is damage, not a format");

    let (text, encoding, notes) =
        read_text(b"Le conseil g\xE9n\xE9ral a d\xE9lib\xE9r\xE9 sur le budget de la commune");
    assert!(text.contains("général a délibéré"));
    assert_eq!((encoding.as_str(), notes.join(" ").as_str()), ("windows-1252", "guessed-encoding"));
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, reason, why) in [
        (&b""[..], Reason::Empty, "no byte"),
        (b" \r\n\t\x0c\n", Reason::Empty, "white space"),
        (b"PK\x03\x04\x14\0\x06\0", Reason::NotText, "an Office document"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Reason::NotText, "a picture"),
        (b"\x01\x02\x03\x04\0\0\0\x10abc\x03\x04", Reason::NotText, "controls"),
        (b"\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7\xB1\xA8\xB8\xE6\xC4\xEA\xB6\xC8\xB1\xA8", Reason::UnknownEncoding, "GBK"),
    ] {
        match read(Path::new("x.txt"), bytes) {
            Err(Error::Document { reason: got, .. }) => assert_eq!(got, reason, "{why}"),
            other => panic!("{why}: {other:?}"),
        }
    }
}

#[test]
fn pages_end_at_form_feeds() {
    let pages = |text: &str| {
        read(Path::new("x"), text.as_bytes()).unwrap().pages.into_iter().map(|p| p.text).collect::<Vec<_>>()
    };
    assert_eq!(pages("một\x0chai"), ["một", "hai"]);
    assert_eq!(pages("một\x0chai\x0c"), ["một", "hai"], "a feed at the end closes the page");
    assert_eq!(pages("một\x0c\x0cba"), ["một", "", "ba"], "an empty page is a page");
}

#[test]
fn a_line_without_end() {
    let long = bytes(&format!("{LINE_TCVN3} ")).repeat(2000);
    let (text, encoding, _) = read_text(&long);
    assert_eq!(encoding, "TCVN3");
    assert_eq!(text.matches("luận về").count(), 2000);
    let (text, _, _) = read_text(&"ộ".repeat(50_000).into_bytes());
    assert_eq!(text.chars().count(), 50_000);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), cut in 0usize..150) {
        let _ = read(Path::new("x"), &bytes);
        let mixed = [LINE.as_bytes(), b"\n", &bytes, b"\n", LINE_TCVN3.as_bytes()].concat();
        let _ = read(Path::new("x"), &mixed[cut..]);
    }
}

//! Files whose objects are packed into streams and whose tables name one place over and over.

use super::*;
use std::fmt::Write as _;

/// What is shown on both pages of a test file.
const SHOWN: &str = "BT /F 12 Tf 50 700 Td (mot) Tj ET";
/// The number of the stream of objects, and of the first object that it adds to the page's.
const PACKED: usize = 90;
const FIRST: usize = 100;

/// Where a table says that an object is.
#[derive(Clone, Copy)]
enum Place {
    /// At the object with this number.
    At(usize),
    /// In the stream of objects, by its position there.
    In(usize),
}

/// A stream of objects; object 10, the contents of the first page, comes first.
fn pack(others: &[(usize, &str)], repeated: usize) -> String {
    let (mut index, mut body) = (String::new(), String::new());
    for (number, object) in std::iter::once(&(10, "[4 0 R]")).chain(others) {
        write!(index, "{number} {} ", body.len()).unwrap();
        body += object;
        body.push(' ');
    }
    for i in 0..repeated {
        write!(index, "{} 0 ", FIRST + i).unwrap();
    }
    let count = 1 + others.len() + repeated;
    let length = index.len() + body.len();
    format!("<< /Type /ObjStm /N {count} /First {} /Length {length} >>\nstream\n{index}{body}\nendstream", index.len())
}

/// A file of two pages: the first has its contents through object 10 in the stream of objects, the second its own.
fn file(packed: &str, more: &[(usize, Place)]) -> Vec<u8> {
    let page = |contents| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {contents} 0 R \
             /Resources << /Font << /F 5 0 R >> >> >>"
        )
    };
    let shown = format!("<< /Length {} >>\nstream\n{SHOWN}\nendstream", SHOWN.len());
    let objects = [
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (2, "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>".to_owned()),
        (3, page(10)),
        (4, shown),
        (5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned()),
        (6, page(4)),
        (PACKED, packed.to_owned()),
    ];
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut offsets = std::collections::BTreeMap::new();
    for (number, object) in &objects {
        offsets.insert(*number, out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    let table = 1 + more.iter().map(|m| m.0).max().unwrap_or(PACKED).max(PACKED);
    let mut places: Vec<(usize, Place)> = offsets.keys().map(|&n| (n, Place::At(n))).collect();
    places.push((10, Place::In(0)));
    places.extend_from_slice(more);
    offsets.insert(table, start);
    places.push((table, Place::At(table)));
    places.sort_by_key(|p| p.0);
    let (mut index, mut data) = (String::new(), Vec::new());
    for (number, place) in &places {
        write!(index, "{number} 1 ").unwrap();
        let (kind, a, b) = match place {
            Place::At(n) => (1, offsets[n], 0),
            Place::In(at) => (2, PACKED, *at),
        };
        data.push(kind);
        data.extend((a as u32).to_be_bytes());
        data.extend((b as u16).to_be_bytes());
    }
    let dict =
        format!("<< /Type /XRef /W [1 4 2] /Index [{index}] /Size {} /Root 1 0 R /Length {} >>", table + 1, data.len());
    out.extend(format!("{table} 0 obj\n{dict}\nstream\n").bytes());
    out.extend(data);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// The text of the pages, or why there are none; what is missing is said.
fn texts(bytes: &[u8], max_memory: usize) -> std::result::Result<Vec<String>, Reason> {
    let limits = Limits { max_memory, max_time: Duration::from_secs(20), ..Limits::default() };
    match read(Path::new("t.pdf"), bytes, &limits) {
        Ok(raw) => {
            let texts: Vec<String> = raw.pages.into_iter().map(|p| p.text).collect();
            assert_eq!(texts.iter().any(String::is_empty), !raw.notes.is_empty(), "{texts:?}: {:?}", raw.notes);
            Ok(texts)
        }
        Err(Error::Document { reason, .. }) => Err(reason),
        Err(e) => panic!("{e}"),
    }
}

#[test]
fn crowded_and_repeated_streams_of_objects() {
    let numbers: Vec<(usize, &str)> = (0..6000).map(|i| (FIRST + i, "7")).collect();
    let spread = "7 ".repeat(12_000);
    let rows = [
        (pack(&[], 0), limits::MAX_MEMORY, Ok(["mot", "mot"]), "one object"),
        (pack(&[], 16), limits::MAX_MEMORY, Ok(["mot", "mot"]), "one place sixteen times more"),
        (pack(&[], 17), limits::MAX_MEMORY, Ok(["", "mot"]), "one place too often: left out, the rest is read"),
        (pack(&[], 20_000), limits::MAX_MEMORY, Ok(["", "mot"]), "one place twenty thousand times"),
        (pack(&numbers, 0), limits::MAX_MEMORY, Ok(["mot", "mot"]), "six thousand objects"),
        (pack(&numbers, 0), 2 << 20, Err(Reason::LimitReached), "more objects than there is memory"),
        (
            pack(&[(FIRST, &format!("[{spread}]"))], 0),
            2 << 20,
            Err(Reason::LimitReached),
            "one object that holds as many",
        ),
    ];
    for (packed, max_memory, expected, reason) in rows {
        let expected = expected.map(|t| t.map(str::to_owned).to_vec());
        assert_eq!(texts(&file(&packed, &[]), max_memory), expected, "{reason}");
    }
}

#[test]
fn tables_that_name_one_place_over_and_over() {
    let list = format!("[{}]", "7 ".repeat(500));
    let packed = pack(&[(FIRST, &list)], 0);
    let many = |count: usize, place| -> Vec<(usize, Place)> { (0..count).map(|i| (FIRST + i, place)).collect() };
    let rows = [
        (many(3000, Place::In(1)), "an object of the stream"),
        (many(3000, Place::In(60_000)), "a place that the stream does not have"),
        (many(3000, Place::At(PACKED)), "the stream of objects"),
        (many(3000, Place::At(4)), "a content stream"),
        (many(3000, Place::At(1)), "the catalog"),
    ];
    for (more, reason) in rows {
        let bytes = file(&packed, &more);
        assert_eq!(texts(&bytes, limits::MAX_MEMORY), Ok(vec!["mot".to_owned(); 2]), "{reason}");
    }
}

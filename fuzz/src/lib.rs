//! What the fuzz targets share: reading a file as the program does, and a small PDF around the bytes under test.
//!
//! Takes bytes, gives nothing: what must hold is asserted. [`pdf`] wraps a content stream, a CMap and a font program, so that
//! `BT /F1 12 Tf <0002> Tj ET` shows á by way of [`MAP`].

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;
use trichluc::source::pdf::stages;
use trichluc::source::{Options, ocr};
use trichluc::vocabulary::Vocabulary;
use trichluc::{normalize::NormText, pipeline};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().expect("embedded vocabularies"));

fn options() -> Options {
    let mut options = Options::default();
    options.ocr.mode = ocr::Mode::Never;
    options.pdf.max_time = Duration::from_secs(10);
    options.pdf.max_memory = 16 << 20;
    options
}

/// Reads and normalizes: pages, words, zones and cells stand on characters of the text.
pub fn text(bytes: &[u8]) {
    if let Ok(norm) = pipeline::text(Path::new("fuzz"), bytes, &options()) {
        in_order(&norm);
    }
}

/// All of what happens to a file, to its records.
pub fn records(bytes: &[u8]) {
    let Ok(done) = pipeline::process(Path::new("fuzz"), bytes, &options(), &VOCABULARY) else { return };
    for span in done.references.iter().map(|r| &r.span).chain(done.figures.iter().map(|f| &f.span)) {
        assert!(done.text.get(span.start..span.end).is_some(), "a record off the text");
    }
}

fn in_order(norm: &NormText) {
    let spans = norm.pages.iter().map(|p| p.span);
    let spans = spans.chain(norm.words.iter().map(|w| w.span)).chain(norm.zones.iter().map(|z| z.span));
    for span in spans.chain(norm.tables.iter().flat_map(|t| t.cells.iter().map(|c| c.span))) {
        assert!(norm.text.get(span.start..span.end).is_some(), "{span:?} is off the text");
    }
    for word in norm.words.iter() {
        assert!(word.bbox.iter().all(|v| v.is_finite()), "{:?} is no box", word.bbox);
    }
}

/// The picture of a page, made for OCR from an image of this kind; the first three bytes choose codec, size and parameters,
/// the rest is the codec's data. Whether there is one.
pub fn image(bytes: &[u8]) -> bool {
    let [codec, size, parameters, data @ ..] = bytes else { return false };
    let side = |n: u8| 8 * (1 + u32::from(n & 15));
    let (width, height) = (side(*size), side(size >> 4));
    let k = [-1, 0, 4][usize::from(parameters & 3) % 3];
    let flag = |bit: u8| parameters & bit != 0;
    let filter = match codec % 6 {
        0 => format!(
            "/Filter /CCITTFaxDecode /BitsPerComponent 1 /ColorSpace /DeviceGray /DecodeParms << /K {k} /Columns {width} \
             /BlackIs1 {} /EncodedByteAlign {} /EndOfLine {} >>",
            flag(4),
            flag(8),
            flag(16)
        ),
        1 => "/Filter /JBIG2Decode /BitsPerComponent 1 /ColorSpace /DeviceGray".to_owned(),
        2 => "/Filter /DCTDecode /BitsPerComponent 8 /ColorSpace /DeviceRGB /Decode [0 1 0 1 0 1]".to_owned(),
        3 => "/Filter /JPXDecode".to_owned(),
        4 => "/BitsPerComponent 4 /ColorSpace [/Indexed /DeviceRGB 3 <000000ff0000ffffff808080>]".to_owned(),
        _ => format!("/Filter /LZWDecode /BitsPerComponent {} /ColorSpace /DeviceCMYK", 1 << (parameters & 3)),
    };
    let image = format!("<< /Subtype /Image /Width {width} /Height {height} {filter}");
    let file = assemble(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
            .to_vec(),
        stream("<<", b"q 595 0 0 842 0 0 cm /I Do Q"),
        stream(&image, data),
    ]);
    stages::scans(&file, 1, &options().pdf) == 1
}

/// A PDF of one page with this content, `ToUnicode` map and font program; the program is tried as a simple font's too.
pub fn pdf(content: &[u8], to_unicode: Option<&[u8]>, program: &[u8]) -> Vec<u8> {
    let map = if to_unicode.is_some() { "/ToUnicode 8 0 R" } else { "" };
    let composite =
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [6 0 R] {map} >>");
    let simple = format!("<< /Type /Font /Subtype /Type1 /BaseFont /F /FontDescriptor 7 0 R {map} >>");
    assemble(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> >>"
            .to_vec(),
        stream("<<", content),
        composite.into_bytes(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDToGIDMap /Identity /FontDescriptor 7 0 R >>".to_vec(),
        b"<< /Type /FontDescriptor /FontName /F /Flags 4 /FontFile2 9 0 R >>".to_vec(),
        stream("<<", to_unicode.unwrap_or_default()),
        stream("<<", program),
        simple.into_bytes(),
    ])
}

/// A stream; its dictionary as far as it goes before the length.
fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    [format!("{dictionary} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A file of these objects, the first one its catalogue.
fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).into_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.extend(trailer.into_bytes());
    out
}

/// Text in both fonts of [`pdf`].
pub const SHOW: &[u8] = b"BT /F1 12 Tf 72 700 Td <000100020003> Tj /F2 12 Tf 0 -20 Td (ABC\x01\x02) Tj ET";
/// A map of two codes.
pub const MAP: &[u8] =
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <0042> <0002> <00E1> endbfchar";

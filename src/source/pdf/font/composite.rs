//! Composite fonts: codes of several bytes, through a CMap to CIDs, to glyphs.

use super::cmap::CMap;
use super::text::{Strings, Uni};
use super::{Shown, cff, glyphs, is_text, program_id, simple, truetype};
use crate::source::pdf::object::{Pdf, as_dict, as_number};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::HashMap;

/// Codes above this are looked up, below in a dense table.
const DENSE: usize = 1 << 16;

/// Widths that ranges may set: each glyph some times over.
const MAX_RANGED: usize = 4 * DENSE;

/// A composite font.
#[derive(Debug)]
pub(crate) struct Composite {
    /// None for the identity: two bytes are a CID.
    encoding: Option<CMap>,
    dense: Vec<Uni>,
    sparse: HashMap<u32, Uni>,
    widths: Vec<f32>,
    default_width: f32,
    program: Program,
}

/// Codes of a map that are too many to stand for one character.
const ALIKE: usize = 8;

/// Whether a `ToUnicode` tells characters apart: some producers write a space, or the mark for none, for each.
fn says_something(map: &CMap) -> bool {
    let mut text = map.text.iter().map(|t| t.1);
    text.next().is_some_and(|first| map.text.len() < ALIKE || text.any(|uni| uni != first))
}

/// Whether a character is one of a font's own, which says nothing about its text; those of symbol fonts are pictures.
fn is_private(uni: Uni) -> bool {
    matches!(uni.as_char(), Some('\u{E000}'..='\u{EFFF}' | '\u{F100}'..='\u{F8FF}'))
}

/// The font program, which is asked when a code is shown that has no text: most fonts map all that they show, and
/// to read their programs would take longer than to read the pages.
#[derive(Debug, Default)]
struct Program {
    /// None when there is none, or when it was asked.
    file: Option<ObjectId>,
    gid_map: Option<ObjectId>,
}

impl Composite {
    pub(super) fn load(pdf: &Pdf, dict: &Dictionary, to_unicode: Option<&CMap>, strings: &mut Strings) -> Self {
        let descendant =
            pdf.array(dict, b"DescendantFonts").and_then(|a| a.first()).and_then(|o| as_dict(pdf.resolve(o)));
        let (encoding, unicode_codes) = match pdf.get(dict, b"Encoding") {
            Some(Object::Stream(s)) => {
                let map = pdf.data(s).map(|d| CMap::parse(&d, strings)).unwrap_or_default();
                (Some(map), false)
            }
            Some(Object::Name(n)) => (None, n.starts_with(b"Uni") && (contains(n, b"UCS2") || contains(n, b"UTF16"))),
            _ => (None, false),
        };
        let mut font = Self {
            encoding,
            dense: Vec::new(),
            sparse: HashMap::new(),
            widths: Vec::new(),
            default_width: 1.0,
            program: Program::default(),
        };
        match to_unicode {
            Some(map) if says_something(map) => {
                for &(code, uni) in &map.text {
                    font.set(
                        code,
                        if is_text(uni) && !is_private(uni) { simple::picture(uni, None) } else { Uni::NONE },
                    );
                }
            }
            _ if unicode_codes => {
                for c in (1..DENSE as u32).filter_map(char::from_u32) {
                    font.set(c as u32, Uni::from(c));
                }
            }
            _ => {}
        }
        if let Some(descendant) = descendant {
            let lacks = font.read_widths(pdf, descendant);
            // A subset lists the widths of what it shows: where one of these has no text, the map leaves some out.
            if lacks && font.encoding.is_none() || font.dense.is_empty() && font.sparse.is_empty() {
                font.program = Program {
                    file: pdf.dict(descendant, b"FontDescriptor").and_then(|d| program_id(pdf, d)),
                    gid_map: Pdf::id_of(descendant, b"CIDToGIDMap"),
                };
            }
        }
        font
    }

    /// Memory that the tables take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.dense[..]) + size_of_val(&self.widths[..]) + 16 * self.sparse.len()
    }

    fn set(&mut self, code: u32, uni: Uni) {
        let at = code as usize;
        if at < DENSE {
            if at >= self.dense.len() {
                self.dense.resize(at + 1, Uni::NONE);
            }
            self.dense[at] = uni;
        } else {
            self.sparse.insert(code, uni);
        }
    }

    fn text(&self, code: usize) -> Uni {
        match self.dense.get(code) {
            Some(&uni) => uni,
            None => self.sparse.get(&(code as u32)).copied().unwrap_or_default(),
        }
    }

    /// `W`: `c [w1 w2 …]` or `first last w`. Whether a glyph that is listed one by one has no text as yet.
    fn read_widths(&mut self, pdf: &Pdf, descendant: &Dictionary) -> bool {
        let mut lacks = false;
        self.default_width = pdf.number(descendant, b"DW").unwrap_or(1000.0) / 1000.0;
        let Some(mut rest) = pdf.array(descendant, b"W") else { return false };
        let mut room = MAX_RANGED;
        while let [first, second, tail @ ..] = rest {
            let Some(first) = as_number(pdf.resolve(first)) else { return lacks };
            let first = first.max(0.0) as usize;
            match (pdf.resolve(second), tail) {
                (Object::Array(list), _) => {
                    for (i, w) in list.iter().enumerate() {
                        let cid = first.saturating_add(i);
                        lacks |= cid > 0 && self.text(cid).is_none();
                        self.set_width(cid, as_number(pdf.resolve(w)));
                    }
                    rest = tail;
                }
                (last, [width, tail @ ..]) => {
                    let width = as_number(pdf.resolve(width));
                    let last = as_number(last).map_or(0, |l| l.max(0.0) as usize).min(DENSE);
                    let last = last.max(first).min(DENSE).min(first.saturating_add(room));
                    for cid in first..=last {
                        self.set_width(cid, width);
                    }
                    room = room.saturating_sub(last.saturating_sub(first));
                    rest = tail;
                }
                _ => return lacks,
            }
        }
        lacks
    }

    fn set_width(&mut self, cid: usize, width: Option<f32>) {
        if let Some(w) = width
            && cid < DENSE
        {
            if cid >= self.widths.len() {
                self.widths.resize(cid + 1, self.default_width);
            }
            self.widths[cid] = (w / 1000.0).clamp(-10.0, 10.0);
        }
    }

    /// Whether the program may know more of these codes than the map does.
    pub(super) fn lacks(&self, bytes: &[u8]) -> bool {
        let mut lacks = false;
        if self.program.file.is_some() {
            self.show(bytes, |shown| lacks |= shown.uni.is_none());
        }
        lacks
    }

    /// Where `ToUnicode` says nothing, the embedded font's own tables say what its glyphs are.
    pub(super) fn ask_program(&mut self, pdf: &Pdf, strings: &mut Strings) {
        let Program { file, gid_map } = std::mem::take(&mut self.program);
        let data = |id: Option<ObjectId>| pdf.stream_by_id(id?).and_then(|s| pdf.data(s).ok());
        let Some(font) = data(file) else { return };
        let mut by_glyph: HashMap<u32, Uni> = HashMap::new();
        let mut glyph_of: HashMap<u32, u32> = HashMap::new();
        if let Some(map) = truetype::cmap(&font) {
            by_glyph.extend(map.unicode.iter().map(|(&g, &c)| (g, Uni::from(c))));
        }
        if !font.starts_with(&[0, 1, 0, 0])
            && let Some(cff) = cff::parse(&font)
        {
            for (glyph, name) in &cff.names {
                by_glyph.entry(*glyph).or_insert_with(|| glyphs::by_name(name, strings));
            }
            glyph_of = cff.cids;
        }
        if let Some(map) = data(gid_map) {
            let pairs = map.chunks_exact(2).take(DENSE).enumerate();
            glyph_of = pairs.map(|(cid, b)| (cid as u32, u32::from(u16::from_be_bytes([b[0], b[1]])))).collect();
        }
        let mut known: Vec<(u32, Uni)> = if glyph_of.is_empty() {
            by_glyph.into_iter().collect()
        } else {
            glyph_of.iter().filter_map(|(&cid, glyph)| by_glyph.get(glyph).map(|&u| (cid, u))).collect()
        };
        known.sort_unstable_by_key(|k| k.0);
        for (cid, uni) in known {
            if self.text(cid as usize).is_none() {
                self.set(cid, uni);
            }
        }
    }

    pub(super) fn show(&self, bytes: &[u8], mut f: impl FnMut(Shown)) {
        match &self.encoding {
            None => {
                for pair in bytes.chunks(2) {
                    let code = pair.iter().fold(0, |v, &b| v << 8 | u32::from(b));
                    f(self.shown(code, code, 2));
                }
            }
            Some(map) => {
                let mut rest = bytes;
                while !rest.is_empty() {
                    let (code, len) = map.next_code(rest, 2);
                    f(self.shown(code, map.cid(code), len));
                    rest = rest.get(len.max(1)..).unwrap_or_default();
                }
            }
        }
    }

    fn shown(&self, code: u32, cid: u32, len: usize) -> Shown {
        let uni = self.text(code as usize);
        let width = self.widths.get(cid as usize).copied().unwrap_or(self.default_width);
        Shown { uni, code, width, word_space: len == 1 && code == 32 }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::pdf::font::truetype::tests::font;
    use crate::source::pdf::limits::Limits;
    use lopdf::{Document, Stream, dictionary};

    /// A file whose catalog holds a font with these widths.
    fn file(widths: Vec<Object>) -> Vec<u8> {
        let mut doc = Document::with_version("1.5");
        let file = doc.add_object(Stream::new(Dictionary::new(), font()));
        let pages = doc.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![Object::Null], "Count" => 0 });
        let descendant = dictionary! {
            "W" => widths,
            "FontDescriptor" => dictionary! { "FontFile2" => file },
        };
        let catalog = dictionary! {
            "Pages" => pages,
            "F" => dictionary! { "Encoding" => "Identity-H", "DescendantFonts" => vec![descendant.into()] },
        };
        let catalog = doc.add_object(catalog);
        doc.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        doc.save_to(&mut bytes).unwrap();
        bytes
    }

    /// What codes 1 and 2 show in a font whose map knows the codes given.
    fn shown(map: &str) -> String {
        let bytes = file(vec![1.into(), Object::Array(vec![500.into(), 600.into()])]);
        let pdf = Pdf::load(&bytes, &Limits::default()).unwrap();
        let mut strings = Strings::default();
        let map = CMap::parse(map.as_bytes(), &mut strings);
        let dict = pdf.dict(pdf.catalog().unwrap(), b"F").unwrap();
        let mut font = Composite::load(&pdf, dict, Some(&map), &mut strings);
        if font.lacks(&[0, 1, 0, 2]) {
            font.ask_program(&pdf, &mut strings);
        }
        let mut out = String::new();
        font.show(&[0, 1, 0, 2], |s| out += &strings.get(s.uni).to_string());
        out
    }

    #[test]
    fn maps_are_completed_from_the_font() {
        let rows = [
            ("2 beginbfchar <0001> <0061> <0002> <0062> endbfchar", "ab", "the map knows all"),
            ("1 beginbfchar <0001> <0061> endbfchar", "aỀ", "the map leaves one out"),
            ("2 beginbfchar <0001> <0061> <0002> <FFFD> endbfchar", "aỀ", "the map knows nothing of one"),
            ("2 beginbfchar <0001> <E001> <0002> <E002> endbfchar", "ếỀ", "a map to characters of the font's own"),
            (
                "1 beginbfrange <0001> <0009> [<0020> <0020> <0020> <0020> <0020> <0020> <0020> <0020> <0020>] endbfrange",
                "ếỀ",
                "all are spaces",
            ),
            ("", "ếỀ", "an empty map"),
        ];
        for (map, expected, reason) in rows {
            assert_eq!(shown(map), expected, "{reason}");
        }
    }

    #[test]
    fn ranges_of_widths_are_limited() {
        let whole = |times: usize, last: i64| {
            let mut out = [0, 65_535, 100].repeat(times);
            out.extend([0, last, 200]);
            out
        };
        let rows: [(Vec<i64>, usize, f32, &str); 6] = [
            (vec![2, 5, 300], 5, 0.3, "the last of a range"),
            (vec![2, 5, 300], 6, 1.0, "behind a range"),
            (vec![5, i64::MAX, 300], 60_000, 0.3, "a range without end"),
            (vec![i64::MAX - 1, i64::MAX, 300], 5, 1.0, "a range behind all glyphs"),
            (whole(3, 65_535), 60_000, 0.2, "every glyph four times"),
            (whole(400, 65_535), 60_000, 0.1, "every glyph four hundred times: the later ones are not read"),
        ];
        for (widths, cid, expected, reason) in rows {
            let bytes = file(widths.into_iter().map(Object::Integer).collect());
            let pdf = Pdf::load(&bytes, &Limits::default()).unwrap();
            let dict = pdf.dict(pdf.catalog().unwrap(), b"F").unwrap();
            let font = Composite::load(&pdf, dict, None, &mut Strings::default());
            let width = font.widths.get(cid).copied().unwrap_or(font.default_width);
            assert!((width - expected).abs() < 1e-4, "{reason}: {width}");
            assert!(font.widths.len() <= DENSE, "{reason}");
        }
    }
}

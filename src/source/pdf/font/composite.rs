//! Composite fonts: codes of several bytes, through a CMap to CIDs, to glyphs.

use super::cmap::CMap;
use super::text::{Strings, Uni};
use super::{Shown, cff, glyphs, is_text, program, simple, truetype};
use crate::source::pdf::object::{Pdf, as_dict, as_number};
use lopdf::{Dictionary, Object};
use std::collections::HashMap;

/// Codes above this are looked up, below in a dense table.
const DENSE: usize = 1 << 16;

/// A composite font.
#[derive(Debug)]
pub(crate) struct Composite {
    /// None for the identity: two bytes are a CID.
    encoding: Option<CMap>,
    dense: Vec<Uni>,
    sparse: HashMap<u32, Uni>,
    widths: Vec<f32>,
    default_width: f32,
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
        let mut font =
            Self { encoding, dense: Vec::new(), sparse: HashMap::new(), widths: Vec::new(), default_width: 1.0 };
        if let Some(descendant) = descendant {
            font.read_widths(pdf, descendant);
        }
        match to_unicode {
            Some(map) if !map.text.is_empty() => {
                for &(code, uni) in &map.text {
                    font.set(code, if is_text(uni) { simple::picture(uni, None) } else { Uni::NONE });
                }
            }
            _ if unicode_codes => {
                for c in (1..DENSE as u32).filter_map(char::from_u32) {
                    font.set(c as u32, Uni::from(c));
                }
            }
            _ => {
                if let Some(descendant) = descendant {
                    font.ask_program(pdf, descendant, strings);
                }
            }
        }
        font
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

    /// `W`: `c [w1 w2 …]` or `first last w`.
    fn read_widths(&mut self, pdf: &Pdf, descendant: &Dictionary) {
        self.default_width = pdf.number(descendant, b"DW").unwrap_or(1000.0) / 1000.0;
        let Some(mut rest) = pdf.array(descendant, b"W") else { return };
        while let [first, second, tail @ ..] = rest {
            let Some(first) = as_number(pdf.resolve(first)) else { return };
            let first = first.max(0.0) as usize;
            match (pdf.resolve(second), tail) {
                (Object::Array(list), _) => {
                    for (i, w) in list.iter().enumerate() {
                        self.set_width(first.saturating_add(i), as_number(pdf.resolve(w)));
                    }
                    rest = tail;
                }
                (last, [width, tail @ ..]) => {
                    let width = as_number(pdf.resolve(width));
                    let last = as_number(last).map_or(0, |l| l.max(0.0) as usize).min(DENSE);
                    for cid in first..=last.max(first).min(DENSE) {
                        self.set_width(cid, width);
                    }
                    rest = tail;
                }
                _ => return,
            }
        }
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

    /// Without `ToUnicode` the embedded font's own tables say what its glyphs are.
    fn ask_program(&mut self, pdf: &Pdf, descendant: &Dictionary, strings: &mut Strings) {
        let Some(descriptor) = pdf.dict(descendant, b"FontDescriptor") else { return };
        let Some(Ok(font)) = program(pdf, descriptor) else { return };
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
        let gid_map = pdf.stream(descendant, b"CIDToGIDMap").and_then(|s| pdf.data(s).ok());
        if let Some(map) = &gid_map {
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
            self.set(cid, uni);
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
        let uni = match self.dense.get(code as usize) {
            Some(&uni) => uni,
            None => self.sparse.get(&code).copied().unwrap_or_default(),
        };
        let width = self.widths.get(cid as usize).copied().unwrap_or(self.default_width);
        Shown { uni, code, width, word_space: len == 1 && code == 32 }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

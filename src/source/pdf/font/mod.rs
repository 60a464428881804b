//! Fonts: character codes to text and widths.
//!
//! Takes a font dictionary, gives a [`Font`] that splits a shown string into codes. What a code stands for is
//! asked of, in this order: `ToUnicode`, the names of `Differences`, the base encoding, the embedded font's own
//! `cmap` or charset. A code nobody knows is kept as unknown and counted: `lo_` fonts without `ToUnicode` are
//! pictures of letters.

mod cff;
mod cmap;
mod composite;
mod glyphs;
mod simple;
mod tables;
mod text;
mod truetype;

pub(crate) use text::{Piece, Strings, Uni};

use super::object::{Fail, Pdf};
use crate::normalize::legacy::Encoding;
use cmap::CMap;
use lopdf::{Dictionary, ObjectId};
use std::collections::HashMap;

/// Fonts of one file; more are hostile.
const MAX_FONTS: usize = 10_000;

/// A code of a shown string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) uni: Uni,
    pub(crate) code: u32,
    /// Advance as a share of the font size.
    pub(crate) width: f32,
    /// Whether word spacing applies: the single byte 32.
    pub(crate) word_space: bool,
}

/// A font.
#[derive(Debug)]
pub(crate) struct Font {
    /// Base name without the subset tag.
    pub(crate) name: String,
    /// Whether the name says bold.
    pub(crate) bold: bool,
    /// Whether the name is of the years before Unicode.
    pub(crate) legacy: bool,
    /// Length of one text space unit of the font's height, 1 but for Type 3.
    pub(crate) scale: f32,
    codes: Codes,
}

#[derive(Debug)]
enum Codes {
    Simple(Box<[(Uni, f32); 256]>),
    Composite(composite::Composite),
}

impl Font {
    /// Stands in for a font that is missing or cannot be read.
    fn unknown() -> Self {
        let mut table = [(Uni::NONE, 0.5); 256];
        for (slot, &unit) in table.iter_mut().zip(&tables::WIN_ANSI) {
            slot.0 = simple::from_unit(unit);
        }
        Self { name: String::new(), bold: false, legacy: false, scale: 1.0, codes: Codes::Simple(Box::new(table)) }
    }

    /// Memory that its tables take.
    fn bytes(&self) -> usize {
        match &self.codes {
            Codes::Simple(table) => size_of_val(&**table),
            Codes::Composite(composite) => composite.bytes(),
        }
    }

    /// Whether codes are single bytes.
    pub(crate) fn is_simple(&self) -> bool {
        matches!(self.codes, Codes::Simple(_))
    }

    /// The codes of a shown string.
    pub(crate) fn show(&self, bytes: &[u8], mut f: impl FnMut(Shown)) {
        match &self.codes {
            Codes::Simple(table) => {
                for &b in bytes {
                    let (uni, width) = table[usize::from(b)];
                    f(Shown { uni, code: u32::from(b), width, word_space: b == 32 });
                }
            }
            Codes::Composite(composite) => composite.show(bytes, f),
        }
    }
}

/// The fonts of a file, each read once, and their multi-character texts.
#[derive(Debug, Default)]
pub(crate) struct Fonts {
    all: Vec<Font>,
    by_id: HashMap<ObjectId, u16>,
    /// Fonts that stand in their resources, by the place of their dictionary in memory, which stays while the file is
    /// read; 0 for those that are missing.
    by_place: HashMap<usize, u16>,
    pub(crate) strings: Strings,
}

impl Fonts {
    /// The font at an index that this store gave.
    pub(crate) fn get(&self, index: u16) -> Option<&Font> {
        self.all.get(usize::from(index))
    }

    /// How many fonts were read.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The font that `resources` names `name`; an unknown one decodes as WinAnsi.
    pub(crate) fn find(&mut self, pdf: &Pdf, resources: Option<&Dictionary>, name: &[u8]) -> u16 {
        let fonts = resources.and_then(|r| pdf.dict(r, b"Font"));
        let id = fonts.and_then(|f| Pdf::id_of(f, name));
        if let Some(&index) = id.and_then(|id| self.by_id.get(&id)) {
            return index;
        }
        let dict = fonts.and_then(|f| pdf.dict(f, name));
        let place = dict.map_or(0, |d| std::ptr::from_ref(d) as usize);
        if let Some(&index) = self.by_place.get(&place) {
            return index;
        }
        let dict = dict.filter(|_| pdf.exhausted().is_none());
        let font = dict.map_or_else(Font::unknown, |d| load(pdf, d, &mut self.strings));
        pdf.spend(font.bytes());
        let index = self.all.len().min(MAX_FONTS) as u16;
        if self.all.len() <= MAX_FONTS {
            self.all.push(font);
        }
        match id {
            Some(id) => self.by_id.insert(id, index),
            None => self.by_place.insert(place, index),
        };
        index
    }

    /// Reads what the font needs to show these bytes and did not need before.
    pub(crate) fn prepare(&mut self, pdf: &Pdf, index: u16, bytes: &[u8]) {
        if let Some(Font { codes: Codes::Composite(font), .. }) = self.all.get_mut(usize::from(index))
            && font.lacks(bytes)
        {
            let before = font.bytes();
            font.ask_program(pdf, &mut self.strings);
            pdf.spend(font.bytes().saturating_sub(before));
        }
    }
}

/// Codes that a CMap maps to text, each looked up as a shown string would.
pub(crate) fn cmap_codes(data: &[u8]) -> usize {
    let map = CMap::parse(data, &mut Strings::default());
    let bytes = &data[..data.len().min(64)];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
        let (code, length) = map.next_code(rest, 2);
        map.cid(code);
        at += length.max(1);
    }
    map.text.len()
}

/// Glyphs of a font program that have a name or a character.
pub(crate) fn program_glyphs(data: &[u8]) -> usize {
    let mut strings = Strings::default();
    let characters = truetype::cmap(data).map_or(0, |c| c.unicode.len() + c.codes.len());
    let named = cff::parse(data).map_or(0, |c| {
        c.names.values().filter(|name| !glyphs::by_name(name, &mut strings).is_none()).count() + c.cids.len()
    });
    characters + named + cff::type1_encoding(data).len()
}

fn load(pdf: &Pdf, dict: &Dictionary, strings: &mut Strings) -> Font {
    let name = pdf.name(dict, b"BaseFont").or_else(|| pdf.name(dict, b"Name")).unwrap_or_default();
    let name = String::from_utf8_lossy(name).into_owned();
    let name = match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest.to_owned(),
        _ => name,
    };
    let bold = ["Bold", "bold", "Black", "Heavy"].iter().any(|w| name.contains(w));
    let legacy = Encoding::from_font_name(&name).is_some();
    let to_unicode = pdf.stream(dict, b"ToUnicode").and_then(|s| pdf.data(s).ok()).map(|d| CMap::parse(&d, strings));
    let subtype = pdf.name(dict, b"Subtype").unwrap_or_default();
    if subtype == b"Type0" {
        let composite = composite::Composite::load(pdf, dict, to_unicode.as_ref(), strings);
        return Font { name, bold, legacy, scale: 1.0, codes: Codes::Composite(composite) };
    }
    let matrix = (subtype == b"Type3").then(|| pdf.numbers::<6>(dict, b"FontMatrix")).flatten();
    let table = simple::load(pdf, dict, &name, matrix, to_unicode.as_ref(), strings);
    let scale = matrix.map_or(1.0, |m| (m[3].abs() * 1000.0).clamp(0.01, 100.0));
    Font {
        name,
        bold,
        legacy,
        scale: if matrix.is_some() { type3_scale(pdf, dict, scale) } else { 1.0 },
        codes: Codes::Simple(table),
    }
}

/// How tall a Type 3 font is against its nominal size: its glyph space may be anything.
fn type3_scale(pdf: &Pdf, dict: &Dictionary, scale: f32) -> f32 {
    let height = pdf.rect(dict, b"FontBBox").map_or(1000.0, |b| b[3] - b[1]);
    let scale = scale * height / 1000.0;
    if (0.2..5.0).contains(&scale) { 1.0 } else { scale.clamp(0.01, 100.0) }
}

/// The keys of a descriptor under which a font program may stand.
const PROGRAMS: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];

/// The embedded font program of a descriptor, decoded.
fn program(pdf: &Pdf, descriptor: &Dictionary) -> Option<Result<Vec<u8>, Fail>> {
    PROGRAMS.iter().find_map(|key| pdf.stream(descriptor, key)).map(|s| pdf.data(s))
}

/// The number of that program.
fn program_id(pdf: &Pdf, descriptor: &Dictionary) -> Option<ObjectId> {
    PROGRAMS.iter().filter(|key| pdf.stream(descriptor, key).is_some()).find_map(|key| Pdf::id_of(descriptor, key))
}

/// What a `ToUnicode` says must be text: controls, U+FFFD and nothing are no answer.
fn is_text(uni: Uni) -> bool {
    !uni.is_none() && uni.as_char().is_none_or(|c| (!c.is_control() || c == '\t') && c != '\u{FFFD}')
}

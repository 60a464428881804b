//! Simple fonts: one byte per code.

use super::cmap::CMap;
use super::text::{Strings, Uni};
use super::{cff, glyphs, is_text, program, tables, truetype};
use crate::source::pdf::object::{Pdf, as_number};
use lopdf::{Dictionary, Object};

/// The 256 codes of a simple font: text, and width as a share of the font size.
pub(super) fn load(
    pdf: &Pdf,
    dict: &Dictionary,
    name: &str,
    type3: Option<[f32; 6]>,
    to_unicode: Option<&CMap>,
    strings: &mut Strings,
) -> Box<[(Uni, f32); 256]> {
    let mut table = Box::new([(Uni::NONE, 0.0); 256]);
    let descriptor = pdf.dict(dict, b"FontDescriptor");
    widths(pdf, dict, descriptor, name, type3, &mut table);
    let symbolic = descriptor.and_then(|d| pdf.number(d, b"Flags")).is_some_and(|f| f as i64 & 4 != 0);
    let pictures = is_pictures(name);
    if let Some(map) = to_unicode {
        for &(code, uni) in &map.text {
            if let Some(slot) = table.get_mut(code as usize) {
                slot.0 = if is_text(uni) { uni } else { Uni::NONE };
            }
        }
    }
    let encoding = pdf.get(dict, b"Encoding");
    let (base, differences) = match encoding {
        Some(Object::Name(n)) => (Some(n.as_slice()), None),
        Some(Object::Dictionary(d)) => (pdf.name(d, b"BaseEncoding"), pdf.array(d, b"Differences")),
        _ => (None, None),
    };
    if let Some(differences) = differences {
        named(pdf, differences, &mut table, strings);
    }
    // Without ToUnicode and without an encoding only the font itself knows its codes.
    if to_unicode.is_none()
        && (base.is_none() || symbolic && differences.is_none())
        && let Some(Ok(font)) = descriptor.and_then(|d| program(pdf, d))
    {
        embedded(&font, &mut table, strings);
    }
    let base: Option<&[u16; 256]> = match base {
        Some(b"WinAnsiEncoding") => Some(&tables::WIN_ANSI),
        Some(b"MacRomanEncoding") => Some(&tables::MAC_ROMAN),
        Some(b"StandardEncoding") => Some(&tables::STANDARD),
        _ if pictures => Some(&tables::WIN_ANSI),
        _ if type3.is_some() => None,
        // A subset's codes count up from 0 or 1 and mean nothing outside it.
        _ if symbolic && to_unicode.is_some() => None,
        _ if pdf.name(dict, b"Subtype") == Some(b"TrueType") => Some(&tables::WIN_ANSI),
        _ => Some(&tables::STANDARD),
    };
    if let Some(base) = base {
        for (slot, &unit) in table.iter_mut().zip(base) {
            if slot.0.is_none() {
                slot.0 = from_unit(unit);
            }
        }
    }
    // What is given a width and has no text as yet: the map leaves some out.
    if to_unicode.is_some()
        && table.iter().skip(33).any(|slot| slot.1 > 0.0 && slot.0.is_none())
        && let Some(Ok(font)) = descriptor.and_then(|d| program(pdf, d))
    {
        embedded(&font, &mut table, strings);
    }
    for (code, slot) in table.iter_mut().enumerate() {
        slot.0 = picture(slot.0, pictures.then_some(code as u8));
    }
    table
}

/// A unit of an encoding table.
pub(super) fn from_unit(unit: u16) -> Uni {
    char::from_u32(u32::from(unit)).filter(|c| *c != '\0').map_or(Uni::NONE, Uni::from)
}

/// Fonts of bullets and arrows.
pub(super) fn is_pictures(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("wingding")
        || name.contains("webding")
        || name.contains("dingbat")
        || name == "symbol"
        || name.starts_with("symbolmt")
}

/// Bullets that only their font knows (U+F0B7, Wingdings `§`) become bullets that a reader knows.
pub(super) fn picture(uni: Uni, code: Option<u8>) -> Uni {
    let byte = match (uni.as_char(), code) {
        (Some(c @ '\u{F000}'..='\u{F0FF}'), _) => c as u32 as u8,
        (Some(c), Some(_)) if c.is_ascii_whitespace() || c == '\u{A0}' => return uni,
        (_, Some(code)) => code,
        _ => return uni,
    };
    Uni::from(match byte {
        0x20 | 0xA0 => ' ',
        0x2D => '-',
        0xFC => '✓',
        0xA8 | 0x6F | 0x71 => '☐',
        0xFE | 0x52 => '☑',
        _ => '•',
    })
}

fn named(pdf: &Pdf, differences: &[Object], table: &mut [(Uni, f32); 256], strings: &mut Strings) {
    let mut code = 0usize;
    for item in differences {
        match pdf.resolve(item) {
            Object::Name(name) => {
                if let Some(slot) = table.get_mut(code) {
                    let own = slot.0.is_none().then(|| glyphs::by_name(name, strings));
                    slot.0 = own.or_else(|| overruling(name, slot.0, strings)).unwrap_or(slot.0);
                }
                code = code.saturating_add(1);
            }
            other => {
                if let Some(n) = as_number(other) {
                    code = n.max(0.0) as usize;
                }
            }
        }
    }
}

/// A glyph's name that says a letter of Vietnamese where the map says a character of the 8-bit encodings: some
/// producers (Ghostscript, on fonts of TeX) put the code's meaning in another encoding into the map, `ÿ` for `ỷ`.
fn overruling(name: &[u8], mapped: Uni, strings: &mut Strings) -> Option<Uni> {
    let wrong = mapped.as_char().is_some_and(|c| (c as u32) < 0x100 && !c.is_ascii_graphic());
    let vietnamese = |c: &char| matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư');
    let named = wrong.then(|| glyphs::by_name(name, strings))?;
    named.as_char().filter(vietnamese).map(|_| named)
}

/// Asks the embedded font program.
fn embedded(font: &[u8], table: &mut [(Uni, f32); 256], strings: &mut Strings) {
    if font.starts_with(b"%!") || font.starts_with(&[0x80, 1]) {
        for (code, name) in cff::type1_encoding(font) {
            set(table, code, glyphs::by_name(&name, strings));
        }
    } else if font.starts_with(b"OTTO") || font.starts_with(&[1, 0]) && !font.starts_with(&[0, 1, 0, 0]) {
        if let Some(cff) = cff::parse(font) {
            for (code, glyph) in &cff.codes {
                if let Some(name) = cff.names.get(glyph) {
                    set(table, *code, glyphs::by_name(name, strings));
                }
            }
        }
    } else if let Some(map) = truetype::cmap(font) {
        for (code, glyph) in &map.codes {
            if let Some(&c) = map.unicode.get(glyph) {
                set(table, *code, Uni::from(c));
            }
        }
    }
}

fn set(table: &mut [(Uni, f32); 256], code: u8, uni: Uni) {
    let slot = &mut table[usize::from(code)].0;
    if slot.is_none() {
        *slot = uni;
    }
}

fn widths(
    pdf: &Pdf,
    dict: &Dictionary,
    descriptor: Option<&Dictionary>,
    name: &str,
    type3: Option<[f32; 6]>,
    table: &mut [(Uni, f32); 256],
) {
    let unit = type3.map_or(0.001, |m| m[0]);
    let Some(list) = pdf.array(dict, b"Widths") else {
        standard_widths(name, table);
        return;
    };
    let missing = descriptor.and_then(|d| pdf.number(d, b"MissingWidth")).unwrap_or(0.0) * unit;
    table.iter_mut().for_each(|slot| slot.1 = missing);
    let first = pdf.number(dict, b"FirstChar").unwrap_or(0.0).max(0.0) as usize;
    for (i, width) in list.iter().enumerate() {
        if let (Some(slot), Some(w)) = (table.get_mut(first.saturating_add(i)), as_number(pdf.resolve(width))) {
            slot.1 = (w * unit).clamp(-10.0, 10.0);
        }
    }
}

/// The standard fonts may come without widths.
fn standard_widths(name: &str, table: &mut [(Uni, f32); 256]) {
    let lower = name.to_ascii_lowercase();
    let bold = lower.contains("bold");
    let (list, other): (Option<&[u16; 95]>, f32) = if lower.contains("courier") {
        (None, 0.6)
    } else if lower.contains("times") {
        (Some(if bold { &tables::TIMES_BOLD } else { &tables::TIMES }), 0.5)
    } else {
        (Some(if bold { &tables::HELVETICA_BOLD } else { &tables::HELVETICA }), 0.556)
    };
    for (code, slot) in table.iter_mut().enumerate() {
        let known = code.checked_sub(32).and_then(|i| list.and_then(|l| l.get(i)));
        slot.1 = known.map_or(other, |&w| f32::from(w) / 1000.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_overrule_maps_of_other_encodings() {
        let rows = [
            (&b"uni1EF7"[..], 'ÿ', Some('ỷ'), "the code's meaning elsewhere"),
            (b"dcroat", '\u{12}', Some('đ'), "a control character"),
            (b"uni1EF7", 'a', None, "a subset may name its glyphs as it likes"),
            (b"uni1EF7", 'ế', None, "two letters of Vietnamese: the map counts"),
            (b"ydieresis", 'ý', None, "no letter of Vietnamese"),
        ];
        for (name, mapped, expected, reason) in rows {
            let found = overruling(name, Uni::from(mapped), &mut Strings::default());
            assert_eq!(found.and_then(Uni::as_char), expected, "{reason}");
        }
    }

    #[test]
    fn bullets_of_picture_fonts() {
        let rows = [
            (Uni::from('\u{F0B7}'), None, '•', "private use bullet"),
            (Uni::from('\u{F02D}'), None, '-', "private use dash"),
            (Uni::from('§'), Some(0xA7), '•', "Wingdings square"),
            (Uni::from('ü'), Some(0xFC), '✓', "Wingdings check"),
            (Uni::from(' '), Some(0x20), ' ', "a space stays"),
            (Uni::from('ế'), None, 'ế', "ordinary text stays"),
        ];
        for (uni, code, expected, reason) in rows {
            assert_eq!(picture(uni, code).as_char(), Some(expected), "{reason}");
        }
    }
}

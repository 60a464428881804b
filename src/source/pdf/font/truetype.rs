//! The `cmap` table of an embedded TrueType or OpenType font, read backwards: glyph to character.
//!
//! Takes font bytes, gives the mapping; anything out of bounds ends the table, never the program.

use std::collections::HashMap;

/// Glyphs of a font; the format has no more.
const MAX_GLYPHS: u32 = 65_536;
/// Tables of a font file; real ones have about twenty.
const MAX_TABLES: u16 = 256;

/// What an embedded font says about its glyphs.
#[derive(Debug, Default)]
pub(crate) struct CmapTable {
    /// Glyph to character, from a Unicode subtable.
    pub(crate) unicode: HashMap<u32, char>,
    /// Code byte to glyph, from a Macintosh or symbol subtable.
    pub(crate) codes: HashMap<u8, u32>,
}

/// The bytes of a table of a font file.
pub(crate) fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let base = if font.starts_with(b"ttcf") { u32_at(font, 12)? as usize } else { 0 };
    let count = u16_at(font, base + 4)?.min(MAX_TABLES);
    (0..usize::from(count)).map(|i| base + 12 + 16 * i).find_map(|at| {
        if font.get(at..at + 4)? != tag {
            return None;
        }
        let offset = u32_at(font, at + 8)? as usize;
        let length = u32_at(font, at + 12)? as usize;
        font.get(offset..offset.saturating_add(length).min(font.len()))
    })
}

/// Reads the `cmap` table.
pub(crate) fn cmap(font: &[u8]) -> Option<CmapTable> {
    let cmap = table(font, b"cmap")?;
    let mut out = CmapTable::default();
    for i in 0..usize::from(u16_at(cmap, 2)?.min(MAX_TABLES)) {
        let at = 4 + 8 * i;
        let (Some(platform), Some(encoding), Some(offset)) =
            (u16_at(cmap, at), u16_at(cmap, at + 2), u32_at(cmap, at + 4))
        else {
            break;
        };
        let Some(sub) = cmap.get(offset as usize..) else { continue };
        match (platform, encoding) {
            (0, _) | (3, 1) | (3, 10) => each(sub, |code, glyph| {
                if let Some(c) = char::from_u32(code).filter(|c| !is_private(*c) && *c != '\0') {
                    out.unicode.entry(glyph).or_insert(c);
                }
            }),
            (1, 0) | (3, 0) => each(sub, |code, glyph| {
                if code < 256 || (0xF000..0xF100).contains(&code) {
                    out.codes.entry(code as u8).or_insert(glyph);
                }
            }),
            _ => continue,
        };
    }
    Some(out)
}

/// Whether a character means something only to its font.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c as u32, 0xE000..=0xF8FF | 0xF0000..=0x10FFFF)
}

/// Every code and its glyph of one subtable.
fn each(sub: &[u8], mut f: impl FnMut(u32, u32)) -> Option<()> {
    match u16_at(sub, 0)? {
        0 => {
            for (code, &glyph) in sub.get(6..)?.iter().take(256).enumerate() {
                if glyph != 0 {
                    f(code as u32, u32::from(glyph));
                }
            }
        }
        4 => {
            let count = usize::from(u16_at(sub, 6)? / 2);
            let mut left = MAX_GLYPHS;
            for i in 0..count {
                let end = u16_at(sub, 14 + 2 * i)?;
                let start = u16_at(sub, 16 + 2 * count + 2 * i)?;
                let delta = u16_at(sub, 16 + 4 * count + 2 * i)?;
                let at = 16 + 6 * count + 2 * i;
                let range = u16_at(sub, at)?;
                for code in start..=end {
                    if code == 0xFFFF || left == 0 {
                        break;
                    }
                    left -= 1;
                    let glyph = if range == 0 {
                        code.wrapping_add(delta)
                    } else {
                        match u16_at(sub, at + usize::from(range) + 2 * usize::from(code - start)) {
                            Some(0) | None => continue,
                            Some(g) => g.wrapping_add(delta),
                        }
                    };
                    if glyph != 0 {
                        f(u32::from(code), u32::from(glyph));
                    }
                }
            }
        }
        6 => {
            let first = u32::from(u16_at(sub, 6)?);
            for i in 0..u32::from(u16_at(sub, 8)?) {
                f(first + i, u32::from(u16_at(sub, 10 + 2 * i as usize)?));
            }
        }
        12 => {
            let mut left = MAX_GLYPHS;
            for i in 0..u32_at(sub, 12)?.min(MAX_GLYPHS) as usize {
                let at = 16 + 12 * i;
                let (start, end, glyph) = (u32_at(sub, at)?, u32_at(sub, at + 4)?, u32_at(sub, at + 8)?);
                for code in start..=end.min(start.saturating_add(MAX_GLYPHS)) {
                    if left == 0 {
                        break;
                    }
                    left -= 1;
                    f(code, glyph.saturating_add(code - start));
                }
            }
        }
        _ => {}
    }
    Some(())
}

pub(crate) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at.checked_add(2)?).map(|b| u16::from_be_bytes([b[0], b[1]]))
}

pub(crate) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at.checked_add(4)?).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A font file with nothing but a cmap of one format 4 subtable: glyph 1 is ế, glyph 2 is ề.
    pub(in crate::source::pdf::font) fn font() -> Vec<u8> {
        let mut f = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        f.extend_from_slice(b"cmap\0\0\0\0");
        f.extend_from_slice(&28u32.to_be_bytes());
        f.extend_from_slice(&44u32.to_be_bytes());
        f.extend_from_slice(&[0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12]);
        let delta = 1u16.wrapping_sub(0x1EBF);
        for v in [4u16, 32, 0, 4, 4, 1, 0, 0x1EC0, 0xFFFF, 0, 0x1EBF, 0xFFFF, delta, 1, 0, 0] {
            f.extend_from_slice(&v.to_be_bytes());
        }
        f
    }

    #[test]
    fn glyphs_to_characters() {
        let map = cmap(&font()).expect("a cmap");
        assert_eq!((map.unicode.get(&1), map.unicode.get(&2)), (Some(&'ế'), Some(&'Ề')));
    }

    #[test]
    fn truncated_anywhere() {
        let font = font();
        for n in 0..font.len() {
            cmap(&font[..n]);
        }
    }
}

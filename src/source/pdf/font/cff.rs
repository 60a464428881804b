//! The charset of an embedded CFF font: glyph names of simple fonts, CIDs of composite ones; and its
//! built-in encoding. Also the built-in encoding of Type 1 fonts.
//!
//! Takes the font program, gives names by glyph and glyphs by code; anything out of bounds ends the table.

use super::truetype::{table, u16_at};
use std::collections::HashMap;

/// Entries of a charset; the format has no more.
const MAX_GLYPHS: usize = 65_536;
/// Operands of a DICT; real ones have a few dozen.
const MAX_DICT: usize = 4096;

/// What a CFF font says about its glyphs.
#[derive(Debug, Default)]
pub(crate) struct Cff {
    /// Glyph name by glyph, for fonts that are not CID-keyed and only for names of their own.
    pub(crate) names: HashMap<u32, Vec<u8>>,
    /// CID to glyph, for CID-keyed fonts.
    pub(crate) cids: HashMap<u32, u32>,
    /// Code to glyph, when the font has its own encoding.
    pub(crate) codes: HashMap<u8, u32>,
}

/// Reads a bare CFF program, or the `CFF ` table of an OpenType font.
pub(crate) fn parse(font: &[u8]) -> Option<Cff> {
    let cff = if font.starts_with(b"OTTO") { table(font, b"CFF ")? } else { font };
    let (_, at) = index(cff, usize::from(*cff.get(2)?))?;
    let (tops, at) = index(cff, at)?;
    let (strings, _) = index(cff, at)?;
    let top = dict(tops.first()?);
    let glyphs = {
        let (chars, _) = index(cff, offset(&top, 17)?)?;
        chars.len().min(MAX_GLYPHS)
    };
    let cid_keyed = top.contains_key(&(12 << 8 | 30));
    let mut out = Cff::default();
    for (glyph, sid) in charset(cff, offset(&top, 15).unwrap_or(0), glyphs).into_iter().enumerate() {
        if cid_keyed {
            out.cids.insert(sid, glyph as u32);
        } else if let Some(name) = name(sid, &strings) {
            out.names.insert(glyph as u32, name);
        }
    }
    if let Some(at) = offset(&top, 16).filter(|&at| at > 1) {
        encoding(cff, at, &mut out.codes);
    }
    Some(out)
}

type Dict = HashMap<u16, Vec<f64>>;

fn offset(dict: &Dict, key: u16) -> Option<usize> {
    dict.get(&key).and_then(|v| v.last()).filter(|v| **v >= 0.0).map(|v| *v as usize)
}

/// The items of an INDEX and where it ends.
fn index(data: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = usize::from(u16_at(data, at)?);
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*data.get(at + 2)?);
    if !(1..=4).contains(&size) {
        return None;
    }
    let read = |i: usize| {
        let at = at + 3 + i * size;
        data.get(at..at + size).map(|b| b.iter().fold(0usize, |v, &b| v << 8 | usize::from(b)))
    };
    let base = at + 2 + (count + 1) * size;
    let mut items = Vec::with_capacity(count.min(data.len()));
    for i in 0..count {
        items.push(data.get(base + read(i)?..base + read(i + 1)?)?);
    }
    Some((items, base + read(count)?))
}

fn dict(data: &[u8]) -> Dict {
    let (mut out, mut operands, mut at) = (Dict::new(), Vec::new(), 0);
    while let Some(&b) = data.get(at) {
        at += 1;
        let byte = |i: usize| f64::from(data.get(i).copied().unwrap_or(0));
        match b {
            12 => {
                out.insert(12 << 8 | byte(at) as u16, std::mem::take(&mut operands));
                at += 1;
            }
            0..=21 => {
                out.insert(u16::from(b), std::mem::take(&mut operands));
            }
            28 => {
                operands.push(f64::from(u16_at(data, at).unwrap_or(0) as i16));
                at += 2;
            }
            29 => {
                operands.push(f64::from(super::truetype::u32_at(data, at).unwrap_or(0) as i32));
                at += 4;
            }
            30 => {
                while data.get(at).is_some_and(|b| b & 15 != 15 && b >> 4 != 15) {
                    at += 1;
                }
                at += 1;
                operands.push(0.0);
            }
            32..=246 => operands.push(f64::from(b) - 139.0),
            247..=250 => {
                operands.push((f64::from(b) - 247.0) * 256.0 + byte(at) + 108.0);
                at += 1;
            }
            251..=254 => {
                operands.push(-(f64::from(b) - 251.0) * 256.0 - byte(at) - 108.0);
                at += 1;
            }
            _ => {}
        }
        if operands.len() > MAX_DICT || out.len() > MAX_DICT {
            break;
        }
    }
    out
}

/// SID or CID of every glyph; empty for the predefined charsets.
fn charset(data: &[u8], at: usize, glyphs: usize) -> Vec<u32> {
    let mut out = vec![0];
    if at <= 2 {
        return if at == 0 { (0..glyphs.min(229) as u32).collect() } else { Vec::new() };
    }
    let format = data.get(at).copied().unwrap_or(255);
    let mut at = at + 1;
    while out.len() < glyphs {
        let Some(first) = u16_at(data, at) else { break };
        let more = match format {
            0 => {
                at += 2;
                Some(0)
            }
            1 => {
                at += 3;
                data.get(at - 1).map(|&b| u32::from(b))
            }
            2 => {
                at += 4;
                u16_at(data, at - 2).map(u32::from)
            }
            _ => None,
        };
        let Some(more) = more else { break };
        out.extend((0..=more).map(|i| u32::from(first) + i));
    }
    out.truncate(glyphs);
    out
}

fn encoding(data: &[u8], at: usize, codes: &mut HashMap<u8, u32>) -> Option<()> {
    let count = usize::from(*data.get(at + 1)?);
    match data.get(at)? & 0x7F {
        0 => {
            for i in 0..count {
                codes.insert(*data.get(at + 2 + i)?, i as u32 + 1);
            }
        }
        1 => {
            let mut glyph = 1;
            for i in 0..count {
                let (first, more) = (*data.get(at + 2 + 2 * i)?, *data.get(at + 3 + 2 * i)?);
                for k in 0..=more {
                    codes.insert(first.wrapping_add(k), glyph);
                    glyph += 1;
                }
            }
        }
        _ => {}
    }
    Some(())
}

/// The name of a string id. Of the 391 standard strings only those that Latin text needs and that the glyph
/// list would name: ids 1 to 95 are the printable ASCII characters.
fn name(sid: u32, strings: &[&[u8]]) -> Option<Vec<u8>> {
    match sid {
        1..=95 => {
            // The standard strings follow StandardEncoding, where ' and ` are the curly quotes.
            let c = match sid {
                8 => 0x2019,
                65 => 0x2018,
                n => n + 31,
            };
            Some(format!("uni{c:04X}").into_bytes())
        }
        391.. => strings.get(sid as usize - 391).map(|s| s.to_vec()),
        _ => None,
    }
}

/// The encoding in the clear-text part of a Type 1 font: `dup 65 /A put`.
pub(crate) fn type1_encoding(font: &[u8]) -> HashMap<u8, Vec<u8>> {
    let mut out = HashMap::new();
    let end = memchr::memmem::find(font, b"eexec").unwrap_or(font.len());
    let Some(start) = memchr::memmem::find(&font[..end], b"/Encoding") else { return out };
    let mut words = font[start..end].split(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        match word {
            b"dup" => {
                let code = words.next().and_then(|w| std::str::from_utf8(w).ok()).and_then(|w| w.parse::<u8>().ok());
                if let (Some(code), Some([b'/', name @ ..])) = (code, words.next()) {
                    out.insert(code, name.to_vec());
                }
            }
            b"def" | b"readonly" if !out.is_empty() => break,
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type1_names() {
        let font = b"%!PS /Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /Ecircumflex put\ndup 66 /dcroat put\nreadonly def eexec dup 67 /x put";
        let map = type1_encoding(font);
        assert_eq!(map.get(&66).map(Vec::as_slice), Some(&b"dcroat"[..]));
        assert_eq!(map.len(), 2);
    }

    #[test]
    fn garbage_is_refused() {
        for n in 0..64 {
            let data: Vec<u8> = (0..n).map(|i| (i * 37 % 251) as u8).collect();
            parse(&data);
        }
        assert!(parse(&[]).is_none());
    }
}

//! Legacy bytes that reached us as characters: read as Windows-1252, or UTF-8 read as such, or VIQR.
//!
//! Takes text, gives it decoded: `c¸c ®¬n vÞ` (TCVN3) and `cÃ¡c Ä‘Æ¡n vá»‹` (mojibake) are both `các đơn vị`,
//! `ca'c ddo+n vi.` (VIQR) too. Mojibake and VIQR are refused unless the result has more valid syllables.

use super::detect::MIN_SHARE;
use super::{Encoding, byte_of, decode_bytes, repair};
use crate::normalize::letters::{self, base, letter, tone};
use crate::normalize::syllable::tally;

/// Whether `c` is a letter of Unicode Vietnamese that no 8-bit reading shows: `ạ`, `ă`, `đ`, `ơ`.
pub(crate) fn is_unicode_only(c: char) -> bool {
    u32::from(c) > 0xff && letter(c).is_some()
}

/// Decodes text whose characters are legacy bytes; other characters pass.
pub fn decode_text(text: &str, encoding: Encoding) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match byte_of(c) {
            Some(b) => bytes.push(b),
            None => {
                out.push_str(&decode_bytes(&bytes, encoding));
                bytes.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&decode_bytes(&bytes, encoding));
    repair(out, encoding)
}

/// Mac Roman from 0x80: the other reading in which UTF-8 gets lost.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

fn mac_byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    MAC_ROMAN.chars().position(|k| k == c).map(|i| 0x80 + i as u8)
}

fn windows_byte(c: char) -> Option<u8> {
    // Not the tolerant reading of fonts: U+2212 is a minus here.
    byte_of(c).filter(|&b| super::windows1252(b) == c || u32::from(c) == u32::from(b))
}

/// UTF-8 leads of Vietnamese letters as Windows-1252 (once and twice over) and Mac Roman show them.
const SIGNS: [(&str, bool); 8] = [
    ("á»", false),
    ("áº", false),
    ("Ä‘", false),
    ("Æ°", false),
    ("Ã¡Â»", false),
    ("Ã¡Âº", false),
    ("·ª", true),
    ("·∫", true),
];

/// Repairs UTF-8 that was read as Windows-1252 or Mac Roman, up to twice over; none when it is not that.
pub fn repair_mojibake(text: &str) -> Option<String> {
    let byte = misreading(text)?;
    let once = reread(text, byte);
    let best = match misreading(&once).map(|byte| reread(&once, byte)) {
        Some(twice) => twice,
        None => once,
    };
    let share = |t: &str| tally(t, true).share().unwrap_or(0.0);
    (share(&best) > share(text)).then_some(best)
}

/// The reading in which the text shows at least three signs in a thousand bytes.
fn misreading(text: &str) -> Option<fn(char) -> Option<u8>> {
    const PER_THOUSAND: usize = 3;
    // Nearly every sign holds a character of U+0080–00BF; clean Vietnamese hardly does.
    let enough = text.len().div_ceil(1000) * PER_THOUSAND;
    if memchr::memchr_iter(0xC2, text.as_bytes()).take(enough.min(8)).count() < enough.min(8) {
        return None;
    }
    let (mut windows, mut mac) = (0, 0);
    for (sign, is_mac) in SIGNS {
        *if is_mac { &mut mac } else { &mut windows } += memchr::memmem::find_iter(text.as_bytes(), sign).count();
    }
    let most = windows.max(mac);
    (most > 0 && most * 1000 >= text.len() * PER_THOUSAND).then_some(if mac > windows {
        mac_byte
    } else {
        windows_byte
    })
}

/// Writes the bytes behind the characters and reads those that are UTF-8 as such; the others stay as they are.
fn reread(text: &str, byte: fn(char) -> Option<u8>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<u8> = Vec::new();
    let mut chars: Vec<char> = Vec::new();
    let flush = |run: &mut Vec<u8>, chars: &mut Vec<char>, out: &mut String| {
        let mut at = 0;
        for chunk in run.utf8_chunks() {
            out.push_str(chunk.valid());
            at += chunk.valid().len();
            out.extend(&chars[at..at + chunk.invalid().len()]);
            at += chunk.invalid().len();
        }
        run.clear();
        chars.clear();
    };
    for c in text.chars() {
        match byte(c) {
            Some(b) => {
                run.push(b);
                chars.push(c);
            }
            None => {
                flush(&mut run, &mut chars, &mut out);
                out.push(c);
            }
        }
    }
    flush(&mut run, &mut chars, &mut out);
    out
}

/// Decodes VIQR (`Ti't ngu+o+`); none when the text is not ASCII or does not become Vietnamese by it.
pub fn decode_viqr(text: &str) -> Option<String> {
    /// Circumflexes in a thousand bytes; Vietnamese has forty or more.
    const PER_THOUSAND: usize = 5;
    let carets = memchr::memchr_iter(b'^', text.as_bytes()).count();
    if carets < 3 || carets * 1000 < text.len() * PER_THOUSAND || !text.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' {
            // The next character is meant as it is.
            out.extend(chars.next());
            continue;
        }
        if matches!(c, 'd' | 'D') && chars.next_if(|n| n.eq_ignore_ascii_case(&'d')).is_some() {
            out.push(if c == 'd' { 'đ' } else { 'Đ' });
            continue;
        }
        let Some(l) = letter(c).filter(|l| letters::is_vowel(l.base)) else {
            out.push(c);
            continue;
        };
        let shaped = chars.peek().and_then(|n| match (n, l.base) {
            ('^', base::A) => Some(base::A_CIRCUMFLEX),
            ('^', base::E) => Some(base::E_CIRCUMFLEX),
            ('^', base::O) => Some(base::O_CIRCUMFLEX),
            ('(', base::A) => Some(base::A_BREVE),
            ('+' | '*', base::O) => Some(base::O_HORN),
            ('+' | '*', base::U) => Some(base::U_HORN),
            _ => None,
        });
        if shaped.is_some() {
            chars.next();
        }
        let mark = chars.peek().map_or(tone::LEVEL, |n| match n {
            '\'' => tone::SAC,
            '`' => tone::HUYEN,
            '?' => tone::HOI,
            '~' => tone::NGA,
            '.' => tone::NANG,
            _ => tone::LEVEL,
        });
        // A full stop behind a word is one: "hoi." at the end of a line.
        let mark = if mark == tone::NANG && sentence_end(&mut chars.clone()) { tone::LEVEL } else { mark };
        if mark != tone::LEVEL {
            chars.next();
        }
        out.extend(letters::compose_case(shaped.unwrap_or(l.base), mark, l.upper));
    }
    (tally(&out, true).share() >= Some(MIN_SHARE)).then_some(out)
}

/// Whether the full stop that comes next ends a line.
fn sentence_end(rest: &mut impl Iterator<Item = char>) -> bool {
    rest.next();
    rest.next().is_none_or(|c| matches!(c, '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UTF-8 bytes read as Windows-1252.
    fn misread(text: &str) -> String {
        text.bytes().map(super::super::windows1252).collect()
    }

    #[test]
    fn mojibake() {
        let text = "Hợp tác xã chè Nậm Piên kết thúc vụ hái với “sản lượng” – năm 2019 được mùa, đủ phẩm cấp";
        for (damaged, why) in [
            (misread(text), "once"),
            (misread(&misread(text)), "twice"),
            (
                text.bytes()
                    .map(|b| {
                        if b.is_ascii() { char::from(b) } else { MAC_ROMAN.chars().nth(usize::from(b) - 0x80).unwrap() }
                    })
                    .collect(),
                "Mac",
            ),
        ] {
            assert_eq!(repair_mojibake(&damaged).as_deref(), Some(text), "{why}");
        }
        assert_eq!(repair_mojibake(text), None, "nothing to repair");
        assert_eq!(repair_mojibake("L'année écoulée"), None, "French");
    }

    #[test]
    fn viqr() {
        let text = "Ho+.p ta'c xa~ che` du+.ng xu+o+?ng sao mo+'i, be^n bo+` suo^'i ca.n, ddu? ddie^.n vi.";
        let expected = "Hợp tác xã chè dựng xưởng sao mới, bên bờ suối cạn, đủ điện vi.";
        assert_eq!(decode_viqr(text).as_deref(), Some(expected), "the last stop is one");
        assert_eq!(decode_viqr("x^2 + y^2 = z^2, a^b, e^x of the curve"), None, "formulas");
    }

    #[test]
    fn characters_that_were_bytes() {
        assert_eq!(decode_text("§¶ng bé → ®¬n vÞ", Encoding::Tcvn3), "Đảng bộ → đơn vị");
        assert_eq!(decode_text("h\u{2212}íng", Encoding::Tcvn3), "hướng", "minus from a wrong ToUnicode");
    }
}

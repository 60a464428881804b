//! Byte tables of the Vietnamese 8-bit encodings.
//!
//! Takes a byte, gives the [`Cell`] it stands for: in TCVN3 `0xAD` is `ư`; in VNI `0xE1` is a circumflex with
//! sắc for the vowel before it (`a` `0xE1` = `ấ`). Bytes that an encoding does not use read as Windows-1252,
//! because fonts of that time keep its quotes and dashes.

use super::Encoding;
use crate::normalize::letters::tone;

/// What a byte stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// A character of its own.
    Char(char),
    /// Shape and tone for the vowel before it.
    Mark(Shape, u8),
}

/// Shape mark of a [`Cell::Mark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    None,
    Circumflex,
    Breve,
}

pub(super) type Table = [Cell; 256];

/// Windows-1252 from 0x80 to 0x9F; its five holes map to the C1 control of the same number, as on the web.
pub(super) const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The 67 small letters in the order of the byte rows below, and their capitals.
const SMALL: [char; 67] = [
    'đ', 'á', 'à', 'ả', 'ã', 'ạ', 'ă', 'ắ', 'ằ', 'ẳ', 'ẵ', 'ặ', 'â', 'ấ', 'ầ', 'ẩ', 'ẫ', 'ậ', 'é', 'è', 'ẻ', 'ẽ', 'ẹ',
    'ê', 'ế', 'ề', 'ể', 'ễ', 'ệ', 'í', 'ì', 'ỉ', 'ĩ', 'ị', 'ó', 'ò', 'ỏ', 'õ', 'ọ', 'ô', 'ố', 'ồ', 'ổ', 'ỗ', 'ộ', 'ơ',
    'ớ', 'ờ', 'ở', 'ỡ', 'ợ', 'ú', 'ù', 'ủ', 'ũ', 'ụ', 'ư', 'ứ', 'ừ', 'ử', 'ữ', 'ự', 'ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ',
];
const CAPITAL: [char; 67] = [
    'Đ', 'Á', 'À', 'Ả', 'Ã', 'Ạ', 'Ă', 'Ắ', 'Ằ', 'Ẳ', 'Ẵ', 'Ặ', 'Â', 'Ấ', 'Ầ', 'Ẩ', 'Ẫ', 'Ậ', 'É', 'È', 'Ẻ', 'Ẽ', 'Ẹ',
    'Ê', 'Ế', 'Ề', 'Ể', 'Ễ', 'Ệ', 'Í', 'Ì', 'Ỉ', 'Ĩ', 'Ị', 'Ó', 'Ò', 'Ỏ', 'Õ', 'Ọ', 'Ô', 'Ố', 'Ồ', 'Ổ', 'Ỗ', 'Ộ', 'Ơ',
    'Ớ', 'Ờ', 'Ở', 'Ỡ', 'Ợ', 'Ú', 'Ù', 'Ủ', 'Ũ', 'Ụ', 'Ư', 'Ứ', 'Ừ', 'Ử', 'Ữ', 'Ự', 'Ý', 'Ỳ', 'Ỷ', 'Ỹ', 'Ỵ',
];

/// Rows of bytes in the order of [`SMALL`] and [`CAPITAL`]; 0 where the letter has no byte of its own.
type Row = [u8; 67];

const TCVN3_SMALL: Row = [
    0xAE, 0xB8, 0xB5, 0xB6, 0xB7, 0xB9, 0xA8, 0xBE, 0xBB, 0xBC, 0xBD, 0xC6, 0xA9, 0xCA, 0xC7, 0xC8, 0xC9, 0xCB, 0xD0,
    0xCC, 0xCE, 0xCF, 0xD1, 0xAA, 0xD5, 0xD2, 0xD3, 0xD4, 0xD6, 0xDD, 0xD7, 0xD8, 0xDC, 0xDE, 0xE3, 0xDF, 0xE1, 0xE2,
    0xE4, 0xAB, 0xE8, 0xE5, 0xE6, 0xE7, 0xE9, 0xAC, 0xED, 0xEA, 0xEB, 0xEC, 0xEE, 0xF3, 0xEF, 0xF1, 0xF2, 0xF4, 0xAD,
    0xF8, 0xF5, 0xF6, 0xF7, 0xF9, 0xFD, 0xFA, 0xFB, 0xFC, 0xFE,
];
const TCVN3_CAPITAL: Row = [
    0xA7, 0, 0, 0, 0, 0, 0xA1, 0, 0, 0, 0, 0, 0xA2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0xA4, 0, 0, 0, 0, 0, 0xA5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xA6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];
const VISCII_SMALL: Row = [
    0xF0, 0xE1, 0xE0, 0xE4, 0xE3, 0xD5, 0xE5, 0xA1, 0xA2, 0xC6, 0xC7, 0xA3, 0xE2, 0xA4, 0xA5, 0xA6, 0xE7, 0xA7, 0xE9,
    0xE8, 0xEB, 0xA8, 0xA9, 0xEA, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xED, 0xEC, 0xEF, 0xEE, 0xB8, 0xF3, 0xF2, 0xF6, 0xF5,
    0xF7, 0xF4, 0xAF, 0xB0, 0xB1, 0xB2, 0xB5, 0xBD, 0xBE, 0xB6, 0xB7, 0xDE, 0xFE, 0xFA, 0xF9, 0xFC, 0xFB, 0xF8, 0xDF,
    0xD1, 0xD7, 0xD8, 0xE6, 0xF1, 0xFD, 0xCF, 0xD6, 0xDB, 0xDC,
];
const VISCII_CAPITAL: Row = [
    0xD0, 0xC1, 0xC0, 0xC4, 0xC3, 0x80, 0xC5, 0x81, 0x82, 0x02, 0x05, 0x83, 0xC2, 0x84, 0x85, 0x86, 0x06, 0x87, 0xC9,
    0xC8, 0xCB, 0x88, 0x89, 0xCA, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0xCD, 0xCC, 0x9B, 0xCE, 0x98, 0xD3, 0xD2, 0x99, 0xA0,
    0x9A, 0xD4, 0x8F, 0x90, 0x91, 0x92, 0x93, 0xB4, 0x95, 0x96, 0x97, 0xB3, 0x94, 0xDA, 0xD9, 0x9C, 0x9D, 0x9E, 0xBF,
    0xBA, 0xBB, 0xBC, 0xFF, 0xB9, 0xDD, 0x9F, 0x14, 0x19, 0x1E,
];
const VPS_SMALL: Row = [
    0xC7, 0xE1, 0xE0, 0xE4, 0xE3, 0xE5, 0xE6, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xE2, 0xC3, 0xC0, 0xC4, 0xC5, 0xC6, 0xE9,
    0xE8, 0xC8, 0xEB, 0xCB, 0xEA, 0x89, 0x8A, 0x8B, 0xCD, 0x8C, 0xED, 0xEC, 0xCC, 0xEF, 0xCE, 0xF3, 0xF2, 0xD5, 0xF5,
    0x86, 0xF4, 0xD3, 0xD2, 0xB0, 0x87, 0xB6, 0xD6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAE, 0xFA, 0xF9, 0xFB, 0xDB, 0xF8, 0xDC,
    0xD9, 0xD8, 0xBA, 0xBB, 0xBF, 0x9A, 0xFF, 0x9B, 0xCF, 0x9C,
];
const VPS_CAPITAL: Row = [
    0xF1, 0xC1, 0x80, 0x81, 0x82, 0, 0x88, 0x8D, 0x8E, 0x8F, 0xF0, 0, 0xC2, 0x83, 0x84, 0x85, 0, 0, 0xC9, 0xD7, 0xDE,
    0xFE, 0, 0xCA, 0x90, 0x93, 0x94, 0x95, 0, 0xB4, 0xB5, 0xB7, 0xB8, 0, 0xB9, 0xBC, 0xBD, 0xBE, 0, 0xD4, 0x96, 0x97,
    0x98, 0x99, 0, 0xF7, 0x9D, 0x9E, 0x9F, 0xA6, 0, 0xDA, 0xA8, 0xD1, 0xAC, 0, 0xD0, 0xAD, 0xAF, 0xB1, 0, 0, 0xDD,
    0xB2, 0xFD, 0xB3, 0,
];
/// TCVN 5712 VN1: the capitals and combining tones that VN3 lacks.
const VN1_CAPITALS: [(u8, char); 60] = [
    (0x80, 'À'),
    (0x81, 'Ả'),
    (0x82, 'Ã'),
    (0x83, 'Á'),
    (0x84, 'Ạ'),
    (0x85, 'Ặ'),
    (0x86, 'Ậ'),
    (0x87, 'È'),
    (0x88, 'Ẻ'),
    (0x89, 'Ẽ'),
    (0x8A, 'É'),
    (0x8B, 'Ẹ'),
    (0x8C, 'Ệ'),
    (0x8D, 'Ì'),
    (0x8E, 'Ỉ'),
    (0x8F, 'Ĩ'),
    (0x90, 'Í'),
    (0x91, 'Ị'),
    (0x92, 'Ò'),
    (0x93, 'Ỏ'),
    (0x94, 'Õ'),
    (0x95, 'Ó'),
    (0x96, 'Ọ'),
    (0x97, 'Ộ'),
    (0x98, 'Ờ'),
    (0x99, 'Ở'),
    (0x9A, 'Ỡ'),
    (0x9B, 'Ớ'),
    (0x9C, 'Ợ'),
    (0x9D, 'Ù'),
    (0x9E, 'Ủ'),
    (0x9F, 'Ũ'),
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
    (0xAF, 'Ằ'),
    (0xBA, 'Ẳ'),
    (0xBF, 'Ẵ'),
    (0xC0, 'Ắ'),
    (0xC1, 'Ầ'),
    (0xC2, 'Ẩ'),
    (0xC3, 'Ẫ'),
    (0xC4, 'Ấ'),
    (0xC5, 'Ề'),
    (0xCD, 'Ể'),
    (0xD9, 'Ễ'),
    (0xDA, 'Ế'),
    (0xDB, 'Ồ'),
    (0xE0, 'Ổ'),
    (0xF0, 'Ỗ'),
    (0xFF, 'Ố'),
];
const VN1_TONES: [(u8, u8); 5] =
    [(0xB0, tone::HUYEN), (0xB1, tone::HOI), (0xB2, tone::NGA), (0xB3, tone::SAC), (0xB4, tone::NANG)];

/// VNI for Windows: letters of one byte, then marks behind a vowel. Capital marks are 0x20 lower.
const VNI_LETTERS: [(u8, char); 9] = [
    (0xF1, 'đ'),
    (0xED, 'í'),
    (0xEC, 'ì'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
    (0xEE, 'ỵ'),
];
const VNI_MARKS: [(u8, Shape, u8); 17] = [
    (0xF9, Shape::None, tone::SAC),
    (0xF8, Shape::None, tone::HUYEN),
    (0xFB, Shape::None, tone::HOI),
    (0xF5, Shape::None, tone::NGA),
    (0xEF, Shape::None, tone::NANG),
    (0xE2, Shape::Circumflex, tone::LEVEL),
    (0xE1, Shape::Circumflex, tone::SAC),
    (0xE0, Shape::Circumflex, tone::HUYEN),
    (0xE5, Shape::Circumflex, tone::HOI),
    (0xE3, Shape::Circumflex, tone::NGA),
    (0xE4, Shape::Circumflex, tone::NANG),
    (0xEA, Shape::Breve, tone::LEVEL),
    (0xE9, Shape::Breve, tone::SAC),
    (0xE8, Shape::Breve, tone::HUYEN),
    (0xFA, Shape::Breve, tone::HOI),
    (0xFC, Shape::Breve, tone::NGA),
    (0xEB, Shape::Breve, tone::NANG),
];

/// BKHCM2: letters of one byte, then tones behind a vowel (one row for plain and horned vowels, one behind
/// circumflexed ones, one behind ă).
const BKHCM2_LETTERS: [(u8, char); 12] = [
    (0xE0, 'đ'),
    (0xF9, 'ă'),
    (0xEA, 'â'),
    (0xEF, 'ê'),
    (0xF6, 'ô'),
    (0xFA, 'ơ'),
    (0xFB, 'ư'),
    (0xF1, 'í'),
    (0xF2, 'ì'),
    (0xF3, 'ỉ'),
    (0xF4, 'ĩ'),
    (0xF5, 'ị'),
];
const BKHCM2_TONES: [(u8, u8); 13] = [
    (0xE1, tone::SAC),
    (0xE2, tone::HUYEN),
    (0xE3, tone::HOI),
    (0xE4, tone::NGA),
    (0xE5, tone::NANG),
    (0xEB, tone::SAC),
    (0xEC, tone::HUYEN),
    (0xED, tone::HOI),
    (0xEE, tone::NGA),
    (0xE6, tone::SAC),
    (0xE7, tone::HUYEN),
    (0xE8, tone::HOI),
    (0xE9, tone::NGA),
];

/// Windows-1258 where it differs from 1252.
const CP1258_LETTERS: [(u8, char); 9] = [
    (0xC3, 'Ă'),
    (0xE3, 'ă'),
    (0xD0, 'Đ'),
    (0xF0, 'đ'),
    (0xD5, 'Ơ'),
    (0xF5, 'ơ'),
    (0xDD, 'Ư'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];
const CP1258_TONES: [(u8, u8); 5] =
    [(0xCC, tone::HUYEN), (0xD2, tone::HOI), (0xDE, tone::NGA), (0xEC, tone::SAC), (0xF2, tone::NANG)];

static TABLES: [Table; Encoding::ALL.len()] = [tcvn3(), tcvn3_vn1(), vni(), viscii(), vps(), windows1258(), bkhcm2()];

/// The table of an encoding.
pub(super) fn table(encoding: Encoding) -> &'static Table {
    &TABLES[encoding as usize]
}

const fn windows1252() -> Table {
    let mut out = [Cell::Char('\0'); 256];
    let mut i = 0;
    while i < 256 {
        out[i] = Cell::Char(if i >= 0x80 && i < 0xA0 { CP1252[i - 0x80] } else { i as u8 as char });
        i += 1;
    }
    out
}

const fn with_rows(mut out: Table, small: &Row, capital: &Row) -> Table {
    let mut i = 0;
    while i < 67 {
        if capital[i] != 0 {
            out[capital[i] as usize] = Cell::Char(CAPITAL[i]);
        }
        out[small[i] as usize] = Cell::Char(SMALL[i]);
        i += 1;
    }
    out
}

const fn tcvn3() -> Table {
    with_rows(windows1252(), &TCVN3_SMALL, &TCVN3_CAPITAL)
}

const fn tcvn3_vn1() -> Table {
    with_tones(with_letters(tcvn3(), &VN1_CAPITALS), &VN1_TONES)
}

const fn viscii() -> Table {
    with_rows(windows1252(), &VISCII_SMALL, &VISCII_CAPITAL)
}

const fn vps() -> Table {
    with_rows(windows1252(), &VPS_SMALL, &VPS_CAPITAL)
}

const fn windows1258() -> Table {
    with_tones(with_letters(windows1252(), &CP1258_LETTERS), &CP1258_TONES)
}

const fn with_letters(mut out: Table, letters: &[(u8, char)]) -> Table {
    let mut i = 0;
    while i < letters.len() {
        out[letters[i].0 as usize] = Cell::Char(letters[i].1);
        i += 1;
    }
    out
}

const fn with_tones(mut out: Table, tones: &[(u8, u8)]) -> Table {
    let mut i = 0;
    while i < tones.len() {
        out[tones[i].0 as usize] = Cell::Mark(Shape::None, tones[i].1);
        i += 1;
    }
    out
}

/// Small letters with their capitals 0x20 below.
const fn with_both_cases(mut out: Table, letters: &[(u8, char)]) -> Table {
    let mut i = 0;
    while i < letters.len() {
        out[letters[i].0 as usize] = Cell::Char(letters[i].1);
        let mut k = 0;
        while SMALL[k] != letters[i].1 {
            k += 1;
        }
        out[letters[i].0 as usize - 0x20] = Cell::Char(CAPITAL[k]);
        i += 1;
    }
    out
}

const fn vni() -> Table {
    let mut out = with_both_cases(windows1252(), &VNI_LETTERS);
    let mut i = 0;
    while i < VNI_MARKS.len() {
        let (byte, shape, tone) = VNI_MARKS[i];
        // Typists mix the cases of vowel and mark; the vowel decides.
        out[byte as usize] = Cell::Mark(shape, tone);
        out[byte as usize - 0x20] = Cell::Mark(shape, tone);
        i += 1;
    }
    out
}

const fn bkhcm2() -> Table {
    let out = with_tones(with_both_cases(windows1252(), &BKHCM2_LETTERS), &BKHCM2_TONES);
    let (mut upper, mut i) = ([(0, 0); 13], 0);
    while i < 13 {
        upper[i] = (BKHCM2_TONES[i].0 - 0x20, BKHCM2_TONES[i].1);
        i += 1;
    }
    with_tones(out, &upper)
}

/// Writes text in an encoding, for tests: the inverse of decoding. None where a letter has no bytes.
#[cfg(test)]
pub(super) fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    use std::collections::HashMap;
    let table = table(encoding);
    let mut known: HashMap<char, Vec<u8>> = HashMap::new();
    for b in 0..=255u8 {
        if let Cell::Char(c) = table[usize::from(b)] {
            known.entry(c).or_insert_with(|| vec![b]);
        }
    }
    let vowels: Vec<(char, Vec<u8>)> = known.iter().map(|(c, b)| (*c, b.clone())).collect();
    for b in 0..=255u8 {
        let Cell::Mark(shape, tone) = table[usize::from(b)] else { continue };
        for (vowel, bytes) in &vowels {
            // Marks of VNI and BKHCM2 have the case of their vowel.
            let fits = encoding == Encoding::Windows1258 || vowel.is_uppercase() == (b < 0xE0);
            if let Some(c) = super::mark(*vowel, shape, tone).filter(|_| fits) {
                known.entry(c).or_insert_with(|| [&bytes[..], &[b]].concat());
            }
        }
    }
    text.chars().map(|c| known.get(&c).cloned()).collect::<Option<Vec<_>>>().map(|v| v.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_bijective() {
        for (small, capital, letters) in
            [(TCVN3_SMALL, TCVN3_CAPITAL, 74), (VISCII_SMALL, VISCII_CAPITAL, 134), (VPS_SMALL, VPS_CAPITAL, 120)]
        {
            let mut bytes: Vec<u8> = small.into_iter().chain(capital).filter(|&b| b != 0).collect();
            bytes.sort_unstable();
            let count = bytes.len();
            bytes.dedup();
            assert_eq!((bytes.len(), count), (letters, letters));
        }
        assert!(SMALL.iter().zip(CAPITAL).all(|(s, c)| s.to_uppercase().next() == Some(c)));
    }
}

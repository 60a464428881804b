//! Words as numbers: a syllable with its case, its tone placement and final y/i folded, in one `u64`.
//!
//! "Hoà", "hòa" and "HÒA" have one key, "hoa" another; "tỷ" and "tỉ" have one key. A Vietnamese syllable has at most seven letters
//! and one tone, so the key of a syllable is exact; longer foreign words get a hash. Keys are computed at compile
//! time for the words that rules name, so that a rule compares numbers and not strings.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by key. Keys are numbers of words of the project's own vocabularies, so a multiplication mixes them well enough.
pub(crate) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<KeyHasher>>;

/// A set of keys.
pub(crate) type KeySet = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// The hasher of a [`KeyMap`].
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u64(u64::from(*b));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// The key of `word`, which should hold letters and digits only; other characters count as themselves.
pub(crate) const fn key(word: &str) -> u64 {
    let (mut letters, mut len, mut tone) = (0u64, 0u32, 0u64);
    let mut rest = word.as_bytes();
    while let Some((c, behind)) = decode(rest) {
        rest = behind;
        let (base, mark) = letter(c);
        if base == 0 {
            return hash(word);
        }
        letters = (letters << 8) | base as u64;
        len += 1;
        if mark != 0 {
            tone = mark as u64;
        }
    }
    if len > 7 {
        return hash(word);
    }
    if letters as u8 == b'y' && matches!((letters >> 8) as u8, b'h' | b'k' | b'l' | b'm' | b's' | b't') {
        letters = (letters & !0xff) | b'i' as u64;
    }
    (letters << 8) | tone
}

/// The key of what is no syllable.
const fn hash(word: &str) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let (mut hash, mut tone) = (0xcbf2_9ce4_8422_2325u64, 0u8);
    let mut rest = word.as_bytes();
    while let Some((c, behind)) = decode(rest) {
        rest = behind;
        let (base, mark) = letter(c);
        hash = (hash ^ if base == 0 { c as u64 } else { base as u64 }).wrapping_mul(PRIME);
        if mark != 0 {
            tone = mark;
        }
    }
    (hash ^ tone as u64).wrapping_mul(PRIME) | 1 << 63
}

/// One number for words in a row, from their keys: "Bà Rịa" and "bà rịa" have one, "Rịa Bà" another. Never 0 but for
/// no words.
pub(crate) fn phrase(keys: impl IntoIterator<Item = u64>) -> u64 {
    keys.into_iter().fold(0, |sum: u64, key| (sum.rotate_left(23) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Whether `c` is a letter of Vietnamese, a digit, or one of the superscripts of units.
pub(crate) const fn is_word_char(c: char) -> bool {
    letter(c as u32).0 != 0
}

/// [`fold`] of the blocks that hold Vietnamese letters, by table: every word of every text comes by here.
const LOW: [(u8, u8); 0x200] = folded(0);
const HIGH: [(u8, u8); 0x100] = folded(0x1e00);

const fn folded<const N: usize>(start: u32) -> [(u8, u8); N] {
    let mut table = [(0, 0); N];
    let mut i = 0;
    while i < N {
        table[i] = fold(start + i as u32);
        i += 1;
    }
    table
}

/// Base letter and tone, as [`fold`] has them.
#[inline]
const fn letter(c: u32) -> (u8, u8) {
    match c >> 8 {
        0 | 1 => LOW[(c & 0x1ff) as usize],
        0x1e => HIGH[(c & 0xff) as usize],
        _ => (0, 0),
    }
}

/// The first character and the bytes behind it; what lies beyond the tables is one number for all.
#[inline]
const fn decode(bytes: &[u8]) -> Option<(u32, &[u8])> {
    match bytes {
        [] => None,
        [a @ 0..0x80, rest @ ..] => Some((*a as u32, rest)),
        [a @ 0..0xe0, b, rest @ ..] => Some((((*a as u32 & 0x1f) << 6) | (*b as u32 & 0x3f), rest)),
        [a @ 0..0xf0, b, c, rest @ ..] => {
            Some((((*a as u32 & 0x0f) << 12) | ((*b as u32 & 0x3f) << 6) | (*c as u32 & 0x3f), rest))
        }
        [a, _, _, _, rest @ ..] => Some((*a as u32 | 1 << 16, rest)),
        [a, rest @ ..] => Some((*a as u32 | 1 << 16, rest)),
    }
}

// Letters with a hook, a breve or a circumflex get a digit-like byte of their own below the ASCII letters.
const AW: u8 = 1;
const AA: u8 = 2;
const DD: u8 = 3;
const EE: u8 = 4;
const OO: u8 = 5;
const OW: u8 = 6;
const UW: u8 = 7;

/// Base letter and tone (1 grave, 2 acute, 3 hook, 4 tilde, 5 dot below) of a lower- or upper-case letter;
/// base 0 for what is no letter of Vietnamese.
const fn fold(c: u32) -> (u8, u8) {
    match c {
        0x30..=0x39 | 0x61..=0x7a => (c as u8, 0),
        0x41..=0x5a => (c as u8 + 32, 0),
        0x00c0 | 0x00e0 => (b'a', 1),
        0x00c1 | 0x00e1 => (b'a', 2),
        0x00c2 | 0x00e2 => (AA, 0),
        0x00c3 | 0x00e3 => (b'a', 4),
        0x00c8 | 0x00e8 => (b'e', 1),
        0x00c9 | 0x00e9 => (b'e', 2),
        0x00ca | 0x00ea => (EE, 0),
        0x00cc | 0x00ec => (b'i', 1),
        0x00cd | 0x00ed => (b'i', 2),
        0x00d0 | 0x00f0 | 0x0110 | 0x0111 => (DD, 0),
        0x00d2 | 0x00f2 => (b'o', 1),
        0x00d3 | 0x00f3 => (b'o', 2),
        0x00d4 | 0x00f4 => (OO, 0),
        0x00d5 | 0x00f5 => (b'o', 4),
        0x00d9 | 0x00f9 => (b'u', 1),
        0x00da | 0x00fa => (b'u', 2),
        0x00dd | 0x00fd => (b'y', 2),
        0x0102 | 0x0103 => (AW, 0),
        0x0128 | 0x0129 => (b'i', 4),
        0x0168 | 0x0169 => (b'u', 4),
        0x01a0 | 0x01a1 => (OW, 0),
        0x01af | 0x01b0 => (UW, 0),
        0x00b2 => (b'2', 0),
        0x00b3 => (b'3', 0),
        0x1ea0..=0x1ef9 => {
            // The block pairs capital and small letter, and runs through the letters in this order.
            const ROWS: [(u8, u8); 45] = [
                (b'a', 5),
                (b'a', 3),
                (AA, 2),
                (AA, 1),
                (AA, 3),
                (AA, 4),
                (AA, 5),
                (AW, 2),
                (AW, 1),
                (AW, 3),
                (AW, 4),
                (AW, 5),
                (b'e', 5),
                (b'e', 3),
                (b'e', 4),
                (EE, 2),
                (EE, 1),
                (EE, 3),
                (EE, 4),
                (EE, 5),
                (b'i', 3),
                (b'i', 5),
                (b'o', 5),
                (b'o', 3),
                (OO, 2),
                (OO, 1),
                (OO, 3),
                (OO, 4),
                (OO, 5),
                (OW, 2),
                (OW, 1),
                (OW, 3),
                (OW, 4),
                (OW, 5),
                (b'u', 5),
                (b'u', 3),
                (UW, 2),
                (UW, 1),
                (UW, 3),
                (UW, 4),
                (UW, 5),
                (b'y', 1),
                (b'y', 5),
                (b'y', 3),
                (b'y', 4),
            ];
            ROWS[(c as usize - 0x1ea0) / 2]
        }
        _ => (0, 0),
    }
}

/// Whether any of the words has this key. Compares at most a few numbers.
macro_rules! is_one_of {
    ($key:expr, $($word:literal)|+) => {{
        const KEYS: &[u64] = &[$($crate::vocabulary::key($word)),+];
        KEYS.contains(&$key)
    }};
}
pub(crate) use is_one_of;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_share_a_key() {
        let rows: [(&str, &str, bool, &str); 12] = [
            ("hoà", "hòa", true, "either tone placement"),
            ("UỶ", "ủy", true, "capitals too"),
            ("tỷ", "tỉ", true, "final y and i"),
            ("sỹ", "sĩ", true, "final y and i with another tone"),
            ("hoa", "hòa", false, "the tone counts"),
            ("đồng", "dong", false, "the marks count"),
            ("Đ", "đ", true, "capital đ"),
            ("Ð", "đ", true, "Icelandic eth for đ"),
            ("m²", "m2", true, "superscript"),
            ("nghiêng", "nghiềng", false, "seven letters and a tone are exact"),
            ("kilogram", "kilogam", false, "long words are told apart"),
            ("ý", "i", false, "the tone of a single vowel counts"),
        ];
        for (a, b, same, why) in rows {
            assert_eq!(key(a) == key(b), same, "{a} {b}: {why}");
        }
    }

    #[test]
    fn phrases_keep_the_order_of_words() {
        let of = |text: &str| phrase(text.split(' ').map(key));
        assert_eq!(of("Bà Rịa"), of("BÀ RỊA"));
        assert_ne!(of("Bà Rịa"), of("Rịa Bà"));
        assert_ne!(of("hộ nghèo"), of("hộ"));
    }

    #[test]
    fn keys_agree_with_lower_case_for_every_letter() {
        for c in ('\u{c0}'..='\u{1ef9}').filter(|c| c.is_uppercase() && fold(*c as u32).0 != 0) {
            let lower: String = c.to_lowercase().collect();
            assert_eq!(key(&c.to_string()), key(&lower), "{c}");
        }
    }
}

//! Words as numbers: a syllable with its case, its tone placement and final y/i folded, in one `u64`.
//!
//! "Hoà", "hòa" and "HÒA" have one key, "hoa" another; "tỷ" and "tỉ" have one key. A Vietnamese syllable has at most seven letters
//! and one tone, so the key of a syllable is exact; longer foreign words get a hash. Keys are computed at compile
//! time for the words that rules name, so that a rule compares numbers and not strings.

use crate::text::{FITS, packed, slot};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by key. Keys are numbers of words of the project's own vocabularies, so a multiplication mixes them well enough.
pub(crate) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<KeyHasher>>;

/// A set of keys.
pub(crate) type KeySet = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// A map by word, for words of the project's own vocabularies: nobody outside chooses what it holds, so a quick hash does.
pub(crate) type WordMap<V> = HashMap<String, V, BuildHasherDefault<KeyHasher>>;

/// A set of words, as [`WordMap`].
pub(crate) type WordSet = HashSet<String, BuildHasherDefault<KeyHasher>>;

/// The hasher of a [`KeyMap`] or a [`WordMap`].
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        let last = rest.iter().fold(rest.len() as u64, |n, b| (n << 8) | u64::from(*b));
        self.write_u64(last);
    }

    /// The end mark of a string; [`write`](Self::write) has its length already.
    fn write_u8(&mut self, _: u8) {}

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// Tells most keys that are in no set apart from those that may be in one, by a bit for each: every word of every text is
/// asked for, and few are in a vocabulary.
#[derive(Debug, Clone)]
pub(crate) struct KeyFilter([u64; 64]);

impl Default for KeyFilter {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl KeyFilter {
    /// The filter of some keys.
    pub fn of(keys: impl IntoIterator<Item = u64>) -> Self {
        let mut out = Self::default();
        for key in keys {
            let (word, bit) = Self::place(key);
            out.0[word] |= bit;
        }
        out
    }

    /// Whether the key may be one of them.
    pub fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] & bit != 0
    }

    fn place(key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 58) as usize, 1 << ((mixed >> 52) & 63))
    }
}

/// The keys of words that were asked for before, one slot a hash: a language has a few thousand syllables, and a report some
/// hundred, said again and again.
pub(crate) struct KeyMemo(Vec<(u128, u64)>);

impl Default for KeyMemo {
    fn default() -> Self {
        Self(vec![(0, 0); 1 << Self::BITS])
    }
}

impl KeyMemo {
    const BITS: u32 = 11;

    /// The [`key`] of the word from `start` to `end`.
    #[inline]
    pub fn key(&mut self, text: &str, start: usize, end: usize) -> u64 {
        let len = end - start;
        if len > FITS {
            return key(&text[start..end]);
        }
        let word = packed(text.as_bytes(), start, end) | (len as u128) << 120;
        let slot = &mut self.0[slot(word, Self::BITS)];
        if slot.0 != word {
            *slot = (word, key(&text[start..end]));
        }
        slot.1
    }
}

/// The key of `word`, which should hold letters and digits only; other characters count as themselves.
pub(crate) const fn key(word: &str) -> u64 {
    let (end, key) = word_at(word, 0, word.len());
    if end < word.len() { hash(word.as_bytes()) } else { key }
}

/// The longest run of letters and digits from `at` on, none of which begins at `limit` or behind it: where it ends, and its
/// key. One pass over the bytes tells both.
pub(crate) const fn word_at(text: &str, at: usize, limit: usize) -> (usize, u64) {
    let bytes = text.as_bytes();
    let (mut letters, mut len, mut tone, mut end) = (0u64, 0u32, 0u64, at);
    while end < limit && end < bytes.len() {
        let (letter, size) = letter_at(bytes, end);
        if letter == 0 {
            break;
        }
        letters = (letters << 8) | (letter & 0xff) as u64;
        if letter > 0xff {
            tone = (letter >> 8) as u64;
        }
        len += 1;
        end += size;
    }
    if len > 7 {
        return (end, hash(bytes.split_at(end).0.split_at(at).1));
    }
    if letters as u8 == b'y' && matches!((letters >> 8) as u8, b'h' | b'k' | b'l' | b'm' | b's' | b't') {
        letters = (letters & !0xff) | b'i' as u64;
    }
    (end, (letters << 8) | tone)
}

/// Base letter and tone of the character at `at`, 0 when it is no letter, and how many bytes it has.
#[inline]
const fn letter_at(bytes: &[u8], at: usize) -> (u16, usize) {
    let first = bytes[at];
    if first < 0x80 {
        (LOW[first as usize], 1)
    } else if first < 0xc8 && at + 1 < bytes.len() {
        (LOW[(((first & 0x1f) as usize) << 6 | (bytes[at + 1] & 0x3f) as usize) & 0x1ff], 2)
    } else if first == 0xe1 && at + 2 < bytes.len() && bytes[at + 1] >> 2 == 0x2e {
        (HIGH[(((bytes[at + 1] & 3) as usize) << 6) | (bytes[at + 2] & 0x3f) as usize], 3)
    } else {
        (0, 1)
    }
}

/// The key of what is no syllable.
const fn hash(word: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let (mut hash, mut tone) = (0xcbf2_9ce4_8422_2325u64, 0u8);
    let mut rest = word;
    while let Some((c, behind)) = decode(rest) {
        rest = behind;
        let (base, mark) = split(letter(c));
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
    letter(c as u32) != 0
}

/// The mark of the tone that a letter has.
pub(crate) fn tone(c: char) -> Option<char> {
    const MARKS: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
    MARKS.get(usize::from(split(letter(c as u32)).1).checked_sub(1)?).copied()
}

/// [`fold`] of the blocks that hold Vietnamese letters, by table: every word of every text comes by here. The base letter is
/// the low byte, the tone the high one.
static LOW: [u16; 0x200] = folded(0);
static HIGH: [u16; 0x100] = folded(0x1e00);

const fn folded<const N: usize>(start: u32) -> [u16; N] {
    let mut table = [0; N];
    let mut i = 0;
    while i < N {
        let (base, tone) = fold(start + i as u32);
        table[i] = base as u16 | (tone as u16) << 8;
        i += 1;
    }
    table
}

/// Base letter and tone in one number, 0 for what is no letter.
#[inline]
const fn letter(c: u32) -> u16 {
    match c >> 8 {
        0 | 1 => LOW[(c & 0x1ff) as usize],
        0x1e => HIGH[(c & 0xff) as usize],
        _ => 0,
    }
}

/// Base letter and tone.
const fn split(letter: u16) -> (u8, u8) {
    (letter as u8, (letter >> 8) as u8)
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
    fn words_end_where_letters_do() {
        for (text, limit, word, why) in [
            ("hộ nghèo", 99, "hộ", "a space"),
            ("m² đất", 99, "m²", "a superscript belongs to it"),
            ("kilogram–m", 99, "kilogram", "a dash"),
            ("nghèo", 2, "ng", "the limit"),
            ("xã", 2, "xã", "what begins before the limit is whole"),
            ("ɓa", 99, "", "a letter of another alphabet"),
            ("Ȁa", 99, "", "beyond the tables"),
            ("", 99, "", "nothing"),
        ] {
            let (end, found) = word_at(text, 0, limit);
            assert_eq!(&text[..end], word, "{text}: {why}");
            assert_eq!(found, key(word), "{text}: {why}");
        }
    }

    #[test]
    fn remembered_keys_are_the_keys() {
        let text = "hộ nghèo, hộ cận nghèo; kilogram \0a a nghiêng-nghiêng-nghiêng";
        let mut memo = KeyMemo::default();
        for _ in 0..2 {
            let mut start = 0;
            for word in text.split(' ') {
                assert_eq!(memo.key(text, start, start + word.len()), key(word), "{word}");
                start += word.len() + 1;
            }
        }
    }

    #[test]
    fn a_filter_never_denies_what_it_holds() {
        let words: Vec<u64> = ["hộ", "xã", "kilogram", "phường"].map(key).to_vec();
        let filter = KeyFilter::of(words.iter().copied());
        assert!(words.iter().all(|w| filter.may_hold(*w)));
        assert!(!KeyFilter::default().may_hold(key("hộ")));
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

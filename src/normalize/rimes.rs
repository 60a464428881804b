//! Onsets and rimes of Vietnamese syllables, as hash tables made at compile time.
//!
//! Takes letters packed into a key (`iêng` is four codes), gives the rime with its tone rules, or whether an onset may
//! stand before a vowel: `ngh` before `iê`, not before `a`.

use super::letters::{self, base};

/// The rimes, shaped and without tone.
const RIMES: &str = "a ai ao au ay am an ang anh ac ach ap at ăm ăn ăng ăc ăp ăt âu ây âm ân âng âc âp ât \
    e eo em en eng ec ep et ê êu êm ên ênh êch êp êt i ia iu im in inh ich ip it iêu iêm iên iêng iêc iêp iêt \
    yêu yêm yên yêng yêt o oi om on ong oc op ot oong ooc oa oai oao oay oam oan oang oanh oac oach oap oat \
    oăm oăn oăng oăc oăt oe oeo oem oen oet ô ôi ôm ôn ông ôc ôp ôt ôông ôôc ơ ơi ơm ơn ơp ơt \
    u ua ui um un ung uc up ut uôi uôm uôn uông uôc uôt uân uâng uât uây uê uêch uênh uơ \
    uy uya uyu uyên uyêt uynh uych uyt uyp uyn ư ưa ưi ưu ưm ưn ưng ưc ưt ươi ươu ươm ươn ương ươc ươp ươt y";

/// Rimes that stand only behind `qu`: `quỳnh`, `quýt`.
const AFTER_QU: &str = "ynh yt ych yp";

/// Onsets with the vowels they take: `*` any, `f` front vowels only (i e ê y), `b` no front vowels,
/// `k` front vowels and a (names: Kạn).
const ONSETS: &str = "b* c:b ch* d* đ* g:b gh:f h* k:k kh* l* m* n* ng:b ngh:f nh* p* ph* r* s* t* th* tr* v* x*";

/// Rime entry: key of its letters, positions that may carry the tone, and whether it ends in a stop.
#[derive(Clone, Copy)]
pub(super) struct Rime {
    key: u32,
    /// Positions that may carry the tone, and [`ONLY_QU`].
    pub(super) tones: u8,
    /// Ends in p, t, c or ch.
    pub(super) stop: bool,
}

/// Open addressing over the rimes' keys; a power of two well above the 171 entries.
const SLOTS: usize = 1024;
const FREE: Rime = Rime { key: 0, tones: 0, stop: false };
static TABLE: [Rime; SLOTS] = table();
const ONSET_SLOTS: usize = 128;
static ONSET_TABLE: [(u32, Next); ONSET_SLOTS] = onset_table();

/// Marks a rime that only `qu` may precede.
pub(super) const ONLY_QU: u8 = 1 << 7;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Any,
    Front,
    Back,
    FrontOrA,
}

#[inline]
const fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 20) as usize & (SLOTS - 1)
}

#[inline]
const fn onset_slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 24) as usize & (ONSET_SLOTS - 1)
}

/// Reads the base code of the UTF-8 letter at `i`; gives the code and the offset behind it. The constants above hold
/// only ASCII and the seven shaped letters, two bytes each.
const fn const_base(s: &[u8], i: usize) -> (u8, usize) {
    match s[i] {
        c @ b'a'..=b'z' => (c - b'a', i + 1),
        0xC3 => match s[i + 1] {
            0xA2 => (base::A_CIRCUMFLEX, i + 2),
            0xAA => (base::E_CIRCUMFLEX, i + 2),
            _ => (base::O_CIRCUMFLEX, i + 2),
        },
        0xC4 if s[i + 1] == 0x83 => (base::A_BREVE, i + 2),
        0xC4 => (base::D_STROKE, i + 2),
        0xC6 if s[i + 1] == 0xA1 => (base::O_HORN, i + 2),
        _ => (base::U_HORN, i + 2),
    }
}

const fn is_shaped(b: u8) -> bool {
    b >= base::A_BREVE && b <= base::U_HORN
}

/// Where the tone of a rime may stand, old and new style: on the last shaped letter if there is one, else on the
/// vowels that either style (or the common typing slip `tòan`) puts it on.
const fn tone_positions(bases: &[u8; 4], len: usize) -> u8 {
    let (mut vowels, mut i, mut shaped) = (0, 0, usize::MAX);
    while i < len {
        if letters::is_vowel(bases[i]) {
            vowels += 1;
            if is_shaped(bases[i]) {
                // ươ carries it on ơ, ưa on ư: the last shaped letter.
                shaped = i;
            }
        }
        i += 1;
    }
    if shaped < usize::MAX {
        return 1 << shaped;
    }
    let glide = bases[0] == base::O && (bases[1] == base::A || bases[1] == base::E)
        || bases[0] == base::U && bases[1] == base::Y;
    match vowels {
        2 if glide && len > 1 => 0b11,
        2 if vowels == len => 0b01,
        // oo: oóc, xoong.
        2 => 0b10,
        3 => 0b11,
        _ => 0b01,
    }
}

const fn insert_all(mut out: [Rime; SLOTS], list: &str, flag: u8) -> [Rime; SLOTS] {
    let s = list.as_bytes();
    let mut i = 0;
    while i < s.len() {
        if s[i] == b' ' {
            i += 1;
            continue;
        }
        let (mut bases, mut len, mut key) = ([0u8; 4], 0, 0u32);
        while i < s.len() && s[i] != b' ' {
            let (b, next) = const_base(s, i);
            bases[len] = b;
            key = key << 6 | (b as u32 + 1);
            len += 1;
            i = next;
        }
        let last = bases[len - 1];
        let stop = last == b'p' - b'a'
            || last == b't' - b'a'
            || last == b'c' - b'a'
            || last == base::H && bases[len - 2] == b'c' - b'a';
        let mut at = slot(key);
        while out[at].key != 0 {
            at = (at + 1) & (SLOTS - 1);
        }
        out[at] = Rime { key, tones: tone_positions(&bases, len) | flag, stop };
    }
    out
}

const fn table() -> [Rime; SLOTS] {
    insert_all(insert_all([FREE; SLOTS], RIMES, 0), AFTER_QU, ONLY_QU)
}

const fn onset_table() -> [(u32, Next); ONSET_SLOTS] {
    let s = ONSETS.as_bytes();
    let mut out = [(0, Next::Any); ONSET_SLOTS];
    let mut i = 0;
    while i < s.len() {
        let mut key = 0;
        while i < s.len() && s[i] != b'*' && s[i] != b':' {
            let (b, next) = const_base(s, i);
            key = key << 6 | (b as u32 + 1);
            i = next;
        }
        let next = if s[i] == b'*' {
            Next::Any
        } else {
            i += 1;
            match s[i] {
                b'f' => Next::Front,
                b'k' => Next::FrontOrA,
                _ => Next::Back,
            }
        };
        let mut at = onset_slot(key);
        while out[at].0 != 0 {
            at = (at + 1) & (ONSET_SLOTS - 1);
        }
        out[at] = (key, next);
        i += 2;
    }
    out
}

/// Bits of one letter in a key: its base plus one.
pub(super) const BITS: usize = 6;

#[inline]
/// The rime of `len` letters.
pub(super) fn rime(key: u64, len: usize) -> Option<Rime> {
    if len == 0 || len > 4 {
        return None;
    }
    let key = key as u32;
    let mut at = slot(key);
    while TABLE[at].key != 0 {
        if TABLE[at].key == key {
            return Some(TABLE[at]);
        }
        at = (at + 1) & (SLOTS - 1);
    }
    None
}

#[inline]
/// Whether the onset of `len` letters may stand before the vowel `first`.
pub(super) fn onset(key: u64, len: usize, first: u8) -> bool {
    if len == 0 {
        return true;
    }
    if len > 3 {
        return false;
    }
    let front = matches!(first, base::I | base::E | base::E_CIRCUMFLEX | base::Y);
    let mut at = onset_slot(key as u32);
    while ONSET_TABLE[at].0 != 0 {
        if u64::from(ONSET_TABLE[at].0) == key {
            return match ONSET_TABLE[at].1 {
                Next::Any => true,
                Next::Front => front,
                Next::Back => !front,
                Next::FrontOrA => front || first == base::A,
            };
        }
        at = (at + 1) & (ONSET_SLOTS - 1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_holds_the_163_rimes() {
        assert_eq!(RIMES.split_whitespace().count(), 163);
        for r in RIMES.split_whitespace() {
            let key = r.chars().fold(0, |k, c| k << BITS | (u64::from(letters::letter(c).unwrap().base) + 1));
            assert!(rime(key, r.chars().count()).is_some(), "{r}");
        }
    }
}

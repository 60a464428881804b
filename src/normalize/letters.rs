//! The Vietnamese alphabet by table: every letter as a base letter (with its shape mark), a tone and a case.
//!
//! Takes one precomposed character, gives its [`Letter`]: `ậ` is base `â`, tone nặng. Refuses everything
//! that is not one of the 26 ASCII letters or the 134 further letters of Vietnamese. The look-alikes `Ð ð Ɖ`
//! count as Đ, `Ƣ ƣ` as Ư: neither occurs in Vietnamese under its own name.

/// Base letter codes: `a`–`z` are 0–25, then the seven shaped letters.
pub(crate) mod base {
    pub(crate) const A: u8 = 0;
    pub(crate) const E: u8 = 4;
    pub(crate) const G: u8 = 6;
    pub(crate) const H: u8 = 7;
    pub(crate) const I: u8 = 8;
    pub(crate) const O: u8 = 14;
    pub(crate) const Q: u8 = 16;
    pub(crate) const U: u8 = 20;
    pub(crate) const Y: u8 = 24;
    pub(crate) const A_BREVE: u8 = 26;
    pub(crate) const A_CIRCUMFLEX: u8 = 27;
    pub(crate) const E_CIRCUMFLEX: u8 = 28;
    pub(crate) const O_CIRCUMFLEX: u8 = 29;
    pub(crate) const O_HORN: u8 = 30;
    pub(crate) const U_HORN: u8 = 31;
    pub(crate) const D_STROKE: u8 = 32;
}

/// Tone codes.
pub(crate) mod tone {
    pub(crate) const LEVEL: u8 = 0;
    pub(crate) const HUYEN: u8 = 1;
    pub(crate) const SAC: u8 = 2;
    pub(crate) const HOI: u8 = 3;
    pub(crate) const NGA: u8 = 4;
    pub(crate) const NANG: u8 = 5;
}

/// The twelve vowels with their six tones, small.
const VOWELS: [(u8, [char; 6]); 12] = [
    (base::A, ['a', 'à', 'á', 'ả', 'ã', 'ạ']),
    (base::A_BREVE, ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ']),
    (base::A_CIRCUMFLEX, ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ']),
    (base::E, ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    (base::E_CIRCUMFLEX, ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ']),
    (base::I, ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị']),
    (base::O, ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ']),
    (base::O_CIRCUMFLEX, ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ']),
    (base::O_HORN, ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ']),
    (base::U, ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ']),
    (base::U_HORN, ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự']),
    (base::Y, ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
];

/// One letter, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Code of [`base`].
    pub(crate) base: u8,
    /// Code of [`tone`].
    pub(crate) tone: u8,
    /// Whether it is a capital.
    pub(crate) upper: bool,
}

/// No letter.
const NONE: u16 = u16::MAX;

const fn pack(base: u8, tone: u8, upper: bool) -> u16 {
    base as u16 | (tone as u16) << 6 | (upper as u16) << 9
}

/// The capital of a small Vietnamese vowel, by the layout of its Unicode block.
const fn upper_of(c: char) -> u32 {
    let u = c as u32;
    match u {
        0x61..=0x7A | 0xE0..=0xFE => u - 0x20,
        _ => u - 1,
    }
}

/// Codes up to ư (U+01B0) and from Ạ (U+1EA0) to ỹ (U+1EF9).
const LOW: [u16; 0x1B1] = tables().0;
const HIGH: [u16; 0x5A] = tables().1;
const HIGH_START: u32 = 0x1EA0;

const fn tables() -> ([u16; 0x1B1], [u16; 0x5A]) {
    let (mut low, mut high) = ([NONE; 0x1B1], [NONE; 0x5A]);
    let mut i = 0;
    while i < 26 {
        low[b'a' as usize + i] = pack(i as u8, 0, false);
        low[b'A' as usize + i] = pack(i as u8, 0, true);
        i += 1;
    }
    let mut v = 0;
    while v < VOWELS.len() {
        let mut t = 0;
        while t < 6 {
            let small = VOWELS[v].1[t];
            let codes = [small as u32, upper_of(small)];
            let mut k = 0;
            while k < 2 {
                let packed = pack(VOWELS[v].0, t as u8, k == 1);
                if codes[k] >= HIGH_START {
                    high[(codes[k] - HIGH_START) as usize] = packed;
                } else {
                    low[codes[k] as usize] = packed;
                }
                k += 1;
            }
            t += 1;
        }
        v += 1;
    }
    low['đ' as usize] = pack(base::D_STROKE, 0, false);
    low['ð' as usize] = pack(base::D_STROKE, 0, false);
    low['Đ' as usize] = pack(base::D_STROKE, 0, true);
    low['Ð' as usize] = pack(base::D_STROKE, 0, true);
    low['Ɖ' as usize] = pack(base::D_STROKE, 0, true);
    low['ƣ' as usize] = pack(base::U_HORN, 0, false);
    low['Ƣ' as usize] = pack(base::U_HORN, 0, true);
    (low, high)
}

/// Takes a letter apart; none for everything that is no letter of Vietnamese text.
#[inline]
pub(crate) fn letter(c: char) -> Option<Letter> {
    let u = c as u32;
    let packed = match LOW.get(u as usize) {
        Some(&p) => p,
        None => *HIGH.get(u.checked_sub(HIGH_START)? as usize)?,
    };
    (packed != NONE).then_some(Letter {
        base: (packed & 63) as u8,
        tone: (packed >> 6 & 7) as u8,
        upper: packed >> 9 == 1,
    })
}

/// Small letters by base and tone; NUL where there is none.
static SMALL: [[char; 8]; 64] = {
    let mut t = [['\0'; 8]; 64];
    let mut i = 0;
    while i < 26 {
        t[i][0] = (b'a' + i as u8) as char;
        i += 1;
    }
    t[base::D_STROKE as usize][0] = 'đ';
    let mut v = 0;
    while v < VOWELS.len() {
        let mut k = 0;
        while k < 6 {
            t[VOWELS[v].0 as usize][k] = VOWELS[v].1[k];
            k += 1;
        }
        v += 1;
    }
    t
};

/// The small letter of a base and a tone; a consonant has no tone but level.
#[inline]
pub(crate) fn compose(base: u8, tone: u8) -> Option<char> {
    let c = SMALL[usize::from(base & 63)][usize::from(tone & 7)];
    (c != '\0').then_some(c)
}

/// The capital or small letter.
pub(crate) fn compose_case(base: u8, tone: u8, upper: bool) -> Option<char> {
    let small = compose(base, tone)?;
    if upper { small.to_uppercase().next() } else { Some(small) }
}

/// The ASCII letter of a base: `ă â` → `a`, `đ` → `d`.
pub(crate) const fn plain(base: u8) -> u8 {
    match base {
        base::A_BREVE | base::A_CIRCUMFLEX => b'a',
        base::E_CIRCUMFLEX => b'e',
        base::O_CIRCUMFLEX | base::O_HORN => b'o',
        base::U_HORN => b'u',
        base::D_STROKE => b'd',
        _ => b'a' + base,
    }
}

/// Whether a base is one of the twelve vowels.
pub(crate) const fn is_vowel(base: u8) -> bool {
    const MASK: u64 = {
        let (mut mask, mut i) = (0, 0);
        while i < VOWELS.len() {
            mask |= 1 << VOWELS[i].0;
            i += 1;
        }
        mask
    };
    base < 64 && MASK >> base & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_comes_apart_and_together() {
        let mut count = 0;
        for (b, tones) in VOWELS {
            for (t, small) in tones.into_iter().enumerate() {
                for c in [small, small.to_uppercase().next().unwrap()] {
                    let l = letter(c).unwrap_or_else(|| panic!("{c} is a letter"));
                    assert_eq!((l.base, usize::from(l.tone), l.upper), (b, t, c != small), "{c}");
                    assert_eq!(compose_case(l.base, l.tone, l.upper), Some(c));
                    count += usize::from(!c.is_ascii());
                }
            }
        }
        assert_eq!(count + 2, 134, "đ and Đ are the other two");
        for (c, why) in [('ä', "German"), ('ç', "French"), ('²', "digit"), ('µ', "sign"), ('字', "far off")] {
            assert_eq!(letter(c), None, "{why}");
        }
        assert_eq!(letter('Ð'), letter('Đ'), "Icelandic eth is a look-alike");
    }
}

//! Is a token a Vietnamese syllable? The judge of legacy encodings, mojibake and glued words.
//!
//! Takes NFC text in any case and either tone style (`hoà`, `hòa`), gives yes or no: onset, one of the 163
//! rimes, and the tone rules (`các` is a syllable, `cac` and `cảt` are not: rimes that end in p, t, c, ch carry
//! sắc or nặng). It cannot see a wrong word that is a syllable itself (`chuyên` for `chuyển`).

use super::letters::{self, Letter, base, tone};
use super::rimes::{BITS, ONLY_QU, Rime, onset, rime};
use crate::text::{FITS, packed, slot};
use std::cell::RefCell;

/// Letters of a syllable at most (`nghiêng`).
const MAX_LETTERS: usize = 7;

/// Letters of an abbreviation at most; a longer word in capitals is a word.
const MAX_ABBREVIATION: usize = 6;

/// The lowest `len` letters of a key.
#[inline]
const fn low(key: u64, len: usize) -> u64 {
    key & ((1 << (BITS * len)) - 1)
}

/// The key of one letter.
const fn code(base: u8) -> u64 {
    base as u64 + 1
}

/// A token taken apart while it is read: its letters as one key, and its tone.
#[derive(Default)]
struct Token {
    /// Six bits a letter, the last lowest.
    key: u64,
    letters: usize,
    capitals: usize,
    /// Letters before the first vowel; all of them so far without one.
    consonants: usize,
    has_vowel: bool,
    tone: u8,
    tone_at: usize,
    /// Two tones or a foreign letter.
    foreign: bool,
}

impl Token {
    #[inline]
    fn push(&mut self, l: Letter) {
        if l.tone != tone::LEVEL {
            self.foreign |= self.tone != tone::LEVEL;
            self.tone = l.tone;
            self.tone_at = self.letters;
        }
        self.has_vowel |= letters::is_vowel(l.base);
        self.consonants += usize::from(!self.has_vowel);
        self.key = self.key << BITS | code(l.base);
        self.letters += 1;
        self.capitals += usize::from(l.upper);
    }

    fn is_syllable(&self) -> bool {
        if self.foreign || !self.has_vowel || self.letters > MAX_LETTERS {
            return false;
        }
        let len = self.letters - self.consonants;
        let (onset_key, rest) = (self.key >> (BITS * len), low(self.key, len));
        let first = rest >> (BITS * (len - 1));
        // The letters behind the first vowel, for qu and gi.
        let (tail_len, tail) = (len - 1, low(rest, len - 1));
        if onset_key == code(base::Q) {
            // The u belongs to the onset: quý, quả; the slip "qủa" is still the word.
            if first != code(base::U) || tail_len == 0 {
                return false;
            }
            let next = (tail >> (BITS * (tail_len - 1))) as u8 - 1;
            let after = match next {
                base::A | base::A_BREVE | base::A_CIRCUMFLEX | base::E | base::E_CIRCUMFLEX => true,
                base::I | base::O_HORN | base::Y => true,
                // quốc
                base::O_CIRCUMFLEX => tail == code(base::O_CIRCUMFLEX) << BITS | code(b'c' - b'a'),
                _ => false,
            };
            return after && rime(tail, tail_len).is_some_and(|r| self.tone_fits(r, 2, 0b10));
        }
        if onset_key == code(base::G) && first == code(base::I) {
            // gì, gìn, giết: the i of the onset is the rime's own; gia, giữ: it is not.
            let own = rime(rest, len).is_some_and(|r| self.tone_fits(r, 1, 0));
            let onset = |r: Rime| r.tones & ONLY_QU == 0 && self.tone_fits(r, 2, 0b10);
            return own || rime(tail, tail_len).is_some_and(onset);
        }
        // Behind an onset y stands alone: ký, not "kyên".
        onset(onset_key, self.consonants, first as u8 - 1)
            && (self.consonants == 0 || first != code(base::Y) || len == 1)
            && rime(rest, len).is_some_and(|r| r.tones & ONLY_QU == 0 && self.tone_fits(r, self.consonants, 0))
    }

    /// Whether the token's tone suits the rime that begins at letter `start`; `also` names further letters of
    /// the token that may carry it.
    #[inline]
    fn tone_fits(&self, r: Rime, start: usize, also: u32) -> bool {
        match self.tone {
            tone::LEVEL => !r.stop,
            t if r.stop && t != tone::SAC && t != tone::NANG => false,
            _ => (u32::from(r.tones & !ONLY_QU) << start | also) >> self.tone_at & 1 == 1,
        }
    }
}

/// Whether `token` is one Vietnamese syllable: NFC, any case, either tone style.
///
/// ```
/// use trichluc::normalize::syllable::is_syllable;
/// assert!(is_syllable("nghiêng") && is_syllable("HOÀ") && is_syllable("hòa"));
/// assert!(!is_syllable("cac") && !is_syllable("thùc") && !is_syllable("report"));
/// ```
pub fn is_syllable(token: &str) -> bool {
    let mut t = Token::default();
    for c in token.chars() {
        match letters::letter(c) {
            Some(l) => t.push(l),
            None => return false,
        }
    }
    t.is_syllable()
}

/// How many tokens were looked at and how many are syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Tokens that count: two letters or more, no abbreviation in capitals.
    pub tokens: usize,
    /// Those of them that are syllables.
    pub syllables: usize,
    /// Letters of the tokens that count.
    pub letters: usize,
}

impl Tally {
    /// Share of syllables, none without a token.
    pub fn share(self) -> Option<f32> {
        (self.tokens > 0).then(|| self.syllables as f32 / self.tokens as f32)
    }

    fn join(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.syllables += other.syllables;
        self.letters += other.letters;
    }

    fn add(&mut self, t: &Token) {
        if t.letters < 2 {
            return;
        }
        let ok = t.is_syllable();
        // Abbreviations (UBND, KH, QĐ) say nothing of the text; capital syllables do.
        if !ok && t.capitals == t.letters && t.letters <= MAX_ABBREVIATION && !t.foreign {
            return;
        }
        self.tokens += 1;
        self.letters += t.letters;
        self.syllables += usize::from(ok);
    }
}

/// Tallies the tokens of `text`: runs of letters. With `strict`, the signs of the Latin-1 block inside a word
/// (`c¸c`, `®­îc`) count as letters that no syllable has: the mark of legacy text read as Latin-1.
pub fn tally(text: &str, strict: bool) -> Tally {
    MEMO.with_borrow_mut(|memo| {
        let mut out = Tally::default();
        let bytes = text.as_bytes();
        let mut end = 0;
        while let Some(gap) = bytes[end..].iter().position(|b| RUNS[usize::from(*b)]) {
            let start = end + gap;
            end = bytes[start..].iter().position(|b| !RUNS[usize::from(*b)]).map_or(bytes.len(), |len| start + len);
            out.join(memo.tally(text, start, end, strict));
        }
        out
    })
}

/// Bytes of which runs are made: letters and all that is beyond ASCII.
static RUNS: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = (b as u8).is_ascii_alphabetic() || b >= 0x80;
        b += 1;
    }
    table
};

/// The tally of a run of letters and signs beyond ASCII, character by character.
fn tally_run(text: &str, strict: bool) -> Tally {
    let mut out = Tally::default();
    let mut token = Token::default();
    for c in text.chars() {
        if let Some(l) = letters::letter(c) {
            token.push(l);
        } else if !c.is_ascii() && (c.is_alphabetic() || strict && ('\u{a1}'..='\u{ff}').contains(&c)) {
            token.foreign = true;
            token.letters += 1;
        } else if token.letters > 0 {
            out.add(&token);
            token = Token::default();
        }
    }
    if token.letters > 0 {
        out.add(&token);
    }
    out
}

/// What was found out about runs, one slot a hash: a language has a few thousand syllables, and a report some hundred,
/// so that nearly every word of a text was seen before.
struct Memo(Vec<(u128, Tally)>);

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo(vec![(0, Tally::default()); 1 << Memo::BITS]));
}

impl Memo {
    const BITS: u32 = 11;

    /// The tally of the run from `start` to `end`.
    #[inline]
    fn tally(&mut self, text: &str, start: usize, end: usize, strict: bool) -> Tally {
        if end - start > FITS {
            return tally_run(&text[start..end], strict);
        }
        // The highest byte is free: it tells a strict tally from another.
        let key = packed(text.as_bytes(), start, end) | u128::from(strict) << 120 | 1 << 127;
        let slot = &mut self.0[slot(key, Self::BITS)];
        if slot.0 != key {
            *slot = (key, tally_run(&text[start..end], strict));
        }
        slot.1
    }
}

/// Share of the alphabetic tokens of two letters or more that are syllables, 0 to 1; abbreviations in capitals
/// do not count. None when `text` holds no such token.
pub fn share(text: &str) -> Option<f32> {
    tally(text, false).share()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for (token, yes, why) in [
            ("nghiêng", true, "longest"),
            ("hòa", true, "old style"),
            ("hoà", true, "new style"),
            ("thuỷ", true, "new style"),
            ("THỦY", true, "old style in capitals"),
            ("quý", true, "u belongs to qu"),
            ("qủa", true, "typing slip, still the word"),
            ("quốc", true, "quô-"),
            ("quyết", true, "quyê-"),
            ("quỳnh", true, "quynh"),
            ("gì", true, "gi contracts"),
            ("giếng", true, "gi + iêng"),
            ("giữa", true, "gi + ưa"),
            ("giá", true, "gi + a"),
            ("được", true, "nặng before c"),
            ("người", true, "ươi"),
            ("khuya", true, "uya"),
            ("xoong", true, "oo"),
            ("oóc", true, "oo with tone"),
            ("ý", true, "a whole syllable"),
            ("tàu", true, "tone on the first of two"),
            ("taù", false, "tone on the glide"),
            ("tỷ", true, "open y"),
            ("ương", true, "no onset"),
            ("kạn", true, "k in names"),
            ("cac", false, "stop without tone"),
            ("cảt", false, "stop with hỏi"),
            ("thùc", false, "TCVN3 read as Latin-1"),
            ("kế", true, "k before ê"),
            ("cế", false, "c before ê"),
            ("nge", false, "ng before e"),
            ("qa", false, "q without u"),
            ("tràờ", false, "two tones"),
            ("strong", false, "English"),
            ("UBND", false, "abbreviation"),
            ("", false, "nothing"),
            ("bổn-", false, "a sign"),
        ] {
            assert_eq!(is_syllable(token), yes, "{token}: {why}");
        }
    }

    #[test]
    fn share_counts_tokens() {
        for (text, expected, why) in [
            ("Hợp tác xã chè dựng xưởng sao mới", Some(1.0), "plain"),
            ("UBND huyện, TTCN", Some(1.0), "abbreviations are exempt"),
            ("12/2024, a b c", None, "nothing to judge"),
            ("annual report", Some(0.0), "English"),
        ] {
            assert_eq!(share(text), expected, "{why}");
        }
        let text = "Đảng ủy xã: 12 hộ “nghèo” c¸c x·, ×a ngoằnngoèolongandlonger µm. Đảng ủy";
        for strict in [false, true] {
            assert_eq!(tally(text, strict), tally_run(text, strict), "run by run is the same as at once");
        }
        let legacy = tally("c¸c ®¬n vÞ thùc hiÖn nhiÖm vô", true);
        assert!(legacy.share() < Some(0.2), "{legacy:?}");
    }
}

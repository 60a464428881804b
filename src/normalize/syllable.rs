//! Is a token a Vietnamese syllable? The judge of legacy encodings, mojibake and glued words.
//!
//! Takes NFC text in any case and either tone style (`hoà`, `hòa`), gives yes or no: onset, one of the 163
//! rimes, and the tone rules (`các` is a syllable, `cac` and `cảt` are not: rimes that end in p, t, c, ch carry
//! sắc or nặng). It cannot see a wrong word that is a syllable itself (`chuyên` for `chuyển`).

use super::letters::{self, Letter, base, tone};

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

/// Letters of a syllable at most (`nghiêng`).
const MAX_LETTERS: usize = 7;

/// Letters of an abbreviation at most; a longer word in capitals is a word.
const MAX_ABBREVIATION: usize = 6;

/// Rime entry: key of its letters, positions that may carry the tone, and whether it ends in a stop.
#[derive(Clone, Copy)]
struct Rime {
    key: u32,
    tones: u8,
    stop: bool,
}

/// Open addressing over the rimes' keys; a power of two well above the 171 entries.
const SLOTS: usize = 1024;
const FREE: Rime = Rime { key: 0, tones: 0, stop: false };
static TABLE: [Rime; SLOTS] = table();
const ONSET_SLOTS: usize = 128;
static ONSET_TABLE: [(u32, Next); ONSET_SLOTS] = onset_table();

/// Marks a rime that only `qu` may precede.
const ONLY_QU: u8 = 1 << 7;

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
    let (mut vowels, mut i, mut shaped) = (0, 0, MAX_LETTERS);
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
    if shaped < MAX_LETTERS {
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
const BITS: usize = 6;

/// The lowest `len` letters of a key.
#[inline]
const fn low(key: u64, len: usize) -> u64 {
    key & ((1 << (BITS * len)) - 1)
}

/// The key of one letter.
const fn code(base: u8) -> u64 {
    base as u64 + 1
}

#[inline]
fn rime(key: u64, len: usize) -> Option<Rime> {
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

#[inline]
fn onset(key: u64, len: usize, first: u8) -> bool {
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

/// Share of the alphabetic tokens of two letters or more that are syllables, 0 to 1; abbreviations in capitals
/// do not count. None when `text` holds no such token.
pub fn share(text: &str) -> Option<f32> {
    tally(text, false).share()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_holds_the_163_rimes() {
        assert_eq!(RIMES.split_whitespace().count(), 163);
        for r in RIMES.split_whitespace() {
            let key = r.chars().fold(0, |k, c| k << BITS | code(letters::letter(c).unwrap().base));
            assert!(rime(key, r.chars().count()).is_some(), "{r}");
        }
    }

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
            ("Ủy ban nhân dân huyện báo cáo kết quả", Some(1.0), "plain"),
            ("UBND huyện, TTCN", Some(1.0), "abbreviations are exempt"),
            ("12/2024, a b c", None, "nothing to judge"),
            ("annual report", Some(0.0), "English"),
        ] {
            assert_eq!(share(text), expected, "{why}");
        }
        let legacy = tally("c¸c ®¬n vÞ thùc hiÖn nhiÖm vô", true);
        assert!(legacy.share() < Some(0.2), "{legacy:?}");
    }
}

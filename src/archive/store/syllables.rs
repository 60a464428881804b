//! The syllables of Vietnamese, numbered.
//!
//! Takes the letters of a word, gives the number of the syllable that it is (`nghèo`), and back. The numbers are
//! those of the lists below, onset by onset, rime by rime, tone by tone: lists and order are part of the
//! archive's format. Both styles of tone placement (hòa, hoà) have numbers of their own. What is not in the lists
//! ("kwh", `Đăk`) has no number and is spelled.

/// Each vowel with its six tones.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

const UPPER_VOWELS: [&str; 12] = [
    "AÀÁẢÃẠ",
    "ĂẰẮẲẴẶ",
    "ÂẦẤẨẪẬ",
    "EÈÉẺẼẸ",
    "ÊỀẾỂỄỆ",
    "IÌÍỈĨỊ",
    "OÒÓỎÕỌ",
    "ÔỒỐỔỖỘ",
    "ƠỜỚỞỠỢ",
    "UÙÚỦŨỤ",
    "ƯỪỨỬỮỰ",
    "YỲÝỶỸỴ",
];

/// Rimes that begin with a front vowel, with another one, and with a glide.
const FRONT: &str = "e em en eng ec ep et eo ê êu êm ên ênh êch êp êt i ia iu im in inh ich ip it iêu iêm iên iêng \
    iêc iêp iêt y";
const BACK: &str = "a ai ao au ay am an ang anh ac ach ap at ăm ăn ăng ăc ăp ăt âu ây âm ân âng âc âp ât o oi om on \
    ong oc op ot ô ôi ôm ôn ông ôc ôp ôt ơ ơi ơm ơn ơp ơt u ua ui um un ung uc up ut uôi uôm uôn uông uôc uôt ư ưa \
    ưi ưu ưm ưn ưng ưc ưt ươi ươu ươm ươn ương ươc ươp ươt";
const GLIDE: &str = "oa oai oay oan oang oanh oac oach oat oao oam oăn oăng oăc oăt oăm oe oen oet oeo uân uâng uât \
    uây uê uêch uênh uơ uy uya uyu uyên uyêt uynh uych uyt uyn uyp";
/// Behind no onset, and behind `qu`.
const INITIAL_Y: &str = "yên yêu yêm yêt yêng ynh ych yt yp yn";
/// Behind `g`: gì, giêng.
const AFTER_G: &str = "i ia in inh iêng iêt";
/// Behind `gi`: gieo.
const AFTER_GI: &str = "eo";

/// Each onset with the rimes that it takes.
const ONSETS: [(&str, &[&str]); 28] = [
    ("", &[BACK, FRONT, GLIDE, INITIAL_Y]),
    ("b", &[BACK, FRONT]),
    ("c", &[BACK]),
    ("ch", &[BACK, FRONT, GLIDE]),
    ("d", &[BACK, FRONT, GLIDE]),
    ("đ", &[BACK, FRONT, GLIDE]),
    ("g", &[BACK, AFTER_G]),
    ("gh", &[FRONT]),
    ("gi", &[BACK, AFTER_GI]),
    ("h", &[BACK, FRONT, GLIDE]),
    ("k", &[FRONT]),
    ("kh", &[BACK, FRONT, GLIDE]),
    ("l", &[BACK, FRONT, GLIDE]),
    ("m", &[BACK, FRONT]),
    ("n", &[BACK, FRONT]),
    ("ng", &[BACK, GLIDE]),
    ("ngh", &[FRONT]),
    ("nh", &[BACK, FRONT, GLIDE]),
    ("p", &[BACK, FRONT]),
    ("ph", &[BACK, FRONT]),
    ("qu", &[BACK, FRONT, INITIAL_Y]),
    ("r", &[BACK, FRONT]),
    ("s", &[BACK, FRONT, GLIDE]),
    ("t", &[BACK, FRONT, GLIDE]),
    ("th", &[BACK, FRONT, GLIDE]),
    ("tr", &[BACK, FRONT, GLIDE]),
    ("v", &[BACK, FRONT]),
    ("x", &[BACK, FRONT, GLIDE]),
];

/// Open addressing over the words' keys: twice as many places as syllables.
const SLOTS: usize = 1 << 15;

/// A word longer than this is no syllable; its key would not fit 64 bits.
pub(super) const MAX_LETTERS: usize = 8;

/// Bits of a letter in a word's key.
const LETTER_BITS: u32 = 7;

/// The letters of a word, one behind the other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    key: u64,
    /// Number of letters.
    pub len: usize,
    /// How many of them are capitals.
    pub capitals: usize,
    /// Whether the first one is.
    pub capital_first: bool,
}

impl Word {
    /// Adds a letter; see [`Syllables::letter`].
    #[inline]
    pub(super) fn push(&mut self, letter: Letter) {
        self.key = self.key << LETTER_BITS | u64::from(letter.0 & 0x7f);
        let capital = letter.0 & Letter::CAPITAL != 0;
        self.capitals += usize::from(capital);
        self.capital_first |= capital && self.len == 0;
        self.len += 1;
    }
}

/// A letter's number, with a mark on capitals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Letter(u8);

impl Letter {
    const CAPITAL: u8 = 0x80;
}

/// The lists, unfolded.
pub(super) struct Syllables {
    /// All syllables, one behind the other, and where each ends.
    text: String,
    ends: Vec<u32>,
    /// Key and number, by hash of the key.
    numbers: Vec<(u64, u16)>,
    /// Letters below U+0800, and of U+1E80 to U+1EFF.
    letters: Vec<Letter>,
}

/// Where the table of two-byte characters ends and that of U+1E80 to U+1EFF begins.
const TWO_BYTES: usize = 0x800;
const LATIN_EXTENDED: usize = 0x1e80;
/// Places of [`slot`].
pub(super) const CHARACTER_SLOTS: usize = TWO_BYTES + 0x80;

/// The place of a character in tables over those that Vietnamese uses.
#[inline]
pub(super) fn slot(c: char) -> Option<usize> {
    let c = c as usize;
    if c < TWO_BYTES {
        Some(c)
    } else {
        (LATIN_EXTENDED..LATIN_EXTENDED + 0x80).contains(&c).then(|| c - LATIN_EXTENDED + TWO_BYTES)
    }
}

/// Every small letter with its capital.
fn alphabet() -> impl Iterator<Item = (char, char)> {
    let plain = ('a'..='z').map(|c| (c, c.to_ascii_uppercase()));
    let marked = VOWELS.iter().zip(UPPER_VOWELS).flat_map(|(l, u)| l.chars().zip(u.chars()).skip(1));
    let shaped = VOWELS.iter().zip(UPPER_VOWELS).filter_map(|(l, u)| Some((l.chars().next()?, u.chars().next()?)));
    plain.chain(marked).chain(shaped.filter(|(l, _)| !l.is_ascii())).chain([('đ', 'Đ')])
}

/// Letters with marks, small and capital, in a fixed order.
pub(super) fn marked_letters() -> impl Iterator<Item = char> {
    alphabet().filter(|(l, _)| !l.is_ascii()).flat_map(|(l, u)| [l, u])
}

/// The capital of a letter of the lists.
pub(super) fn capital(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    // Vietnamese capitals are one character each.
    c.to_uppercase().next().unwrap_or(c)
}

impl Syllables {
    pub(super) fn new() -> Self {
        let mut s = Self {
            text: String::new(),
            ends: Vec::new(),
            numbers: vec![(0, 0); SLOTS],
            letters: vec![Letter::default(); CHARACTER_SLOTS],
        };
        for (n, (small, big)) in (1..).zip(alphabet()) {
            for (c, mark) in [(small, 0), (big, Letter::CAPITAL)] {
                if let Some(slot) = slot(c) {
                    s.letters[slot] = Letter(n | mark);
                }
            }
        }
        let mut form = String::new();
        for (onset, lists) in ONSETS {
            for rime in lists.iter().flat_map(|l| l.split_ascii_whitespace()) {
                each_tone(rime, |rime| {
                    form.clear();
                    form.push_str(onset);
                    form.push_str(rime);
                    s.add(&form);
                });
            }
        }
        s
    }

    fn add(&mut self, syllable: &str) {
        let mut word = Word::default();
        for letter in syllable.chars().filter_map(|c| self.letter(c)) {
            word.push(letter);
        }
        let at = self.find(word.key);
        // "gia" is g + ia and gi + a: one number.
        if self.numbers[at].0 == 0 {
            self.numbers[at] = (word.key, self.ends.len() as u16);
            self.text.push_str(syllable);
            self.ends.push(self.text.len() as u32);
        }
    }

    /// The place of a key, or the free place where it belongs.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49) as usize;
        while self.numbers[at].0 != 0 && self.numbers[at].0 != key {
            at = (at + 1) % SLOTS;
        }
        at
    }

    /// The letter of a character; none for what is no Vietnamese or English letter.
    #[inline]
    pub(super) fn letter(&self, c: char) -> Option<Letter> {
        slot(c).map(|slot| self.letters[slot]).filter(|l| l.0 != 0)
    }

    /// Where the letters that begin at `at` end.
    #[inline]
    pub(super) fn run_end(&self, bytes: &[u8], at: usize) -> usize {
        let low = |i: usize| usize::from(bytes.get(i).copied().unwrap_or(0) & 0x3f);
        let mut end = at;
        while let Some(&first) = bytes.get(end) {
            let (slot, len) = match first {
                0..=0x7f => (usize::from(first), 1),
                0xc2..=0xdf => (usize::from(first & 0x1f) << 6 | low(end + 1), 2),
                // U+1E80 to U+1EFF.
                0xe1 if matches!(bytes.get(end + 1), Some(0xba | 0xbb)) => {
                    ((low(end + 1) & 1) << 6 | low(end + 2) | TWO_BYTES, 3)
                }
                _ => break,
            };
            if self.letters[slot].0 == 0 {
                break;
            }
            end += len;
        }
        end
    }

    /// The number of a syllable, whatever its case.
    #[inline]
    pub(super) fn number(&self, word: &Word) -> Option<u16> {
        if word.len > MAX_LETTERS {
            return None;
        }
        let (key, number) = self.numbers[self.find(word.key)];
        (key != 0).then_some(number)
    }

    /// The number of a syllable in small letters.
    pub(super) fn number_of(&self, syllable: &str) -> Option<u16> {
        let mut word = Word::default();
        syllable.chars().filter_map(|c| self.letter(c)).for_each(|l| word.push(l));
        self.number(&word)
    }

    /// The syllable with a number, in small letters.
    #[inline]
    pub(super) fn get(&self, number: u16) -> Option<&str> {
        let n = usize::from(number);
        let start = if n == 0 { 0 } else { *self.ends.get(n - 1)? as usize };
        self.text.get(start..*self.ends.get(n)? as usize)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Hands a rime in every tone that it takes to `give`.
fn each_tone(rime: &str, mut give: impl FnMut(&str)) {
    let letters: Vec<char> = rime.chars().collect();
    let row = |c: char| VOWELS.iter().find(|row| row.starts_with(c));
    // Two styles of one rime: hòa, hoà.
    let both = matches!(rime, "oa" | "oe" | "uy");
    let glide = rime.starts_with("oa") || rime.starts_with("oe") || rime.starts_with("uy");
    let shaped = letters.iter().rposition(|c| !c.is_ascii());
    let first = shaped.unwrap_or(usize::from(glide && !both));
    let stop = ["p", "t", "c", "ch"].iter().any(|end| rime.ends_with(end));
    let tones: &[usize] = if stop { &[2, 5] } else { &[1, 2, 3, 4, 5] };
    if !stop {
        give(rime);
    }
    for at in first..=first + usize::from(both) {
        for &tone in tones {
            let toned = |(i, &c): (usize, &char)| match row(c) {
                Some(row) if i == at => row.chars().nth(tone).unwrap_or(c),
                _ => c,
            };
            give(&letters.iter().enumerate().map(toned).collect::<String>());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_change() {
        let s = Syllables::new();
        let hash = s.text.bytes().fold(0u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        assert_eq!((s.len(), hash), (15_805, 2_726_048_806), "another numbering is another format of the archive");
        for n in 0..s.len() as u16 {
            assert_eq!(s.number_of(s.get(n).unwrap()), Some(n));
        }
    }

    #[test]
    fn syllables_have_numbers_and_other_words_none() {
        let s = Syllables::new();
        for word in ["nghèo", "hòa", "hoà", "quyết", "giữ", "gì", "yên", "huyện", "được", "khuỷu", "thuế", "ủy", "uỷ"]
        {
            assert_eq!(s.number_of(word).and_then(|n| s.get(n)), Some(word));
        }
        for word in ["kwh", "ubnd", "ngè", "toàanh", "nghiêngs"] {
            assert_eq!(s.number_of(word), None, "{word}");
        }
    }
}

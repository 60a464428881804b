//! Unicode put in order: NFC with the shape mark before the tone, no invisible characters, one kind of line end.
//!
//! Takes a page's text, gives it clean, with the [`Edits`] that lead spans along; gives none when there is nothing to
//! do, which one pass over the bytes tells. `a` + U+0301 + U+0302 becomes `ấ` (plain NFC leaves `á` + U+0302). Never
//! NFKC: `m²` and `½` stay. Spelling stays too (`qủa`, `HÕA`): only keys repair it.

use super::edits::Edits;
use super::legacy::windows1252;
use super::letters::letter;
use crate::text::Span;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Nothing to see, one byte on.
    Plain,
    /// Look at the second byte.
    Second,
    /// Look at the whole character.
    Doubt,
}

static LEADS: [Lead; 256] = {
    let mut t = [Lead::Plain; 256];
    let mut i = 0;
    while i < 256 {
        t[i] = match i as u8 {
            b'\t' | b'\n' | 0x20..=0x7E => Lead::Plain,
            0x00..=0x1F | 0x7F => Lead::Doubt,
            // Continuation bytes of characters already judged by their lead.
            0x80..=0xBF => Lead::Plain,
            0xC4 | 0xC5 => Lead::Plain,
            0xC2 | 0xC3 | 0xC6 | 0xE1 | 0xE2 => Lead::Second,
            _ => Lead::Doubt,
        };
        i += 1;
    }
    t
};

/// Bytes that are looked at without a branch: the shapes of words surprise a processor at every second byte.
const STRIDE: usize = 64;

/// For each byte the kinds of lead that it is, and for each byte behind a lead the kinds of lead that it makes doubtful,
/// a bit a kind. Doubt is where the two meet.
static LEAD_KINDS: [u8; 256] = kinds(0);
static DOUBTED_KINDS: [u8; 256] = kinds(1);

const fn kinds(which: usize) -> [u8; 256] {
    // C2: controls, no-break space, soft hyphen. C3: eth. C6: Ɖ, Ƣ, ƣ. E1: outside the Vietnamese block U+1E80–1EFF.
    // E2: dashes, quotes and the ellipsis are told by their third byte only.
    const LEADS_IN_DOUBT: [u8; 5] = [0xC2, 0xC3, 0xC6, 0xE1, 0xE2];
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        let mut bit = 0;
        while bit < LEADS_IN_DOUBT.len() {
            let lead = LEADS_IN_DOUBT[bit];
            let holds = if which == 0 { byte == lead } else { !surely_fine(lead, byte) };
            if holds {
                table[b] |= 1 << bit;
            }
            bit += 1;
        }
        // What is in doubt by itself, whatever follows.
        if which == 1 || matches!(LEADS[b], Lead::Doubt) {
            table[b] |= 1 << LEADS_IN_DOUBT.len();
        }
        b += 1;
    }
    table
}

/// Whether two bytes begin a character that is in order whatever its third byte.
const fn surely_fine(lead: u8, second: u8) -> bool {
    match lead {
        0xC2 => second > 0xA0 && second != 0xAD,
        0xC3 => second != 0x90 && second != 0xB0,
        0xC6 => second != 0x89 && second != 0xA2 && second != 0xA3,
        0xE1 => matches!(second, 0xBA | 0xBB),
        // Spaces, invisible signs and marks, and what is not NFC.
        0xE2 => !matches!(second, 0x80 | 0x81 | 0x83 | 0x84 | 0x8C | 0xAB | 0xB3 | 0xB5 | 0xB7),
        _ => false,
    }
}

/// Where the next character from `at` on stands that may not be in order; all others are NFC by themselves, begin a
/// segment of their own, and are visible.
fn next_doubt(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = at;
    loop {
        while let Some(block) = bytes.get(i..=i + STRIDE) {
            let doubt = block
                .windows(2)
                .fold(0, |doubt, pair| doubt | LEAD_KINDS[usize::from(pair[0])] & DOUBTED_KINDS[usize::from(pair[1])]);
            if doubt != 0 {
                break;
            }
            i += STRIDE;
        }
        let end = (i + STRIDE).min(bytes.len());
        while i < end {
            match LEADS[usize::from(bytes[i])] {
                Lead::Plain => i += 1,
                Lead::Doubt => return Some(i),
                Lead::Second => {
                    let second = bytes.get(i + 1).copied().unwrap_or_default();
                    let fine = match (bytes[i], second) {
                        (0xE2, 0x80) => matches!(bytes.get(i + 2), Some(0x90..=0xA7 | 0xB0..=0xBF)),
                        (0xE2, 0x81) => matches!(bytes.get(i + 2), Some(0x80..=0x9E | 0xB0..=0xBF)),
                        (lead, second) => surely_fine(lead, second),
                    };
                    if !fine {
                        return Some(i);
                    }
                    i += 2;
                }
            }
        }
        if i >= bytes.len() {
            return None;
        }
    }
}

/// What becomes of a character before composition.
enum Map {
    Keep,
    Drop,
    To(char),
    Spell(&'static str),
}

fn map(c: char) -> Map {
    match c {
        '\t' | '\n' | ' '..='~' => Map::Keep,
        '\r' | '\x0b' | '\x0c' | '\u{2028}' | '\u{2029}' => Map::To('\n'),
        '\0'..='\x1f' | '\x7f' => Map::Drop,
        // A C1 control is a Windows-1252 byte that went through Latin-1.
        '\u{80}'..='\u{9f}' => match windows1252(c as u32 as u8) {
            '\u{80}'..='\u{9f}' => Map::Drop,
            k => Map::To(k),
        },
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Map::To(' '),
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Map::Drop,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Map::Drop,
        '\u{e0000}'..='\u{e0fff}' => Map::Drop,
        'Ð' | 'Ɖ' => Map::To('Đ'),
        'ð' => Map::To('đ'),
        'Ƣ' => Map::To('Ư'),
        'ƣ' => Map::To('ư'),
        '\u{f020}' => Map::To(' '),
        // Bullets and boxes of symbol fonts.
        '\u{e000}'..='\u{f8ff}' => Map::To('•'),
        'ﬀ' => Map::Spell("ff"),
        'ﬁ' => Map::Spell("fi"),
        'ﬂ' => Map::Spell("fl"),
        'ﬃ' => Map::Spell("ffi"),
        'ﬄ' => Map::Spell("ffl"),
        _ => Map::Keep,
    }
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn look_alike(c: char) -> Option<char> {
    const PAIRS: [(char, char); 24] = [
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('І', 'I'),
        ('ο', 'o'),
        ('ν', 'v'),
        ('Ο', 'O'),
        ('Ν', 'N'),
    ];
    PAIRS.iter().find(|p| p.0 == c).map(|p| p.1)
}

/// Longest word in which look-alikes are judged.
const MAX_WORD_BYTES: usize = 64;

/// Whether the word around the look-alike at `at` is Latin otherwise.
fn in_latin_word(text: &str, at: usize) -> bool {
    let in_word = |c: &char| c.is_alphabetic() || canonical_combining_class(*c) != 0 || matches!(map(*c), Map::Drop);
    let before = text[..at].chars().rev().take(MAX_WORD_BYTES).take_while(in_word);
    let after = text[at..].chars().take(MAX_WORD_BYTES).take_while(in_word);
    before.chain(after).any(|c| letter(c).is_some())
}

/// Cleans `text`; none when it is in order already, which a scan of the bytes tells.
pub(super) fn clean(text: &str) -> Option<(String, Edits)> {
    next_doubt(text, 0)?;
    let mut w = Writer { text, out: String::with_capacity(text.len()), ..Writer::default() };
    let mut at = 0;
    while let Some(doubt) = next_doubt(text, at) {
        // A doubtful character may belong to the one before it.
        let from = text[at..doubt].chars().next_back().map_or(doubt, |c| doubt - c.len_utf8());
        w.out.push_str(&text[at..from]);
        at = w.doubtful(from, doubt);
    }
    w.out.push_str(&text[at..]);
    w.changed.then_some((w.out, w.edits))
}

/// Collects segments that compose among themselves, and writes them.
#[derive(Default)]
struct Writer<'a> {
    text: &'a str,
    out: String,
    edits: Edits,
    changed: bool,
    start: usize,
    end: usize,
    segment: Vec<char>,
}

/// Whether nothing before `c` can combine with it. A few characters of class 0 decompose into marks (U+0344, U+0F73).
fn starts_segment(c: char) -> bool {
    let class = || std::iter::once(c).nfd().next().map_or(0, canonical_combining_class);
    c < '\u{300}' || is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe && class() == 0
}

impl Writer<'_> {
    /// Handles the characters from `from` on until behind `doubt` one comes that is surely in order; gives its place.
    fn doubtful(&mut self, from: usize, doubt: usize) -> usize {
        let text = self.text;
        (self.start, self.end) = (from, from);
        let mut chars = text[from..].char_indices().map(|(i, c)| (from + i, c)).peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            if at > doubt && next_doubt(&text[at..end], 0).is_none() {
                self.flush();
                return at;
            }
            match map(c) {
                Map::Keep if c.is_ascii() => self.segment(at, end, &[c]),
                Map::Keep => match look_alike(c).filter(|_| in_latin_word(text, at)) {
                    Some(latin) => self.segment(at, end, &[latin]),
                    None => self.segment(at, end, &[c]),
                },
                Map::Drop => self.extend(end),
                Map::To('\n') if c == '\r' => {
                    if let Some((i, _)) = chars.next_if(|(_, n)| *n == '\n') {
                        end = i + 1;
                    }
                    self.segment(at, end, &['\n']);
                }
                Map::To(to) => self.segment(at, end, &[to]),
                Map::Spell(s) => {
                    let all: Vec<char> = s.chars().collect();
                    self.segment(at, end, &all);
                }
            }
        }
        self.flush();
        text.len()
    }

    fn segment(&mut self, at: usize, end: usize, chars: &[char]) {
        if chars.first().is_some_and(|&c| starts_segment(c)) {
            self.flush();
            self.start = at;
        }
        self.segment.extend_from_slice(chars);
        self.end = end;
    }

    /// A character goes; it belongs to the segment in which it stands.
    fn extend(&mut self, end: usize) {
        self.end = end;
    }

    fn flush(&mut self) {
        if self.start == self.end {
            return;
        }
        let from = self.out.len();
        match self.segment[..] {
            [c] if c < '\u{300}' => self.out.push(c),
            _ => compose(&self.segment, &mut self.out),
        }
        if self.out[from..] != self.text[self.start..self.end] {
            self.changed = true;
            self.edits.replace(Span::new(self.start, self.end), Span::new(from, self.out.len()));
        }
        self.segment.clear();
        self.start = self.end;
    }
}

/// Appends the NFC of a segment, with shape marks moved before tones.
fn compose(segment: &[char], out: &mut String) {
    let is_tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let is_shape = |c: char| matches!(c, '\u{302}' | '\u{306}' | '\u{31b}');
    if segment.iter().any(|&c| is_shape(c)) {
        let mut marks: Vec<char> = segment.iter().copied().nfd().collect();
        // Stable, and only within runs of these marks.
        for run in marks.chunk_by_mut(|a, b| (is_tone(*a) || is_shape(*a)) && (is_tone(*b) || is_shape(*b))) {
            run.sort_by_key(|&c| is_tone(c));
        }
        out.extend(marks.into_iter().nfc());
    } else {
        out.extend(segment.iter().copied().nfc());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans() {
        for (text, expected, why) in [
            ("a\u{301}\u{302}p", "ấp", "tone before shape"),
            ("á\u{302}", "ấ", "precomposed tone before shape"),
            ("o\u{323}\u{302}", "ộ", "canonical NFD"),
            ("ê\u{301}", "ế", "Windows composite"),
            ("u\u{31b}\u{323}", "ự", "horn"),
            ("e\u{340}", "è", "deprecated tone"),
            ("m²; ½; ①", "m²; ½; ①", "never NFKC"),
            ("\u{feff}Báo\u{200b}cáo", "Báocáo", "zero width"),
            ("o\u{200d}\u{302}", "ô", "zero width before a mark"),
            ("10\u{a0}000\u{202f}đ", "10 000 đ", "spaces"),
            ("a\r\nb\rc\u{2028}d\x0be", "a\nb\nc\nd\ne", "line ends"),
            ("x\0\x07y\u{ad}z", "xyz", "controls and soft hyphen"),
            ("\u{93}Nông thôn\u{94}", "“Nông thôn”", "C1 is Windows-1252"),
            ("Ðảng, TRƢỜNG, Ɖ", "Đảng, TRƯỜNG, Đ", "look-alikes"),
            ("\u{f0b7} Mục", "• Mục", "bullet of a symbol font"),
            ("chỉ đạo Vịnh", "chỉ đạo Vịnh", "clean"),
            ("КL/TU, Báо cáо", "КL/TU, Báo cáo", "Cyrillic in Latin words; a lone К beside L"),
            ("ﬁnance", "finance", "ligature"),
            ("qủa, CỘNG HÕA", "qủa, CỘNG HÕA", "spelling stays"),
        ] {
            let expected = expected.replace("КL", "KL");
            let got = clean(text).map_or_else(|| text.to_owned(), |(t, _)| t);
            assert_eq!(got, expected, "{why}");
            assert!(clean(&got).is_none(), "twice: {why}");
        }
    }

    #[test]
    fn edits_lead_along() {
        let text = "Ba\u{301}o ca\u{301}o\r\nhết";
        let (clean, edits) = clean(text).unwrap();
        for (before, after) in [("Ba\u{301}o", "Báo"), ("ca\u{301}o", "cáo"), ("hết", "hết")] {
            let at = text.find(before).unwrap();
            assert_eq!(edits.span(Span::new(at, at + before.len())).of(&clean), after);
        }
    }

    #[test]
    fn quick_check_agrees_with_the_long_way() {
        for c in ('\0'..='\u{3100}').chain('\u{f000}'..='\u{fb10}').chain(['\u{e0020}', '𝒳']) {
            let text = format!("x{c}y");
            if next_doubt(&text, 0).is_none() {
                let composed: String = text.nfc().collect();
                assert!(matches!(map(c), Map::Keep) && composed == text && starts_segment(c), "U+{:04X}", c as u32);
            }
        }
    }
}

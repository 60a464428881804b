//! The code that stored text is written in: two bytes a syllable, one for the most frequent.
//!
//! UTF-8 takes six bytes for a syllable and the space behind it. Here a syllable has a number
//! ([`syllables`]), the space between two is left out, and capitals are marks in front: half the bytes
//! of one byte a letter before compression and less than two thirds after it (LZ4 in blocks of 64 KiB), which leaves the
//! compressor half the work too. Takes any text and gives the same back; refuses bytes that it cannot
//! have written.

mod split;
mod syllables;

use crate::text::{FITS, packed, slot as table_slot};
pub(super) use split::lines;
use std::cell::RefCell;
use std::sync::LazyLock;
use syllables::{CHARACTER_SLOTS, Syllables, Word, capital, marked_letters, slot};

/// Marks; all other control characters but white space are first bytes of numbers.
mod mark {
    /// A character without code follows, in UTF-8.
    pub(super) const OTHER: u8 = 0;
    /// The next syllable begins with a capital.
    pub(super) const CAPITAL: u8 = 1;
    /// The next syllable is all capitals.
    pub(super) const CAPITALS: u8 = 2;
    /// A character of [`super::coded`] follows, by number.
    pub(super) const CODED: u8 = 3;
}

/// Characters beside the letters that reports often hold.
const PUNCTUATION: &str = "–“”…•°²³½\u{a0}—’‘§→≥≤±×÷«»";

/// Syllables of one byte: the most frequent of reports, resolutions and laws.
const FREQUENT: &str = "dân của các số và hiện thực công chính năm có ngày định hội đồng xã nhân vụ bộ huyện về luật \
    ban vận chức quyết ủy tác đảng cơ tổ với nghị trong người quy kết động viên quyền tăng hành được cấp tỉnh sản sở \
    triển hợp chủ hộ theo quan việc đạt văn tháng bảo nhiệm cho phát bản pháp hình gia quả trường tỷ thường kế hoạch \
    khai án trị tiếp trên nước học tại điều đạo chỉ tộc nhà hiệu nghèo đoàn y triệu";

/// Bytes that stand for nothing else: first bytes of numbers, then frequent syllables.
fn free_bytes() -> impl Iterator<Item = u8> {
    (4..=8).chain(14..=31).chain(127..=255)
}

/// Characters by code behind [`mark::CODED`].
fn coded() -> impl Iterator<Item = char> {
    marked_letters().chain(PUNCTUATION.chars())
}

/// What a byte means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// The ASCII character itself.
    Plain,
    Mark,
    /// A syllable of one byte.
    Frequent(u16),
    /// The upper part of a syllable's number; the lower follows.
    Number(u16),
    /// Not used.
    Unknown,
}

/// The bytes of a syllable: one, or two.
type Code = (u8, Option<u8>);

struct Tables {
    syllables: Syllables,
    meaning: [Meaning; 256],
    /// The bytes of every syllable.
    bytes: Vec<Code>,
    /// Code of a character, from 1 on, by [`slot`], and of the few beyond its table.
    codes: Vec<u8>,
    rare: Vec<(char, u8)>,
    characters: Vec<char>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let syllables = Syllables::new();
    let mut t = Tables {
        bytes: Vec::with_capacity(syllables.len()),
        meaning: [Meaning::Plain; 256],
        codes: vec![0; CHARACTER_SLOTS],
        rare: Vec::new(),
        characters: coded().collect(),
        syllables,
    };
    for m in [mark::OTHER, mark::CAPITAL, mark::CAPITALS, mark::CODED] {
        t.meaning[usize::from(m)] = Meaning::Mark;
    }
    for byte in free_bytes() {
        t.meaning[usize::from(byte)] = Meaning::Unknown;
    }
    let mut free = free_bytes();
    for (upper, byte) in (0..t.syllables.len().div_ceil(256)).zip(&mut free) {
        t.meaning[usize::from(byte)] = Meaning::Number(upper as u16);
        let rest = t.syllables.len() - t.bytes.len();
        t.bytes.extend((0..=255).take(rest).map(|low| (byte, Some(low))));
    }
    for (syllable, byte) in FREQUENT.split_ascii_whitespace().zip(free) {
        if let Some(n) = t.syllables.number_of(syllable) {
            t.meaning[usize::from(byte)] = Meaning::Frequent(n);
            t.bytes[usize::from(n)] = (byte, None);
        }
    }
    for (code, &c) in (1..).zip(&t.characters) {
        match slot(c) {
            Some(slot) => t.codes[slot] = code,
            None => t.rare.push((c, code)),
        }
    }
    t
});

/// What a run of letters is written as: the mark of its case and its code; nothing for what has to be spelled.
#[derive(Clone, Copy, Default)]
struct Coded {
    bytes: [u8; 3],
    len: u8,
    /// Number of the syllable that it is, whether it is written so or spelled.
    number: Option<u16>,
}

/// Runs of letters that were coded before, by their bytes, one slot a hash: a language has a few thousand syllables.
struct Memo(Vec<(u128, Coded)>);

impl Memo {
    const BITS: u32 = 13;

    #[inline]
    fn coded(&mut self, text: &str, start: usize, end: usize) -> Coded {
        let len = end - start;
        if len > FITS {
            // No syllable has so many bytes.
            return Coded::default();
        }
        let bytes = packed(text.as_bytes(), start, end) | (len as u128) << 120;
        let known = &mut self.0[table_slot(bytes, Self::BITS)];
        if known.0 != bytes {
            *known = (bytes, TABLES.coded(&text[start..end]));
        }
        known.1
    }
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo(vec![(0, Coded::default()); 1 << Memo::BITS]));
}

/// Writes `text` in the code.
pub(super) fn pack(text: &str) -> Vec<u8> {
    pack_noting(text, |_, _, _| ())
}

/// Writes `text` in the code, and hands every run of letters that is a syllable to `note`: where it begins, where it ends, and its number.
pub(super) fn pack_noting(text: &str, note: impl FnMut(usize, usize, u16)) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 2);
    MEMO.with_borrow_mut(|memo| pack_into(text, memo, &mut out, note));
    out
}

fn pack_into(text: &str, memo: &mut Memo, out: &mut Vec<u8>, mut note: impl FnMut(usize, usize, u16)) {
    let t = &*TABLES;
    let bytes = text.as_bytes();
    // A syllable was written last; behind it, one space is held back.
    let (mut behind, mut held) = (false, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = t.syllables.run_end(bytes, at);
        if end > at {
            let coded = memo.coded(text, at, end);
            if let Some(number) = coded.number {
                note(at, end, number);
            }
            behind = coded.len > 0;
            if !behind {
                if held {
                    out.push(b' ');
                }
                text[at..end].chars().for_each(|c| t.spell(c, out));
            }
            for &byte in &coded.bytes[..usize::from(coded.len)] {
                out.push(byte);
            }
            held = false;
            at = end;
            continue;
        }
        if byte == b' ' && behind {
            (behind, held) = (false, true);
            at += 1;
            continue;
        }
        if std::mem::take(&mut held) {
            out.push(b' ');
        }
        behind = false;
        if t.meaning[usize::from(byte)] == Meaning::Plain && byte < 0x80 {
            out.push(byte);
            at += 1;
        } else {
            let end = at + utf8_len(byte);
            text[at..end].chars().for_each(|c| t.spell(c, out));
            at = end;
        }
    }
    if held {
        out.push(b' ');
    }
}

/// The syllable with a number, in small letters.
pub(super) fn syllable(number: u16) -> Option<&'static str> {
    TABLES.syllables.get(number)
}

/// How many syllables have a number.
pub(super) fn syllables() -> u16 {
    TABLES.syllables.len() as u16
}

impl Tables {
    /// A run of letters in the code; spelled is what is no syllable, and what is shorter so.
    fn coded(&self, run: &str) -> Coded {
        let mut word = Word::default();
        run.chars().filter_map(|c| self.syllables.letter(c)).for_each(|letter| word.push(letter));
        let Some(number) = self.syllables.number(&word) else { return Coded::default() };
        let spelled = Coded { number: Some(number), ..Coded::default() };
        let case = match word.capitals {
            0 => None,
            1 if word.capital_first => Some(mark::CAPITAL),
            n if n == word.len => Some(mark::CAPITALS),
            _ => return spelled,
        };
        // "A", "TU": no longer than a mark and a code.
        if case.is_some() && run.len() <= 2 {
            return spelled;
        }
        let (first, second) = self.bytes[usize::from(number)];
        let mut coded = spelled;
        for byte in [case, Some(first), second].into_iter().flatten() {
            coded.bytes[usize::from(coded.len)] = byte;
            coded.len += 1;
        }
        coded
    }

    fn spell(&self, c: char, out: &mut Vec<u8>) {
        if c.is_ascii() && self.meaning[c as usize] == Meaning::Plain {
            return out.push(c as u8);
        }
        let code = match slot(c) {
            Some(slot) => self.codes[slot],
            None => self.rare.iter().find(|(r, _)| *r == c).map_or(0, |(_, code)| *code),
        };
        if code == 0 {
            out.push(mark::OTHER);
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            out.extend([mark::CODED, code]);
        }
    }
}

/// Bytes of a character in UTF-8, by its first.
fn utf8_len(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Reads what [`pack`] wrote.
pub(super) fn unpack(bytes: &[u8]) -> Option<String> {
    let t = &*TABLES;
    let mut out = String::with_capacity(bytes.len() * 3);
    let (mut at, mut behind, mut case) = (0, false, None);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        let number = match t.meaning[usize::from(byte)] {
            Meaning::Frequent(number) => number,
            Meaning::Number(upper) => {
                let low = *bytes.get(at)?;
                at += 1;
                upper << 8 | u16::from(low)
            }
            Meaning::Mark if case.is_none() && matches!(byte, mark::CAPITAL | mark::CAPITALS) => {
                case = Some(byte);
                continue;
            }
            // A mark of case has only sense in front of a syllable.
            _ if case.is_some() => return None,
            Meaning::Plain => {
                out.push(char::from(byte));
                behind = false;
                continue;
            }
            Meaning::Mark if byte == mark::CODED => {
                let code = usize::from(*bytes.get(at)?);
                at += 1;
                out.push(*t.characters.get(code.checked_sub(1)?)?);
                behind = false;
                continue;
            }
            Meaning::Mark => {
                let rest = &bytes[at..bytes.len().min(at + 4)];
                let len = utf8_len(*rest.first()?);
                out.push_str(std::str::from_utf8(rest.get(..len)?).ok()?);
                at += len;
                behind = false;
                continue;
            }
            Meaning::Unknown => return None,
        };
        if behind {
            out.push(' ');
        }
        behind = true;
        let syllable = t.syllables.get(number)?;
        match case.take() {
            None => out.push_str(syllable),
            Some(mark::CAPITALS) => out.extend(syllable.chars().map(capital)),
            Some(_) => {
                let mut letters = syllable.chars();
                out.extend(letters.next().map(capital));
                out.push_str(letters.as_str());
            }
        }
    }
    case.is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_code_is_one_meaning() {
        let t = &*TABLES;
        let used = t.meaning.iter().filter(|m| matches!(m, Meaning::Number(_) | Meaning::Frequent(_))).count();
        let wanted = t.syllables.len().div_ceil(256) + FREQUENT.split_ascii_whitespace().count();
        assert_eq!(used, wanted, "there are bytes for all of them");
        assert!(t.characters.len() < 256);
        for (n, &c) in (1..).zip(&t.characters) {
            assert_eq!(unpack(&[mark::CODED, n]), Some(c.to_string()));
        }
    }

    #[test]
    fn a_syllable_takes_two_bytes_or_one() {
        for (text, bytes, reason) in [
            ("hộ nghèo", 2, "two frequent ones, no space"),
            ("hộ cận nghèo", 4, "a rarer one between them"),
            ("Hộ nghèo", 3, "a capital"),
            ("NGHÈO", 2, "all capitals"),
            ("hộ  nghèo ", 5, "spaces that are not one between two"),
            ("hộ, nghèo", 4, "a comma"),
            ("69-KL/TU", 8, "an identifier as it is"),
            ("kWh", 3, "no syllable"),
            ("Đắk", 5, "no syllable, two marked letters"),
            ("", 0, "nothing"),
        ] {
            let packed = pack(text);
            assert_eq!(packed.len(), bytes, "{reason}: {packed:?}");
            assert_eq!(unpack(&packed).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_was_never_written_is_refused() {
        for bytes in
            [&[mark::CAPITAL][..], &[mark::CAPITAL, b'a'], &[mark::CODED], &[mark::CODED, 255], &[4], &[0, 0xff]]
        {
            assert_eq!(unpack(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(
            text in "(?s)([\\x00-\\x1f\\x7fa-z0-9à-ỹ€…→𝄞\\u{80}-\\u{ff}]| |hộ|Nghèo|TỈNH|hOÀ|ừ){0,60}",
            other: String,
        ) {
            prop_assert_eq!(unpack(&pack(&text)), Some(text));
            prop_assert_eq!(unpack(&pack(&other)), Some(other));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = unpack(&bytes);
        }
    }
}

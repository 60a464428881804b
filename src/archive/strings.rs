//! The strings of a document's records, kept together.
//!
//! Takes strings in the order of the records, gives them back by number. They are written as one text in the
//! code of [`super::store`], in which the stored text stands too: a label is compressed as a repetition of the
//! sentence that it was read from. Strings that all archives share (units, rules, types) have fixed numbers.
//!
//! ```text
//! bytes of the strings · strings, each ended by a line feed · values
//! ```

use super::codec::{Damaged, Dictionary, Read};
use super::store;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Strings of most documents, by number from 0. Their order is part of the archive's format; a string that is
/// not here is written in the document.
const SHARED: &str = "percent|count|money|measure|fraction|open-noun|carried|duration|label-noun|range|number|table|\
    identifier|bare|title|anaphor|shared-symbol|blank-number|/|-|\
    %|đồng|tấn|hộ|xã|ha|USD|bản|lượt|nhà|cuộc|đảng viên|năm|lượt người|người|tháng|lớp|tổ chức|chi bộ|nhân khẩu|\
    kWh|lao động|kg|vụ|đảng bộ|khẩu|con|tuổi|buổi|trường hợp|sản phẩm|điểm %|mô hình|chỉ tiêu|km|tiêu chí|thôn|học sinh|\
    trường|dự án|công trình|m2|m3|ngày|\
    Báo cáo|Kết luận|Quyết định|Kế hoạch|Chỉ thị|Luật|Nghị quyết|Quy định|Nghị định|Quy chế|Đề án|Công văn|Thông tư|\
    Chương trình|Hướng dẫn|Thông báo|Chính phủ|Thủ tướng Chính phủ|UTF-8|\
    poverty_rate|households|villages|hh_poor|hh_near_poor|near_poor_rate|population|communes|party_members|\
    party_admitted|party_cells|party_orgs|crop_area|crop_yield|crop_output|area_natural|forest_area|forest_cover|\
    discipline|supervisions|inspections|budget_revenue|budget_expenditure|ntm_criteria|health_insurance_rate";

/// Between two strings, and in front of what stands for a line feed or itself within one.
const END: char = '\n';
const ESCAPE: char = '\u{b}';

/// [`SHARED`], by number and by word.
struct Known {
    words: Vec<&'static str>,
    numbers: HashMap<&'static str, u64, Hash>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let words: Vec<_> = SHARED.split('|').collect();
    Known { numbers: words.iter().copied().zip(1..).collect(), words }
});

/// FNV-1a by eight bytes at a time: words are short, and each is asked for in every document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Fnv {
    fn step(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

type Hash = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.step(u64::from_le_bytes(*word));
        }
        let mut word = [0; 8];
        word[..rest.len()].copy_from_slice(rest);
        self.step(u64::from_le_bytes(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.step(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.step(word);
    }

    fn write_usize(&mut self, len: usize) {
        self.step(len as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// Gathers strings.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    numbers: HashMap<String, u64, Hash>,
}

impl Words {
    /// A string, whether it was there or not.
    pub(super) fn push(&mut self, value: &str) {
        if value.contains([END, ESCAPE]) {
            self.text.extend(value.chars().flat_map(|c| {
                match c {
                    END => [Some(ESCAPE), Some('n')],
                    ESCAPE => [Some(ESCAPE), Some(ESCAPE)],
                    c => [Some(c), None],
                }
                .into_iter()
                .flatten()
            }));
        } else {
            self.text.push_str(value);
        }
        self.text.push(END);
    }

    /// The number of a string; 0 when it is new and was put behind the others.
    pub(super) fn number(&mut self, value: &str) -> u64 {
        let known = &*KNOWN;
        if let Some(&n) = known.numbers.get(value).or_else(|| self.numbers.get(value)) {
            return n;
        }
        self.push(value);
        let n = (known.words.len() + self.numbers.len()) as u64 + 1;
        self.numbers.insert(value.to_owned(), n);
        0
    }

    /// The strings, then `values`.
    pub(super) fn finish(self, values: &[u8]) -> Vec<u8> {
        let packed = store::pack(&self.text);
        let mut out = Vec::with_capacity(packed.len() + values.len() + 4);
        let mut len = packed.len();
        while len >= 0x80 {
            out.push(len as u8 | 0x80);
            len >>= 7;
        }
        out.push(len as u8);
        out.extend_from_slice(&packed);
        out.extend_from_slice(values);
        out
    }
}

/// The strings of a document, unpacked.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    /// Where each begins and ends.
    spans: Vec<(u32, u32)>,
}

/// Cuts the strings that stand in front of the values from them.
pub(super) fn parts(bytes: &[u8]) -> Read<(&[u8], &[u8])> {
    let (mut len, mut rest) = (0usize, bytes);
    for shift in (0..32).step_by(7) {
        let (&byte, behind) = rest.split_first().ok_or(Damaged)?;
        rest = behind;
        len |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return rest.split_at_checked(len).ok_or(Damaged);
        }
    }
    Err(Damaged)
}

/// A string as it was before [`Words::push`].
pub(super) fn unescaped(text: &str) -> Read<String> {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.push(match (c, (c == ESCAPE).then(|| chars.next())) {
            (c, None) => c,
            (_, Some(Some('n'))) => END,
            (_, Some(Some(ESCAPE))) => ESCAPE,
            _ => return Err(Damaged),
        });
    }
    Ok(plain)
}

/// The string of all archives with a number; an error says by how much the number is beyond them.
pub(super) fn shared(number: usize) -> Result<&'static str, usize> {
    let words = &KNOWN.words;
    words.get(number).copied().ok_or_else(|| number - words.len())
}

/// The bytes that a string takes among those of a document.
pub(super) fn packed(value: &str) -> Vec<u8> {
    let mut words = Words::default();
    words.push(value);
    words.text.pop();
    store::pack(&words.text)
}

/// How many strings all archives share.
pub(super) fn shared_len() -> usize {
    KNOWN.words.len()
}

impl Strings {
    /// Reads the strings that stand in front of the values; gives the values too.
    pub(super) fn open(bytes: &[u8]) -> Read<(Self, &[u8])> {
        let (packed, values) = parts(bytes)?;
        let mut text = store::unpack(packed).ok_or(Damaged)?;
        let mut spans = Vec::with_capacity(64);
        if text.contains(ESCAPE) {
            let escaped = std::mem::take(&mut text);
            for piece in escaped.split_terminator(END) {
                let start = text.len() as u32;
                text.push_str(&unescaped(piece)?);
                spans.push((start, text.len() as u32));
            }
        } else {
            let mut start = 0;
            for end in memchr::memchr_iter(END as u8, text.as_bytes()) {
                spans.push((start as u32, end as u32));
                start = end + 1;
            }
        }
        Ok((Self { text, spans }, values))
    }
}

impl<'a> Dictionary for &'a Strings {
    type Word = &'a str;

    fn own(self, place: usize) -> Option<&'a str> {
        let &(start, end) = self.spans.get(place)?;
        self.text.get(start as usize..end as usize)
    }

    fn shared(self, number: usize) -> Result<&'a str, usize> {
        shared(number)
    }
}

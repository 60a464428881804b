//! What stands behind a number: magnitude words, the unit or counted noun, the denominators of a rate.
//!
//! "tỷ 300 triệu đồng" → 10⁹ and 300·10⁶ more, đồng; "đồng/học sinh/tháng" → đồng per học sinh and tháng; "kích điện" →
//! an open noun, where no entry of the vocabulary fits. Refuses "tỷ lệ", "đồng thời", "năm 2023".

mod noun;
mod rate;

use super::number::{Number, scan};
use super::words::{skip_spaces, words_left, words_right};
use crate::record::Kind;
use crate::text::Span;
use crate::vocabulary::{Target, Vocabulary, is_one_of, key};

/// What was found behind a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tail {
    /// Power of ten of the magnitude words.
    pub power: u8,
    /// Whether there are magnitude words.
    pub magnitude: bool,
    /// Value of further terms: the 300 million of "2 tỷ 300 triệu", the half of "2 tỷ rưỡi".
    pub plus: f64,
    /// Unit of the vocabulary.
    pub unit: Option<u16>,
    /// Noun that is not in the vocabulary.
    pub open: Option<Span>,
    /// Whether the open noun only says of what kind the people of a total are.
    pub weak: bool,
    /// Where the unit stands.
    pub unit_span: Option<Span>,
    /// Offset behind the last part.
    pub end: usize,
}

/// Bytes of the word that says who pays.
const MAX_PAYER_BYTES: usize = 32;

/// Reads behind numbers.
pub(crate) struct UnitReader<'a> {
    pub text: &'a str,
    pub vocabulary: &'a Vocabulary,
}

impl UnitReader<'_> {
    /// The tail of a number that ends at `at`; nothing from `limit` on is read.
    pub fn tail(&self, at: usize, limit: usize) -> Tail {
        let mut tail = Tail { end: at, ..Tail::default() };
        let rest = &self.text[at..limit];
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            if let Some((len, unit)) = self.vocabulary.units.glued(rest) {
                self.set(&mut tail, unit, Span::new(at, at + len));
                if tail.power > 0 && rest[..len].ends_with("tr") {
                    self.currency_behind(&mut tail, limit);
                }
            } else if rest.chars().take_while(|c| c.is_lowercase()).count() >= 2 {
                // "2.760hộ": a noun that the vocabulary knows, not "5g" or "4k".
                let words = words_right(self.text, at, limit);
                self.known_noun(&mut tail, &words, limit);
            }
            return tail;
        }
        let mut from = skip_spaces(self.text, at, limit);
        if let Some(after) = self.spelled_out(from, limit) {
            from = skip_spaces(self.text, after, limit);
        }
        if self.sign(&mut tail, from, limit) {
            return tail;
        }
        let mut words = words_right(self.text, from, limit);
        let mut i = 0;
        while let Some(power) = words.key(i).and_then(|k| self.vocabulary.units.magnitude(k, words.key(i + 1))) {
            tail.power = tail.power.saturating_add(power).min(18);
            tail.magnitude = true;
            i += 1;
            tail.end = words.get(i - 1).map_or(tail.end, |w| w.end);
            if words.key(i) == Some(key("rưỡi")) || words.key(i) == Some(key("rưởi")) {
                tail.plus += 10f64.powi(i32::from(tail.power)) / 2.0;
                tail.end = words.get(i).map_or(tail.end, |w| w.end);
                i += 1;
                break;
            }
            if let Some((value, end)) = self.further_term(tail.end, limit, tail.power) {
                tail.plus += value;
                tail.end = end;
                words = words_right(self.text, end, limit);
                i = 0;
                break;
            }
        }
        let behind = skip_spaces(self.text, tail.end, limit);
        if tail.magnitude && self.sign(&mut tail, behind, limit) {
            return tail;
        }
        if i == 0 && self.abbreviated_magnitude(&mut tail, from, limit) {
            return tail;
        }
        self.noun(&mut tail, &words, i, limit);
        if i == 0 && tail.unit.is_none() && tail.open.is_none() {
            self.quoted(&mut tail, from, limit);
        }
        if tail.unit.is_some_and(|u| self.kind(u) == Kind::Duration) && self.half_behind(&mut tail, limit) {
            tail.plus += 0.5;
        }
        tail
    }

    /// The kind of a unit.
    pub fn kind(&self, unit: u16) -> Kind {
        self.vocabulary.units.get(unit).kind
    }

    fn set(&self, tail: &mut Tail, unit: u16, span: Span) {
        tail.power += self.vocabulary.units.get(unit).power;
        tail.unit = Some(unit);
        tail.unit_span = Some(span);
        tail.end = span.end;
    }

    /// "(mười lăm)" between a number and its unit, as decrees write it: the offset behind it.
    fn spelled_out(&self, at: usize, limit: usize) -> Option<usize> {
        let inner = self.text[at..limit].strip_prefix('(')?;
        let words = words_right(self.text, at + 1, limit);
        let close = inner.bytes().take(64).position(|b| b == b')')?;
        let numeral = |k: u64| {
            is_one_of!(
                k,
                "không"
                    | "một"
                    | "mốt"
                    | "hai"
                    | "ba"
                    | "bốn"
                    | "tư"
                    | "năm"
                    | "lăm"
                    | "sáu"
                    | "bảy"
                    | "bẩy"
                    | "tám"
                    | "chín"
                    | "mười"
                    | "mươi"
                    | "trăm"
                    | "nghìn"
                    | "ngàn"
                    | "triệu"
                    | "tỷ"
                    | "linh"
                    | "lẻ"
                    | "phẩy"
            )
        };
        let all = words.get(0).is_some() && words.iter().all(|w| numeral(w.key));
        let whole = words.iter().last().is_some_and(|w| skip_spaces(self.text, w.end, limit) == at + 1 + close);
        (all && whole).then_some(at + close + 2)
    }

    /// `%`, `‰`, `°C`, `$`, `€` and the like at `at`.
    fn sign(&self, tail: &mut Tail, at: usize, limit: usize) -> bool {
        let rest = &self.text[at..limit];
        let units = &self.vocabulary.units;
        let word = |name: &str| {
            let phrase = (key(name), false);
            match units.longest(|i| (i == 0).then_some(phrase)) {
                Some((_, Target::Unit(u))) => Some(u),
                _ => None,
            }
        };
        let found = if rest.starts_with('%') {
            Some((1, units.percent()))
        } else if rest.starts_with('‰') {
            Some(('‰'.len_utf8(), units.permille()))
        } else if rest.starts_with("o/o") && !rest[3..].starts_with(char::is_alphanumeric) {
            Some((3, units.percent()))
        } else if rest.starts_with("°C") || rest.starts_with("ºC") {
            word("độ").map(|u| (3, u))
        } else if rest.starts_with('$') {
            Some((1, units.usd()))
        } else if rest.starts_with('€') {
            word("euro").map(|u| ('€'.len_utf8(), u))
        } else {
            None
        };
        if let Some((len, unit)) = found {
            self.set(tail, unit, Span::new(at, at + len));
        }
        found.is_some()
    }

    /// "300 triệu" behind "2 tỷ": a number with a smaller magnitude word.
    fn further_term(&self, at: usize, limit: usize, above: u8) -> Option<(f64, usize)> {
        let (mut from, mut power, mut sum) = (at, above, 0.0);
        let mut found = None;
        for _ in 0..3 {
            let start = skip_spaces(self.text, from, limit);
            if start == from || !self.text[start..limit].starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            let token = scan(self.text, start, limit, false);
            let Some(number) = token.number.filter(|n| n.decimals() == 0 || !n.either) else { break };
            let words = words_right(self.text, token.end, limit);
            let Some(p) = words.key(0).and_then(|k| self.vocabulary.units.magnitude(k, words.key(1))) else { break };
            if p >= power || number.value() >= 1000.0 {
                break;
            }
            sum += number.scaled(p);
            power = p;
            from = words.get(0).map_or(token.end, |w| w.end);
            found = Some((sum, from));
        }
        found
    }

    /// A magnitude cut short in front of its unit: "tr.đ", "tr đồng", "Tr.kWh", "ng.đ". "tr.em" counts children.
    fn abbreviated_magnitude(&self, tail: &mut Tail, at: usize, limit: usize) -> bool {
        let rest = &self.text[at..limit];
        let power = match rest.get(..2) {
            Some("tr" | "Tr" | "TR") => 6,
            Some("ng" | "Ng" | "NG") => 3,
            _ => return false,
        };
        let behind = rest[2..].strip_prefix('.').unwrap_or(&rest[2..]);
        let from = at + rest.len() - behind.len();
        let words = words_right(self.text, from, limit);
        let next = words.get(0).filter(|w| w.start == from || is_one_of!(w.key, "đồng" | "đ" | "vnđ" | "vnd"));
        let mut unit = Tail { end: from, ..Tail::default() };
        if next.is_some_and(|w| from > at + 2 || w.start > from) {
            self.known_noun(&mut unit, &words, limit);
        }
        if let Some(found) = unit.unit.filter(|u| self.kind(*u) != Kind::Count) {
            self.set(tail, found, Span::new(at, unit.end));
            tail.power += power;
            tail.magnitude = true;
            return true;
        }
        // "huyện cấp 90 tr, dân góp 31 tr."; a book has "350 tr." as well.
        let mut behind = rest[2..].chars();
        let ends = behind.next().is_none_or(|c| matches!(c, ',' | ';' | ')' | '.'))
            && !behind.next().is_some_and(char::is_alphanumeric);
        let ends = power == 6 && ends && self.pays(at);
        if ends {
            self.set(tail, self.vocabulary.units.dong(), Span::new(at, at + 2));
            tail.power += power;
            tail.magnitude = true;
        }
        ends
    }

    /// Whether the word in front of the number that ends before `at` speaks of money, or of who gives it.
    fn pays(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')).len();
        let left = words_left(self.text, number, self.text.floor_char_boundary(number.saturating_sub(MAX_PAYER_BYTES)));
        left.key(0).is_some_and(|k| {
            self.vocabulary.number_names.money_words.contains(&k)
                || is_one_of!(k, "cấp" | "dân" | "xã" | "huyện" | "tỉnh")
        })
    }

    /// "đồng" behind a glued "tr".
    fn currency_behind(&self, tail: &mut Tail, limit: usize) {
        let words = words_right(self.text, tail.end, limit);
        if let Some(word) = words.get(0).filter(|w| is_one_of!(w.key, "đồng" | "đ" | "vnđ")) {
            tail.end = word.end;
            tail.unit_span = tail.unit_span.map(|s| Span::new(s.start, word.end));
        }
    }

    /// "rưỡi" behind a unit.
    fn half_behind(&self, tail: &mut Tail, limit: usize) -> bool {
        let words = words_right(self.text, tail.end, limit);
        let Some(word) = words.get(0).filter(|w| is_one_of!(w.key, "rưỡi" | "rưởi")) else { return false };
        tail.end = word.end;
        true
    }
}

/// Whether a number with this unit can only be whole: 19,156 lượt is 19156.
pub(crate) fn indivisible(number: Number, kind: Kind, magnitude: bool) -> bool {
    number.either && kind == Kind::Count && !magnitude
}

//! From a number to a quantity: the fraction or range it opens, its unit and rate, its qualifier, and the kind that
//! the context decides.

use super::mend::Damage;
use super::{Amount, Raw, Shape};
use crate::extract::date::DateKind;
use crate::extract::mask::Mask;
use crate::extract::number::{Number, scan};
use crate::extract::unit::{Tail, UnitReader};
use crate::extract::words::{Words, skip_spaces, skip_spaces_back, words_right};
use crate::record::{Certainty, Kind};
use crate::text::Span;
use crate::vocabulary::{Vocabulary, is_one_of, key};

/// Grows quantities of one block.
pub(super) struct Grower<'a> {
    pub text: &'a str,
    pub body: Span,
    pub mask: &'a Mask,
    pub vocabulary: &'a Vocabulary,
    pub units: UnitReader<'a>,
    /// Of the whole text.
    pub damage: &'a Damage,
}

impl Grower<'_> {
    /// Number, range or fraction, unit, rate and qualifier; none where the digits belong to another kind of token.
    pub fn grow(&self, span: Span, number: Number, negative: bool, limit: usize, left: &Words) -> Option<Raw> {
        let mut raw = Raw::new(number, span);
        let end = span.end;
        // "từ 5", "từ đủ 14 tuổi", "từ trên 3 năm"
        let bounded = left.key(0).is_some_and(|k| is_one_of!(k, "đủ" | "trên" | "dưới" | "khoảng"));
        let from_word = usize::from(bounded && left.key(1) == Some(key("từ")));
        let from = left.key(from_word) == Some(key("từ"));
        if self.text[end..limit].starts_with(char::is_alphabetic) {
            let tail = self.units.tail(end, limit);
            tail.unit?;
            take(&mut raw, tail);
        } else if let Some((of, of_end)) = self.fraction(end, limit) {
            raw.shape = Shape::Of(Amount::new(number), of);
            raw.rule = "fraction";
            raw.number.end = of_end;
            raw.span.end = of_end;
            if of.number.repaired {
                raw.certainty = raw.certainty.max(Certainty::Repaired);
            }
            if self.text[of_end..limit].starts_with(['/', '-']) {
                return None;
            }
            take(&mut raw, self.units.tail(of_end, limit));
            // "1/ 85% phụ nữ": the label of an item.
            if raw.unit.is_some_and(|u| self.units.kind(u) == Kind::Percent) {
                return None;
            }
            self.share(&mut raw, of_end, limit);
        } else {
            take(&mut raw, self.units.tail(end, limit));
            // A slash right behind a bare number begins the symbol of a document.
            if !raw.has_unit() && self.text[end..limit].starts_with('/') {
                return None;
            }
        }
        if let Shape::One(_) = raw.shape {
            // "vượt quá 50 miligam đến 80 miligam"
            let over = left.key(0).is_some_and(|k| is_one_of!(k, "quá" | "trên"));
            // "tăng từ 50 tạ/ha đến 62 tạ/ha" are two levels.
            let moves = left.key(1).is_some_and(|k| is_one_of!(k, "tăng" | "giảm" | "nâng" | "hạ"));
            let rate = self.text[raw.span.end.min(limit)..limit].starts_with('/');
            self.range(&mut raw, (from || over) && !(moves && rate), limit);
        }
        self.stretch_of_years(&mut raw, limit);
        self.money(&mut raw, left, limit);
        self.rate(&mut raw, limit);
        if from_word == 1 && matches!(raw.shape, Shape::Range(..)) {
            // The words in front of both ends only say which of them count.
            raw.span.start = left.get(1).map_or(raw.span.start, |w| w.start);
        } else {
            self.qualify(&mut raw, left, from, limit);
        }
        self.decide_kind(&mut raw, left);
        if negative && raw.unit.is_some() {
            raw.shape.each(|a| a.number = a.number.negated());
            let sign = self.text[..raw.number.start].chars().next_back().map_or(0, char::len_utf8);
            raw.span.start = raw.span.start.min(raw.number.start - sign);
        }
        Some(raw)
    }

    pub(super) fn name(&self, unit: u16) -> &str {
        &self.vocabulary.units.get(unit).name
    }

    fn digit_at(&self, at: usize, limit: usize) -> bool {
        at < limit && self.text.as_bytes()[at].is_ascii_digit()
    }

    /// "/126" behind a number.
    fn fraction(&self, end: usize, limit: usize) -> Option<(Amount, usize)> {
        let rest = &self.text[end..limit];
        let gap = ["/", " / ", "/ "].iter().rev().find(|g| rest.starts_with(**g))?;
        let at = end + gap.len();
        if !self.digit_at(at, limit) {
            return None;
        }
        let token = self.second(at, limit);
        Some((Amount::new(token.number?), token.end))
    }

    /// "1/3 số xã" is a share; "115/126 số bản" counts villages.
    fn share(&self, raw: &mut Raw, end: usize, limit: usize) {
        let Shape::Of(part, whole) = raw.shape else { return };
        if raw.unit.is_some_and(|u| self.name(u) == "số") {
            raw.unit = None;
            raw.unit_span = None;
            raw.span.end = end;
        }
        if raw.unit.is_some_and(|u| self.units.kind(u) != Kind::Count) {
            return;
        }
        let words = words_right(self.text, end, limit);
        let names = &self.vocabulary.number_names;
        let Some(first) = words.get(0).filter(|w| !w.comma && names.share_words.contains(&w.key)) else { return };
        let small = whole.number.value() <= 10.0 && part.number.value() <= whole.number.value();
        let plain = part.number.zeros == 0 && whole.number.zeros == 0;
        if small && plain && raw.unit.is_none() {
            raw.open = None;
            raw.unit_span = None;
            raw.kind = Some(Kind::Other);
            raw.span.end = end;
            raw.rule = "share";
        } else if raw.unit.is_none() && is_one_of!(first.key, "số" | "tổng") {
            let second = words.get(1).filter(|w| w.key == key("số") && first.key == key("tổng"));
            let tail = self.units.tail(second.map_or(first.end, |w| w.end), limit);
            raw.open = None;
            raw.unit_span = None;
            if tail.unit.is_some() {
                take(raw, tail);
            }
        }
    }

    /// "- 5%", "đến 7 ngày" behind the first number.
    fn range(&self, raw: &mut Raw, from: bool, limit: usize) {
        let Shape::One(first) = raw.shape else { return };
        let mut first_end = if raw.unit.is_some() || raw.magnitude { raw.span.end } else { raw.number.end };
        // "từ 10 m3/ngày đến dưới 50 m3/ngày": one rate on both sides.
        let mut rate = None;
        if from && raw.unit.is_some() && self.text[first_end..limit].starts_with('/') {
            let (per, end) = self.units.per(first_end, limit, raw.unit);
            (rate, first_end) = (Some(per), end);
        }
        let Some(second_at) = self.second_number(raw, first_end, from, limit) else { return };
        let token = self.second(second_at, limit);
        let Some(second) = token.number else { return };
        if self.text[token.end..limit].starts_with('/') && self.digit_at(token.end + 1, limit) {
            return;
        }
        let tail = self.units.tail(token.end, limit);
        if rate.is_some_and(|rate| self.units.per(tail.end, limit, tail.unit).0 != rate) {
            return;
        }
        let same = match (raw.unit, tail.unit) {
            (Some(a), Some(b)) => self.name(a) == self.name(b),
            (None, _) => true,
            (Some(_), None) => tail.open.is_none() && !tail.magnitude,
        };
        if !same || (first.number.is_year() && second.is_year()) {
            return;
        }
        let mut low = first;
        if !raw.magnitude && raw.unit.is_none() {
            low.power = tail.power;
        }
        let own = tail.unit.is_some() || tail.magnitude;
        let high = Amount { number: second, power: if own { tail.power } else { first.power }, plus: tail.plus };
        // "30,4% - 43,1% - 26,5%" are three shares.
        if low.value() >= high.value() || self.chained(raw.number.start, tail.end.max(token.end), limit) {
            return;
        }
        let (unit, unit_span, magnitude) = (raw.unit, raw.unit_span, raw.magnitude);
        raw.number.end = token.end;
        raw.span.end = token.end;
        take(raw, tail);
        raw.magnitude |= magnitude;
        if raw.unit.is_none() && unit.is_some() {
            (raw.unit, raw.unit_span, raw.open) = (unit, unit_span, None);
        }
        raw.shape = Shape::Range(low, high);
        raw.rule = "range";
        if second.repaired {
            raw.certainty = raw.certainty.max(Certainty::Repaired);
        }
    }

    /// Whether a dash and a number go on in front of `start` or behind `end`.
    fn chained(&self, start: usize, end: usize, limit: usize) -> bool {
        const DASHES: [char; 3] = ['-', '–', '—'];
        let behind = self.text[skip_spaces(self.text, end, limit)..limit].strip_prefix(DASHES);
        let goes_on = behind.is_some_and(|b| b.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let before = &self.text[self.body.start..skip_spaces_back(self.text, start, self.body.start)];
        let dashed = before.strip_suffix(DASHES);
        goes_on || dashed.is_some_and(|b| b.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%'))
    }

    /// Where the second number of a range begins.
    fn second_number(&self, raw: &Raw, first_end: usize, from: bool, limit: usize) -> Option<usize> {
        let at = skip_spaces(self.text, first_end, limit);
        let rest = &self.text[at..limit];
        let dash = rest.starts_with(['-', '–', '—', '÷', '−', '~', '‑']);
        let next = if dash {
            at + rest.chars().next().map_or(1, char::len_utf8)
        } else {
            // "5 đến 7 ngày" without "từ" is a range where the unit stands only once.
            let word = ["đến ", "tới ", "Đến "].into_iter().find(|w| rest.starts_with(w))?;
            if !from && raw.unit.is_some() {
                return None;
            }
            at + word.len()
        };
        let mut second = skip_spaces(self.text, next, limit);
        if !dash {
            // "đến dưới 16 tuổi", "đến hết 60 tháng"
            let word =
                ["dưới ", "hết ", "đủ ", "không quá "].into_iter().find(|w| self.text[second..limit].starts_with(w));
            second = word.map_or(second, |w| skip_spaces(self.text, second + w.len(), limit));
        }
        // "12 hộ -5 xã": behind a unit a dash with white space on one side only is no range's.
        let lopsided = dash && (at > first_end) != (second > next) && raw.unit.is_some();
        (self.digit_at(second, limit) && !lopsided).then_some(second)
    }

    /// "5 năm 2021-2025": the years are masked with their word, which is the unit, too.
    fn stretch_of_years(&self, raw: &mut Raw, limit: usize) {
        if raw.has_unit() || skip_spaces(self.text, raw.number.end, self.body.end) != limit {
            return;
        }
        let years = self.mask.covering(limit).filter(|m| m.span.start == limit && m.date == Some(DateKind::Years));
        if years.is_some() && words_right(self.text, limit, self.body.end).key(0) == Some(key("năm")) {
            take(raw, self.units.tail(raw.number.end, limit + "năm".len()));
        }
    }

    /// A bare "2 tỷ", "500 triệu" or "150 nghìn/hộ" is an amount in đồng.
    fn money(&self, raw: &mut Raw, left: &Words, limit: usize) {
        let power = raw.shape.last().power;
        if raw.unit.is_some() || power < 3 {
            return;
        }
        let names = &self.vocabulary.number_names;
        let money = left.iter().take(8).any(|w| names.money_words.contains(&w.key));
        let rate = self.text.get(raw.span.end..limit).is_some_and(|t| t.starts_with('/'));
        if (money && (power >= 6 || raw.open.is_none())) || rate || (power >= 6 && raw.open.is_none()) {
            raw.unit = Some(self.vocabulary.units.dong());
            raw.open = None;
            raw.unit_span = None;
            raw.certainty = raw.certainty.max(if money { Certainty::Inherited } else { Certainty::Guessed });
        }
    }

    /// "/người/năm", "/702 khẩu".
    fn rate(&self, raw: &mut Raw, limit: usize) {
        if !raw.has_unit() && !raw.weak {
            return;
        }
        let end = raw.body_end();
        let Some(slash) = self.units.slash(end, limit, 4) else { return };
        if self.digit_at(slash + 1, limit)
            && slash == end
            && let (Shape::One(part), Some(unit)) = (raw.shape, raw.unit)
        {
            // "10 xã/12 xã" is a fraction, "148 hộ/702 khẩu" are two counts.
            let token = scan(self.text, slash + 1, limit, true);
            let tail = self.units.tail(token.end, limit);
            if let Some(number) = token.number.filter(|_| tail.unit == Some(unit)) {
                raw.shape = Shape::Of(part, Amount { number, power: tail.power, plus: tail.plus });
                raw.rule = "fraction";
                raw.number.end = token.end;
                raw.span.end = tail.end;
                return;
            }
        }
        self.take_rate(raw, slash, limit);
    }

    pub(super) fn take_rate(&self, raw: &mut Raw, slash: usize, limit: usize) {
        let (per, end) = self.units.per(slash, limit, raw.unit);
        if !per.is_empty() {
            raw.per = per;
            raw.span.end = end;
        }
    }
}

/// Puts what stands behind the number into the quantity.
fn take(raw: &mut Raw, tail: Tail) {
    raw.shape.each(|a| a.power = tail.power);
    match &mut raw.shape {
        Shape::One(a) | Shape::Range(_, a) | Shape::Of(_, a) => a.plus = tail.plus,
    }
    raw.magnitude = tail.magnitude || tail.power > 0;
    raw.unit = tail.unit;
    raw.open = tail.open;
    raw.weak = tail.weak;
    raw.unit_span = tail.unit_span.or(tail.open);
    raw.span.end = tail.end.max(raw.span.end);
}

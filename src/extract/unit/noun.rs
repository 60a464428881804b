//! The noun behind a number: a unit or counted noun of the vocabulary, else the first words of the phrase. Refuses dates
//! ("năm 2023") and what begins no noun ("của", a verb).

use super::{Tail, UnitReader};
use crate::extract::words::{Word, Words, skip_spaces, words_right};
use crate::record::Kind;
use crate::text::Span;
use crate::vocabulary::{Class, Target, is_one_of, key};

/// A longer quotation is no name of a thing.
const MAX_QUOTED_BYTES: usize = 60;

impl UnitReader<'_> {
    /// The unit or noun with which the words from `i` on begin.
    pub(super) fn noun(&self, tail: &mut Tail, words: &Words, i: usize, limit: usize) {
        let Some(first) = words.get(i).filter(|w| !w.comma) else { return };
        // "1.660 triệu bằng công lao động": a way to pay, no certificates.
        if tail.magnitude && first.key == key("bằng") {
            return;
        }
        let units = &self.vocabulary.units;
        // "58,9 triệu đông": a scan takes the mark of "đồng" for none or another.
        let east =
            || words.get(i + 1).is_some_and(|w| !w.comma && is_one_of!(w.key, "nhất" | "đảo" | "dân" | "đúc" | "hơn"));
        if tail.magnitude && is_one_of!(first.key, "đông" | "đổng" | "dồng" | "đống") && !east() {
            return self.set(tail, units.dong(), Span::new(first.start, first.end));
        }
        match units.longest(|n| words.step(i + n)) {
            Some((n, Target::Unit(unit))) => {
                let end = words.get(i + n - 1).map_or(first.end, |w| w.end);
                let span = Span::new(first.start, end);
                // "5,09 điểm %": points, not marks.
                let sign = skip_spaces(self.text, end, limit);
                if n == 1 && first.key == key("điểm") && self.text[sign..limit].starts_with('%') {
                    self.set(tail, units.points(), Span::new(first.start, sign + 1));
                } else if !self.is_calendar(unit, end) {
                    self.set(tail, unit, span);
                }
            }
            Some((_, Target::Blocked)) => {}
            Some((n, Target::Attribute)) => {
                tail.open = words.get(i + n - 1).map(|last| Span::new(first.start, last.end));
                tail.weak = true;
            }
            None => tail.open = self.open_noun(words, i),
        }
    }

    /// The noun of the vocabulary with which the words begin, and nothing else.
    pub(super) fn known_noun(&self, tail: &mut Tail, words: &Words, limit: usize) {
        self.noun(tail, words, 0, limit);
        (tail.open, tail.weak) = (None, false);
    }

    /// Whether a unit of time begins a date: "năm 2023", "tháng 6", "quý II".
    fn is_calendar(&self, unit: u16, end: usize) -> bool {
        let unit = self.vocabulary.units.get(unit);
        if unit.kind != Kind::Duration {
            return false;
        }
        // A date is masked from its first word on, so what tells it may stand behind the limit.
        let at = skip_spaces(self.text, end, self.text.len());
        let digits = self.text[at..].bytes().take_while(u8::is_ascii_digit).count();
        // "kỳ hạn 6 tháng 5,2%": a value, no month.
        let behind = &self.text[at + digits..];
        let value = behind.starts_with('%')
            || (behind.starts_with([',', '.']) && behind[1..].starts_with(|c: char| c.is_ascii_digit()));
        if value {
            return false;
        }
        match &*unit.name {
            // "5 năm 2021-2025" is a stretch of years all the same, and "2 năm 2022 và 2023" are two years.
            "năm" => {
                let behind = self.text[at + digits..].trim_start_matches(' ');
                let two = behind.strip_prefix("và ").is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
                digits == 4 && !two && !behind.starts_with(['-', '–', ','])
            }
            // "thực hiện 9 tháng 38 tỷ đồng": no month has that number.
            "tháng" => self.text[at..at + digits].parse::<u8>().is_ok_and(|n| n <= 12),
            "ngày" => self.text[at..at + digits].parse::<u8>().is_ok_and(|n| n <= 31),
            "quý" => digits > 0 || self.text[at..].starts_with(['I', 'V']),
            _ => false,
        }
    }

    /// The first one or two words of a noun phrase that the vocabulary does not know.
    fn open_noun(&self, words: &Words, i: usize) -> Option<Span> {
        let begins = |w: &Word| !self.vocabulary.number_names.not_nouns.contains(&w.key);
        let first = words.get(i).filter(|w| begins(w) && w.end - w.start > 1)?;
        // "Sơn Bình 2 công suất 48 MW": a measure with its own value is not counted.
        let (class, n) = self.vocabulary.clause_words.classify(first.key, |n| words.key(i + n));
        let valued = class == Class::Head
            && words
                .get(i + n - 1)
                .is_some_and(|w| self.text[w.end..].trim_start().starts_with(|c: char| c.is_ascii_digit()));
        if first.capital || valued || self.begins_verb(words, i) {
            return None;
        }
        let second = words.get(i + 1).filter(|w| begins(w) && !w.comma && !w.capital);
        Some(Span::new(first.start, second.map_or(first.end, |w| w.end)))
    }

    /// Things that are called by a name between quotation marks: "làm 01 “Mái ấm tình thương”". One word is a slogan, "4 “cùng”".
    pub(super) fn quoted(&self, tail: &mut Tail, at: usize, limit: usize) {
        let Some(behind) = self.text[at..limit].strip_prefix(['“', '"']) else { return };
        let start = limit - behind.len();
        let Some(len) = behind.find(['”', '"']).filter(|&len| len <= MAX_QUOTED_BYTES) else { return };
        let name = &behind[..len];
        let close = behind[len..].chars().next().map_or(0, char::len_utf8);
        let words = words_right(self.text, start, start + len);
        let noun = words.get(0).is_some_and(|w| !self.vocabulary.number_names.not_nouns.contains(&w.key));
        if noun && name.split(' ').count() >= 2 && !name.contains(|c: char| c.is_ascii_digit() || c == ',') {
            tail.open = Some(Span::new(start, start + len));
            tail.end = start + len + close;
        }
    }

    /// Whether a verb begins at the word: "Đoàn Kinh tế 337 hy sinh" counts nothing.
    fn begins_verb(&self, words: &Words, i: usize) -> bool {
        let Some(first) = words.key(i) else { return false };
        let (class, _) = self.vocabulary.clause_words.classify(first, |n| words.key(i + n));
        matches!(class, Class::Heavy | Class::Light)
    }
}

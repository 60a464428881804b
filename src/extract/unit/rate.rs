//! Denominators of a rate, from a slash on: "đồng/học sinh/tháng", "bé trai/100 bé gái". Refuses what only says "or" ("xã/phường")
//! and what compares ("612 ha/kế hoạch 600 ha").

use super::UnitReader;
use crate::extract::number::scan;
use crate::extract::words::{Words, skip_spaces, words_right};
use crate::record::Kind;
use crate::text::Span;
use crate::vocabulary::{Group, Target, is_one_of, key};

impl UnitReader<'_> {
    /// One or two words behind the slash of a price.
    fn paid_for(&self, words: &Words) -> Option<Span> {
        let joins = |k: u64| is_one_of!(k, "và" | "hoặc" | "cho" | "là" | "để" | "do" | "tại");
        let first = words.get(0).filter(|w| !w.capital && !joins(w.key) && w.end - w.start > 1)?;
        let noun = |k: u64| !self.vocabulary.number_names.not_nouns.contains(&k);
        let second = words.get(1).filter(|w| !w.comma && !w.capital && !joins(w.key) && noun(w.key));
        Some(Span::new(first.start, second.map_or(first.end, |w| w.end)))
    }

    /// Denominators from a slash on: "/người/năm", "/1.000 dân". `numerator` tells a rate from an "or": "xã/phường".
    pub fn per(&self, at: usize, limit: usize, numerator: Option<u16>) -> (Vec<String>, usize) {
        let (mut per, mut end, mut at) = (Vec::new(), at, at);
        while per.len() < 3 {
            let Some((name, behind)) = self.denominator(at, limit, numerator) else { break };
            per.push(name);
            end = behind;
            // Words of the noun phrase may stand between one denominator and the next slash.
            let Some(slash) = self.slash(behind, limit, 3) else { break };
            at = slash;
        }
        (per, end)
    }

    /// The slash behind at most `skip` further words of a noun phrase.
    pub fn slash(&self, at: usize, limit: usize, skip: usize) -> Option<usize> {
        let is_slash = |at: usize| self.text.get(at..limit).is_some_and(|t| t.starts_with('/'));
        if is_slash(at) {
            return Some(at);
        }
        let spaced = skip_spaces(self.text, at, limit);
        if is_slash(spaced) && self.text[spaced + 1..limit].starts_with(|c: char| c == ' ' || c.is_alphabetic()) {
            return Some(spaced);
        }
        let near = self.text.as_bytes().get(at..limit)?;
        memchr::memchr(b'/', &near[..near.len().min(16 * skip)])?;
        let words = words_right(self.text, at, limit);
        for w in words.iter().take(skip) {
            if w.comma || self.vocabulary.number_names.not_nouns.contains(&w.key) {
                return None;
            }
            if is_slash(w.end) {
                return Some(w.end);
            }
        }
        None
    }

    fn denominator(&self, slash: usize, limit: usize, numerator: Option<u16>) -> Option<(String, usize)> {
        let units = &self.vocabulary.units;
        let from = skip_spaces(self.text, slash + 1, limit);
        let rest = &self.text[from..limit];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            // "/1.000 dân": a round number of people or things.
            let token = scan(self.text, from, limit, true);
            let value = token.number?.value();
            let words = words_right(self.text, token.end, limit);
            // "0,4 mg/1 lít" is a rate, "2 vụ/1 đối tượng" are two counts.
            let measured = numerator.is_some_and(|u| units.get(u).kind != Kind::Count);
            if value == 1.0
                && measured
                && let Some((n, Target::Unit(unit))) = units.longest(|i| words.step(i))
            {
                return Some((units.get(unit).name.to_string(), words.get(n - 1)?.end));
            }
            // "/10 vạn dân"
            let magnitude = words.key(0).and_then(|k| units.magnitude(k, words.key(1))).is_some()
                && words.key(1).is_some_and(|k| is_one_of!(k, "dân" | "người" | "trẻ"));
            let round = [100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0].contains(&value)
                || magnitude && [1.0, 10.0, 100.0].contains(&value);
            // "12 ca/100.000 dân", "109 bé trai/100 bé gái"
            let from_noun = usize::from(magnitude);
            let n = match units.longest(|i| words.step(i + from_noun)).filter(|_| round) {
                Some((n, Target::Unit(_) | Target::Attribute)) => n + from_noun,
                Some(_) => return None,
                None => words.iter().take(2).take_while(|w| !w.comma).count(),
            };
            let end = words.get(n.checked_sub(1).filter(|_| round)?)?.end;
            return Some((self.text[from..end].to_lowercase(), end));
        }
        let words = words_right(self.text, from, limit);
        // "318 m3/s", "12 m/s"
        let flows = |u: u16| matches!(units.get(u).kind, Kind::Volume | Kind::Length);
        if let Some(word) = words.get(0).filter(|w| w.key == key("s") && numerator.is_some_and(flows)) {
            return Some(("s".to_owned(), word.end));
        }
        // "132 nghìn đồng/chục", "8,6 triệu đồng/chỉ": how fruit and gold are sold.
        let sold = words.get(0).filter(|w| is_one_of!(w.key, "chục" | "chỉ"));
        if let Some(word) = sold.filter(|_| numerator.is_some_and(|u| units.get(u).kind == Kind::Money)) {
            return Some((self.text[from..word.end].to_lowercase(), word.end));
        }
        let magnitude = words.key(0).and_then(|k| units.magnitude(k, words.key(1))).is_some();
        let i = usize::from(magnitude);
        let found = units.longest(|k| words.step(i + k));
        // "3 tỷ đồng/dự toán 5 tỷ đồng", "612 ha/kế hoạch 600 ha" compare.
        let second = words.key(1).unwrap_or(0);
        let compared = words.key(0).is_some_and(|k| {
            is_one_of!(k, "kh" | "tổng")
                || is_one_of!(k, "dự") && is_one_of!(second, "toán" | "kiến")
                || is_one_of!(k, "kế") && is_one_of!(second, "hoạch")
                || is_one_of!(k, "chỉ" | "mục") && is_one_of!(second, "tiêu")
                || is_one_of!(k, "nghị") && is_one_of!(second, "quyết")
        });
        if compared {
            return None;
        }
        // "2.000.000 đồng/đề cương": what is paid for need not be known.
        let paid = numerator.is_some_and(|u| units.get(u).kind == Kind::Money) && !magnitude && from == slash + 1;
        let Some((n, Target::Unit(unit))) = found else {
            let noun = self.paid_for(&words).filter(|_| paid)?;
            return Some((noun.of(self.text).to_lowercase(), noun.end));
        };
        let unit_of = units.get(unit);
        let end = words.get(i + n - 1)?.end;
        if let Some(numerator) = numerator.map(|u| units.get(u)) {
            // "12 xã/phường", "lượt cán bộ/đảng viên": either, not a rate; "người/hộ" is one.
            let alike = numerator.kind == Kind::Count && numerator.group == unit_of.group;
            let holder =
                is_one_of!(words.key(i).unwrap_or(0), "hộ" | "gia" | "người" | "vạn" | "nhóm" | "lớp" | "dân" | "số");
            // "18 học viên/giáo viên", but "45 cán bộ/giáo viên" are either.
            let taught = ["học", "trẻ", "sinh viên"].iter().any(|w| numerator.name.starts_with(w));
            let holder = holder || taught && words.key(i).is_some_and(|k| is_one_of!(k, "giáo" | "giảng"));
            if alike && !holder && !magnitude && unit_of.group != Group::Measure {
                return None;
            }
        }
        let name =
            if magnitude { self.text[words.get(0)?.start..end].to_lowercase() } else { unit_of.name.to_string() };
        Some((name, end))
    }
}

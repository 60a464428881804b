//! What stands behind a number: magnitude words, the unit or counted noun, the denominators of a rate.
//!
//! "tỷ 300 triệu đồng" → 10⁹ and 300·10⁶ more, đồng; "đồng/học sinh/tháng" → đồng per học sinh and tháng; "kích điện" →
//! an open noun, where no entry of the vocabulary fits. Refuses "tỷ lệ", "đồng thời", "năm 2023".

use super::number::{Number, scan};
use super::words::{Words, skip_spaces, words_left, words_right};
use crate::record::Kind;
use crate::text::Span;
use crate::vocabulary::{Class, Group, Target, Vocabulary, is_one_of, key};

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

/// A longer quotation is no name of a thing.
const MAX_QUOTED_BYTES: usize = 60;
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
        if i == 0 && self.abbreviated_million(&mut tail, from, limit) {
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

    /// "tr.đ", "tr.đồng", "tr đồng".
    fn abbreviated_million(&self, tail: &mut Tail, at: usize, limit: usize) -> bool {
        let rest = &self.text[at..limit];
        let Some(behind) = rest.strip_prefix("tr") else { return false };
        let behind = behind.strip_prefix('.').unwrap_or(behind);
        let from = at + rest.len() - behind.len();
        let words = words_right(self.text, from, limit);
        let Some(word) = words.get(0).filter(|w| is_one_of!(w.key, "đồng" | "đ" | "vnđ" | "vnd")) else {
            // "huyện cấp 90 tr, dân góp 31 tr."; a book has "350 tr." as well.
            let ends = rest[2..].chars().next().is_none_or(|c| matches!(c, ',' | ';' | ')' | '.'));
            let ends = ends && self.pays(at);
            if ends {
                self.set(tail, self.vocabulary.units.dong(), Span::new(at, at + 2));
                tail.power += 6;
                tail.magnitude = true;
            }
            return ends;
        };
        if from == at + 2 && word.start == from {
            return false;
        }
        self.set(tail, self.vocabulary.units.dong(), Span::new(at, word.end));
        tail.power += 6;
        tail.magnitude = true;
        true
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

    /// The unit or noun with which the words from `i` on begin.
    fn noun(&self, tail: &mut Tail, words: &Words, i: usize, limit: usize) {
        let Some(first) = words.get(i).filter(|w| !w.comma) else { return };
        // "1.660 triệu bằng công lao động": a way to pay, no certificates.
        if tail.magnitude && first.key == key("bằng") {
            return;
        }
        let units = &self.vocabulary.units;
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
    fn known_noun(&self, tail: &mut Tail, words: &Words, limit: usize) {
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
            // "5 năm 2021-2025" is a stretch of years all the same.
            "năm" => digits == 4 && !self.text[at + 4..].trim_start_matches(' ').starts_with(['-', '–', ',']),
            "tháng" | "ngày" => (1..=2).contains(&digits),
            "quý" => digits > 0 || self.text[at..].starts_with(['I', 'V']),
            _ => false,
        }
    }

    /// The first one or two words of a noun phrase that the vocabulary does not know.
    fn open_noun(&self, words: &Words, i: usize) -> Option<Span> {
        let begins = |w: &super::words::Word| !self.vocabulary.number_names.not_nouns.contains(&w.key);
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
    fn quoted(&self, tail: &mut Tail, at: usize, limit: usize) {
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
            // "0,4 mg/1 lít"
            if value == 1.0
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

/// Whether a number with this unit can only be whole: 19,156 lượt is 19156.
pub(crate) fn indivisible(number: Number, kind: Kind, magnitude: bool) -> bool {
    number.either && kind == Kind::Count && !magnitude
}

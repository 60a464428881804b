//! One block, from digit to digit: tells tokens that are no number ("7h30", "25A-123.45", "H5N1"), reads the number with
//! its damages, and keeps what it grows into unless the neighbours make it a name.

use super::grow::Grower;
use super::mend::Damage;
use super::{Raw, Shape, guard, name};
use crate::extract::mask::Mask;
use crate::extract::number::scan;
use crate::extract::unit::UnitReader;
use crate::extract::words::{Words, words_left};
use crate::record::Kind;
use crate::text::{Span, next_digit};
use crate::vocabulary::{Role, Vocabulary, is_one_of, key};

/// Longest token of letters and digits that is looked at as a whole.
const MAX_TOKEN_BYTES: usize = 256;

/// Reads the numbers of one block into `out`; gives the spans of malformed ones.
pub(super) fn read(
    text: &str,
    body: Span,
    mask: &Mask,
    vocabulary: &Vocabulary,
    damage: &Damage,
    out: &mut Vec<Raw>,
) -> Vec<Span> {
    let units = UnitReader { text, vocabulary };
    let grower = Grower { text, body, mask, vocabulary, units, damage };
    let mut reader = Reader { grower, out, name_end: None, road: false, figure_end: None, malformed: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = body.start + label(&text[body.start..body.end]);
    while at < body.end {
        let Some(digit) = next_digit(&bytes[..body.end], at) else { break };
        if let Some(masked) = mask.covering(digit) {
            at = masked.span.end;
            continue;
        }
        match reader.at_digit(digit, at) {
            Step::Figure(end) => {
                at = end.max(digit + 1);
                reader.figure_end = Some(end);
            }
            Step::Skip(to) => at = to.max(digit + 1),
        }
    }
    reader.malformed
}

/// Length of a label that the outline did not take: "1 2 2. Nguyên nhân", "3) Kết quả".
fn label(body: &str) -> usize {
    let end = body.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ' ')).unwrap_or(body.len());
    if end > 16 {
        return 0;
    }
    let (head, behind) = body.split_at(end);
    let bare = head.trim_end();
    let point = bare.ends_with('.') && bare.len() < head.len() && behind.starts_with(char::is_alphabetic);
    let bracket = !head.is_empty() && bare.len() == head.len() && behind.starts_with(") ");
    if point || bracket { end } else { 0 }
}

/// Whether behind the number at the beginning stands a percent sign, or a word in small letters: a page has neither, "..........27 Phụ lục".
fn is_followed_by_unit(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    behind.starts_with('%')
        || behind.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| c.is_lowercase() || c == '%'))
}

enum Step {
    /// A figure was found that ends there.
    Figure(usize),
    /// Nothing up to there.
    Skip(usize),
}

/// Bytes between the numbers of two items in running text.
const MAX_ITEM_BYTES: usize = 1_000;

struct Reader<'a, 'b> {
    grower: Grower<'a>,
    /// The figures of the block.
    out: &'b mut Vec<Raw>,
    /// End of the last number that was a name: "lớp 10, 11 và 12" goes on.
    name_end: Option<usize>,
    /// Whether that name was a road's: "đường tỉnh 330, 342".
    road: bool,
    /// End of the last figure.
    figure_end: Option<usize>,
    malformed: Vec<Span>,
}

impl<'a> Reader<'a, '_> {
    fn at_digit(&mut self, digit: usize, from: usize) -> Step {
        let Grower { text, body, mask, .. } = self.grower;
        let bytes = text.as_bytes();
        let limit = mask.next(digit).map_or(body.end, |m| m.span.start.min(body.end));
        let (mut start, mut negative) = (digit, false);
        let before = &text[body.start..digit];
        match before.chars().next_back() {
            Some(c) if c.is_alphabetic() || c == '_' => {
                return match self.ocr(token_start(text, digit, from), limit) {
                    Some((raw, left)) => self.judged(raw, &left, limit),
                    None => Step::Skip(self.token_end(digit, limit)),
                };
            }
            // "lúa nước l.180 ha"
            Some('.')
                if digits_end(bytes, digit, limit) == digit + 3
                    && (before.ends_with("l.") || before.ends_with("I."))
                    && let Some((raw, left)) = self.ocr(digit - 2, limit) =>
            {
                return self.judged(raw, &left, limit);
            }
            // A mark behind a word or a sign: "10, 6%2", "Đảng”3".
            Some('%' | '‰' | ')' | ']' | '”' | '’' | '»') => return Step::Skip(digits_end(bytes, digit, limit)),
            Some('"' | '\'') if !guard::quoted(text, digit) => return Step::Skip(digits_end(bytes, digit, limit)),
            Some('(') if self.enumerates(digit, limit) => return Step::Skip(digits_end(bytes, digit, limit)),
            Some('#' | '@' | '\\' | '°' | '^') => return Step::Skip(self.token_end(digit, limit)),
            // A footnote mark in markup.
            Some('>') if before.ends_with("sup>") => return Step::Skip(digits_end(bytes, digit, limit)),
            // Dots that lead to a figure are many, and its unit stands behind it: "Tỷ lệ che phủ rừng ..........47,2%". In a
            // table of contents they lead to a page.
            Some('.') if before.ends_with(".....") && is_followed_by_unit(&text[digit..limit]) => {}
            Some('.') if before.ends_with("...") || is_code(before) && !self.counts(digit, limit) => {
                return Step::Skip(self.token_end(digit, limit));
            }
            Some(',') if before.ends_with(" ,") => start = digit - 1,
            Some(c @ ('-' | '–' | '−' | '‑')) => {
                let sign = digit - c.len_utf8();
                let ahead = text[body.start..sign].chars().next_back();
                if ahead.is_some_and(char::is_alphanumeric) {
                    return Step::Skip(self.token_end(digit, limit));
                }
                // At the start of a block it is a list's dash.
                negative = sign > body.start && matches!(ahead, Some('(' | ' '));
            }
            Some('/') if self.figure_end != Some(digit - 1) => {
                let number = digit >= 2 && bytes[digit - 2].is_ascii_digit();
                if number {
                    return Step::Skip(self.token_end(digit, limit));
                }
            }
            _ => {}
        }
        let left = words_left(text, start, body.start);
        let join = !self.forbids_join(&left, digits_end(bytes, start, limit) - start);
        let token = scan(text, start, limit, join);
        let token = self.grower.mended(token, start, limit, &left, join);
        if let Some(end) = self.other_token(token.end, limit) {
            return Step::Skip(end);
        }
        let Some(number) = token.number else {
            let digits = bytes[start..token.end].iter().filter(|b| b.is_ascii_digit()).count();
            if bytes[start] != b'0' {
                self.malformed.push(Span::new(start, token.end));
                return Step::Skip(token.end);
            }
            // A phone number goes on behind spaces: "0912 345 678".
            let more = bytes[token.end..limit]
                .iter()
                .take(16)
                .take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b'.' | b'-'));
            return Step::Skip(token.end + if digits >= 3 { more.count() } else { 0 });
        };
        match self.grower.grow(Span::new(start, token.end), number, negative, limit, &left) {
            Some(raw) => self.judged(raw, &left, limit),
            None => {
                // "1O bản", "3S hộ".
                let glued = text[token.end..limit].starts_with(['O', 'o', 'l', 'I', 'S']);
                match glued.then(|| self.ocr(start, limit)).flatten() {
                    Some((raw, left)) => self.judged(raw, &left, limit),
                    None => Step::Skip(self.token_end(token.end - 1, limit)),
                }
            }
        }
    }

    /// Whether the number at `digit` has a unit: "Thuộc UBND.15 hộ nghèo" lacks a space and is no code.
    fn counts(&self, digit: usize, limit: usize) -> bool {
        let end = digits_end(self.grower.text.as_bytes(), digit, limit);
        let unit = self.grower.units.tail(end, limit).unit_span;
        unit.is_some_and(|unit| unit.of(self.grower.text).starts_with(char::is_lowercase))
    }

    /// "(1) kết nạp …; (2) vận động …": the number of an item in running text.
    fn enumerates(&self, digit: usize, limit: usize) -> bool {
        let Grower { text, body, .. } = self.grower;
        let end = digits_end(text.as_bytes(), digit, limit);
        let Some(n) = text[digit..end].parse::<u32>().ok().filter(|n| *n <= 30) else { return false };
        // An item is near the one before it; a window keeps the whole linear.
        let mut from = body.start.max((digit - 1).saturating_sub(MAX_ITEM_BYTES));
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text[from..digit - 1].trim_end();
        let opens = before.is_empty() || before.ends_with([';', ':', ',', '.']);
        text[end..].starts_with(')') && (opens || n > 1 && before.contains(&format!("({})", n - 1)))
    }

    /// Behind "năm 2022", "Tổ 5" or "lần 2" a group of three digits is a number of its own.
    fn forbids_join(&self, left: &Words, digits: usize) -> bool {
        let names = &self.grower.vocabulary.number_names;
        let Some(first) = left.key(0) else { return false };
        if first == key("số") {
            return !left.key(1).is_some_and(|k| names.before_so.contains(&k));
        }
        // "lúa cả năm 9 415 ha": a year has four digits.
        if first == key("năm") && digits <= 3 {
            return false;
        }
        // "sức khỏe loại 2 218 người", but "các loại 2 218 tấn"
        let all = |k| is_one_of!(k, "các" | "đủ" | "mọi" | "nhiều" | "những" | "chủng");
        if first == key("loại") && digits == 1 && !left.key(1).is_some_and(all) {
            return true;
        }
        let calendar = is_one_of!(first, "năm" | "tháng" | "ngày" | "quý" | "lần" | "thứ" | "tuần" | "khóa");
        calendar || (!names.grouped_behind.contains(&first) && name::name_role(left, self.grower.vocabulary).is_some())
    }

    /// Tells tokens that begin like a number: clock times, ratios, plates, coordinates. Where to go on.
    fn other_token(&self, end: usize, limit: usize) -> Option<usize> {
        let rest = &self.grower.text[end..limit];
        let mut chars = rest.chars();
        let (next, behind) = (chars.next()?, chars.next());
        let digit = behind.is_some_and(|c| c.is_ascii_digit());
        let other = match next {
            ':' | '+' | '\'' | '_' => digit,
            '@' => true,
            '-' => behind.is_some_and(char::is_alphabetic),
            '°' | 'º' => behind != Some('C'),
            '′' => true,
            _ => false,
        };
        other.then(|| self.token_end(end, limit))
    }

    /// End of the run of characters without white space that holds `at`.
    fn token_end(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        for c in self.grower.text[at..limit].chars() {
            if c.is_whitespace() || matches!(c, ';' | '(' | ')' | '“' | '”' | '"') || end - at > MAX_TOKEN_BYTES {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    /// Keeps the quantity or, when its neighbours say that it is a name, goes on behind it.
    fn judged(&mut self, mut raw: Raw, left: &Words, limit: usize) -> Step {
        let Grower { text, body, vocabulary, .. } = self.grower;
        let Span { start, end } = raw.number;
        let kind = raw.unit.map(|u| vocabulary.units.get(u).kind);
        // "Lượt xem: 270".
        let counter = left.get(0).is_none() && {
            let before = text[body.start..start].trim_end();
            let label = before.strip_suffix(':').map(|b| words_left(text, body.start + b.len(), body.start));
            label.and_then(|l| vocabulary.number_names.role(|i| l.key(i))).is_some_and(|(role, _)| role == Role::Always)
        };
        // "phòng 5 x 20 m" is a size.
        let size = text[end..limit].trim_start().starts_with(['x', '×'])
            && text[end..limit].trim_start().chars().nth(2).is_some_and(|c| c.is_ascii_digit() || c == ' ');
        // "5 chương 45 điều": the word in front is the unit of the figure before.
        let follows = self.figure_end.is_some_and(|e| e < start && text[e..start].trim().is_empty());
        let goes_on = self.name_end.is_some_and(|e| is_list_gap(&text[e..start]));
        // "quốc lộ 17 vụ (25%)"
        let share = share_behind(&text[end..limit])
            || raw.unit.is_some() && text.get(raw.body_end()..limit).is_some_and(share_behind);
        // "mũi 1: 12.345 liều".
        let heads = raw.unit.is_none() && text[end..limit].starts_with(':');
        let name = counter
            || heads
            || (!size && !share && !follows && name::is_name(text, &raw, left, vocabulary))
            || guard::is_fineness(&raw, left)
            || (goes_on
                && (!raw.has_unit()
                    || kind == Some(Kind::Duration)
                    || self.road && raw.unit.is_none() && end - start >= 3))
            || guard::is_slogan(&raw, text, limit, vocabulary)
            || guard::is_model(text, &raw, left)
            || (!raw.has_unit() && guard::is_version(&text[start..end]))
            || guard::is_clock_or_scale(&raw, left, vocabulary)
            || guard::is_day(text, &raw);
        if name {
            self.road = self.road && goes_on || name::is_road(left);
            self.name_end = Some(end);
            return Step::Skip(end);
        }
        let first = raw.shape.first().number;
        // Digits in doubt can only be a measure.
        if first.odd && kind.is_none_or(|k| matches!(k, Kind::Count | Kind::Money)) {
            self.malformed.push(raw.number);
            return Step::Skip(end);
        }
        // A year counts only what the vocabulary knows; "2.065" is none.
        if first.is_year() && raw.unit.is_none() && !raw.number.of(text).contains(['.', ' ']) {
            return Step::Skip(end);
        }
        if let (None, Some(open)) = (raw.unit, raw.open) {
            raw.span.end = raw.span.end.max(open.end);
        }
        if let Shape::One(_) = raw.shape {
            raw.rule = match kind {
                Some(Kind::Percent) => "percent",
                Some(Kind::Money) => "money",
                Some(Kind::Count) => "count",
                Some(Kind::Duration) => "duration",
                Some(_) => "measure",
                None if raw.open.is_some() => "open-noun",
                None => "number",
            };
        }
        let end = raw.span.end;
        self.out.push(raw);
        Step::Figure(end)
    }

    /// A number with letters that stand for digits: "l5 hộ", "1O bản". Only where a unit follows.
    fn ocr(&self, begin: usize, limit: usize) -> Option<(Raw, Words<'a>)> {
        let Grower { text, body, .. } = self.grower;
        let mut digits = String::new();
        for c in text[begin..limit].chars() {
            match c {
                '0'..='9' | '.' | ',' => digits.push(c),
                'l' | 'I' => digits.push('1'),
                'O' | 'o' => digits.push('0'),
                'S' => digits.push('5'),
                _ => break,
            }
            if digits.len() > 12 {
                return None;
            }
        }
        let digits = digits.trim_end_matches(['.', ',']);
        let end = begin + digits.len();
        let free = text[..begin].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'));
        if !free || text[end..limit].starts_with(char::is_alphanumeric) {
            return None;
        }
        let token = scan(digits, 0, digits.len(), false);
        let number = token.number.filter(|_| token.end == digits.len())?.mended();
        let left = words_left(text, begin, body.start);
        let raw = self.grower.grow(Span::new(begin, end), number, false, limit, &left)?;
        raw.unit.is_some().then_some((raw, left))
    }
}

/// "(18,6%)" behind a number: what has a share was counted.
pub(super) fn share_behind(text: &str) -> bool {
    let Some(inner) = text.trim_start_matches(' ').strip_prefix('(') else { return false };
    let number = inner.bytes().take(8).take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b' ')).count();
    number > 0 && inner[number..].starts_with("%)")
}

/// "ĐT.743", "K.12": capital letters and a point right in front of the digits.
fn is_code(before: &str) -> bool {
    let Some(word) = before.strip_suffix('.') else { return false };
    let letters = word.chars().rev().take(MAX_CODE_LETTERS + 1).take_while(|c| c.is_uppercase()).count();
    (1..=MAX_CODE_LETTERS).contains(&letters)
        && word.chars().rev().nth(letters).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ',' | ';' | '-' | '–'))
}

/// Letters of the code of a road or plan.
const MAX_CODE_LETTERS: usize = 4;

pub(super) fn digits_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    at + bytes[at..limit].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Start of the run of letters and digits in front of `at`.
fn token_start(text: &str, at: usize, floor: usize) -> usize {
    let mut start = at;
    for c in text[floor..at].chars().rev() {
        if !c.is_alphanumeric() || at - start > 8 {
            break;
        }
        start -= c.len_utf8();
    }
    start
}

/// Whether the text between two numbers only lists them.
pub(super) fn is_list_gap(gap: &str) -> bool {
    gap.len() <= 12
        && matches!(gap.trim(), "," | ";" | "và" | "-" | "–" | ", và" | "; và" | "hoặc" | "/" | "&" | "x" | "×" | "đến")
}

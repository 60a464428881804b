//! Numbers that a scan or a page break cut: "20 6,05 nghìn tỷ", "15, 6%", "1 .284 hộ", "28 4 56 ha".
//!
//! Takes a number as printed and what stands behind it, gives the number that was meant, marked as put right. What has
//! more than one reading is left as it is, for a wrong value is worse than none: two numbers stand beside each other in sound
//! text, too ("rộng 6, 8 m", "công nghiệp 4.0 15 lớp"), so most of this needs other damage in the text as evidence.

use super::grow::Grower;
use super::name;
use super::reader::digits_end;
use crate::extract::number::{Token, scan};
use crate::extract::words::{Words, skip_spaces, words_left};
use crate::record::Kind;
use std::cell::OnceCell;

impl Grower<'_> {
    /// The number at `start`, put right: "20 6,05 nghìn tỷ", "15, 6%". `token` is what stands there as printed, `join` tells
    /// whether a further group may belong to it.
    pub fn mended(&self, token: Token, start: usize, limit: usize, left: &Words, join: bool) -> Token {
        let bytes = self.text.as_bytes();
        let next = token.end;
        if !join || next + 2 >= limit || !matches!(bytes[next], b' ' | b',' | b'.') {
            return token;
        }
        if let Some(found) = self.spaced_sign(token, start, limit, left) {
            return found;
        }
        let free = name::name_role(left, self.vocabulary).is_none();
        if let Some(found) = self.cut_digits(token, start, limit).filter(|_| free) {
            return found;
        }
        let plain = token.number.is_some_and(|n| n.decimals() == 0 && n.zeros == 0);
        if !plain {
            return token;
        }
        let found = match bytes[next] {
            b' ' => self.broken_group(token, start, limit),
            sign => self.sign_and_space(token, start, limit, left, char::from(sign)),
        };
        found.unwrap_or(token)
    }

    /// The digits from `start` to `end` and from `from` on as one number, with `sign` between them.
    fn joined(&self, (start, end): (usize, usize), sign: &str, from: usize, limit: usize) -> Option<Token> {
        let tail = scan(self.text, from, limit, false).end;
        self.read(format!("{}{sign}{}", &self.text[start..end], &self.text[from..tail]), tail)
    }

    /// The digits as one number that ends at `end`.
    fn read(&self, mut digits: String, end: usize) -> Option<Token> {
        digits.retain(|c| c != ' ');
        let read = scan(&digits, 0, digits.len(), false);
        let number = read.number.filter(|_| read.end == digits.len())?;
        Some(Token { end, number: Some(number.mended()) })
    }

    /// "20 6,05 nghìn tỷ", "2 1.345 hộ": one or two digits and a comma, or the rest of a first group, behind a space.
    fn broken_group(&self, token: Token, start: usize, limit: usize) -> Option<Token> {
        let (bytes, from) = (self.text.as_bytes(), token.end + 1);
        let head = &self.text[start..token.end];
        if head.len() > 3 || !bytes[from].is_ascii_digit() {
            return None;
        }
        let rest = &bytes[from..limit];
        let whole = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let comma = rest.get(whole) == Some(&b',') && rest.get(whole + 1).is_some_and(u8::is_ascii_digit);
        let group = rest.get(whole) == Some(&b'.')
            && head.len() + whole <= 3
            && rest[whole + 1..].iter().take_while(|b| b.is_ascii_digit()).count() == 3;
        if whole > 2 || !(comma || group) {
            return None;
        }
        let found = self.joined((start, token.end), "", from, limit)?;
        self.units.tail(found.end, limit).unit.map(|_| found)
    }

    /// "15, 6%", "36, 75 tỷ đồng", "3. 420 công": a space behind the sign.
    fn sign_and_space(&self, token: Token, start: usize, limit: usize, left: &Words, sign: char) -> Option<Token> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let from = token.end + 2;
        if bytes[token.end + 1] != b' ' || !bytes[from].is_ascii_digit() {
            return None;
        }
        let head = &text[start..token.end];
        let end = digits_end(bytes, from, limit);
        let tail = self.units.tail(end, limit);
        let unit = tail.unit.map(|u| self.units.kind(u));
        let percent = text[skip_spaces(text, end, limit)..limit].strip_prefix('%');
        let names = &self.vocabulary.number_names;
        let led = left.key(0).is_some_and(|k| names.value_words.contains(&k));
        let named = left.get(0).is_some_and(|w| w.end + 1 == start) && name::name_role(left, self.vocabulary).is_none();
        let damaged = || self.damage.is_seen(text);
        let listed = (0..4).any(|i| names.announces_list(|k| left.key(i + k)));
        let decimals = end <= from + 2 && !listed;
        // "hộ cận nghèo (14, 5%)": alone in parentheses.
        let alone = text[..start].ends_with('(') && percent.is_some_and(|b| b.starts_with(')'));
        // "độ che phủ 56, 8%;": nothing else is counted here.
        let closes = percent.map(str::trim_start).is_some_and(|b| b.is_empty() || b.starts_with([';', '.', ',', ')']));
        if decimals && percent.is_some() && (led || alone || named && closes) {
            return self.joined((start, token.end), ",", from, limit);
        }
        if sign == '.' {
            // A point ends a sentence as well, and percentages begin many: "… là 150. 100% đảng viên".
            let thousands = head.len() <= 3 && (end == from + 3 || bytes.get(end) == Some(&b'.'));
            let meant = thousands && percent.is_none() && unit.is_some() && (led || named || damaged());
            return meant.then(|| self.joined((start, token.end), ".", from, limit)).flatten();
        }
        if !decimals {
            return None;
        }
        let goes_on = text[tail.end.min(limit)..limit].trim_start().starts_with([',', '-', '–']);
        // "tổng vốn 36, 75 tỷ đồng"
        let money = tail.magnitude && unit == Some(Kind::Money) && end == from + 2 && (led || named) && !goes_on;
        let measured = unit.is_some_and(|kind| kind != Kind::Count);
        // "đất ruộng 0, 15 ha/hộ": nobody counts nothing.
        let nothing = head == "0" && measured && !goes_on;
        // "năng suất đạt 48, 6 tạ/ha": two values of one thing would be joined by "và".
        let rate = text[tail.end.min(limit)..limit].starts_with('/');
        // "lúa mùa 43, 8 tạ/ha", "tăng 1, 2 tạ/ha"
        let said = led && (head.len() == 2 || rate) || named && rate && head.len() == 2;
        let one = said && measured && end == from + 1 && !goes_on;
        let short = head.len() <= 3 && (money || nothing || one);
        // "lúa 2.318, 5 ha", "3, 8 bác sĩ/vạn dân" where spaces stand inside other numbers, too.
        let meant = short || (measured || percent.is_some() || rate) && damaged();
        meant.then(|| self.joined((start, token.end), ",", from, limit)).flatten()
    }

    /// "38.906 ,5 ha", "1 .284 hộ", "54 .6%": a space in front of the sign, where a unit follows; in a damaged text one behind it,
    /// too, "1 . 000 m3".
    fn spaced_sign(&self, token: Token, start: usize, limit: usize, left: &Words) -> Option<Token> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let next = token.end;
        if next + 2 >= limit || bytes[next] != b' ' || token.number?.decimals() > 0 {
            return None;
        }
        let sign = bytes[next + 1];
        let apart = bytes[next + 2] == b' ';
        let from = next + 2 + usize::from(apart);
        let digits = digits_end(bytes, from, limit) - from;
        let percent = || text[skip_spaces(text, from + digits, limit)..limit].starts_with('%');
        let fits = match sign {
            b',' if apart => (1..=2).contains(&digits) && self.damage.is_seen(text),
            b',' => (1..=2).contains(&digits),
            // "ở thôn 5 . 120 hộ": a sentence ends with a name.
            b'.' if apart => {
                let named = name::name_role(left, self.vocabulary).is_some();
                digits == 3 && !percent() && !named && self.damage.is_seen(text)
            }
            b'.' => digits == 3 || (1..=2).contains(&digits) && percent(),
            _ => false,
        };
        if !fits {
            return None;
        }
        let sign = if sign == b',' { "," } else { "." };
        let found = self.joined((start, next), sign, from, limit)?;
        let unit = self.units.tail(found.end, limit);
        // No number but one of thousands is written with three digits behind a space and a point.
        let thousands = sign == "." && digits == 3 && (unit.open.is_some() || self.damage.is_seen(text));
        let ranged = || self.unit_of_range(found.end, limit).is_some();
        (unit.unit.is_some() || thousands || ranged()).then_some(found)
    }

    /// "2.36 5 ha", "17 8 hộ", "28 4 56 ha", "1 25/125 em": digits that spaces cut off, in front of a unit, in a text with other such
    /// damage.
    fn cut_digits(&self, token: Token, start: usize, limit: usize) -> Option<Token> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let head = &text[start..token.end];
        let piece = |at: usize| {
            let from = at + 1;
            if bytes.get(at) != Some(&b' ') || from >= limit {
                return None;
            }
            let end = digits_end(bytes, from, limit);
            (1..=2).contains(&(end - from)).then_some(end)
        };
        let mut end = piece(token.end)?;
        let whole_head = head.bytes().take_while(u8::is_ascii_digit).count();
        if whole_head > 3 || head.starts_with('0') && head.len() > 1 {
            return None;
        }
        for _ in 0..MAX_PIECES {
            let Some(next) = piece(end) else { break };
            end = next;
        }
        let digit = |at: usize| bytes[..limit].get(at).is_some_and(u8::is_ascii_digit);
        match bytes[..limit].get(end) {
            // Decimals or thousands that go on, "12,5", unless the head has decimals already.
            Some(b',') if digit(end + 1) && !head.contains(',') => end = digits_end(bytes, end + 1, limit),
            Some(b'.') if digit(end + 1) => end = scan(text, end + 1, limit, false).end,
            Some(b' ' | b',') if digit(end + 1) => return None,
            _ => {}
        }
        let found = self.read(text[start..end].to_owned(), end)?;
        let mut behind = end;
        if bytes[..limit].get(end) == Some(&b'/') && digit(end + 1) {
            behind = scan(text, end + 1, limit, true).end;
        }
        self.units.tail(behind, limit).unit.or_else(|| self.unit_of_range(behind, limit))?;
        self.damage.is_seen(text).then_some(found)
    }

    /// The unit behind the second number of a range: "1 2 - 13%".
    fn unit_of_range(&self, at: usize, limit: usize) -> Option<u16> {
        let rest = self.text[at..limit].trim_start_matches(' ');
        let second = rest.strip_prefix(['-', '–'])?.trim_start_matches(' ');
        if !second.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let from = limit - second.len();
        self.units.tail(scan(self.text, from, limit, true).end, limit).unit
    }

    /// The number behind the dash of a range or the slash of a fraction, put right: "12 - 1 3%", "11/1 3 xã", "1 .287/1 .412 hồ sơ".
    pub fn second(&self, at: usize, limit: usize) -> Token {
        let token = scan(self.text, at, limit, true);
        // "12/15 .450 người dự": a first number without thousands has no second one with such.
        let first = self.text[..at].trim_end_matches(['/', '-', '–', ' ']);
        let digits = first.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let grouped = first[digits.len()..].contains('.');
        let spaced = || self.spaced_sign(token, at, limit, &words_left(self.text, at, at)).filter(|_| grouped);
        self.cut_digits(token, at, limit).or_else(spaced).unwrap_or(token)
    }
}

/// Further pieces of a cut number.
const MAX_PIECES: usize = 2;

/// Whether spaces stand inside the numbers of a text, looked for once and only when asked.
#[derive(Debug, Default)]
pub(super) struct Damage(OnceCell<bool>);

/// What makes a text a damaged one: two numbers with a space in front of their point or comma, or twice as many with one behind it,
/// for lists and the ends of sentences look like these.
const MUCH: usize = 4;

impl Damage {
    fn is_seen(&self, text: &str) -> bool {
        *self.0.get_or_init(|| {
            let bytes = text.as_bytes();
            let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
            let weight = |at: usize| match (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1)) {
                // "19 .850", "12 ,4%"
                (Some(b' '), Some(b'0'..=b'9')) if digit(at.checked_sub(2)) => 2,
                (Some(b'0'..=b'9'), Some(b' ')) if digit(Some(at + 2)) => usize::from(cut_behind(text, at)),
                _ => 0,
            };
            let mut much = 0;
            memchr::memchr2_iter(b'.', b',', bytes).any(|at| {
                much += weight(at);
                much >= MUCH
            })
        })
    }
}

/// "312, 5 ha", "3. 420 công": whether the space behind the sign at `at` may be one inside a number.
fn cut_behind(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let from = at + 2;
    let end = digits_end(bytes, from, (from + 4).min(bytes.len()));
    let behind = text.get(end..).unwrap_or_default().trim_start_matches(' ');
    match bytes[at] {
        b',' => {
            let size = ["%", "ha ", "ha,", "tấn", "tạ", "km", "kg", "m2", "m3", "tỷ", "triệu"];
            end <= from + 2 && size.iter().any(|unit| behind.starts_with(unit))
        }
        _ => {
            let head = bytes[..at].iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
            end == from + 3 && head <= 3 && behind.starts_with(char::is_lowercase)
        }
    }
}

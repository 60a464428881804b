//! Numbers that a scan or a page break cut: "20 6,05 nghìn tỷ", "15, 6%", "1 .284 hộ", "2.36 5 ha".
//!
//! Takes a number as printed and what stands behind it, gives the number that was meant, marked as put right. What has
//! more than one reading is left as it is: a wrong value is worse than none.

use super::grow::Grower;
use super::guard;
use super::reader::digits_end;
use crate::extract::number::{Token, scan};
use crate::extract::words::{Words, skip_spaces};
use crate::record::Kind;
use std::cell::OnceCell;

impl Grower<'_> {
    /// The number at `start`, put right: "20 6,05 nghìn tỷ", "15, 6%". `token` is what stands there as printed, `join` tells
    /// whether a further group may belong to it.
    pub fn mended(&self, token: Token, start: usize, limit: usize, left: &Words, join: bool) -> Token {
        let text = self.text;
        let bytes = text.as_bytes();
        let (head, next) = (&text[start..token.end], token.end);
        if let Some(found) = self.spaced_sign(token, start, limit).or_else(|| {
            let named = || guard::name_role(left, self.vocabulary).is_some();
            self.cut_digits(token, start, limit).filter(|_| join && !named())
        }) {
            return found;
        }
        let plain = token.number.is_some_and(|n| n.decimals() == 0 && n.zeros == 0);
        let thousands = head.contains(['.', ' ']);
        if !join || !plain || head.len() > 3 && !thousands || next + 2 >= limit {
            return token;
        }
        let joined = |sign: &str, at: usize| {
            let tail = scan(text, at, limit, false);
            let mut whole = format!("{head}{sign}{}", &text[at..tail.end]);
            whole.retain(|c| c != ' ');
            let read = scan(&whole, 0, whole.len(), false);
            let number = read.number.filter(|_| read.end == whole.len())?;
            Some(Token { end: tail.end, number: Some(number.mended()) })
        };
        if bytes[next] == b' ' && bytes[next + 1].is_ascii_digit() {
            // One or two digits and a comma: the rest of a number that a line or a page broke.
            let rest = &bytes[next + 1..limit];
            let whole = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let comma = rest.get(whole) == Some(&b',') && rest.get(whole + 1).is_some_and(u8::is_ascii_digit);
            // "2 1.345 hộ": the first group of thousands was broken.
            let group = rest.get(whole) == Some(&b'.')
                && head.len() + whole <= 3
                && rest[whole + 1..].iter().take_while(|b| b.is_ascii_digit()).count() == 3;
            let found = joined("", next + 1).filter(|_| whole <= 2 && (comma || group));
            return found.filter(|t| self.units.tail(t.end, limit).unit.is_some()).unwrap_or(token);
        }
        let sign = text[next..limit].chars().next().filter(|c| matches!(c, ',' | '.'));
        if let (Some(sign), b' ', true) = (sign, bytes[next + 1], bytes[next + 2].is_ascii_digit()) {
            let end = digits_end(bytes, next + 2, limit);
            let names = &self.vocabulary.number_names;
            let led = left.key(0).is_some_and(|k| names.value_words.contains(&k));
            let listed = (0..4).any(|i| names.announces_list(|k| left.key(i + k)));
            // "hộ cận nghèo (14, 5%)": alone in parentheses.
            let behind = text[skip_spaces(text, end, limit)..limit].strip_prefix('%');
            let alone = text[..start].ends_with('(') && behind.is_some_and(|b| b.starts_with(')'));
            // "độ che phủ 56, 8%;": nothing else is counted here.
            let named =
                left.get(0).is_some_and(|w| w.end + 1 == start) && guard::name_role(left, self.vocabulary).is_none();
            let closes =
                behind.map(str::trim_start).is_some_and(|b| b.is_empty() || b.starts_with([';', '.', ',', ')']));
            let decimals = end <= next + 4 && !listed;
            if behind.is_some() && decimals && (led || alone || named && closes) {
                return joined(",", next + 2).unwrap_or(token);
            }
            let tail = self.units.tail(end, limit);
            // "tổng vốn 36, 75 tỷ đồng"
            let money = tail.magnitude && tail.unit.is_some_and(|u| self.units.kind(u) == Kind::Money);
            let goes_on = text[tail.end.min(limit)..limit].trim_start().starts_with([',', '-', '–']);
            if sign == ',' && money && decimals && end == next + 4 && (led || named) && !goes_on {
                return joined(",", next + 2).unwrap_or(token);
            }
            let measured = tail.unit.is_some_and(|u| self.units.kind(u) != Kind::Count);
            // "lúa 2.318, 5 ha", "đạt 28, 6%", "3, 8 bác sĩ/vạn dân" where spaces stand inside other numbers, too.
            let rate = || text[tail.end.min(limit)..limit].starts_with('/');
            if sign == ',' && decimals && (measured || behind.is_some() || rate()) && self.damage.is_seen(text) {
                return joined(",", next + 2).unwrap_or(token);
            }
            // "sản lượng 896, 8 tấn."
            let size = tail
                .unit
                .is_some_and(|u| matches!(self.units.kind(u), Kind::Area | Kind::Mass | Kind::Length | Kind::Volume));
            if sign == ',' && decimals && size && named && !goes_on {
                return joined(",", next + 2).unwrap_or(token);
            }
            // "đất ruộng 0, 15 ha/hộ": nobody counts nothing.
            if sign == ',' && head == "0" && measured && decimals && !goes_on {
                return joined(",", next + 2).unwrap_or(token);
            }
            // "huy động 3. 420 công": thousands, where a unit follows.
            let thousands = led || named || self.damage.is_seen(text);
            if sign == '.' && (end == next + 5 || bytes.get(end) == Some(&b'.')) && thousands && tail.unit.is_some() {
                return joined(".", next + 2).unwrap_or(token);
            }
        }
        token
    }

    /// "38.906 ,5 ha", "1 .284 hộ", "54 .6%": a space in front of the sign, where a unit follows.
    fn spaced_sign(&self, token: Token, start: usize, limit: usize) -> Option<Token> {
        let text = self.text;
        let (next, bytes) = (token.end, text.as_bytes());
        if bytes.get(next) != Some(&b' ') || next + 2 >= limit || token.number?.decimals() > 0 {
            return None;
        }
        let sign = bytes[next + 1];
        // "1 . 000 m3"
        let from = next + 2 + usize::from(sign == b'.' && bytes[next + 2] == b' ');
        let digits = digits_end(bytes, from, limit) - from;
        let fits = match sign {
            b',' => (1..=2).contains(&digits),
            b'.' => digits == 3 || (1..=2).contains(&digits) && self.percent_behind(from, limit),
            _ => false,
        };
        if !fits {
            return None;
        }
        let tail = scan(text, from, limit, false);
        let mut whole = format!("{}{}{}", &text[start..next], char::from(sign), &text[from..tail.end]);
        whole.retain(|c| c != ' ');
        let read = scan(&whole, 0, whole.len(), false);
        let number = read.number.filter(|_| read.end == whole.len())?;
        let unit = self.units.tail(tail.end, limit);
        // No number but one of thousands is written with three digits behind a space and a point.
        let thousands = sign == b'.' && digits == 3 && (unit.open.is_some() || self.damage.is_seen(text));
        (unit.unit.is_some() || thousands).then_some(Token { end: tail.end, number: Some(number.mended()) })
    }

    /// "2.36 5 ha", "17 8 hộ", "28 4 56 ha", "1 25/125 em": digits that spaces cut off, in front of a unit. Where they complete
    /// a group of thousands that is evidence enough; others are put together only in a text with other such damage.
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
        let whole: String = text[start..end].split(' ').collect();
        let number = scan(&whole, 0, whole.len(), false);
        let number = number.number.filter(|_| number.end == whole.len())?;
        let mut behind = end;
        if bytes[..limit].get(end) == Some(&b'/') && digit(end + 1) {
            behind = scan(text, end + 1, limit, true).end;
        }
        let tail = self.units.tail(behind, limit);
        tail.unit.or(self.goes_to_unit(behind, limit))?;
        let last_group = head.rsplit('.').next().map_or(0, str::len);
        let completes = head.contains('.') && last_group < 3 && number.value() >= 1000.0;
        (completes || self.damage.is_seen(text)).then_some(Token { end, number: Some(number.mended()) })
    }

    /// The unit behind the second number of a range: "1 2 - 13%".
    fn goes_to_unit(&self, at: usize, limit: usize) -> Option<u16> {
        let rest = self.text[at..limit].trim_start_matches(' ');
        let second = rest.strip_prefix(['-', '–'])?.trim_start_matches(' ');
        if !second.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let from = limit - second.len();
        self.units.tail(scan(self.text, from, limit, true).end, limit).unit
    }

    /// The number behind the dash of a range or the slash of a fraction, put right: "12 - 1 3%", "11/1 3 xã".
    pub fn second(&self, at: usize, limit: usize) -> Token {
        let token = scan(self.text, at, limit, true);
        self.cut_digits(token, at, limit).unwrap_or(token)
    }

    /// Whether the digits at `at` are followed by "%".
    fn percent_behind(&self, at: usize, limit: usize) -> bool {
        let text = self.text;
        text[skip_spaces(text, digits_end(text.as_bytes(), at, limit), limit)..limit].starts_with('%')
    }
}

/// Further pieces of a cut number.
const MAX_PIECES: usize = 2;

/// Whether spaces stand inside the numbers of a text, looked for once and only when asked.
#[derive(Debug, Default)]
pub(super) struct Damage(OnceCell<bool>);

/// Numbers with a space beside their point or comma that make a text a damaged one.
const MANY: usize = 2;

impl Damage {
    fn is_seen(&self, text: &str) -> bool {
        *self.0.get_or_init(|| {
            let bytes = text.as_bytes();
            let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
            let spaced = |&at: &usize| match (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1)) {
                // "19 .850"
                (Some(b' '), Some(b'0'..=b'9')) => digit(at.checked_sub(2)),
                // "48. 920"
                (Some(b'0'..=b'9'), Some(b' ')) => {
                    bytes[at] == b'.' && (2..5).all(|n| digit(Some(at + n))) && !digit(Some(at + 5))
                }
                _ => false,
            };
            memchr::memchr2_iter(b'.', b',', bytes).filter(spaced).take(MANY).count() == MANY
        })
    }
}

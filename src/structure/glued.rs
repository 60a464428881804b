//! Digits that may be footnote marks: plain ones glued to a word, a quote or a percent sign.
//!
//! Takes a text, gives places. "Đảng1 cho", "96,5%2." hold candidates; "m2", "QH15" and "5.2" do not. Raised digits are no
//! matter of doubt and come as zones.

use super::footnote::MAX_MARKS;
use crate::text::{Span, next_digit};

/// The value of a superscript or plain digit.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' => Some(0),
        '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁰')),
        _ => None,
    }
}

/// Units that take a power.
fn is_length(word: &str) -> bool {
    matches!(word, "m" | "km" | "dm" | "cm" | "mm" | "hm" | "dam" | "M" | "Km" | "KM")
}

/// The letters right before `at`.
fn word_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let len: usize = head.chars().rev().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    &head[at - len..]
}

/// Plain digits glued to something, by value.
#[derive(Debug)]
pub(crate) struct Glued {
    /// By value: place, and whether it is beyond doubt.
    by_value: Vec<Vec<(Span, bool)>>,
}

/// Marks from here on are no marks.
const MAX_VALUE: usize = 200;

impl Glued {
    /// Lists the candidates of `text`.
    pub(crate) fn list(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut by_value = Vec::new();
        let mut i = 0;
        while let Some(start) = next_digit(bytes, i) {
            i = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
            if let Some((mark, sure)) = candidate(text, start, i)
                && let Ok(value) = mark.of(text).parse::<usize>()
                && (1..MAX_VALUE).contains(&value)
            {
                if by_value.len() <= value {
                    by_value.resize(value + 1, Vec::new());
                }
                by_value[value].push((mark, sure));
            }
        }
        Self { by_value }
    }

    /// The last candidate of `number` that lies in `from..before`; a doubtful one only with `doubtful`.
    pub(crate) fn last(&self, number: u32, from: usize, before: usize, doubtful: bool) -> Option<Span> {
        let places = self.by_value.get(number as usize)?;
        let end = places.partition_point(|(m, _)| m.end < before);
        let within = || places[..end].iter().rev().take(MAX_MARKS).take_while(|(m, _)| m.start >= from);
        let sure = within().find(|(_, sure)| *sure);
        sure.or_else(|| within().next().filter(|_| doubtful)).map(|(m, _)| *m)
    }
}

/// Whether the digits `start..end` are glued to something as a mark is.
fn candidate(text: &str, start: usize, end: usize) -> Option<(Span, bool)> {
    let mark = Span::new(start, end);
    let before = text[..start].chars().next_back()?;
    let mut behind = text[end..].chars();
    let (after, later) = (behind.next().unwrap_or(' '), behind.next().unwrap_or(' '));
    let separate = after.is_whitespace()
        || matches!(after, ')' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '*' | ']')
        || (matches!(after, '.' | ',') && !later.is_ascii_digit());
    // "[1]": the brackets belong to the mark; "năm 20235": a year and a mark.
    if before == '[' && after == ']' {
        return Some((mark, true));
    }
    if !separate {
        return None;
    }
    if end - start >= 5 && end - start <= 6 && matches!(&text[start..start + 2], "19" | "20") && before == ' ' {
        return text[..start].trim_end().ends_with("năm").then_some((Span::new(start + 4, end), false));
    }
    if end - start > 2 {
        return None;
    }
    if before.is_alphabetic() {
        let word = word_before(text, start);
        if is_length(word) || (word.chars().count() <= 2 && word.chars().all(char::is_uppercase)) {
            return None;
        }
        return Some((mark, before.is_lowercase()));
    }
    match before {
        '%' | '”' | '"' | '’' | '»' | ')' => Some((mark, true)),
        '.' | ',' | ';' | ':' => {
            let word = text[..start - 1].chars().next_back()?;
            (word.is_alphabetic() || matches!(word, '%' | ')' | '”' | '"')).then_some((mark, false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_digits() {
        for (text, number, found, why) in [
            ("chỉ thị của Đảng1 cho", 1, true, "glued to a word"),
            ("đạt 96,5%2. Phối hợp", 2, true, "glued to a percent sign"),
            ("“Dân vận khéo”3 được", 3, true, "glued to a quote"),
            ("rừng 125 m2 và", 2, false, "unit"),
            ("Luật 10/2022/QH15 và", 15, false, "term of the National Assembly"),
            ("tỷ lệ 5,2 so", 2, false, "decimal"),
            ("Nghị quyết[4] đã", 4, true, "bracketed"),
            ("xã Nậm1.245 hộ", 1, false, "a number goes on"),
        ] {
            assert_eq!(Glued::list(text).last(number, 0, text.len(), false).is_some(), found, "{text}: {why}");
        }
    }
}

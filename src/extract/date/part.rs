//! Parts of a year: "6 tháng đầu năm" are the months 01-06, "quý III" is 07-09, "đến hết tháng 9" is 01-09.
//!
//! A figure's period is a year; a table must not put half a year's revenue beside a year's. Takes the words around a date or
//! in front of a figure, gives the months as `MM` or `MM-MM`; none for a whole year, a single day and a duration that says
//! nothing of when.

use super::{DateKind, DateMention};
use crate::record::Months;

/// Bytes in front of a date that are looked at.
const REACH: usize = 48;

/// The months that a dated mention stands for: "6 tháng đầu [năm 2024]", "quý I/2024", "đến ngày 30/6/2024".
pub(in crate::extract) fn of_mention(text: &str, date: &DateMention) -> Option<Months> {
    let before = tail(text.get(..date.span.start)?);
    let from = date.span.start - before.len();
    match date.kind {
        DateKind::Day => {
            let month: u8 = date.iso.as_deref()?.get(5..7)?.parse().ok()?;
            let before = before.to_lowercase();
            let before = before.trim_end().trim_end_matches("ngày").trim_end();
            // "từ ngày 15/9 đến ngày 14/10/2024" does not begin in January.
            let window = before.rfind("từ").is_some_and(|at| before[at..].contains(|c: char| c.is_ascii_digit()));
            (!window && UNTIL.iter().any(|word| ends_with_word(before, word))).then(|| Months::new(1, month)).flatten()
        }
        DateKind::Month | DateKind::Quarter | DateKind::Year => {
            let words = text[from..date.span.end].to_lowercase();
            let part = last(&words)?;
            // What the words say must lead up to the date: "tổng kết 6 tháng đầu năm vào năm 2024".
            let gap = part.behind.trim();
            let gap = gap.strip_prefix("của").unwrap_or(gap).trim_start();
            let leads = gap.len() <= date.span.len() || gap.starts_with(['/', '-']);
            leads.then(|| Months::new(part.first, part.last)).flatten()
        }
        _ => None,
    }
}

/// The end of a text, as far as words in front of a date reach back.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The months that the words last name: of a heading, or in front of a figure.
pub(in crate::extract) fn of_words(words: &str) -> Option<Months> {
    if !speaks_of_months(words) {
        return None;
    }
    let words = words.to_lowercase();
    let part = last(&words)?;
    Months::new(part.first, part.last)
}

/// Whether a text speaks of months or quarters at all: most sentences do not.
pub(in crate::extract) fn speaks_of_months(text: &str) -> bool {
    ["háng", "HÁNG", "uý", "UÝ", "T/20", "T20", "T đầu", "T cuối"].iter().any(|word| text.contains(word))
}

/// Words in front of a date up to which is counted.
const UNTIL: [&str; 5] = ["đến", "hết", "tới", "đến hết", "cuối"];

/// Words in front of a number of months that are counted from the year's begin.
const SUMS: [&str; 5] = ["tính chung", "lũy kế", "luỹ kế", "cộng dồn", "bình quân"];

/// A part of a year in a text.
struct Part<'t> {
    first: u8,
    last: u8,
    /// What follows it.
    behind: &'t str,
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The last part of a year that a lower-case text names.
fn last(text: &str) -> Option<Part<'_>> {
    let months = text.rmatch_indices("tháng").find_map(|(at, _)| month(text, at).map(|part| (at, part)));
    let quarters = text.rmatch_indices("quý").find_map(|(at, _)| quarter(text, at).map(|part| (at, part)));
    let short = text.rmatch_indices('t').find_map(|(at, _)| abbreviated(text, at).map(|part| (at, part)));
    [months, quarters, short].into_iter().flatten().max_by_key(|(at, _)| *at).map(|(_, part)| part)
}

/// "6t/2024", "9t2024", "6t đầu năm": months as headings of tables shorten them; "t" stands at `at`.
fn abbreviated(text: &str, at: usize) -> Option<Part<'_>> {
    let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let n: u8 = text[before.len()..at].parse().ok().filter(|n| (1..=11).contains(n))?;
    let behind = &text[at + 1..];
    let whole = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'));
    let (first, last) = match behind.trim_start() {
        rest if rest.starts_with("cuối năm") => (13 - n, 12),
        rest if rest.starts_with("đầu năm") => (1, n),
        _ if behind.starts_with("/20") || behind.starts_with("20") => (1, n),
        _ => return None,
    };
    whole.then_some(Part { first, last, behind })
}

/// What "tháng" at `at` is the name or the count of.
fn month(text: &str, at: usize) -> Option<Part<'_>> {
    let before = text[..at].trim_end();
    let behind = text[at + "tháng".len()..].trim_start();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    // "tháng 6", "tháng 06/2024"
    if let Some(n) = behind[..digits].parse().ok().filter(|n| (1..=12).contains(n)) {
        // "ngày 15 tháng 6" is a day, unless it is one up to which is counted.
        let days = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let day = days.len() < before.len();
        let before = days.trim_end().trim_end_matches("ngày").trim_end();
        let until = UNTIL.iter().any(|word| ends_with_word(before, word));
        // "từ tháng 9/2023 đến tháng 5/2024", "trước tháng 6"
        let other = ["từ", "trước", "vụ", "cách mạng"].iter().any(|word| ends_with_word(before, word));
        if until && tail(before).contains("từ ") || other {
            return None;
        }
        // "tháng 1 và tháng 2": one after the other.
        let joined = before.strip_suffix("và").map(str::trim_end).filter(|lead| {
            let month = lead.trim_end_matches(|c: char| c.is_ascii_digit());
            lead[month.len()..].parse() == Ok(n - 1) && ends_with_word(month.trim_end(), "tháng")
        });
        let first = if until { 1 } else { n - u8::from(joined.is_some()) };
        return (until || !day).then_some(Part { first, last: n, behind: &behind[digits..] });
    }
    // "6 tháng đầu năm", "chín tháng năm 2024", "tính chung 10 tháng"
    let word = before.rsplit([' ', '(', ',']).next()?;
    let n: u8 = match word {
        "hai" => 2,
        "ba" => 3,
        "sáu" => 6,
        "chín" => 9,
        "mười" => 10,
        digits => digits.parse().ok()?,
    };
    let lead = before[..before.len() - word.len()].trim_end();
    let part = |first, last, behind| (1..=11).contains(&n).then_some(Part { first, last, behind });
    for (word, end) in [("đầu", false), ("cuối", true)] {
        if let Some(rest) = behind.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphabetic)) {
            return if end { part(13_u8.saturating_sub(n), 12, rest) } else { part(1, n, rest) };
        }
    }
    let dated = ["năm 19", "năm 20", "năm nay", "qua", "/20"].iter().any(|w| behind.starts_with(w));
    let sums = SUMS.iter().any(|w| ends_with_word(lead, w));
    // "6 tháng 2024", "…; 10 tháng ước đạt 32,5 triệu USD"
    let year = behind.starts_with("19") || behind.starts_with("20");
    let heads = (lead.is_empty() || lead.ends_with([',', ';', ':']))
        && (behind.is_empty()
            || ["ước", "đạt", "tăng", "giảm", "thu", "chi", "có", "toàn", "đã", "là"]
                .iter()
                .any(|w| behind.strip_prefix(w).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))));
    let dated = dated || year || heads;
    if dated || sums { part(1, n, behind) } else { None }
}

/// The quarter whose number stands behind "quý" at `at`.
fn quarter(text: &str, at: usize) -> Option<Part<'_>> {
    let behind = text[at + "quý".len()..].strip_prefix(' ')?;
    let word = &behind[..behind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(behind.len())];
    let n = match word {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    let before = text[..at].trim_end();
    let until = UNTIL.iter().any(|word| ends_with_word(before, word));
    // "quý I và quý II"
    let joined = before.strip_suffix("và").map(str::trim_end).is_some_and(|lead| {
        let earlier = ["quý i", "quý ii", "quý iii"].iter().position(|quarter| ends_with_word(lead, quarter));
        earlier == Some(usize::from(n).wrapping_sub(2))
    });
    let first = if until { 1 } else { 3 * (n - u8::from(joined)) - 2 };
    Some(Part { first, last: 3 * n, behind: &behind[word.len()..] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_months() {
        for (words, months, why) in [
            ("6 tháng đầu năm", Some("01-06"), "the first half"),
            ("nhiệm vụ 6 tháng cuối năm 2024", Some("07-12"), "the second half"),
            ("BÁO CÁO 9 THÁNG NĂM 2023", Some("01-09"), "capitals"),
            ("sáu tháng đầu năm", Some("01-06"), "in words"),
            ("Trong tháng 5", Some("05"), "a month"),
            ("Tính chung 10 tháng, ", Some("01-10"), "a sum"),
            ("quý III/2024", Some("07-09"), "a quarter"),
            ("đến hết quý III", Some("01-09"), "up to a quarter"),
            ("đến hết tháng 9", Some("01-09"), "up to a month"),
            ("đến ngày 15 tháng 11 năm 2024", Some("01-11"), "up to a day"),
            ("ngày 15 tháng 6", None, "a day"),
            ("đến hết tháng 12", None, "the whole year"),
            ("12 tháng năm 2024", None, "the whole year"),
            ("phạt tù 6 tháng", None, "a duration"),
            ("; 10 tháng ước đạt", Some("01-10"), "at the head of a clause"),
            ("6 tháng 2024", Some("01-06"), "with the year alone"),
            ("từ tháng 9 đến tháng 12", None, "a window"),
            ("Trước tháng 6", None, "before it"),
            ("tháng trước", None, "no number"),
            ("quý vị", None, "no quarter"),
            ("quý trước, tháng 4", Some("04"), "the last"),
            ("năm 2024", None, "no part"),
            ("thực hiện 6T/2024", Some("01-06"), "in short"),
            ("9T2024", Some("01-09"), "in short, glued"),
            ("Thu 6T đầu năm 2025", Some("01-06"), "in short, of a year's begin"),
            ("6T cuối năm", Some("07-12"), "in short, of a year's end"),
            ("Kế hoạch 16-KT/2024, T6/2024", None, "no number of months"),
            ("trong tháng 1 và tháng 2 năm 2024", Some("01-02"), "two months"),
            ("tháng 3 và tháng 9", Some("09"), "two months apart: the last"),
            ("quý I và quý II năm 2024", Some("01-06"), "two quarters"),
            ("Cách mạng tháng 8", None, "what happened then"),
        ] {
            assert_eq!(of_words(words).map(String::from).as_deref(), months, "{words}: {why}");
        }
    }

    #[test]
    fn dates_stand_for_months() {
        for (text, months) in [
            ("6 tháng đầu năm 2024", Some("01-06")),
            ("quý I năm 2024", Some("01-03")),
            ("tháng 10/2025", Some("10")),
            ("Đến hết tháng 6 năm 2024", Some("01-06")),
            ("Tính đến ngày 30/6/2024", Some("01-06")),
            ("ngày 30/6/2024", None),
            ("đến ngày 31/12/2024", None),
            ("Từ ngày 15/9/2024 đến ngày 14/10/2024", None),
            ("Sau 6 tháng đầu năm, cả năm 2024", None),
            ("năm 2024", None),
            ("giai đoạn 2021-2025", None),
        ] {
            let mention = super::super::find(text).pop().unwrap();
            assert_eq!(of_mention(text, &mention).map(String::from).as_deref(), months, "{text}");
        }
    }
}

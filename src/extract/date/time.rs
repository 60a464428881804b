//! Times of day: "09:17", "7h30", "7 giờ 30 phút", "24/24 giờ", "24/7".

use super::cues::is_time_preposition;
use super::{DateKind, DateMention, mention};
use crate::extract::scan::{char_left, digits_right, folded, next_begins, next_word, previous_word, spaces_right};
use crate::text::Span;

/// The time that starts with the digit run.
pub(super) fn at(text: &str, run: Span) -> Option<DateMention> {
    if run.len() > 2 || char_left(text, run.start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | ',' | '.'))
    {
        return None;
    }
    let end = end(text, run)?;
    Some(mention(Span::new(run.start, end), DateKind::Time, (0, 0, 0)))
}

fn end(text: &str, run: Span) -> Option<usize> {
    let bytes = text.as_bytes();
    let hour: u32 = run.of(text).parse().ok()?;
    if hour > 24 {
        return None;
    }
    let free = |end: usize| !bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric());
    match bytes.get(run.end)? {
        b':' => {
            let mut end = minutes(text, run.end + 1)?;
            // "tỉ lệ 1:50" is no time.
            if &*folded(text, previous_word(text, run.start)) == "lệ" {
                return None;
            }
            if bytes.get(end) == Some(&b':')
                && let Some(seconds) = minutes(text, end + 1)
            {
                end = seconds;
            }
            free(end).then_some(end)
        }
        b'h' | b'g' | b'H' => {
            let behind = run.end + 1;
            let end = minutes(text, behind).unwrap_or(behind);
            (free(end) && !text[end..].starts_with(char::is_alphabetic)).then_some(end)
        }
        b'/' if hour == 24 => {
            let end = digits_right(text, run.end + 1);
            let whole = &text[run.end + 1..end] == "24";
            // "ngày 24/7", "24/7/2021" are days.
            let day = text[end..].starts_with('/') || matches!(&*folded(text, previous_word(text, run.start)), "ngày");
            if !(whole || &text[run.end + 1..end] == "7" && !day) {
                return None;
            }
            let unit = next_word(text, end);
            match &*folded(text, unit) {
                "giờ" | "h" | "ngày" => Some(unit.end),
                // "24/24 xã" are all of them, "trực 24/24 khu vực" is around the clock.
                _ => {
                    let counts = whole && text[end..].starts_with(' ') && !unit.is_empty() && !is_kept(text, run.start);
                    (free(end) && !counts).then_some(end)
                }
            }
        }
        _ => {
            if !next_begins(text, run.end, b'g') {
                return None;
            }
            let unit = next_word(text, run.end);
            if &*folded(text, unit) != "giờ" {
                return None;
            }
            if let Some(end) = minutes(text, spaces_right(text, unit.end)) {
                let minute = next_word(text, end);
                return Some(if &*folded(text, minute) == "phút" { minute.end } else { end });
            }
            // "từ 2 giờ trở lên" is how long.
            let back = next_word(text, unit.end);
            if &*folded(text, back) == "trở" && matches!(&*folded(text, next_word(text, back.end)), "lên" | "xuống")
            {
                return None;
            }
            // "7 giờ" alone is a time only behind a word that says so, else it is a duration.
            let before = folded(text, previous_word(text, run.start));
            let points = matches!(&*before, "lúc" | "hồi") || is_time_preposition(&before) && &*before != "trong";
            points.then_some(unit.end)
        }
    }
}

/// Whether one of the three words in front of `at` says that somebody is on duty or something runs.
fn is_kept(text: &str, at: usize) -> bool {
    let mut at = at;
    (0..3).any(|_| {
        let word = previous_word(text, at);
        at = word.start;
        let before = folded(text, previous_word(text, at));
        match &*folded(text, word) {
            "trực" | "gác" | "chốt" => true,
            "tra" => &*before == "tuần",
            "hành" => &*before == "vận",
            "động" => &*before == "hoạt",
            "cứu" => &*before == "cấp",
            "cửa" => &*before == "mở",
            _ => false,
        }
    })
}

/// The end of a two-digit number below 60 at `at`.
fn minutes(text: &str, at: usize) -> Option<usize> {
    let end = digits_right(text, at);
    (end - at == 2 && text[at..end].parse::<u32>().is_ok_and(|n| n < 60)).then_some(end)
}

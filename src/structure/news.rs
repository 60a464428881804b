//! The head of a news page: headline and date of publication.
//!
//! Takes the first lines of a text without header, gives date and title: "Thứ năm, 12/12/2024 09:17", "Ngày đăng: 03/06/2024".

use super::lines::{Line, Role, bare};
use super::outline::fold;
use super::place_date::numeric;
use super::plain::plain;
use super::{Header, label};

/// Lines that are no frame in which the date is looked for.
const MAX_LINES: usize = 16;
/// Bytes of the line of the date.
const MAX_BYTES: usize = 140;
/// Words of a headline.
const MIN_WORDS: usize = 4;
/// Words of a headline that no date stands by.
const MAX_WORDS: usize = 40;

/// Reads date and headline; gives the line behind them, 0 without.
pub(super) fn read(text: &str, lines: &mut [Line], header: &mut Header) -> usize {
    let Some((at, date)) = stamp(text, lines) else { return unstamped(text, lines, header) };
    header.date = Some(date);
    lines[at].role = Role::Header;
    if header.title.is_some() {
        return at + 1;
    }
    let headline = |l: &Line| {
        let s = bare(l.of(text));
        l.role == Role::Body
            && s.split_whitespace().count() >= MIN_WORDS
            && s.len() <= 400
            && !s.ends_with(['.', ':', ';'])
            && is_headline(s)
    };
    let found = (0..at).rev().take(4).chain(at + 1..(at + 4).min(lines.len())).find(|&i| headline(&lines[i]));
    let Some(i) = found else { return at + 1 };
    lines[i].role = Role::Title;
    header.title = Some(fold(bare(lines[i].of(text))));
    header.title_span = Some(lines[i].span);
    at.max(i) + 1
}

/// Whether a line is no frame of a page: neither a menu nor a path ("Tin tức » Giáo dục") nor a counter.
fn is_headline(s: &str) -> bool {
    let p = plain(s);
    let frame = ["luot xem", "co chu", "trang chu", "in trang", "dang nhap"].iter().any(|w| p.contains(w));
    !frame && !s.contains(" | ") && !s.contains('»') && label::parse(s).is_none()
}

/// The headline of a text without date: its first line, when it is short, stands alone and is no sentence.
fn unstamped(text: &str, lines: &mut [Line], header: &mut Header) -> usize {
    let Some(first) = lines.iter().position(|l| l.role == Role::Body) else { return 0 };
    let s = bare(lines[first].of(text));
    let words = s.split_whitespace().count();
    let short = (MIN_WORDS..=MAX_WORDS).contains(&words) && s.len() <= 240;
    let alone = lines.get(first + 1).is_some_and(|l| {
        l.gap && l.role == Role::Body && l.span.len() > s.len() && bare(l.of(text)).starts_with(char::is_uppercase)
    });
    let year = s.rsplit(' ').next().is_some_and(|w| w.len() == 4);
    let title = s.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && !s.ends_with(['.', ':', ';', ',', '?', '!'])
        && (year || !s.ends_with(|c: char| c.is_ascii_digit()))
        && is_headline(s);
    if header.title.is_some() || first > 2 || !(short && alone && title) {
        return 0;
    }
    header.title = Some(fold(s));
    header.title_span = Some(lines[first].span);
    lines[first].role = Role::Title;
    first + 1
}

/// The line that states the date of publication, and the date.
pub(super) fn stamp(text: &str, lines: &[Line]) -> Option<(usize, String)> {
    // A page says above its menu what day it is today.
    let framed = lines.iter().take_while(|l| l.role != Role::Body).count();
    let dated = |(i, l): (usize, &Line)| published(l.of(text)).map(|d| (i, d));
    let below = lines.iter().enumerate().skip(framed).take(MAX_LINES).find_map(dated);
    below.or_else(|| lines.iter().enumerate().take(framed).find_map(dated))
}

/// The date of publication that a line states.
fn published(line: &str) -> Option<String> {
    if line.len() > MAX_BYTES {
        return None;
    }
    let p = plain(line);
    let at = p.bytes().position(|b| b.is_ascii_digit())?;
    let dates = p[at..].split([' ', '|', ',', ';', '(', ')', '-']).chain(p[at..].split([' ', '|', ',', ';']));
    let date = dates.filter_map(numeric).next()?;
    let clock = p.split([' ', '|', ',', ';', '(', ')']).any(|w| {
        w.split_once([':', 'h']).is_some_and(|(h, m)| {
            (1..=2).contains(&h.len()) && m.len() >= 2 && h.bytes().chain(m.bytes().take(2)).all(|b| b.is_ascii_digit())
        })
    });
    let marks =
        ["ngay dang", "ngay cap nhat", "cap nhat", "dang luc", "dang ngay", "ngay xuat ban", "gmt", "thoi gian dang"];
    let days = [
        "thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat", "thu 2", "thu 3", "thu 4", "thu 5",
        "thu 6", "thu 7",
    ];
    let marked = marks.iter().any(|m| p.contains(m))
        || p.split(" - ")
            .flat_map(|s| s.split(" | "))
            .any(|part| days.iter().any(|d| part.trim_start().starts_with(d)));
    // "07/08/2025 09:15 | Lượt xem: 1.482"
    let stamp = p.split('|').next().unwrap_or(&p).trim();
    let alone = stamp.len() <= 30 && clock && stamp.starts_with(|c: char| c.is_ascii_digit()) || p.len() <= 30 && clock;
    (marked || alone).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_publication() {
        for (line, date) in [
            ("Thứ năm, 12/12/2024 09:17", Some("2024-12-12")),
            ("Ngày đăng: 03/06/2024 - Lượt xem: 45", Some("2024-06-03")),
            ("09:17 | 12/06/2024", Some("2024-06-12")),
            ("Cập nhật lúc 9h30, 1-2-2023", Some("2023-02-01")),
            ("Báo điện tử Hà Phong - Thứ hai, 4/3/2024", Some("2024-03-04")),
            ("07/08/2025 09:15 | Lượt xem: 1.482 | Cỡ chữ: A- A+", Some("2025-08-07")),
            ("Theo Quyết định số 12/QĐ-UBND ngày 12/6/2024 của huyện", None),
            ("Trong ngày 12/6/2024, xã họp", None),
        ] {
            assert_eq!(published(line).as_deref(), date, "{line}");
        }
    }
}

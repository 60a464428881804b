//! Days and months: "17/8/2020", "ngày 14 tháng 11 năm 2019", "12-13/6/2018", "tháng 9/2015", "dịp 30/4".

use super::cues::{
    is_count_cue, is_day_cue, is_holiday, is_named_after_day, is_number_cue, is_time_preposition, noun_follows,
};
use super::{DateKind, DateMention, mention, year};
use crate::extract::scan::{
    char_left, char_right, digits_right, folded, next_begins, next_word, previous_word, run_left, spaces_left,
    spaces_right,
};
use crate::text::Span;

/// Day, month and year of one numeric date; 0 for what is not there.
#[derive(Clone, Copy)]
struct Atom {
    day: u32,
    month: u32,
    year: u32,
    end: usize,
}

/// The mention whose first number is the digit run.
pub(super) fn at(text: &str, run: Span, previous: Option<&DateMention>) -> Option<DateMention> {
    if run.len() > 2 {
        return None;
    }
    let cue_span = cue_span(text, run.start);
    let cue = folded(text, cue_span);
    match char_left(text, run.start) {
        Some(c) if c.is_alphabetic() && !is_day_cue(&cue) && &*cue != "tháng" && &*cue != "quý" => return None,
        Some('/' | '.' | ',') => return None,
        _ => {}
    }
    let number = number(text, run);
    match &*cue {
        "tháng" => return month(text, cue_span, run),
        "quý" => return quarter(text, cue_span, number, run.end),
        _ => {}
    }
    let start = if matches!(&*cue, "ngày" | "mùng" | "mồng") { cue_span.start } else { run.start };
    let moment = &*cue == "điểm" && &*folded(text, previous_word(text, cue_span.start)) == "thời";
    let strong = is_day_cue(&cue) || moment;
    // "ngày 0 7 tháng 6 năm 2000": OCR tore the day apart.
    if let Some(found) = torn(text, Span::new(start, run.end), strong) {
        return Some(found);
    }
    if let Some(found) = long(text, Span::new(start, run.end), strong) {
        return Some(found);
    }
    let first = atom(text, run.start, strong)?;
    if first.day == 0 {
        // "6/2013", but "Nghị định 30/2020" has no month behind the word.
        let free = !is_number_cue(&cue) && is_free(text, first.end);
        return free.then(|| mention(Span::new(start, first.end), DateKind::Month, (first.year, first.month, 0)));
    }
    if let Some(last) = range_end(text, first, strong) {
        let days = mention(Span::new(start, last.end), DateKind::Days, (last.year, last.month, last.day));
        return Some(DateMention { iso: None, ..days });
    }
    if !is_free(text, first.end) {
        return None;
    }
    let span = Span::new(start, first.end);
    if first.year > 0 {
        return Some(mention(span, DateKind::Day, (first.year, first.month, first.day)));
    }
    if first.month == 0 {
        return day_alone(text, span, &cue).then(|| mention(span, DateKind::DayMonth, (0, 0, 0)));
    }
    let follows_day = previous.is_some_and(|p| {
        matches!(p.kind, DateKind::Day | DateKind::DayMonth)
            && matches!(text.get(p.span.end..start).map(str::trim), Some("và" | "," | "-" | "–" | "đến" | "đến ngày"))
    });
    let noun = noun_follows(text, first.end);
    let date = strong
        || is_named_after_day(&cue) && is_holiday(number, first.month)
        || (!noun
            && (is_time_preposition(&cue) || follows_day || is_holiday(number, first.month))
            && !is_count_cue(&cue));
    date.then(|| mention(span, DateKind::DayMonth, (0, 0, 0)))
}

/// The word in front, also over a colon ("Ngày: 5/6/2020").
fn cue_span(text: &str, at: usize) -> Span {
    let behind = spaces_left(text, at);
    match char_left(text, behind) {
        Some(':') => previous_word(text, behind - 1),
        _ => previous_word(text, at),
    }
}

fn number(text: &str, span: Span) -> u32 {
    span.of(text).parse().unwrap_or(0)
}

/// Whether nothing that belongs to the number follows.
fn is_free(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '%' => false,
        (Some('/' | '-'), Some(c)) if c.is_alphanumeric() => false,
        (Some(',' | '.'), Some(c)) if c.is_ascii_digit() => false,
        _ => true,
    }
}

/// A numeric date from `at`: d/m/y, d-m-y, d.m.y, d/m, m/y or a day alone.
fn atom(text: &str, at: usize, strong: bool) -> Option<Atom> {
    let (first, end) = small(text, at)?;
    let alone = Atom { day: first, month: 0, year: 0, end };
    let alone = (1..=31).contains(&first).then_some(alone);
    let Some((separator, behind)) = separator(text, end) else { return alone };
    // "6/2013"
    if let Some((year, end)) = four(text, behind)
        && separator == '/'
        && (1..=12).contains(&first)
    {
        return Some(Atom { day: 0, month: first, year, end });
    }
    let Some((month, month_end)) = small(text, behind) else { return alone };
    if !(1..=12).contains(&month) || !(1..=31).contains(&first) {
        return alone.filter(|_| separator != '/');
    }
    if let Some((again, behind)) = self::separator(text, month_end)
        && again == separator
    {
        if let Some((year, end)) = four(text, behind) {
            return Some(Atom { day: first, month, year, end });
        }
        if strong
            && separator == '/'
            && let Some((year, end)) = small(text, behind)
            && end - behind == 2
        {
            return Some(Atom { day: first, month, year: if year <= 40 { 2000 } else { 1900 } + year, end });
        }
    }
    if separator == '/' { Some(Atom { day: first, month, year: 0, end: month_end }) } else { alone }
}

/// A separator of a numeric date, with at most one space around it.
fn separator(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = &text[at..];
    let inner = rest.strip_prefix(' ').unwrap_or(rest);
    let c = inner.chars().next()?;
    let class = match c {
        '/' | '⁄' | '∕' | '／' => '/',
        '-' | '‐' | '‑' | '–' | '−' => '-',
        '.' => '.',
        _ => return None,
    };
    let behind = text.len() - inner.len() + c.len_utf8();
    let spaced = inner.len() < rest.len();
    let behind = if text[behind..].starts_with(' ') { behind + 1 } else { behind };
    // A spaced dash or a dot with a space ends the number.
    if class != '/' && (spaced || text[..behind].ends_with(' ')) { None } else { Some((class, behind)) }
}

/// A number of one or two digits at `at` and its end.
fn small(text: &str, at: usize) -> Option<(u32, usize)> {
    let end = digits_right(text, at);
    matches!(end - at, 1 | 2).then(|| (number(text, Span::new(at, end)), end))
}

/// A year of four digits at `at` and its end.
fn four(text: &str, at: usize) -> Option<(u32, usize)> {
    let end = digits_right(text, at);
    let value = (end - at == 4).then(|| number(text, Span::new(at, end)))?;
    year::is_plausible(value).then_some((value, end))
}

/// "27-28/7/2020", "28/6 - 05/7/2023", "ngày 01 đến 05/8", "ngày 27, 28/7": the last date of the stretch.
fn range_end(text: &str, first: Atom, strong: bool) -> Option<Atom> {
    if first.year > 0 {
        return None;
    }
    let at = spaces_right(text, first.end);
    let c = char_right(text, at)?;
    let (dash, behind) = match c {
        '-' | '‐' | '‑' | '–' | '—' | '−' => (true, spaces_right(text, at + c.len_utf8())),
        ',' if strong && first.month == 0 => (false, spaces_right(text, at + 1)),
        _ => {
            if !strong || first.month > 0 {
                return None;
            }
            let word = next_word(text, first.end);
            if !matches!(&*folded(text, word), "đến" | "và" | "tới") {
                return None;
            }
            (false, spaces_right(text, word.end))
        }
    };
    let day_word = next_word(text, behind);
    let behind = if &*folded(text, day_word) == "ngày" { spaces_right(text, day_word.end) } else { behind };
    let last = atom(text, behind, strong)?;
    let fits = last.day > 0 && last.month > 0 && (strong || dash && (last.year > 0 || first.month > 0));
    let orderly = first.month > 0 || first.day < last.day;
    let known = strong || last.year > 0 || is_holiday(first.day, first.month);
    (fits && orderly && known && is_free(text, last.end)).then_some(last)
}

/// "ngày 10 tháng 01 năm 2023", "ngày 28 tháng 6". `day` spans from the cue to the number.
fn long(text: &str, day: Span, strong: bool) -> Option<DateMention> {
    let day_start = run_left(text, day.end, |c| c.is_ascii_digit());
    let value = number(text, Span::new(day_start, day.end));
    if !(1..=31).contains(&value) || !next_begins(text, day.end, b't') {
        return None;
    }
    let word = next_word(text, day.end);
    if &*folded(text, word) != "tháng" {
        return None;
    }
    let at = blanks_right(text, word.end);
    let (month, end) = small(text, at)?;
    if !(1..=12).contains(&month) {
        return None;
    }
    if let Some((year, end)) = year_behind(text, end) {
        return Some(mention(Span::new(day.start, end), DateKind::Day, (year, month, value)));
    }
    strong.then(|| mention(Span::new(day.start, end), DateKind::DayMonth, (0, 0, 0)))
}

/// A day in two pieces, digit by digit.
fn torn(text: &str, day: Span, strong: bool) -> Option<DateMention> {
    let first = text[..day.end].chars().next_back()?;
    let second = text[day.end..].strip_prefix(' ')?;
    let (value, end) = small(text, text.len() - second.len())?;
    let single = strong && matches!(first, '0'..='3') && !text[..day.end - 1].ends_with(|c: char| c.is_ascii_digit());
    if !single || value > 9 || end != day.end + 2 || &*folded(text, next_word(text, end)) != "tháng" {
        return None;
    }
    let value = first.to_digit(10)? * 10 + value;
    let found = long(text, Span::new(day.start, end), strong)?;
    let iso = found.iso.filter(|iso| iso.len() == 10).map(|iso| format!("{}-{value:02}", &iso[..7]));
    (1..=31).contains(&value).then_some(DateMention { iso, ..found })
}

/// "năm 2023", "/2023", "-2023" behind a month or a quarter.
fn year_behind(text: &str, at: usize) -> Option<(u32, usize)> {
    if let Some(('/' | '-' | '.', behind)) = separator(text, at) {
        return four(text, behind).filter(|&(_, end)| is_free(text, end));
    }
    let comma = text[at..].starts_with(',');
    let word = next_word(text, at + usize::from(comma));
    if &*folded(text, word) != "năm" {
        return None;
    }
    four(text, blanks_right(text, word.end)).filter(|&(_, end)| is_free(text, end))
}

/// "tháng 6/2013", "tháng 6, 7 năm 2023", "tháng 01-6/2023", "tháng 10"; with "ngày …" in front when the day is blank.
fn month(text: &str, cue: Span, run: Span) -> Option<DateMention> {
    let first = number(text, run);
    let mut month = first;
    if !(1..=12).contains(&first) {
        return None;
    }
    let mut end = run.end;
    loop {
        if let Some((year, end)) = year_behind(text, end) {
            let blank = blank_day(text, cue.start);
            return Some(mention(Span::new(blank, end), DateKind::Month, (year, month, 0)));
        }
        let Some(next) = next_month(text, end, month) else { break };
        (month, end) = next;
    }
    is_free(text, end).then(|| mention(Span::new(cue.start, end), DateKind::MonthOnly, (0, 0, 0)))
}

/// The next month of "tháng 6, 7", "tháng 6-7", "tháng 6 và 7"; later than the one before.
fn next_month(text: &str, end: usize, before: u32) -> Option<(u32, usize)> {
    let at = spaces_right(text, end);
    let behind = match char_right(text, at)? {
        ',' => at + 1,
        c @ ('-' | '–') => at + c.len_utf8(),
        _ => {
            let word = next_word(text, end);
            if !matches!(&*folded(text, word), "và" | "đến") {
                return None;
            }
            word.end
        }
    };
    let (month, end) = small(text, spaces_right(text, behind))?;
    let fits = (before + 1..=12).contains(&month) && (year_behind(text, end).is_some() || !noun_follows(text, end));
    (fits && (is_free(text, end) || year_behind(text, end).is_some())).then_some((month, end))
}

/// "quý 2/2023", "quý 2 năm 2023", "quý 2".
fn quarter(text: &str, cue: Span, number: u32, end: usize) -> Option<DateMention> {
    if !(1..=4).contains(&number) {
        return None;
    }
    if let Some((year, end)) = year_behind(text, end) {
        return Some(mention(Span::new(cue.start, end), DateKind::Quarter, (year, 0, 0)));
    }
    is_free(text, end).then(|| mention(Span::new(cue.start, end), DateKind::Quarter, (0, 0, 0)))
}

/// Whether "ngày 15" stands for a day and not for a number of days or of things per day.
fn day_alone(text: &str, span: Span, cue: &str) -> bool {
    if !matches!(cue, "ngày" | "mùng" | "mồng") {
        return false;
    }
    let before = folded(text, previous_word(text, span.start));
    let rate = matches!(&*before, "mỗi" | "một" | "hàng" | "hằng") || char_left(text, span.start) == Some('/');
    !rate && !noun_follows(text, span.end)
}

/// Where "ngày …" with a blank day begins, if it stands in front of `at`.
pub(super) fn blank_day(text: &str, at: usize) -> usize {
    blank_word(text, at, "ngày").unwrap_or(at)
}

/// Where `word` and the blanks behind it begin, if they stand in front of `at`.
pub(super) fn blank_word(text: &str, at: usize, word: &str) -> Option<usize> {
    let behind = run_left(text, at, is_blank);
    let span = previous_word(text, behind);
    (&*folded(text, span) == word).then_some(span.start)
}

fn blanks_right(text: &str, at: usize) -> usize {
    crate::extract::scan::run_right(text, at, is_blank)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '.' | '…' | '_')
}

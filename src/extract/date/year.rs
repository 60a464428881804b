//! Years and stretches of years: "năm 2023", "giai đoạn 2021-2025", "nhiệm kỳ 2020 - 2025", "quý III/2023",
//! "ngày    tháng    năm 2024".

use super::cues::{is_number_cue, is_time_preposition, noun_follows};
use super::day::{blank_day, blank_word};
use super::{DateKind, DateMention, mention};
use crate::extract::scan::{
    char_left, char_right, digits_right, folded, next_word, previous_word, spaces_left, spaces_right,
};
use crate::text::Span;

/// Whether a number of four digits can be a year.
pub(super) fn is_plausible(year: u32) -> bool {
    (1800..=2100).contains(&year)
}

/// The mention whose year is the digit run.
pub(super) fn at(text: &str, run: Span, previous: Option<&DateMention>) -> Option<DateMention> {
    if run.len() != 4 {
        return None;
    }
    let year: u32 = run.of(text).parse().ok()?;
    if !is_plausible(year) {
        return None;
    }
    let cue_span = previous_word(text, run.start);
    let cue = folded(text, cue_span);
    match char_left(text, run.start) {
        Some('/' | '-') => return roman_quarter(text, run.start - 1, run.end, year),
        Some('.' | ',') => return None,
        Some(c) if c.is_alphabetic() && &*cue != "năm" => return None,
        _ => {}
    }
    if let Some((last, end)) = range_end(text, run.end, year, &cue) {
        let span = Span::new(prefix(text, cue_span, &cue, run.start), end);
        return Some(DateMention { span, kind: DateKind::Years, iso: None, period: Some(format!("{year}-{last}")) });
    }
    // "2021-QĐ/ThU", "2023/QĐ-UBND": the number of a document.
    let mut rest = text[run.end..].chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '%' => return None,
        (Some('/' | '-' | '.' | ','), Some(c)) if c.is_alphanumeric() && &*cue != "năm" => return None,
        _ => {}
    }
    if &*cue == "năm" {
        return Some(match counts_years(text, cue_span.start, run.end, year) {
            true => mention(run, DateKind::Year, (year, 0, 0)),
            false => behind_the_word(text, cue_span.start, run.end, year),
        });
    }
    let listed = previous.is_some_and(|p| {
        matches!(p.kind, DateKind::Year | DateKind::Years)
            && matches!(text.get(p.span.end..run.start).map(str::trim), Some("và" | "," | "-" | "–" | "đến" | ";"))
    });
    // "Năm 2021, 2022, 2023 kết nạp", "Năm 2022 và 2023 trồng": the years go on, whatever stands behind; nobody says "Năm 2022 và 2023 hộ".
    let goes_on = listed
        && previous.is_some_and(|p| {
            let sign = text.get(p.span.end..run.start).map(str::trim);
            let last = text[..p.span.end].get(p.span.end.saturating_sub(4)..).and_then(|last| last.parse::<u32>().ok());
            // "Năm 2022, 2023 xã trồng 12 ha và 15 ha": the next year, unless it is all that the sentence counts.
            let next = last.is_some_and(|last| year == last + 1) && counts_more(text, run.end);
            (sign == Some("và") || sign == Some(",") && (next || p.span.len() == 4))
                && last.is_some_and(|last| (last + 1..=last + MAX_STEP).contains(&year))
        });
    if goes_on || previous.is_some_and(|p| leads_next_clause(text, p, run, year)) {
        return Some(mention(run, DateKind::Year, (year, 0, 0)));
    }
    let bracketed = char_left(text, run.start) == Some('(') && char_right(text, run.end) == Some(')');
    if &*cue == "riêng" && previous.is_some_and(|p| is_singled_out(text, p, run, year)) {
        return Some(mention(run, DateKind::Year, (year, 0, 0)));
    }
    let named = listed || is_time_preposition(&cue) || is_day_feast(&cue) || is_season(text, cue_span, &cue);
    let alone = bracketed || heads_item(text, run) || named && !is_number_cue(&cue) && !noun_follows(text, run.end);
    alone.then(|| mention(run, DateKind::Year, (year, 0, 0)))
}

/// "Từ 2021 đến 2023 xóa 45 nhà tạm; riêng [2023] xóa 21 nhà": one of the years, or one next to them, of which more is told.
fn is_singled_out(text: &str, previous: &DateMention, run: Span, year: u32) -> bool {
    let near = |last: &str| last.parse::<u32>().is_ok_and(|last| last.abs_diff(year) <= MAX_STEP);
    let stated = previous.period.as_deref().is_some_and(|years| years.split('-').any(near));
    let between = text.get(previous.span.end..run.start).unwrap_or_default();
    let counted = matches!(
        &*folded(text, next_word(text, run.end)),
        "hộ" | "người"
            | "khẩu"
            | "nhân"
            | "lao"
            | "học"
            | "đảng"
            | "đồng"
            | "ha"
            | "tấn"
            | "con"
            | "cây"
            | "em"
            | "cháu"
            | "trường"
            | "lượt"
            | "tỷ"
            | "triệu"
    );
    stated && between.len() <= MAX_SENTENCE && !between.contains(['\n']) && counts_more(text, run.end) && !counted
}

/// Years from one year of a list to the next, at most.
const MAX_STEP: u32 = 5;

/// Whether another number stands behind `end` in the same line.
fn counts_more(text: &str, end: usize) -> bool {
    let line = text[end..].split('\n').next().unwrap_or_default();
    let sentence = line.split(". ").next().unwrap_or_default();
    sentence.bytes().take(MAX_SENTENCE).any(|b| b.is_ascii_digit())
}

/// Bytes of a sentence behind a year that are looked at.
const MAX_SENTENCE: usize = 300;

/// "Năm 2022 kết nạp 15 đảng viên, [2023] kết nạp 18": the year of the next clause, which says of it what the clause before says
/// of its year, or begins with a verb of its own; both clauses count something.
fn leads_next_clause(text: &str, previous: &DateMention, run: Span, year: u32) -> bool {
    let Some(clause) = text.get(previous.span.end..run.start).filter(|c| c.len() <= MAX_SENTENCE) else { return false };
    let last = previous.span.of(text);
    let follows = previous.kind == DateKind::Year
        && last.get(last.len() - 4..).and_then(|last| last.parse::<u32>().ok()).is_some_and(|last| last + 1 == year);
    let parted =
        clause.trim_end().ends_with([',', ';']) && !clause.contains(['\n', '(', ')']) && !clause.contains(". ");
    if !follows || !parted || !clause.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let rest =
        text[run.end..].split(['\n', ';', '(', ')']).next().unwrap_or_default().split(", ").next().unwrap_or_default();
    let counts = rest.bytes().take(MAX_SENTENCE).any(|b| b.is_ascii_digit());
    let own = folded(text, next_word(text, run.end));
    let same = || *own == *folded(text, next_word(text, previous.span.end));
    counts && !own.is_empty() && (same() || matches!(&*own, "đạt" | "có" | "còn" | "tăng" | "giảm" | "ước"))
}

/// "trong 3 năm 2021, 2022 và 2023": the word that ends in front of `year` counts them, and more follow.
fn counts_years(text: &str, word: usize, end: usize, year: u32) -> bool {
    let before = &text[..spaces_left(text, word)];
    let number = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let counted = number.parse::<u32>().is_ok_and(|n| (2..=10).contains(&n));
    let rest = text[end..].trim_start_matches(' ');
    let next = rest.strip_prefix(',').or_else(|| rest.strip_prefix("và ")).unwrap_or_default().trim_start_matches(' ');
    let next = next.get(..4).and_then(|next| next.parse::<u32>().ok());
    counted && next.is_some_and(|next| (year + 1..=year + MAX_STEP).contains(&next))
}

/// "Tỷ lệ hộ nghèo qua các năm: 2021: 12,5%; 2022: 10,2%": the name of an item with a number.
fn heads_item(text: &str, run: Span) -> bool {
    let behind = text[run.end..].trim_start_matches(' ');
    // "qua các năm: 2021 là 4,1%; 2022 là 4,5%"
    let Some(behind) = behind.strip_prefix(':').or_else(|| behind.strip_prefix("là ")) else { return false };
    let number = behind.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    // "(kế hoạch 2024: 18,5%; mục tiêu 2025: 20%)"
    let named =
        || matches!(&*folded(text, previous_word(text, run.start)), "hoạch" | "tiêu" | "kh" | "th" | "hiện" | "ước");
    number && (matches!(char_left(text, spaces_left(text, run.start)), Some(',' | ';' | ':' | '(')) || named())
}

/// "lúa Thu Đông 2024", "vụ Mùa 2023": the season of a crop.
fn is_season(text: &str, cue_span: Span, cue: &str) -> bool {
    let before = folded(text, previous_word(text, cue_span.start));
    matches!(
        (&*before, cue),
        ("hè" | "xuân", "thu") | ("thu", "đông") | ("hè" | "đông", "xuân") | ("vụ", "mùa" | "đông" | "hè")
    )
}

fn is_day_feast(word: &str) -> bool {
    matches!(word, "tết" | "xuân" | "games" | "euro")
}

/// "năm 2O23", "năm 20l9": a year in which digits were read as letters; `run` is its first run of digits.
pub(super) fn misread(text: &str, run: Span) -> Option<DateMention> {
    if !text[run.end..].starts_with(['O', 'o', 'l', 'I', 'S']) {
        return None;
    }
    let cue = previous_word(text, run.start);
    if run.len() > 3 || &*folded(text, cue) != "năm" {
        return None;
    }
    let mut digits = String::new();
    for c in text[run.start..].chars().take_while(|c| c.is_alphanumeric()).take(5) {
        digits.push(match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            'S' => '5',
            c => c,
        });
    }
    // Every letter that is read for a digit is one byte long, as the digit is.
    let year: u32 = digits.parse().ok().filter(|&y| digits.len() == 4 && is_plausible(y))?;
    Some(mention(Span::new(cue.start, run.start + 4), DateKind::Year, (year, 0, 0)))
}

/// "năm 2023" with what may stand in front of it: a blank day and month, a quarter in Roman numerals.
fn behind_the_word(text: &str, start: usize, end: usize, year: u32) -> DateMention {
    if let Some(quarter) = roman_quarter(text, spaces_left(text, start), end, year) {
        return quarter;
    }
    // "9 tháng năm 2023" is a length of time, no date with a blank month.
    let counted = |at: usize| char_left(text, spaces_left(text, at)).is_some_and(|c| c.is_ascii_digit());
    let start = match blank_word(text, start, "tháng").filter(|&month| !counted(month)) {
        Some(month) => blank_day(text, month),
        None => start,
    };
    mention(Span::new(start, end), DateKind::Year, (year, 0, 0))
}

/// "quý III" that ends at `at`, with the year behind it.
fn roman_quarter(text: &str, at: usize, end: usize, year: u32) -> Option<DateMention> {
    let roman = previous_word(text, at);
    if !matches!(roman.of(text), "I" | "II" | "III" | "IV") {
        return None;
    }
    let mut start = roman.start;
    // "quý I, II/2024"
    for _ in 0..3 {
        let cue = previous_word(text, start);
        if &*folded(text, cue) == "quý" {
            let start = quarter_before(text, cue.start).unwrap_or(cue.start);
            return Some(mention(Span::new(start, end), DateKind::Quarter, (year, 0, 0)));
        }
        let before = spaces_left(text, start);
        start = match char_left(text, before)? {
            ',' => previous_word(text, before - 1).start,
            _ if matches!(&*folded(text, cue), "và" | "đến") => previous_word(text, cue.start).start,
            _ => return None,
        };
    }
    None
}

/// Where "quý I và" in front of another quarter begins.
fn quarter_before(text: &str, at: usize) -> Option<usize> {
    let joins = previous_word(text, at);
    let roman = previous_word(text, joins.start);
    let quarter = previous_word(text, roman.start);
    let joined = &*folded(text, joins) == "và" && matches!(roman.of(text), "I" | "II" | "III");
    (joined && &*folded(text, quarter) == "quý").then_some(quarter.start)
}

/// "6T/2024", "9T2024": months of a year in short; `run` is the year.
pub(super) fn months_in_short(text: &str, run: Span) -> Option<DateMention> {
    let year: u32 = run.of(text).parse().ok().filter(|&y| run.len() == 4 && is_plausible(y))?;
    let before = &text[..run.start];
    let before = before.strip_suffix('/').unwrap_or(before).strip_suffix('T')?;
    let lead = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let months: u32 = before[lead.len()..].parse().ok()?;
    let whole = !lead.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'));
    let ends = !text[run.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'));
    (whole && ends && (1..=12).contains(&months))
        .then(|| mention(Span::new(lead.len(), run.end), DateKind::Year, (year, 0, 0)))
}

/// The last year of "2021-2025", "2021 - 2025", "2021-25", "từ năm 2021 đến năm 2025".
fn range_end(text: &str, at: usize, first: u32, cue: &str) -> Option<(u32, usize)> {
    let behind = spaces_right(text, at);
    let c = char_right(text, behind)?;
    let stretch = matches!(cue, "đoạn" | "kỳ" | "học" | "khóa" | "khoá");
    let next = match c {
        '-' | '‐' | '‑' | '–' | '—' | '−' => spaces_right(text, behind + c.len_utf8()),
        '/' if stretch && behind == at => at + 1,
        _ => {
            let word = next_word(text, at);
            let stretch = stretch || matches!(cue, "từ" | "năm");
            if !stretch || &*folded(text, word) != "đến" {
                return None;
            }
            let year_word = next_word(text, word.end);
            // "từ 2021 đến 2025" counts only where the word "năm" stands on one side.
            if &*folded(text, year_word) == "năm" {
                spaces_right(text, year_word.end)
            } else if cue == "từ" {
                return None;
            } else {
                spaces_right(text, word.end)
            }
        }
    };
    let end = digits_right(text, next);
    let value: u32 = text[next..end].parse().ok()?;
    let last = match end - next {
        4 => value,
        2 if stretch => first / 100 * 100 + value,
        _ => return None,
    };
    let mut rest = text[end..].chars();
    let free = match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '%' => false,
        (Some('/' | '-' | '.' | ','), Some(c)) if c.is_ascii_digit() => false,
        _ => true,
    };
    (free && first < last && last - first <= 60).then_some((last, end))
}

/// Where the words in front of a stretch begin: "giai đoạn", "nhiệm kỳ", "năm học", "từ năm".
fn prefix(text: &str, cue_span: Span, cue: &str, start: usize) -> usize {
    let before = previous_word(text, cue_span.start);
    match (&*folded(text, before), cue) {
        ("giai", "đoạn")
        | ("nhiệm" | "thời", "kỳ")
        | ("năm", "học")
        | ("niên", "khóa" | "khoá")
        | ("từ" | "các", "năm") => before.start,
        (_, "năm" | "khóa" | "khoá") => cue_span.start,
        _ => start,
    }
}

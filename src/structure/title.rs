//! The subject line: where it ends, and which years it names.
//!
//! Takes the lines behind the type word, gives the lines of the subject one after the other: it may run over several, and ends at a
//! blank line, at the legal grounds ("Căn cứ …"), at a heading, at "Kính gửi", at the body that decides.

use super::body::is_body;
use super::header::starts_body;
use super::lines::{End, Line, Role, bare, end_of, is_upper, starts_lower};
use super::outline::fold;
use super::plain::{offset, plain};
use super::{Header, header, label, own_number, place_date};
use crate::text::Span;

/// Lines of a subject line, and their bytes together.
pub(super) const MAX_TITLE_LINES: usize = 9;
const MAX_TITLE_BYTES: usize = 900;

/// What kind of a report it is, alone behind the type word, "BÁO CÁO NHANH": no part of the subject below. Folded.
const KINDS: [&str; 7] = ["nhanh", "tom tat", "chuyen de", "tong hop", "dot xuat", "giai trinh", "bo sung"];

/// Reads the subject line behind the type word of line `at`; gives the line behind it.
pub(super) fn read(text: &str, lines: &mut [Line], at: usize, rest: Span, header: &mut Header) -> usize {
    let mut parts: Vec<Span> = Vec::new();
    let rest_text = bare(rest.of(text).trim_matches([':', ' ']));
    let kind = KINDS.contains(&plain(rest_text).trim());
    let start = rest_text.as_ptr() as usize - text.as_ptr() as usize;
    let first = Span::new(start, start + rest_text.len());
    if !kind && rest_text.chars().any(char::is_alphabetic) {
        parts.push(first);
        lines[at].role = Role::Title;
    } else {
        lines[at].role = Role::Header;
    }
    let mut end = at + 1;
    let mut bytes = rest_text.len();
    // Number and date may stand below the subject line, as in old circulars; nothing goes on behind them.
    let mut closed = false;
    for j in at + 1..lines.len() {
        let line = &lines[j];
        let s = line.of(text);
        let core = bare(s);
        match line.role {
            Role::Skip if parts.is_empty() && !line.page => continue,
            Role::Body if !line.page || parts.is_empty() => {}
            _ => break,
        }
        if core.is_empty() {
            if parts.is_empty() { continue } else { break }
        }
        if let Some((number, _)) =
            own_number::parse(s).filter(|_| s.len() < 80 && (parts.is_empty() || header.number.is_none()))
        {
            header.number.get_or_insert(number.shift(line.span.start));
            lines[j].role = Role::Header;
            (end, closed) = (j + 1, !parts.is_empty());
            continue;
        }
        if let Some(date) = place_date::parse(s).filter(|d| d.place.is_some() && s.len() < 80) {
            if header.date.is_none() && header.place.is_none() {
                (header.date, header.place) = (date.date, date.place);
            }
            lines[j].role = Role::Header;
            (end, closed) = (j + 1, !parts.is_empty());
            continue;
        }
        if closed {
            break;
        }
        let before = parts.last().map(|p| p.of(text));
        bytes += s.len();
        if parts.len() >= MAX_TITLE_LINES || bytes > MAX_TITLE_BYTES || !is_title(text, lines, j, s, core, before) {
            break;
        }
        let start = core.as_ptr() as usize - text.as_ptr() as usize;
        parts.push(Span::new(start, start + core.len()));
        lines[j].role = Role::Title;
        end = j + 1;
    }
    // "BÁO CÁO TỔNG HỢP" with nothing below says no more than that.
    if parts.is_empty() && kind {
        parts.push(first);
        lines[at].role = Role::Title;
    }
    of_issuer(text, &mut parts, header);
    if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
        let joined: Vec<&str> = parts.iter().map(|p| p.of(text)).collect();
        header.title = Some(fold(header::without_concerning(&joined.join(" "))));
        header.title_span = Some(Span::new(first.start, last.end));
    }
    end
}

/// Takes what old gazettes put between type and subject, "CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 115/2004/QĐ-TTG NGÀY 25 THÁNG 6 NĂM 2004 VỀ …":
/// issuer, number and date.
fn of_issuer(text: &str, parts: &mut Vec<Span>, header: &mut Header) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let whole = Span::new(first.start, last.end);
    let s = whole.of(text);
    let p = plain(s);
    // "sơ kết …" folds to the same letters as "số": a number must follow.
    let numbered = p
        .strip_prefix("so")
        .is_some_and(|r| r.trim_start_matches([':', ' ']).starts_with(|c: char| c.is_ascii_digit()));
    if !p.starts_with("cua ") && !numbered {
        return;
    }
    let word = |w: &str| {
        p.split_inclusive(char::is_whitespace)
            .scan(0, |at, x| {
                let i = *at;
                *at += x.len();
                Some((i, x.trim_end()))
            })
            .find(|(_, x)| *x == w)
            .map(|(i, _)| i)
    };
    let (number, day) = (word("so").or_else(|| word("so:")), word("ngay"));
    // "ban" alone begins the name of a body as often.
    let verbs = ["ve", "v/v", "ban hanh", "quy dinh", "quy che", "huong dan", "sua doi", "phe duyet"];
    let verb = verbs.iter().filter_map(|v| phrase(&p, v)).filter(|&i| i > 0).min();
    // "CỦA BAN THƯỜNG VỤ TỈNH ỦY" in a line of its own, the subject below in small letters.
    let below = parts.get(1).filter(|x| is_upper(first.of(text)) && !is_upper(x.of(text)) && p.starts_with("cua "));
    let below = below.and_then(|x| s.get(..x.start - whole.start)).map(|head| head.chars().count());
    let Some(subject) = [verb, below].into_iter().flatten().min() else { return };
    if subject > 200 {
        return;
    }
    let part = |from: usize, to: usize| Span::new(whole.start + offset(s, from), whole.start + offset(s, to));
    if header.issuer.is_empty() && p.starts_with("cua ") {
        let end = [number, day].into_iter().flatten().filter(|&i| i < subject).min().unwrap_or(subject);
        header.issuer = vec![fold(part(4, end).of(text))];
    }
    if let Some(at) = number.filter(|&i| i < subject) {
        let span = part(at, day.filter(|&d| d > at && d < subject).unwrap_or(subject));
        if let Some((found, _)) = own_number::parse(span.of(text).trim_end_matches([' ', ',', '\n'])) {
            header.number.get_or_insert(found.shift(span.start));
        }
    }
    let date = || place_date::parse(part(day.filter(|&i| i < subject)?, subject).of(text).trim_end())?.date;
    header.date = header.date.take().or_else(date);
    let start = part(subject, subject).start;
    parts.retain(|x| x.end > start);
    if let Some(x) = parts.first_mut().filter(|x| x.start < start) {
        x.start = start;
    }
}

/// Where `words` stand in folded text as whole words.
fn phrase(p: &str, words: &str) -> Option<usize> {
    let edge = |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric());
    p.match_indices(words)
        .map(|(i, _)| i)
        .find(|&i| edge(i.checked_sub(1).and_then(|j| p.as_bytes().get(j))) && edge(p.as_bytes().get(i + words.len())))
}

/// Whether line `j` is (part of) a subject line; `before` is the part before it.
fn is_title(text: &str, lines: &[Line], j: usize, s: &str, core: &str, before: Option<&str>) -> bool {
    let line = &lines[j];
    let p = plain(core);
    let end = end_of(core);
    let opens = [
        "can cu",
        "kinh gui",
        "theo de nghi",
        "xet de nghi",
        "dieu 1",
        "phan thu",
        "noi nhan",
        "noi gui",
        "hom nay",
        "luc ",
        "vao hoi",
        "vao luc",
    ];
    if opens.iter().any(|w| p.starts_with(w)) || p.contains("nhu sau:") || p.ends_with("nhu sau") {
        return false;
    }
    let labelled = label::parse(s).is_some_and(|l| l.level < label::BULLET || before.is_none());
    if labelled || line.columns && core.split("   ").count() > 1 && before.is_some() {
        return false;
    }
    let Some(before) = before else {
        // A paragraph instead of a subject line.
        let lower = starts_lower(core);
        let colon = core.ends_with(':') && lines.get(j + 1).is_some_and(|l| label::parse(l.of(text)).is_none());
        let goes_on = (core.ends_with(';') || colon)
            && core.len() <= 240
            && lines.get(j + 1).is_some_and(|l| !l.gap && (colon || starts_lower(bare(l.of(text)))));
        return lower
            || goes_on
            || end != End::Closed && core.len() <= 420 && !(p.starts_with("thuc hien") && core.len() > 240);
    };
    if (end == End::Closed && core.len() > 60) || core.len() > 300 {
        return starts_lower(core) && !line.gap && end != End::Closed;
    }
    let unfinished = end_of(before) == End::Open || open_bracket(before);
    if line.gap && !(unfinished && (starts_lower(core) || is_upper(core) == is_upper(before))) {
        return false;
    }
    // "(từ ngày 01/7/2025 đến ngày 15/12/2025)": the time that is reported on; other remarks are no title.
    if core.starts_with('(') && !unfinished {
        let time = ["(tu ngay ", "(tu thang ", "(tinh den ", "(tinh tu ", "(giai doan "];
        return !line.gap && core.ends_with(')') && time.iter().any(|t| p.starts_with(t));
    }
    if starts_lower(core) || unfinished {
        return true;
    }
    // The body that decides stands alone above the legal grounds.
    let grounds =
        lines.get(j + 1).is_some_and(|l| starts_body(&plain(&l.of(text).chars().take(16).collect::<String>())));
    if grounds && is_upper(core) && is_body(&p) {
        return false;
    }
    let opening = starts_body(&p) || p.starts_with("trong ") || p.starts_with("qua ") || p.starts_with("de ");
    match (is_upper(before), is_upper(core)) {
        (true, true) => true,
        // "HỘI ĐỒNG NHÂN DÂN TỈNH …" below "Về dự toán ngân sách": the body that decides.
        (false, true) => false,
        (true, false) => core.len() <= 120 && !opening && end != End::Closed && !is_body(&p),
        (false, false) => !opening && end != End::Closed && core.len() <= 160,
    }
}

fn open_bracket(s: &str) -> bool {
    s.matches('(').count() > s.matches(')').count() || s.matches('“').count() > s.matches('”').count()
}

/// The year or years that a subject line names: "6 tháng đầu năm 2024" → "2024", "giai đoạn 2021 - 2025" → "2021-2025".
pub(super) fn period(title: &str) -> Option<String> {
    let p = plain(title);
    let year_at = |s: &str| -> Option<String> {
        let y: String = s.chars().take_while(char::is_ascii_digit).collect();
        (y.len() == 4 && (y.starts_with("19") || y.starts_with("20"))).then_some(y)
    };
    let mut from = 0;
    let mut single = None;
    while let Some(at) = p[from..].find("nam ").map(|i| from + i) {
        from = at + 4;
        let whole = at == 0 || !p.as_bytes()[at - 1].is_ascii_alphanumeric();
        let dated = p[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()) && p[..at].contains("ngay");
        let behind = p[from..].strip_prefix("hoc ").unwrap_or(&p[from..]);
        if let Some(y) = year_at(behind).filter(|_| whole && !dated) {
            let range = range_end(&behind[4..]);
            single = Some(range.map_or(y.clone(), |e| format!("{y}-{e}")));
            break;
        }
    }
    let span = ["giai doan ", "nhiem ky "].iter().find_map(|w| {
        let behind = &p[p.find(w)? + w.len()..];
        let y = year_at(behind)?;
        Some(format!("{y}-{}", range_end(&behind[4..])?))
    });
    match (&single, &span) {
        (Some(_), Some(_)) => {
            let (a, b) =
                (p.find("giai doan").or_else(|| p.find("nhiem ky")), p.find("nam 2").or_else(|| p.find("nam 1")));
            if a < b && !p.contains("ket qua") { span } else { single }
        }
        _ => single.or(span),
    }
}

fn range_end(behind: &str) -> Option<String> {
    let rest = behind.trim_start().strip_prefix('-')?.trim_start();
    let y: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (y.len() == 4).then_some(y)
}

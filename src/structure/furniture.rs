//! What is printed around a document: page numbers, running heads, rules, stamps, the frame of a web page.
//!
//! Takes the lines and the reader's zones, gives lines the roles [`Role::Skip`] (not in the flow) and
//! [`Role::Boilerplate`]. "lượt xem: 11 | lượt tải:1" and "Ký bởi: …" hold digits but no figure.

use super::lines::{End, Line, Role, end_of, is_rule, page_number};
use super::plain::plain;
use crate::source::{Zone, ZoneKind};
use crate::text::next_digit;
use std::collections::HashMap;

/// Gives furniture its roles.
pub(crate) fn mark(text: &str, lines: &mut [Line], zones: &[Zone]) {
    by_zone(lines, zones);
    page_numbers(text, lines);
    running_heads(text, lines);
    for line in lines.iter_mut().filter(|l| l.role == Role::Body) {
        let s = line.span.of(text);
        if s.len() <= 240 && (is_frame(s) || is_rating(s)) {
            line.role = Role::Boilerplate;
        } else if s.len() >= 3 && s.len() <= 400 && is_rule(s) {
            line.role = Role::Skip;
        }
    }
    menu(text, lines);
}

/// Lines at the head of a web page in which its menu is looked for.
const MAX_MENU_LINES: usize = 80;
/// Words of a line between the entries of a menu, at most.
const MAX_MENU_WORDS: usize = 12;
/// Lines from one entry of a menu to the next, at most.
const MAX_MENU_GAP: usize = 5;
/// Different entries that make a menu.
const MIN_ENTRIES: usize = 3;
/// Entries that only a site has, without diacritics.
const SITE: [&str; 8] =
    ["trang chu", "lien he", "tim kiem", "dang nhap", "so do cong", "so do trang", "thu vien anh", "hoi dap"];
/// Entries that are headings of reports as often: they go on a menu and make none.
const TOPICS: [&str; 15] = [
    "gioi thieu",
    "tin tuc",
    "tin tuc - su kien",
    "van ban",
    "thu tuc hanh chinh",
    "thong bao",
    "english",
    "chinh tri",
    "kinh te",
    "xa hoi",
    "van hoa",
    "phap luat",
    "ban doc",
    "the thao",
    "su kien",
];

/// The menu at the head of a web page: short lines up to the last one that only a menu or a path has. A page has several of
/// them close together, "Trang chủ", "Giới thiệu", "Liên hệ"; a letter head above them makes a report of it.
fn menu(text: &str, lines: &mut [Line]) {
    let (mut site, mut topics) = ([false; SITE.len()], [false; TOPICS.len()]);
    let mut last = None;
    for (i, line) in lines.iter().enumerate().take(MAX_MENU_LINES) {
        if last.is_some_and(|last| i - last > MAX_MENU_GAP) {
            break;
        }
        let s = line.of(text).trim();
        let p = plain(s);
        if p.contains("doc lap - tu do") || p.starts_with("so:") || p.starts_with("so :") {
            return;
        }
        let entries = || p.split('|').flat_map(|p| p.split("  ")).map(entry).filter(|e| !e.is_empty());
        let mut found = false;
        for entry in entries() {
            let known = |list: &[&str]| list.iter().position(|e| *e == entry);
            if let Some(e) = known(&SITE) {
                (site[e], found) = (true, true);
            } else if let Some(e) = known(&TOPICS).filter(|_| line.role != Role::TableRow) {
                (topics[e], found) = (true, true);
            }
        }
        // A row of a table has numbers beside its name.
        found &= !entries().any(|e| e.starts_with(|c: char| c.is_ascii_digit()));
        // "Trang chủ » Tin tức", "Kinh tế › Nông nghiệp"
        let path = s.contains(['»', '›']) && last.is_some();
        if found || path {
            last = Some(i);
        } else if line.role == Role::Body
            && (s.split(' ').count() > MAX_MENU_WORDS || s.ends_with(['.', ';', ':']) && s.len() > MAX_MENU_WORDS)
        {
            break;
        }
    }
    let seen = |list: &[bool]| list.iter().filter(|s| **s).count();
    if let Some(last) = last
        && seen(&site) > 0
        && seen(&site) + seen(&topics) >= MIN_ENTRIES
    {
        lines[..=last].iter_mut().filter(|l| l.role == Role::Body).for_each(|l| l.role = Role::Boilerplate);
    }
}

/// An entry of a menu without bullet and counter: "Hỏi đáp (18)", "Thủ tục hành chính (mức độ 3, 4)".
fn entry(piece: &str) -> &str {
    let piece = piece.trim_matches([' ', '-', '+', '*', '~']);
    match piece.split_once(" (") {
        Some((name, note)) if note.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit()) => name,
        Some((name, note)) if note.starts_with("muc do") => name,
        _ => piece,
    }
}

fn by_zone(lines: &mut [Line], zones: &[Zone]) {
    for zone in zones {
        let role = match zone.kind {
            ZoneKind::Running => Role::Skip,
            ZoneKind::Stamp => Role::Boilerplate,
            ZoneKind::Footnote | ZoneKind::Mark => continue,
        };
        let first = lines.partition_point(|l| l.span.end <= zone.span.start);
        for line in lines[first..].iter_mut().take_while(|l| l.span.start < zone.span.end) {
            let shared = line.span.end.min(zone.span.end) - line.span.start.max(zone.span.start);
            if shared * 2 > line.span.len() {
                line.role = role;
            }
        }
    }
}

/// A number alone on a line is a page number at a page's edge, before a rule, in the middle of a sentence, or
/// one more than the page number before it; a column of numbers is none.
fn page_numbers(text: &str, lines: &mut [Line]) {
    let mut last = 0;
    for i in 0..lines.len() {
        if lines[i].role != Role::Body || lines[i].span.len() > 20 {
            continue;
        }
        let s = lines[i].of(text);
        let Some(number) = page_number(s) else { continue };
        let near = |j: Option<usize>| j.and_then(|j| lines.get(j)).map(|l| l.of(text));
        let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
        let column = [before, after].into_iter().flatten().any(|s| page_number(s).is_some() && s.len() < 5);
        let edge = lines[i].page || lines.get(i + 1).is_none_or(|l| l.page);
        let dressed = s.bytes().any(|b| !b.is_ascii_digit());
        let broken = before.is_some_and(|s| end_of(s) != End::Closed) && after.is_some();
        let followed = after.is_some_and(|s| s.len() >= 3 && is_rule(s));
        let next = number == last + 1 || (last == 0 && number <= 3);
        if edge || followed || (!column && (dressed || (next && (broken || last > 0 || lines[i].gap)))) {
            lines[i].role = Role::Skip;
            last = number;
        }
    }
}

/// First and last lines of pages that come again on at least three pages, their numbers aside.
fn running_heads(text: &str, lines: &mut [Line]) {
    if lines.iter().filter(|l| l.page).count() < 3 {
        return;
    }
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for i in 0..lines.len() {
        let first = i == 0 || lines[i].page;
        let last = lines.get(i + 1).is_none_or(|l| l.page);
        if (first || last) && lines[i].role == Role::Body && lines[i].span.len() <= 160 {
            let key: String = lines[i].of(text).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
            if key.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
                seen.entry(key).or_default().push(i);
            }
        }
    }
    for places in seen.values().filter(|p| p.len() >= 3) {
        for &i in places {
            lines[i].role = Role::Skip;
        }
    }
}

/// Beginnings of lines of web pages, letter heads and stamps, lower case.
const HEADS: [&str; 39] = [
    "thống kê truy cập",
    "lượt xem",
    "số lượt xem",
    "lượt tải",
    "lượt truy cập",
    "số lượt truy cập",
    "tổng lượt truy cập",
    "tổng số lượt truy cập",
    "tổng truy cập",
    "truy cập",
    "đang truy cập",
    "đang online",
    "trực tuyến",
    "hôm nay",
    "hôm qua",
    "chia sẻ",
    "bản quyền",
    "copyright",
    "©",
    "điện thoại",
    "đt:",
    "đt :",
    "fax",
    "email",
    "e-mail",
    "website",
    "trang chủ",
    "ký bởi",
    "người ký",
    "thời gian ký",
    "ngày ký",
    "giờ ký",
    "cơ quan:",
    "gửi email",
    "in trang",
    "in bài",
    "facebook",
    "zalo",
    "hotline",
];
/// Heads that also begin sentences: only furniture with a number, a colon or a bar right behind them.
const LOOSE: [&str; 8] = ["hôm nay", "hôm qua", "điện thoại", "truy cập", "chia sẻ", "lượt xem", "trực tuyến", "fax"];
/// Words that make a short line of counters.
const COUNTERS: [&str; 5] = ["lượt xem", "lượt tải", "lượt truy cập", "đang truy cập", "lượt đọc"];

/// Whether a line belongs to the frame of a web page, a letter head's address or a stamp.
fn is_frame(line: &str) -> bool {
    let Some(first) = line.chars().find(|c| c.is_alphabetic() || *c == '©') else { return false };
    let lower = first.to_lowercase().next().unwrap_or(first);
    let short = line.len() <= 120;
    let may_head =
        matches!(lower, 'l' | 's' | 't' | 'đ' | 'h' | 'c' | 'b' | '©' | 'f' | 'e' | 'w' | 'k' | 'n' | 'g' | 'i' | 'z');
    if !may_head && !short {
        return false;
    }
    let may_count = short && next_digit(line.as_bytes(), 0).is_some() && line.chars().any(is_of_counters);
    let at = line.find(first).unwrap_or(0);
    if !may_count && at > 8 {
        return false;
    }
    // Every line is compared with all heads; their first bytes tell most of them apart.
    let lead = lower.encode_utf8(&mut [0; 4]).as_bytes().first().copied();
    let head = HEADS.iter().find(|h| may_head && h.as_bytes().first().copied() == lead && begins(&line[at..], h));
    if head.is_none() && !may_count {
        return false;
    }
    let text: String = line[at..].chars().take(80).flat_map(char::to_lowercase).collect();
    if let Some(head) = head {
        let rest = text[head.len()..].trim_start();
        let marked = rest.starts_with([':', '|', '.', '(', ';']) || rest.starts_with(|c: char| c.is_ascii_digit());
        if marked && (short || !LOOSE.contains(head)) {
            return true;
        }
        if rest.is_empty() {
            return true;
        }
        if matches!(*head, "bản quyền" | "copyright" | "©" | "đang truy cập") {
            return short;
        }
    }
    may_count
        && COUNTERS.iter().any(|c| {
            text.find(c).is_some_and(|at| {
                let (before, behind) = (text[..at].trim_end(), text[at + c.len()..].trim_start());
                behind.starts_with(':')
                    || (before.len() <= 12 && before.ends_with(|c: char| c.is_ascii_digit()) && behind.len() <= 12)
            })
        })
}

/// "Đánh giá: 4.5/5 (12 lượt)": what readers gave a page.
fn is_rating(line: &str) -> bool {
    let Some(("Đánh giá" | "Xếp hạng" | "Bình chọn", given)) = line.trim().split_once(':') else {
        return false;
    };
    let given = given.trim_start();
    let points = given.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let Some(rest) = points.strip_prefix("/5").filter(|_| points.len() < given.len()) else { return false };
    rest.is_empty() || rest.trim_start().starts_with(['(', '-', '|']) || rest.trim_start().starts_with("sao")
}

/// The letters of [`COUNTERS`] that few other lines have: one of them is in each.
fn is_of_counters(c: char) -> bool {
    matches!(c, 'ợ' | 'Ợ' | 'ậ' | 'Ậ')
}

/// Whether a line begins with a head, in any case.
fn begins(line: &str, head: &str) -> bool {
    let mut letters = line.chars().flat_map(char::to_lowercase);
    head.chars().all(|h| letters.next() == Some(h))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    fn roles(text: &str) -> Vec<Role> {
        let mut lines = scan(text);
        mark(text, &mut lines, &[]);
        lines.iter().map(|l| l.role).collect()
    }

    #[test]
    fn page_numbers_in_sentences_and_at_edges() {
        use Role::{Body, Skip};
        assert_eq!(roles("Hà Nội tăng 16,3% (chiếm\n1\ntrọng 6,9%)."), [Body, Skip, Body], "inside a sentence");
        assert_eq!(roles("Hết.\n- 4 -\x0cTiếp"), [Body, Skip, Body], "page's edge");
        assert_eq!(roles("Số hộ\n12\n15\n18\nCộng"), [Body; 5], "a column of numbers");
        assert_eq!(roles("Kết quả:\n120\nhộ"), [Body; 3], "not the next page");
    }

    #[test]
    fn frames() {
        for (line, frame, why) in [
            ("lượt xem: 11 | lượt tải:1", true, "counters"),
            ("Đang truy cập74", true, "counter"),
            ("Ký bởi: UBND huyện", true, "stamp"),
            ("Thời gian ký: 05.12.2024 14:02:11 +07:00", true, "stamp"),
            ("ĐT: 0213.3876.543 - Fax: 0213.3876.544", true, "letter head"),
            ("1.234 lượt xem", true, "counter"),
            ("Trang thông tin có 12.500 lượt truy cập trong năm", false, "a sentence"),
            ("Hôm nay, Ủy ban nhân dân huyện tổ chức 02 hội nghị", false, "a sentence"),
            ("Chia sẻ kinh nghiệm cho 12 hộ", false, "a sentence"),
            ("Điện thoại di động phủ sóng 100% bản", false, "a sentence"),
        ] {
            assert_eq!(is_frame(line), frame, "{line}: {why}");
        }
    }
}

//! The frame of a web page: its menu, counters, addresses and what readers gave it. "Trang chủ | Giới thiệu", "lượt xem: 11", "Đánh giá:
//! 4.5/5 (12 lượt)" hold digits but no figure; a report whose sections are called "Kinh tế" and "Xã hội" has no menu.

use super::lines::{Line, Role};
use super::plain::plain;
use crate::text::next_digit;

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
pub(super) fn is_frame(line: &str) -> bool {
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
pub(super) fn is_rating(line: &str) -> bool {
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
pub(super) fn menu(text: &str, lines: &mut [Line]) {
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
            && (s.split(' ').count() > MAX_MENU_WORDS
                || s.ends_with(['.', ';', ':']) && s.len() > MAX_MENU_WORDS
                || measures(s))
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

/// Whether a line has a number with its unit: "Dân số: 12.500 người", but for the parts of a date.
fn measures(line: &str) -> bool {
    let behind = line.match_indices(|c: char| c.is_ascii_digit()).map(|(i, digit)| &line[i + digit.len()..]);
    behind.into_iter().any(|rest| {
        let word = rest.strip_prefix(' ').and_then(|rest| rest.split(' ').next()).unwrap_or("");
        let dated = matches!(plain(word).as_str(), "thang" | "nam" | "gio" | "phut");
        rest.starts_with('%') || word.starts_with(char::is_lowercase) && !dated
    })
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

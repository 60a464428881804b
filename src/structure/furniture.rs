//! What is printed around a document: page numbers, running heads, rules, stamps, the frame of a web page.
//!
//! Takes the lines and the reader's zones, gives lines the roles [`Role::Skip`] (not in the flow) and
//! [`Role::Boilerplate`]. "lượt xem: 11 | lượt tải:1" and "Ký bởi: …" hold digits but no figure.

use super::lines::{End, Line, Role, end_of, is_rule, page_number};
use crate::source::{Zone, ZoneKind};
use crate::structure::web::{is_frame, is_rating, menu};
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

/// First and last lines of pages that come again on at least three pages, their numbers aside; of a text without pages, lines
/// beside a page number that come again, with the same numbers, beside another.
fn running_heads(text: &str, lines: &mut [Line]) {
    let numbered = |j: Option<usize>| {
        j.and_then(|j| lines.get(j)).is_some_and(|l| l.role == Role::Skip && page_number(l.of(text)).is_some())
    };
    let paged = lines.iter().filter(|l| l.page).count() >= 3;
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for i in 0..lines.len() {
        let edge = if paged {
            i == 0 || lines[i].page || lines.get(i + 1).is_none_or(|l| l.page)
        } else {
            numbered(i.checked_sub(1)) || numbered(Some(i + 1))
        };
        if edge && lines[i].role == Role::Body && lines[i].span.len() <= 160 {
            // Twice is little: then the numbers must be the same, too, for "Toàn xã 45 hộ" and "Toàn xã 60 hộ" are figures.
            let counts = |c: &char| !(c.is_whitespace() || paged && c.is_ascii_digit());
            let key: String = lines[i].of(text).chars().filter(counts).collect();
            if key.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
                seen.entry(key).or_default().push(i);
            }
        }
    }
    let often = if paged { 3 } else { 2 };
    for places in seen.values().filter(|p| p.len() >= often) {
        for &i in places {
            lines[i].role = Role::Skip;
        }
    }
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
    fn running_heads_beside_page_numbers() {
        use Role::{Body, Skip};
        let text =
            "Xã đã cấp 420 bộ\n- 2 -\nBáo cáo năm 2003\ngiống cho hộ nghèo và\n- 3 -\nBáo cáo năm 2003\ncận nghèo.";
        assert_eq!(roles(text), [Body, Skip, Skip, Body, Skip, Skip, Body], "the same line behind two numbers");
        let text = "Toàn xã có 45 hộ\n- 2 -\nGiống lúa mới cho vụ xuân\nToàn xã có 60 hộ\n- 3 -\nGiống lúa cũ.";
        assert_eq!(roles(text), [Body, Skip, Body, Body, Skip, Body], "other numbers are other lines");
        let text = "Xã đã cấp 420 bộ\n- 2 -\nBáo cáo năm 2003\ngiống cho hộ nghèo.";
        assert_eq!(roles(text), [Body, Skip, Body, Body], "a line that comes once");
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

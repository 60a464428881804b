//! What the cells of a column show: numbers, years, units, names of places. "1.104 m2" is a number with its unit, "Thị trấn Bồng
//! Lai" a place.

use super::unit::measure;
use super::words::lower;
use crate::vocabulary::Vocabulary;

/// Headings over names of bodies, of which places are some.
const BODIES: [&str; 5] = ["", "đơn vị", "địa phương", "địa bàn", "tên đơn vị"];

/// Whether the cells of a column name places: some with their level, "Thị trấn Bồng Lai", all others in capitals of two words and
/// more, "Hoài Phú", none twice, but for the last, which sums up.
pub(super) fn are_places<'a>(heading: &str, cells: impl Iterator<Item = &'a str>) -> bool {
    if !BODIES.contains(&heading) {
        return false;
    }
    let cells: Vec<&str> = cells.collect();
    let mixed =
        |w: &str| w.starts_with(char::is_uppercase) && (w.chars().count() == 1 || w.chars().any(char::is_lowercase));
    let head = |cell: &str| {
        matches!(
            cell.split(' ').next(),
            Some("Trường" | "Cầu" | "Đường" | "Trạm" | "Phòng" | "Ban" | "Sở" | "Hội" | "Chi")
        )
    };
    let named =
        |cell: &str| names_place(cell) || cell.contains(' ') && cell.split_whitespace().all(mixed) && !head(cell);
    let Some((_, names)) = cells.split_last().filter(|(_, names)| names.len() > 1) else { return false };
    let once: std::collections::HashSet<&&str> = names.iter().collect();
    once.len() == names.len() && names.iter().any(|c| names_place(c)) && names.iter().all(|c| named(c))
}

/// Whether a cell is a unit and nothing else: "Tỷ Đồng" is one, "Thị trấn Kim Thanh" goes on with a name.
pub(super) fn is_unit(cell: &str, vocabulary: &Vocabulary) -> bool {
    measure(cell, vocabulary).is_some() && !names_place(cell)
}

/// Whether the cells count 1, 2, 3.
pub(super) fn ordinals<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut n = 0;
    for cell in cells {
        n += 1;
        if cell.trim_end_matches('.').parse() != Ok(n) {
            return false;
        }
    }
    n > 1
}

/// Whether a heading is the name of a place, "Xã Hải Yến", "Thị trấn Đồi": a level and a name in capitals.
pub(super) fn names_place(heading: &str) -> bool {
    let level =
        super::row::LEVELS.iter().find(|l| lower(heading).strip_prefix(**l).is_some_and(|r| r.starts_with(' ')));
    let Some(level) = level else { return false };
    let heading = without_remark(heading);
    let name: Vec<&str> = heading.split_whitespace().skip(level.split(' ').count()).collect();
    let capital = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=5).contains(&name.len()) && name.iter().all(capital) && heading.chars().any(char::is_lowercase)
}

/// A name without the remark in brackets behind it: "Xã Mường Kim (xã khu vực III)".
pub(super) fn without_remark(name: &str) -> &str {
    let bare = name.trim_end().strip_suffix(')').and_then(|n| n.rfind('(').map(|open| n[..open].trim_end()));
    bare.filter(|n| !n.is_empty()).unwrap_or(name)
}

/// The year that a cell names: "2024", "Năm 2024".
pub(super) fn is_year(text: &str) -> bool {
    let digits = lower(text);
    let digits = digits.strip_prefix("năm ").unwrap_or(&digits);
    digits.len() == 4 && matches!(digits.parse::<u16>(), Ok(1990..=2060))
}

/// Whether a cell is a number with its unit: "1.104 m2", "30.000đ/hộ".
pub(super) fn is_measured(text: &str, vocabulary: &Vocabulary) -> bool {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'))).unwrap_or(text.len());
    end > 0 && text.starts_with(|c: char| c.is_ascii_digit()) && measure(&text[end..], vocabulary).is_some()
}

/// Whether a cell is a number with one or two decimals.
pub(super) fn has_decimals(text: &str) -> bool {
    is_number(text) && text.rsplit_once(',').is_some_and(|(_, d)| d.len() <= 2 && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a cell is a number, a range, a fraction or a share.
pub(super) fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '.' | ',' | '/' | '-' | '–' | '%' | ' ' | '+' | '(' | ')' | '*' | '\u{a0}')
        })
        && text.matches('/').count() < 2
}

/// What days are counted for: "Ngày công", "Ngày nghỉ".
const DAYS_OF: [&str; 12] =
    ["công", "nghỉ", "làm", "học", "điều trị", "phép", "trực", "nằm", "lưu trú", "giường", "khách", "ở"];

/// Whether a heading names a day, "Ngày gieo", "Ngày, tháng", and no count of days.
pub(super) fn names_day(heading: &str) -> bool {
    heading.strip_prefix("ngày").is_some_and(|rest| {
        let rest = rest.trim_start();
        !DAYS_OF.iter().any(|w| rest.strip_prefix(w).is_some_and(|r| !r.starts_with(char::is_alphanumeric)))
    })
}

/// Whether a cell is a day and a month.
pub(super) fn is_day(cell: &str) -> bool {
    let part = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    cell.split_once(['/', '.']).is_some_and(|(day, month)| part(day, 31) && part(month, 12))
}

//! What a row says: the place that it is for, or the indicator that it names, its unit, the total that it is part of.
//! "Xã Nậm Tăng" is a place, "Sản lượng lương thực có hạt" an indicator, "Tổng cộng" neither.

use super::Measure;
use super::cells::{is_year, without_remark};
use super::column::{Column, Role};
use super::unit::{implied, measure, split_unit};
use super::words::{lower, lower_first};
use crate::structure::Cell;
use crate::vocabulary::{Vocabulary, name_key};

/// One body row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The place that it is for.
    pub place: Option<String>,
    /// The place in its name: "huyện Bảo Yên" of "Trung tâm Y tế huyện Bảo Yên".
    pub within: Option<String>,
    /// What it names otherwise.
    pub name: Option<String>,
    /// The unit that it states.
    pub unit: Option<Measure>,
    /// The unit that its name implies.
    pub implied: Option<Measure>,
    /// The name of the row that it is part of.
    pub parent: Option<String>,
    /// The year that it is for.
    pub period: Option<String>,
}

/// Reads rows from top to bottom: "trong đó" goes back to a row above.
pub(super) struct Rows<'a> {
    columns: &'a [Column],
    above: Option<String>,
}

pub(super) const LEVELS: [&str; 19] = [
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
    "thôn",
    "bản",
    "ấp",
    "buôn",
    "làng",
    "xóm",
    "khóm",
    "khu",
    "tổ dân phố",
    "tp.",
    "đặc khu",
];
const TOTALS: [&str; 14] = [
    "tổng cộng",
    "tổng số",
    "cộng",
    "tổng",
    "toàn huyện",
    "toàn xã",
    "toàn tỉnh",
    "cả nước",
    "toàn quốc",
    "toàn thành phố",
    "toàn thị xã",
    "toàn phường",
    "chung toàn huyện",
    "bình quân chung",
];

impl<'a> Rows<'a> {
    /// For a table with these columns.
    pub fn new(columns: &'a [Column]) -> Self {
        Self { columns, above: None }
    }

    /// Reads one row.
    pub fn read(&mut self, cells: &[Cell], vocabulary: &Vocabulary) -> Row {
        let mut row = Row::default();
        for (cell, column) in cells.iter().zip(self.columns) {
            let text = cell.text.trim().trim_matches('*').trim();
            if text.is_empty() {
                continue;
            }
            match column.role {
                Role::Unit => row.unit = measure(text, vocabulary),
                Role::Name => self.name(text, column, vocabulary, &mut row),
                _ => {}
            }
        }
        row
    }

    fn name(&mut self, text: &str, column: &Column, vocabulary: &Vocabulary, row: &mut Row) {
        // "2021-2023"
        if text.split(['-', '–']).all(|year| is_year(year.trim())) {
            row.period = super::super::attribute::years(text);
            return;
        }
        let (bare, part) = without_label(text);
        let folded = lower(bare);
        if TOTALS.iter().any(|t| {
            folded == *t
                || folded
                    .strip_prefix(*t)
                    .is_some_and(|r| r.starts_with([':', ' ']) && r.len() < 12 && *t != "tổng số" && *t != "tổng")
        }) {
            self.above = None;
            return;
        }
        let place = without_remark(bare);
        if is_place(place, &lower(place), column.places, vocabulary) {
            row.place = Some(place.to_owned());
            return;
        }
        row.within = row.within.take().or_else(|| place_within(bare));
        let (name, unit) = split_unit(bare, vocabulary);
        let name = lower_first(name.trim_matches([' ', ':', ',', ';']));
        if name.is_empty() {
            return;
        }
        row.unit = row.unit.take().or(unit);
        // "Chi bộ Trường Mầm non" counts nothing, "Số chi bộ" does.
        if ["số ", "tổng số ", "tỷ lệ ", "tỉ lệ "].iter().any(|l| lower(&name).starts_with(l)) {
            row.implied = implied(&name, vocabulary);
        }
        let part = part || folded.starts_with("trong đó");
        let name =
            lower(&name).strip_prefix("trong đó").map_or(name.clone(), |r| r.trim_start_matches([':', ' ']).to_owned());
        if part {
            row.parent.clone_from(&self.above);
        } else {
            self.above = Some(name.clone());
        }
        // A second column of names goes behind the first.
        row.name = Some(match row.name.take() {
            Some(first) => format!("{first} {name}"),
            None => name,
        });
    }
}

/// The one place that a name holds behind other words, "Trường THCS xã Cao Sơn"; none when there are two, or may be: a road leads
/// from one to the other, works stand "tại các xã Nậm Tha, Chiềng Ken".
fn place_within(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut found = None;
    let mut at = 1;
    while at < words.len() {
        let here = |level: &&&str| level.split(' ').zip(&words[at..]).all(|(a, b)| a == *b) && **level != "khu";
        let Some(level) = LEVELS.iter().find(here) else {
            at += 1;
            continue;
        };
        let from = at + level.split(' ').count();
        let to = name_end(level, &words, from);
        if to > from {
            let only = found.is_none() && !is_other(words[at - 1]) && !goes_on(&words[to - 1..]);
            let whole = words[from..to].iter().all(|w| !w.contains(['-', '–', '/']));
            let place = (only && whole).then(|| words[at..to].join(" ").trim_end_matches(ENDS).to_owned());
            found = Some(place?);
        }
        at = from;
    }
    found
}

/// Words of a place's name behind its level, and the signs that end it.
const MAX_NAME: usize = 4;
const ENDS: [char; 5] = [',', ';', '.', ':', ')'];

/// Where the name of a place ends that begins with word `from`, behind its level: two words in capitals, "Cao Sơn", or a number where
/// places have numbers, "tổ dân phố 5"; `from` where there is none: "bản Đồ địa chính" is a map, "đường tỉnh 155" a road.
fn name_end(level: &str, words: &[&str], from: usize) -> usize {
    let numbered = ["thôn", "tổ dân phố", "ấp", "khóm", "xóm", "phường", "quận"].contains(&level);
    let number = |w: &str| (1..=2).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
    if words.get(from).is_some_and(|w| numbered && number(w.trim_end_matches(ENDS))) {
        return from + 1;
    }
    let mut to = from;
    while to < words.len() && words[to].starts_with(char::is_uppercase) {
        to += 1;
        // The name ends with a small word or a sign behind a word.
        if words[to - 1].ends_with(ENDS) {
            break;
        }
    }
    if (2..=MAX_NAME).contains(&(to - from)) { to } else { from }
}

/// Whether the word in front of a level makes it another word, "Hợp tác xã", "liên xã", or one of many, "các xã", "thôn, bản".
fn is_other(before: &str) -> bool {
    let word = lower(before.trim_end_matches(','));
    matches!(word.as_str(), "tác" | "liên" | "các" | "những" | "mỗi" | "hai" | "ba" | "bốn" | "năm" | "giữa")
        || LEVELS.contains(&word.as_str())
        || word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether another name follows the last word of a name: "Nậm Xé - Minh Lương", "Nà Lang, Khuổi Nà", "Cao Sơn và Tà Lại".
fn goes_on(rest: &[&str]) -> bool {
    let named = |w: Option<&&str>| w.is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    match rest {
        [last, next @ ..] if last.ends_with([',', ';']) => named(next.first()),
        [_, "-" | "–" | "và" | "đi" | "đến" | "tới" | "sang", next @ ..] => named(next.first()),
        _ => false,
    }
}

/// A row's name without "1.", "a)", "-"; whether it was a dash or a plus, as parts of the row above have.
fn without_label(text: &str) -> (&str, bool) {
    if let Some(rest) = text.strip_prefix(['-', '+', '–', '•']) {
        return (rest.trim_start(), true);
    }
    let end = text.find([' ', '\u{a0}']).unwrap_or(text.len());
    let label = &text[..end];
    let numbered = label.ends_with(['.', ')'])
        && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ')'))
        && label.len() <= 6;
    (if numbered { text[end..].trim_start() } else { text }, false)
}

/// Whether a row's name is a place: it has a level word, the heading says so, or it is in the gazetteer.
fn is_place(name: &str, folded: &str, places: bool, vocabulary: &Vocabulary) -> bool {
    // "Khu vực DNNN" is a sector.
    let leveled = !folded.starts_with("khu vực")
        && LEVELS.iter().any(|l| folded.strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
    let capitals = name
        .split([' ', '-', '–'])
        .filter(|w| !w.is_empty())
        .filter(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .count();
    let words = name.split([' ', '-', '–']).filter(|w| !w.is_empty()).count();
    // "Xã đạt chuẩn nông thôn mới" is no name.
    if leveled {
        return capitals + 2 >= words
            && capitals >= 1
            && words >= 2
            && name
                .split(' ')
                .next_back()
                .is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    // "Phường" alone is the heading of a group.
    places && capitals * 2 > words && !LEVELS.contains(&folded)
        || capitals == words && words >= 2 && vocabulary.places.is_province_or_district(name_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_names() {
        for (name, expected) in [
            ("Trường THCS xã Cao Sơn", Some("xã Cao Sơn")),
            ("Bệnh viện đa khoa thị xã Đồi Ngang", Some("thị xã Đồi Ngang")),
            ("Trường TH xã Cao Sơn - hạng mục nhà bếp", Some("xã Cao Sơn")),
            ("Chợ xã Cao Sơn, xây mới", Some("xã Cao Sơn")),
            ("Nhà văn hóa thôn 5", Some("thôn 5")),
            ("Nhà văn hóa tổ dân phố 12, xây mới", Some("tổ dân phố 12")),
            ("Nhà văn hóa thôn 5, 7", None),
            ("Nhà văn hóa thôn 5 và 7", None),
            ("Nhà văn hóa thôn Cây Đa và Bãi Sậy", None),
            ("Hợp tác xã Mường Hoa", None),
            ("Nâng cấp đường tỉnh 155", None),
            ("Đường huyện 12", None),
            ("Đường liên xã Nậm Xé - Minh Lương", None),
            ("Tuyến huyện Bảo Yên - Văn Bàn", None),
            ("Tuyến huyện Bảo Yên-Văn Bàn", None),
            ("Đường xã Cao Sơn đi Tà Lại", None),
            ("Đường xã Cao Sơn đi xã Tà Lại", None),
            ("Sửa nhà tại các xã Nậm Tha, Chiềng Ken", None),
            ("Nước sạch bản Nà Lang, Khuổi Nà", None),
            ("Đề án làng Văn hóa", None),
            ("Mua 2 bản Đồ địa chính", None),
            ("Trường Cao đẳng tỉnh Đoàn", None),
            ("Đề án thành phố Thông minh", None),
            ("Hỗ trợ thôn, bản Mông", None),
            ("Hỗ trợ thôn, bản Nà Lang", None),
            ("Hỗ trợ 2 xã Nậm Tha", None),
            ("Ban quản lý xã", None),
        ] {
            assert_eq!(place_within(name).as_deref(), expected, "{name}");
        }
    }
}

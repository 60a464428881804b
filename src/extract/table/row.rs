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

/// The one place that a name holds behind other words, "Trường THCS xã Cao Sơn"; none when there are two: a road leads from one to
/// the other.
fn place_within(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let mut found = None;
    for at in 1..words.len() {
        let here = |level: &&&str| level.split(' ').zip(&words[at..]).all(|(a, b)| a == *b) && **level != "khu";
        let Some(level) = LEVELS.iter().find(here) else { continue };
        let from = at + level.split(' ').count();
        // The name ends with a small word or a sign behind a word.
        let mut to = from;
        while to < words.len() && to < from + MAX_NAME && capital(words[to]) {
            to += 1;
            if words[to - 1].ends_with([',', ';', '.', ':', ')']) {
                break;
            }
        }
        if to > from {
            if found.is_some() {
                return None;
            }
            found = Some(words[at..to].join(" ").trim_end_matches([',', ';', '.', ':', ')']).to_owned());
        }
    }
    found
}

/// Words of a place's name behind its level.
const MAX_NAME: usize = 4;

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
    places && capitals * 2 > words
        || capitals == words && words >= 2 && vocabulary.places.is_province_or_district(name_key(name))
}

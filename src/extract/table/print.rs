//! Which print the numbers of a table are in: "2,508" is two and a half in Vietnamese print and two thousand in English. The cells
//! beside it say which: "33,456.7" and "1,067,890" can be English only, "18,71" and "1.067.890" are Vietnamese. "18.71" says little:
//! it stands in tables of both, among shares and codes.

use super::Measure;
use super::column::{Column, Role};
use super::unit::measure;
use super::words::lower;
use crate::extract::number::Number;
use crate::extract::unit::indivisible;
use crate::record::{Certainty, Kind};
use crate::structure::TableBlock;
use crate::vocabulary::Vocabulary;

/// The print of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Print {
    /// Dots for thousands, a comma for decimals.
    Vietnamese,
    /// Commas for thousands, a dot for decimals.
    English,
    /// Both, or nothing that tells.
    Unknown,
}

impl Print {
    /// What the cells of a table say together, in columns of `whole` where they have no unit of their own: one print, when none of
    /// them is in the other.
    pub fn of(table: &TableBlock, columns: &[Column], whole: Option<&Measure>, vocabulary: &Vocabulary) -> Self {
        let coded: Vec<bool> = columns.iter().map(|column| is_coded(&column.heading)).collect();
        let (mut english, mut doubt, mut vietnamese) = (false, false, false);
        for row in &table.rows {
            for (c, (cell, column)) in row.iter().zip(columns).enumerate().filter(|(_, (_, c))| c.role == Role::Values)
            {
                let signs = signs(&cell.text);
                match signs {
                    Signs::None => continue,
                    Signs::Vietnamese => {
                        vietnamese = true;
                        continue;
                    }
                    Signs::English | Signs::Dotted | Signs::Either => {}
                }
                let own = columns.iter().zip(row).find(|(c, _)| c.role == Role::Unit);
                let own = || own.and_then(|(_, cell)| measure(&cell.text, vocabulary));
                let unit = column.stated.clone().or_else(own).or_else(|| column.implied.clone());
                let unit = unit.as_ref().or(whole);
                let quantity =
                    !coded[c] && unit.is_none_or(|unit| unit.kind != Kind::Percent) && !is_rate(unit, &column.heading);
                english |= quantity && signs == Signs::English;
                doubt |= quantity && signs == Signs::Dotted;
                // Of people and households there are whole ones.
                let counted = unit.is_some_and(|unit| unit.kind == Kind::Count && unit.power == 0);
                doubt |= quantity && counted && signs == Signs::Either;
            }
        }
        match (english, vietnamese) {
            (true, false) => Self::English,
            (false, true) if !doubt => Self::Vietnamese,
            _ => Self::Unknown,
        }
    }

    /// The number as this print has it, in this unit, and how sure that is; a rate is so many for one of something else.
    pub fn read(self, number: Number, unit: Option<&Measure>, rate: bool) -> (Number, Certainty) {
        if !number.either {
            return (number, Certainty::Stated);
        }
        let (kind, power) = unit.map_or((Kind::Other, 0), |unit| (unit.kind, unit.power));
        // Shares and rates have few digits in front of the comma, and so have thousands of people: "745,125 nghìn người".
        let small = kind == Kind::Percent || rate && kind != Kind::Money || kind == Kind::Count && power > 0;
        match self {
            Self::English if small => (number, Certainty::Guessed),
            Self::English => (number.in_thousands(), Certainty::Stated),
            _ if !rate && indivisible(number, kind, power > 0) => (number.in_thousands(), Certainty::Guessed),
            Self::Unknown => (number, Certainty::Guessed),
            Self::Vietnamese => (number, Certainty::Stated),
        }
    }
}

/// What stands behind the stroke of a rate.
const FOR_ONE: [&str; 8] = ["vạn", "10", "1.000", "nghìn", "dân", "người", "hộ", "km"];

/// Whether values are so many for one of something else: a unit with a denominator, "người/hộ", or a name that says so, "Bác sĩ/vạn
/// dân", "Mật độ dân số".
pub(super) fn is_rate(unit: Option<&Measure>, name: &str) -> bool {
    let name = lower(name);
    // "Cán bộ/công chức" is no rate, "đến 31/10" a day.
    let slash = name.match_indices('/').any(|(at, _)| {
        name[..at].ends_with(char::is_alphabetic) && FOR_ONE.iter().any(|one| name[at + 1..].starts_with(one))
    });
    let mean = ["bình quân", "mật độ", "hệ số"].iter().any(|w| name.contains(w));
    // "Số hộ có thu nhập dưới bình quân" counts.
    slash || mean && !name.starts_with("số ") || unit.is_some_and(|unit| !unit.per.is_empty())
}

/// Whether a heading is over codes, days or factors, whose dots say nothing: "Mục" over "1.1", "Ngày" over "12.5".
fn is_coded(heading: &str) -> bool {
    let heading = lower(heading);
    let first = heading.split(' ').next().unwrap_or_default();
    matches!(first, "mã" | "ngày" | "điểm")
        || ["mục", "hệ số", "số hiệu"].iter().any(|w| heading.starts_with(w)) && !heading.starts_with("mục tiêu")
}

/// What the dots and commas of a number tell of its print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    /// "33,456.7", "1,067,890"
    English,
    /// "18.71"
    Dotted,
    Vietnamese,
    /// "19,156"
    Either,
    None,
}

/// The signs in the first number of a cell.
fn signs(cell: &str) -> Signs {
    let number = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = number.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(number.len());
    let number = number[..end].trim_end_matches(['.', ',']);
    let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
    let Some(last) = number.rfind(['.', ',']) else { return Signs::None };
    let (dot, fraction, whole) = (number[last..].starts_with('.'), number.len() - last - 1, &number[..last]);
    let grouped = |part: &str, sign: char| {
        let mut groups = part.split(sign);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))
            && groups.all(|group| group.len() == 3)
    };
    match (dots, commas) {
        (0, 1) if fraction == 3 && whole.len() <= 3 && !whole.starts_with('0') => Signs::Either,
        (0, 1) => Signs::Vietnamese,
        // "1.1.2" is the number of a heading.
        (2.., 0) if grouped(number, '.') => Signs::Vietnamese,
        // "0.125"
        (1, 0) if fraction == 3 && whole != "0" => Signs::Vietnamese,
        (1, 0) if fraction <= 3 => Signs::Dotted,
        // "1,2,3" is a list.
        (0, 2..) if grouped(number, ',') => Signs::English,
        (1, 1..) if dot && grouped(whole, ',') => Signs::English,
        (1.., 1) if !dot && grouped(whole, '.') => Signs::Vietnamese,
        _ => Signs::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_numbers() {
        for (cell, expected) in [
            ("2,508", Signs::Either),
            ("(2,508)", Signs::Either),
            ("18.71", Signs::Dotted),
            ("106.7%", Signs::Dotted),
            ("33,456.7", Signs::English),
            ("1,067,890", Signs::English),
            ("0.125", Signs::Dotted),
            ("18,71", Signs::Vietnamese),
            ("2.508", Signs::Vietnamese),
            ("33.456,7", Signs::Vietnamese),
            ("1.067.890", Signs::Vietnamese),
            ("0,125", Signs::Vietnamese),
            ("1234,567", Signs::Vietnamese),
            ("1.1.2", Signs::None),
            ("1,2,3", Signs::None),
            ("412", Signs::None),
            ("412.", Signs::None),
            ("-", Signs::None),
            ("1.2345", Signs::None),
        ] {
            assert_eq!(signs(cell), expected, "{cell}");
        }
    }
}

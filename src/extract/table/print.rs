//! Which print the numbers of a table are in: "2,508" is two and a half in Vietnamese print and two thousand in English. The cells
//! beside it say which: "18.71" and "1,067,890" are English, "18,71" and "1.067.890" Vietnamese.

use super::column::{Column, Role};
use super::unit::measure;
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
    /// What the cells of a table say together: one print, when none of them is in the other.
    pub fn of(table: &TableBlock, columns: &[Column], vocabulary: &Vocabulary) -> Self {
        let (mut english, mut vietnamese) = (false, false);
        for row in &table.rows {
            for (cell, column) in row.iter().zip(columns).filter(|(_, column)| column.role == Role::Values) {
                match signs(&cell.text) {
                    Signs::English => english = true,
                    Signs::Vietnamese => vietnamese = true,
                    // Of people and households there are whole ones.
                    Signs::Either if !english => {
                        let own = columns.iter().zip(row).find(|(c, _)| c.role == Role::Unit);
                        let own = || own.and_then(|(_, cell)| measure(&cell.text, vocabulary));
                        let unit = column.stated.clone().or_else(own).or_else(|| column.implied.clone());
                        english = unit.is_some_and(|unit| unit.kind == Kind::Count && unit.power == 0);
                    }
                    Signs::Either | Signs::None => {}
                }
            }
        }
        match (english, vietnamese) {
            (true, false) => Self::English,
            (false, true) => Self::Vietnamese,
            _ => Self::Unknown,
        }
    }

    /// The number as this print has it, in a unit of this kind, and how sure that is.
    pub fn read(self, number: Number, kind: Kind, magnitude: bool) -> (Number, Certainty) {
        match self {
            _ if !number.either => (number, Certainty::Stated),
            Self::English => (number.in_thousands(), Certainty::Stated),
            _ if indivisible(number, kind, magnitude) => (number.in_thousands(), Certainty::Guessed),
            Self::Unknown => (number, Certainty::Guessed),
            Self::Vietnamese => (number, Certainty::Stated),
        }
    }
}

/// What the dots and commas of a number tell of its print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    English,
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
    match (dots, commas) {
        (0, 1) if fraction == 3 && whole.len() <= 3 && !whole.starts_with('0') => Signs::Either,
        (0, 1) | (2.., 0) => Signs::Vietnamese,
        // "0.125"
        (1, 0) if fraction == 3 && whole != "0" => Signs::Vietnamese,
        (1, 0) if fraction <= 3 => Signs::English,
        (0, 2..) => Signs::English,
        (1, 1..) if dot => Signs::English,
        (1.., 1) if !dot => Signs::Vietnamese,
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
            ("18.71", Signs::English),
            ("106.7%", Signs::English),
            ("33,456.7", Signs::English),
            ("1,067,890", Signs::English),
            ("0.125", Signs::English),
            ("18,71", Signs::Vietnamese),
            ("2.508", Signs::Vietnamese),
            ("33.456,7", Signs::Vietnamese),
            ("1.067.890", Signs::Vietnamese),
            ("0,125", Signs::Vietnamese),
            ("1234,567", Signs::Vietnamese),
            ("412", Signs::None),
            ("412.", Signs::None),
            ("-", Signs::None),
            ("1.2345", Signs::None),
        ] {
            assert_eq!(signs(cell), expected, "{cell}");
        }
    }
}

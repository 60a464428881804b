//! Shares that look like the rate of an indicator.
//!
//! "Hộ nghèo … 12,5%" is the poverty rate, "… chiếm 48,4% số hộ nghèo" is a share of the poor households: the same
//! label and unit, another thing. What stands behind the figure tells them apart; it is looked at when the figure is
//! stored, so that a table need not open the text.

use crate::archive::analyzer::plain;
use crate::record::{Figure, Kind};

/// Words between a share and what it is of.
const BETWEEN: [&str; 8] = ["cua", "trong", "tren", "so voi", "tong", "toan bo", "so", "so luong"];

/// So much text behind the figure is looked at.
const LOOK_BYTES: usize = 80;

/// Whether a percentage that carries an indicator is a part of what its label names.
pub(super) fn is_share(figure: &Figure, text: &str) -> bool {
    let (Kind::Percent, Some(_), Some(label)) = (figure.kind, &figure.indicator, &figure.label) else { return false };
    let behind = text.get(figure.span.end..).unwrap_or_default();
    let behind = &behind[..behind.floor_char_boundary(LOOK_BYTES)];
    // The clause ends at its first punctuation.
    let clause = behind.split(['.', ',', ';', '(', ':', '\n']).next().unwrap_or_default();
    let (label, clause) = (plain(label), plain(clause));
    let mut rest = clause.as_str();
    let mut counted = false;
    while let Some(behind) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)?.strip_prefix(' ')) {
        counted = true;
        rest = behind;
    }
    let label = label.strip_prefix("so ").unwrap_or(&label);
    counted && rest.strip_prefix(label).is_some_and(|end| end.is_empty() || end.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Basis, Certainty, Place};

    #[test]
    fn shares_of_the_label_are_no_rates() {
        for (label, behind, expected, reason) in [
            ("Hộ nghèo", " số hộ nghèo của xã", true, "a share of the poor households"),
            ("hộ nghèo", " tổng số hộ nghèo", true, "of all of them"),
            ("số hộ nghèo", " trong tổng số hộ nghèo", true, "the label says number too"),
            ("Hộ nghèo", " tổng số hộ", false, "of all households: the rate"),
            ("Hộ nghèo", ", số hộ nghèo còn 40 hộ", false, "another clause"),
            ("Hộ nghèo", "", false, "nothing behind it"),
            ("tỷ lệ hộ nghèo", " hộ nghèo", false, "nothing says that it is a part"),
        ] {
            let figure = Figure {
                text: "48,4%".into(),
                kind: Kind::Percent,
                value: Some(48.4),
                low: None,
                high: None,
                of: None,
                unit: Some("%".into()),
                per: Vec::new(),
                qualifier: None,
                label: Some(label.into()),
                change: None,
                basis: Basis::Actual,
                period: None,
                months: None,
                place: None,
                indicator: Some("poverty_rate".into()),
                parent: None,
                context_period: None,
                context_place: None,
                certainty: Certainty::Stated,
                table: None,
                row: None,
                column: None,
                span: Place { end: 5, ..Place::default() },
                rule: "percent".into(),
            };
            assert_eq!(is_share(&figure, &format!("48,4%{behind}")), expected, "{reason}");
        }
    }
}

//! Units that measure the same thing in different steps: tạ and tấn, ha and km2.
//!
//! Magnitude words (vạn, triệu, tỷ) are part of the value since extraction, so that người and đồng need no step.

use crate::archive::analyzer::plain;

/// Units by what they measure, with how many of the smallest each is.
const GROUPS: [&[(&str, f64)]; 4] = [
    &[("g", 0.001), ("kg", 1.0), ("yến", 10.0), ("tạ", 100.0), ("tấn", 1000.0)],
    &[("m2", 1.0), ("m²", 1.0), ("sào", 360.0), ("ha", 10_000.0), ("km2", 1_000_000.0), ("km²", 1_000_000.0)],
    &[("mm", 0.001), ("cm", 0.01), ("m", 1.0), ("km", 1000.0)],
    &[("lít", 1.0), ("m3", 1000.0), ("m³", 1000.0)],
];

/// Units that are one unit under two names.
const SAME: [(&str, &str); 5] = [("m²", "m2"), ("km²", "km2"), ("m³", "m3"), ("phần trăm", "%"), ("nhân khẩu", "khẩu")];

/// The factor from one unit to another; none when they do not measure the same thing.
pub(super) fn factor(from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(1.0);
    }
    GROUPS.iter().find_map(|group| {
        let steps = |unit: &str| group.iter().find(|(name, _)| *name == unit).map(|(_, steps)| *steps);
        Some(steps(from)? / steps(to)?)
    })
}

/// What a unit is brought to where units of its kind come together: the first of the group that reports use
/// for totals.
pub(super) fn common(unit: &str) -> &str {
    for (steps, target) in GROUPS.iter().zip(["tấn", "ha", "km", "m3"]) {
        if steps.iter().any(|(name, _)| *name == unit) {
            return target;
        }
    }
    SAME.iter().find(|(other, _)| *other == unit).map_or(unit, |(_, name)| name)
}

/// Whether a unit as typed ("ho", "Ha", "m²") names the unit of a record.
pub(super) fn named(typed: &str, unit: &str) -> bool {
    let marked = |s: &str| s.to_lowercase();
    let same =
        SAME.iter().any(|(other, name)| *name == unit && (marked(typed) == *other || plain(typed) == plain(other)));
    same || marked(typed) == marked(unit) || typed.is_ascii() && !plain(typed).is_empty() && plain(typed) == plain(unit)
}

/// Magnitudes that a unit is asked with ("triệu đồng"), without diacritics.
const MAGNITUDES: [(&str, &str, f64); 6] = [
    ("nghin", "nghìn", 1e3),
    ("ngan", "nghìn", 1e3),
    ("van", "vạn", 1e4),
    ("trieu", "triệu", 1e6),
    ("ty", "tỷ", 1e9),
    ("ti", "tỷ", 1e9),
];

/// The unit of a rate as typed: "tạ" of "tạ/ha".
pub(super) fn base(asked: &str) -> &str {
    asked.split_once('/').map_or(asked, |(base, _)| base).trim()
}

/// The denominators of a rate as typed: "người/tháng" of "đồng/người/tháng".
pub(super) fn denominators(asked: &str) -> Option<&str> {
    asked.split_once('/').map(|(_, per)| per.trim())
}

/// The unit asked for that a record's unit can be shown in, and the factor to it: "đồng" in "tỷ đồng".
pub(super) fn shown(asked: &str, unit: &str) -> Option<(String, f64)> {
    if named(asked, unit) {
        return Some((unit.to_owned(), 1.0));
    }
    if let Some(factor) = factor(unit, asked) {
        return Some((asked.to_owned(), factor));
    }
    // "tỷ" alone is money, as in reports.
    let (word, base) = asked.trim().split_once(' ').unwrap_or((asked.trim(), "đồng"));
    let word = plain(word);
    let (_, magnitude, steps) = MAGNITUDES.iter().find(|(folded, ..)| *folded == word)?;
    named(base.trim(), unit).then(|| (format!("{magnitude} {unit}"), 1.0 / steps))
}

/// A value in the unit that `factor` leads to.
pub(super) fn scaled(value: f64, factor: f64) -> f64 {
    if factor == 1.0 { value } else { convert(value, factor) }
}

/// A value in another unit, without the noise of binary fractions: 54.3 tạ are 5.43 tấn.
fn convert(value: f64, factor: f64) -> f64 {
    let exact = value * factor;
    // Twelve digits are more than any report prints.
    format!("{exact:.11e}").parse().unwrap_or(exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_convert() {
        for (value, from, to, expected) in [
            (54.3, "tạ", "tấn", Some(5.43)),
            (1.5, "km2", "ha", Some(150.0)),
            (3.0, "ha", "m2", Some(30_000.0)),
            (7.0, "hộ", "hộ", Some(7.0)),
            (7.0, "hộ", "ha", None),
        ] {
            assert_eq!(factor(from, to).map(|f| convert(value, f)), expected, "{value} {from} in {to}");
        }
    }

    #[test]
    fn units_are_asked_for_with_magnitudes() {
        for (asked, unit, expected) in [
            ("tỷ đồng", "đồng", Some(("tỷ đồng", 1e-9))),
            ("trieu dong", "đồng", Some(("triệu đồng", 1e-6))),
            ("vạn người", "người", Some(("vạn người", 1e-4))),
            ("đồng", "đồng", Some(("đồng", 1.0))),
            ("ha", "km2", Some(("ha", 100.0))),
            ("tỷ đồng", "USD", None),
            ("triệu", "đồng", Some(("triệu đồng", 1e-6))),
            ("triệu", "người", None),
        ] {
            let expected = expected.map(|(unit, factor): (&str, f64)| (unit.to_owned(), factor));
            assert_eq!(shown(asked, unit), expected, "{asked}");
        }
        assert_eq!(convert(2.7e9, 1.0 / 1e9), 2.7);
    }

    #[test]
    fn units_are_named_with_and_without_diacritics() {
        for (typed, unit, expected) in [
            ("ho", "hộ", true),
            ("HA", "ha", true),
            ("hộ", "hồ", false),
            ("%", "%", true),
            ("%", "‰", false),
            ("phan tram", "%", true),
        ] {
            assert_eq!(named(typed, unit), expected, "{typed} {unit}");
        }
    }
}

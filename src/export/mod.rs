//! Records and tables for other programs: JSON Lines, CSV and XLSX, and a figure as people read it ("< 1.234 hộ").

pub mod csv;
pub mod grids;
pub mod jsonl;
pub mod observations;
pub(crate) mod parts;
pub mod xlsx;

use crate::record::{Change, Figure, Qualifier};
use std::fmt::Write as _;

/// The value of a figure as text: qualifier, number or range, the whole it is a part of, direction of change.
pub fn value_text(f: &Figure) -> String {
    value_parts(f.change, f.qualifier, (f.value, f.low, f.high), f.of)
}

/// The unit of a figure with the denominators of a rate: "tạ/ha".
pub fn unit_text(figure: &Figure) -> String {
    unit_parts(figure.unit.as_deref(), &figure.per)
}

type Values = (Option<f64>, Option<f64>, Option<f64>);

fn value_parts(change: Option<Change>, qualifier: Option<Qualifier>, values: Values, of: Option<f64>) -> String {
    let mut out = String::new();
    match change {
        Some(Change::Increase) => out.push('+'),
        Some(Change::Decrease) => out.push('-'),
        None => {}
    }
    out.push_str(bound(qualifier));
    match values {
        (Some(value), _, _) => out.push_str(&number(value)),
        (None, Some(low), Some(high)) => out.push_str(&format!("{} – {}", number(low), number(high))),
        (None, low, high) => out.push_str(&low.or(high).map(number).unwrap_or_default()),
    }
    if let Some(of) = of {
        out.push_str(&format!(" / {}", number(of)));
    }
    out
}

/// The sign of a bound or hedge, with the space behind it.
pub(crate) fn bound(qualifier: Option<Qualifier>) -> &'static str {
    match qualifier {
        Some(Qualifier::Over) => "> ",
        Some(Qualifier::AtLeast) => "≥ ",
        Some(Qualifier::Under) => "< ",
        Some(Qualifier::AtMost) => "≤ ",
        Some(Qualifier::About) => "~ ",
        None => "",
    }
}

fn unit_parts<S: AsRef<str>>(unit: Option<&str>, per: &[S]) -> String {
    let mut out = unit.unwrap_or_default().to_owned();
    for per in per {
        out.push('/');
        out.push_str(per.as_ref());
    }
    out
}

/// A number as Vietnamese reports print it: a dot for thousands, a comma for decimals.
pub fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(value, &mut out);
    out
}

/// The same behind what `out` holds.
pub(crate) fn push_number(value: f64, out: &mut String) {
    let start = out.len();
    // Display of a float is slow; most figures are whole.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let _ = match value.abs() {
        whole if whole < EXACT && whole.fract() == 0.0 => write!(out, "{}", whole as u64),
        other => write!(out, "{other}"),
    };
    if let Some(point) = out[start..].find('.') {
        out.replace_range(start + point..=start + point, ",");
    }
    let mut at = out[start..].find(',').map_or(out.len(), |comma| start + comma);
    while at > start + 3 {
        at -= 3;
        out.insert(at, '.');
    }
    if value < 0.0 {
        out.insert(start, '-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_reports_print_them() {
        for (value, want) in [
            (0.0, "0"),
            (206.05, "206,05"),
            (1234.0, "1.234"),
            (-1_234_567.5, "-1.234.567,5"),
            (3.2e12, "3.200.000.000.000"),
        ] {
            assert_eq!(number(value), want);
        }
    }
}

//! Numbers as people read and write them: "1,234", "45.2 MB", "3 min 20 s", "256M".

use crate::record::Basis;

/// A number with its thousands set apart.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// "1 file", "2,000 files".
pub(super) fn many(n: u64, thing: &str) -> String {
    format!("{} {thing}{}", count(n), if n == 1 { "" } else { "s" })
}

/// Bytes in the largest unit that keeps the number above one.
pub(super) fn bytes(n: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if n < 1000 {
        return format!("{n} bytes");
    }
    let mut value = n as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", UNITS[unit])
}

/// A time span.
pub(super) fn seconds(s: f64) -> String {
    let whole = s as u64;
    match whole {
        0..60 => format!("{s:.1} s"),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

/// "4096", "256M", "2G", "1.5GiB" in bytes; letters stand for powers of 1,024.
pub(super) fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || format!("{text:?} is no size; write bytes, or a number with K, M or G");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err(wrong()),
    };
    let value: f64 = digits.trim().parse().map_err(|_| wrong())?;
    let bytes = value * (1u64 << unit) as f64;
    if (1.0..=u64::MAX as f64).contains(&bytes) { Ok(bytes as u64) } else { Err(wrong()) }
}

/// What stands in a column of bases: nothing for what is so.
pub(super) fn basis_text(basis: Basis) -> &'static str {
    match basis {
        Basis::Actual => "",
        Basis::Target => "target",
        Basis::Estimate => "estimate",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        for (n, want) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(count(n), want);
        }
        assert_eq!((many(1, "page"), many(0, "page")), ("1 page".into(), "0 pages".into()));
        for (n, want) in [(999, "999 bytes"), (45_230_000, "45.2 MB"), (999_960, "1.0 MB"), (u64::MAX, "18446744.1 TB")]
        {
            assert_eq!(bytes(n), want);
        }
        for (s, want) in [(0.04, "0.0 s"), (59.96, "60.0 s"), (200.0, "3 min 20 s"), (7300.0, "2 h 1 min")] {
            assert_eq!(seconds(s), want);
        }
        for (text, want) in [("4096", Ok(4096)), ("256M", Ok(256 << 20)), ("1.5GiB", Ok(3 << 29)), ("2 k", Ok(2048))] {
            assert_eq!(parse_size(text), want);
        }
        for text in ["", "M", "12X", "-1", "0", "nan", "1e30"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}

//! Dates as day numbers, so that partial dates ("2024", "2024-03") compare as the stretch of days they mean.

/// First and last day, counted from 1970-01-01, of an ISO date or part of one; none when it is not a date.
pub(crate) fn range(iso: &str) -> Option<(i64, i64)> {
    let mut parts = iso.split('-');
    let year: i64 = number(parts.next()?, 4)?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let Some(month) = month else { return Some((days(year, 1, 1), days(year, 12, 31))) };
    let month = number(month, 2).filter(|m| (1..=12).contains(m))?;
    let last = last_day(year, month);
    let Some(day) = day else { return Some((days(year, month, 1), days(year, month, last))) };
    let day = number(day, 2).filter(|d| (1..=last).contains(d))?;
    Some((days(year, month, day), days(year, month, day)))
}

/// The year of a day number.
pub(crate) fn year(day: i64) -> i64 {
    // 400 years have 146,097 days; the first guess is at most one year off.
    let guess = 1970 + day.div_euclid(146_097) * 400 + day.rem_euclid(146_097) * 400 / 146_097;
    (guess - 1..=guess + 1).rev().find(|&y| days(y, 1, 1) <= day).unwrap_or(guess)
}

fn number(digits: &str, len: usize) -> Option<i64> {
    (digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn last_day(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, the year counted from March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_date_are_stretches_of_days() {
        for (iso, expected, reason) in [
            ("1970-01-01", Some((0, 0)), "the first day"),
            ("2000-03-01", Some((11_017, 11_017)), "behind a leap day"),
            ("2024", Some((19_723, 20_088)), "a leap year"),
            ("2023-02", Some((19_389, 19_416)), "28 days"),
            ("2023-02-29", None, "no such day"),
            ("2023-13", None, "no such month"),
            ("23", None, "a year has four digits"),
            ("2021-2025", None, "a period is no date"),
        ] {
            assert_eq!(range(iso), expected, "{iso}: {reason}");
        }
    }

    #[test]
    fn years_come_back() {
        for y in 1800..2200 {
            let (first, last) = range(&format!("{y:04}")).unwrap();
            assert_eq!((year(first), year(last)), (y, y));
        }
    }
}

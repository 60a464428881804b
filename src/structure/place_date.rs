//! The line of place and date: "Mường Khe, ngày 05 tháng 12 năm 2024".
//!
//! Takes a piece of a header line, gives place and date; day and month may be blank ("ngày … tháng 7 năm 2023" is
//! "2023-07"). A date inside a sentence ("Kết luận số 52-KL/TU, ngày 17/8/2020") is refused.

use super::lines::bare;
use super::outline::fold;
use super::plain::{offset, plain};

/// Place and date of issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlaceDate {
    /// Place as written.
    pub(crate) place: Option<String>,
    /// ISO, as far as the line says.
    pub(crate) date: Option<String>,
    /// Byte of the piece where the place, or else "ngày", begins.
    pub(crate) start: usize,
}

/// Longest piece that is looked at.
const MAX_BYTES: usize = 160;

/// Place and date that `piece` states, its last words.
pub(crate) fn parse(piece: &str) -> Option<PlaceDate> {
    if piece.len() > MAX_BYTES {
        return None;
    }
    let p = plain(piece);
    let day = p.rfind("ngay").or_else(|| p.rfind("nga y"));
    let (at, date, end) = match day {
        Some(at) => long(&p, at).or_else(|| short(&p, at))?,
        None => month_only(&p)?,
    };
    if p[end..].bytes().any(|b| b.is_ascii_alphanumeric() || matches!(b, b';' | b':')) {
        return None;
    }
    let head = &piece[..offset(piece, at)];
    let place = bare(head).trim_end_matches([',', '.', ';', ' ', '…']).trim_start_matches(['(', ',', '.', ' ']);
    let words = place.split_whitespace().count();
    // "Từ Sơn", "Bản Bo", "Thu Cúc" are places, "Từ ngày", "Thứ Hai" are none.
    let capitals = words >= 2
        && place.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        && !["Thứ", "Số", "Ban"].iter().any(|lead| place.starts_with(lead));
    let name = words <= 7
        && place.chars().next().is_some_and(char::is_uppercase)
        && !place.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'/' | b':' | b'('))
        && (capitals
            || !matches!(plain(place).split(' ').next(), Some("tu" | "den" | "thu" | "so" | "truoc" | "ban" | "cap")));
    if !place.is_empty() && !name {
        return None;
    }
    let start = if place.is_empty() { head.len() } else { place.as_ptr() as usize - piece.as_ptr() as usize };
    Some(PlaceDate { place: (!place.is_empty()).then(|| fold(place)), date, start })
}

/// "ngày 05 tháng 12 năm 2024", any part but the words blank.
fn long(p: &str, at: usize) -> Option<(usize, Option<String>, usize)> {
    let month = at + p[at..].find("thang")?;
    let year = month + p[month..].find("nam")?;
    let blank =
        |s: &str| s.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'.' | b'_' | b'~' | b'*' | b'-' | b'/'));
    let (day_text, month_text) = (&p[at + 4..month], &p[month + 5..year]);
    if !blank(day_text.trim_start_matches('y')) || !blank(month_text) {
        return None;
    }
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>();
    let behind = &p[year + 3..];
    let len = behind.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b'.')).count();
    let (d, m, y) = (digits(day_text), digits(month_text), digits(&behind[..len]));
    Some((at, iso(&d, &m, &y), year + 3 + len))
}

/// "ngày 12/3/2024", "ngày 12-3-2024".
fn short(p: &str, at: usize) -> Option<(usize, Option<String>, usize)> {
    let behind = p[at + 4..].trim_start();
    let len = behind.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.')).count();
    let date = numeric(&behind[..len])?;
    Some((at, Some(date), p.len() - behind.len() + len))
}

/// "Hà Nội, tháng 6 năm 2024", "Hà Nội - 2024" is none.
fn month_only(p: &str) -> Option<(usize, Option<String>, usize)> {
    let at = p.rfind(", thang").or_else(|| p.find("thang").filter(|&i| i == 0))?;
    let month = at + p[at..].find("thang")? + 5;
    let year = month + p[month..].find("nam")?;
    let (m, behind) = (p[month..year].trim(), p[year + 3..].trim_start());
    let y: String = behind.chars().take_while(char::is_ascii_digit).collect();
    (m.bytes().all(|b| b.is_ascii_digit()) && y.len() == 4).then(|| (at, iso("", m, &y), p.len() - behind.len() + 4))
}

/// d/m/yyyy as ISO.
pub(crate) fn numeric(s: &str) -> Option<String> {
    let mut parts = s.trim_end_matches(['.', '-']).split(['/', '-', '.']);
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |s: &str| !s.is_empty() && s.len() <= 2 && s.bytes().all(|b| b.is_ascii_digit());
    let fits = number(d) && number(m) && y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit());
    (fits && parts.next().is_none()).then(|| iso(d, m, y)).flatten().filter(|d| d.len() == 10)
}

/// ISO date from digits; parts that are blank or impossible are left out from the first on.
fn iso(d: &str, m: &str, y: &str) -> Option<String> {
    let year: u16 = y.parse().ok().filter(|y| (1900..2100).contains(y))?;
    let month = m.parse::<u8>().ok().filter(|m| (1..=12).contains(m));
    let day = d.parse::<u8>().ok().filter(|d| (1..=31).contains(d));
    Some(match (month, day) {
        (Some(m), Some(d)) => format!("{year}-{m:02}-{d:02}"),
        (Some(m), None) => format!("{year}-{m:02}"),
        _ => year.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        for (line, place, date, why) in [
            ("Mường Khe, ngày 05 tháng 12 năm 2024", Some("Mường Khe"), Some("2024-12-05"), "full"),
            ("*TP. Bắc Sông, ngày 5 tháng 3 năm 2021*", Some("TP. Bắc Sông"), Some("2021-03-05"), "emphasis"),
            ("Bản Bo, ngày 15 tháng 12 năm 2023", Some("Bản Bo"), Some("2023-12-15"), "begins like a verb"),
            ("Từ Sơn, ngày 5 tháng 3 năm 2021", Some("Từ Sơn"), Some("2021-03-05"), "begins like a preposition"),
            ("Bắc Sông, ngày tháng năm 2024", Some("Bắc Sông"), Some("2024"), "blank day and month"),
            ("Bắc Sông, ngày … tháng 7 năm 2023", Some("Bắc Sông"), Some("2023-07"), "blank day"),
            ("Bắc Sông, ngày ..... tháng ..... năm 20...", Some("Bắc Sông"), None, "blank year"),
            ("ngày 12 tháng 01 năm 2023", None, Some("2023-01-12"), "no place"),
            ("Hà Thanh, ngày 12/3/2024", Some("Hà Thanh"), Some("2024-03-12"), "numbers"),
            ("Hà Thanh, tháng 6 năm 2024", Some("Hà Thanh"), Some("2024-06"), "month only"),
            ("Bắc Sông, ngày 1 5 tháng 1 0 năm 20 24", Some("Bắc Sông"), Some("2024-10-15"), "split digits"),
        ] {
            let got = parse(line).unwrap_or_else(|| panic!("{line}: {why}"));
            assert_eq!((got.place.as_deref(), got.date.as_deref()), (place, date), "{line}: {why}");
        }
        for (line, why) in [
            ("triển khai Kết luận số 52-KL/TU, ngày 17/8/2020", "a mention"),
            ("Căn cứ Luật ngày 19 tháng 6 năm 2015;", "a mention"),
            ("Từ ngày 01 tháng 01 năm 2024", "a period"),
            ("Thứ Hai, ngày 01 tháng 01 năm 2024", "a day of the week"),
            ("ngày 12 tháng 01 năm 2023 của Ban Thường vụ", "part of a mention"),
        ] {
            assert_eq!(parse(line), None, "{line}: {why}");
        }
    }
}

//! Tables whose columns lost their white space: "STT Ấp Tổng số hộ Hộ nghèo Tỷ lệ (%)" above "1 Ấp Cái Nước 412 11 2,67".
//!
//! Takes lines, gives tables. Each heading begins with a capital, each row holds its number, a name and as many numbers or dashes as
//! there are headings left; a total has no number. Where one row does not fit there is no table; where all fit, but a value may belong
//! to the name, "Thôn 1 45 12", there is one without columns and rows: which number is whose must be sure.

use super::Found;
use super::cells::{is_number, is_numbering, number_heading};
use super::shifted::is_sure;
use crate::structure::lines::{Line, Role, bare};
use crate::structure::outline::fold;
use crate::structure::{Cell, TableBlock};
use crate::text::Span;

/// Rows, columns of numbers and lines of a heading.
const MIN_ROWS: usize = 3;
const MIN_VALUES: usize = 2;
const MAX_HEADING_LINES: usize = 3;
/// Bytes of a line, and of a row's number.
const MAX_LINE_BYTES: usize = 400;
const MAX_NUMBER_BYTES: usize = 3;
const MAX_ROMAN_BYTES: usize = 4;

/// Finds the tables whose headings and rows are words and numbers with single spaces.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let s = lines[i].of(text);
        let heading = s.starts_with(['S', 'T']) && is_open(&lines[i]) && number_heading(s).is_some_and(|n| n < s.len());
        match heading.then(|| read(text, lines, i)).flatten() {
            Some(found) => {
                i = found.lines.1;
                out.push(found);
            }
            None => i += 1,
        }
    }
    out
}

fn is_open(line: &Line) -> bool {
    line.role == Role::Body && !line.columns && line.span.len() <= MAX_LINE_BYTES
}

/// The table whose heading begins at line `from`.
fn read(text: &str, lines: &[Line], from: usize) -> Option<Found> {
    let open = |i: &usize| lines.get(*i).is_some_and(|l| is_open(l) && (*i == from || !l.gap));
    let first =
        (from + 1..=from + MAX_HEADING_LINES).take_while(open).find(|&i| words(text, &lines[i])[0].text == "1")?;
    let last_heading =
        first - usize::from(is_numbering(words(text, &lines[first - 1]).iter().map(|w| w.text.as_str())));
    let heading: Vec<Cell> = lines[from..last_heading].iter().flat_map(|l| words(text, l)).collect();
    // Abbreviations, "Hộ DTTS", may or may not begin a heading: all of them or none.
    let (all, long) = (headings(&heading, |_| true), headings(&heading, |w| !is_short(w)));
    let mut readings: Vec<(Vec<Vec<Cell>>, Vec<String>)> = [all, long]
        .into_iter()
        .filter_map(|columns| Some((rows(text, lines, first, columns.len())?, columns)))
        .collect();
    let sure = readings.iter().position(|(rows, _)| is_sure(rows));
    let (rows, columns) = readings.drain(sure.unwrap_or(0)..).next()?;
    let end = first + rows.len();
    let span = Span::new(lines[from].span.start, lines[end - 1].span.end);
    let table = match sure {
        Some(_) => TableBlock { span, title: None, intro: None, unit: None, columns, rows },
        // Its lines are rows, but of which column a value is nobody can say.
        None => TableBlock { span, ..TableBlock::default() },
    };
    Some(Found { table, lines: (from, end), continues: false, rest: None })
}

/// The rows from line `first` on, each with so many cells; none when they are few or one does not fit.
fn rows(text: &str, lines: &[Line], first: usize, columns: usize) -> Option<Vec<Vec<Cell>>> {
    let width = columns.checked_sub(2).filter(|width| *width >= MIN_VALUES)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut number = 1;
    for line in lines[first..].iter().enumerate().take_while(|(n, l)| is_open(l) && (*n == 0 || !l.gap)).map(|(_, l)| l)
    {
        let words = words(text, line);
        match row(text, &words, width, number) {
            // "Nguồn: báo cáo của các xã 12 45"
            Some(row) if row[0].text.is_empty() && !is_total(&row[1].text) => break,
            Some(row) => {
                number += usize::from(is_digits(&row[0].text));
                rows.push(row);
            }
            None if is_number_of(&words[0].text, number) => return None,
            None => break,
        }
    }
    (rows.len() >= MIN_ROWS).then_some(rows)
}

/// Whether a name without a number sums up: "Tổng cộng", "Toàn xã".
fn is_total(name: &str) -> bool {
    let name = name.to_lowercase();
    let first = name.split([' ', ':']).next().unwrap_or_default();
    matches!(first, "tổng" | "cộng" | "toàn" | "chung" | "bình")
}

/// "II", the number of a group.
fn is_roman(word: &str) -> bool {
    let digits = word.trim_end_matches('.');
    (1..=MAX_ROMAN_BYTES).contains(&digits.len()) && digits.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// The words of a line, at least one.
fn words(text: &str, line: &Line) -> Vec<Cell> {
    let s = line.of(text);
    let cell = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Cell { text: word.to_owned(), span: Span::new(start, start + word.len()) }
    };
    let words: Vec<Cell> = s.split_whitespace().map(cell).collect();
    if words.is_empty() { vec![Cell::default()] } else { words }
}

/// The cells of a row: its number, which counts on or is that of a group, or none in a total; its name; `width` values.
fn row(text: &str, words: &[Cell], width: usize, number: usize) -> Option<Vec<Cell>> {
    let (names, values) = words.split_at(words.len().checked_sub(width)?);
    // "II Phường 200 10 5,0" sums up a group.
    let group = |first: &Cell| is_roman(&first.text) && names.len() > 1;
    let (own, name) = names.split_first().filter(|(first, _)| is_digits(&first.text) || group(first)).unzip();
    let own: Option<&Cell> = own.filter(|own| is_roman(&own.text) || is_number_of(&own.text, number));
    let name: &[Cell] = if own.is_some() { name? } else { names };
    let (first, last) = (name.first()?, name.last()?);
    let named = first.text.starts_with(char::is_uppercase) && values.iter().all(|v| is_value(&v.text));
    let span = Span::new(first.span.start, last.span.end);
    let mut out = vec![own.cloned().unwrap_or_default(), Cell { text: fold(bare(span.of(text))), span }];
    out.extend_from_slice(values);
    named.then_some(out)
}

fn is_number_of(word: &str, number: usize) -> bool {
    is_digits(word) && word.trim_end_matches('.').parse() == Ok(number)
}

pub(super) fn is_digits(word: &str) -> bool {
    let digits = word.trim_end_matches('.');
    (1..=MAX_NUMBER_BYTES).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// "412", "2,67", "-": a number that needs no other word.
fn is_value(word: &str) -> bool {
    matches!(word, "-" | "–")
        || word.starts_with(|c: char| c.is_ascii_digit()) && is_number(word) && !word.contains(char::is_alphabetic)
}

/// "DTTS"
fn is_short(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().count() > 1
}

/// The heading's words, cut in front of each capital that may begin a heading.
fn headings(words: &[Cell], begins: impl Fn(&str) -> bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match out.last_mut() {
            Some(last) if !(word.text.starts_with(char::is_uppercase) && begins(&word.text)) => {
                last.push(' ');
                last.push_str(&word.text);
            }
            _ => out.push(word.text.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    #[test]
    fn words_and_numbers_with_single_spaces() {
        let text = "\
Kết quả rà soát năm 2024:
STT Ấp Tổng số hộ Hộ nghèo Hộ DTTS
Tỷ lệ hộ nghèo (%)
1 Ấp Cái Nước 1.412 11 13 0,78
2 Ấp Rạch Gốc 355 6 - 1,69
3 Ấp Tân Tiến 290 4 2 1,38
Tổng cộng 2.057 21 15 1,02
Các ấp đều giảm hộ nghèo.
";
        let found = find(text, &scan(text));
        let table = &found[0].table;
        assert_eq!(table.columns, ["STT", "Ấp", "Tổng số hộ", "Hộ nghèo", "Hộ DTTS", "Tỷ lệ hộ nghèo (%)"]);
        let rows: Vec<String> =
            table.rows.iter().map(|r| r.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|")).collect();
        let expected = ["1|Ấp Cái Nước|1.412|11|13|0,78", "2|Ấp Rạch Gốc|355|6|-|1,69", "3|Ấp Tân Tiến|290|4|2|1,38"];
        assert_eq!(rows[..3], expected);
        assert_eq!(rows[3], "|Tổng cộng|2.057|21|15|1,02");
        assert_eq!((rows.len(), found[0].lines, table.rows[1][2].span.of(text)), (4, (1, 7), "355"));
    }

    #[test]
    fn names_with_numbers() {
        let text = "STT Tên ấp Số hộ Hộ nghèo\n1 Ấp 1 412 11\n2 Ấp 2 355 6\n3 Ấp 3 290 4\n";
        let found = find(text, &scan(text));
        assert_eq!(found[0].table.columns, ["STT", "Tên ấp", "Số hộ", "Hộ nghèo"]);
        assert_eq!((found[0].table.rows[2][1].text.as_str(), found[0].table.rows[2][2].text.as_str()), ("Ấp 3", "290"));
    }

    #[test]
    fn totals_and_groups() {
        let heading = "STT Đơn vị Tổng số hộ Hộ nghèo Tỷ lệ (%)\n1 Xã Bum Nưa 412 11 2,7\n2 Xã Mù Cả 355 6 1,7\n3 Xã Tà Lại 290 4 1,4\n";
        for (last, expected, why) in [
            ("Nguồn: báo cáo của các xã 12 45 3", None, "what follows is no row"),
            ("Ghi chú 12 45 3", None, "nor is a remark"),
            ("Tổng cộng: 1.057 21 2,0", Some(["", "Tổng cộng:"]), "a total"),
            ("Toàn huyện 1.057 21 2,0", Some(["", "Toàn huyện"]), "a total of another name"),
            ("II Phường 200 10 5,0", Some(["II", "Phường"]), "a group"),
        ] {
            let text = format!("{heading}{last}\n");
            let rows = &find(&text, &scan(&text))[0].table.rows;
            let fourth = rows.get(3).map(|row| [row[0].text.as_str(), row[1].text.as_str()]);
            assert_eq!((rows.len().min(3), fourth), (3, expected), "{why}");
        }
    }

    #[test]
    fn no_tables() {
        let heading = "STT Ấp Tổng số hộ Hộ nghèo";
        for (rows, why) in [
            ("1 Ấp A 412 11\n2 Ấp B 355 6", "two rows"),
            ("1 Ấp A 412 11\n2 Ấp B 355 6\n3 Ấp C 290 4\n4 Ấp D 290 bốn", "a row that does not fit"),
            ("1 Ấp A 412 11\n3 Ấp B 355 6\n4 Ấp C 290 4", "numbers that do not count on"),
            ("1 Rà soát 412 hộ\n2 Hỗ trợ 355 hộ\n3 Cấp 290 thẻ", "items of a list"),
        ] {
            assert!(find(&format!("{heading}\n{rows}\n"), &scan(&format!("{heading}\n{rows}\n"))).is_empty(), "{why}");
        }
    }
}

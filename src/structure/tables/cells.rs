//! What a cell holds: a number, a year, a column's number, nothing.

/// Whether the cell is a number, perhaps with its unit or sign: "1.204,5", "12,5%", "(15)", "-3", "12 hộ".
pub(super) fn is_number(cell: &str) -> bool {
    let core =
        cell.trim_matches(|c: char| matches!(c, '(' | ')' | '*' | '+' | '-' | '−' | '–' | ' ' | '<' | '>' | '~'));
    if !core.starts_with(|c: char| c.is_ascii_digit()) || core.len() > 40 {
        return false;
    }
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    // "9 tháng 2018", "6T/2023", "30/6/2023" head a column.
    let day = core.split('/').count() == 3 && core.split('/').next_back().is_some_and(is_year);
    // "2023/2022 (%)" heads one, too.
    let mut parts = core.split(['/', '-', '–', ' ', '(', '%']).filter(|p| !p.is_empty());
    let years = parts.clone().count() > 1 && parts.all(is_year);
    let dated = day || years || letters > 0 && core.split([' ', '/']).any(is_year);
    letters <= 4.max(digits) && !dated && !(letters > 0 && core.contains('/') && core.contains('-'))
}

/// Whether the cell says that there is nothing: "-", "x", "…", "''".
pub(super) fn is_blank(cell: &str) -> bool {
    matches!(
        cell.trim_matches('*').trim(),
        "" | "-" | "–" | "—" | "x" | "X" | "…" | "..." | "''" | "\"" | "//" | "_" | "0" | "/"
    )
}

/// Whether the cell is a year alone.
pub(super) fn is_year(cell: &str) -> bool {
    cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20")) && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the cells number the columns: "1", "2", "3=2/1", "(4)", "A", "B".
pub(super) fn is_numbering<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut count, mut last, mut numbers) = (0, 0, 0);
    for cell in cells {
        let core = cell.trim_matches('*').trim();
        if core.is_empty() {
            continue;
        }
        count += 1;
        if core.len() == 1 && core.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        let head = core.split(['=', ':']).next().unwrap_or("").trim().trim_matches(['(', ')', '[', ']', ' ']);
        let formula = core.bytes().all(|b| b.is_ascii_digit() || b" ()[]=/+-*:x%,.".contains(&b));
        match head.parse::<u32>() {
            Ok(n)
                if formula && (n == last + 1 || (last == 0 && n <= 3)) && head.len() <= 2 && !head.starts_with('0') =>
            {
                last = n;
                numbers += 1;
            }
            _ => return false,
        }
    }
    count >= 3 && numbers >= 2
}

/// Whether the cell numbers a row: "1", "01", "1.2", "I", "II.", "a)".
pub(super) fn is_row_number(cell: &str) -> bool {
    let core = cell.trim_matches(|c: char| matches!(c, '*' | '.' | ')' | '(' | ' '));
    let roman = core.len() <= 5 && core.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let number = core.len() <= 5
        && core.starts_with(|c: char| c.is_ascii_digit())
        && core.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = core.chars().count() == 1 && core.chars().all(char::is_alphabetic);
    !core.is_empty() && (roman || number || letter)
}

/// Whether a heading names the column of row numbers.
pub(super) fn is_number_heading(cell: &str) -> bool {
    // "S/T/T" over three lines of a narrow column.
    let core: String = cell.chars().filter(|c| !matches!(c, '*' | '.' | ' ' | '/' | '\n')).collect();
    cell.len() <= 24 && matches!(core.to_lowercase().as_str(), "tt" | "stt" | "sốtt" | "sốthứtự" | "no")
}

/// The length of the words that name the column of row numbers at the start of a heading line: "STT Nội dung   Số hộ".
pub(super) fn number_heading(line: &str) -> Option<usize> {
    let ends = line.match_indices(' ').map(|(i, _)| i).take(4).chain([line.len()]);
    ends.filter(|&end| is_number_heading(&line[..end])).min()
}

/// The length of the row number at the start of a cell that goes on with words: "1 Thuế", "II. Chi", "B. Vốn", but no "12 hộ"
/// and no "A Lưới".
pub(super) fn leading_number(cell: &str) -> Option<usize> {
    let (number, rest) = cell.split_once(' ')?;
    let named = rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '+'));
    let letter = number.chars().all(char::is_alphabetic) && !number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (named && !letter && is_row_number(number)).then_some(number.len())
}

/// Whether a row of cells holds data: a number, and not only the years or the numbers of columns.
pub(super) fn is_data<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    if is_numbering(cells.clone()) {
        return false;
    }
    let filled = cells.clone().filter(|c| !c.trim().is_empty()).count();
    let mut values =
        cells.clone().enumerate().filter(|(i, c)| is_number(c) && !(*i == 0 && filled > 1 && is_row_number(c)));
    let numbers = || cells.clone().filter(|c| is_number(c));
    let years = numbers().all(is_year);
    // "Nội dung  2021  2022  2023"
    let ascending = numbers().count() >= 2 && numbers().zip(numbers().skip(1)).all(|(a, b)| a < b);
    let labelled = cells.clone().any(|c| !is_number(c) && c.chars().any(char::is_alphabetic));
    // "2024   2024   KH": the last line of headings.
    let headed = cells.clone().next().is_some_and(is_year);
    values.next().is_some() && (!years || (filled >= 2 && labelled && !ascending && !headed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_cells() {
        for (cell, number) in [
            ("1.204,5", true),
            ("12,5%", true),
            ("(15)", true),
            ("-3", true),
            ("12 hộ", true),
            ("4 872,35", true),
            ("Xã Bắc 2", false),
            ("127/BC-UBND", false),
            ("9 tháng 2018", false),
            ("6T/2023", false),
            ("2023/2022 (%)", false),
            ("2021-2023", false),
            ("115/126", true),
            ("", false),
        ] {
            assert_eq!(is_number(cell), number, "{cell}");
        }
        for (cell, length) in [
            ("1 Thuế", Some(1)),
            ("II. Chi", Some(3)),
            ("IV Xã hội", Some(2)),
            ("B. Vốn", Some(2)),
            ("A Lưới", None),
            ("12 hộ", None),
        ] {
            assert_eq!(leading_number(cell), length, "{cell}");
        }
        for (row, numbering) in [
            (vec!["A", "B", "1", "2", "3=2/1"], true),
            (vec!["(1)", "(2)", "(3)", "(4)=(3)/(2)"], true),
            (vec!["1", "2", "3"], true),
            (vec!["1", "Xã Bắc", "3"], false),
            (vec!["12", "15", "18"], false),
        ] {
            assert_eq!(is_numbering(row.iter().copied()), numbering, "{row:?}");
        }
        for (row, data, why) in [
            (vec!["1", "Xã Bắc", "512"], true, "a row"),
            (vec!["", "2022", "2023"], false, "years of a heading"),
            (vec!["TT", "Nội dung", "Năm 2023"], false, "heading"),
            (vec!["Nội dung", "2021", "2022"], false, "heading with years"),
            (vec!["1", "Xã Bắc", "đạt"], false, "text only"),
            (vec!["Cộng", "512"], true, "a total"),
        ] {
            assert_eq!(is_data(row.iter().copied()), data, "{row:?}: {why}");
        }
    }
}

//! A row that the end of a page breaks: what goes on above the next page's first row, "yếu tại các xã, bản" below "Đầu tư cơ sở hạ
//! tầng thiết", belongs to the last row before it.

use super::cells::{is_number, is_row_number};
use crate::structure::Cell;

/// Rows above that are asked whether every row has a number.
const MAX_ROWS: usize = 50;
const MIN_ROWS: usize = 3;

/// Joins the rest of a row to the last of the rows above; gives it back when it is a row of its own.
pub(super) fn join(rows: &mut [Vec<Cell>], rest: Vec<Cell>) -> Option<Vec<Cell>> {
    // Where all rows are numbered but totals, words alone without a number are no heading of a group.
    let numbered = |row: &Vec<Cell>| row.first().is_some_and(|c| is_row_number(&c.text));
    let total = |row: &Vec<Cell>| row.iter().any(|c| is_number(&c.text));
    let regular = rows.len() >= MIN_ROWS && rows.iter().rev().take(MAX_ROWS).all(|row| numbered(row) || total(row));
    let Some(above) = rows.last_mut().filter(|above| goes_on(above, &rest, regular)) else { return Some(rest) };
    for (cell, rest) in above.iter_mut().zip(rest).filter(|(_, rest)| !rest.text.is_empty()) {
        if cell.text.is_empty() {
            *cell = rest;
        } else {
            cell.text.push(' ');
            cell.text.push_str(&rest.text);
        }
    }
    None
}

/// Whether a row without a number of its own goes on where the cells above end.
fn goes_on(above: &[Cell], rest: &[Cell], regular: bool) -> bool {
    let numbered = above.first().is_some_and(|c| is_row_number(&c.text));
    let unnumbered = rest.first().is_some_and(|c| c.text.is_empty());
    let (mut words, bare) = (0, !rest.iter().any(|c| is_number(&c.text)));
    let fits = above.iter().zip(rest).all(|(above, rest)| match (above.text.as_str(), rest.text.as_str()) {
        (_, "") => true,
        // The whole cell, or its figure, stands on the next page.
        ("", text) => {
            words += usize::from(!is_number(text));
            numbered
        }
        (above, rest) => {
            words += 1;
            !is_number(above) && !is_number(rest) && (is_open(above) || is_rest(rest) || regular && numbered && bare)
        }
    });
    fits && words > 0 && (unnumbered || !numbered) && above.len() == rest.len()
}

/// Whether words go on a sentence: "yếu tại các xã". "trong đó" and a dash name parts in rows of their own.
fn is_rest(words: &str) -> bool {
    words.starts_with(char::is_lowercase) && !words.starts_with("trong đó")
}

/// Whether words go on behind their last one: "Sửa chữa cầu," and "các".
fn is_open(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or(words);
    words.contains(' ') && (last.ends_with(',') || matches!(last, "và" | "của" | "các"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_over_two_pages() {
        let row = |cells: [&str; 4]| cells.map(|text| Cell { text: text.to_owned(), ..Cell::default() }).to_vec();
        for (above, rest, expected, why) in [
            (["2", "Xây kè", "12", "9"], ["", "suối Nậm", "", ""], Some(["2", "Xây kè suối Nậm", "12", "9"]), "small"),
            (["2", "Kè và", "12", "9"], ["", "Cầu Bú", "", ""], Some(["2", "Kè và Cầu Bú", "12", "9"]), "open"),
            (["2", "", "12", "9"], ["", "Xây kè", "", ""], Some(["2", "Xây kè", "12", "9"]), "all of its words"),
            (["2", "Xây kè", "", ""], ["", "suối", "12", "9"], Some(["2", "Xây kè suối", "12", "9"]), "its figures"),
            (["2", "Xây kè", "12", "9"], ["", "Vốn khác", "", ""], None, "the heading of a group"),
            (["2", "Xây kè", "12", "9"], ["", "trả nợ", "5", "4"], None, "figures of its own"),
            (["A", "Chi", "", ""], ["", "trong đó: lương", "5", "4"], None, "a part"),
            (["A", "Chi", "", ""], ["", "Cộng", "5", "4"], None, "a total"),
            (["2", "Xây kè", "12", "9"], ["3", "suối", "", ""], None, "a number of its own"),
        ] {
            let mut rows = vec![row(above)];
            let left = join(&mut rows, row(rest));
            let texts: Vec<&str> = rows[0].iter().map(|c| c.text.as_str()).collect();
            assert_eq!((texts, left.is_none()), (expected.unwrap_or(above).to_vec(), expected.is_some()), "{why}");
        }
        for (first, joins) in [("1", true), ("", false)] {
            let mut rows =
                vec![row([first, "Vốn tỉnh", "", ""]), row(["2", "Kè", "7", "3"]), row(["3", "Kè xã", "5", "4"])];
            let left = join(&mut rows, row(["", "Mường Bú", "", ""]));
            assert_eq!(left.is_none(), joins, "the words of a table with number {first:?} for a group");
        }
    }
}

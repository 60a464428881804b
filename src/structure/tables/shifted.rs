//! Rows whose names may end where a value begins: "Thôn 1 45 12" is thôn 1 with two values, or a thôn with three.
//!
//! Takes the rows of a table whose columns lost their white space, says whether each value is sure to stand in its column.

use super::flat::is_digits;
use crate::structure::Cell;
use crate::vocabulary::LEVELS;
use std::collections::HashSet;

/// Whether it is sure where the names of the rows end.
pub(super) fn is_sure(rows: &[Vec<Cell>]) -> bool {
    // "Ấp 1", "Ấp 2" are names; "Ấp Cái Nước 1 245" has the head of its first value in the name.
    let own: Vec<&[Cell]> = rows.iter().filter(|r| is_digits(&r[0].text)).map(Vec::as_slice).collect();
    let stems: Vec<Option<&str>> = own.iter().map(|r| numbered(&r[1].text)).collect();
    let named = stems.iter().all(Option::is_none) || stems.iter().all(|stem| stem.is_some() && *stem == stems[0]);
    named && !is_shifted(&own)
}

/// Whether the first values may belong to the name, "Thôn 1", or be the thousands of the next, "1 245": a heading with a capital
/// inside, "Hộ Mông", asks for one field too many, and these supply it.
fn is_shifted(rows: &[&[Cell]]) -> bool {
    let name = |row: &&[Cell]| row[1].text.to_lowercase();
    let counted = rows.iter().enumerate().all(|(n, row)| row[2].text.parse() == Ok(n + 1));
    let names: HashSet<String> = rows.iter().map(name).collect();
    let level = |name: &str| LEVELS.iter().any(|(level, _)| *level == name) || OTHERS.contains(&name);
    let bare = names.iter().any(|name| level(name));
    let digits = |cell: &Cell, most: usize| {
        (1..=most).contains(&cell.text.len()) && cell.text.bytes().all(|b| b.is_ascii_digit())
    };
    let group = |cell: &Cell| cell.text.split([',', '.']).next().is_some_and(|group| group.len() == 3);
    let width = rows.first().map_or(0, |row| row.len());
    let split = (3..width).any(|c| {
        let most = if c == 3 { 3 } else { 2 };
        rows.iter().all(|row| digits(&row[c - 1], most) && group(&row[c]))
    });
    counted || bare || names.len() < rows.len() || split
}

/// Words besides the levels of government that stand in front of a settlement's number and alone name none.
const OTHERS: [&str; 6] = ["tổ", "khu", "khu phố", "khu vực", "đội", "tiểu khu"];

/// A name that ends with a number, without it.
fn numbered(name: &str) -> Option<&str> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (stem.len() < name.len()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::super::flat::find;
    use crate::structure::lines::scan;

    #[test]
    fn values_that_a_capital_inside_a_heading_shifts() {
        for (text, why) in [
            ("TT Thôn Hộ Tày Hộ nghèo\n1 Thôn 1 45 12\n2 Thôn 2 40 10\n3 Thôn 3 38 9\n", "the number of a settlement"),
            (
                "STT Thôn, bản Hộ đồng bào Mông Hộ nghèo\n1 Thôn 1 45 12\n2 Thôn 4 40 10\n3 Thôn 3 38 9\n",
                "in any order",
            ),
            (
                "TT Chi bộ Đảng viên Quần chúng ưu tú được cử học lớp nhận thức về Đảng\n1 Thôn 1 45 12\n2 Thôn 2 40 10\n3 Thôn 3 38 9\n",
                "the name of the party inside",
            ),
            (
                "TT Khối Hộ Tày Hộ nghèo\n1 Khối Bắc 1 45 12\n2 Khối Nam 2 40 10\n3 Khối Tây 3 38 9\n",
                "numbers that count",
            ),
            (
                "TT Chi bộ Hộ Tày Hộ nghèo\n1 Chi bộ 2 45 12\n2 Chi bộ 4 40 10\n3 Chi bộ 7 38 9\n",
                "one name in all rows",
            ),
            ("STT Tổ dân phố Số hộ Đảng viên Nữ\n1 Tổ 1 45 12\n2 Tổ 2 40 10\n3 Tổ 3 38 9\n", "short for the level"),
            (
                "STT Xã Dân số Hộ Mông Hộ nghèo\n1 Nậm Xé 1 245 112 20\n2 Tà Lại 2 310 98 15\n3 Mù Cả 1 980 77 12\n",
                "a thousand with a space",
            ),
            (
                "STT Xã Số hộ Dân số Hộ Mông\n1 Nậm Xé 412 1 245 112\n2 Tà Lại 510 2 310 98\n3 Mù Cả 390 1 000 77\n",
                "the same in the middle",
            ),
            (
                "STT Ấp Số hộ Hộ nghèo\n1 Ấp A 1 412 11\n2 Ấp B 355 6\n3 Ấp C 290 4\n",
                "a number in two parts, or a name",
            ),
            ("STT Ấp Số hộ Hộ nghèo\n1 Ấp A 412 11\n2 Ấp B 1 355 6\n3 Ấp C 290 4\n", "the same below"),
            ("STT Ấp Số hộ Hộ nghèo\n1 Ấp A 412 11 3\n2 Ấp B 355 6 2\n3 Ấp C 290 4 1\n", "more numbers than headings"),
        ] {
            let found = find(text, &scan(text));
            assert_eq!((found.len(), found[0].lines), (1, (0, 4)), "{why}");
            assert_eq!(found[0].table.columns.len() + found[0].table.rows.len(), 0, "{why}");
        }
    }
}

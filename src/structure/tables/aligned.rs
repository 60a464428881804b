//! Tables in plain text: columns set apart by runs of spaces or by tabs.
//!
//! A row of data has numbers in its columns; rows with the same columns, one below the other, are a table ([`super::rows`]). Columns are
//! ranges of character positions; headings above them may stand over several ("Hộ nghèo" over "Số hộ" and "Tỷ lệ (%)").

use super::Found;
use super::bounds::{body_start, heading_start};
use super::columns::{Columns, by_number, by_position, by_tab};
use super::rows::{MAX_HEADING_LINES, is_numbered, is_row, run};
use crate::structure::TableBlock;
use crate::structure::lines::{End, Line, Role, end_of, is_rule, pieces, starts_lower};
use crate::text::Span;

/// Finds the aligned tables.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut i = 0;
    let mut free = 0;
    while i < lines.len() {
        if !is_row(text, &lines[i]) {
            i += 1;
            continue;
        }
        let numbered = is_numbered(text, &lines[free.max(i.saturating_sub(MAX_HEADING_LINES))..i]);
        let (rows, end) = run(text, lines, i);
        if let Some(f) = read(text, lines, &rows, numbered, free, end) {
            free = f.lines.1;
            i = free.max(end);
            out.push(f);
        } else {
            i = end;
        }
    }
    out
}

/// Reads the table with these rows, which are `numbered` in a column that the heading names; lines before `free` belong to
/// another.
fn read(text: &str, lines: &[Line], rows: &[usize], numbered: bool, free: usize, end: usize) -> Option<Found> {
    let first = *rows.first()?;
    let tabbed = rows.iter().filter(|&&r| lines[r].of(text).contains('\t')).count() * 2 > rows.len();
    let mut columns = if tabbed { by_tab(text, lines, rows) } else { by_position(text, lines, rows, numbered) };
    let head = heading_start(text, lines, first, free, &columns);
    let heading = lines[head..first].iter().rfind(|line| line.columns && !is_rule(line.of(text)));
    let in_turn = heading.filter(|_| !tabbed).and_then(|line| by_number(text, lines, rows, line, numbered));
    // Where positions give as many columns, they say as much.
    let counted = in_turn.as_ref().is_some_and(|c| c.len() != columns.len());
    columns = in_turn.filter(|_| counted).unwrap_or(columns);
    let width = columns.len();
    let headed = (head..first).any(|i| lines[i].columns);
    let enough = match (width, headed) {
        (0 | 1, _) => false,
        (2, true) => rows.len() >= 2,
        (2, false) => rows.len() >= 3 && rows.iter().all(|&r| pieces(text, lines[r].span).len() == 2),
        (_, true) => true,
        (_, false) => rows.len() >= 2,
    };
    if !enough || (rows.len() == 1 && (!headed || width < 3)) {
        return None;
    }
    let grid = Columns { text, lines, ranges: columns, tabbed, numbered, counted };
    let first = body_start(text, lines, head, first);
    let headings = grid.headings(head, first);
    let mut end = end;
    // The last label may go on below its row.
    while end < lines.len()
        && lines[end].role == Role::Body
        && !lines[end].gap
        && !lines[end].page
        && lines[end].indent > 0
        && lines[end].span.len() <= 60
        && starts_lower(lines[end].of(text))
        && end_of(lines[end].of(text)) != End::Closed
    {
        end += 1;
    }
    let body = grid.body(first, end, &headings, head);
    let from = (head..end).find(|&i| lines[i].role == Role::Body && !is_rule(lines[i].of(text)))?;
    let span = Span::new(lines[from].span.start, lines[end - 1].span.end);
    let table = TableBlock { span, title: None, intro: None, unit: None, columns: headings, rows: body };
    Some(Found { table, lines: (head, end), continues: false, rest: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    fn one(text: &str) -> TableBlock {
        let mut found = find(text, &scan(text));
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0).table
    }

    fn rows(t: &TableBlock) -> Vec<Vec<&str>> {
        t.rows.iter().map(|r| r.iter().map(|c| c.text.as_str()).collect()).collect()
    }

    #[test]
    fn groups_over_sub_headings() {
        let t = one("\
TT  Xã                  Tổng số        Hộ nghèo            Kinh phí
                       Hộ    Khẩu   Số hộ  Tỷ lệ (%)   (triệu đồng)
-------------------------------------------------------------------
1   Xã Bắc Sơn        486   1.920      52      10,7         1.215,4
2   Thị trấn Đồi      124     583      46      37,1           862,0
    Cộng              610   2.503      98      16,1         2.077,4
");
        assert_eq!(
            t.columns,
            [
                "TT",
                "Xã",
                "Tổng số / Hộ",
                "Tổng số / Khẩu",
                "Hộ nghèo / Số hộ",
                "Hộ nghèo / Tỷ lệ (%)",
                "Kinh phí (triệu đồng)"
            ]
        );
        assert_eq!(rows(&t)[2], ["", "Cộng", "610", "2.503", "98", "16,1", "2.077,4"]);
    }

    #[test]
    fn a_unit_below_a_heading_is_of_that_heading_alone() {
        let t = one("\
TT  Đơn vị           Lao động         Hợp tác xã (HTX)        Tỷ lệ đào tạo (%)
                     (người)
                     Năm 2026   Năm 2026  Năm 2028  Năm 2030  Năm 2026  Năm 2030
--------------------------------------------------------------------------------
1   Phường An Lạc      11.420         14        17        22     61,50     68,00
2   Xã Thanh Bình       3.905          6         8        11     48,20     57,40
");
        assert_eq!(
            t.columns,
            [
                "TT",
                "Đơn vị",
                "Lao động (người) Năm 2026",
                "Hợp tác xã (HTX) / Năm 2026",
                "Hợp tác xã (HTX) / Năm 2028",
                "Hợp tác xã (HTX) / Năm 2030",
                "Tỷ lệ đào tạo (%) / Năm 2026",
                "Tỷ lệ đào tạo (%) / Năm 2030"
            ]
        );
    }

    #[test]
    fn column_numbers_wrapped_labels_and_groups() {
        let t = one("\
STT   Chỉ tiêu                     ĐVT     Kế hoạch   Thực hiện   So sánh (%)
 A    B                             C          1          2          3=2/1
 I    Nông nghiệp
 1    Diện tích gieo trồng         ha       1.250      1.275,5        102
 2    Sản lượng lương thực
      có hạt                       tấn      4.800      4.950          103,1
 3    Tỷ lệ che phủ rừng           %           52         52,4           -
      của toàn xã
");
        assert_eq!(t.columns, ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "So sánh (%)"]);
        let rows = rows(&t);
        assert_eq!(rows.len(), 4, "{rows:?}");
        assert_eq!(rows[0], ["I", "Nông nghiệp", "", "", "", ""]);
        assert_eq!(rows[2][1], "Sản lượng lương thực có hạt");
        assert_eq!(rows[3], ["3", "Tỷ lệ che phủ rừng của toàn xã", "%", "52", "52,4", "-"]);
    }

    #[test]
    fn tabs_with_empty_cells() {
        let t = one("Xã\tHộ\tKhẩu\nBắc Sơn\t12\t48\nĐồi\t\t15\n");
        assert_eq!(t.columns, ["Xã", "Hộ", "Khẩu"]);
        assert_eq!(rows(&t)[1], ["Đồi", "", "15"]);
    }

    #[test]
    fn heading_cells_broken_over_lines() {
        let t = one("\
Tên bản          Số hộ     Số hộ      Tỷ lệ hộ
                          nghèo      nghèo (%)
Bản Pá             45         12          26,7
Bản Hon            60         15          25,0
");
        assert_eq!(t.columns, ["Tên bản", "Số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)"]);
        // The values stand between the headings, which alone say where the second line belongs.
        let t = one("\
Nghề              Chỉ tiêu    Thời gian      Học phí (đồng/
                              học (tháng)    người/tháng)
Hàn                    120             24            430.000
May công nghiệp         95             12            380.000
");
        assert_eq!(t.columns, ["Nghề", "Chỉ tiêu", "Thời gian học (tháng)", "Học phí (đồng/ người/tháng)"]);
    }

    #[test]
    fn layouts() {
        for (text, columns, first, count, why) in [
            (
                "Chỉ tiêu                 ĐVT       Kế hoạch     Thực hiện    Tỷ lệ (%)\n\nDiện tích lúa            ha             250         251,5        100,6\nSản lượng                tấn          1.200         1.250        104,2\n",
                vec!["Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"],
                vec!["Diện tích lúa", "ha", "250", "251,5", "100,6"],
                2,
                "blank line below the heading",
            ),
            (
                "Đơn vị         Năm 2022              Năm 2023\n               Số hộ    Tỷ lệ (%)    Số hộ    Tỷ lệ (%)\n======================================================\nBản Nà            45        21,4        32        15,2\nBản Pá            18        12,0        15        10,1\n======================================================\nToàn xã           63        17,6        47        13,1\n",
                vec!["Đơn vị", "Năm 2022 / Số hộ", "Năm 2022 / Tỷ lệ (%)", "Năm 2023 / Số hộ", "Năm 2023 / Tỷ lệ (%)"],
                vec!["Bản Nà", "45", "21,4", "32", "15,2"],
                3,
                "groups flush left, rules around the total",
            ),
            (
                "STT  Nội dung            2021     2022     2023\n1    Hộ nghèo             214      198      176\n2    Hộ cận nghèo         118      121      109\n",
                vec!["STT", "Nội dung", "2021", "2022", "2023"],
                vec!["1", "Hộ nghèo", "214", "198", "176"],
                2,
                "years as headings",
            ),
            (
                "TT   Tên bản                 Số hộ     Số khẩu    Ghi chú\n1    Nà Sài                     45         218\n2    Pá Hăn                     52         244    Biên giới\n3    Huổi Lọng                   -           -    Đã sáp nhập\n",
                vec!["TT", "Tên bản", "Số hộ", "Số khẩu", "Ghi chú"],
                vec!["1", "Nà Sài", "45", "218", ""],
                3,
                "empty last cells",
            ),
            (
                "Tên xã      Hộ\nNà Hừ       120\nPá Lau      135\nCộng        255\n",
                vec!["Tên xã", "Hộ"],
                vec!["Nà Hừ", "120"],
                3,
                "two columns",
            ),
        ] {
            let t = one(text);
            assert_eq!(t.columns, columns, "{why}");
            assert_eq!(rows(&t)[0], first, "{why}");
            assert_eq!(t.rows.len(), count, "{why}: {:?}", rows(&t));
        }
    }

    #[test]
    fn columns_by_number_alone() {
        let t = one("\
TT   Xã   Tổng số hộ   Sản lượng lúa (tấn)   Thu nhập bình quân (triệu đồng/người)   Số hộ nghèo
1   Tân Lập    1.318   5.204,5   36,2   41
2   Khe Mực       2.106   4.870,0   40,3   38
3   Đồng Lá      954   4.122,7   31,8   77
    Cộng         4.378   14.197,2   36,1   156
");
        assert_eq!(t.columns.len(), 6, "{:?}", t.columns);
        assert_eq!(rows(&t)[1], ["2", "Khe Mực", "2.106", "4.870,0", "40,3", "38"]);
        assert_eq!(rows(&t)[3], ["", "Cộng", "4.378", "14.197,2", "36,1", "156"]);
        // Where a row lacks a cell, nobody knows which: its number stays in front of it.
        let t = one("\
TT   Xã           Số hộ     Sản lượng
1    Tân Lập      1.318       5.204,5
2    Khe Mực                  4.870,0
3    Đồng Lá        954       4.122,7
");
        assert_eq!(rows(&t)[1], ["2", "Khe Mực", "", "4.870,0"]);
    }

    #[test]
    fn no_tables() {
        for (text, why) in [
            (
                "Toàn  huyện  có  14  xã,  với  10.234  hộ\nvà  47.816  khẩu  sống  ở  126  bản,  giảm\nso  với  năm  trước",
                "justified text",
            ),
            ("  1. Tổng số hộ: 125\n  2. Tổng số khẩu: 512\n", "indented items"),
            ("Nguyễn Văn A    Trần Văn B\nTrưởng ban      Thư ký\n", "names side by side"),
        ] {
            assert!(find(text, &scan(text)).is_empty(), "{why}");
        }
    }
}

//! Tables in plain text: columns set apart by runs of spaces or by tabs.
//!
//! A row of data has numbers in its columns; rows with the same columns, one below the other, are a table. Columns are ranges of
//! character positions; headings above them may stand over several ("Hộ nghèo" over "Số hộ" and "Tỷ lệ (%)").

use super::cells::{is_blank, is_data, is_number, is_numbering, is_row_number, is_year, number_heading};
use super::columns::{Columns, by_number, by_position, by_tab};
use super::{Found, caption};
use crate::structure::lines::{End, Line, Role, bare, end_of, is_rule, page_number, pieces, starts_lower};
use crate::structure::{TableBlock, label};
use crate::text::Span;

/// Lines of a heading.
const MAX_HEADING_LINES: usize = 7;
/// Lines without numbers between two rows: wrapped labels, names of groups, page numbers.
const MAX_BETWEEN: usize = 4;
/// Characters of the name of a group that stands alone on its line.
const MAX_GROUP_CHARS: usize = 24;

/// Characters of a line that leads the rows below it, at most.
const MAX_LEAD_CHARS: usize = 60;
/// Bytes of a line of a table.
const MAX_LINE_BYTES: usize = 600;

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

/// Whether a line is a row of data.
fn is_row(text: &str, line: &Line) -> bool {
    if line.role != Role::Body || !line.columns || line.span.len() > MAX_LINE_BYTES {
        return false;
    }
    let cells = pieces(text, line.span);
    let values = cells.iter().skip(1).filter(|c| is_number(c.of(text)) || is_blank(c.of(text))).count();
    let words = cells.iter().filter(|c| c.len() > 60).count();
    // "1   Lắp 2.350 trạm   Phòng Kinh tế   1.250": a numbered row may hold more words than numbers.
    let listed =
        cells.len() >= 4 && is_row_number(cells[0].of(text)) && cells.last().is_some_and(|c| is_number(c.of(text)));
    // "2   Tả Lèng   902   Xã khu vực III": a remark may stand behind the numbers.
    let remarked = cells.len() >= 4
        && is_row_number(cells[0].of(text))
        && cells[2..cells.len() - 1].iter().any(|c| is_number(c.of(text)));
    let listed = listed || remarked;
    cells.len() >= 2
        && (values * 2 >= cells.len() - 1 || listed)
        && words <= 2
        && (is_data(cells.iter().map(|c| bare(c.of(text)))) || is_empty_row(text, &cells))
        && !cells[0].of(text).ends_with(':')
}

/// A numbered row whose cells say that there is nothing: "3   Huổi Lọng   -   -".
fn is_empty_row(text: &str, cells: &[Span]) -> bool {
    cells.len() >= 3 && is_row_number(cells[0].of(text)) && cells[2..].iter().any(|c| is_blank(c.of(text)))
}

/// Whether a heading above the rows names the column of row numbers.
fn is_numbered(text: &str, above: &[Line]) -> bool {
    above.iter().any(|l| l.columns && l.role == Role::Body && number_heading(l.of(text)).is_some())
}

/// Whether line `j` opens another table than the rows from line `i` on: it names one, or it is a heading that does not
/// stand above those rows.
fn is_next_table(text: &str, lines: &[Line], i: usize, j: usize) -> bool {
    let s = lines[j].of(text);
    let heading = || lines[j].columns && number_heading(s).is_some();
    let above = || lines[i.saturating_sub(MAX_HEADING_LINES)..i].iter().any(|l| l.of(text) == s);
    caption::is_name(bare(s)) || (heading() || is_heading_apart(text, lines, j)) && !above()
}

/// Whether the line is a heading of several words behind a blank line, with a row below: another table begins though no line names it.
fn is_heading_apart(text: &str, lines: &[Line], j: usize) -> bool {
    let line = &lines[j];
    let cells = pieces(text, line.span);
    let names = |c: &Span| {
        let s = c.of(text);
        s.starts_with(char::is_uppercase) && !is_number(s)
    };
    let below = lines[j + 1..].iter().take(MAX_HEADING_LINES).find(|l| l.role == Role::Body && !is_rule(l.of(text)));
    line.gap
        && line.columns
        && cells.len() >= 3
        && cells.iter().all(names)
        && below.is_some_and(|below| !below.gap && is_row(text, below) && pieces(text, below.span).len() >= cells.len())
}

/// The rows from line `i` on, and the line behind the last.
fn run(text: &str, lines: &[Line], i: usize) -> (Vec<usize>, usize) {
    let mut rows = vec![i];
    let (mut j, mut between) = (i + 1, 0);
    while j < lines.len() && between <= MAX_BETWEEN {
        let line = &lines[j];
        if is_row(text, line) {
            rows.push(j);
            between = 0;
        } else {
            let s = line.of(text);
            if is_next_table(text, lines, i, j) {
                break;
            }
            let idle = line.role == Role::Skip || is_rule(s) || page_number(s).is_some();
            let short = line.role == Role::Body
                && s.len() <= 140
                && (end_of(s) != End::Closed || line.columns || announces_parts(s) || leads_rows(text, lines, j));
            // A blank line and then text without columns: the table is over.
            let over = line.gap && !line.columns && !line.page && is_paragraph(s);
            if !idle && (over || !short) {
                break;
            }
            between += usize::from(!idle);
        }
        j += 1;
    }
    (rows.clone(), rows.last().map_or(i, |l| l + 1))
}

/// "Trong đó:", "Chia ra:": the rows below are parts of the one above.
fn announces_parts(s: &str) -> bool {
    let lead = s.trim().trim_start_matches(['-', '+', '*', ' ']).to_lowercase();
    ["trong đó:", "chia ra:", "bao gồm:", "gồm:", "cụ thể:", "trong đó chia ra:"].contains(&lead.as_str())
}

/// "Số mô hình liên kết:" right between two rows: what those below are of.
fn leads_rows(text: &str, lines: &[Line], j: usize) -> bool {
    let (line, s) = (&lines[j], lines[j].of(text));
    let row = |l: Option<&Line>| l.is_some_and(|l| is_row(text, l));
    s.ends_with(':')
        && s.chars().count() <= MAX_LEAD_CHARS
        && !line.gap
        && row(j.checked_sub(1).and_then(|above| lines.get(above)))
        && lines.get(j + 1).is_some_and(|below| !below.gap && is_row(text, below))
}

/// Whether a line without columns is a heading, an item or a sentence rather than a wrapped label.
fn is_paragraph(s: &str) -> bool {
    s.len() > 70 || label::parse(s).is_some() || s.split(' ').count() > 9
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
    let table = TableBlock { span, title: None, unit: None, columns: headings, rows: body };
    Some(Found { table, lines: (head, end), continues: false })
}

/// The first line of the heading above line `first`.
fn heading_start(text: &str, lines: &[Line], first: usize, free: usize, columns: &[(usize, usize)]) -> usize {
    let width = columns.len();
    let mut head = first;
    for i in (free.max(first.saturating_sub(MAX_HEADING_LINES))..first).rev() {
        let line = &lines[i];
        let s = line.of(text);
        // A blank line below this one separates it, unless only a rule or nothing yet lies between.
        let apart = lines[i + 1].gap && head < first && (head..first).any(|k| lines[k].columns);
        if apart || lines[i + 1].page && line.role != Role::Body {
            break;
        }
        if is_rule(s) && !line.columns {
            head = i;
            continue;
        }
        if line.role != Role::Body || line.span.len() > MAX_LINE_BYTES {
            break;
        }
        let cells = pieces(text, line.span);
        let long = cells.iter().any(|c| c.of(text).chars().count() > 60);
        // "I. Kinh tế" between the headings and the first row names a group.
        let group = cells.len() == 1
            && head == first
            && (!line.gap || stands_beside(text, lines, i))
            && end_of(s) != End::Closed;
        let below_headings = i > 0 && pieces(text, lines[i - 1].span).len() >= 3;
        if group && below_headings && (label::parse(s).is_some() || names_group(text, lines, i)) {
            continue;
        }
        // "(triệu đồng)" right below the headings goes on with one of them.
        let wrapped = i > 0 && !line.gap && pieces(text, lines[i - 1].span).len() >= 3;
        let centred = cells.len() == 1 && line.indent >= 16 && s.chars().count() <= 40 && (wrapped || !is_unit_line(s));
        // "Tổng chi   Trong đó:" goes on in the line below.
        let open = end_of(s) != End::Closed || cells.len() >= 3 && s.trim_end().ends_with(':');
        if (cells.len() >= 2 && !long && cells.len() <= width + 2 && open)
            || centred
            || is_numbering(cells.iter().map(|c| c.of(text)))
        {
            head = i;
        } else {
            break;
        }
    }
    // A rule, or one lonely piece, above the heading is not part of it, but for a short one over the columns of numbers,
    // "Kế hoạch" above "năm".
    let over_columns = |line: &Line| {
        let s = line.of(text);
        let starts = columns.get(2).is_some_and(|third| line.indent + 2 >= third.0);
        starts && s.chars().count() <= MAX_GROUP_CHARS && !is_rule(s) && !is_unit_line(s) && !s.starts_with('(')
    };
    while head < first
        && !lines[head].columns
        && !(head + 1 < first && !lines[head + 1].gap && over_columns(&lines[head]))
    {
        head += 1;
    }
    head
}

/// The first line of the body: behind the rule or the column numbers that close the heading, or the first numbered row
/// ("I    Nông nghiệp"), though it holds no figure.
fn body_start(text: &str, lines: &[Line], head: usize, first: usize) -> usize {
    let mut start = first;
    for i in (head + 1..first).rev() {
        let s = lines[i].of(text);
        let cells = pieces(text, lines[i].span);
        if is_rule(s) || is_numbering(cells.iter().map(|c| c.of(text))) {
            break;
        }
        let group = cells.len() == 1 && (label::parse(s).is_some() || i + 1 == first && names_group(text, lines, i));
        let numbered = group || cells.len() >= 2 && is_row_number(cells[0].of(text)) && !is_year(cells[0].of(text));
        let ruled = (head + 1..i).any(|k| is_rule(lines[k].of(text)) && lines[head..k].iter().any(|l| l.columns));
        if numbered || ruled {
            start = i;
        }
    }
    start
}

/// Whether a line of one piece right below the headings names the rows that follow, "KHỐI XÃ": it stands where their names do,
/// and is no second line of a heading.
fn names_group(text: &str, lines: &[Line], i: usize) -> bool {
    let (s, above) = (lines[i].of(text), &lines[i - 1]);
    let Some(below) = lines.get(i + 1) else { return false };
    let start = |line: &Line, piece: usize| {
        let at = pieces(text, line.span).get(piece).map(|p| text[line.span.start..p.start].chars().count());
        at.map(|at| line.indent + at)
    };
    // The heading of the names, or the first name itself, stands flush with it.
    if stands_beside(text, lines, i) {
        return s.chars().next().is_some_and(char::is_alphabetic);
    }
    let flush = [start(below, 0), start(below, 1)].contains(&Some(lines[i].indent));
    let headed = [start(above, 0), start(above, 1)].contains(&Some(lines[i].indent));
    let name = s.chars().next().is_some_and(char::is_uppercase) && !s.contains(|c: char| c.is_ascii_digit());
    flush && headed && name && s.chars().count() <= 60 && below.columns
}

/// Whether the line is the upper part of a name in whose middle the numbers stand: "1                   13.650" below it has none.
fn stands_beside(text: &str, lines: &[Line], i: usize) -> bool {
    let Some(below) = lines.get(i + 1) else { return false };
    let parts = pieces(text, below.span);
    let [number, second, ..] = parts[..] else { return false };
    let at = below.indent + text[below.span.start..second.start].chars().count();
    is_row_number(number.of(text)) && below.columns && at >= lines[i].indent + lines[i].of(text).chars().count().min(24)
}

fn is_unit_line(s: &str) -> bool {
    let p = crate::structure::plain::plain(bare(s));
    p.contains("dvt") || p.contains("don vi") || p.starts_with("bieu") || p.starts_with("bang") || p.starts_with('(')
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

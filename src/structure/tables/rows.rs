//! Which lines are rows of data, and how far the rows of one table go.

use super::caption;
use super::cells::{is_blank, is_data, is_number, is_row_number, number_heading};
use crate::structure::label;
use crate::structure::lines::{End, Line, Role, bare, end_of, is_rule, page_number, pieces};
use crate::text::Span;

/// Lines of a heading.
pub(super) const MAX_HEADING_LINES: usize = 7;
/// Bytes of a line of a table.
pub(super) const MAX_LINE_BYTES: usize = 600;
/// Lines without numbers between two rows: wrapped labels, names of groups, page numbers.
const MAX_BETWEEN: usize = 4;
/// Characters of a line that leads the rows below it, at most.
const MAX_LEAD_CHARS: usize = 60;

/// Whether a line is a row of data.
pub(super) fn is_row(text: &str, line: &Line) -> bool {
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
pub(super) fn is_numbered(text: &str, above: &[Line]) -> bool {
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
pub(super) fn run(text: &str, lines: &[Line], i: usize) -> (Vec<usize>, usize) {
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

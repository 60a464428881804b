//! Where the heading of aligned columns begins, and where the rows below it do.

use super::cells::{is_numbering, is_row_number, is_year};
use super::rows::{MAX_HEADING_LINES, MAX_LINE_BYTES};
use crate::structure::label;
use crate::structure::lines::{End, Line, Role, bare, end_of, is_rule, pieces};

/// Characters of the name of a group that stands alone on its line.
const MAX_GROUP_CHARS: usize = 24;

/// The first line of the heading above line `first`.
pub(super) fn heading_start(
    text: &str,
    lines: &[Line],
    first: usize,
    free: usize,
    columns: &[(usize, usize)],
) -> usize {
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
pub(super) fn body_start(text: &str, lines: &[Line], head: usize, first: usize) -> usize {
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

//! Headings of columns from several rows: "Hộ nghèo" over "Số hộ" and "Tỷ lệ (%)" → "Hộ nghèo / Số hộ".
//!
//! Takes heading cells with the columns they cover, from the top down; gives one heading a column. A cell that covers several columns
//! is joined with " / ", one that only goes on in the next line with a space.

/// A heading cell: its text and the columns `from..to` that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadingCell {
    /// White space folded.
    pub(super) text: String,
    /// First column.
    pub(super) from: usize,
    /// Behind the last column.
    pub(super) to: usize,
}

/// Widens the heading of a group over the empty cells to its right that have a heading of their own below: in a table typed
/// with bars "| Lúa | | Ngô | |" stands over "| Diện tích | Sản lượng | Diện tích | Sản lượng |".
pub(super) fn widen(levels: &mut [Vec<HeadingCell>]) {
    for l in 1..levels.len() {
        let (above, below) = levels.split_at_mut(l);
        let (group, named) = (&mut above[l - 1], &below[0]);
        let named = |c: usize| named.iter().any(|h| h.from <= c && c < h.to && !h.text.is_empty());
        let mut open: Option<usize> = None;
        for i in 0..group.len() {
            let (from, empty) = (group[i].from, group[i].text.is_empty());
            match open.filter(|_| empty && named(from)) {
                Some(k) => group[k].to = group[i].to,
                None => open = (!empty && named(from)).then_some(i),
            }
        }
    }
}

/// The headings of `columns` columns.
pub(super) fn join(columns: usize, levels: &[Vec<HeadingCell>]) -> Vec<String> {
    (0..columns)
        .map(|c| {
            let mut out = String::new();
            let mut wide = false;
            let mut last: Option<&HeadingCell> = None;
            for cell in levels.iter().filter_map(|l| l.iter().find(|h| h.from <= c && c < h.to)) {
                // A merged cell stands on every row that it covers.
                if cell.text.is_empty() || last.is_some_and(|l| l == cell) {
                    continue;
                }
                if !out.is_empty() {
                    out.push_str(if wide { " / " } else { " " });
                }
                out.push_str(&cell.text);
                wide = cell.to - cell.from > 1;
                last = Some(cell);
            }
            out
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_broken_lines() {
        let cell = |text: &str, from, to| HeadingCell { text: text.into(), from, to };
        let levels = [
            vec![cell("TT", 0, 1), cell("Xã", 1, 2), cell("Hộ nghèo", 2, 4), cell("Kinh phí", 4, 5)],
            vec![cell("Số hộ", 2, 3), cell("Tỷ lệ (%)", 3, 4), cell("(triệu đồng)", 4, 5)],
        ];
        assert_eq!(join(5, &levels), ["TT", "Xã", "Hộ nghèo / Số hộ", "Hộ nghèo / Tỷ lệ (%)", "Kinh phí (triệu đồng)"]);
    }
}

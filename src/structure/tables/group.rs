//! Which columns a heading stands over, when other headings stand between it and the rows.
//!
//! Takes where the parts of the upper line, the columns and their lower headings stand, gives each column its part. A group is
//! set centred over its columns, or beside their centre as all groups of the line are, or flush with the first of them. All
//! parts of a line are placed together, so that the sum of the distances is least: over "Đầu kỳ | Thoát nghèo | Cuối kỳ |
//! nghèo (%)" the part "Hộ nghèo" takes three, "Tỷ lệ hộ" one.

/// Characters `from..to` of a line.
type Place = (usize, usize);

/// Columns of one group.
const MAX_GROUP: usize = 16;
/// Parts times columns; wider tables are no work of people.
pub(super) const MAX_CELLS: usize = 600;
/// How far beside the centre all groups of a line may stand, in characters, and what a character of that costs.
const SHIFTS: [i32; 8] = [-8, -6, -4, -2, 2, 4, 6, 8];
const SHIFT: f32 = 0.3;
/// What it costs, in characters, to set a group flush rather than centred,
const FLUSH: f32 = 0.5;
/// to leave a column with a lower heading without an upper one between the parts,
const BARE: f32 = 6.0;
/// in front of them, where headings of one line stand ("TT  Chỉ tiêu  Đơn vị"), or behind them,
const BARE_LEADING: f32 = 0.1;
const BARE_TRAILING: f32 = 3.0;
/// to leave a column without any heading,
const NAMELESS: f32 = 4.0;
/// to give a group a column that has no heading of its own or two of one name, or to stand beside the columns,
const ASTRAY: f32 = 30.0;
/// to take what names the rows into a group,
const NAMES: f32 = 6.0;
/// and to drop a part.
const DROPPED: f32 = 60.0;

/// How the groups of a line are set.
#[derive(Debug, Clone, Copy)]
enum Style {
    /// So many characters beside the centre.
    Centred(f32),
    FlushLeft,
}

/// The heading of a column below the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it stands.
    pub place: Place,
    /// Its words; 0 when it says a unit alone.
    pub words: u64,
}

/// For each column the index of its part, in order. The first `leading` columns name the rows.
pub(super) fn owners(
    parts: &[Place],
    columns: &[Place],
    named: &[Option<Named>],
    leading: usize,
) -> Vec<Option<usize>> {
    let styles = SHIFTS.iter().map(|shift| Style::Centred(*shift as f32)).chain([Style::FlushLeft]);
    let mut best = placed(parts, columns, named, leading, Style::Centred(0.0));
    for style in styles {
        let found = placed(parts, columns, named, leading, style);
        if found.0 < best.0 {
            best = found;
        }
    }
    best.1
}

/// Columns behind those whose names come again, at most.
const MAX_BEHIND: usize = 3;

/// The owners where the names below come again for every part, "Hộ nghèo | Còn lại | Hộ nghèo | Còn lại", and every part stands
/// somewhere over its own. A few more columns behind, "Tỷ lệ (%)", are of the last part.
pub(super) fn periodic(places: &[Place], named: &[Option<Named>], leading: usize) -> Option<Vec<Option<usize>>> {
    let parts = places.len();
    let words = |c: usize| named[c].map(|n| n.words).filter(|w| *w != 0);
    let repeats = |from: usize, extra: usize| {
        let columns = (named.len() - from).checked_sub(extra)?;
        let width = columns / parts.max(1);
        let end = from + columns;
        let again = |c: usize| words(c).is_some() && words(c) == words(c + width);
        let other = |c: usize| words(c).is_some() && (end - width..end).all(|g| words(g) != words(c));
        let whole = parts > 1 && width > 1 && extra < width && columns.is_multiple_of(parts);
        (whole && (from..end - width).all(again) && (end..named.len()).all(other)).then_some((from, width))
    };
    let (first, width) =
        (0..=MAX_BEHIND).find_map(|extra| (leading..named.len()).find_map(|from| repeats(from, extra)))?;
    let over = |k: usize| {
        let group = &named[first + k * width..first + (k + 1) * width];
        let (from, to) = (group[0]?.place.0, group[width - 1]?.place.1);
        Some(places[k].0 < to && from < places[k].1)
    };
    if !(0..parts).all(|k| over(k) == Some(true)) {
        return None;
    }
    Some((0..named.len()).map(|c| c.checked_sub(first).map(|c| (c / width).min(parts - 1))).collect())
}

/// The cheapest owners when groups are set so, with what they cost.
fn placed(
    parts: &[Place],
    columns: &[Place],
    named: &[Option<Named>],
    leading: usize,
    style: Style,
) -> (f32, Vec<Option<usize>>) {
    let (m, n) = (parts.len(), columns.len());
    let extent = |c: usize| named[c].map_or(columns[c], |name| name.place);
    // Nobody writes one name twice in a group.
    let twice = |group: &[Option<Named>]| {
        let words = |n: &Option<Named>| n.map(|n| n.words).filter(|w| *w != 0);
        group.iter().enumerate().any(|(i, n)| words(n).is_some() && group[..i].iter().any(|m| words(m) == words(n)))
    };
    let skip = |c: usize| match named[c].map(|name| name.place) {
        None => NAMELESS,
        Some((_, to)) if parts.first().is_some_and(|p| to <= p.0) => BARE_LEADING,
        Some((from, _)) if parts.last().is_some_and(|p| p.1 <= from) => BARE_TRAILING,
        Some(_) => BARE,
    };
    // The least cost of the first `k` parts over the first `c` columns, and how many columns the last step took: none for a part
    // that was dropped.
    let at = |k: usize, c: usize| k * (n + 1) + c;
    let mut least = vec![(f32::INFINITY, Step::Skip); (m + 1) * (n + 1)];
    least[0].0 = 0.0;
    for k in 0..=m {
        for c in 0..=n {
            let mut best = least[at(k, c)];
            let mut offer = |cost: f32, step: Step| {
                if cost < best.0 {
                    best = (cost, step);
                }
            };
            if c > 0 {
                offer(least[at(k, c - 1)].0 + skip(c - 1), Step::Skip);
            }
            if k > 0 {
                offer(least[at(k - 1, c)].0 + DROPPED, Step::Drop);
                for from in c.saturating_sub(MAX_GROUP)..c {
                    let whole = (extent(from).0, extent(c - 1).1);
                    let group = &named[from..c];
                    let plain = c - from == 1 || group.iter().all(Option::is_some) && !twice(group);
                    let names = if from < leading && leading < c { NAMES } else { 0.0 };
                    let cost =
                        distance(parts[k - 1], whole, c - from, style) + names + if plain { 0.0 } else { ASTRAY };
                    offer(least[at(k - 1, from)].0 + cost, Step::Take(c - from));
                }
            }
            least[at(k, c)] = best;
        }
    }
    let shift = if let Style::Centred(shift) = style { SHIFT * shift.abs() } else { 0.0 };
    let cost = least[at(m, n)].0 + shift;
    let mut out = vec![None; n];
    let (mut k, mut c) = (m, n);
    while k > 0 || c > 0 {
        match least[at(k, c)].1 {
            Step::Drop => k -= 1,
            Step::Take(width) => {
                out[c - width..c].fill(Some(k - 1));
                (k, c) = (k - 1, c - width);
            }
            Step::Skip if c > 0 => c -= 1,
            Step::Skip => break,
        }
    }
    (cost, out)
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The column has no part.
    Skip,
    /// The part has no column.
    Drop,
    /// The part takes so many columns.
    Take(usize),
}

/// How far a part is from where it would be set over `whole`, so many columns wide.
fn distance(part: Place, whole: Place, width: usize, style: Style) -> f32 {
    let between = |a: usize, b: usize| a.abs_diff(b) as f32;
    let beside = ((part.0 + part.1) as f32 - (whole.0 + whole.1) as f32) / 2.0;
    let left = between(part.0, whole.0);
    let apart = part.1 <= whole.0 || whole.1 <= part.0;
    let distance = match style {
        // The heading of one column may be set in any way.
        _ if width == 1 => beside.abs().min(left.min(between(part.1, whole.1)) + FLUSH),
        Style::Centred(shift) => (beside - shift).abs(),
        // Flush left is exact.
        Style::FlushLeft => 2.0 * left + FLUSH,
    };
    distance + if apart { ASTRAY } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::name_key;

    /// Where the words of a line stand, set apart by two spaces.
    fn places(line: &str) -> Vec<Place> {
        let mut at = 0;
        let mut out = Vec::new();
        for piece in line.split("  ") {
            let width = piece.chars().count();
            let core = piece.trim();
            if !core.is_empty() {
                let lead = piece.chars().take_while(|c| *c == ' ').count();
                out.push((at + lead, at + lead + core.chars().count()));
            }
            at += width + 2;
        }
        out
    }

    #[test]
    fn parts_over_columns() {
        for (above, below, expected, why) in [
            (
                "Tổng số              Hộ nghèo             Tỷ lệ hộ",
                "   hộ     Đầu kỳ   Thoát nghèo  Cuối kỳ   nghèo (%)",
                vec![Some(0), Some(1), Some(1), Some(1), Some(2)],
                "a group between wrapped headings",
            ),
            (
                "Năm 2022              Năm 2023",
                "Số hộ    Tỷ lệ (%)    Số hộ    Tỷ lệ (%)",
                vec![Some(0), Some(0), Some(1), Some(1)],
                "groups set flush left",
            ),
            (
                "Tổng số            Hộ nghèo           Hộ cận nghèo",
                "     Hộ     Khẩu    Số hộ   Tỷ lệ (%)    Số hộ   Tỷ lệ (%)",
                vec![Some(0), Some(0), Some(1), Some(1), Some(2), Some(2)],
                "groups that all begin left of their columns' centre",
            ),
            (
                "          Số hộ                        Nhân khẩu",
                "Tổng số  Hộ nghèo  Cận nghèo   Tổng số      Nữ     DTTS",
                vec![Some(0), Some(0), Some(0), Some(1), Some(1), Some(1)],
                "groups of three",
            ),
            (
                "                          Thực hiện   Kế hoạch   Thực hiện",
                "TT  Chỉ tiêu   Đơn vị      năm 2012   năm 2013    năm 2013",
                vec![None, None, None, Some(0), Some(1), Some(2)],
                "headings of two lines beside headings of one",
            ),
            (
                "                    Hộ nghèo          Hộ cận nghèo",
                "TT  Tên bản     Số hộ   Tỷ lệ (%)  Số hộ   Tỷ lệ (%)",
                vec![None, None, Some(0), Some(0), Some(1), Some(1)],
                "columns whose heading stands on the lower line",
            ),
            (
                "                     Vụ đông                               Vụ mùa",
                "Tên xã      Diện tích  Năng suất  Sản lượng      Diện tích  Năng suất  Sản lượng",
                vec![None, Some(0), Some(0), Some(0), Some(1), Some(1), Some(1)],
                "the same names in both groups",
            ),
        ] {
            let columns = places(below);
            let words = below.split("  ").map(str::trim).filter(|name| !name.is_empty()).map(name_key);
            let named: Vec<_> = columns.iter().zip(words).map(|(&place, words)| Some(Named { place, words })).collect();
            assert_eq!(owners(&places(above), &columns, &named, 0), expected, "{why}");
        }
    }

    #[test]
    fn names_that_come_again_tell_the_groups() {
        let names = [(0, 0), (1, 4), (2, 20), (3, 31), (2, 43), (3, 55)];
        let mut named: Vec<_> = names.map(|(words, at)| Some(Named { place: (at, at + 9), words })).to_vec();
        let expected = [None, None, Some(0), Some(0), Some(1), Some(1)];
        assert_eq!(periodic(&[(34, 42), (50, 58)], &named, 2).unwrap(), expected);
        assert_eq!(periodic(&[(0, 2), (6, 16)], &named, 2), None, "names of the columns in front");
        named.push(Some(Named { place: (70, 80), words: 9 }));
        let more = [expected.as_slice(), &[Some(1)]].concat();
        assert_eq!(periodic(&[(34, 42), (50, 58)], &named, 2).unwrap(), more, "a rate of the last part");
    }

    #[test]
    fn a_column_without_a_lower_heading_is_in_no_group() {
        let columns = places("12      34     56");
        let named = [None, Some((8, 10)), Some((15, 17))].map(|p| p.map(|place| Named { place, words: 0 }));
        assert_eq!(owners(&places("Xã      Hộ nghèo"), &columns, &named, 0), [Some(0), Some(1), Some(1)]);
    }
}

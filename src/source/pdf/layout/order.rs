//! The reading order of a page: body from top to bottom, columns one after the other, tables in their place,
//! footnotes behind the body, what runs sideways and what is stamped on at the end.

use super::columns::columns;
use super::lines::{Line, Sep};
use super::paragraph::{Measure, paragraphs};
use super::{Furniture, Sheet, boxes, footnote};

/// What goes into the text as one line, or for a table as its rows.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    /// Lines of print that it joins.
    pub(crate) lines: Vec<Line>,
}

/// Kind of a [`Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Paragraph,
    Footnote,
    Running,
    Stamp,
    /// Index of the table.
    Table(usize),
}

/// The blocks of a page in reading order; `typical` is the measure of the file's pages.
pub(crate) fn order(sheet: &Sheet, typical: Option<Measure>) -> Vec<Block> {
    let kept: Vec<(usize, &Line)> =
        sheet.lines.iter().enumerate().filter(|(i, _)| sheet.furniture[*i] != Furniture::Sure).collect();
    let measure =
        Measure::of(kept.iter().filter(|(i, _)| sheet.furniture[*i] == Furniture::No).map(|(_, l)| *l), typical);
    let body_end = footnote::start(sheet, &kept, &measure);
    let (body, notes) = kept.split_at(body_end);
    let mut out = Vec::new();
    let mut rest = body;
    for (t, table) in sheet.tables.iter().enumerate() {
        let rect = table.grid.rect;
        let before = rest.iter().take_while(|(_, l)| l.base < (rect.y0 + rect.y1) / 2.0).count();
        stretch(sheet, &rest[..before], &measure, &mut out);
        rest = &rest[before..];
        out.push(Block { kind: BlockKind::Table(t), lines: Vec::new() });
    }
    stretch(sheet, rest, &measure, &mut out);
    boxes::insert(sheet, &mut out);
    out.extend(footnote::blocks(sheet, notes, &measure));
    for (kind, lines) in [(BlockKind::Paragraph, &sheet.sideways), (BlockKind::Stamp, &sheet.stamps)] {
        out.extend(lines.iter().map(|l| Block { kind, lines: vec![l.clone()] }));
    }
    out
}

/// Height at which the footnotes of a page begin; the page's end without any.
pub(super) fn notes_at(sheet: &Sheet) -> f32 {
    let kept: Vec<(usize, &Line)> =
        sheet.lines.iter().enumerate().filter(|(i, _)| sheet.furniture[*i] == Furniture::No).collect();
    let measure = Measure::of(kept.iter().map(|(_, l)| *l), None);
    kept.get(footnote::start(sheet, &kept, &measure)).map_or(f32::MAX, |(_, l)| l.base)
}

/// Lines between two tables.
fn stretch(sheet: &Sheet, lines: &[(usize, &Line)], measure: &Measure, out: &mut Vec<Block>) {
    let mut plain: Vec<Line> = Vec::new();
    let flush = |plain: &mut Vec<Line>, out: &mut Vec<Block>| {
        for part in columns(rows(std::mem::take(plain), sheet), sheet) {
            let own = part.measure.unwrap_or(*measure);
            out.extend(paragraphs(sheet, part.lines, &own));
        }
    };
    for &(i, line) in lines {
        if sheet.furniture[i] == Furniture::Maybe {
            flush(&mut plain, out);
            out.push(Block { kind: BlockKind::Running, lines: vec![line.clone()] });
        } else {
            let mut line = line.clone();
            part_title(sheet, &mut line);
            match plain.last_mut() {
                Some(before) if ends_title(sheet, &line) => {
                    // What is left of the title may have the end of the left column's line beside it.
                    let right = line.atoms.iter().rposition(|a| a.1 == Sep::Tab).unwrap_or(0);
                    let x0 = sheet.atoms[line.atoms[right].0].x0;
                    let end = Line { atoms: line.atoms.split_off(right), x0, ..line };
                    if !finish_title(sheet, before, &end) {
                        line.atoms.extend(end.atoms);
                    } else if let Some(last) = line.atoms.last() {
                        line.x1 = sheet.atoms[last.0].x1;
                    }
                    if !line.atoms.is_empty() {
                        plain.push(line);
                    }
                }
                _ => plain.push(line),
            }
        }
    }
    flush(&mut plain, out);
}

/// Puts two columns whose lines stand at different heights (cells set in the middle of their row) into rows: left and
/// right line by line.
fn rows(lines: Vec<Line>, sheet: &Sheet) -> Vec<Line> {
    if (0..lines.len()).all(|at| interleaved(&lines[at..]).is_none()) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let Some((count, x)) = interleaved(&lines[at..]) else {
            out.push(lines[at].clone());
            at += 1;
            continue;
        };
        let (left, right): (Vec<&Line>, Vec<&Line>) = lines[at..at + count].iter().partition(|l| l.x0 < x);
        let mut titles: Vec<Line> = Vec::new();
        for line in right {
            if !titles.last_mut().is_some_and(|before| finish_title(sheet, before, line)) {
                titles.push(line.clone());
            }
        }
        let (mut left, mut right) = (left.into_iter().peekable(), titles.into_iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if (l.base - r.base).abs() < 1.1 * l.size.max(r.size) => {
                    let mut row = (*l).clone();
                    row.x1 = r.x1;
                    row.atoms
                        .extend(r.atoms.iter().enumerate().map(|(n, a)| (a.0, if n == 0 { Sep::Tab } else { a.1 })));
                    out.push(row);
                    left.next();
                    right.next();
                }
                (Some(l), r) if r.is_none_or(|r| l.base <= r.base) => out.extend(left.next().cloned()),
                (_, Some(_)) => out.extend(right.next()),
                (_, None) => break,
            }
        }
        at += count;
    }
    out
}

/// Lines from the first on that stand left and right of a gutter and overlap in height: how many, and the gutter.
fn interleaved(lines: &[Line]) -> Option<(usize, f32)> {
    let (first, second) = (lines.first()?, lines.get(1)?);
    let whole = |l: &Line| l.atoms.iter().all(|a| a.1 != Sep::Tab);
    let size = first.size.max(second.size);
    let apart = second.x0 - first.x1 > size || first.x0 - second.x1 > size;
    if !(whole(first) && whole(second) && apart) || second.base - first.base > 0.85 * size {
        return None;
    }
    let (mut low, mut high) = (first.x1.min(second.x1), first.x0.max(second.x0));
    let mut count = 2;
    for l in &lines[2..] {
        let step = l.base - lines[count - 1].base;
        if !whole(l) || step > 1.7 * size {
            break;
        }
        if l.x1 < high {
            low = low.max(l.x1);
        } else if l.x0 > low {
            high = high.min(l.x0);
        } else {
            break;
        }
        count += 1;
    }
    (high > low).then_some((count, (low + high) / 2.0))
}

/// The state's and the Party's name at the head of the right column.
const TITLES: [&str; 2] = ["CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM", "ĐẢNGCỘNGSẢNVIỆTNAM"];

/// White before a title that stands beside other words, in font sizes and against the other gaps of its line.
const TITLE_GAP: f32 = 0.5;
const TITLE_WIDER: f32 = 1.5;

/// Parts `ỦY BAN NHÂN DÂN HUYỆN  CỘNG HÒA XÃ HỘI …` where the columns of a header block nearly touch.
fn part_title(sheet: &Sheet, line: &mut Line) {
    // Few lines have these letters of both titles together, and only those are put together whole. A change of font
    // parts them at any place.
    let may_hold = |k: usize| {
        let text = super::lines::text(&sheet.atoms[line.atoms[k].0], &sheet.arena);
        let parted = || line.atoms.get(k + 1).is_some_and(|a| a.1 == Sep::None);
        text.contains(['Ộ', 'ộ'])
            && (["ỘN", "ộn", "Ộn"].iter().any(|t| text.contains(t)) || text.ends_with(['Ộ', 'ộ']) && parted())
    };
    if line.atoms.len() < 2 || !(0..line.atoms.len()).any(may_hold) {
        return;
    }
    let letters = title_letters(sheet, &line.atoms);
    if !TITLE_STARTS.iter().any(|t| letters.contains(t)) {
        return;
    }
    let width = |at: usize| sheet.atoms[line.atoms[at].0].x0 - sheet.atoms[line.atoms[at - 1].0].x1;
    let begins = |at: &usize| {
        let rest = title_letters(sheet, &line.atoms[*at..]);
        TITLES.iter().any(|t| rest.starts_with(t) || t.starts_with(&rest))
            && TITLE_STARTS.iter().any(|t| rest.starts_with(t))
    };
    let Some(at) = (1..line.atoms.len()).find(begins).filter(|&at| line.atoms[at].1 == Sep::Space) else { return };
    let others = (1..line.atoms.len()).filter(|&k| k != at && line.atoms[k].1 == Sep::Space).map(width);
    if width(at) > TITLE_GAP * line.size && width(at) > TITLE_WIDER * others.fold(0.0, f32::max) {
        line.atoms[at].1 = Sep::Tab;
    }
}

/// How the titles begin.
const TITLE_STARTS: [&str; 2] = ["CỘNGHÒA", "ĐẢNGCỘNG"];

/// Capitals without spaces, in the titles' spelling.
fn title_letters(sheet: &Sheet, atoms: &[(usize, Sep)]) -> String {
    let text: String = atoms.iter().map(|a| super::lines::text(&sheet.atoms[a.0], &sheet.arena)).collect();
    text.to_uppercase().replace("OÀ", "ÒA")
}

/// Puts what a right column's line wrapped (`VIỆT NAM` of the national title, the year of the date, alone below it)
/// behind its beginning, so that the row reads `ỦY BAN NHÂN DÂN⇥CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`.
fn finish_title(sheet: &Sheet, before: &mut Line, next: &Line) -> bool {
    let year = is_year(last_word(sheet, next)) && next.atoms.len() == 1;
    if !year && !is_title_end(last_word(sheet, next)) {
        return false;
    }
    let Some(at) = before.atoms.iter().rposition(|a| a.1 == Sep::Tab).or((!year).then_some(0)) else { return false };
    let left = sheet.atoms[before.atoms[at].0].x0 - next.size;
    if next.x0 < left {
        return false;
    }
    let head = title_letters(sheet, &before.atoms[at..]);
    let goes_on = if year {
        head.ends_with("NĂM") && head.contains("NGÀY") && head.contains("THÁNG")
    } else {
        let tail = title_letters(sheet, &next.atoms);
        TITLES.iter().any(|t| t.strip_prefix(head.as_str()).is_some_and(|rest| !rest.is_empty() && rest == tail))
    };
    if goes_on {
        let mut tail = next.atoms.clone();
        tail[0].1 = Sep::Space;
        before.atoms.extend(tail);
    }
    goes_on
}

/// Whether a line may hold what [`finish_title`] looks for; few do.
fn ends_title(sheet: &Sheet, line: &Line) -> bool {
    let last = last_word(sheet, line);
    is_year(last) || is_title_end(last)
}

fn last_word<'a>(sheet: &'a Sheet, line: &Line) -> &'a str {
    line.atoms.last().map_or("", |a| super::lines::text(&sheet.atoms[a.0], &sheet.arena))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_title_end(word: &str) -> bool {
    word.eq_ignore_ascii_case("NAM")
}

/// The tabs of a line that are none: behind a list label, and in a line stretched by justification.
pub(super) fn settle_tabs(line: &mut Line, sheet: &Sheet) {
    let atoms = &sheet.atoms;
    let spaces: Vec<f32> =
        line.atoms.windows(2).filter(|w| w[1].1 != Sep::None).map(|w| atoms[w[1].0].x0 - atoms[w[0].0].x1).collect();
    let widest = spaces.iter().copied().fold(0.0, f32::max);
    let narrowest = spaces.iter().copied().fold(f32::MAX, f32::min);
    let stretched = spaces.len() >= 3 && narrowest > 0.5 * widest;
    let label = line.atoms.iter().position(|a| a.1 == Sep::Tab).filter(|&at| {
        let text: String = line.atoms[..at].iter().map(|a| super::lines::text(&atoms[a.0], &sheet.arena)).collect();
        super::paragraph::is_label(&text)
    });
    for (i, atom) in line.atoms.iter_mut().enumerate() {
        if atom.1 == Sep::Tab && (stretched || label == Some(i)) {
            atom.1 = Sep::Space;
        }
    }
}

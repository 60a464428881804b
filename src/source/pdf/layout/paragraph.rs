//! Lines of print to paragraphs: a line goes on below when its neighbour's first word no longer fitted.
//!
//! Vietnamese is not hyphenated at line ends: a final `-` is a real dash and stays. A paragraph begins where a
//! first line is indented, where the gap is wider, where a list label follows a full stop.

use super::Sheet;
use super::columns::begins_inside;
use super::lines::{Line, Sep, text};
use super::order::{Block, BlockKind, settle_tabs};
use super::words::BOLD;
use crate::source::pdf::geometry::Rect;

/// The margins and the leading of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) size: f32,
    /// Distance of baselines within paragraphs.
    pub(crate) leading: f32,
    /// Number of lines that it was taken from.
    pub(crate) lines: usize,
}

/// Lines below this number say little about margins.
const FEW_LINES: usize = 6;

impl Measure {
    /// Of some lines; where they are few, the `typical` one of the file counts.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a Line>, typical: Option<Self>) -> Self {
        let lines: Vec<&Line> = lines.collect();
        let mut weights: Vec<(f32, usize)> = Vec::new();
        for l in &lines {
            match weights.iter_mut().find(|w| (w.0 - l.size).abs() < 0.4) {
                Some(w) => w.1 += l.atoms.len(),
                None => weights.push((l.size, l.atoms.len())),
            }
        }
        let size = weights.iter().max_by_key(|w| w.1).map_or(12.0, |w| w.0);
        let body: Vec<&&Line> = lines.iter().filter(|l| (l.size - size).abs() < 0.1 * size).collect();
        // A margin is where two lines end; one alone may stick out.
        let shared = |values: &mut Vec<f32>| {
            values.windows(2).find(|w| (w[0] - w[1]).abs() < 3.0).map(|w| w[0]).or(values.first().copied())
        };
        let mut rights: Vec<f32> = body.iter().map(|l| l.x1).collect();
        rights.sort_by(|a, b| b.total_cmp(a));
        let mut lefts: Vec<f32> = body.iter().map(|l| l.x0).collect();
        lefts.sort_by(f32::total_cmp);
        let mut steps: Vec<f32> =
            body.windows(2).map(|w| w[1].base - w[0].base).filter(|d| (0.8 * size..2.6 * size).contains(d)).collect();
        steps.sort_by(f32::total_cmp);
        let mut me = Self {
            left: shared(&mut lefts).unwrap_or(0.0),
            right: shared(&mut rights).unwrap_or(0.0),
            size,
            leading: steps.get(steps.len() / 3).copied().unwrap_or(1.3 * size),
            lines: body.len(),
        };
        if let Some(t) = typical.filter(|_| me.lines < FEW_LINES) {
            me.left = me.left.min(t.left);
            me.right = me.right.max(t.right);
            me.leading = if steps.len() < 2 { t.leading } else { me.leading };
        }
        me
    }
}

impl Measure {
    /// A file of few lines shows no right margin: then it is as wide as the left one.
    pub(crate) fn widen(&mut self, page: Rect) {
        if self.lines < FEW_LINES {
            self.right = self.right.max(page.x1 - (self.left - page.x0));
        }
    }
}

/// Joins lines to paragraphs.
pub(crate) fn paragraphs(sheet: &Sheet, mut lines: Vec<Line>, measure: &Measure) -> Vec<Block> {
    for line in &mut lines {
        settle_tabs(line, sheet);
    }
    let measures: Vec<Option<Measure>> = (0..lines.len()).map(|at| narrowed(sheet, &lines, at, measure)).collect();
    let mut out: Vec<Block> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let joins = |before: &[Line]| match &measures[at - 1] {
            Some(own) => runs_on(sheet, before, &line) && goes_on(sheet, before, &line, own),
            None => goes_on(sheet, before, &line, measure),
        };
        match out.last_mut() {
            Some(block) if joins(&block.lines) => block.lines.push(line),
            _ => out.push(Block { kind: BlockKind::Paragraph, lines: vec![line] }),
        }
    }
    out
}

/// Lines before and behind one that show its margins, and how many of them, of how many words, must stand between the
/// same two.
const WINDOW: usize = 5;
const FLUSH: usize = 3;
const WORDS: usize = 4;
/// A column of prose is at least this wide, in font sizes.
const COLUMN: f32 = 10.0;

/// The measure at a line: text beside a picture or a box, or in a lone column, is narrower than the page's. Its full lines
/// end at the same place.
fn narrowed(sheet: &Sheet, lines: &[Line], at: usize, m: &Measure) -> Option<Measure> {
    let line = &lines[at];
    let near = &lines[at.saturating_sub(WINDOW)..lines.len().min(at + WINDOW + 1)];
    if let Some(b) = sheet.boxes.iter().find(|b| b.is_beside(line)) {
        let beside = || near.iter().filter(|l| b.is_beside(l));
        let left = beside().map(|l| l.x0).fold(f32::MAX, f32::min);
        // Text runs up to some white before the box; short lines alone do not show how far.
        let white = b.rect.x0 - 3.0 * line.size;
        let right = beside().map(|l| l.x1).fold(white, f32::max);
        return Some(if line.x1 < b.rect.x0 { Measure { left, right, ..*m } } else { Measure { left, ..*m } });
    }
    if line.x1 > m.right - 2.0 * line.size {
        return None;
    }
    let beside = || near.iter().filter(|l| (l.x1 - line.x1).abs() < 1.0);
    let left = beside().map(|l| l.x0).fold(f32::MAX, f32::min);
    // Figures below each other are as wide as each other, too, but no prose.
    let prose = |l: &&Line| l.atoms.iter().filter(|a| a.1 == Sep::Space).count() + 1 >= WORDS;
    let flush = beside().filter(|l| l.x0 - left < 1.0).filter(prose).count();
    (flush >= FLUSH && line.x1 - left > COLUMN * line.size).then_some(Measure { left, right: line.x1, ..*m })
}

/// Whether a line begins in the middle of the sentence before it, as the next entry of a list does not.
fn runs_on(sheet: &Sheet, before: &[Line], line: &Line) -> bool {
    let word = line.atoms.first().map_or("", |a| atom_text(sheet, a.0));
    let open = || word.starts_with(char::is_alphanumeric) && !is_label(word);
    begins_inside(line, sheet) || open() && before.last().is_some_and(|l| !is_closed(sheet, l))
}

/// Whether `next` goes on with a paragraph.
pub(super) fn goes_on(sheet: &Sheet, paragraph: &[Line], next: &Line, m: &Measure) -> bool {
    let (Some(first), Some(prev)) = (paragraph.first(), paragraph.last()) else { return false };
    let size = prev.size.max(next.size);
    if has_tab(prev) || has_tab(next) || (prev.size - next.size).abs() > 0.1 * size {
        return false;
    }
    let step = next.base - prev.base;
    let leading = if (prev.size - m.size).abs() < 0.1 * m.size { m.leading } else { m.leading * prev.size / m.size };
    let usual = paragraph.windows(2).last().map_or(leading.max(1.1 * size), |w| w[1].base - w[0].base);
    if step <= 0.3 * size || step > 1.3 * usual.max(0.9 * size) {
        return false;
    }
    if let (Some(a), Some(b)) = (bold(sheet, prev), bold(sheet, next))
        && a != b
    {
        return false;
    }
    let centred = |l: &Line| (l.x0 - m.left > 1.5 * size) && ((l.x0 - m.left) - (m.right - l.x1)).abs() < 1.2 * size;
    let first_word = first_word_width(sheet, next);
    let closed = is_closed(sheet, prev);
    // The first line of a wrapped title fills the measure, the second stands in its middle.
    let middle = ((prev.x0 - m.left) - (m.right - prev.x1)).abs() < 1.2 * size && next.x0 - prev.x0 > 1.5 * size;
    if middle && centred(next) && !closed && paragraph.len() == 1 {
        return prev.x1 - prev.x0 + 0.25 * size + first_word > 0.97 * (m.right - m.left);
    }
    let indent = 0.6 * size;
    let full = prev.x1 + 0.25 * size + first_word >= m.right - 0.35 * size;
    // An indented first line that ends as far before the margin as it begins behind it is not centred.
    let wrapped = full && paragraph.len() == 1 && next.x0 - m.left < indent && !centred(next);
    if centred(prev) && !wrapped {
        let width = prev.x1 - prev.x0 + 0.25 * size + first_word;
        return centred(next) && width > 0.97 * (m.right - m.left);
    }
    let blank = || next.atoms.first().is_some_and(|a| atom_text(sheet, a.0).starts_with(['…', '_', '.']));
    let entry = || ends_leader(sheet, next) && !blank() || ends_leader(sheet, prev);
    if !full || entry() && !begins_inside(next, sheet) {
        return false;
    }
    let digit = next.atoms.first().is_some_and(|a| atom_text(sheet, a.0).starts_with(|c: char| c.is_ascii_digit()));
    let labelled = start_label(&line_start(sheet, next));
    if labelled && (closed || next.x0 > m.left + indent && !digit) {
        return false;
    }
    let first_label = || start_label(&line_start(sheet, first));
    match paragraph {
        [one] => {
            if next.x0 > one.x0 + indent {
                // A hanging list item goes on to the right of its label.
                return next.x0 < one.x0 + 5.0 * size && !closed && first_label();
            }
            let back = one.x0 - next.x0 > indent;
            back || one.x0 - m.left < indent || !closed
        }
        [.., before] => (next.x0 - before.x0).abs() <= indent.max(1.0),
        [] => false,
    }
}

/// Whether a line ends as a sentence or a clause of a list does.
fn is_closed(sheet: &Sheet, line: &Line) -> bool {
    for &(i, sep) in line.atoms.iter().rev() {
        let rest = atom_text(sheet, i).trim_end_matches(['”', '"', ')']);
        if !rest.is_empty() {
            return rest.ends_with(['.', ';', ':', '!', '?', '/']);
        }
        if sep != Sep::None {
            return false;
        }
    }
    false
}

fn has_tab(line: &Line) -> bool {
    line.atoms.iter().any(|a| a.1 == Sep::Tab)
}

/// Whether dots lead to a line's end or to the figure there (`Tỷ lệ che phủ rừng ..... 47,2%`), in one word or apart; an ellipsis
/// has three. Blanks of a form stand within the line: `năm ……… theo Quyết định`.
fn ends_leader(sheet: &Sheet, line: &Line) -> bool {
    let Some(&(last, _)) = line.atoms.last() else { return false };
    let figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '%' | '/' | '-');
    let mut end = atom_text(sheet, last).trim_end_matches(figure);
    let mut rest = line.atoms.iter().rev().skip(1);
    if end.is_empty() {
        end = rest.next().map_or("", |a| atom_text(sheet, a.0));
    }
    let is_dot = |c: &char| matches!(c, '.' | '…' | '_');
    let dots =
        |word: &str| -> usize { word.chars().rev().take_while(is_dot).map(|c| if c == '…' { 3 } else { 1 }).sum() };
    let apart = || rest.map(|a| atom_text(sheet, a.0)).take_while(|w| *w == ".").count();
    dots(end) >= LEADER || end == "." && 1 + apart() >= LEADER
}

/// Dots of a leader.
const LEADER: usize = 5;

/// All letters bold, none, or mixed.
pub(super) fn bold(sheet: &Sheet, line: &Line) -> Option<bool> {
    let mut kinds = line.atoms.iter().map(|a| sheet.atoms[a.0].flags & BOLD != 0);
    let first = kinds.next()?;
    kinds.all(|k| k == first).then_some(first)
}

/// As much of a line's text as [`start_label`] looks at: its first two words.
fn line_start(sheet: &Sheet, line: &Line) -> String {
    let mut out = String::with_capacity(64);
    let mut words = 0;
    for &(i, sep) in &line.atoms {
        words += usize::from(sep != Sep::None && !out.is_empty());
        if words == 2 {
            break;
        }
        if sep != Sep::None {
            out.push(' ');
        }
        out.push_str(atom_text(sheet, i));
    }
    out
}

fn first_word_width(sheet: &Sheet, line: &Line) -> f32 {
    let mut end = line.x0;
    for (n, &(i, sep)) in line.atoms.iter().enumerate() {
        if n > 0 && sep != Sep::None {
            break;
        }
        end = end.max(sheet.atoms[i].x1);
    }
    end - line.x0
}

/// Whether a line begins with a list label: `1.`, `1.2.`, `a)`, `-`, `+`, `•`, `I.`, `Điều 5.`.
pub(super) fn start_label(line: &str) -> bool {
    let mut words = line.split([' ', '\t']);
    let Some(first) = words.next() else { return false };
    let more = words.next();
    is_label(first) && more.is_some()
        || matches!(first, "Điều" | "Chương" | "Mục" | "Phần" | "Khoản")
            && more.is_some_and(|w| w.ends_with(['.', ':']))
}

/// Whether a word alone is a list label.
pub(super) fn is_label(word: &str) -> bool {
    let word = word.trim();
    if matches!(word, "-" | "–" | "—" | "+" | "*" | "•" | "▪" | "◦" | "☐" | "✓" | "" | "·" | "o" | "●" | "■" | "➢")
    {
        return true;
    }
    let inner = word.strip_prefix('(').unwrap_or(word);
    let Some(body) = inner.strip_suffix(['.', ')', '/', '-']) else {
        let dotted = word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
        let number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
        return dotted
            && word.len() <= 8
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.split('.').all(|p| p.len() <= 2)
            || number;
    };
    let digits = body.len() <= 8
        && body.split('.').all(|p| !p.is_empty() && p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit()));
    let roman = body.len() <= 5 && !body.is_empty() && body.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let letter = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    digits || roman || letter
}

/// Text of an atom, for the other parts of the layout.
pub(super) fn atom_text(sheet: &Sheet, index: usize) -> &str {
    text(&sheet.atoms[index], &sheet.arena)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for word in ["1.", "1.2.", "1.2", "a)", "đ)", "(1)", "-", "+", "•", "IV.", "2/", "12"] {
            assert!(is_label(word), "{word}");
        }
        for word in ["1.204,5", "2021", "ha", "12/2018/QĐ-TTg", "xã", "TM.", "125.678"] {
            assert!(!is_label(word), "{word}");
        }
        assert!(start_label("Điều 5. Trách nhiệm"));
        assert!(!start_label("Điều 5 của Luật"));
        assert!(!start_label("2021 và"));
    }
}

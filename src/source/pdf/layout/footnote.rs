//! Footnotes: the lines at the foot of a page, below a short rule or in smaller print, each from its mark on.
//!
//! `1 Quyết định số … về tiêu chí …` stands inside the sentence that the page's end interrupts; it goes behind
//! the body.

use super::lines::{Line, Sep};
use super::order::{Block, BlockKind, settle_tabs};
use super::paragraph::{Measure, atom_text, goes_on};
use super::{Furniture, Sheet};

/// The rule above footnotes is longer than this, in points, and shorter than [`RULE_SHARE`] of the measure.
const RULE_MIN: f32 = 30.0;
const RULE_SHARE: f32 = 0.75;
/// Smaller print, as a share of the body's size.
const SMALL: f32 = 0.93;

/// Index of the first footnote line among the page's lines; their number when there is none.
pub(super) fn start(sheet: &Sheet, lines: &[(usize, &Line)], measure: &Measure) -> usize {
    let end = lines.len();
    by_rule(sheet, lines, measure).or_else(|| by_print(sheet, lines, measure)).unwrap_or(end)
}

/// Below a short rule at the left margin, with nothing but small print or marked notes below it.
fn by_rule(sheet: &Sheet, lines: &[(usize, &Line)], m: &Measure) -> Option<usize> {
    let mut rules: Vec<_> = sheet
        .rules
        .iter()
        .filter(|r| {
            let length = r.to - r.from;
            length > RULE_MIN
                && length < RULE_SHARE * (m.right - m.left).max(100.0)
                && (r.from - m.left).abs() < 2.5 * m.size
        })
        .collect();
    rules.sort_by(|a, b| b.at.total_cmp(&a.at));
    rules.into_iter().find_map(|rule| {
        let at = lines.iter().position(|(_, l)| l.base > rule.at)?;
        let below = &lines[at..];
        let first = below.first()?.1;
        // An underline hangs below its own text.
        let underline = lines[..at].last().is_some_and(|(_, l)| rule.at - l.base < 0.3 * l.size && l.x0 < rule.to);
        let tables_below = sheet.tables.iter().any(|t| t.grid.rect.y0 > rule.at);
        let close = first.base - rule.at < 3.0 * first.size;
        let texts = || below.iter().filter(|(i, _)| sheet.furniture[*i] == Furniture::No);
        let small = texts().all(|(_, l)| l.size <= SMALL * m.size);
        (close && !underline && !tables_below && (small || mark(sheet, first).is_some())).then_some(at)
    })
}

/// Without a rule: smaller print at the foot whose first line carries a mark.
fn by_print(sheet: &Sheet, lines: &[(usize, &Line)], m: &Measure) -> Option<usize> {
    let small = |l: &Line| l.size <= SMALL * m.size;
    let count = lines.iter().rev().take_while(|(i, l)| small(l) || sheet.furniture[*i] == Furniture::Maybe).count();
    let foot = &lines[lines.len() - count..];
    let first = foot.iter().position(|(_, l)| small(l) && mark(sheet, l).is_some())?;
    let at = lines.len() - count + first;
    // A page all in small print has no body above, and notes stand in the lower half.
    let low = foot[first].1.base > sheet.page.y0 + 0.35 * (sheet.page.y1 - sheet.page.y0);
    (at > 0 && low && !sheet.tables.iter().any(|t| t.grid.rect.y0 > foot[first].1.base)).then_some(at)
}

/// The number of the note that begins with a line.
fn mark(sheet: &Sheet, line: &Line) -> Option<u32> {
    let &(first, _) = line.atoms.first()?;
    let text = atom_text(sheet, first);
    let digits: String = text
        .chars()
        .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).map_or(c, |n| char::from(b'0' + n as u8)))
        .collect();
    let digits = digits.trim_start_matches(['[', '(']).trim_end_matches([']', ')', '.']);
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    line.atoms.get(1)?;
    digits.parse().ok()
}

/// The notes, one block each; what stands above the first mark goes on from the page before.
pub(super) fn blocks(sheet: &Sheet, lines: &[(usize, &Line)], measure: &Measure) -> Vec<Block> {
    let own = Measure::of(lines.iter().filter(|(i, _)| sheet.furniture[*i] == Furniture::No).map(|(_, l)| *l), None);
    let own = Measure { right: own.right.max(measure.right), left: own.left.min(measure.left), ..own };
    let mut out: Vec<Block> = Vec::new();
    let mut number = None;
    for &(i, line) in lines {
        if sheet.furniture[i] == Furniture::Maybe {
            out.push(Block { kind: BlockKind::Running, lines: vec![line.clone()] });
            continue;
        }
        let mut line = line.clone();
        settle_tabs(&mut line, sheet);
        for atom in &mut line.atoms {
            if atom.1 == Sep::Tab {
                atom.1 = Sep::Space;
            }
        }
        let begins =
            mark(sheet, &line).filter(|&n| raised(sheet, &line) || number.is_none_or(|before: u32| n == before + 1));
        if let (Some(n), Some((_, second))) = (begins, line.atoms.get(1).copied()) {
            number = Some(n);
            if second == Sep::None {
                line.atoms[1].1 = Sep::Space;
            }
        }
        match out.last_mut() {
            Some(block) if begins.is_none() && block.kind == BlockKind::Footnote => {
                // A note of several paragraphs stays one block: it is cut out of the body as a whole.
                let joined = goes_on(sheet, &block.lines, &line, &own) || number.is_some() || out.len() == 1;
                match out.last_mut() {
                    Some(block) if joined => block.lines.push(line),
                    _ => out.push(Block { kind: BlockKind::Footnote, lines: vec![line] }),
                }
            }
            _ => out.push(Block { kind: BlockKind::Footnote, lines: vec![line] }),
        }
    }
    out
}

fn raised(sheet: &Sheet, line: &Line) -> bool {
    line.atoms.first().is_some_and(|&(i, _)| {
        sheet.atoms[i].size < 0.85 * line.size
            || atom_text(sheet, i).starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    })
}

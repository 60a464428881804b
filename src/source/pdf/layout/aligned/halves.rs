//! Rows whose figures stand in the middle beside a name of two lines: between its lines, level with none.
//!
//! Takes the lines of a page, gives them with such figures in the line above, where the row begins.

use super::Page;
use crate::source::pdf::layout::lines::{Line, line};

/// Distance of the figures from the lines above and below them, in font sizes.
const STEP: std::ops::Range<f32> = 0.45..0.95;
/// How much the two distances, or the left ends of the name's lines, may differ.
const SAME: f32 = 0.3;

impl Page<'_> {
    /// The lines with figures between two lines of a name joined to the upper of these.
    pub(super) fn levelled(self, lines: Vec<Line>) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::with_capacity(lines.len());
        let mut rest = lines.into_iter().peekable();
        while let Some(next) = rest.next() {
            let joined = match (out.last(), rest.peek()) {
                (Some(above), Some(below)) if self.is_between(above, &next, below) => {
                    let atoms = above.atoms.iter().chain(&next.atoms).map(|a| a.0).collect();
                    line(atoms, self.atoms, self.arena).map(|joined| Line { base: above.base, ..joined })
                }
                _ => None,
            };
            match (joined, out.last_mut()) {
                (Some(joined), Some(above)) => *above = joined,
                _ => out.push(next),
            }
        }
        out
    }

    /// Whether a line of figures stands in the middle beside the two lines of a name.
    fn is_between(self, above: &Line, l: &Line, below: &Line) -> bool {
        let (up, down) = (l.base - above.base, below.base - l.base);
        let near = |a: f32, b: f32| (a - b).abs() < SAME * l.size;
        if !STEP.contains(&(up / l.size)) || !near(up, down) || !near(above.x0, below.x0) {
            return false;
        }
        let (left, right) = (above.x0, above.x1.max(below.x1));
        let phrases = self.phrases(l);
        let name =
            |l: &Line| self.phrases(l).len() == 1 && l.text(self.atoms, self.arena).contains(char::is_alphabetic);
        phrases.iter().all(|p| p.x1 < left || right < p.x0)
            && phrases.iter().any(|p| right < p.x0 && self.is_figure(&p.atoms))
            && name(above)
            && name(below)
    }
}

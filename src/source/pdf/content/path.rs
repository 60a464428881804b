//! Paths to lines along the axes: what tables are ruled with.
//!
//! A stroked line or rectangle gives its sides, a filled bar thinner than [`MAX_THICKNESS`] its middle; a larger filled
//! rectangle is kept as what may be the background of a cell.

use super::numbers;
use crate::source::pdf::geometry::{Matrix, Rect, Segment};
use crate::source::pdf::lexer::Token;

/// A filled rectangle up to this many points thick is a line; cells are taller.
const MAX_THICKNESS: f32 = 3.0;
/// How far a line may lean, in points, and still be along an axis.
const MAX_LEAN: f32 = 0.6;
/// Points of a path that can still be ruling; charts and maps have more.
const MAX_POINTS: usize = 20_000;

/// What paths leave on a page.
#[derive(Debug, Default)]
pub(crate) struct Ruling {
    /// Stroked and thin filled lines along the axes.
    pub(crate) segments: Vec<Segment>,
    /// Filled rectangles along the axes.
    pub(crate) fills: Vec<Rect>,
    /// Lines between two points that lie along no axis: those of a page that was scanned askew.
    pub(crate) askew: Vec<[(f32, f32); 2]>,
}

/// Lines of a page; a map or a chart may have more, a table has not.
const MAX_SEGMENTS: usize = 100_000;
/// Filled rectangles of a page; the same holds.
const MAX_FILLS: usize = 10_000;

impl Ruling {
    fn truncate(&mut self) {
        self.segments.truncate(MAX_SEGMENTS);
        self.fills.truncate(MAX_FILLS);
        self.askew.truncate(MAX_FILLS);
    }
}

/// The path under construction, in page points.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Sub-paths: points, and whether a curve is among the pieces.
    parts: Vec<Part>,
    points: usize,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<(f32, f32)>,
    closed: bool,
    curved: bool,
}

impl Path {
    pub(super) fn operator(&mut self, op: &[u8], operands: &[Token<'_>], ctm: &Matrix, out: &mut Ruling) {
        match op {
            b"m" => {
                if let Some([x, y]) = numbers::<2>(operands) {
                    self.parts.push(Part::default());
                    self.add(ctm.apply(x, y));
                }
            }
            b"l" => {
                if let Some([x, y]) = numbers::<2>(operands) {
                    self.add(ctm.apply(x, y));
                }
            }
            b"c" | b"v" | b"y" => {
                if let (Some([x, y]), Some(part)) = (numbers::<2>(operands), self.parts.last_mut()) {
                    part.curved = true;
                    self.add(ctm.apply(x, y));
                }
            }
            b"h" => self.close(),
            b"re" => {
                if let Some([x, y, w, h]) = numbers::<4>(operands) {
                    self.parts.push(Part::default());
                    for (x, y) in [(x, y), (x + w, y), (x + w, y + h), (x, y + h)] {
                        self.add(ctm.apply(x, y));
                    }
                    self.close();
                }
            }
            b"S" => self.stroke(out),
            b"s" => {
                self.close();
                self.stroke(out);
            }
            b"f*" if self.border(out) => self.clear(),
            b"f" | b"F" | b"f*" => self.fill(out),
            b"B" | b"B*" | b"b" | b"b*" => {
                if op[0] == b'b' {
                    self.close();
                }
                self.fill_or_stroke(out);
            }
            _ => self.clear(),
        }
        out.truncate();
    }

    fn add(&mut self, point: (f32, f32)) {
        self.points += 1;
        if self.points <= MAX_POINTS
            && let Some(part) = self.parts.last_mut()
        {
            part.points.push(point);
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    fn clear(&mut self) {
        self.parts.clear();
        self.points = 0;
    }

    fn stroke(&mut self, out: &mut Ruling) {
        if self.points <= MAX_POINTS {
            self.parts.iter().for_each(|p| p.sides(out));
        }
        self.clear();
    }

    fn fill(&mut self, out: &mut Ruling) {
        if self.points <= MAX_POINTS {
            self.parts.iter().for_each(|p| {
                p.filled(out);
            });
        }
        self.clear();
    }

    /// Two rectangles, one close inside the other, of which what lies between them is filled, are the sides of a box.
    fn border(&self, out: &mut Ruling) -> bool {
        let [a, b] = &self.parts[..] else { return false };
        let (Some(a), Some(b)) = (a.rect(), b.rect()) else { return false };
        let sides = [(a.x0, b.x0), (a.y0, b.y0), (a.x1, b.x1), (a.y1, b.y1)];
        if sides.iter().any(|(a, b)| (a - b).abs() > MAX_THICKNESS) {
            return false;
        }
        let [x0, y0, x1, y1] = sides.map(|(a, b)| (a + b) / 2.0);
        for at in [y0, y1] {
            out.segments.push(Segment { horizontal: true, at, from: x0, to: x1 });
        }
        for at in [x0, x1] {
            out.segments.push(Segment { horizontal: false, at, from: y0, to: y1 });
        }
        true
    }

    /// A bar that is filled and stroked is one line, not four.
    fn fill_or_stroke(&mut self, out: &mut Ruling) {
        if self.points <= MAX_POINTS {
            for part in &self.parts {
                if !part.filled(out) {
                    part.sides(out);
                }
            }
        }
        self.clear();
    }
}

impl Part {
    fn sides(&self, out: &mut Ruling) {
        if self.curved {
            return;
        }
        let last = self.closed.then(|| self.points.last().zip(self.points.first())).flatten();
        let pairs = self.points.windows(2).map(|w| (w[0], w[1])).chain(last.map(|(a, b)| (*a, *b)));
        for ((x0, y0), (x1, y1)) in pairs {
            let (w, h) = ((x1 - x0).abs(), (y1 - y0).abs());
            if h <= MAX_LEAN && w > h {
                out.segments.push(Segment { horizontal: true, at: (y0 + y1) / 2.0, from: x0.min(x1), to: x0.max(x1) });
            } else if w <= MAX_LEAN && h > w {
                out.segments.push(Segment { horizontal: false, at: (x0 + x1) / 2.0, from: y0.min(y1), to: y0.max(y1) });
            } else {
                out.askew.push([(x0, y0), (x1, y1)]);
            }
        }
    }

    /// The rectangle along the axes that the part is.
    fn rect(&self) -> Option<Rect> {
        if self.curved || self.points.len() < 4 || self.points.len() > 6 {
            return None;
        }
        let upright =
            self.points.windows(2).all(|w| (w[0].0 - w[1].0).abs() < MAX_LEAN || (w[0].1 - w[1].1).abs() < MAX_LEAN);
        upright.then(|| self.points.iter().fold(Rect::EMPTY, |r, &(x, y)| r.with(x, y)))
    }

    /// The middle of a thin bar that lies along no axis.
    fn bar(&self) -> Option<[(f32, f32); 2]> {
        let ([a, b, c, d] | [a, b, c, d, _]) = self.points[..] else { return None };
        let length = |p: (f32, f32), q: (f32, f32)| (p.0 - q.0).hypot(p.1 - q.1);
        let middle = |p: (f32, f32), q: (f32, f32)| ((p.0 + q.0) / 2.0, (p.1 + q.1) / 2.0);
        let (one, other) = (length(a, b), length(b, c));
        let even = (one - length(c, d)).abs() + (other - length(d, a)).abs() < MAX_LEAN;
        if self.curved || !even || one.min(other) > MAX_THICKNESS {
            return None;
        }
        Some(if one < other { [middle(a, b), middle(c, d)] } else { [middle(b, c), middle(d, a)] })
    }

    /// Gives a line, and says so, if the part is a thin upright or level rectangle; a larger one is a fill.
    fn filled(&self, out: &mut Ruling) -> bool {
        let Some(r) = self.rect() else {
            let bar = self.bar();
            out.askew.extend(bar);
            return bar.is_some();
        };
        let (w, h) = (r.x1 - r.x0, r.y1 - r.y0);
        if w.min(h) > MAX_THICKNESS {
            out.fills.push(r);
            return false;
        }
        out.segments.push(if w >= h {
            Segment { horizontal: true, at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }
        } else {
            Segment { horizontal: false, at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::pdf::lexer::Lexer;

    fn segments(content: &str) -> Vec<(bool, f32, f32, f32)> {
        let (mut lexer, mut path, mut out, mut operands) =
            (Lexer::new(content.as_bytes()), Path::default(), Ruling::default(), Vec::new());
        while let Some(token) = lexer.next() {
            if let Token::Op(op) = token {
                path.operator(op, &operands, &Matrix::IDENTITY, &mut out);
                operands.clear();
            } else {
                operands.push(token);
            }
        }
        out.segments.iter().map(|s| (s.horizontal, s.at, s.from, s.to)).collect()
    }

    #[test]
    fn lines_of_paths() {
        const H: bool = true;
        const V: bool = false;
        type Row = (&'static str, &'static [(bool, f32, f32, f32)], &'static str);
        let rows: [Row; 11] = [
            ("0 5 m 10 5 l S", &[(H, 5.0, 0.0, 10.0)], "a stroke"),
            ("10 5 m 0 5 l S", &[(H, 5.0, 0.0, 10.0)], "right to left"),
            (
                "0 0 10 20 re S",
                &[(H, 0.0, 0.0, 10.0), (V, 10.0, 0.0, 20.0), (H, 20.0, 0.0, 10.0), (V, 0.0, 0.0, 20.0)],
                "a box",
            ),
            ("0 0 100 1 re f", &[(H, 0.5, 0.0, 100.0)], "a thin bar"),
            ("0 0 1 100 re f*", &[(V, 0.5, 0.0, 100.0)], "an upright bar"),
            ("0 0 100 50 re f", &[], "a background"),
            (
                "1 1 98 48 re 0 0 100 50 re f*",
                &[(H, 0.5, 0.5, 99.5), (H, 49.5, 0.5, 99.5), (V, 0.5, 0.5, 49.5), (V, 99.5, 0.5, 49.5)],
                "a border between two rectangles",
            ),
            ("20 20 60 10 re 0 0 100 50 re f*", &[], "a background with a hole"),
            ("0 0 m 50 50 l S", &[], "a slanted line"),
            ("0 0 m 10 0 20 0 30 0 c S", &[], "a curve"),
            ("0 0 10 10 re W n", &[], "a clip"),
        ];
        for (content, expected, reason) in rows {
            assert_eq!(segments(content), expected, "{reason}");
        }
    }
}

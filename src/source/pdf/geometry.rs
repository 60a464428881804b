//! Matrices, rectangles and line segments in points, y downward from the page's top left.

/// An affine map `[a b c d e f]` as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

impl Matrix {
    /// Nothing changes.
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `outer`.
    pub(crate) fn then(&self, outer: &Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, outer.0);
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    /// A point's image.
    pub(crate) fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The box around a rectangle's image.
    pub(crate) fn bounds(&self, r: [f32; 4]) -> Rect {
        let corners = [(r[0], r[1]), (r[2], r[1]), (r[0], r[3]), (r[2], r[3])].map(|(x, y)| self.apply(x, y));
        corners.iter().fold(Rect::EMPTY, |b, &(x, y)| b.with(x, y))
    }
}

/// A rectangle, `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x0: f32,
    pub(crate) y0: f32,
    pub(crate) x1: f32,
    pub(crate) y1: f32,
}

impl Rect {
    /// Holds no point.
    pub(crate) const EMPTY: Self = Self { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };

    /// Grown to hold a point.
    pub(crate) fn with(self, x: f32, y: f32) -> Self {
        Self { x0: self.x0.min(x), y0: self.y0.min(y), x1: self.x1.max(x), y1: self.y1.max(y) }
    }

    /// Grown to hold another.
    pub(crate) fn union(self, o: Self) -> Self {
        Self { x0: self.x0.min(o.x0), y0: self.y0.min(o.y0), x1: self.x1.max(o.x1), y1: self.y1.max(o.y1) }
    }

    /// What both cover; may be empty.
    pub(crate) fn intersect(self, o: Self) -> Self {
        Self { x0: self.x0.max(o.x0), y0: self.y0.max(o.y0), x1: self.x1.min(o.x1), y1: self.y1.min(o.y1) }
    }

    /// Area, 0 when empty.
    pub(crate) fn area(self) -> f32 {
        (self.x1 - self.x0).max(0.0) * (self.y1 - self.y0).max(0.0)
    }

    /// Whether a point lies inside.
    pub(crate) fn contains(self, x: f32, y: f32) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }
}

/// A drawn line along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// Along x, else along y.
    pub(crate) horizontal: bool,
    /// The other coordinate.
    pub(crate) at: f32,
    /// From.
    pub(crate) from: f32,
    /// To, not before `from`.
    pub(crate) to: f32,
}

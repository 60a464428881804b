//! From the offsets of a derived text back to the text it was made from.

use super::Span;

/// A piecewise map from a derived text to its source.
///
/// The derived text is a sequence of pieces, each copied from some place of the source or inserted.
/// Pieces need not stand in source order (a detached footnote moves behind its paragraph).
/// Offsets inside a copied piece map one to one; offsets inside an inserted piece map to its anchor.
///
/// ```
/// use trichluc::text::{OffsetMap, Span};
/// // source "ab¬\ncd" → derived "ab cd"
/// let mut map = OffsetMap::default();
/// map.copy(0, 0, 2);
/// map.insert(2, 3, 1);
/// map.copy(3, 4, 2);
/// assert_eq!(map.span(Span::new(3, 5)), Span::new(4, 6));
/// assert_eq!(map.span(Span::new(0, 5)), Span::new(0, 6));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// Sorted by `derived`. An empty list is the identity.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    derived: usize,
    source: usize,
    len: usize,
    copied: bool,
}

impl Piece {
    /// The source offset of the derived `offset`, which is not in front of the piece.
    fn offset(&self, offset: usize) -> usize {
        if self.copied { self.source + (offset - self.derived).min(self.len) } else { self.source }
    }
}

impl OffsetMap {
    /// The map of a text to itself.
    pub const fn identity() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Whether this is the identity.
    pub fn is_identity(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Says that the next `len` derived bytes, from `derived` on, are the source bytes from `source` on.
    /// Calls come in order of `derived`. Adjacent pieces merge.
    pub fn copy(&mut self, derived: usize, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.copied
            && last.derived + last.len == derived
            && last.source + last.len == source
        {
            last.len += len;
            return;
        }
        self.pieces.push(Piece { derived, source, len, copied: true });
    }

    /// Says that the next `len` derived bytes stand for the source at `source` without being equal to it
    /// (a repaired letter, an inserted space).
    pub fn insert(&mut self, derived: usize, source: usize, len: usize) {
        if len > 0 {
            self.pieces.push(Piece { derived, source, len, copied: false });
        }
    }

    /// The source offset of the derived `offset`.
    pub fn offset(&self, offset: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.derived <= offset);
        let Some(p) = i.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return offset;
        };
        p.offset(offset)
    }

    /// The source span that the derived `span` was made from: from the source of its first byte to behind
    /// the source of its last byte. Where pieces moved, the smallest source range that holds both ends.
    pub fn span(&self, span: Span) -> Span {
        if self.is_identity() {
            return span;
        }
        let start = self.offset(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        // Inside a copied piece the end is one byte further; an inserted piece ends where the next begins.
        let i = self.pieces.partition_point(|p| p.derived < span.end);
        let last = match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) => p.offset(span.end - 1),
            None => span.end - 1,
        };
        let end = match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) if p.copied => last + 1,
            Some(p) if p.derived + p.len == span.end => {
                self.pieces.get(i).filter(|n| n.source >= p.source).map_or(last, |n| n.source)
            }
            _ => last,
        };
        Span::new(start.min(end), start.max(end))
    }
}

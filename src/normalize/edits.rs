//! What a normalizing pass changed, to lead places of the page's text into the normalized text.
//!
//! Takes replaced ranges in order, gives moved offsets and spans: with `a\u{301}` → `á` replaced at 1, the span of
//! the word behind it moves one byte to the left. The direction is from source to result, the other way round
//! than [`crate::text::OffsetMap`].

use crate::text::Span;

/// Replaced ranges of one pass, in order and disjoint. Empty: nothing changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edits {
    list: Vec<Edit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    source: Span,
    target: Span,
}

impl Edits {
    /// Says that the `source` bytes became the `target` bytes. Calls come in order.
    pub(super) fn replace(&mut self, source: Span, target: Span) {
        if let Some(last) = self.list.last_mut()
            && last.source.end == source.start
            && last.target.end == target.start
            && last.target.is_empty()
            && target.is_empty()
        {
            last.source.end = source.end;
            return;
        }
        self.list.push(Edit { source, target });
    }

    /// The span in the result; a replaced range counts as a whole.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = self.offset(span.start, false);
        Span::new(start, self.offset(span.end, true).max(start))
    }

    fn offset(&self, offset: usize, is_end: bool) -> usize {
        let i = self.list.partition_point(|e| e.source.start < offset);
        let Some(e) = i.checked_sub(1).map(|i| self.list[i]) else { return offset };
        if offset >= e.source.end {
            e.target.end + (offset - e.source.end)
        } else if is_end {
            e.target.end
        } else {
            e.target.start
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move() {
        // "xxAByyC" → "xxzyy": AB became z, C went.
        let mut e = Edits::default();
        e.replace(Span::new(2, 4), Span::new(2, 3));
        e.replace(Span::new(6, 7), Span::new(5, 5));
        for (from, to, why) in [
            ((0, 2), (0, 2), "before"),
            ((2, 4), (2, 3), "replaced"),
            ((3, 4), (2, 3), "a part of what was replaced"),
            ((4, 6), (3, 5), "behind"),
            ((4, 7), (3, 5), "with what went"),
            ((6, 7), (5, 5), "only what went"),
        ] {
            assert_eq!(e.span(Span::new(from.0, from.1)), Span::new(to.0, to.1), "{why}");
        }
    }
}

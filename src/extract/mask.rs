//! What the search for figures must not touch: identifiers, dates, years and periods, as spans in flow order.
//!
//! Takes mentions of dates and the spans of references; answers whether an offset is masked and where the next mask begins.
//! "giai đoạn 2021-2025" is masked; of "5 năm 2021-2025" only the years are, and the stretch stays a duration.

use super::date::{DateKind, DateMention};
use crate::text::Span;

/// Masked spans, sorted, none inside another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mask {
    spans: Vec<Masked>,
}

/// One masked span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Masked {
    /// Where in the flow.
    pub span: Span,
    /// The kind of date it is; none for a reference.
    pub date: Option<DateKind>,
}

impl Mask {
    /// Of dates and references, each in flow order.
    pub fn new(dates: &[DateMention], references: &[Span]) -> Self {
        let dates = dates.iter().map(|d| Masked { span: d.span, date: Some(d.kind) });
        let mut spans: Vec<_> = dates.chain(references.iter().map(|span| Masked { span: *span, date: None })).collect();
        spans.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        let mut out: Vec<Masked> = Vec::with_capacity(spans.len());
        for m in spans.into_iter().filter(|m| !m.span.is_empty()) {
            if out.last().is_none_or(|last| last.span.end < m.span.end) {
                out.push(m);
            }
        }
        Self { spans: out }
    }

    /// The mask that holds `at`.
    pub fn covering(&self, at: usize) -> Option<Masked> {
        let i = self.spans.partition_point(|m| m.span.end <= at);
        self.spans.get(i).filter(|m| m.span.start <= at).copied()
    }

    /// The first mask that begins at `at` or later.
    pub fn next(&self, at: usize) -> Option<Masked> {
        let i = self.spans.partition_point(|m| m.span.start < at);
        self.spans.get(i).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_found_by_offset() {
        let mask = Mask::new(&[], &[Span::new(8, 12), Span::new(2, 5), Span::new(3, 4)]);
        for (at, covered, next) in [(0, false, Some(2)), (2, true, Some(2)), (5, false, Some(8)), (11, true, None)] {
            assert_eq!(mask.covering(at).is_some(), covered, "{at}");
            assert_eq!(mask.next(at).map(|m| m.span.start), next, "{at}");
        }
    }
}

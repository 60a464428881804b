//! What a page's text is worth.

use super::content::{PageContent, REPLACED};
use super::geometry::Rect;
use crate::source::{RawPage, Verdict, ZoneKind};

/// What the content of a page says about its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Share of the page that images cover.
    images: f32,
    glyphs: usize,
    unknown: usize,
    converted: bool,
}

impl Facts {
    /// Of a page's content.
    pub(crate) fn of(content: &PageContent, width: f32, height: f32, converted: bool) -> Self {
        let page = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
        let covered: f32 = content.images.iter().map(|r| r.intersect(page).area()).sum();
        Self {
            images: (covered / page.area().max(1.0)).min(1.0),
            glyphs: content.glyphs.len(),
            unknown: content.glyphs.iter().filter(|g| g.uni.is_none() && g.flags & REPLACED == 0).count(),
            converted,
        }
    }
}

/// An image of this share of the page may be a scan.
const SCAN: f32 = 0.5;
/// Letters below this number are no page of text.
const FEW_LETTERS: usize = 40;

/// Judges a page.
pub(crate) fn judge(page: &RawPage, facts: &Facts) -> Verdict {
    let furniture: usize = page
        .zones
        .iter()
        .filter(|z| matches!(z.kind, ZoneKind::Stamp | ZoneKind::Running))
        .map(|z| z.span.of(&page.text).chars().filter(|c| c.is_alphanumeric()).count())
        .sum();
    let letters = page.text.chars().filter(|c| c.is_alphanumeric()).count() - furniture;
    if letters == 0 && facts.images < 0.02 && facts.glyphs == 0 {
        return Verdict::Empty;
    }
    if facts.images > SCAN && letters < FEW_LETTERS {
        return Verdict::NeedsOcr;
    }
    if facts.unknown * 5 > facts.glyphs && facts.glyphs > 0 {
        return Verdict::NeedsOcr;
    }
    if facts.converted { Verdict::Legacy } else { Verdict::Good }
}

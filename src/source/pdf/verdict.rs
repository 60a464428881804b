//! What a page's text is worth: good, converted, nothing, or in need of OCR.
//!
//! A scan often carries text that is not its own: a signature stamp ("Người ký: …, Thời gian ký: …"), or what OCR
//! in the wrong language made of it (`ceNG HoA xA ugr`). Fonts without a way back to characters draw text that
//! nobody can read as text.

use super::content::{PageContent, REPLACED};
use super::geometry::Rect;
use crate::normalize::syllable::tally;
use crate::source::{RawPage, Verdict, ZoneKind};
use unicode_normalization::char::decompose_canonical;

/// What the content of a page says about its text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// Share of the page that images cover.
    images: f32,
    /// Curves drawn: letters may be.
    curves: usize,
    pub(crate) glyphs: usize,
    /// Glyphs of which nobody knows what they stand for.
    pub(crate) unknown: usize,
    converted: bool,
}

impl Facts {
    /// Of a page's content.
    pub(crate) fn of(content: &PageContent, width: f32, height: f32, converted: bool) -> Self {
        let page = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
        let covered: f32 = content.images.iter().map(|r| r.intersect(page).area()).sum();
        Self {
            images: (covered / page.area().max(1.0)).min(1.0),
            curves: content.curves,
            glyphs: content.glyphs.len(),
            unknown: content.glyphs.iter().filter(|g| g.uni.is_none() && g.flags & REPLACED == 0).count(),
            converted,
        }
    }
}

/// An image of this share of the page may be a scan; scans cut into strips add up.
const SCAN: f32 = 0.5;
/// A page without text that images cover more than this may show some.
const PICTURE: f32 = 0.1;
/// Curves from which a page without text may have letters drawn as outlines.
const OUTLINES: usize = 400;
/// Letters on a scan up to which its text is a stamp, a stamp's words being found or not.
const STAMP_LETTERS: usize = 120;
const NAMED_STAMP_LETTERS: usize = 500;
/// What signature stamps say.
const STAMP_WORDS: [&str; 6] = ["Ký bởi", "Người ký", "Thời gian ký", "Ngày ký", "Signature", "Signed by"];
/// Share of unknown glyphs that makes a page unreadable.
const UNKNOWN: f32 = 0.12;
/// Share of syllables below which a scan's text layer is garbage: OCR reaches 0.9.
const GARBAGE: f32 = 0.6;
/// Share of letters with marks below which a layer was made by OCR that does not know Vietnamese; it has 0.25.
const MARKED: f32 = 0.05;
/// Tokens from which shares mean something.
const ENOUGH_TOKENS: usize = 20;

/// Characters from which the share of signs means something.
const MANY_CHARS: usize = 100;

/// Judges a page.
pub(crate) fn judge(page: &RawPage, facts: &Facts) -> Verdict {
    let body = body(page);
    let letters = body.chars().filter(|c| is_word(*c)).count();
    if letters == 0 && facts.unknown == 0 {
        let shows = facts.images > PICTURE || facts.curves > OUTLINES;
        return if shows {
            Verdict::NeedsOcr
        } else if page.text.is_empty() {
            Verdict::Empty
        } else {
            Verdict::Good
        };
    }
    let scan = facts.images > SCAN;
    let stamp = scan && letters < NAMED_STAMP_LETTERS && STAMP_WORDS.iter().any(|w| body.contains(w));
    let unreadable = is_unreadable(facts, &body);
    if stamp || scan && letters < STAMP_LETTERS || unreadable || scan && is_garbage(&body) {
        return Verdict::NeedsOcr;
    }
    if facts.converted { Verdict::Legacy } else { Verdict::Good }
}

/// Whether the page's codes lead to no text; then what looks like text is none.
pub(crate) fn is_unreadable(facts: &Facts, body: &str) -> bool {
    if facts.unknown as f32 > UNKNOWN * facts.glyphs as f32 {
        return true;
    }
    // Codes of a subset read as characters: many of them signs, hardly a syllable.
    let (mut signs, mut all) = (0, 0);
    for c in body.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        signs += usize::from(!is_word(c) && !matches!(c, '.' | ',' | '-' | '–' | '_' | '…'));
    }
    all >= MANY_CHARS && (signs * 3 > all || signs * 5 > all && tally(body, true).share().is_none_or(|s| s < 0.35))
}

fn is_garbage(body: &str) -> bool {
    let tally = tally(body, true);
    if tally.tokens < ENOUGH_TOKENS {
        return false;
    }
    let letters = body.chars().filter(|c| c.is_alphabetic()).count();
    let marked = body.chars().filter(|c| is_marked(*c)).count();
    tally.share().is_some_and(|s| s < GARBAGE) || (marked as f32) < MARKED * letters as f32
}

/// Letters and digits; the standard library's tables are slow beyond ASCII, and every letter of every page comes by.
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        'À'..='\u{24F}' | 'Ḁ'..='ỿ' => true,
        c => c.is_alphanumeric(),
    }
}

fn is_marked(c: char) -> bool {
    let mut parts = 0;
    decompose_canonical(c, |_| parts += 1);
    parts > 1 || matches!(c, 'đ' | 'Đ')
}

/// The text without stamps and furniture.
fn body(page: &RawPage) -> String {
    let mut out = String::with_capacity(page.text.len());
    let mut at = 0;
    for zone in page.zones.iter().filter(|z| matches!(z.kind, ZoneKind::Stamp | ZoneKind::Running)) {
        out.push_str(page.text.get(at..zone.span.start).unwrap_or_default());
        at = zone.span.end;
    }
    out.push_str(page.text.get(at..).unwrap_or_default());
    out
}

/// Takes the text off a page that needs OCR because its codes lead nowhere: what is left would be taken for words and
/// figures. Stamps stay.
pub(crate) fn drop_unreadable(page: &mut RawPage, facts: &Facts) {
    if page.verdict != Verdict::NeedsOcr || !is_unreadable(facts, &body(page)) {
        return;
    }
    let stamps: Vec<_> = page.zones.iter().filter(|z| z.kind == ZoneKind::Stamp).copied().collect();
    let mut kept = RawPage { verdict: page.verdict, ..RawPage::default() };
    for zone in stamps {
        if !kept.text.is_empty() {
            kept.text.push('\n');
        }
        let start = kept.text.len();
        kept.text.push_str(zone.span.of(&page.text));
        let moved = |s: crate::text::Span| {
            crate::text::Span::new(s.start - zone.span.start + start, s.end - zone.span.start + start)
        };
        let words = page.words.iter().filter(|w| zone.span.start <= w.span.start && w.span.end <= zone.span.end);
        words.for_each(|w| kept.words.push(crate::source::Word { span: moved(w.span), ..w }));
        kept.zones.push(crate::source::Zone { span: moved(zone.span), kind: zone.kind });
    }
    *page = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Zone;
    use crate::text::Span;

    const GOOD: &str = "Thực hiện Nghị quyết của Hội đồng nhân dân huyện về phát triển kinh tế và xã hội năm tới, Ủy ban nhân dân xã \
        báo cáo kết quả như sau: tổng diện tích gieo trồng đạt kế hoạch đề ra, đời sống của nhân dân được nâng lên rõ rệt.";

    fn page(text: &str, stamp: bool) -> RawPage {
        let zones =
            if stamp { vec![Zone { span: Span::new(0, text.len()), kind: ZoneKind::Stamp }] } else { Vec::new() };
        RawPage { text: text.to_owned(), zones, ..RawPage::default() }
    }

    #[test]
    fn verdicts() {
        let text = Facts { glyphs: 300, ..Facts::default() };
        let scan = Facts { images: 0.98, ..text };
        let garbage = "ceNG HoA xA ugr cnU Ncnie vrBr Nan DOc lip Tr do hgnh phric s5 kgh ubnd ngdy thdng ndm vd viQc ph6 duyQt kti hofch \
            dAu tu x6y dgng c6ng trinh giao th6ng n6ng thdn trOn dla bdn huyQn theo quy dinh cria phdp luat hiQn hdnh";
        let rows = [
            (page(GOOD, false), text, Verdict::Good, "text"),
            (page(GOOD, false), scan, Verdict::Good, "a scan with a good text layer"),
            (page(GOOD, false), Facts { converted: true, ..text }, Verdict::Legacy, "converted"),
            (page("", false), Facts::default(), Verdict::Empty, "nothing"),
            (page("", false), Facts { images: 0.9, ..Facts::default() }, Verdict::NeedsOcr, "a scan"),
            (page("", false), Facts { curves: 5000, ..Facts::default() }, Verdict::NeedsOcr, "letters as outlines"),
            (page("Ký bởi: Ủy ban nhân dân huyện", true), scan, Verdict::NeedsOcr, "a stamp on a scan"),
            (
                page("Người ký: Văn phòng. Thời gian ký: 12.04.2024 14:37:17 +07:00", false),
                scan,
                Verdict::NeedsOcr,
                "a stamp as text",
            ),
            (page(garbage, false), scan, Verdict::NeedsOcr, "OCR in the wrong language"),
            (page(GOOD, false), Facts { unknown: 100, ..text }, Verdict::NeedsOcr, "a third unknown"),
            (
                page(&"()*+ ,-./ !\"#B KJ&% DE%\" ".repeat(20), false),
                text,
                Verdict::NeedsOcr,
                "codes instead of characters",
            ),
            (
                page("Annual report of the committee on trade and development", false),
                text,
                Verdict::Good,
                "another language",
            ),
        ];
        for (page, facts, expected, reason) in rows {
            assert_eq!(judge(&page, &facts), expected, "{reason}");
        }
    }

    #[test]
    fn unreadable_text_is_dropped_and_stamps_stay() {
        let mut page = page("\u{FFFD}\u{FFFD}\nKý bởi: Sở", false);
        page.zones.push(Zone { span: Span::new(7, 7 + "Ký bởi: Sở".len()), kind: ZoneKind::Stamp });
        page.verdict = Verdict::NeedsOcr;
        drop_unreadable(&mut page, &Facts { glyphs: 10, unknown: 2, ..Facts::default() });
        assert_eq!(page.text, "Ký bởi: Sở");
        assert_eq!(page.zones[0].span.of(&page.text), "Ký bởi: Sở");
    }
}

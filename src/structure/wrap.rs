//! Where lines were broken by hand: whether a line ends because the print was full or because the text ended.
//!
//! Takes the lines, gives [`Wrap`]. Evidence are lines that go on with a lower-case letter:
//! "Căn cứ Luật số 45/2019/QH14 và Thông tư ngày⏎23/9/2019 của Bộ Xây dựng".

use super::label;
use super::lines::{End, Line, Role, end_of, starts_lower};

/// Lines wider than this are whole paragraphs.
const MAX_WRAPPED_CHARS: usize = 150;
/// A character takes at most three bytes.
const MAX_WRAPPED_BYTES: usize = MAX_WRAPPED_CHARS * 2;

/// The width of print, line by line.
#[derive(Debug, Default)]
pub(crate) struct Wrap {
    /// Characters of a full line; 0 outside wrapped regions. Empty when nothing is wrapped.
    limits: Vec<u16>,
}

impl Wrap {
    /// Measures the regions of wrapped lines.
    pub(crate) fn measure(text: &str, lines: &[Line]) -> Self {
        let mut wrap = Self::default();
        let mut widths = [0u32; MAX_WRAPPED_CHARS + 1];
        let (mut region, mut evidence) = (0, 0u32);
        for i in 0..=lines.len() {
            let line = lines.get(i).filter(|l| l.span.len() <= MAX_WRAPPED_BYTES);
            let Some(line) = line else {
                if evidence >= 2 || (evidence == 1 && i - region <= 12) {
                    wrap.limits.resize(lines.len(), 0);
                    let limit = percentile(&widths, evidence * 9 / 10);
                    wrap.limits[region..i].fill(limit);
                }
                if evidence > 0 {
                    widths = [0; MAX_WRAPPED_CHARS + 1];
                    evidence = 0;
                }
                region = i + 1;
                continue;
            };
            if let Some(width) = full_width(text, line, lines.get(i + 1)) {
                widths[width] += 1;
                evidence += 1;
            }
        }
        wrap.narrow(text, lines);
        wrap
    }

    /// A paragraph that was broken narrower than the lines around it has its own width.
    fn narrow(&mut self, text: &str, lines: &[Line]) {
        let mut start = 0;
        while start < self.limits.len() {
            let end = (start + 1..lines.len()).find(|&i| lines[i].gap || lines[i].page).unwrap_or(lines.len());
            let widths = (start..end).filter_map(|i| full_width(text, &lines[i], lines.get(i + 1)));
            let (evidence, width) = widths.fold((0, 0), |(n, widest), width| (n + 1, widest.max(width)));
            if evidence >= MIN_EVIDENCE {
                self.limits[start..end].iter_mut().for_each(|limit| *limit = (*limit).min(width as u16));
            }
            start = end;
        }
    }

    /// Whether line `i` stands in a wrapped region.
    pub(crate) fn is_wrapped(&self, i: usize) -> bool {
        self.limits.get(i).is_some_and(|&l| l > 0)
    }

    /// Whether the first word of line `next` had no place any more on line `i`, by `share` of the full width.
    pub(crate) fn is_full(&self, text: &str, lines: &[Line], i: usize, next: usize, share: f32) -> bool {
        let Some(&limit) = self.limits.get(i).filter(|&&l| l > 0) else { return false };
        let word = lines[next].of(text).split([' ', '\t']).next().map_or(0, |w| w.chars().count());
        let width = lines[i].of(text).chars().count() + lines[i].indent.min(12) + 1 + word;
        width as f32 > share * f32::from(limit)
    }
}

/// Lines of a paragraph that surely go on and so show its width, at least.
const MIN_EVIDENCE: usize = 2;

/// The width of `line` in characters, if it was broken because it was full.
fn full_width(text: &str, line: &Line, next: Option<&Line>) -> Option<usize> {
    if !goes_on(text, line, next) {
        return None;
    }
    let width = line.of(text).chars().count() + line.indent.min(12);
    (width <= MAX_WRAPPED_CHARS).then_some(width)
}

/// The smallest width that more than `rank` of the counted lines do not exceed.
fn percentile(widths: &[u32], rank: u32) -> u16 {
    let mut seen = 0;
    widths
        .iter()
        .position(|&n| {
            seen += n;
            seen > rank
        })
        .map_or(0, |w| w as u16)
}

/// Whether `line` surely goes on in `next`.
fn goes_on(text: &str, line: &Line, next: Option<&Line>) -> bool {
    let Some(next) = next else { return false };
    let body = |l: &Line| l.role == Role::Body && !l.columns;
    body(line)
        && body(next)
        && !next.gap
        && !next.page
        && line.span.len() > 24
        && starts_lower(next.of(text))
        && end_of(line.of(text)) != End::Closed
        && label::parse(next.of(text)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::scan;

    #[test]
    fn width_from_lines_that_go_on() {
        let text = "Thực hiện chương trình giảm nghèo, huyện đã giao\nchỉ tiêu cho từng xã và kiểm tra việc rà soát hộ\nnghèo tại cơ sở.\nTrong năm";
        let lines = scan(text);
        let wrap = Wrap::measure(text, &lines);
        assert!(wrap.is_full(text, &lines, 0, 1, 0.9));
        assert!(!wrap.is_full(text, &lines, 2, 3, 0.9));
    }

    #[test]
    fn a_narrow_paragraph_has_its_own_width() {
        let wide = "Thực hiện chương trình giảm nghèo năm nay, huyện đã giao chỉ tiêu cho từng xã,\nkiểm tra việc rà soát hộ nghèo tại cơ sở, cùng các ngành giúp vốn và giống cho\nnhững nhà neo đơn.";
        let narrow = "Đến nay toàn huyện gieo 1.250 ha lúa\nHè Thu, bón phân đợt một cho phần lớn\ndiện tích, làm cỏ và tỉa dặm xong ở\ncác xã vùng thấp.";
        let text = format!("{wide}\n\n{narrow}");
        let lines = scan(&text);
        let wrap = Wrap::measure(&text, &lines);
        assert!(wrap.is_full(&text, &lines, 3, 4, 0.88));
        assert!(!wrap.is_full(&text, &lines, 2, 3, 0.88));
    }

    #[test]
    fn whole_paragraphs_are_not_wrapped() {
        let text = "Tình hình chung của huyện.\nKết quả đạt được trong năm.\n- Hạn chế";
        let lines = scan(text);
        assert!(!Wrap::measure(text, &lines).is_wrapped(0));
    }
}

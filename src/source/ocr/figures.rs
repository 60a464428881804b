//! Figures that a second reading settles: Vietnamese data alone reads `1.532,0` as `152,0` and `11` as `l1`.
//!
//! Takes the words of a page as the Vietnamese data reads them, and as this reads them together with the English data,
//! which knows digits better and words worse; gives the first with the figures of the second where those are surer.

use crate::source::pdf::scan::Found;

/// A figure read with less confidence than this, in percent, is worth a second reading.
const SURE: f32 = 92.0;
/// Confidence of a figure that replaces another word, and by how much it must be the surer one.
const TAKEN: f32 = 60.0;
const SURER: f32 = 5.0;
/// Share of the larger box that two readings of one word cover together.
const SAME_PLACE: f32 = 0.5;

/// Whether a page has figures of which the first reading is not sure.
pub(super) fn are_doubtful(words: &[Found]) -> bool {
    words.iter().any(|w| w.confidence < SURE && w.text.contains(|c: char| c.is_ascii_digit()))
}

/// Takes over the figures of the second reading that are surer than what the first saw in their place.
pub(super) fn settle(words: &mut [Found], second: &[Found]) {
    for word in words.iter_mut().filter(|w| w.confidence < SURE && w.text.contains(char::is_alphanumeric)) {
        let mut there = second.iter().filter(|s| is_same_place(&word.bbox, &s.bbox));
        if let (Some(other), None) = (there.next(), there.next())
            && is_figure(&other.text)
            && other.confidence >= TAKEN.max(word.confidence + SURER)
        {
            word.text.clone_from(&other.text);
            word.confidence = other.confidence;
        }
    }
}

/// Digits with the signs of numbers, dates and shares: `1.204,5`, `(36,52%)`, `09/4/2021;`, `2021-2025`.
fn is_figure(text: &str) -> bool {
    let sign = |c: char| matches!(c, '.' | ',' | '/' | '-' | '–' | '%' | '(' | ')' | ';' | ':');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || sign(c))
}

fn is_same_place(a: &[f32; 4], b: &[f32; 4]) -> bool {
    let area = |r: &[f32; 4]| (r[2] - r[0]).max(0.0) * (r[3] - r[1]).max(0.0);
    let both = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    area(&both) > SAME_PLACE * area(a).max(area(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, confidence: f32, x: f32) -> Found {
        Found { text: text.into(), bbox: [x, 0.0, x + 50.0, 20.0], block: 1, line: 1, confidence }
    }

    #[test]
    fn the_surer_figure_counts() {
        let rows = [
            (("l1", 78.0), ("11", 94.0), "11", "a letter for a digit"),
            (("152,0", 0.0), ("1.532,0", 64.0), "1.532,0", "a digit lost"),
            (("2029;", 86.0), ("2025;", 96.0), "2025;", "a digit misread"),
            (("AÓ,", 0.0), ("3602", 33.0), "AÓ,", "neither is sure"),
            (("2029;", 96.0), ("2025;", 99.0), "2029;", "the first is sure"),
            (("nội", 40.0), ("noi", 95.0), "nội", "no figure: the Vietnamese reading counts"),
            (("+", 74.0), ("1", 90.0), "+", "a speck is no figure"),
        ];
        for (first, second, expected, reason) in rows {
            let mut words = [word(first.0, first.1, 100.0)];
            settle(&mut words, &[word("năm", 90.0, 20.0), word(second.0, second.1, 102.0)]);
            assert_eq!(words[0].text, expected, "{reason}");
        }
    }

    #[test]
    fn a_second_reading_is_for_figures() {
        assert!(are_doubtful(&[word("huyện", 30.0, 0.0), word("36,52", 70.0, 60.0)]));
        assert!(!are_doubtful(&[word("huyện", 30.0, 0.0), word("36,52", 95.0, 60.0)]));
    }
}

//! Units from the total that a number is part of: in front of a bracket ("251 mô hình (cơ quan 208, …)"), before "trong đó", in the
//! line above.

use super::{Carrier, REACH};
use crate::extract::quantity::{Raw, place_list};
use crate::record::Kind;
use crate::vocabulary::{Vocabulary, is_one_of, is_word_char, key};

impl Carrier<'_> {
    /// The count that a list of places with bare numbers divides: the one that they make up, or the last in front of the list. "Hỗ trợ
    /// 51 hộ, mỗi hộ 40 triệu đồng, trong đó xã Tân Lập [32], xã Kim Sơn [19]".
    pub(super) fn divided_by_place(&self, i: usize) -> Option<usize> {
        let list = place_list::find(self.text, self.raws[i].number, self.body)?;
        let counts = |j: &usize| {
            let raw = &self.raws[*j];
            raw.open.is_some() || raw.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Count)
        };
        let before =
            || (i.saturating_sub(REACH)..i).rev().filter(|&j| self.raws[j].span.end <= list.start).filter(counts);
        let whole = |j: &usize| self.raws[*j].shape.first().value() == f64::from(list.sum);
        before().find(whole).or_else(|| before().next())
    }

    /// The total in front of the bracket, or of the sentence that begins with "Trong đó".
    pub(super) fn total(&self, i: usize) -> Option<usize> {
        let here = self.spots[i];
        let (mut end, mut around, mut counted) = (i, None, false);
        if here.bracket > 0 {
            let bracket = self.brackets[here.bracket];
            (end, around) = (bracket.before, Some(bracket.around));
        } else {
            let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
            let gap = &self.text[start..self.raws[i].span.start];
            if !breakdown_cue(gap) {
                return None;
            }
            if let Some(at) = gap.rfind(". ") {
                // "Trình độ: thạc sĩ 05, đại học 301" goes on with those who were counted; amounts need a word that says
                // so, and "Số dự án: 113" begins a count of its own.
                let opening = gap[at + 2..].splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
                counted = !breakdown_cue(opening.trim_end_matches([':', ' ']));
                let own = key(opening.split(' ').next().unwrap_or_default());
                // A list with a unit of its own at its end is no breakdown of what was counted before.
                let mut behind =
                    (i + 1..self.raws.len().min(i + REACH)).filter(|&j| self.spots[j].sentence == here.sentence);
                let closed = behind.any(|j| self.raws[j].has_unit() && is_total(&self.raws[j], self.vocabulary));
                if counted && (is_one_of!(own, "số" | "tổng") || closed) {
                    return None;
                }
            }
        }
        // In front of a bracket stands its total, in the same sentence.
        let sentence = end.checked_sub(1).filter(|_| around.is_some()).map(|j| self.spots[j].sentence);
        (end.saturating_sub(REACH)..end).rev().find(|&j| {
            let (spot, raw) = (self.spots[j], &self.raws[j]);
            let level = around.is_none_or(|a| spot.bracket == a);
            let near = sentence.is_none_or(|s| spot.sentence == s);
            let kind = raw.unit.map(|u| self.vocabulary.units.get(u).kind);
            level && near && is_total(raw, self.vocabulary) && !(counted && kind.is_some_and(|k| k != Kind::Count))
        })
    }

    pub(super) fn total_above(&self) -> Option<Raw> {
        self.above.cloned()
    }
}

/// Whether a text announces the parts of a total.
pub(super) fn breakdown_cue(text: &str) -> bool {
    const CUES: [(u64, Option<u64>); 7] = [
        (key("gồm"), None),
        (key("riêng"), None),
        (key("trong"), Some(key("đó"))),
        (key("cụ"), Some(key("thể"))),
        (key("chia"), Some(key("ra"))),
        (key("còn"), Some(key("lại"))),
        (key("như"), Some(key("sau"))),
    ];
    if text.contains(':') {
        return true;
    }
    // The first letters of the first words.
    let may_begin = |w: &str| matches!(w.as_bytes()[0].to_ascii_lowercase(), b'g' | b'r' | b't' | b'c' | b'n');
    let mut before = None;
    text.split(|c: char| !is_word_char(c)).filter(|w| !w.is_empty()).any(|word| {
        if before.is_none() && !may_begin(word) {
            return false;
        }
        let word = key(word);
        let cue = CUES.iter().any(|&(first, second)| match second {
            None => word == first,
            Some(second) => before == Some(first) && word == second,
        });
        before = Some(word).filter(|_| CUES.iter().any(|c| c.0 == word));
        cue
    })
}

/// Whether parts may take their unit from this number.
pub(super) fn is_total(raw: &Raw, vocabulary: &Vocabulary) -> bool {
    let kind = raw.unit.map(|u| vocabulary.units.get(u).kind);
    (raw.open.is_some() || kind.is_some())
        && !matches!(kind, Some(Kind::Percent | Kind::Duration))
        && raw.per.is_empty()
}

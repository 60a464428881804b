//! A figure that its own text takes back: "tỷ lệ hộ nghèo ghi là 27,94%, nay sửa lại là 27,49%". The old value stays visible, is
//! marked as no longer trusted and confirms nothing; the new one has its name.

use crate::extract::Quantity;
use crate::record::Certainty;
use crate::text::Span;
use crate::vocabulary::{Vocabulary, caseless};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Words between the old value and the new one.
const CORRECTS: [&str; 9] = [
    "sửa lại",
    "sửa thành",
    "nay sửa",
    "đính chính lại",
    "đính chính thành",
    "nay đính chính",
    "đính chính là",
    "xin sửa",
    "đúng là",
];

/// What every correction holds, found in one pass: few sentences do.
static CORRECTING: LazyLock<AhoCorasick> = LazyLock::new(correcting);

#[expect(clippy::expect_used, reason = "nine short constant patterns always build")]
fn correcting() -> AhoCorasick {
    AhoCorasick::new(CORRECTS).expect("constant patterns")
}

/// Marks what a sentence corrects. `quantities` are those of the sentence, already read.
pub(super) fn apply(text: &str, sentence: Span, quantities: &mut [Quantity], vocabulary: &Vocabulary) {
    let words = sentence.of(text);
    if quantities.len() < 2 {
        return;
    }
    let begins = ["sửa", "đính chính"].iter().any(|w| caseless::begins(words.trim_start(), w));
    let turn = CORRECTING.find(words).map(|found| found.start());
    let turn = turn.or_else(|| words.find(" thành ").filter(|_| begins));
    let Some(turn) = turn.map(|at| sentence.start + at) else { return };
    let (old, new) = quantities.split_at_mut(quantities.partition_point(|q| q.figure.span.start < turn));
    let (Some(last), Some(new)) = (old.last_mut(), new.first_mut()) else { return };
    if last.figure.unit != new.figure.unit {
        return;
    }
    last.figure.certainty = Certainty::Guessed;
    last.figure.indicator = None;
    let label = last.figure.label.as_deref().map(|label| label.trim_end_matches(" ghi là").trim_end_matches(" ghi"));
    if let Some(label) = label.filter(|l| !l.is_empty()) {
        new.figure.indicator = vocabulary.indicators.find(label, new.figure.unit.as_deref()).map(|i| i.key.clone());
        new.figure.label = Some(label.to_owned());
        last.figure.label.clone_from(&new.figure.label);
        new.figure.certainty = new.figure.certainty.max(Certainty::Inherited);
    }
}

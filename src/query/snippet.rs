//! The passage of a document that answers a query best, with its hits marked.
//!
//! Takes a document's text and a query, gives the passage that holds most of what was asked for (different
//! things before many times the same), whole sentences where they fit, with byte ranges of the hits in it, and
//! where it stands: byte, page, line. "… giảm [[hộ nghèo]] còn 4,5 %. …"

use super::parse::{Atom, Query};
use super::passage::{fold, widen};
use crate::archive::analyzer::{Key, Words};
use crate::text::{LineIndex, Span};

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The passage, white space folded.
    pub text: String,
    /// Hits in `text`, in order, none overlapping.
    pub marks: Vec<Span>,
    /// Where the passage stands in the document's text.
    pub span: Span,
    /// Where its first hit stands; where the passage begins when there is none.
    pub page: u32,
    /// See `page`.
    pub line: u32,
    /// Hits in the whole document.
    pub hits: usize,
    /// Whether the passage begins inside a sentence.
    pub cut_start: bool,
    /// Whether it ends inside one.
    pub cut_end: bool,
}

/// A hit: words and what of the query they are.
#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    what: usize,
    /// How much it tells: longer phrases tell more.
    worth: usize,
}

/// Finds the best passage of about `max_bytes`; without a hit, the beginning of the text.
pub fn snippet(text: &str, query: &Query, max_bytes: usize) -> Snippet {
    let found = find(text, query);
    let window = best_window(&found, max_bytes);
    let inside = &found[window.clone()];
    let core = match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::default(),
    };
    let (span, cut_start, cut_end) = widen(text, core, max_bytes);
    let marks: Vec<Span> =
        found.iter().map(|f| f.span).filter(|s| span.start <= s.start && s.end <= span.end).collect();
    let (passage, marks) = fold(text, span, &marks);
    let index = LineIndex::new(text);
    let at = inside.first().map_or(span.start, |f| f.span.start);
    Snippet {
        text: passage,
        marks,
        span,
        page: index.page(at) as u32,
        line: index.line(at) as u32,
        hits: found.len(),
        cut_start,
        cut_end,
    }
}

/// All hits in text order, none overlapping: of two that overlap the one that tells more.
fn find(text: &str, query: &Query) -> Vec<Found> {
    let atoms: Vec<&Atom> = query.clauses.iter().filter(|c| !c.negative).flat_map(|c| &c.atoms).collect();
    let mut words = Words::new(text);
    let mut recent: Vec<(Span, Key)> = Vec::new();
    let longest = atoms.iter().map(|a| a.keys().len()).max().unwrap_or(0);
    let mut out: Vec<Found> = Vec::new();
    if longest == 0 {
        return out;
    }
    while let Some((start, end)) = words.next_word() {
        if recent.len() == longest {
            recent.rotate_left(1);
            recent.pop();
        }
        recent.push((Span::new(start, end), words.key.clone()));
        let mut best: Option<Found> = None;
        let mut offer = |span: Span, what: usize, worth: usize| {
            if best.is_none_or(|b| worth > b.worth) {
                best = Some(Found { span, what, worth });
            }
        };
        let last = &recent[recent.len() - 1];
        for (what, atom) in atoms.iter().enumerate() {
            match atom {
                Atom::Phrase(keys) | Atom::Number(_, _, keys) if keys.len() <= recent.len() => {
                    let tail = &recent[recent.len() - keys.len()..];
                    if keys.iter().zip(tail).all(|(k, (_, word))| matches(k, word)) {
                        offer(Span::new(tail[0].0.start, end), what, keys.len() * keys.len());
                    }
                }
                Atom::All(keys) => {
                    if let Some(i) = keys.iter().position(|k| matches(k, &last.1)) {
                        offer(last.0, what << 8 | (i + 1), 1);
                    }
                }
                Atom::Prefix(key) if last.1.plain.starts_with(&key.plain) => {
                    let marked = key.marks.is_empty() || last.1.marks.contains(key.marks.as_str());
                    if marked {
                        offer(last.0, what, 1);
                    }
                }
                _ => {}
            }
        }
        let Some(best) = best else { continue };
        while out.last().is_some_and(|o| o.span.overlaps(best.span) && o.worth < best.worth) {
            out.pop();
        }
        if out.last().is_none_or(|o| !o.span.overlaps(best.span)) {
            out.push(best);
        }
    }
    out
}

/// A query word without diacritics means any.
fn matches(asked: &Key, word: &Key) -> bool {
    asked.plain == word.plain && (asked.marks.is_empty() || asked.marks == word.marks)
}

/// The hits that fit into `max_bytes` and tell most; of equal ones the first.
fn best_window(found: &[Found], max_bytes: usize) -> std::ops::Range<usize> {
    let (mut best, mut best_worth) = (0..0, 0);
    let mut end = 0;
    for start in 0..found.len() {
        end = end.max(start + 1);
        while end < found.len() && found[end].span.end - found[start].span.start <= max_bytes {
            end += 1;
        }
        // Hits that are the same thing again count a tenth.
        let mut kinds: Vec<(usize, usize)> = found[start..end].iter().map(|f| (f.what, f.worth)).collect();
        kinds.sort_unstable();
        let again = kinds.len();
        kinds.dedup();
        let worth = kinds.iter().map(|k| k.1 * 10).sum::<usize>() + (again - kinds.len()).min(9);
        if worth > best_worth {
            (best, best_worth) = (start..end, worth);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

    fn marked(text: &str, query: &str, max: usize) -> String {
        let s = snippet(text, &Query::parse(query, &VOCABULARY), max);
        let mut out = String::new();
        let mut at = 0;
        for m in &s.marks {
            out += &s.text[at..m.start];
            out += &format!("[{}]", m.of(&s.text));
            at = m.end;
        }
        out + &s.text[at..]
    }

    const TEXT: &str = "UBND HUYỆN\n\nHộ dân được vay vốn. Công tác thu ngân sách đạt kế hoạch.\n\n\
        Tỷ lệ hộ nghèo giảm còn 4,5 %\ntheo Kết luận số 69-KL/TU. Kinh tế phát triển.\x0cHộ nghèo còn 12.";

    #[test]
    fn the_passage_that_holds_most_is_shown() {
        for (query, max, expected, reason) in [
            (
                "hộ nghèo",
                90,
                "Tỷ lệ [hộ] [nghèo] giảm còn 4,5 % theo Kết luận số 69-KL/TU.",
                "both words before one; a line break is a space",
            ),
            ("\"ngan sach\"", 60, "Công tác thu [ngân sách] đạt kế hoạch.", "no diacritics, a whole sentence"),
            ("69 -kl/tu", 90, "Tỷ lệ hộ nghèo giảm còn 4,5 % theo Kết luận số [69-KL/TU].", "a number is one hit"),
            ("kinh*", 30, "[Kinh] tế phát triển.", "the beginning of a word"),
            ("vắng", 16, "UBND HUYỆN", "no hit: the beginning"),
        ] {
            assert_eq!(marked(TEXT, query, max), expected, "{query}: {reason}");
        }
        let cut = snippet(TEXT, &Query::parse("kết luận", &VOCABULARY), 30);
        assert!(cut.cut_start && cut.cut_end && cut.text.contains("Kết luận"), "{cut:?}");
    }

    #[test]
    fn page_line_and_count_are_told() {
        let s = snippet(TEXT, &Query::parse("\"hộ nghèo\"", &VOCABULARY), 40);
        assert_eq!((s.page, s.line, s.hits), (1, 5, 2));
        assert_eq!(s.span.of(TEXT).split_whitespace().collect::<Vec<_>>().join(" "), s.text);
    }

    proptest! {
        #[test]
        fn any_text_has_a_passage(text in "(?s)[a-zộ .\n\x0c0-9/-]{0,200}", query in "[a-zộ \"*0-9/-]{0,20}", max in 0usize..120) {
            let s = snippet(&text, &Query::parse(&query, &VOCABULARY), max);
            prop_assert!(s.marks.iter().all(|m| s.text.get(m.start..m.end).is_some()));
            prop_assert!(text.get(s.span.start..s.span.end).is_some());
        }
    }
}

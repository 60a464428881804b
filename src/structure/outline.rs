//! Headings: which blocks are headings, how deep, and which blocks stand under them.
//!
//! Takes the flow, gives the outline and sets kind and section of the blocks. "I. MỤC ĐÍCH, YÊU CẦU" is a heading, "1. Tiếp tục
//! đẩy mạnh công tác tuyên truyền …." an item, "2.1. Trồng trọt: Toàn xã gieo cấy 186,5 ha" an item under a heading of its own.

use super::label::{self, BULLET, Label};
use super::lines::{End, bare, end_of, is_upper};
use super::{Block, BlockKind, Flow, Heading};
use crate::text::Span;
use std::collections::HashMap;

/// Headings by label are at most so long, by level from 1 on.
const MAX_BYTES: [usize; 7] = [0, 400, 400, 400, 340, 300, 160];
/// Deepest level of a heading.
const MAX_LEVEL: u8 = 6;

/// Finds the headings of `flow` and assigns its blocks to them.
pub(crate) fn build(flow: &mut Flow) -> Vec<Heading> {
    let mut outline: Vec<Heading> = Vec::new();
    let mut bare_label = false;
    for i in 0..flow.blocks.len() {
        let block = &flow.blocks[i];
        let s = block.span.of(&flow.text);
        let found = match block.kind {
            BlockKind::Paragraph | BlockKind::Item if s.len() <= MAX_BYTES[1] => heading(s),
            _ => None,
        };
        match found {
            // "Phần thứ nhất" with its title on the next line.
            Some((_, h)) if bare_label && h.label.is_empty() => {
                if let Some(last) = outline.last_mut() {
                    last.title = h.title;
                    last.span.end = flow.map.span(block.span).end.max(last.span.end);
                }
                flow.blocks[i].kind = BlockKind::Heading;
                bare_label = false;
            }
            Some((_, h)) => {
                bare_label = h.title.is_empty();
                outline.push(Heading { span: flow.map.span(block.span), ..h });
                flow.blocks[i].kind = BlockKind::Heading;
            }
            None => {
                if let Some(h) = run_in(block, s) {
                    let head = Span::new(block.span.start, block.span.start + h.span.end);
                    outline.push(Heading { span: flow.map.span(head), ..h });
                }
                bare_label &= block.kind == BlockKind::Footnote;
            }
        }
        let under = outline.len().checked_sub(1);
        flow.blocks[i].section = if flow.blocks[i].kind == BlockKind::Header { None } else { under };
    }
    place_notes(flow);
    raise_letters(&mut outline);
    outline
}

/// Footnotes stand under the heading of their mark, also those at the end of a document: what they say of a result is not
/// one of the tasks in its last part.
fn place_notes(flow: &mut Flow) {
    let mut sections: HashMap<&str, Option<usize>> = HashMap::new();
    let mut marks = flow.marks.iter().peekable();
    for block in &mut flow.blocks {
        while let Some(mark) = marks.next_if(|mark| mark.start < block.span.end) {
            let number = mark.of(&flow.text);
            if block.kind != BlockKind::Footnote {
                sections.insert(number, block.section);
            } else if mark.start == block.span.start
                && let Some(section) = sections.get(number)
            {
                block.section = *section;
            }
        }
    }
}

/// Letters and Roman numerals are of one level unless the document has both: "A. KẾT QUẢ" over "I. Kinh tế".
fn raise_letters(outline: &mut [Heading]) {
    let lettered = |h: &Heading| is_letter(&h.label) && h.level == LETTER_LEVEL;
    let Some(first) = outline.iter().position(|h| lettered(h) && h.label.starts_with('A')) else { return };
    let one = |h: &Heading| h.label.trim_end_matches(['.', '-', '/', ')', ' ']) == "I";
    let over = outline[first + 1..].iter().take_while(|h| !lettered(h)).any(one);
    if !over || outline[..first].iter().any(one) {
        return;
    }
    // "B." goes on; "I." and "V." below it are numerals.
    for heading in outline[first..].iter_mut().filter(|h| lettered(h)) {
        heading.level = LETTER_LEVEL - 1;
    }
}

/// The level of "A." and "I." alike.
const LETTER_LEVEL: u8 = 3;

/// Whether a label is a capital letter that is no Roman numeral.
fn is_letter(label: &str) -> bool {
    let core = label.trim_end_matches(['.', '-', '/', ')', ' ']);
    core == "Đ" || matches!(core.as_bytes(), [b'A'..=b'H'])
}

/// The heading that `s` is, if it is one.
fn heading(s: &str) -> Option<(Option<Label>, Heading)> {
    let label = label::parse(s);
    let make = |level: u8, mark: usize, len: usize| Heading {
        level: level.min(MAX_LEVEL),
        label: fold(bare(&s[..mark])),
        title: fold(bare(&s[len..])).trim_end_matches(':').trim_end().to_owned(),
        span: Span::default(),
    };
    match label {
        Some(l) if l.level < BULLET => {
            let title = bare(&s[l.len..]);
            let max = MAX_BYTES[usize::from(l.level.min(MAX_LEVEL))];
            let fits = match l.level {
                1 | 2 => s.len() <= max && end_of(s) != End::Open,
                _ if title.is_empty() => false,
                _ if is_upper(title) => s.len() <= MAX_BYTES[1],
                3 => s.len() <= max && !s.ends_with([';', ',']) && !(s.ends_with('.') && title.contains(". ")),
                _ => s.len() <= max && is_title(title),
            };
            fits.then(|| (label, make(l.level, l.mark, l.len)))
        }
        Some(_) => None,
        None => {
            let title = bare(s);
            // In this order: nearly every line of a body holds a small letter near its begin.
            (is_upper(title)
                && title.contains(' ')
                && title.chars().filter(|c| c.is_alphabetic()).count() >= 6
                && !title.ends_with(['.', ';', ','])
                && !title.contains("./"))
            .then(|| (None, make(3, 0, 0)))
        }
    }
}

/// Whether the text behind a number is a title: no closed sentence, no figure.
fn is_title(title: &str) -> bool {
    if title.ends_with(['.', ';', ',', '!', '?']) || title.contains(". ") || title.contains("; ") {
        return false;
    }
    if !title.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let colon = title.trim_end_matches(':').find(": ");
    colon.is_none() && !title.contains('%') && figures(title) == 0
}

/// Numbers of a title that are no years.
fn figures(title: &str) -> usize {
    let year = |w: &str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let number = |w: &&str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    // "06 tháng đầu năm", "số 69-KL/TU", "Đề án 06": numbers that titles hold.
    let named = |i: usize| {
        let before = i.checked_sub(1).map_or("", |j| words[j]);
        let behind = words.get(i + 1).copied().unwrap_or("");
        matches!(before, "số" | "án" | "trình" | "quyết" | "thị" | "luận" | "định" | "tư" | "tháng" | "quý" | "ngày")
            || matches!(behind, "tháng" | "năm")
            || year(before)
    };
    (0..words.len()).filter(|&i| number(&words[i]) && !year(words[i]) && !named(i)).count()
}

/// The heading at the start of a longer block, "2.1. Trồng trọt: …": its label and title; the span ends, in
/// bytes of the block, behind the title.
fn run_in(block: &Block, s: &str) -> Option<Heading> {
    if block.kind != BlockKind::Item {
        return None;
    }
    let l = label::parse(s).filter(|l| (4..BULLET).contains(&l.level))?;
    let colon = s.bytes().take(l.len + 90).position(|b| b == b':')?;
    let title = bare(s.get(l.len..colon)?);
    let rest = s[colon + 1..].trim_start_matches(['*', '_', ' ']);
    let fits = !title.is_empty()
        && title.split(' ').count() <= 12
        && !title.contains(['.', ';', '%', '('])
        && figures(title) == 0
        && title.chars().next().is_some_and(char::is_uppercase)
        && !rest.is_empty();
    fits.then(|| Heading {
        level: l.level.min(MAX_LEVEL),
        label: fold(bare(&s[..l.mark])),
        title: fold(title),
        span: Span::new(0, colon),
    })
}

/// White space folded.
pub(crate) fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

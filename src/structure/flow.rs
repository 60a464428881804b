//! The text as sentences run: wrapped lines joined, footnotes cut out and put behind the block they interrupt,
//! page numbers and rules gone.
//!
//! Takes lines with roles and the footnotes, gives [`Flow`]. Vietnamese is never hyphenated: "69-⏎KL/TU" becomes
//! "69-KL/TU", "2236/QĐ-⏎UBND" becomes "2236/QĐ-UBND", any other line break becomes a space.

use super::footnote::Notes;
use super::label::{self, Label};
use super::lines::{End, Line, Role, bare, end_of, first_char, is_upper, starts_lower};
use super::wrap::Wrap;
use super::{Block, BlockKind, Flow};
use crate::text::Span;

/// A paragraph that a page break cuts in two is at least so long.
const MIN_CUT_BYTES: usize = 40;
/// So long is a line without an end that a number below it goes on.
const MIN_BROKEN_BYTES: usize = 80;
/// Longer lines are no headings.
const MAX_HEADING_BYTES: usize = 360;

/// Builds the flow. `splits` are offsets where lines of the header hold two columns.
pub(crate) fn build(text: &str, lines: &[Line], notes: &Notes, wrap: &Wrap, splits: &[usize]) -> Flow {
    let mut b = Builder { text, lines, notes, wrap, flow: Flow::default(), open: None, pending: Vec::new() };
    b.flow.text.reserve(text.len());
    let mut interrupted = false;
    for (i, line) in lines.iter().enumerate() {
        match line.role {
            Role::Skip => interrupted = true,
            Role::NoteRest => {}
            Role::Note(n) => {
                b.pending.push(n);
                interrupted = true;
            }
            Role::Body => {
                b.body(i, interrupted);
                interrupted = false;
            }
            Role::Title => {
                let goes_on = b.open.as_ref().is_some_and(|o| b.flow.blocks[o.block].kind == BlockKind::Title);
                if goes_on {
                    b.append(line.span)
                } else {
                    b.start(line.span, BlockKind::Title, None, i)
                }
                if let Some(open) = &mut b.open {
                    open.last = i;
                }
            }
            Role::Header => b.pieces(line.span, splits, BlockKind::Header),
            Role::Caption => b.single(line.span, BlockKind::Caption),
            Role::TableRow => b.single(line.span, BlockKind::TableRow),
            Role::Boilerplate => b.pieces(line.span, splits, BlockKind::Boilerplate),
        }
    }
    b.close();
    b.flow.marks.sort_unstable_by_key(|m| (m.start, m.end));
    b.flow.marks.dedup();
    b.flow
}

/// The block that the next line may go on.
struct Open {
    /// Index of the block.
    block: usize,
    /// Its last line.
    last: usize,
    /// Whether it looks like a heading so far.
    heading: bool,
}

struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    notes: &'a Notes,
    wrap: &'a Wrap,
    flow: Flow,
    open: Option<Open>,
    /// Footnotes that wait for the end of the open block.
    pending: Vec<usize>,
}

impl Builder<'_> {
    /// A line of running text: goes on with the open block or begins one.
    fn body(&mut self, i: usize, interrupted: bool) {
        let line = &self.lines[i];
        let label = label::parse(line.of(self.text));
        if let Some(open) = &self.open
            && self.flow.blocks[open.block].kind != BlockKind::Title
            && self.goes_on(open, i, label, interrupted)
        {
            self.append(line.span);
            if let Some(open) = &mut self.open {
                open.last = i;
                open.heading = open.heading && line.span.len() < MAX_HEADING_BYTES;
            }
        } else {
            let kind = if label.is_some() { BlockKind::Item } else { BlockKind::Paragraph };
            self.start(line.span, kind, label, i);
        }
    }

    /// Whether line `next` belongs to the open block.
    fn goes_on(&self, open: &Open, next: usize, label: Option<Label>, interrupted: bool) -> bool {
        let (p, n) = (&self.lines[open.last], &self.lines[next]);
        let (before, s) = (p.of(self.text), n.of(self.text));
        let interrupted = interrupted || n.page;
        let end = end_of(before);
        if let Some(label) = label {
            // "… trong tháng⏎12. Các xã": a number that the sentence wants.
            let wanted = label.plain_number && end == End::Open && wants_number(before);
            // Items of a list begin so, too, but for one whose line is full.
            let item = before.starts_with(['-', '–', '+', '•', '*']);
            let range =
                ends_range(before, s) && (!item || self.wrap.is_full(self.text, self.lines, open.last, next, 0.9));
            return !n.gap && (wanted || range);
        }
        let upper = |s: &str| s.len() < MAX_HEADING_BYTES && is_upper(bare(s));
        if open.heading && (n.gap || interrupted) && !(end == End::Open && starts_lower(s)) {
            return false;
        }
        if open.heading && upper(before) {
            // A heading in capitals over several lines.
            return !n.gap && upper(s) && before.len() + s.len() < 2 * MAX_HEADING_BYTES && end != End::Closed;
        }
        let full = |share| self.wrap.is_full(self.text, self.lines, open.last, next, share);
        let digit = first_char(s).is_some_and(|c| c.is_ascii_digit());
        let (lower, long) = (starts_lower(s), before.len() >= MIN_CUT_BYTES);
        match end {
            End::Closed if n.gap || interrupted => false,
            End::Closed if lower => full(0.85),
            End::Closed => full(0.97) && !upper(s),
            End::Open if n.gap && !interrupted => lower || digit || (!before.ends_with(',') && !upper(s)),
            End::Open if interrupted => !upper(s),
            End::Open => lower || digit || full(0.85) || (!before.ends_with(',') && !upper(s)),
            End::Plain if lower => !n.gap || interrupted || long,
            End::Plain if interrupted => long && !upper(s),
            End::Plain if n.gap => false,
            // "… tổng diện tích rừng hiện có 5⏎214,6 ha": a long line without an end, and a number below it.
            End::Plain if digit && !open.heading && before.len() >= MIN_BROKEN_BYTES => true,
            // "… theo Nghị quyết⏎18/2023/NQ-HĐND."
            End::Plain if digit && begins_document_number(s) => true,
            End::Plain => full(0.88) && !(open.heading && upper(s)),
        }
    }

    /// Begins a block with `span`, after closing the open one.
    fn start(&mut self, span: Span, kind: BlockKind, label: Option<Label>, last: usize) {
        self.close();
        self.begin(span.start);
        let s = span.of(self.text);
        let heading = s.len() < MAX_HEADING_BYTES
            && end_of(s) != End::Closed
            && (label.is_some_and(|l| l.level < label::BULLET) && s.len() < 160 || is_upper(bare(s)));
        let block = self.flow.blocks.len();
        self.flow.blocks.push(Block {
            span: Span::new(self.flow.text.len(), self.flow.text.len()),
            kind,
            section: None,
            label_len: label.map_or(0, |l| l.len),
        });
        self.copy(span);
        self.open = Some(Open { block, last, heading });
    }

    /// A block of its own.
    fn single(&mut self, span: Span, kind: BlockKind) {
        self.start(span, kind, None, 0);
        self.close();
    }

    /// One block per column of a line.
    fn pieces(&mut self, span: Span, splits: &[usize], kind: BlockKind) {
        let first = splits.partition_point(|&s| s <= span.start);
        let mut start = span.start;
        for &at in splits[first..].iter().take_while(|&&s| s < span.end).chain([&span.end]) {
            let piece = &self.text[start..at];
            let trimmed = piece.trim();
            if !trimmed.is_empty() {
                let lead = piece.len() - piece.trim_start().len();
                self.single(Span::new(start + lead, start + lead + trimmed.len()), kind);
            }
            start = at;
        }
    }

    /// Joins `span` to the open block.
    fn append(&mut self, span: Span) {
        let Some(open) = &self.open else { return };
        let (block, end) = (open.block, self.lines[open.last].span.end);
        let (tail, head) = (&self.text[..end], &self.text[span.start..]);
        let glued = match tail.chars().next_back() {
            Some('-' | '–') => tight(tail),
            Some('/') => !tail.ends_with(" /"),
            _ => head.starts_with('/') || (head.starts_with('-') && !head.starts_with("- ")),
        };
        if !glued {
            self.flow.map.insert(self.flow.text.len(), end, 1);
            self.flow.text.push(' ');
        }
        self.copy(span);
        self.flow.blocks[block].span.end = self.flow.text.len();
    }

    /// Copies `span` with its marks to the end of the flow, into the last block.
    fn copy(&mut self, span: Span) {
        let at = self.flow.text.len();
        self.flow.map.copy(at, span.start, span.len());
        self.flow.text.push_str(span.of(self.text));
        let marks = &self.notes.marks;
        let first = marks.partition_point(|m| m.start < span.start);
        for mark in marks[first..].iter().take_while(|m| m.end <= span.end) {
            self.flow.marks.push(Span::new(mark.start - span.start + at, mark.end - span.start + at));
        }
        if let Some(block) = self.flow.blocks.last_mut() {
            block.span.end = self.flow.text.len();
        }
    }

    /// The line break before a new block whose text begins at `source`.
    fn begin(&mut self, source: usize) {
        let at = self.flow.text.len();
        if at == 0 {
            return;
        }
        let before = source.wrapping_sub(1);
        let copied = self.text.as_bytes().get(before) == Some(&b'\n') && self.flow.map.offset(at - 1) + 2 == source;
        if copied {
            self.flow.map.copy(at, before, 1);
        } else {
            self.flow.map.insert(at, source, 1);
        }
        self.flow.text.push('\n');
    }

    /// Ends the open block and puts the waiting footnotes behind it.
    fn close(&mut self) {
        self.open = None;
        let notes = self.notes;
        for n in std::mem::take(&mut self.pending) {
            let note = &notes.notes[n];
            for (k, &l) in note.lines.iter().enumerate() {
                let span = self.lines[l].span;
                if k == 0 {
                    let behind = &self.text[note.mark.end..span.end];
                    let space = behind.len() - behind.trim_start().len();
                    let mark = if note.mark.is_empty() { 0 } else { note.mark.len() + space };
                    self.begin(span.start);
                    let at = self.flow.text.len();
                    self.flow.blocks.push(Block {
                        span: Span::new(at, at),
                        kind: BlockKind::Footnote,
                        section: None,
                        label_len: mark,
                    });
                    if mark > 0 {
                        self.flow.marks.push(Span::new(at, at + note.mark.len()));
                    }
                    self.copy(span);
                    self.open = Some(Open { block: self.flow.blocks.len() - 1, last: l, heading: false });
                } else {
                    self.append(span);
                    if let Some(open) = &mut self.open {
                        open.last = l;
                    }
                }
            }
            self.open = None;
        }
    }
}

/// Whether the dash at the end of a line is part of a code or a compound ("69-", "kinh tế-"), not a dash
/// between words ("Bà Rịa -").
fn tight(tail: &str) -> bool {
    tail.char_indices().rev().nth(1).is_some_and(|(_, c)| !c.is_whitespace())
}

/// Whether a range goes on below: "… tăng 10⏎- 15%". Items of one list stand below each other, too.
fn ends_range(before: &str, next: &str) -> bool {
    let high = next.strip_prefix(['-', '–']).map(str::trim_start);
    before.len() >= MIN_BROKEN_BYTES
        && before.ends_with(|c: char| c.is_ascii_digit())
        && high.is_some_and(|h| h.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a line begins with the number of a document: "18/2023/NQ-HĐND", "12-NQ/TU".
fn begins_document_number(line: &str) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = &line[digits(line)..];
    if rest.len() == line.len() {
        return false;
    }
    if let Some(year) = rest.strip_prefix('/').filter(|year| digits(year) == 4) {
        rest = &year[4..];
    }
    let symbol = rest.strip_prefix(['/', '-']).unwrap_or("");
    let capitals = symbol.chars().take_while(|c| c.is_uppercase()).count();
    capitals >= 2 && symbol.chars().nth(capitals).is_some_and(|c| matches!(c, '-' | '/'))
}

/// Whether the last word of a line is followed by a number.
fn wants_number(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or(line);
    matches!(
        word,
        "tháng"
            | "ngày"
            | "năm"
            | "số"
            | "quý"
            | "Điều"
            | "điều"
            | "khoản"
            | "mục"
            | "Mục"
            | "điểm"
            | "lần"
            | "và"
            | "đến"
    )
}

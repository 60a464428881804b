//! Footnotes and their marks: found at the page's foot, tied to the mark in the body.
//!
//! Takes the lines, gives [`Notes`] and gives their lines the roles of notes. "… quy định của Ngành1 cho 3.250 lượt kiểm lâm" and,
//! below a rule, "1 Thông tư số 12/2018/TT-BXD, ngày 28/9/2018": the 1 behind "Ngành" is a mark, no number. A line that begins
//! with a number is a note only when a mark of that number stands before it, or when it follows a rule or a note.

use super::glued::Glued;
use super::label;
use super::lines::{End, Line, Role, end_of, first_char, is_rule, starts_lower};
use super::wrap::Wrap;
use crate::source::{Zone, ZoneKind};
use crate::text::Span;

/// Marks that are looked at for one note.
pub(super) const MAX_MARKS: usize = 256;

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// Its lines, by index.
    pub(crate) lines: Vec<usize>,
    /// Where its own mark stands; empty when it has none.
    pub(crate) mark: Span,
    /// Value of its mark; 0 when it has none.
    number: u32,
}

/// All footnotes of a text.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// In text order.
    pub(crate) notes: Vec<Note>,
    /// Marks in the body, sorted.
    pub(crate) marks: Vec<Span>,
}

/// A line that may begin a note.
struct Start {
    number: u32,
    mark: Span,
    /// Written as a superscript or marked so by the reader.
    raised: bool,
    /// "1." and the like: a list unless a mark is found.
    doubtful: bool,
}

/// Finds the footnotes; their lines get the roles [`Role::Note`] and [`Role::NoteRest`].
pub(crate) fn find(text: &str, lines: &mut [Line], wrap: &Wrap, zones: &[Zone]) -> Notes {
    let mut notes = Notes::default();
    notes.marks.extend(zones.iter().filter(|z| z.kind == ZoneKind::Mark && !z.span.is_empty()).map(|z| z.span));
    notes.marks.sort_unstable_by_key(|m| (m.start, m.end));
    notes.marks.dedup();
    let mut finder = Finder { text, wrap, notes, glued: None, last_mark: 0, ruled: false };
    let footnotes: Vec<Span> = zones.iter().filter(|z| z.kind == ZoneKind::Footnote).map(|z| z.span).collect();
    let (mut i, mut zone, mut after_rule, mut after_note) = (0, 0, false, false);
    while i < lines.len() {
        let line = &lines[i];
        while footnotes.get(zone).is_some_and(|z| z.end <= line.span.start) {
            zone += 1;
        }
        let inside = footnotes.get(zone).filter(|z| z.start <= line.span.start + 2);
        let next = match line.role {
            Role::Skip => {
                after_rule |= is_rule(line.of(text));
                if !is_rule(line.of(text)) {
                    after_note = false;
                }
                i += 1;
                continue;
            }
            Role::Body => match inside {
                Some(z) => Some(finder.zone(lines, i, *z)),
                None => finder.line(lines, i, after_rule, after_note),
            },
            _ => None,
        };
        (after_rule, after_note) = (false, next.is_some());
        i = next.unwrap_or(i + 1);
    }
    let mut notes = finder.notes;
    notes.marks.sort_unstable_by_key(|m| (m.start, m.end));
    notes.marks.dedup_by(|b, a| b.start < a.end);
    notes
}

struct Finder<'a> {
    text: &'a str,
    wrap: &'a Wrap,
    notes: Notes,
    /// Digits glued to words; listed when first needed.
    glued: Option<Glued>,
    /// Where the last mark that was tied to a note ends.
    last_mark: usize,
    /// Whether the notes of the current page stand below a rule.
    ruled: bool,
}

impl Finder<'_> {
    /// Takes the lines of a zone that the reader marked as a footnote; gives the line behind it.
    fn zone(&mut self, lines: &mut [Line], i: usize, zone: Span) -> usize {
        let end = lines[i..].iter().position(|l| l.span.start >= zone.end).map_or(lines.len(), |n| i + n);
        let start = self.start(&lines[i]).filter(|s| !s.doubtful || s.raised);
        match start {
            Some(s) => {
                self.tie(s.number, lines[i].span.start);
                self.push(lines, i, end, s.mark, s.number);
            }
            None if self.unfinished(lines) => self.extend(lines, i, end),
            None => self.push(lines, i, end, Span::new(lines[i].span.start, lines[i].span.start), 0),
        }
        end
    }

    /// Takes the note that begins at line `i`, if one does; gives the line behind it.
    fn line(&mut self, lines: &mut [Line], i: usize, after_rule: bool, after_note: bool) -> Option<usize> {
        let Some(start) = self.start(&lines[i]) else {
            let first = lines[i].of(self.text);
            let goes_on = after_rule
                && (starts_lower(first) || first_char(first).is_some_and(|c| c.is_ascii_digit()))
                && self.unfinished(lines)
                && label::parse(first).is_none_or(|l| l.plain_number);
            return goes_on.then(|| {
                let end = self.extent(lines, i);
                self.extend(lines, i, end);
                end
            });
        };
        self.ruled = after_rule || (self.ruled && after_note);
        let line = &lines[i];
        let last = self.notes.notes.last().map_or(0, |n| n.number);
        let expected = start.number == last + 1 || start.number == 1;
        let capital = first_char(self.text.get(start.mark.end..line.span.end)?)
            .is_some_and(|c| c.is_uppercase() || (self.ruled && !c.is_ascii_punctuation()));
        let accepted = if start.raised {
            true
        } else if start.doubtful && !self.ruled {
            false
        } else if !expected || !capital {
            after_rule && capital && self.tied(start.number, line.span.start)
        } else if self.tied(start.number, line.span.start) {
            true
        } else {
            let broken = || {
                lines[..i]
                    .iter()
                    .rfind(|l| l.role != Role::Skip)
                    .is_some_and(|l| end_of(l.of(self.text)) != End::Closed)
            };
            !start.doubtful && ((after_rule && broken()) || (after_note && self.ruled && start.number == last + 1))
        };
        if !accepted {
            return None;
        }
        let at = line.span.start;
        self.tie(start.number, at);
        let end = self.extent(lines, i);
        self.push(lines, i, end, start.mark, start.number);
        Some(end)
    }

    /// The number at the start of a line, when the line may be a note.
    fn start(&self, line: &Line) -> Option<Start> {
        let s = line.of(self.text);
        let at = line.span.start;
        let first = *s.as_bytes().first()?;
        if let Some(mark) = self.raised(at) {
            let number = self.value(mark);
            // A reader's mark that runs beyond the line has nothing behind it there.
            let space = self.text.get(mark.end..line.span.end)?.trim_start_matches([' ', ')', ']', '.']);
            return (!space.is_empty()).then_some(Start { number, mark, raised: true, doubtful: false });
        }
        if !(first.is_ascii_digit() || matches!(first, b'[' | b'(')) {
            return None;
        }
        let open = usize::from(!first.is_ascii_digit());
        let digits = s.bytes().skip(open).take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            return None;
        }
        let number = s[open..open + digits].parse().ok()?;
        let mut end = open + digits;
        let closer = s.as_bytes().get(end).copied().unwrap_or(b'\n');
        let doubtful = match (open, closer) {
            (1, b']' | b')') => {
                end += 1;
                closer == b')'
            }
            (0, b'.' | b')') => {
                end += 1;
                true
            }
            (0, b' ' | b'\t') => false,
            (0, _) => !s[end..].starts_with(char::is_uppercase),
            _ => return None,
        };
        let rest = s[end..].trim_start();
        let own =
            (open == 0 && closer == b' ') || s[end..].starts_with(' ') || s[end..].starts_with(char::is_uppercase);
        (own && number > 0 && rest.chars().take(3).any(char::is_alphabetic)).then_some(Start {
            number,
            mark: Span::new(at, at + end),
            raised: false,
            doubtful,
        })
    }

    /// The mark that the reader or a superscript gives at `at`.
    fn raised(&self, at: usize) -> Option<Span> {
        let marks = &self.notes.marks;
        let i = marks.partition_point(|m| m.start < at);
        marks.get(i).filter(|m| m.start == at).copied()
    }

    fn value(&self, mark: Span) -> u32 {
        mark.of(self.text).chars().filter_map(super::glued::digit).fold(0, |n, d| (n * 10 + d) % 1000)
    }

    /// Whether a mark of this number stands between the last tied mark and `before`.
    fn tied(&mut self, number: u32, before: usize) -> bool {
        self.mark(number, before).is_some()
    }

    fn mark(&mut self, number: u32, before: usize) -> Option<Span> {
        let marks = &self.notes.marks;
        let end = marks.partition_point(|m| m.end < before);
        let within = marks[..end].iter().rev().take(MAX_MARKS).take_while(|m| m.start >= self.last_mark);
        if let Some(raised) = within.copied().find(|m| self.value(*m) == number) {
            return Some(raised);
        }
        let text = self.text;
        self.glued.get_or_insert_with(|| Glued::list(text)).last(number, self.last_mark, before, self.ruled)
    }

    /// Remembers the mark of note `number`, which begins at `before`.
    fn tie(&mut self, number: u32, before: usize) {
        if let Some(mark) = self.mark(number, before) {
            let i = self.notes.marks.partition_point(|m| m.end <= mark.start);
            if self.notes.marks.get(i).is_none_or(|m| !m.overlaps(mark)) {
                self.notes.marks.insert(i, mark);
            }
            self.last_mark = mark.end.max(self.last_mark);
        }
    }

    /// The line behind the note that begins at line `i`.
    fn extent(&mut self, lines: &[Line], i: usize) -> usize {
        let mut j = i + 1;
        while j < lines.len() {
            let line = &lines[j];
            let s = line.of(self.text);
            if line.gap || line.page || line.role != Role::Body || label::parse(s).is_some() {
                break;
            }
            if self.start(line).is_some_and(|n| self.notes.notes.last().is_none_or(|l| n.number > l.number)) {
                break;
            }
            let before = lines[j - 1].of(self.text);
            let closed = end_of(before) == End::Closed;
            // "Quyết định số 312/QĐ-⏎UBND"
            let broken = before.ends_with(['-', '/']);
            let goes_on = if broken {
                true
            } else if self.wrap.is_wrapped(j - 1) {
                starts_lower(s) || self.wrap.is_full(self.text, lines, j - 1, j, if closed { 0.97 } else { 0.85 })
            } else {
                !closed && starts_lower(s)
            };
            if !goes_on {
                break;
            }
            j += 1;
        }
        j
    }

    /// Whether the last note stops in the middle of a sentence.
    fn unfinished(&self, lines: &[Line]) -> bool {
        self.notes
            .notes
            .last()
            .and_then(|n| n.lines.last())
            .is_some_and(|&l| end_of(lines[l].of(self.text)) != End::Closed)
    }

    fn push(&mut self, lines: &mut [Line], i: usize, end: usize, mark: Span, number: u32) {
        let index = self.notes.notes.len();
        lines[i].role = Role::Note(index);
        for l in &mut lines[i + 1..end] {
            l.role = Role::NoteRest;
        }
        self.notes.notes.push(Note { lines: (i..end).collect(), mark, number });
    }

    fn extend(&mut self, lines: &mut [Line], i: usize, end: usize) {
        for l in &mut lines[i..end] {
            l.role = Role::NoteRest;
        }
        if let Some(note) = self.notes.notes.last_mut() {
            note.lines.extend(i..end);
        }
    }
}

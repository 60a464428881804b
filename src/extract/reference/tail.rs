//! What follows a document number: date, issuer and term, in any order. "…, ngày 17/8/2020 của Ban Thường vụ Tỉnh
//! ủy (khóa XII)".

use super::issuer;
use super::{Context, Mention};
use crate::extract::date::{DateKind, DateMention};
use crate::extract::scan::{char_right, folded, next_word, previous_word, run_right, spaces_right};
use crate::text::Span;

/// Reads the tail of every mention; none runs into the next mention.
pub(super) fn read(context: &Context<'_>, mentions: &mut [Mention]) {
    for i in 0..mentions.len() {
        let limit = mentions.get(i + 1).map_or(context.text.len(), |m| m.lead.max(mentions[i].reference.span.end));
        let cue = previous_word(context.text, mentions[i].lead);
        let basis = matches!(&*folded(context.text, cue), "theo" | "cứ" | "tại");
        let at = mentions[i].reference.span.end;
        let mut tail = Tail { context, limit, basis, at, date: None, issuer: None, term: None };
        tail.read();
        let m = &mut mentions[i];
        m.tail_end = tail.at;
        m.reference.date = tail.date;
        m.reference.term = tail.term;
        m.reference.issuer = tail.issuer.map(|s| words(s.of(context.text)));
    }
}

/// White space folded.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Tail<'a, 'b> {
    context: &'b Context<'a>,
    limit: usize,
    /// Whether the document is cited as a basis, "theo Quyết định số …": a year behind it is its own.
    basis: bool,
    /// Behind what was read.
    at: usize,
    date: Option<String>,
    issuer: Option<Span>,
    term: Option<String>,
}

impl Tail<'_, '_> {
    fn read(&mut self) {
        // Date, issuer, term and one bracket each at most once.
        for _ in 0..5 {
            let before = self.at;
            self.step();
            if self.at == before {
                break;
            }
        }
    }

    fn step(&mut self) {
        let text = self.context.text;
        let at = spaces_right(text, self.at);
        let comma = text[at..].starts_with(',');
        let at = if comma { spaces_right(text, at + 1) } else { at };
        match char_right(text, at) {
            Some('(') if !comma => self.bracket(at),
            Some(c) if c.is_alphanumeric() && at < self.limit => {
                let _ = self.date(at, comma) || self.issuer(at, comma) || self.term(at);
            }
            _ => {}
        }
    }

    /// "(09/4/2021)", "(khóa XI)", "(ngày 09/4/2021 của Tỉnh ủy)".
    fn bracket(&mut self, at: usize) {
        let text = self.context.text;
        let mut inner = Tail {
            context: self.context,
            limit: self.limit,
            basis: self.basis,
            at: at + 1,
            date: self.date.take(),
            issuer: self.issuer.take(),
            term: self.term.take(),
        };
        let known = (inner.date.is_some(), inner.issuer.is_some(), inner.term.is_some());
        for _ in 0..3 {
            let before = inner.at;
            inner.step();
            if inner.at == before {
                break;
            }
        }
        let found = (inner.date.is_some(), inner.issuer.is_some(), inner.term.is_some()) != known;
        let end = spaces_right(text, inner.at);
        if found && text[end..].starts_with(')') {
            self.at = end + 1;
        }
        (self.date, self.issuer, self.term) = (inner.date, inner.issuer, inner.term);
    }

    fn date(&mut self, at: usize, comma: bool) -> bool {
        let text = self.context.text;
        if self.date.is_some() {
            return false;
        }
        // "ban hành ngày 05/01/2023", "ký ngày 05/01/2023"
        let mut start = at;
        for word in ["ký", "ban", "hành", "cùng"] {
            let next = next_word(text, start);
            if &*folded(text, next) == word {
                start = spaces_right(text, next.end);
            }
        }
        let Some(mention) = self.context.date_at(start) else { return false };
        let says_day = mention.span.of(text).starts_with(['n', 'N']) && mention.kind != DateKind::Year
            || mention.span.of(text).to_lowercase().starts_with("ngày");
        if start > at && !says_day {
            return false;
        }
        let states = match mention.kind {
            DateKind::Day => true,
            DateKind::Month => says_day || !comma && self.closes(mention),
            DateKind::Year => says_day || !comma && self.closes(mention),
            _ => false,
        };
        if !states || mention.iso.is_none() {
            return false;
        }
        self.date = mention.iso.clone();
        self.at = mention.span.end;
        true
    }

    /// Whether a month or a year dates the document and not what is done with it: "năm 2013 của Bộ Chính trị" does, "thực
    /// hiện Chỉ thị 05-CT/TW năm 2023." need not.
    fn closes(&self, mention: &DateMention) -> bool {
        if self.basis {
            return true;
        }
        let text = self.context.text;
        let end = spaces_right(text, mention.span.end);
        let word = folded(text, next_word(text, end));
        text[end..].starts_with(')') || matches!(&*word, "của" | "về")
    }

    fn issuer(&mut self, at: usize, comma: bool) -> bool {
        let text = self.context.text;
        let of = next_word(text, at);
        if self.issuer.is_some() || comma && self.date.is_none() || &*folded(text, of) != "của" {
            return false;
        }
        let Some(span) = issuer::right(text, spaces_right(text, of.end), self.context.vocabulary) else { return false };
        self.at = span.end;
        self.issuer = Some(span);
        true
    }

    /// "khóa XI", "khoá 13".
    fn term(&mut self, at: usize) -> bool {
        let text = self.context.text;
        let word = next_word(text, at);
        if self.term.is_some() || !matches!(&*folded(text, word), "khóa" | "khoá") {
            return false;
        }
        let start = spaces_right(text, word.end);
        let end = run_right(text, start, |c| matches!(c, 'I' | 'V' | 'X') || c.is_ascii_digit());
        if end == start || end - start > 6 {
            return false;
        }
        self.term = Some(text[start..end].to_owned());
        self.at = end;
        true
    }
}

//! Commas inside a name: "xuất, nhập khẩu", "120 cán bộ, đảng viên tham gia". Refuses lists of counts, "120 con trâu, bò 45 con".

use super::{Lexer, word_end};
use crate::extract::attribute::clause::Kind;
use crate::extract::words::{Words, skip_spaces, words_right};
use crate::text::Span;
use crate::vocabulary::{Class, Group, Target, key};

/// Words of a noun for people that was counted, at most.
const MAX_PEOPLE: usize = 4;

impl Lexer<'_> {
    /// Whether the comma at `at` stands inside a name: between two verbs that share an object, between two nouns for the
    /// people that were counted, "120 cán bộ, đảng viên tham gia". `unit` is that of the figure that ends at the comma.
    pub(super) fn inside_compound(&self, at: usize, end: usize, unit: Option<Span>) -> bool {
        let rest = skip_spaces(self.text, at + 1, end);
        let word = self.words.last().filter(|t| t.span.end == at && t.is(Class::Plain));
        let compound = word.is_some_and(|last| {
            let next = || key(&self.text[rest..word_end(self.text.as_bytes(), rest, end)]);
            self.vocabulary.clause_words.is_compound(last.key, next) && !self.goes_on_counting(rest, end)
        });
        compound
            || (word.is_some() || unit.is_some()) && self.counts_people(at, unit) && self.goes_on_with_people(rest, end)
    }

    /// Whether what was counted in front of a comma is followed by another count: "120 con trâu, bò 45 con". `rest` is behind it.
    fn goes_on_counting(&self, rest: usize, end: usize) -> bool {
        let words = self.words.iter().rev().take_while(|t| t.is(Class::Plain)).take(MAX_PEOPLE).count();
        let counted = self.words[..self.words.len() - words].last().is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
        let digit =
            |at: usize| self.text[skip_spaces(self.text, at, end)..end].starts_with(|c: char| c.is_ascii_digit());
        counted && words_right(self.text, rest, end).iter().take(MAX_PEOPLE).any(|w| digit(w.end))
    }

    /// Whether the last figure counts people, with no other words between it and the comma at `at` than their noun.
    fn counts_people(&self, at: usize, unit: Option<Span>) -> bool {
        let words = self.words.iter().rev().take_while(|t| t.is(Class::Plain)).take(MAX_PEOPLE).count();
        let (before, own) = self.words.split_at(self.words.len() - words);
        if !before.last().is_some_and(|t| matches!(t.kind, Kind::Figure(_))) {
            return false;
        }
        // "1.450 lượt cán bộ"
        [0, 1].into_iter().filter_map(|skip| own.get(skip).map(|t| t.span.start)).chain(unit.map(|u| u.start)).any(
            |start| {
                let noun = words_right(self.text, start, at);
                self.people(&noun).and_then(|n| noun.get(n - 1)).is_some_and(|last| last.end == at)
            },
        )
    }

    /// Whether another noun for people begins at `rest`, and no number behind it.
    fn goes_on_with_people(&self, rest: usize, end: usize) -> bool {
        let behind = words_right(self.text, rest, end);
        let Some(last) = self.people(&behind).and_then(|n| behind.get(n - 1)) else { return false };
        !self.text[skip_spaces(self.text, last.end, end)..end].starts_with(|c: char| c.is_ascii_digit())
    }

    /// How many words are the noun for people with which these begin.
    fn people(&self, words: &Words) -> Option<usize> {
        match self.vocabulary.units.longest(|i| words.step(i))? {
            (n, Target::Unit(u)) if self.vocabulary.units.get(u).group == Group::People => Some(n),
            _ => None,
        }
    }
}

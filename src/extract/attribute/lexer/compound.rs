//! Commas inside a name: "xuất, nhập khẩu", "120 cán bộ, đảng viên tham gia", "12 xã, phường đạt chuẩn". Refuses lists of counts, "120
//! con trâu, bò 45 con".

use super::{Lexer, word_end};
use crate::extract::attribute::clause::{Kind, Token};
use crate::extract::words::{Word, Words, skip_spaces, words_right};
use crate::text::Span;
use crate::vocabulary::{Class, Group, Target, is_one_of, key};

/// Words of a noun for people that was counted, at most.
const MAX_PEOPLE: usize = 4;

/// Words of nouns that are counted together, at most.
const MAX_TOGETHER: usize = 12;

/// Words between a noun and its own number behind it, at most.
const MAX_NAMED: usize = 4;

impl Lexer<'_> {
    /// Whether the comma at `at` stands inside a name: between two verbs that share an object, between two nouns that are
    /// counted together, "120 cán bộ, đảng viên tham gia". `unit` is that of the last figure in front of the comma.
    pub(super) fn inside_compound(&self, at: usize, end: usize, unit: Option<Span>) -> bool {
        let rest = skip_spaces(self.text, at + 1, end);
        let word = self.words.last().filter(|t| t.span.end == at && t.is(Class::Plain));
        let compound = word.is_some_and(|last| {
            let next = || key(&self.text[rest..word_end(self.text.as_bytes(), rest, end)]);
            self.vocabulary.clause_words.is_compound(last.key, next) && !self.goes_on_counting(rest, end)
        });
        compound
            || word.is_some() && self.counts_people(at) && self.goes_on_with_people(rest, end)
            || unit.is_some_and(|unit| self.counts_together(at, rest, end, unit))
    }

    /// Whether nouns of one kind stand on both sides of the comma at `at`, counted by the figure in front of them: "97 bản án, quyết định".
    fn counts_together(&self, at: usize, rest: usize, end: usize, unit: Span) -> bool {
        let words = self.words.iter().rev().take_while(|t| t.is(Class::Plain)).take(MAX_TOGETHER).count();
        let (before, own) = self.words.split_at(self.words.len() - words);
        if before.last().is_none_or(|t| !matches!(t.kind, Kind::Figure(_)) || t.duration) {
            return false;
        }
        // The last noun of those before the comma begins with the unit or behind another comma.
        let comma = |t: &&Token| self.text[..t.span.start].trim_end_matches(' ').ends_with(',');
        let start = own.iter().rev().find(comma).map_or(unit.start, |t| t.span.start);
        let nouns = &self.vocabulary.clause_words;
        let front = words_right(self.text, start, at);
        let Some((_, kinds)) =
            nouns.together(|i| front.key(i)).filter(|(n, _)| front.get(n - 1).is_some_and(|w| w.end == at))
        else {
            return false;
        };
        let behind = words_right(self.text, rest, end);
        nouns.together(|i| behind.key(i)).is_some_and(|(n, others)| {
            let next = behind.get(n).filter(|w| !w.comma);
            kinds.meet(others)
                // "mô hình 02 cấp, UBND xã báo cáo": the next clause.
                && behind.get(0).is_some_and(|w| !w.capital)
                // "12 xã, thị trấn Than Uyên": one of them by its name.
                && next.is_none_or(|w| !w.capital)
                && (!may_be_verb(&behind, n) || next.is_none_or(ends_noun))
                && !self.has_number(&behind, n, end)
        })
    }

    /// Whether the noun of `n` words is the name of the next number: "12 vụ, việc dân sự 5".
    fn has_number(&self, words: &Words, n: usize, end: usize) -> bool {
        let name = |i: usize, w: &Word| {
            let class = self.vocabulary.clause_words.classify(w.key, |k| words.key(i + k)).0;
            !w.comma
                && matches!(
                    class,
                    Class::Plain | Class::Attribute | Class::Member | Class::Body | Class::Head | Class::Hedge
                )
        };
        let named = n + (n..n + MAX_NAMED).map_while(|i| words.get(i).filter(|w| name(i, w))).count();
        (n..=named)
            .filter_map(|i| words.get(i - 1))
            .any(|w| self.text[skip_spaces(self.text, w.end, end)..end].starts_with(|c: char| c.is_ascii_digit()))
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
    fn counts_people(&self, at: usize) -> bool {
        let words = self.words.iter().rev().take_while(|t| t.is(Class::Plain)).take(MAX_PEOPLE).count();
        let (before, own) = self.words.split_at(self.words.len() - words);
        if !before.last().is_some_and(|t| matches!(t.kind, Kind::Figure(_))) {
            return false;
        }
        // "1.450 lượt cán bộ"
        own.iter().take(2).any(|first| {
            let noun = words_right(self.text, first.span.start, at);
            self.people(&noun).and_then(|n| noun.get(n - 1)).is_some_and(|last| last.end == at)
        })
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

/// Whether the noun of the first `n` words is a verb as well: "ban hành 12 văn bản, hướng dẫn các xã".
fn may_be_verb(words: &Words, n: usize) -> bool {
    n == 2
        && words.key(0) != Some(key("hội"))
        && words.key(1).is_some_and(|last| {
            is_one_of!(last, "dẫn" | "cáo" | "báo" | "luận" | "nghị" | "ánh" | "định" | "xuất" | "nại")
        })
}

/// Whether a noun has ended in front of the word.
fn ends_noun(next: Word) -> bool {
    is_one_of!(next.key, "của" | "và" | "về" | "các" | "từ" | "tại" | "trong" | "liên" | "chuyên")
}

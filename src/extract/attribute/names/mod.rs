//! Names for figures that lack one of their own in front: from a list's head, a series, a sibling, the chunk before; and
//! the words of tokens as text.

mod leading;
mod listed;
mod placed;

use super::clause::{Kind, Token, skip_parenthesis};
use super::label::Labeller;
use super::place::is_level;
use super::reading::Reading;
use crate::extract::Quantity;
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, is_one_of};
use std::ops::Range;

/// What bounds a value from behind its noun is no part of the name.
const BOUNDS: [&str; 2] = ["trở lên", "trở xuống"];

/// Tokens of the name of a place, at most.
const MAX_NAME: usize = 6;

impl Labeller<'_> {
    /// Whether the name is a place and nothing else.
    pub fn is_place(&self, name: &Range<usize>) -> bool {
        !name.is_empty() && self.places.iter().any(|m| m.tokens.start <= name.start && name.end <= m.tokens.end)
    }

    /// Whether the name is that of a body: capitals behind its first word.
    pub fn is_proper(&self, name: &Range<usize>) -> bool {
        let words = self.tokens.get(name.clone()).unwrap_or_default();
        let capital = words.iter().skip(1).filter(|t| t.capital).count();
        words.len() > 1 && capital * 2 > words.len() && words.first().is_some_and(|t| t.capital)
    }

    /// The counted noun with the words behind it; none when there is neither.
    pub fn noun(&self, r: &Reading, from: usize) -> Option<String> {
        let q = self.quantity(r);
        // "671 hộ nghèo/2.984 khẩu", "10 ha rừng trở lên", "25 tỷ đồng vốn đối ứng./."
        let words = self.join(self.without_names(r));
        let words = words.strip_suffix("./").unwrap_or(&words).trim_end_matches('/');
        let words = BOUNDS.iter().find_map(|b| words.strip_suffix(b)).unwrap_or(words).trim_end();
        if q.figure.kind == Measure::Count {
            let unit = from..q.figure.span.end.max(from);
            let unit = self.text[unit].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '”'));
            let unit = BOUNDS.iter().find_map(|b| unit.strip_suffix(b)).unwrap_or(unit);
            // "01 “Mái ấm tình thương” trị giá …": the name ends with its quotation mark.
            if let Some(name) = unit.strip_suffix(['”', '"']).filter(|name| !name.contains(['“', '"'])) {
                return Some(fold_space(name)).filter(|n| !n.is_empty());
            }
            let mut text = fold_space(unit);
            if q.figure.per.is_empty() || !text.contains('/') {
                if !words.is_empty() {
                    text.push_str(match words.starts_with(',') {
                        true => "",
                        false if self.counts_several(r, q) => ", ",
                        false => " ",
                    });
                    text.push_str(words);
                }
            } else {
                text.truncate(text.find('/').unwrap_or(text.len()));
            }
            return Some(text).filter(|t| !t.is_empty());
        }
        // "15 kg gạo/học sinh": the figure itself holds the thing.
        let inside = q.unit.map_or("", |u| self.text.get(u.start..q.figure.span.end).unwrap_or(""));
        let inside = inside.split('/').next().unwrap_or(inside).trim();
        // "mét" is no thing behind "m".
        let behind = q.figure.unit.as_deref().and_then(|u| inside.strip_prefix(u));
        let thing = behind.filter(|t| !t.starts_with(char::is_alphabetic)).map_or("", str::trim);
        let thing = BOUNDS.iter().find_map(|b| thing.strip_suffix(b)).unwrap_or(thing).trim_end();
        let thing = if thing.starts_with(char::is_alphabetic) && !thing.starts_with("trở") {
            fold_space(thing)
        } else {
            String::new()
        };
        let all = if thing.is_empty() || words.is_empty() { thing + words } else { thing + " " + words };
        Some(all).filter(|w| !w.is_empty())
    }

    /// Whether a comma that is no token stands behind the unit: "12 xã, phường đạt chuẩn".
    pub fn counts_several(&self, r: &Reading, q: &Quantity) -> bool {
        let behind = self.tokens.get(r.noun.start).map_or(q.figure.span.end, |t| t.span.start);
        !r.noun.is_empty()
            && self.tokens[r.noun.start].kind != Kind::Comma
            && self.text.get(q.figure.span.end..behind).is_some_and(|gap| gap.starts_with(','))
    }

    /// Whether the places that the figure counts follow it by name.
    pub fn names_places(&self, r: &Reading) -> bool {
        self.without_names(r) != r.noun
    }

    /// The words behind a count of places without their names: "3 huyện Si Ma Cai, Mường Khương và Bắc Hà". Names, not places: those
    /// of which a new one is made are none that a figure is of.
    fn without_names(&self, r: &Reading) -> Range<usize> {
        let noun = r.noun.clone();
        let capital = |j: usize| self.tokens.get(j).is_some_and(|t| t.capital && matches!(t.kind, Kind::Word(_)));
        let Some(first) = noun.clone().find(|&j| capital(j)) else { return noun };
        if !self.quantity(r).unit.is_some_and(|unit| is_level(unit.of(self.text))) {
            return noun;
        }
        let end = (first..first + MAX_NAME).find(|&j| !capital(j)).unwrap_or(first + MAX_NAME);
        let joined = self.tokens.get(end).is_some_and(|t| t.kind == Kind::Comma || t.is(Class::And));
        if joined && capital(end + 1) { noun.start..first } else { noun }
    }

    /// The name before the figure, without the place that its clause ends in: "Kiều hối về tỉnh An Trạch".
    pub fn subject(&self, r: &Reading) -> Option<String> {
        let Range { start, mut end } = r.subject.clone();
        let place = self.places.iter().rev().find(|m| m.tokens.end == end && m.tokens.start > start + 1);
        let leads_on = |t: &Token| t.is(Class::Prep) || t.is(Class::Link);
        if let Some(m) = place.filter(|m| leads_on(&self.tokens[m.tokens.start - 1])) {
            end = m.tokens.start - 1;
            // "tỷ lệ cao nhất là xã Phước Hậu 91,3%"
            let extreme = |t: &Token| is_one_of!(t.key, "cao" | "thấp" | "nhất" | "lớn" | "nhiều");
            while end > start + 1 && extreme(&self.tokens[end - 1]) {
                end -= 1;
            }
            while end > start + 1 && self.tokens[end - 1].is(Class::Light) {
                end -= 1;
            }
        }
        // "Số hộ nghèo năm nay", "tỷ lệ hộ nghèo cuối [năm 2024]"
        let when = |t: &Token| t.is(Class::Time) && matches!(t.span.of(self.text), "năm nay" | "cuối");
        while end > start + 1 && when(&self.tokens[end - 1]) {
            end -= 1;
        }
        Some(self.join(start..end)).filter(|s| !s.is_empty())
    }

    /// Whether the token is a verb.
    pub fn verbal(&self, at: usize) -> bool {
        matches!(self.tokens[at].class(), Some(Class::Heavy | Class::Light))
    }

    /// Whether "mỗi" stands before the figure's name.
    pub fn each(&self, r: &Reading) -> bool {
        !r.subject.is_empty() && r.subject.start > 0 && self.tokens[r.subject.start - 1].is(Class::Each)
    }

    /// Whether the subject is the whole that is spoken of ("toàn huyện", "UBND xã") and not what is measured.
    pub fn is_whole(&self, subject: &Range<usize>) -> bool {
        subject.clone().next().is_some_and(|s| self.tokens[s].is(Class::Body))
    }

    /// The verb and what stands between it and the number.
    pub fn verb_phrase(&self, r: &Reading, verb: usize) -> Option<String> {
        Some(self.join(verb..r.at)).filter(|s| !s.is_empty())
    }

    /// The last verb before the figure in the sentence that counts or measures out.
    pub fn governing_verb(&self, r: &Reading) -> Option<String> {
        let from = r.at.saturating_sub(30);
        let verb = (from..r.at).rev().find(|&j| matches!(self.tokens[j].class(), Some(Class::Heavy | Class::Light)))?;
        Some(self.join(verb..verb + 1))
    }

    /// The words of `range` with single spaces, without dates, parentheses and hedges.
    pub fn join(&self, range: Range<usize>) -> String {
        let own = self.tokens.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return String::new() };
        let mut out = String::with_capacity(last.span.end.saturating_sub(first.span.start) + 2);
        let mut j = range.start;
        let mut end = 0;
        while j < range.end {
            let t = &self.tokens[j];
            match t.kind {
                Kind::Open => {
                    j = skip_parenthesis(self.tokens, j, range.end);
                    continue;
                }
                Kind::Figure(_) if !t.duration => {}
                Kind::Date(_) | Kind::Close | Kind::Semicolon | Kind::Colon => {}
                Kind::Comma => out.push(','),
                Kind::Word(Class::Estimate | Class::Hedge | Class::Link) if j + 1 == range.end => {}
                _ => {
                    if !out.is_empty() && end < t.span.start {
                        // The comma of "nông, lâm nghiệp" is no token.
                        let apart = self.text.get(end..t.span.start).is_some_and(|gap| gap.starts_with(','));
                        out.push_str(if apart && !out.ends_with(',') { ", " } else { " " });
                    }
                    if t.quoted
                        && let Some(q @ ('"' | '“')) = self.text[..t.span.start].chars().next_back()
                    {
                        out.push(q);
                    }
                    out.push_str(t.span.of(self.text));
                    if t.quoted
                        && let Some(q @ ('"' | '”')) = self.text[t.span.end..].chars().next()
                    {
                        out.push(q);
                    }
                    end = t.span.end;
                    // "Tp. Hồ Chí Minh"
                    if j + 1 < range.end && self.text.as_bytes()[end..].starts_with(b". ") {
                        out.push('.');
                    }
                }
            }
            j += 1;
        }
        // "“Tỷ lệ hồ sơ trực tuyến …": what was said ends elsewhere.
        match out.strip_prefix(['“', '"']).filter(|rest| !rest.contains(['”', '"'])) {
            Some(rest) => rest.to_owned(),
            None => out,
        }
    }
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

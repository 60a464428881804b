//! Shares of places: what they are of is said with the first share, not with the name of a place. "Giảm tỷ lệ hộ nghèo 1,2 điểm %, riêng
//! huyện Vân Canh giảm 6%" → "tỷ lệ hộ nghèo".

use crate::extract::attribute::clause::Kind;
use crate::extract::attribute::label::Labeller;
use crate::extract::attribute::reading::Reading;
use crate::record::Kind as Measure;
use crate::vocabulary::Class;
use std::ops::Range;

/// Figures before a share among which another one is looked for.
const MAX_BACK: usize = 12;

impl Labeller<'_> {
    /// Whether the share at hand has no name but that of places.
    pub(in crate::extract::attribute) fn is_of_place(&self, r: &Reading) -> bool {
        self.quantity(r).figure.kind == Measure::Percent
            && r.carried.is_none()
            && self.are_places(&r.subject)
            && (r.label.is_none() || self.named_by_place(r))
    }

    /// The share before one of places that says what it is of.
    pub(in crate::extract::attribute) fn share_before<'r>(
        &self,
        r: &Reading,
        done: &'r [Reading],
    ) -> Option<&'r Reading> {
        let share = |p: &&Reading| {
            self.quantity(p).figure.kind == Measure::Percent
                && p.label.is_some()
                && p.inside.is_some() == r.inside.is_some()
                && !self.named_by_place(p)
                && !self.is_name(&p.subject)
        };
        done.iter().rev().take(MAX_BACK).find(share)
    }

    /// Whether the label is the name of places in front of the figure.
    fn named_by_place(&self, r: &Reading) -> bool {
        self.are_places(&r.subject) && r.label == self.subject(r)
    }

    /// Whether the words are a name, each with a capital.
    fn is_name(&self, words: &Range<usize>) -> bool {
        words.len() > 1 && self.tokens[words.clone()].iter().all(|t| t.capital)
    }

    /// Whether the words are names of places and nothing else.
    fn are_places(&self, name: &Range<usize>) -> bool {
        let place = |j: usize| self.places.iter().any(|m| m.tokens.contains(&j));
        let joins = |j: usize| self.tokens[j].kind == Kind::Comma || self.tokens[j].is(Class::And);
        !name.is_empty() && name.clone().all(|j| place(j) || joins(j)) && name.clone().any(place)
    }
}

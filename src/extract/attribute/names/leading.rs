//! Names that stand apart in front of a figure: before a colon, a verb, a comma or another figure. "Tổng số hộ cận nghèo: 11.857 hộ" →
//! "tổng số hộ cận nghèo".

use crate::extract::attribute::clause::{Bound, Kind, Token, before as walk};
use crate::extract::attribute::label::{Labeller, generic};
use crate::extract::attribute::phrase::{framing, subject};
use crate::extract::attribute::reading::{Adjacency, Reading};
use crate::record::Kind as Measure;
use crate::vocabulary::Class;

/// Tokens of a paragraph's title, at most.
const MAX_TITLE: usize = 8;

/// Syllables of the name that a colon ends, at most.
const MAX_TITLED: usize = 12;

/// Syllables of what a verb is said of, at most.
const MAX_TOPIC: usize = 6;

impl Labeller<'_> {
    /// The name before a colon that the figure alone follows: "Tổng số hộ cận nghèo: 11.857 hộ".
    pub(in crate::extract::attribute) fn titled(&self, r: &Reading) -> Option<String> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        let alone =
            r.subject.is_empty() && matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked) && r.change.is_none();
        if !alone || r.before.chunk != r.before.from {
            return None;
        }
        if let Some(age) = self.age_before(colon) {
            return Some(age);
        }
        let named = |end: usize| {
            let outer = walk(self.tokens, end);
            let name = subject(self.tokens, outer.chunk, end, &Reading { at: end, before: outer, ..r.clone() });
            let syllables: usize = self.tokens[name.clone()].iter().map(|t| usize::from(t.syllables)).sum();
            (name, syllables)
        };
        let (mut name, mut syllables) = named(colon);
        // "Ngân sách trung ương (Chương trình mục tiêu quốc gia …): 142 tỷ đồng": a long gloss is no part of the name.
        if syllables > MAX_TITLED
            && self.tokens[colon - 1].kind == Kind::Close
            && let Some(open) = self.tokens[..colon].iter().rposition(|t| t.kind == Kind::Open)
        {
            (name, syllables) = named(open);
        }
        let headed = !name.is_empty() && self.tokens[name.start].is(Class::Head);
        // "Hộ nghèo: 128 hộ", "(cảnh cáo: 07)": what is counted is not said by the unit.
        let unit = self.quantity(r).unit.map(|u| u.of(self.text));
        // "Cuộc vận động …: 92% hộ gia đình đạt tiêu chí" is about the households.
        let share_of = self.quantity(r).figure.kind == Measure::Percent && !r.noun.is_empty();
        let unsaid = !share_of && !r.counts || r.noun.is_empty() && unit.is_none_or(generic);
        let fits =
            headed || unsaid && !self.is_whole(&name) && !self.join(name.clone()).eq_ignore_ascii_case("kết quả");
        (fits && (1..=MAX_TITLED).contains(&syllables)).then(|| self.join(name))
    }

    /// What an amount behind a colon is for when a figure with its noun stands right in front: "vườn ươm 12 ha: 85 triệu đồng" are
    /// of one thing, "dư nợ của 120 hộ: 5 tỷ đồng" is the debt.
    pub(in crate::extract::attribute) fn costs(
        &self,
        r: &Reading,
        done: &[Reading],
    ) -> Option<(Option<String>, Option<usize>)> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        let (figure, own) = (done.last()?, self.quantity(r));
        let money = own.figure.kind == Measure::Money && self.quantity(figure).figure.kind != Measure::Money;
        let alone = r.before.from == r.at && r.noun.is_empty();
        let first = matches!(figure.before.bound, Bound::Start | Bound::Semicolon);
        if !(money && alone && first && figure.noun.end.max(figure.at + 1) == colon) {
            return None;
        }
        let parts = |t: &Token| matches!(t.class(), Some(Class::Head | Class::Of | Class::For | Class::From));
        if !self.tokens[figure.before.from..figure.at].iter().any(parts) {
            return Some(self.carry(Some(figure), None));
        }
        let name = figure.subject.clone();
        (!name.is_empty() && !self.is_whole(&name)).then(|| (Some(self.join(name)), None))
    }

    /// The title of the paragraph: what stands before the first colon of the sentence, "Nhà ở: …".
    pub(in crate::extract::attribute) fn run_in(&self, r: &Reading) -> Option<String> {
        let colon = self.tokens[..r.at].iter().take(MAX_TITLE).position(|t| t.kind == Kind::Colon)?;
        // "Thu ngân sách qua các năm như sau: năm 2021: 12,5 tỷ đồng"
        let words = |j: usize| self.tokens[j].span.of(self.text);
        let frames = |j: usize| {
            let t = &self.tokens[j];
            matches!(
                t.class(),
                Some(Class::Prep | Class::Time | Class::Adverb | Class::Scope | Class::Link | Class::Each)
            ) || matches!(t.kind, Kind::Date(_))
                || matches!(words(j), "các" | "năm" | "các năm" | "như sau" | "sau" | "từng năm" | "hàng năm")
        };
        let colon = (1..=colon).rev().find(|&end| !frames(end - 1))?;
        let title = &self.tokens[..colon];
        let name = title.iter().all(|t| {
            matches!(
                t.class(),
                Some(
                    Class::Plain
                        | Class::Head
                        | Class::Member
                        | Class::Attribute
                        | Class::Heavy
                        | Class::Of
                        | Class::And
                )
            ) || t.kind == Kind::Comma
        });
        (name && colon > 0 && !self.is_whole(&(0..colon))).then(|| self.join(0..colon))
    }

    /// The name before another figure inside it: "tổng vốn thực hiện 03 chương trình là 215 tỷ đồng".
    pub(in crate::extract::attribute) fn resumed(&self, r: &Reading, previous: &Reading) -> Option<String> {
        let open = r.subject.is_empty()
            && r.adjacency == Adjacency::Linked
            && r.change.is_none()
            && r.before.chunk == r.before.from;
        let name = previous.subject.clone();
        let headed = !name.is_empty() && self.tokens[name.start].is(Class::Head);
        (open
            && headed
            && matches!(r.before.bound, Bound::Figure(at) if at == previous.at)
            && previous.noun.start < previous.noun.end)
            .then(|| self.join(name))
            .filter(|n| previous.label.as_ref() != Some(n))
    }

    /// A name in the comma chunk before the figure's own, when that chunk has no figure: "đứng đầu về tỷ lệ đất bỏ hoang, 2,6%".
    pub(in crate::extract::attribute) fn look_through(&self, r: &Reading) -> Option<String> {
        if r.before.chunk <= r.before.from + 1 {
            return None;
        }
        if let Some(name) = self.listed_in_name(r) {
            return Some(name);
        }
        let end = r.before.chunk - 1;
        let from =
            (r.before.from..end).rev().find(|&j| self.tokens[j].kind == Kind::Comma).map_or(r.before.from, |j| j + 1);
        // The words right behind the figure before are its own.
        if from == r.before.from && matches!(r.before.bound, Bound::Figure(_)) {
            return None;
        }
        let name = subject(self.tokens, from, end, r);
        let head = (name.clone()).find(|&j| self.tokens[j].is(Class::Head));
        head.map(|h| self.join(h..name.end)).filter(|s| !s.is_empty())
    }

    /// "Tỷ lệ xã, phường, thị trấn đạt tiêu chí đạt [80,4%]": a name whose head is of several things.
    pub(in crate::extract::attribute) fn listed_in_name(&self, r: &Reading) -> Option<String> {
        let from = (r.before.from..r.before.chunk).find(|&j| !framing(self.tokens, j, r.at))?;
        let thing = |t: &Token| {
            t.kind == Kind::Comma
                || matches!(t.class(), Some(Class::Body | Class::Plain | Class::Member | Class::Attribute | Class::And))
        };
        let listed = self.tokens[from].is(Class::Head)
            && self.tokens[from + 1..r.before.chunk].iter().all(thing)
            && matches!(r.before.bound, Bound::Start | Bound::Semicolon | Bound::Figure(_))
            && !matches!(r.before.bound, Bound::Figure(_) if from == r.before.from);
        let end = (r.before.chunk..r.at).rev().find(|&j| {
            !matches!(
                self.tokens[j].class(),
                Some(Class::Link | Class::Level | Class::Adverb | Class::Hedge | Class::Up | Class::Down)
            ) && self.tokens[j].class().is_some()
        });
        listed.then(|| self.join(from..end.map_or(r.before.chunk - 1, |e| e + 1)))
    }

    /// The thing that a verb is said of, in front of the verb: "Keo lai" of "Keo lai trồng được 38,5 ha".
    pub(in crate::extract::attribute) fn topic(&self, r: &Reading, verb: usize) -> Option<String> {
        let from = (r.before.chunk..verb).find(|&j| !framing(self.tokens, j, verb))?;
        let end = (from..verb).rev().find(|&j| {
            matches!(self.tokens[j].class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Member))
        })? + 1;
        let words = &self.tokens[from..end];
        let syllables: usize = words.iter().map(|t| usize::from(t.syllables)).sum();
        let name = matches!(words.first().and_then(Token::class), Some(Class::Plain | Class::Head))
            && words.iter().all(|t| {
                matches!(t.class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Of | Class::Member))
            })
            && (from == 0 || words.iter().any(|t| !t.capital));
        (name && syllables <= MAX_TOPIC).then(|| self.join(from..end))
    }

    /// What a clause speaks of whose predicate ends in "với" and the figure: "Cà phê là cây chủ lực với 20.615 ha".
    pub(in crate::extract::attribute) fn theme(&self, r: &Reading) -> Option<String> {
        let first = matches!(r.before.bound, Bound::Start | Bound::Semicolon) && r.before.chunk == r.before.from;
        if r.adjacency != Adjacency::Prep || !r.companion || !first {
            return None;
        }
        let from = (r.before.chunk..r.at).find(|&j| !framing(self.tokens, j, r.at))?;
        let name = |t: &Token| matches!(t.class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Member));
        let end = (from..r.at).find(|&j| !name(&self.tokens[j]))?;
        let predicate = matches!(self.tokens[end].class(), Some(Class::Link | Class::Adverb));
        let name = from..end;
        (predicate && !name.is_empty() && !self.is_place(&name)).then(|| self.join(name))
    }
}

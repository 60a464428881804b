//! The label of an amount, an area, a weight, a time: the name in front of it, with its head. "diện tích gieo trồng [315 ha]".

use super::{Around, Labeller};
use crate::extract::Quantity;
use crate::extract::attribute::change::near_plan;
use crate::extract::attribute::clause::{Bound, Token};
use crate::extract::attribute::phrase::hollow;
use crate::extract::attribute::reading::{Adjacency, Reading};
use crate::record::{Kind as Measure, Qualifier};
use crate::vocabulary::{Class, caseless, is_one_of, key};

impl Labeller<'_> {
    pub(super) fn measure(&self, r: &Reading, q: &Quantity, words: Around<'_>) -> (Option<String>, Option<usize>) {
        let Around { noun, subject, whole, previous, done } = words;
        let kind = q.figure.kind;
        // "Vườn khóm rộng 1,2 ha": what is measured is said by the unit.
        let subject = subject.map(|s| match kind {
            Measure::Area => s.strip_suffix(" rộng").map(str::to_owned).unwrap_or(s),
            Measure::Mass => s.strip_suffix(" nặng").map(str::to_owned).unwrap_or(s),
            _ => s,
        });
        let named = subject.filter(|_| !whole);
        // "phụ cấp 1,17 triệu đồng/tháng còn thấp": what is said of an amount is no name of it.
        let said = matches!(
            self.tokens.get(r.noun.start).and_then(Token::class),
            Some(Class::Link | Class::Adverb | Class::Heavy | Class::Light)
        );
        // "góp 1.240 triệu bằng công lao động"
        let means = !r.noun.is_empty() && self.tokens[r.noun.start].key == key("bằng");
        let said = said && !r.noun.is_empty() && named.is_some();
        let noun = noun.filter(|_| !(means || said) || kind != Measure::Money);
        match r.adjacency {
            Adjacency::Verb(v) => {
                // "thu phạt 21 triệu đồng nộp Kho bạc": what is done with the money afterwards.
                let after = kind == Measure::Money
                    && self.tokens[v].is(Class::Heavy)
                    && matches!(
                        self.tokens.get(r.noun.start).and_then(Token::class),
                        Some(Class::Heavy | Class::Light)
                    );
                if noun.is_some() && !after {
                    return (noun, None);
                }
                let phrase = self.verb_phrase(r, v);
                // "Keo lai trồng được 38,5 ha", "Hội phí thu 21 triệu đồng"
                let topic = self.topic(r, v);
                return (topic.and_then(|t| phrase.as_ref().map(|p| format!("{t} {p}"))).or(phrase), None);
            }
            Adjacency::Direct | Adjacency::Linked => {
                // "bảo vệ 34.860 ha rừng": the thing behind the unit, unless a head names the measure.
                let headed = !r.subject.is_empty() && self.tokens[r.subject.start].is(Class::Head);
                // "vùng chè 65 ha đạt chứng nhận hữu cơ": what is said of the thing in front is no name of it.
                let told = named.is_some() && self.tells(r);
                let has = r.subject.clone().rev().find(|&j| self.tokens[j].is(Class::Have)).filter(|_| told);
                let named = has.map_or(named, |has| (has + 1 < r.at).then(|| self.join(has + 1..r.at)));
                if r.adjacency == Adjacency::Direct && noun.is_some() && !headed && !told && r.change.is_none() {
                    return (noun, None);
                }
                if let Some(s) = named {
                    // "12 căn nhà, mỗi căn 50 triệu đồng"
                    let each = r.subject.start > 0 && self.tokens[r.subject.start - 1].is(Class::Each);
                    let mut like = done.iter().rev().take(4).filter(|p| each && self.counts(p, &s));
                    let counted =
                        like.clone().find(|p| p.inside.is_some() == r.inside.is_some()).or_else(|| like.next());
                    // "lương bình quân", "tuổi bình quân": a single syllable goes with what it is a mean of, and so does what people earn.
                    let s = if r.mean && (!s.contains(' ') || caseless::ends(&s, "thu nhập")) {
                        format!("{s} bình quân")
                    } else {
                        s
                    };
                    return if counted.is_some() { self.carry(counted, None) } else { (Some(s), None) };
                }
            }
            Adjacency::Have | Adjacency::Comprise => {
                if let Some(s) = named.filter(|_| {
                    noun.is_none() || r.adjacency == Adjacency::Have && self.tokens[r.subject.start].is(Class::Head)
                }) {
                    return (Some(s), None);
                }
            }
            _ => {}
        }
        if noun.is_some() && r.change.is_none() {
            return (noun, None);
        }
        if let Some(name) = self.money_owed(r, kind, previous) {
            return (Some(name), None);
        }
        // "giao đất trái thẩm quyền 118 trường hợp với 3,86 ha"
        if r.companion && r.subject.is_empty() && previous.is_some() {
            return self.carry(previous, None);
        }
        if r.adjacency == Adjacency::And
            && let Some(verb) = self.governing_verb(r)
        {
            return (Some(verb), None);
        }
        // "hỗ trợ 50% chi phí, tối đa 30 triệu đồng": the bound of what the share is of.
        let bound = matches!(q.figure.qualifier, Some(Qualifier::AtLeast | Qualifier::AtMost));
        if bound && r.before.chunk == r.at && matches!(r.before.bound, Bound::Figure(_)) {
            let of = |p: &Reading| !p.noun.is_empty() && self.quantity(p).figure.kind == Measure::Percent;
            let like = |p: &Reading| self.quantity(p).figure.kind == kind;
            if let Some(whole) = previous.filter(|p| of(p) || like(p)) {
                return self.carry(Some(whole), None);
            }
        }
        // "3.360 trường hợp, chiếm 34,2%, tăng 2,1 lần so với cùng kỳ": how many times is of what was counted.
        let times = q.figure.unit.as_deref() == Some("lần") && r.subject.is_empty();
        if times && matches!(r.before.bound, Bound::Figure(_)) && previous.is_some_and(|p| p.label.is_some()) {
            return self.carry(previous, None);
        }
        if let Some(through) = self.look_through(r).or_else(|| self.theme(r)) {
            return (Some(through), None);
        }
        // A rate or an amount of the same kind is about what the last one was about: "bình quân 64,2 triệu đồng/hộ".
        let rate = q.figure.per.first().and_then(|per| done.iter().rev().take(4).find(|p| self.counts(p, per)));
        let money = done.iter().rev().take(4).find(|p| r.mean && self.quantity(p).figure.kind == kind);
        let like = previous.filter(|p| self.quantity(p).figure.kind == kind);
        // "612,4 ha, đạt 102% kế hoạch, tăng 8,6 ha"
        let like = like.or_else(|| r.change.and(self.same_unit(r, done)));
        // "cấp 18 tấn gạo cho 1.200 khẩu (15 kg/khẩu)": the rate is of the rice.
        let bare = |p: &&Reading| p.label.as_deref() == self.quantity(p).figure.unit.as_deref();
        let amount = || done.iter().rev().take(4).find(|p| self.quantity(p).figure.kind == kind);
        let rate = rate.filter(|_| !r.mean && like.is_none());
        let rate = rate.and_then(|p| if bare(&p) && kind != Measure::Money { amount().or(Some(p)) } else { Some(p) });
        // An amount is not about what a share or a rate of interest before it is about.
        let other = previous.filter(|p| self.quantity(p).figure.kind == Measure::Count && !q.figure.per.is_empty());
        let plan = matches!(r.before.bound, Bound::Open(open) if near_plan(self.tokens, open));
        let linked = r.adjacency == Adjacency::Linked && r.before.chunk == r.before.from;
        // "Phải thi hành 612 việc, tương ứng 48 tỷ đồng": of the same things.
        let same = r.subject.is_empty() && self.tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Corresponding));
        let total = r.subject.is_empty()
            && self.tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Total) || t.is(Class::Head));
        let (label, carried) = self.carry(
            money
                .or(rate)
                .or(like)
                .or(other)
                .or(previous.filter(|_| total || same || plan || linked || r.level || r.origin || self.timed(r))),
            None,
        );
        let label = label.or_else(|| self.goes_on_in_time(r, done));
        // "mức 10 triệu đồng/trường hợp, tổng 630 triệu đồng": the total of what a rate makes has the rate's name no more.
        let rated = carried.and_then(|at| done.iter().find(|p| p.at == at)).map(|p| &self.quantity(p).figure.per);
        let sum = total || r.subject.len() == 1 && hollow(self.text, &self.tokens[r.subject.start]);
        if sum && q.figure.per.is_empty() && rated.is_some_and(|per| !per.is_empty()) {
            return (None, None);
        }
        match label {
            Some(l) if r.mean && !l.contains("bình quân") => (Some(format!("{l} bình quân")), carried),
            None if r.set => (None, None),
            None => (self.governing_verb(r), None),
            label => (label, carried),
        }
    }

    /// Whether the words behind the unit begin to say what became of the thing: "đạt chuẩn", "được cấp chứng chỉ".
    fn tells(&self, r: &Reading) -> bool {
        let first = self.tokens.get(r.noun.start).and_then(|t| t.span.of(self.text).split(' ').next());
        first.is_some_and(|word| is_one_of!(key(word), "đạt" | "được" | "bị" | "thuộc"))
    }

    /// The money at the end of the noun in front: "6 hộ còn nợ tiền thuê 47,3 triệu đồng".
    fn money_owed(&self, r: &Reading, kind: Measure, previous: Option<&Reading>) -> Option<String> {
        let noun = previous.filter(|p| kind == Measure::Money && p.noun.end == r.at).map(|p| p.noun.clone())?;
        let money =
            |t: &Token| t.span.of(self.text).split(' ').next().is_some_and(|w| is_one_of!(key(w), "tiền" | "nợ"));
        let at = noun.clone().find(|&j| money(&self.tokens[j]))?;
        Some(self.join(at..noun.end))
    }
}

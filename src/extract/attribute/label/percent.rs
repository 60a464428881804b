//! The label of a share: the name in front of it, the population behind it, or what was counted before. "Tỷ lệ hộ nghèo [8,5%]",
//! "[92%] hộ dân dùng nước sạch".

use super::{Around, Labeller};
use crate::extract::attribute::clause::{Bound, Token};
use crate::extract::attribute::reading::{Adjacency, Reading};
use crate::vocabulary::{Class, caseless, is_one_of, key};

impl Labeller<'_> {
    pub(super) fn percent(&self, r: &Reading, words: Around<'_>) -> (Option<String>, Option<usize>) {
        let Around { noun, mut subject, whole, previous, done } = words;
        // "cho 29.874 người, mức 100.000 đồng/người, đạt 99,2%": no share is of what each gets; of a mean there is one.
        let rated = |p: &&Reading| {
            let named = p.label.as_deref().is_some_and(|l| caseless::begins(l, "mức"));
            matches!(self.quantity(p).figure.per.as_slice(), [_, ..]) && named && !p.mean
        };
        let previous = match previous.filter(|p| r.change.is_none() && r.subject.is_empty() && rated(p)) {
            Some(rate) => {
                let counted =
                    |p: &&Reading| self.quantity(rate).figure.per.first().is_some_and(|per| self.counts(p, per));
                done.iter().rev().take(4).find(counted).or(previous)
            }
            None => previous,
        };
        let head_behind = self.tokens.get(r.noun.start).is_some_and(|t| t.is(Class::Head)) && noun.is_some();
        if let Some(name) = self.in_respect(r) {
            return (Some(name), None);
        }
        match r.adjacency {
            // "giải ngân từ 95% vốn được giao"
            Adjacency::Verb(v) if noun.is_some() && self.tokens[v].is(Class::Heavy) => {
                return (noun.map(|n| format!("{} {n}", self.join(v..v + 1))), None);
            }
            Adjacency::Verb(_) if noun.is_some() => return (noun, None),
            // "ngân sách huyện hỗ trợ 60%, nhân dân đóng góp 40%"
            Adjacency::Verb(v)
                if whole
                    && r.subject.end == v
                    && matches!(r.before.bound, Bound::Figure(_))
                    && previous.is_some_and(|p| self.alike(r, p) && p.carried.is_none()) =>
            {
                return (Some(self.join(r.subject.start..v + 1)), None);
            }
            // "hoàn thành 95,7% kế hoạch"
            Adjacency::Verb(v) if r.subject == (v..v + 1) && self.tokens[v].key == key("thành") => subject = None,
            Adjacency::Prep | Adjacency::For | Adjacency::And if noun.is_some() => return (noun, None),
            Adjacency::And if previous.is_some_and(|p| self.alike(r, p)) => return self.carry(previous, None),
            // "Hỗ trợ một lần 100% chi phí cấp giấy"
            Adjacency::Direct if head_behind && !r.subject.is_empty() && self.verbal(r.subject.start) => {
                return (noun, None);
            }
            // "giảm ít nhất 10% thủ tục"
            _ if r.change.is_some()
                && subject.is_none()
                && noun.is_some()
                // A thing inside the figure itself has no token behind it.
                && self.tokens.get(r.noun.start).is_none_or(|t| !t.is(Class::Plan)) =>
            {
                return (noun, None);
            }
            _ => {}
        }
        // "nâng cao chất lượng 100% xã đạt chuẩn": the words before are the verb's object.
        let object = r.adjacency == Adjacency::Direct
            && noun.is_some()
            && !r.subject.is_empty()
            && !self.tokens[r.subject.start].is(Class::Head)
            // A subject from an earlier chunk has nothing between the chunk's begin and itself.
            && self.tokens.get(r.before.chunk..r.subject.start).is_some_and(|between| {
                between.iter().any(|t| matches!(t.class(), Some(Class::Light | Class::Heavy)))
            });
        // "Tỷ lệ thôn, bản có nhà văn hóa 75%"
        if r.subject.start == r.before.chunk
            && r.before.chunk > r.before.from + 1
            && !self.tokens[r.subject.clone()].iter().any(|t| t.is(Class::Head))
            && let Some(name) = self.listed_in_name(r)
        {
            return (Some(name), None);
        }
        if let Some(s) = subject.filter(|_| !whole && !object) {
            // "tỷ lệ mặt đường bê tông, nhựa đạt 71,4%": the end of a name that a comma divides.
            let tail = r.adjacency == Adjacency::Linked
                && r.subject.len() <= 2
                && r.subject.start == r.before.chunk
                && !self.tokens[r.subject.start].is(Class::Head);
            let head = if tail { self.look_through(r) } else { None };
            return match head {
                // "tỷ lệ hộ nghèo, cận nghèo giảm 4,5%": the name has its end already.
                Some(head) if head.ends_with(&s) => (Some(head), None),
                Some(head) => (Some(format!("{head}, {s}")), None),
                None => (Some(s), None),
            };
        }
        // "100% bản có nhà văn hóa": the people or things that the share is of.
        if r.adjacency == Adjacency::Direct && r.change.is_none() && !r.plan && noun.is_some() {
            return (noun, None);
        }
        if matches!(r.adjacency, Adjacency::And | Adjacency::Have) && noun.is_some() {
            return (noun, None);
        }
        let through = self.look_through(r).or_else(|| self.theme(r));
        if through.is_some() {
            return (through, None);
        }
        match (self.carry(previous, noun), r.adjacency) {
            // "hoàn thành giải ngân tối thiểu 75% kế hoạch vốn"
            ((None, _), Adjacency::Verb(v)) => (Some(self.join(v..v + 1)), None),
            (found, _) => found,
        }
    }

    /// What a change is said of behind the number: "giảm 5,8% về vốn, 12% về số vụ".
    fn in_respect(&self, r: &Reading) -> Option<String> {
        // "tăng 2,4% về việc, giảm 1,1% về tiền"
        let about = self.tokens.get(r.at + 1).filter(|t| t.is(Class::Prep) && t.key == key("việc") && t.syllables == 2);
        let closed = self.tokens.get(r.at + 2).is_none_or(|t| t.class().is_none() || t.is(Class::And));
        if let Some((_, cases)) =
            about.filter(|_| closed && r.change.is_some()).and_then(|t| t.span.of(self.text).split_once(' '))
        {
            return Some(cases.to_owned());
        }
        let of = self.tokens.get(r.at + 1).filter(|t| t.is(Class::Prep) && t.key == key("về") && t.syllables == 1);
        let from = r.at + 2;
        let name = |t: &Token| {
            matches!(
                t.class(),
                Some(Class::Head | Class::Plain | Class::Member | Class::Attribute | Class::Passive | Class::Heavy)
            )
        };
        let end = from + self.tokens.get(from..)?.iter().take_while(|t| name(t)).count();
        let ends = self.tokens.get(end).is_none_or(|t| t.class().is_none() || t.is(Class::And) || t.is(Class::Compare));
        // "giảm 12%, về đích sớm"
        let vague = |t: &Token| is_one_of!(t.key, "đích" | "lượng" | "trị" | "giá");
        let named = end > from
            && !vague(&self.tokens[from])
            && !self.tokens[r.subject.clone()].iter().any(|t| t.key == self.tokens[from].key);
        (of.is_some() && r.change.is_some() && named && ends).then(|| self.join(from..end))
    }
}

//! The label of a count: the counted noun with its verb, or the name in front of it where the unit says nothing. "kết nạp [12 đảng
//! viên]" → "kết nạp đảng viên", "Chi hội nông dân [45]" → "chi hội nông dân".

use super::{Around, Labeller, generic};
use crate::extract::Quantity;
use crate::extract::attribute::clause::Bound;
use crate::extract::attribute::reading::{Adjacency, Reading};
use crate::vocabulary::{Class, caseless, is_one_of};

impl Labeller<'_> {
    pub(super) fn count(&self, r: &Reading, q: &Quantity, words: Around<'_>) -> (Option<String>, Option<usize>) {
        let Around { noun, subject, whole, previous, done } = words;
        let own = |l: Option<String>| (l, None);
        let generic = q.unit.is_none_or(|u| generic(u.of(self.text)));
        let bare = r.noun.is_empty() && generic;
        if q.unit.is_none() {
            let apart = !matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked | Adjacency::Have);
            return match subject {
                // "tại 15 điểm cầu" with something between number and unit.
                _ if apart => match r.adjacency {
                    Adjacency::Verb(v) => own(Some(self.join(v..v + 1))),
                    _ => own(q.figure.unit.clone().or(noun)),
                },
                Some(s) => own(Some(s)),
                // "61 cháu mồ côi (34 nam, 27 nữ)"
                None if self.inner(q).is_some() => own(self.inner(q)),
                // "11 người chết, 17 bị thương"
                None if !r.noun.is_empty()
                    && matches!(
                        self.tokens[r.noun.start].class(),
                        Some(Class::Heavy | Class::Passive | Class::Attribute)
                    ) =>
                {
                    own(Some(self.join(r.noun.clone())))
                }
                None => self.carry(self.at_the_start(r, done).filter(|_| self.timed(r)).or(previous), noun),
            };
        }
        // "từ 48 lên 50 trường"
        if r.level
            && r.subject.is_empty()
            && let Some(origin) = previous.filter(|p| p.origin && p.label.is_some())
        {
            return self.carry(Some(origin), noun);
        }
        // "các thôn còn lại mỗi thôn dưới 5 hộ"
        if bare && self.each(r) {
            return self.carry(self.same_unit(r, done), noun);
        }
        let named = subject.clone().filter(|_| !whole);
        let headed = !r.subject.is_empty() && self.tokens[r.subject.start].is(Class::Head);
        // "đón 41.286 học sinh, đông hơn năm học trước 1.104 em"
        let person = matches!(q.figure.unit.as_deref(), Some("em" | "cháu" | "chị" | "đồng chí" | "người"));
        // "có 34/38 người, bình quân chưa đến 02 người/xã"
        if bare && r.mean && r.subject.is_empty() && self.same_unit(r, done).is_some() {
            return self.carry(self.same_unit(r, done), noun);
        }
        if r.change.is_some() {
            return match named {
                Some(s) => own(Some(s)),
                // "chết 28 người (tăng 2 người), bị thương 31 người (giảm 9 người)": of what stands in front of its parenthesis.
                None if matches!(r.before.bound, Bound::Open(_))
                    && r.noun.is_empty()
                    && previous.is_some_and(|p| self.alike(r, p)) =>
                {
                    self.carry(previous, noun)
                }
                None => {
                    match self.same_unit(r, done).or_else(|| previous.filter(|p| self.alike(r, p) || bare && person)) {
                        Some(p) if r.noun.is_empty() => self.carry(Some(p), noun),
                        _ => own(noun),
                    }
                }
            };
        }
        match r.adjacency {
            // "Đội tuyển huyện đạt 41 giải": who won them is no name of them.
            Adjacency::Linked if !headed && self.wins(r, q) => own(noun),
            Adjacency::Direct | Adjacency::Linked => {
                match named.or(subject.filter(|_| r.adjacency == Adjacency::Direct && bare)) {
                    Some(s) if bare || headed && r.noun.is_empty() => own(Some(s)),
                    Some(s) if r.noun.is_empty() && r.adjacency == Adjacency::Linked => own(Some(s)),
                    // A word alone before a counted noun is a verb as often as a name: both belong into the label.
                    Some(s) if r.noun.is_empty() && !s.contains(' ') => own(noun.map(|n| format!("{s} {n}"))),
                    Some(s) if r.noun.is_empty() => own(Some(s)),
                    // "đầu kỳ 1.210, cuối kỳ 1.095 con": the same at another time.
                    // "tăng 29 ca so với cùng kỳ (17 ca)": the same then.
                    None if bare && self.glosses_comparison(r) => self.carry(self.same_outside(r, done), noun),
                    None if bare && self.timed(r) => {
                        let like = |p: &&Reading| {
                            self.alike(r, p)
                                && (self.tokens[p.before.chunk..p.at].iter().any(|t| t.is(Class::Time))
                                    || r.inside.is_some() && p.at < r.before.from)
                        };
                        let start = self.at_the_start(r, done).filter(like);
                        // "Trong năm có 118 hộ thoát nghèo, cuối năm còn 574 hộ": who is left at the end did not go.
                        let stays = |p: &&Reading| !(self.says(r, "cuối") && self.moves(p));
                        let before = start.or_else(|| done.iter().rev().take(12).find(|p| like(p) && stays(p)));
                        self.carry(before.or_else(|| self.same_unit(r, done).filter(stays)), noun)
                    }
                    // "dân tộc Mông 820 hộ/4.316 khẩu": both are of what stands before them.
                    None if bare && self.paired_by_slash(r, previous) => self.carry(previous, noun),
                    // "định kỳ 36 lượt, thường xuyên 82 lượt"
                    None if bare => own(self.manner(r).or(noun)),
                    _ => own(noun),
                }
            }
            // "Ban Chấp hành Đảng bộ có 15 đồng chí": those who are its members.
            Adjacency::Have
                if bare
                    && person
                    && self.tokens.get(r.at + 1).is_none_or(|t| t.class().is_none_or(|c| c == Class::And))
                    && subject.as_deref().is_some_and(is_committee) =>
            {
                own(subject)
            }
            Adjacency::Have | Adjacency::Comprise => match named {
                // "Trường Tiểu học Tân Khai hiện có 27 lớp": who has them is no name of them.
                Some(_) if bare && self.is_proper(&r.subject) => own(noun.or_else(|| q.figure.unit.clone())),
                Some(s) if bare && r.adjacency == Adjacency::Have || headed => own(Some(s)),
                // "Số hộ nghèo theo từng năm: năm 2021 có 120 hộ"
                None if bare && self.dated(r) => own(self.run_in(r).or(noun)),
                _ => own(noun),
            },
            Adjacency::Verb(v) => {
                let heavy = self.tokens[v].is(Class::Heavy);
                if heavy && (r.noun.is_empty() || generic && self.counts_several(r, q)) {
                    // "bắt 12 vụ": no case is caught.
                    if q.figure.unit.as_deref() == Some("vụ") && self.tokens[v].syllables == 1 {
                        return own(noun);
                    }
                    let verb = self.tokens[v].span.of(self.text);
                    let verb = verb.strip_suffix(" được").unwrap_or(verb);
                    let topic = self.topic(r, v).filter(|_| bare).map_or_else(String::new, |t| t + " ");
                    // "đào tạo 340 người", "chuyển đến 12 đồng chí": that they are people is in the unit.
                    let moved = person && is_one_of!(self.tokens[v].key, "đến" | "đi");
                    let people = q.figure.unit.as_deref() == Some("người") && self.tokens[v].syllables > 1;
                    if bare && (moved || people) {
                        return own(Some(topic + verb));
                    }
                    return own(noun.map(|n| format!("{topic}{verb} {n}")));
                }
                own(noun)
            }
            Adjacency::For => match named {
                // "trao Huy hiệu Đảng cho 31 đồng chí": what they got.
                Some(s) if r.noun.is_empty() && self.done_for(r, bare) => own(Some(s)),
                // "Xác minh lý lịch tư pháp cho 96 trường hợp"
                Some(s) if bare && s.contains(' ') && self.is_plain(&r.subject) => own(Some(s)),
                _ => own(noun),
            },
            // "Áp dụng biện pháp đưa vào cơ sở cai nghiện đối với 33 người"
            Adjacency::Prep if bare && !headed && self.concerns(r) && named.is_some() => own(named),
            // "chuyển sinh hoạt đảng đi 34 đồng chí, đến 47 đồng chí"
            Adjacency::Prep if bare && r.before.chunk + 1 == r.at && self.arrives(r, previous).is_some() => {
                own(self.arrives(r, previous))
            }
            // "Cà phê là cây chủ lực với 20 vườn"
            Adjacency::Prep if bare => own(self.theme(r).or(noun)),
            Adjacency::Prep | Adjacency::And => own(noun),
        }
    }
}

/// Whether the name is that of a committee, which consists of people.
fn is_committee(name: &str) -> bool {
    ["ban chấp hành", "ban thường vụ", "thường trực", "bch", "btv", "ủy ban kiểm tra"]
        .iter()
        .any(|body| caseless::begins(name, body))
}

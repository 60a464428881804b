//! What stands near a figure that its label can be taken over from: the figure before it, an age, a time, a manner.
//!
//! "91 hộ dệt, chiếm 8,6%" → the share is of the count before it; "dưới 35 tuổi: 19" → of those of that age.

use super::clause::{Bound, Kind, Token};
use super::label::Labeller;
use super::reading::{Adjacency, Reading};
use crate::extract::Quantity;
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, caseless, is_one_of};

/// Tokens of a name in front of an age, at most.
const MAX_NAME: usize = 8;

impl Labeller<'_> {
    /// The words of a figure behind its number, when they are no unit: "34 nam".
    pub fn inner(&self, q: &Quantity) -> Option<String> {
        let words = self.text.get(q.number.end..q.figure.span.end)?.trim();
        let magnitude = matches!(words, "nghìn" | "ngàn" | "vạn" | "triệu" | "tỷ");
        (words.starts_with(char::is_alphabetic) && !magnitude).then(|| words.to_owned())
    }

    /// Whether nothing but a time stands in the figure's own chunk: "cuối kỳ 32 hộ", "(năm 2022: 11 cặp)".
    pub fn timed(&self, r: &Reading) -> bool {
        let colon = match r.before.bound {
            Bound::Colon(at) => self.tokens[..at].iter().rposition(|t| t.kind == Kind::Open).map(|open| open + 1..at),
            _ => None,
        };
        let own = &self.tokens[colon.unwrap_or(r.before.chunk..r.at)];
        // "61 vụ (nhiệm kỳ trước 79 vụ)"
        let inside = matches!(r.before.bound, Bound::Open(_));
        let time = |t: &Token| t.is(Class::Time) || matches!(t.kind, Kind::Date(_)) || inside && t.is(Class::Compare);
        let links = |t: &Token| matches!(t.class(), Some(Class::Link | Class::Prep | Class::Level));
        own.iter().any(time) && own.iter().all(|t| time(t) || links(t))
    }

    /// Whether nothing but a date and a verb stands in the figure's own chunk: "năm 2021 có 120 hộ".
    pub fn dated(&self, r: &Reading) -> bool {
        let own = &self.tokens[r.before.chunk..r.at];
        let verb = |t: &Token| matches!(t.class(), Some(Class::Have | Class::Comprise | Class::Time | Class::Link));
        own.iter().any(|t| matches!(t.kind, Kind::Date(_)))
            && own.iter().all(|t| verb(t) || matches!(t.kind, Kind::Date(_)))
    }

    /// Whether a word of time in the figure's own chunk begins with `edge`: "đầu năm", "cuối kỳ".
    pub fn says(&self, r: &Reading, edge: &str) -> bool {
        let own = &self.tokens[r.before.chunk..r.at];
        own.iter().zip(1..).any(|(t, next)| {
            let word = t.span.of(self.text);
            // "Đầu nhiệm kỳ 2015 - 2020": the rest is a date.
            let dated = || own.get(next).is_some_and(|n| matches!(n.kind, Kind::Date(_)));
            t.is(Class::Time) && caseless::begins(word, edge) || caseless::is(word, edge) && dated()
        })
    }

    /// Whether the figure alone in its parenthesis tells what the words in front of that compare with: "so với cùng kỳ (17 ca)".
    pub fn glosses_comparison(&self, r: &Reading) -> bool {
        let Bound::Open(open) = r.before.bound else { return false };
        let alone = self.tokens.get(r.at + 1).is_none_or(|t| t.kind == Kind::Close);
        let before = self.tokens[..open].iter().rev().find(|t| !matches!(t.kind, Kind::Date(_)));
        r.before.from == r.at && alone && before.is_some_and(|t| t.is(Class::Compare))
    }

    /// The figure that says how many there were at first, where this one says how many there are in the end: "Đầu năm có 438 hộ nghèo,
    /// trong năm thoát nghèo 97, cuối năm còn 347 hộ".
    pub fn at_the_start<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        let last = self.says(r, "cuối");
        done.iter().find(|p| last && self.alike(r, p) && self.says(p, "đầu"))
    }

    /// Those who came, where "đến" alone sets them beside those who went: "chuyển sinh hoạt đảng đi 34 đồng chí, đến 47".
    pub fn arrives(&self, r: &Reading, previous: Option<&Reading>) -> Option<String> {
        let to = self.tokens[..r.at].last().filter(|t| is_one_of!(t.key, "đến") && t.syllables == 1)?;
        let went = previous.filter(|p| self.alike(r, p))?.label.as_deref()?;
        let (verb, rest) = went.split_once(" đi ").or_else(|| Some((went.strip_suffix(" đi")?, "")))?;
        Some(format!("{verb} {} {rest}", to.span.of(self.text)).trim_end().to_owned())
    }

    /// Whether a link says that what is counted was won.
    pub fn wins(&self, r: &Reading, q: &Quantity) -> bool {
        const PRIZES: [&str; 6] = ["giải", "huy chương", "huân chương", "danh hiệu", "bằng khen", "cờ thi đua"];
        let won = self.tokens[..r.at].last().is_some_and(|t| is_one_of!(t.key, "đạt" | "được"));
        won && q.figure.unit.as_deref().is_some_and(|unit| PRIZES.iter().any(|prize| caseless::begins(unit, prize)))
    }

    /// Whether the figure counts who came or went, not who is there.
    pub fn moves(&self, r: &Reading) -> bool {
        const MOVES: [&str; 8] =
            ["thoát", "tái nghèo", "phát sinh", "chuyển đi", "chuyển đến", "tách", "kết nạp", "xóa tên"];
        r.label.as_deref().is_some_and(|label| caseless::holds_any(label, &MOVES))
    }

    /// The adverb that alone stands in the figure's own chunk.
    pub fn manner(&self, r: &Reading) -> Option<String> {
        let alone = r.before.chunk + 1 == r.at && self.tokens[r.before.chunk].is(Class::Adverb);
        (alone && self.tokens[r.before.chunk].syllables >= 2).then(|| self.join(r.before.chunk..r.at))
    }

    /// The age that is the whole name before a colon: "dưới 35 tuổi: 19".
    pub fn age_before(&self, colon: usize) -> Option<String> {
        let at = colon.checked_sub(1)?;
        let Kind::Figure(i) = self.tokens[at].kind else { return None };
        // "Tỷ suất tử vong trẻ em dưới 5 tuổi: 14,2": with the name that it ends.
        let word = |t: &Token| {
            matches!(t.class(), Some(Class::Head | Class::Plain | Class::Member | Class::Attribute | Class::Heavy))
        };
        let from = at - self.tokens[..at].iter().rev().take(MAX_NAME).take_while(|t| word(t)).count();
        (self.quantities[i].figure.unit.as_deref() == Some("tuổi")).then(|| self.join(from..colon))
    }

    /// The age that a share or count of people is of: "dưới 40 tuổi chiếm 51,2%".
    pub fn age(&self, r: &Reading) -> Option<String> {
        let at = (r.before.chunk..r.at).rev().find(|&j| self.tokens[j].duration).filter(|_| r.subject.is_empty())?;
        let next = matches!(r.adjacency, Adjacency::Linked | Adjacency::Have)
            || r.adjacency == Adjacency::Direct && at + 1 == r.at;
        if !next {
            return None;
        }
        let Kind::Figure(i) = self.tokens[at].kind else { return None };
        (self.quantities[i].figure.unit.as_deref() == Some("tuổi")).then(|| self.join(at..at + 1))
    }

    /// Whether the figure at `at` counts `noun`.
    pub fn counts(&self, r: &Reading, noun: &str) -> bool {
        let f = &self.quantity(r).figure;
        f.kind == Measure::Count && f.unit.as_deref().is_some_and(|u| u == noun || u.split(' ').next() == Some(noun))
    }

    /// Whether a verb with its object leads to "cho" in the figure's own words.
    pub fn done_for(&self, r: &Reading, bare: bool) -> bool {
        let verb = (r.before.chunk..r.subject.end)
            .find(|&j| matches!(self.tokens[j].class(), Some(Class::Heavy | Class::Light)));
        let said = verb.is_some_and(|v| self.tokens[v].is(Class::Heavy) || bare && v < r.subject.start);
        said && r.subject.len() < 9
    }

    /// The label of another figure.
    pub fn carry(&self, from: Option<&Reading>, otherwise: Option<String>) -> (Option<String>, Option<usize>) {
        match from.and_then(|p| p.label.clone().map(|l| (l, p.at))) {
            Some((label, at)) => (Some(label), Some(at)),
            None => (otherwise, None),
        }
    }

    /// The figure that a share, a change or a rate without a name of its own is about: the one before the parenthesis
    /// that it stands in, or its left neighbour outside parentheses.
    pub fn previous<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        let at = match r.before.bound {
            Bound::Figure(at) => Some(at),
            // "108/112 trẻ dưới 1 tuổi (96,4%)": an age is a name.
            Bound::Open(open) => {
                self.tokens[..open].iter().rposition(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
            }
            _ => None,
        };
        let near = at.and_then(|at| done.iter().rev().find(|d| d.at == at));
        // "91 hộ dệt với 408 nhân khẩu, chiếm 8,6%": the share is of the households.
        let near = match near {
            // In parentheses right behind "với 6.914 người" it is of them.
            Some(n) if n.adjacency == Adjacency::Prep && matches!(r.before.bound, Bound::Open(_)) => near,
            // "145 đại biểu/65 nữ, chiếm 44,8%": the second is a part of the first.
            Some(n) if !r.counts && self.is_share_of_pair(r, n, done) => near,
            // "hộ nghèo 46 hộ, 131 khẩu, chiếm 3,95%"
            Some(n) if !r.counts && self.are_members(n, done) => done.iter().rev().find(|d| d.at < n.at).or(near),
            Some(n) if !r.counts && (n.companion || self.is_second(n)) => {
                done.iter().rev().find(|d| d.at < n.at && !d.companion && !self.is_second(d)).or(near)
            }
            _ => near,
        };
        near.or_else(|| {
            let reach = matches!(r.before.bound, Bound::Semicolon | Bound::Scope(_) | Bound::Colon(_) | Bound::Start);
            done.last().filter(|_| reach)
        })
    }

    /// Whether the share is what the second of a pair is of the first.
    fn is_share_of_pair(&self, r: &Reading, second: &Reading, done: &[Reading]) -> bool {
        let value = |r: &Reading| self.quantity(r).figure.value;
        let first = done.iter().rev().find(|d| d.at < second.at).filter(|_| self.is_second(second));
        let (Some(first), Some(second), Some(share)) = (first.and_then(value), value(second), value(r)) else {
            return false;
        };
        first > second && (100.0 * second / first - share).abs() < 0.1
    }

    /// Whether the figure counts those who live in the households that were counted right before.
    fn are_members(&self, r: &Reading, done: &[Reading]) -> bool {
        let unit = |r: &Reading| self.quantity(r).figure.unit.as_deref();
        let Bound::Figure(before) = r.before.bound else { return false };
        let households = done.iter().rev().find(|d| d.at == before).and_then(unit);
        matches!(unit(r), Some("khẩu" | "nhân khẩu"))
            && r.subject.is_empty()
            && households.is_some_and(|u| u == "hộ" || u.starts_with("hộ "))
    }

    /// Whether the figure is the second of a pair: "671 hộ nghèo/2.984 khẩu".
    fn is_second(&self, r: &Reading) -> bool {
        matches!(r.before.bound, Bound::Figure(_)) && self.text[..self.tokens[r.at].span.start].ends_with('/')
    }

    /// Whether two figures count in the same unit.
    pub fn alike(&self, a: &Reading, b: &Reading) -> bool {
        let unit = |r: &Reading| self.quantity(r).figure.unit.as_deref().and_then(|u| u.split(' ').next());
        unit(a) == unit(b)
    }

    /// The nearest figure to the left, among a few, that counts what this one counts.
    pub fn same_unit<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        let unit = |r: &Reading| self.quantity(r).figure.unit.as_deref().and_then(|u| u.split(' ').next());
        let level = |p: &&Reading| p.inside.is_some() == r.inside.is_some();
        done.iter().rev().take(12).find(|p| p.label.is_some() && level(p) && unit(p) == unit(r))
    }

    /// The nearest figure outside the parenthesis of this one that counts what this one counts.
    pub fn same_outside<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        done.iter().rev().take(4).find(|p| p.inside.is_none() && p.label.is_some() && self.alike(r, p))
    }

    /// Whether the words are a name without an adverb, "đã", and not that of somebody.
    pub fn is_plain(&self, words: &std::ops::Range<usize>) -> bool {
        !self.is_proper(words) && !self.tokens[words.clone()].iter().any(|t| t.is(Class::Adverb))
    }

    /// Whether "đối với" stands right in front of the figure.
    pub fn concerns(&self, r: &Reading) -> bool {
        let before = r.at.checked_sub(1).map(|at| &self.tokens[at]);
        before.is_some_and(|t| t.is(Class::Prep) && caseless::is(t.span.of(self.text), "đối với"))
    }

    /// The label of the figure before in the same unit, where nothing but words of time leads to this one: "Sản lượng tháng 9 ước
    /// 7.836 tấn; lũy kế 9 tháng 64.205 tấn".
    pub fn goes_on_in_time(&self, r: &Reading, done: &[Reading]) -> Option<String> {
        let lead = &self.tokens[r.before.from..r.at];
        let time = |t: &Token| {
            matches!(t.kind, Kind::Date(_) | Kind::Comma)
                || t.duration
                || matches!(t.class(), Some(Class::Time | Class::Adverb | Class::Estimate | Class::Link))
        };
        (r.subject.is_empty() && !lead.is_empty() && lead.iter().all(time))
            .then(|| self.same_unit(r, done).and_then(|p| p.label.clone()))
            .flatten()
    }

    /// Whether a slash alone stands between the figure and the one before it, which has a name of its own that its unit does
    /// not say: "hộ nghèo 118 hộ/409 khẩu" counts two things.
    pub fn paired_by_slash(&self, r: &Reading, previous: Option<&Reading>) -> bool {
        let Some(p) = previous.filter(|p| r.companion && p.counts && p.at + 1 == r.at && !p.subject.is_empty()) else {
            return false;
        };
        let between = self.text.get(self.tokens[p.at].span.end..self.tokens[r.at].span.start).unwrap_or_default();
        let unit = self.quantity(p).figure.unit.as_deref().unwrap_or_default();
        let name = self.subject(p);
        let own = p.label.is_some() && p.label == name && !self.is_place(&p.subject) && !self.is_whole(&p.subject);
        own && between.trim() == "/" && !name.is_some_and(|n| caseless::holds(&n, unit))
    }

    /// Whether the figure counts all that a place or body has: "Toàn xã có 8 thôn, 1.386 hộ", "Tổng số 812 hộ, 4.215 khẩu", not
    /// "sơ tán 57 hộ", "có 57 hộ phải di dời".
    pub fn counts_whole(&self, r: &Reading, done: &[Reading]) -> bool {
        let verb = |t: &Token| is_one_of!(t.key, "phải" | "bị" | "được" | "không" | "chưa" | "đã");
        if self.tokens.get(r.at + 1).is_some_and(verb) {
            return false;
        }
        let mut r = r;
        loop {
            let own = &self.tokens[r.before.chunk..r.at];
            let summed = own.iter().any(|t| {
                t.is(Class::Total)
                    || t.is(Class::Head) && is_one_of!(t.key, "số") && !own.iter().any(|t| t.is(Class::Light))
            });
            let first = r.before.chunk..r.before.chunk + 1;
            let of_whole = !own.is_empty() && (self.is_whole(&first) || self.is_place(&first));
            let says = matches!(r.adjacency, Adjacency::Have | Adjacency::Comprise | Adjacency::Direct)
                || r.adjacency == Adjacency::Prep && r.companion;
            if summed || of_whole && says {
                return true;
            }
            // "Xã Tà Phình có diện tích 5.214 ha, gồm 11 bản với 986 hộ"
            if r.adjacency == Adjacency::Comprise && r.subject.is_empty() {
                return self.is_whole(&(0..1)) || self.is_place(&(0..1));
            }
            let goes_on =
                r.subject.is_empty() && matches!(r.adjacency, Adjacency::Direct | Adjacency::And | Adjacency::Prep);
            let before = match r.before.bound {
                Bound::Figure(at) => done.iter().rev().find(|d| d.at == at),
                Bound::Semicolon => done.iter().rev().find(|d| d.at < r.at),
                _ => None,
            };
            match before.filter(|before| goes_on && before.noun.is_empty()) {
                Some(before) => r = before,
                None => return false,
            }
        }
    }

    /// Whether the figure at the token is a share.
    pub fn is_share(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, Kind::Figure(i) if self.quantities[i].figure.kind == Measure::Percent)
    }
}

//! What a figure measures, as the noun phrase that a reader would put into the table's first column.
//!
//! "hộ trồng quế vùng cao là 734 hộ" → name first: "hộ trồng quế vùng cao"; "dựng 05 xưởng sao chè" → number
//! first: "xưởng sao chè"; "91 hộ dệt, chiếm 8,6%" → the share has the label of the count before it.

use super::change::near_plan;
use super::clause::{Bound, Token};
use super::phrase::hollow;
use super::place::Mention;
use super::reading::{Adjacency, Reading};
use crate::extract::Quantity;
use crate::record::{Kind as Measure, Qualifier};
use crate::vocabulary::{Class, KeySet, key, name_key};
use std::sync::LazyLock;

/// Everything that labels are chosen from.
pub(super) struct Labeller<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub quantities: &'a [Quantity],
    pub places: &'a [Mention],
}

/// The words around a figure that a label can come from.
struct Around<'r> {
    /// The counted noun, or the thing behind a unit.
    noun: Option<String>,
    /// The noun phrase before it.
    subject: Option<String>,
    /// Whether that is the whole that is spoken of ("toàn huyện") and no name.
    whole: bool,
    /// The figure that it hangs on.
    previous: Option<&'r Reading>,
    /// The figures before it.
    done: &'r [Reading],
}

impl Labeller<'_> {
    /// Chooses the label of `r`, after those of the figures before it in the sentence.
    pub fn label(&self, r: &Reading, done: &[Reading]) -> (Option<String>, Option<usize>) {
        let hollow = r.subject.len() == 1 && hollow(self.text, &self.tokens[r.subject.start]);
        // "Nhà ở: xây mới 13 căn, sửa chữa 6 căn; tổng cộng 704 triệu đồng"
        if hollow
            && self.tokens[r.subject.start].is(Class::Total)
            && let Some(title) = self.run_in(r)
        {
            return (Some(title), None);
        }
        let aged = |r: &Reading| self.quantity(r).figure.unit.as_deref() == Some("tuổi");
        let kinds = self.kinds_of_places(r);
        match self.choose(r, done, hollow) {
            (Some(name), None) if kinds.as_ref().is_some_and(|kinds| kinds.starts_with(&name)) => (kinds, None),
            // "dưới 30 tuổi 14, từ 30 đến 45 tuổi 52": bounds of one age.
            (None, _) if aged(r) => self.carry(done.iter().rev().find(|p| aged(p)), None),
            (None, _) if hollow => (self.subject(r), None),
            // "hộ đạt chuẩn (tỷ lệ 93,6%)"
            (Some(name), Some(at)) if hollow && self.quantity(r).figure.kind == Measure::Percent => {
                let rate = self.subject(r).unwrap_or_default();
                let said = name.to_lowercase().starts_with(&rate.to_lowercase()) || self.is_share(at);
                (Some(if said { name } else { format!("{rate} {name}") }), Some(at))
            }
            (None, _) if self.quantity(r).figure.kind != Measure::Duration => (self.run_in(r), None),
            // The digits of a neighbour name nothing.
            (Some(name), _) if !name.chars().any(char::is_alphabetic) => {
                self.carry(done.iter().rev().find(|p| aged(r) && aged(p)), None)
            }
            found => found,
        }
    }

    /// Chooses the label of `r`; a hollow name in front of it is none.
    fn choose(&self, r: &Reading, done: &[Reading], hollow: bool) -> (Option<String>, Option<usize>) {
        let q = self.quantity(r);
        let from = q.unit.map_or(q.figure.span.end, |u| u.start);
        let kind = q.figure.kind;
        let noun = self.noun(r, from);
        if let Some(name) = self.level_item(r, done) {
            return (Some(name), None);
        }
        // "Xây 3 mái ấm: xã Ea Tam 1 căn": what is there is named before the list.
        let listed = matches!(r.before.bound, Bound::Colon(_)) && kind == Measure::Count;
        if listed && r.noun.is_empty() && self.is_place(&r.subject) {
            let total = self.previous(r, done).filter(|p| self.quantity(p).figure.kind == kind);
            if total.is_some() {
                return self.carry(total, None);
            }
        }
        // "Sơ tán 14.327 hộ, trong đó huyện Sơn Trà 3.215 hộ", "Thiệt hại 4.850 tỷ đồng, trong đó huyện Bình Hải 1.320 tỷ đồng"
        let shared = matches!(r.before.bound, Bound::Scope(_) | Bound::Figure(_))
            && r.noun.is_empty()
            && r.adjacency == Adjacency::Direct
            && r.before.chunk <= r.subject.start
            && self.is_place(&r.subject);
        if shared
            && let Some(whole) = self.same_unit(r, done)
            // A place that is a label itself stands for nothing else.
            && if self.is_place(&whole.subject) { whole.carried.is_some() } else { matches!(r.before.bound, Bound::Scope(_)) }
        {
            return self.carry(Some(whole), None);
        }
        // "Thiệt hại: xã Dương Quỳ 214 nhà" says itself what is counted.
        let unsaid = r.noun.is_empty() && q.unit.is_none_or(|u| generic(u.of(self.text)));
        if let Some(name) = self.by_place(r).filter(|_| unsaid) {
            return (Some(name), None);
        }
        // "Kế hoạch năm 2022 giảm 80 hộ nghèo" is about the households.
        let planned =
            r.change.is_some() && (1..=3).contains(&r.subject.len()) && self.tokens[r.subject.start].is(Class::Plan);
        let subject = self.subject(r).filter(|_| !hollow && !planned).map(|s| match self.list_head(r) {
            Some(head) => format!("{head} {s}"),
            None => s,
        });
        let subject = subject.or_else(|| self.age(r));
        // "khối xã, thị trấn 94,8%": more than the bare word, with no verb behind it, is a name.
        let body = self.is_whole(&r.subject);
        let whole = body
            && (kind == Measure::Count
                || r.subject.len() < 2
                || !matches!(r.adjacency, Adjacency::Direct) && r.change.is_none());
        let previous = self.previous(r, done);
        // "kế hoạch năm (3.800 tấn)": the plan for what was spoken of.
        if let Bound::Open(open) = r.before.bound
            && r.before.from == r.at
            && near_plan(self.tokens, open)
        {
            let plan = self.tokens[..open].iter().rposition(|t| t.is(Class::Plan));
            return self.carry(previous, plan.map(|p| self.join(p..open)));
        }
        // "(KH 1.200 tỷ đồng)"
        if r.plan && matches!(r.before.bound, Bound::Open(_)) && r.subject.len() == 1 {
            return self.carry(previous, subject);
        }
        if let Some(found) = self.costs(r, done) {
            return found;
        }
        if let Some(name) = self.titled(r) {
            return (Some(name), None);
        }
        if let Some(name) = previous.and_then(|p| self.resumed(r, p)) {
            return (Some(name), None);
        }
        let words = Around { noun, subject, whole, previous, done };
        match kind {
            Measure::Count => self.count(r, q, words),
            Measure::Percent => self.percent(r, words),
            _ => self.measure(r, q, words),
        }
    }

    /// The quantity of a reading.
    pub fn quantity(&self, r: &Reading) -> &Quantity {
        &self.quantities[r.index]
    }

    fn count(&self, r: &Reading, q: &Quantity, words: Around<'_>) -> (Option<String>, Option<usize>) {
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
                None => self.carry(previous, noun),
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
        let person = matches!(q.figure.unit.as_deref(), Some("em" | "cháu" | "chị" | "đồng chí"));
        if r.change.is_some() {
            return match named {
                Some(s) => own(Some(s)),
                None => {
                    match self.same_unit(r, done).or_else(|| previous.filter(|p| self.alike(r, p) || bare && person)) {
                        Some(p) if r.noun.is_empty() => self.carry(Some(p), noun),
                        _ => own(noun),
                    }
                }
            };
        }
        match r.adjacency {
            Adjacency::Direct | Adjacency::Linked => {
                match named.or(subject.filter(|_| r.adjacency == Adjacency::Direct && bare)) {
                    Some(s) if bare || headed && r.noun.is_empty() => own(Some(s)),
                    Some(s) if r.noun.is_empty() && r.adjacency == Adjacency::Linked => own(Some(s)),
                    // A word alone before a counted noun is a verb as often as a name: both belong into the label.
                    Some(s) if r.noun.is_empty() && !s.contains(' ') => own(noun.map(|n| format!("{s} {n}"))),
                    Some(s) if r.noun.is_empty() => own(Some(s)),
                    // "đầu kỳ 1.210, cuối kỳ 1.095 con": the same at another time.
                    None if bare && self.timed(r) => {
                        let like = |p: &&Reading| {
                            self.alike(r, p)
                                && (self.tokens[p.before.chunk..p.at].iter().any(|t| t.is(Class::Time))
                                    || r.inside.is_some() && p.at < r.before.from)
                        };
                        let before = done.iter().rev().take(12).find(like);
                        self.carry(before.or_else(|| self.same_unit(r, done)), noun)
                    }
                    // "dân tộc Mông 820 hộ/4.316 khẩu": both are of what stands before them.
                    None if bare && self.paired_by_slash(r, previous) => self.carry(previous, noun),
                    // "định kỳ 36 lượt, thường xuyên 82 lượt"
                    None if bare => own(self.manner(r).or(noun)),
                    _ => own(noun),
                }
            }
            Adjacency::Have | Adjacency::Comprise => match named {
                // "Trường Tiểu học Tân Khai hiện có 27 lớp": who has them is no name of them.
                Some(_) if bare && self.is_proper(&r.subject) => own(noun.or_else(|| q.figure.unit.clone())),
                Some(s) if bare && r.adjacency == Adjacency::Have || headed => own(Some(s)),
                _ => own(noun),
            },
            Adjacency::Verb(v) => {
                let heavy = self.tokens[v].is(Class::Heavy);
                if heavy && r.noun.is_empty() {
                    let verb = self.tokens[v].span.of(self.text);
                    let verb = verb.strip_suffix(" được").unwrap_or(verb);
                    let topic = self.topic(r, v).filter(|_| bare).map_or_else(String::new, |t| t + " ");
                    return own(noun.map(|n| format!("{topic}{verb} {n}")));
                }
                own(noun)
            }
            Adjacency::For => match named {
                // "trao Huy hiệu Đảng cho 31 đồng chí": what they got.
                Some(s) if r.noun.is_empty() && self.done_for(r, bare) => own(Some(s)),
                _ => own(noun),
            },
            // "Cà phê là cây chủ lực với 20 vườn"
            Adjacency::Prep if bare => own(self.theme(r).or(noun)),
            Adjacency::Prep | Adjacency::And => own(noun),
        }
    }

    fn percent(&self, r: &Reading, words: Around<'_>) -> (Option<String>, Option<usize>) {
        let Around { noun, mut subject, whole, previous, .. } = words;
        let head_behind = self.tokens.get(r.noun.start).is_some_and(|t| t.is(Class::Head)) && noun.is_some();
        match r.adjacency {
            // "giải ngân từ 95% vốn được giao"
            Adjacency::Verb(v) if noun.is_some() && self.tokens[v].is(Class::Heavy) => {
                return (noun.map(|n| format!("{} {n}", self.join(v..v + 1))), None);
            }
            Adjacency::Verb(_) if noun.is_some() => return (noun, None),
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
        if let Some(s) = subject.filter(|_| !whole && !object) {
            // "tỷ lệ mặt đường bê tông, nhựa đạt 71,4%": the end of a name that a comma divides.
            let tail = r.adjacency == Adjacency::Linked
                && r.subject.len() <= 2
                && r.subject.start == r.before.chunk
                && !self.tokens[r.subject.start].is(Class::Head);
            let head = if tail { self.look_through(r) } else { None };
            return (Some(head.map_or(s.clone(), |h| format!("{h}, {s}"))), None);
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

    fn measure(&self, r: &Reading, q: &Quantity, words: Around<'_>) -> (Option<String>, Option<usize>) {
        let Around { noun, subject, whole, previous, done } = words;
        let kind = q.figure.kind;
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
                if r.adjacency == Adjacency::Direct && noun.is_some() && !headed && r.change.is_none() {
                    return (noun, None);
                }
                if let Some(s) = named {
                    // "12 căn nhà, mỗi căn 50 triệu đồng"
                    let each = r.subject.start > 0 && self.tokens[r.subject.start - 1].is(Class::Each);
                    let mut like = done.iter().rev().take(4).filter(|p| each && self.counts(p, &s));
                    let counted =
                        like.clone().find(|p| p.inside.is_some() == r.inside.is_some()).or_else(|| like.next());
                    // "lương bình quân", "tuổi bình quân": a single syllable goes with what it is a mean of.
                    let s = if r.mean && !s.contains(' ') { format!("{s} bình quân") } else { s };
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
        let total = r.subject.is_empty()
            && self.tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Total) || t.is(Class::Head));
        let (label, carried) = self.carry(
            money
                .or(rate)
                .or(like)
                .or(other)
                .or(previous.filter(|_| total || plan || linked || r.level || r.origin || self.timed(r))),
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
            None => (self.governing_verb(r), None),
            label => (label, carried),
        }
    }
}

/// Units that name no kind of thing by themselves: with nothing behind them, the words before the number are the label.
pub(super) fn generic(unit: &str) -> bool {
    GENERIC_KEYS.contains(&name_key(unit))
}

static GENERIC_KEYS: LazyLock<KeySet> = LazyLock::new(|| GENERIC.iter().map(|g| name_key(g)).collect());

const GENERIC: [&str; 39] = [
    "cặp",
    "người",
    "hộ",
    "khẩu",
    "nhân khẩu",
    "đồng chí",
    "đ/c",
    "con",
    "cái",
    "chiếc",
    "em",
    "cháu",
    "thẻ",
    "vụ",
    "lượt",
    "lượt người",
    "trường hợp",
    "đối tượng",
    "cuộc",
    "hội nghị",
    "đơn",
    "điểm",
    "lần",
    "tổ chức",
    "cơ sở",
    "đơn vị",
    "ca",
    "buổi",
    "lớp",
    "bộ",
    "suất",
    "đợt",
    "giường",
    "máy",
    "tờ",
    "cuốn",
    "công",
    "ngày công",
    "căn",
];

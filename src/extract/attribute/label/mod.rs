//! What a figure measures, as the noun phrase that a reader would put into the table's first column.
//!
//! "hộ trồng quế vùng cao là 734 hộ" → name first: "hộ trồng quế vùng cao"; "dựng 05 xưởng sao chè" → number
//! first: "xưởng sao chè"; "91 hộ dệt, chiếm 8,6%" → the share has the label of the count before it.

mod count;
mod measure;
mod percent;

use super::change::near_plan;
use super::clause::{Bound, Token, before as walk};
use super::phrase::{hollow, subject};
use super::place::Mention;
use super::reading::{Adjacency, Reading};
use super::setting::says_result;
use crate::extract::Quantity;
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, KeySet, caseless, key, name_key};
use std::sync::LazyLock;

/// Everything that labels are chosen from.
pub(in crate::extract::attribute) struct Labeller<'a> {
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
                let said = caseless::begins(&name, &rate.to_lowercase()) || self.is_share(at);
                (Some(if said { name } else { format!("{rate} {name}") }), Some(at))
            }
            (None, _) if self.quantity(r).figure.kind != Measure::Duration => (self.run_in(r), None),
            // The digits of a neighbour name nothing, nor does the "x" of "2 x 40 MVA".
            (Some(name), _) if !name.chars().any(|c| c.is_alphabetic() && c != 'x') => {
                self.carry(done.iter().rev().find(|p| aged(r) && aged(p)), None)
            }
            found => found,
        }
    }

    /// Chooses the label of `r`; a hollow name in front of it is none.
    fn choose(&self, r: &Reading, done: &[Reading], hollow: bool) -> (Option<String>, Option<usize>) {
        // "Kế hoạch trồng 45 ha, thực hiện 38 ha": what came of the plan.
        if !done.is_empty()
            && says_result(self.text, &self.tokens[r.before.chunk..r.at])
            && let Some(plan) = self.same_unit(r, done)
        {
            return self.carry(Some(plan), None);
        }
        // "(kế hoạch 2024: 18,5%; mục tiêu Nghị quyết Đại hội 20%)": of what stands in front of the parenthesis.
        let headed = r.subject.clone().any(|j| self.tokens[j].is(Class::Head));
        if let Some(open) = r.inside.filter(|_| r.set && !headed && r.noun.is_empty()) {
            let whole = done.iter().rev().find(|d| d.at < open && d.inside.is_none() && self.alike(r, d));
            if whole.is_some() && !matches!(r.before.bound, Bound::Scope(_) | Bound::Figure(_)) {
                return self.carry(whole, None);
            }
        }
        // "Diện tích trồng rừng: kế hoạch 45 ha"
        if r.subject.len() == 1
            && self.tokens[r.subject.start].is(Class::Plan)
            && let Bound::Colon(colon) = r.before.bound
            && r.before.chunk == r.before.from
        {
            let outer = walk(self.tokens, colon);
            let title = subject(self.tokens, outer.chunk, colon, &Reading { at: colon, before: outer, ..r.clone() });
            if !title.is_empty() {
                return (Some(self.join(title)), None);
            }
        }
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
        // "tập trung ở huyện Tam Đường 6,3 ha"
        let gathered = self.tokens[r.before.chunk..r.subject.start.max(r.before.chunk)]
            .iter()
            .any(|t| caseless::is(t.span.of(self.text), "tập trung"));
        if shared
            && let Some(whole) = self.same_unit(r, done)
            // A place that is a label itself stands for nothing else.
            && if self.is_place(&whole.subject) { whole.carried.is_some() } else { gathered || matches!(r.before.bound, Bound::Scope(_)) }
        {
            return self.carry(Some(whole), None);
        }
        // "Thiệt hại: xã Dương Quỳ 214 nhà" says itself what is counted.
        let unsaid = r.noun.is_empty() && (kind != Measure::Count || q.unit.is_none_or(|u| generic(u.of(self.text))));
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
        // "bình quân toàn tỉnh là 23,9%": the mean of what was spoken of.
        let mean = |t: &Token| {
            matches!(t.class(), Some(Class::Mean | Class::Body | Class::Of))
                || matches!(t.span.of(self.text), "chung" | "cả nước" | "bình quân")
        };
        let means = !r.subject.is_empty()
            && self.tokens[r.subject.start].key == key("quân")
            && self.tokens[r.subject.clone()].iter().all(mean);
        if means
            && let Some(like) =
                self.same_unit(r, done).filter(|like| !self.is_place(&like.subject) || like.carried.is_some())
        {
            return self.carry(Some(like), None);
        }
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

//! Units from a noun for people that names the number: "bác sĩ 32, dược sĩ 8", "5 chi bộ, đảng viên 120", "giảm 02 vụ, số người chết
//! tăng 01". Refuses parts of those who were counted: "145 người: bác sĩ 32".

use super::total::breakdown_cue;
use super::{Carrier, REACH, beside_another};
use crate::extract::words::{words_left, words_right};
use crate::record::Kind;
use crate::vocabulary::{Group, Target, caseless, is_one_of};

/// Words of a number's own name behind "số", at most.
const MAX_OWN: usize = 6;

/// Words of a noun for people, at most.
const MAX_NOUN: usize = 3;

/// Words that say of what kind people are.
const KINDS: [&str; 8] = ["nữ", "nam", "trẻ", "trẻ tuổi", "dân tộc", "dân tộc thiểu số", "tôn giáo", "ngoài đảng"];

/// Nouns for people that hold those whom others name: "145 người: bác sĩ 32".
const WHOLE: [&str; 21] = [
    "người",
    "hộ",
    "khẩu",
    "nhân khẩu",
    "đồng chí",
    "cán bộ",
    "lao động",
    "công chức",
    "viên chức",
    "đảng viên",
    "lượt",
    "lượt người",
    "trường hợp",
    "đối tượng",
    "ca",
    "em",
    "cháu",
    "trẻ em",
    "học sinh",
    "đại biểu",
    "trẻ",
];

impl Carrier<'_> {
    /// Whether what was counted last in the sentence are people.
    pub(super) fn counts_people_before(&self, i: usize) -> bool {
        self.people_before(i).is_some()
    }

    /// The number in front that counts people, where it is the last one of the sentence that counts.
    fn people_before(&self, i: usize) -> Option<usize> {
        let near = (i.saturating_sub(REACH)..i).rev().filter(|&j| self.spots[j].sentence == self.spots[i].sentence);
        let unit = |j: usize| self.raws[j].unit.map(|u| self.vocabulary.units.get(u));
        let counted = near.into_iter().find(|&j| unit(j).is_some_and(|u| u.kind == Kind::Count))?;
        unit(counted).is_some_and(|u| u.group == Group::People).then_some(counted)
    }

    /// Those of whom number `i` says how many are of a kind, however far they stand in front: "Bầu 15 đồng chí vào Ban Chấp hành,
    /// nữ 5, trẻ 3".
    pub(super) fn of_a_kind(&self, i: usize) -> Option<usize> {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = self.text.get(start..self.raws[i].span.start)?;
        let at = before.rfind([',', ';', '('])?;
        let kind = caseless::is_any(before[at + 1..].trim(), &KINDS);
        let j = self.people_before(i).filter(|_| kind)?;
        let nested = self.spots[i].bracket != self.spots[j].bracket;
        (!nested && self.raws[j].rule != "label-noun" && !before.contains(". ")).then_some(j)
    }

    /// The noun behind "số" that opens the number's own words, whatever was counted before: "giảm 02 vụ, số người chết tăng 01".
    pub(super) fn own_number(&self, i: usize) -> Option<u16> {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = self.text.get(start..self.raws[i].span.start)?;
        let label = before.rsplit([',', ';', ':', '(', '.']).next()?.trim_start();
        let noun = label.strip_prefix("số ").or_else(|| label.strip_prefix("tổng số "))?;
        let words = words_right(self.text, self.raws[i].span.start - noun.len(), self.raws[i].span.start);
        match self.vocabulary.units.longest(|k| words.step(k))? {
            (_, Target::Unit(u)) if self.vocabulary.units.get(u).kind == Kind::Count => {
                // "số hộ nghèo là 45 hộ, số khẩu là 120": of a list that goes on nothing is taken.
                (i > 0 && self.raws[i].shape.first().number.decimals() == 0 && words.iter().count() <= MAX_OWN)
                    .then_some(u)
            }
            // "45 ha, số hộ tham gia 120, số ha đã thu hoạch 30"
            (1, Target::Unit(u))
                if matches!(self.vocabulary.units.get(u).kind, Kind::Area | Kind::Length | Kind::Mass) =>
            {
                (i > 0 && words.iter().count() <= MAX_OWN).then_some(u)
            }
            _ => None,
        }
    }

    /// The noun for people that is the number's whole name, where the list has counted people by another such noun: "bác sĩ 32,
    /// dược sĩ 8, y sĩ 45". A noun that holds all of them, "145 người", stays.
    pub(super) fn other_people(&self, i: usize) -> Option<u16> {
        let raw = &self.raws[i];
        if raw.weak || raw.shape.first().number.decimals() > 0 || beside_another(self.text, self.raws, i) {
            return None;
        }
        let group = |u: u16| self.vocabulary.units.get(u).group;
        let one_kind = |u: u16| group(u) == Group::People && !WHOLE.contains(&&*self.vocabulary.units.get(u).name);
        let own = self.people_in_front(i);
        let stated = (i.saturating_sub(REACH)..i).rev().find(|&j| self.raws[j].unit.is_some());
        match stated.filter(|&j| self.spots[j].sentence == self.spots[i].sentence) {
            Some(j) => {
                let listed = self.spots[j].bracket == self.spots[i].bracket;
                let stated = self.raws[j].unit.filter(|_| listed)?;
                // "5 chi bộ, đảng viên 120", "12 vụ, người chết 5": no party cells, no cases.
                if self.vocabulary.units.get(stated).kind == Kind::Count && group(stated) != Group::People {
                    return own.or_else(|| self.people_at_start(i));
                }
                // "học sinh 450, giáo viên 32", "học sinh nghèo 80, gia đình chính sách 40": named as this one is.
                let named = self.raws[j].rule == "label-noun";
                let own = own.or_else(|| self.people_at_start(i).filter(|_| named))?;
                // "35 ủy viên, trong đó giáo viên 9": a part of them.
                let part = breakdown_cue(self.text[self.raws[j].span.end..raw.span.start].trim_start());
                let other = self.raws[j].rule != "carried" && one_kind(stated) && one_kind(own);
                (stated != own && !part && (named || other)).then_some(own)
            }
            // "huyện có bác sĩ 32": the first of the list.
            None => own.filter(|&u| one_kind(u) && self.is_people_list(i)),
        }
    }

    /// The noun for people that ends right in front of number `i` and has no other noun before it in its chunk.
    fn people_in_front(&self, i: usize) -> Option<u16> {
        let left = words_left(self.text, self.raws[i].span.start, self.body.start);
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        (1..=MAX_NOUN).rev().find_map(|n| {
            let from = left.get(n - 1)?.start;
            // The chunk begins with it, or with a verb of having.
            let opens = from <= start
                || self.text[start..from].trim_end().ends_with([',', ';', ':', '('])
                || left.key(n).is_some_and(|k| is_one_of!(k, "có" | "gồm" | "và" | "là"));
            let words = words_right(self.text, from, self.raws[i].span.start);
            match self.vocabulary.units.longest(|k| words.step(k)) {
                Some((len, Target::Unit(u))) if opens && len == n => {
                    (self.vocabulary.units.get(u).group == Group::People).then_some(u)
                }
                _ => None,
            }
        })
    }

    /// The noun for people with which the chunk of number `i` begins: "người chết 5", "hộ nuôi 45".
    fn people_at_start(&self, i: usize) -> Option<u16> {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = self.text.get(start..self.raws[i].span.start)?;
        let label = before.rsplit([',', ';', ':', '(', '.']).next()?.trim_start();
        let words = words_right(self.text, self.raws[i].span.start - label.len(), self.raws[i].span.start);
        match self.vocabulary.units.longest(|k| words.step(k))? {
            (_, Target::Unit(u)) if words.iter().count() <= MAX_OWN => {
                (self.vocabulary.units.get(u).group == Group::People).then_some(u)
            }
            _ => None,
        }
    }

    /// Whether number `i` opens a list of numbers behind nouns for people: "bác sĩ 32, dược sĩ 8".
    fn is_people_list(&self, i: usize) -> bool {
        let next = i + 1;
        self.raws.get(next).is_some_and(|raw| !raw.has_unit())
            && self.gap(i, next).starts_with(", ")
            && self.people_in_front(next).is_some()
    }
}

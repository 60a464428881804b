//! Units from one other number, by place or by words: pairs ("31 vụ/28 đối tượng, gây thương tích 14"), brackets behind names,
//! "lần lượt", a label that opens with the unit, a verb that goes on.

use super::total::{breakdown_cue, is_total};
use super::{Carrier, REACH};
use crate::extract::quantity::reader::is_list_gap;
use crate::extract::words::{words_left, words_right};
use crate::record::Kind;
use crate::vocabulary::{Class, Target, is_one_of, key};

impl Carrier<'_> {
    /// "31 vụ/28 đối tượng, gây thương tích 14": further cases go on with the cases, further people with the people.
    pub(super) fn first_of_pair(&self, i: usize, j: usize) -> usize {
        let Some(first) = j.checked_sub(1).filter(|&first| self.gap(first, j).trim() == "/") else { return j };
        let case = self.raws[first].unit.is_some_and(|u| matches!(&*self.vocabulary.units.get(u).name, "vụ" | "cuộc"));
        let gap = self.text[self.raws[j].span.end..self.raws[i].span.start].trim_start_matches([',', ' ']);
        let people = breakdown_cue(gap)
            || is_one_of!(key(gap.split([' ', ',']).next().unwrap_or("")), "nữ" | "nam" | "trẻ" | "dân" | "người");
        if case && !people { first } else { j }
    }

    /// The number before that stands alone in brackets behind its name, as this one does: "đất đai (05 đơn), hộ tịch (04)".
    pub(super) fn beside_in_brackets(&self, i: usize) -> Option<usize> {
        let alone = |i: usize| {
            let raw = &self.raws[i];
            let opens = self.text[self.body.start..raw.span.start].ends_with('(');
            opens && self.text[raw.body_end()..self.body.end].starts_with(')')
        };
        let j = i.checked_sub(1).filter(|&j| alone(i) && alone(j))?;
        let (here, there) = (self.spots[i], self.spots[j]);
        let level = self.brackets[here.bracket].around == self.brackets[there.bracket].around;
        let counted = self.raws[j].unit.is_none_or(|u| self.vocabulary.units.get(u).kind == Kind::Count);
        if !(level && here.sentence == there.sentence && counted && is_total(&self.raws[j], self.vocabulary)) {
            return None;
        }
        // "(1)" is a mark of a note or of an item as often: the number has two digits as the one before has.
        let digits = |i: usize| self.raws[i].number.len();
        if digits(i) < 2 || digits(j) < 2 {
            return None;
        }
        let between = &self.text[self.raws[j].body_end() + 1..self.raws[i].span.start - 1];
        let name = between
            .strip_prefix(", ")
            .or_else(|| between.strip_prefix("; "))
            .or_else(|| between.strip_prefix(" và "))?;
        let words: Vec<u64> = name.split([' ', ',']).filter(|w| !w.is_empty()).map(key).collect();
        let leads = |k: &u64| is_one_of!(*k, "theo" | "tại" | "của" | "ở" | "trong" | "từ" | "đến" | "thuộc" | "về");
        let numbered = words.last().is_none_or(|k| {
            is_one_of!(
                *k,
                "thôn"
                    | "tháng"
                    | "khoản"
                    | "điều"
                    | "hoạch"
                    | "quyết"
                    | "luận"
                    | "covid"
                    | "quý"
                    | "năm"
                    | "số"
                    | "tổ"
            )
        });
        // "phòng học (24 phòng), trạm y tế (12)" says itself what it counts.
        let own = words_right(self.text, self.raws[i].span.start - 1 - name.len(), self.raws[i].span.start - 1);
        let counts =
            matches!(self.vocabulary.units.longest(|k| own.step(k)), Some((n, Target::Unit(_))) if n == words.len());
        (words.len() <= 7 && !words.iter().any(leads) && !numbered && !counts).then_some(j)
    }

    /// What was counted before a size that names this number: "dưới 1 m: 702 nhà; từ 1 m đến 2 m: 368; trên 2 m: 75".
    pub(super) fn behind_measure(&self, i: usize) -> Option<usize> {
        let size = i.checked_sub(1).filter(|&j| self.gap(j, i).trim() == ":")?;
        let kind = |j: usize| self.raws[j].unit.map(|u| self.vocabulary.units.get(u).kind);
        if !matches!(kind(size), Some(Kind::Length | Kind::Area | Kind::Mass | Kind::Duration | Kind::Money)) {
            return None;
        }
        let counted = |j: &usize| self.spots[*j].sentence == self.spots[i].sentence && kind(*j) == Some(Kind::Count);
        // "250 ngôi nhà thuộc 12 thôn": where they are is not what they are.
        let place = |j: &usize| {
            let left = words_left(self.text, self.raws[*j].span.start, self.body.start);
            left.key(0).is_some_and(|k| is_one_of!(k, "thuộc" | "tại" | "ở" | "trong" | "của" | "trên"))
        };
        (i.saturating_sub(REACH)..size).rev().filter(counted).find(|j| !place(j))
    }

    /// The count at the same place of the list before: "597 hộ và 134 doanh nghiệp, tăng lần lượt 42 và 11".
    pub(super) fn respective(&self, i: usize) -> Option<usize> {
        let bare = |j: usize| !self.raws[j].has_unit() || self.raws[j].rule == "carried";
        let names = &self.vocabulary.number_names;
        let announced = |j: usize| {
            let left = words_left(self.text, self.raws[j].span.start, self.body.start);
            (0..2).any(|skip| names.announces_list(|k| left.key(skip + k)))
        };
        let joined = |j: usize| is_list_gap(self.gap(j - 1, j)) && self.spots[j].sentence == self.spots[i].sentence;
        let first = (i.saturating_sub(REACH)..=i).rev().take_while(|&j| bare(j)).find(|&j| announced(j))?;
        if !(first + 1..=i).all(joined) {
            return None;
        }
        let behind = (i + 1..self.raws.len().min(i + REACH)).take_while(|&j| joined(j)).last().unwrap_or(i);
        let count = behind + 1 - first;
        // A unit behind the list is that of all: "lần lượt là 61,3 và 49,2 tạ/ha".
        if count < 2 || self.raws[behind].has_unit() || first < count {
            return None;
        }
        // "tăng lần lượt 42 và 11" goes back to what was counted; "hộ nghèo và cận nghèo lần lượt là 45 và 32" names its own.
        let own = &self.text[self.raws[first - 1].span.end..self.raws[first].span.start];
        let bare_verb = own.split([',', ';', '.']).next_back().unwrap_or("").split_whitespace().all(|w| {
            is_one_of!(
                key(w),
                "tăng"
                    | "giảm"
                    | "thêm"
                    | "lần"
                    | "lượt"
                    | "là"
                    | "tương"
                    | "ứng"
                    | "đạt"
                    | "bằng"
                    | "còn"
                    | "được"
            )
        });
        if !bare_verb {
            return None;
        }
        let source = |j: usize| {
            let raw = &self.raws[j];
            self.spots[j].sentence == self.spots[i].sentence && raw.has_unit() && is_total(raw, self.vocabulary)
        };
        (first - count..first).all(source).then_some(i - count)
    }

    /// The number in front whose unit opens this number's label: in "215 hộ/812 khẩu, hộ nghèo 9" the 9 are hộ.
    pub(super) fn namesake(&self, i: usize) -> Option<usize> {
        let (here, start) = (self.spots[i], self.raws[i].span.start);
        let floor = self.raws[i.checked_sub(1)?].span.end.min(start);
        let label = self.text[floor..start].rsplit([',', ';', ':', '(', '.']).next()?.trim_start();
        let words = words_right(self.text, start - label.len(), start);
        let (n, Target::Unit(unit)) = self.vocabulary.units.longest(|k| words.step(k))? else { return None };
        // "thôn Hạ 12" names a place.
        if words.get(n).is_some_and(|w| w.capital) {
            return None;
        }
        (i.saturating_sub(REACH)..i)
            .rev()
            .find(|&j| self.spots[j].sentence == here.sentence && self.raws[j].unit == Some(unit))
    }

    /// Those who were counted before a verb that its number alone closes: "giới thiệu 08 quần chúng ưu tú, Đảng ủy đã kết nạp 05".
    pub(super) fn acted_on(&self, i: usize) -> Option<usize> {
        let (raw, here) = (&self.raws[i], self.spots[i]);
        let rest = self.text[raw.span.end..self.body.end].trim_start();
        let closed = rest.is_empty() || rest.starts_with([',', ';', '.', ')', ':', '(']);
        let number = raw.shape.first().number;
        if !closed || number.decimals() > 0 || number.value() >= 100_000.0 || raw.magnitude {
            return None;
        }
        let left = words_left(self.text, raw.span.start, self.body.start);
        // "kiến nghị khắc phục xong 02"
        let skip = usize::from(left.get(0).is_some_and(|w| is_one_of!(w.key, "xong" | "được")));
        let verb = (1..=4).rev().any(|n| {
            let words: Option<Vec<u64>> = (skip..skip + n).rev().map(|k| left.key(k)).collect();
            words.is_some_and(|w| {
                self.vocabulary.clause_words.classify(w[0], |k| w.get(k).copied()) == (Class::Heavy, n)
            })
        });
        if !verb {
            return None;
        }
        (i.saturating_sub(3)..i).rev().find(|&j| {
            let kind = self.raws[j].unit.map(|u| self.vocabulary.units.get(u).kind);
            self.spots[j].sentence == here.sentence
                && self.spots[j].bracket == here.bracket
                && kind == Some(Kind::Count)
                && is_total(&self.raws[j], self.vocabulary)
                && !self.text[self.raws[j].span.end..raw.span.start].contains(';')
        })
    }
}

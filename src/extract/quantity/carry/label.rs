//! Units from a number's own words: a label that is a noun ("chi hội 45", "Số hộ nghèo: 45"), a label that holds another number, a
//! mean age, a part of a whole.

use super::total::breakdown_cue;
use super::{Carrier, MAX_LABEL_BYTES, REACH, beside_another};
use crate::extract::quantity::Shape;
use crate::extract::words::{skip_spaces_back, words_left, words_right};
use crate::record::Kind;
use crate::vocabulary::{Group, Target, is_one_of, key};

impl Carrier<'_> {
    /// The label that is a count noun and nothing else, where no total is broken down: "chi hội 45; câu lạc bộ 12".
    pub(super) fn exact_label(&self, i: usize) -> Option<u16> {
        let (here, raw) = (self.spots[i], &self.raws[i]);
        let part = raw.shape.first().number.decimals() > 0;
        let fraction = matches!(raw.shape, Shape::Of(..));
        if here.bracket > 0 || part || fraction || raw.weak || beside_another(self.text, self.raws, i) {
            return None;
        }
        // "38 đơn: khiếu nại 05, tố cáo 01": the parts of a total go on.
        let goes_on = |b: usize| {
            let near = self.spots[b].sentence == here.sentence && self.spots[b].bracket == here.bracket;
            near && self.raws[b].rule == "carried" && self.gap(b, i).trim_start().starts_with(',')
        };
        if i.checked_sub(1).is_some_and(goes_on) {
            return None;
        }
        let explicit = (i.saturating_sub(REACH)..i).rev().find(|&j| self.raws[j].has_unit());
        let from = explicit.filter(|&j| self.spots[j].sentence == here.sentence).map(|j| self.raws[j].span.end);
        let floor = from.unwrap_or(self.body.start).min(raw.span.start);
        // A label is short; a window keeps the whole linear.
        let mut start = floor.max(raw.span.start.saturating_sub(MAX_LABEL_BYTES));
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let before = &self.text[start..raw.span.start];
        let label = before.rsplit([',', ';', '(', ')', '.']).next()?.trim();
        // "loại 2 có 87": one of them by its number.
        if breakdown_cue(before) || label.is_empty() || label.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let start = raw.span.start - (before.len() - before.rfind(label)?);
        let words = words_right(self.text, start, raw.span.start);
        match self.vocabulary.units.longest(|k| words.step(k))? {
            (n, Target::Unit(u)) if n == words.iter().count() => {
                let group = self.vocabulary.units.get(u).group;
                // "nữ 52 đồng chí, dân tộc thiểu số 31, tôn giáo 4": people of a kind.
                if matches!(&*self.vocabulary.units.get(u).name, "dân tộc" | "tôn giáo") && self.counts_people_before(i)
                {
                    return None;
                }
                (!matches!(group, Group::Living | Group::Measure | Group::People)).then_some(u)
            }
            _ => None,
        }
    }

    /// The first counted noun of the heading in front of the list's colon: "Xếp loại viên chức: …".
    pub(super) fn headed_by(&self, i: usize) -> Option<u16> {
        let end = self.raws[i].span.start;
        let from = self.text.floor_char_boundary(end.saturating_sub(2 * MAX_LABEL_BYTES)).max(self.body.start);
        let colon = from + self.text[from..end].rfind(':')?;
        let lead = self.text[from..colon].rsplit([';', '\n']).next()?.rsplit(". ").next()?;
        let words = words_right(self.text, colon - lead.len(), colon);
        let count = words.iter().count();
        // "Kết quả", "chuyên môn": the end of a word counts nothing, "xếp loại thôn" does.
        let begins = |at: usize| {
            at == 0
                || words.key(at - 1).is_some_and(|k| {
                    is_one_of!(k, "loại" | "giá" | "lượng" | "quyết" | "nhận" | "của" | "các" | "số" | "với" | "về")
                })
        };
        let noun = |at: usize| match self.vocabulary.units.longest(|k| words.step(at + k))? {
            (n, Target::Unit(u)) if (n > 1 || begins(at)) && self.vocabulary.units.get(u).kind == Kind::Count => {
                // "Hình thức: khiển trách 22 đồng chí, cảnh cáo 09": how, not what.
                let how = words.key(at + n - 1) == Some(key("thức"));
                let said = how || is_one_of!(words.key(at)?, "nhiệm" | "loại") && at + n < count;
                (!said).then_some(u)
            }
            _ => None,
        };
        (0..count).find_map(noun)
    }

    /// Whether a small fraction without a noun says what part of a thing is meant.
    pub(super) fn is_portion(&self, i: usize) -> bool {
        let raw = &self.raws[i];
        let Shape::Of(part, whole) = raw.shape else { return false };
        let plain = part.number.zeros == 0 && whole.number.zeros == 0 && raw.open.is_none();
        let small = part.value() < whole.value() && whole.value() <= 10.0;
        let left = words_left(self.text, raw.span.start, self.body.start);
        let said = left.key(0).is_some_and(|k| is_one_of!(k, "giảm" | "tăng" | "chiếm" | "bằng" | "được" | "tới"));
        plain && small && (raw.qualifier.is_some() || said)
    }

    /// The unit of "tuổi bình quân 43,8", "tuổi đời trung bình là 41,5".
    pub(super) fn mean_age(&self, i: usize) -> Option<u16> {
        let left = words_left(self.text, self.raws[i].span.start, self.body.start);
        let linked = usize::from(left.key(0).is_some_and(|k| is_one_of!(k, "là" | "đạt")));
        let mean = match (left.key(linked + 1)?, left.key(linked)?) {
            (a, b) if a == key("bình") && b == key("quân") => true,
            (a, b) => a == key("trung") && b == key("bình"),
        };
        let age = |n: usize| left.key(linked + n) == Some(key("tuổi"));
        let aged = age(2) || age(3) && left.key(linked + 2).is_some_and(|k| is_one_of!(k, "đời" | "thọ"));
        let unit = self.vocabulary.units.longest(|n| (n == 0).then_some((key("tuổi"), false)));
        match unit {
            Some((_, Target::Unit(u))) if mean && aged => Some(u),
            _ => None,
        }
    }

    /// Whether the number before stands inside this one's label: "số chi bộ có dưới 10 đảng viên là 33".
    pub(super) fn is_modified(&self, i: usize) -> bool {
        let Some(j) = i.checked_sub(1) else { return false };
        let gap = self.gap(j, i);
        let linked = gap.trim_end().rsplit(' ').next() == Some("là");
        linked && !gap.contains([',', ';', ':', '(', '.']) && self.spots[i].sentence == self.spots[j].sentence
    }

    /// The unit of a number behind "là" and a label that holds another number: the noun behind "số", or what was counted so
    /// before: "…, có từ 50 đảng viên trở lên là 17".
    pub(super) fn resolve_stated(&mut self, i: usize) {
        let here = self.spots[i];
        let start = i.checked_sub(2).map_or(self.body.start, |j| self.raws[j].span.end);
        let chunk = &self.text[start.min(self.raws[i - 1].span.start)..self.raws[i - 1].span.start];
        let chunk = chunk.rsplit([',', ';', ':', '.']).next().unwrap_or(chunk).trim_start();
        let noun = ["số ", "Số ", "tổng số ", "Tổng số "].iter().find_map(|lead| chunk.strip_prefix(lead));
        let unit = noun.and_then(|noun| {
            let words = words_right(noun, 0, noun.len());
            match self.vocabulary.units.longest(|k| words.step(k)) {
                Some((_, Target::Unit(u))) if self.vocabulary.units.get(u).kind == Kind::Count => Some(u),
                _ => None,
            }
        });
        if let Some(unit) = unit {
            return self.name(i, unit);
        }
        let stated = (i.saturating_sub(REACH)..i).rev().find(|&k| {
            self.spots[k].sentence == here.sentence && self.raws[k].rule == "label-noun" && self.raws[k].has_unit()
        });
        if let Some(k) = stated {
            self.follow(i, k, false);
        }
    }

    /// The noun of the label: "Số hộ nghèo: 45", "tổng số đảng viên là 268".
    pub(super) fn label_noun(&self, i: usize) -> Option<u16> {
        let mut at = skip_spaces_back(self.text, self.raws[i].span.start, self.body.start);
        if self.text[self.body.start..at].ends_with(':') {
            at -= 1;
        }
        let left = words_left(self.text, at, self.body.start);
        let noun = |word: usize| {
            let from = left.get(word)?;
            let right = words_right(self.text, from.start, at);
            match self.vocabulary.units.longest(|k| right.step(k))? {
                // "loại 2 có 87": one of them by its number.
                (n, _)
                    if right.get(n - 1).is_some_and(|w| {
                        self.text[w.end..at].trim_start().starts_with(|c: char| c.is_ascii_digit())
                    }) =>
                {
                    None
                }
                // "Xã Huồi Tụ đạt 15": one commune.
                (n, Target::Unit(u))
                    if self.vocabulary.units.get(u).group == Group::Territory
                        && right.get(n).is_some_and(|w| w.capital) =>
                {
                    None
                }
                (_, Target::Unit(u)) if self.vocabulary.units.get(u).kind == Kind::Count => Some(u),
                _ => None,
            }
        };
        let names = &self.vocabulary.number_names;
        let number = left.iter().position(|w| w.key == key("số")).filter(|&n| {
            n > 0 && !left.get(n + 1).is_some_and(|w| names.before_so.contains(&w.key) && w.key != key("tổng"))
        });
        // "Đảng ủy đã kết nạp 05", "kiến nghị khắc phục xong 02": who did it is not counted.
        let done = left.iter().any(|w| is_one_of!(w.key, "đã" | "xong"));
        // "Chi bộ thôn, bản có 218": the end of a name that a comma divides.
        let first = left.iter().last().map_or(at, |w| w.start);
        let divided = self.text[self.body.start..first].trim_end().ends_with(',') && left.key(0) == Some(key("có"));
        let done = done || divided;
        // Of a long phrase nobody knows where it begins.
        let begins = |n: usize| !done && left.is_whole() && n > 0;
        number
            .and_then(|n| noun(n - 1))
            .or_else(|| Some(left.iter().count()).filter(|&n| begins(n)).and_then(|n| noun(n - 1)))
    }
}

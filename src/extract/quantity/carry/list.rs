//! Units from the other numbers of the same list: the one that closes it ("bò 642, lợn 3 915 con"), the one before ("23 đồng chí,
//! Chi đoàn Trạm 05"), a price that goes on.

use super::total::{breakdown_cue, is_total};
use super::{Carrier, MAX_LABEL_BYTES, REACH, is_percent};
use crate::extract::quantity::reader::is_list_gap;
use crate::extract::words::{words_left, words_right};
use crate::record::Kind;
use crate::vocabulary::{Class, Target, is_one_of, key};

impl Carrier<'_> {
    /// The number before or behind in the same list that shares its unit.
    pub(super) fn in_list(&self, i: usize) -> Option<usize> {
        let (end, sibling) = (self.end_of_list(i), self.sibling(i));
        let counted = |j: usize| {
            let raw = &self.raws[j];
            raw.open.is_some() || raw.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Count)
        };
        // "chết 02 người, bị thương 11, thiệt hại 1,86 tỷ đồng": who was counted goes on before an amount.
        let whole = self.raws[i].shape.first().number.decimals() == 0;
        // "trâu 214 con, bò 873, ong 120 tổ": the kind that was named first goes on up to the next that is named.
        let other =
            |s: usize| end.is_some_and(|e| !counted(e) || self.raws[e].unit != self.raws[s].unit && self.is_item(s));
        let part = |s: usize| breakdown_cue(self.text[self.raws[s].span.end..self.raws[i].span.start].trim_start());
        let goes_on = sibling.filter(|&s| whole && counted(s) && other(s) && !part(s) && !self.in_money(i));
        goes_on.or(end).or(sibling)
    }

    /// Whether number `i` is an item of a list: a short name, the number, the unit, a comma: "trâu 214 con,".
    fn is_item(&self, i: usize) -> bool {
        let raw = &self.raws[i];
        let left = words_left(self.text, raw.span.start, self.body.start);
        let name = left.iter().take_while(|w| !w.comma).count();
        let verb = left.get(0).is_some_and(|w| {
            !matches!(
                self.vocabulary.clause_words.classify(w.key, |_| None).0,
                Class::Plain | Class::Attribute | Class::Member
            )
        });
        (1..=3).contains(&name) && !verb && raw.unit.is_some() && self.text[raw.span.end..].starts_with(',')
    }

    /// The number in front whose label this number's own repeats: "ngô 412 ha, năng suất 36,9 tạ/ha; lúa 208 ha, năng suất 55,2".
    pub(super) fn same_label(&self, i: usize) -> Option<usize> {
        let label = |i: usize| {
            let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
            let before = self.text.get(start..self.raws[i].span.start)?;
            let label = before.rsplit([',', ';', ':', '(', '.']).next()?.trim();
            (self.begins_measure(label) && label.contains(' ') && label.len() <= 40).then_some(label)
        };
        let own = label(i)?;
        (i.saturating_sub(REACH)..i).rev().find(|&j| self.raws[j].has_unit() && label(j) == Some(own))
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

    /// Whether the words in front of the list's colon divide it: "Theo độ tuổi:", "Phân loại:".
    pub(super) fn is_partition(&self, i: usize) -> bool {
        let end = self.raws[i].span.start;
        let mut start = end.saturating_sub(MAX_LABEL_BYTES * 2).max(self.body.start);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let before = &self.text[start..end];
        let Some((lead, _)) = before.rsplit_once(':') else { return false };
        let lead = lead.rsplit(['.', ';']).next().unwrap_or(lead);
        let words = words_left(lead, lead.len(), 0);
        words.iter().take(6).any(|w| is_one_of!(w.key, "theo" | "phân" | "chia" | "cấu"))
    }

    /// The price in front in the same list: an amount of money with what it is paid for, of the same order.
    pub(super) fn price(&self, i: usize) -> Option<usize> {
        let j = i.checked_sub(1)?;
        let (raw, before) = (&self.raws[i], &self.raws[j]);
        let money = before.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Money);
        let listed = self.gap(j, i).starts_with([',', ';'])
            && self.spots[i].sentence == self.spots[j].sentence
            && self.spots[i].bracket == self.spots[j].bracket;
        let (value, price) = (raw.shape.first().number.value(), before.shape.last().number.value());
        let like = value >= price / 20.0 && value <= price * 20.0 && !before.magnitude;
        (money && listed && like && value >= 1000.0 && !before.per.is_empty()).then_some(j)
    }

    /// The rate in front in the same list of which this is another: "vụ Đông Xuân 62,4 tạ/ha, vụ Hè Thu 57,8".
    pub(super) fn rate(&self, i: usize) -> Option<usize> {
        let j = i.checked_sub(1)?;
        let (raw, before) = (&self.raws[i], &self.raws[j]);
        let gap = self.gap(j, i);
        let listed = gap.starts_with(',')
            && !gap.contains([';', '.', '('])
            && self.spots[i].sentence == self.spots[j].sentence
            && self.spots[i].bracket == self.spots[j].bracket;
        let (value, rate) = (raw.shape.first().number, before.shape.last().number);
        let like = value.decimals() > 0
            && rate.decimals() > 0
            && value.value() >= rate.value() / 2.0
            && value.value() <= rate.value() * 2.0;
        (listed && like && !before.per.is_empty() && !self.begins_measure(gap)).then_some(j)
    }

    pub(super) fn is_age(&self, i: usize) -> bool {
        self.raws[i].unit.is_some_and(|u| &*self.vocabulary.units.get(u).name == "tuổi")
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
        let source = |j: usize| {
            let raw = &self.raws[j];
            self.spots[j].sentence == self.spots[i].sentence && raw.has_unit() && is_total(raw, self.vocabulary)
        };
        (first - count..first).all(source).then_some(i - count)
    }

    /// "61,3 và 49,2 tạ/ha": only numbers up to the one with the unit. Also the second side of "5 m x 20".
    pub(super) fn pure_list(&self, i: usize) -> Option<usize> {
        // "dưới 35 tuổi 12, từ 35 đến 45 tuổi 38": what follows an age is no age.
        if i.checked_sub(1).is_some_and(|j| self.is_age(j) && self.gap(j, i).trim().is_empty()) {
            return None;
        }
        for j in i + 1..self.raws.len().min(i + REACH) {
            let gap = self.gap(j - 1, j);
            let parted = gap.trim() == ";" && self.raws[i].shape.first().number.decimals() == 0;
            if parted || !(is_list_gap(gap) || j == i + 1 && is_step(gap)) {
                break;
            }
            if self.raws[j].has_unit() {
                return Some(j);
            }
        }
        let back = i.checked_sub(1)?;
        (matches!(self.gap(back, i).trim(), "x" | "×") && self.raws[back].has_unit()).then_some(back)
    }

    /// The unit that closes a list of label and value: "bò 642, lợn 3 915 con".
    pub(super) fn end_of_list(&self, i: usize) -> Option<usize> {
        let here = self.spots[i];
        let mut last = i;
        for j in i + 1..self.raws.len().min(i + REACH) {
            let there = self.spots[j];
            if there.sentence != here.sentence {
                return None;
            }
            if there.bracket != here.bracket {
                // A share in brackets behind the value belongs to it.
                if self.brackets[there.bracket].around == here.bracket {
                    continue;
                }
                return None;
            }
            let gap = self.gap(last, j);
            let number = self.raws[i].shape.first().number;
            let parted = gap.contains(';') && number.decimals() == 0;
            let aged = last > i && self.is_age(last) && gap.trim().is_empty();
            let listed = here.bracket > 0 || aged || (!parted && is_label(gap));
            let share = is_percent(&self.raws[j], self.vocabulary);
            // "doanh nghiệp thành lập mới 431, vốn đăng ký 4.276 tỷ đồng": another measure begins.
            if self.begins_measure(gap) && !self.in_money(i) {
                return None;
            }
            if !listed || (share && number.decimals() == 0) {
                return None;
            }
            // "dưới 35 tuổi 12, từ 35 đến 45 tuổi 38, trên 45 tuổi 21 đồng chí": ages are names.
            if self.raws[j].has_unit() && !self.is_age(j) {
                return (share || is_total(&self.raws[j], self.vocabulary)).then_some(j);
            }
            last = j;
        }
        None
    }

    /// The unit that closes a list of items behind a colon, parted by semicolons: "Một số lỗi: tốc độ 412; ma túy 36; không đội
    /// mũ 650 trường hợp". None of the items before may have one.
    pub(super) fn end_of_items(&self, i: usize) -> Option<usize> {
        let here = self.spots[i];
        let same = |j: usize| self.spots[j].sentence == here.sentence && self.spots[j].bracket == here.bracket;
        let bare = |j: usize| !self.raws[j].has_unit() || self.raws[j].rule == "carried" || self.is_age(j);
        let first = (i.saturating_sub(REACH)..i).rev().take_while(|&j| same(j) && bare(j)).last().unwrap_or(i);
        let before = first.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let opening = &self.text[before.min(self.raws[first].span.start)..self.raws[first].span.start];
        let opening = opening.rsplit(". ").next().unwrap_or(opening);
        let own = i.checked_sub(1).filter(|_| i > first).map_or(opening, |j| self.gap(j, i));
        if !opening.contains(':') || self.begins_measure(own.rsplit(':').next().unwrap_or(own)) {
            return None;
        }
        let last = (i + 1..self.raws.len().min(i + REACH)).filter(|&j| self.spots[j].bracket == here.bracket);
        for j in last {
            let label = self.gap(j - 1, j);
            if self.spots[j].sentence != here.sentence || self.begins_measure(label) {
                return None;
            }
            if self.raws[j].has_unit() && !self.is_age(j) {
                let unit = self.raws[j].unit.map(|u| self.vocabulary.units.get(u).kind);
                return (unit == Some(Kind::Count) && is_total(&self.raws[j], self.vocabulary)).then_some(j);
            }
        }
        None
    }

    /// Whether the label between two numbers begins with the head of a measure: "vốn đăng ký", "diện tích".
    pub(super) fn begins_measure(&self, gap: &str) -> bool {
        let label = gap.trim_start_matches([',', ';', ' ', ')']);
        let keys: Vec<u64> = label.split(' ').take(4).map(key).collect();
        let class = |first: u64| self.vocabulary.clause_words.classify(first, |i| keys.get(i).copied()).0;
        keys.first().is_some_and(|k| class(*k) == Class::Head)
            && !label.starts_with("số ")
            && !label.starts_with("tổng số")
    }

    /// Whether a head of a measure opens the number's own label, so that it measures as well: "vốn vay 12, vốn tự có 5 tỷ đồng".
    pub(super) fn in_money(&self, i: usize) -> bool {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = &self.text[start.min(self.raws[i].span.start)..self.raws[i].span.start];
        self.begins_measure(before.rsplit([',', ';', ':', '(']).next().unwrap_or(before))
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

    /// The number before in the same list: "Chi đoàn xã 23 đồng chí, Chi đoàn Trạm Thủy văn 05".
    pub(super) fn sibling(&self, i: usize) -> Option<usize> {
        let here = self.spots[i];
        for j in (i.saturating_sub(REACH)..i).rev() {
            let there = self.spots[j];
            if there.bracket != here.bracket {
                if self.brackets[there.bracket].around == here.bracket {
                    continue;
                }
                return None;
            }
            if there.sentence != here.sentence {
                return None;
            }
            if !is_total(&self.raws[j], self.vocabulary) {
                // A share or a rate stands beside what was counted.
                if is_percent(&self.raws[j], self.vocabulary) || !self.raws[j].per.is_empty() {
                    continue;
                }
                return None;
            }
            let gap = self.text[self.raws[j].span.end..self.raws[i].span.start].trim_start();
            let cue = breakdown_cue(gap);
            // "Giới thiệu 74 hội viên ưu tú, được kết nạp 38"
            let rest = gap.split_once(", ").is_some_and(|(noun, label)| {
                let small = |s: &str| s.split(' ').all(|w| w.chars().all(char::is_lowercase));
                noun.split(' ').count() <= 2
                    && small(noun)
                    && label.trim().split(' ').count() <= 6
                    && small(label.trim())
            });
            // "15 chỉ tiêu đã đạt (62,5%), 06 có khả năng đạt (25%)"
            let verb = words_right(self.text, self.raws[i].span.end, self.body.end).key(0);
            let rest = rest
                || gap.trim_end().ends_with("),")
                    && !gap.contains([';', ':', '.'])
                    && verb.is_some_and(|k| {
                        is_one_of!(k, "có" | "đã" | "đang" | "chưa" | "không" | "khó" | "đạt" | "được")
                    });
            let next = gap.starts_with([',', ';']) || gap.starts_with("và ") || gap.starts_with('(') || rest;
            return (cue || next).then_some(j);
        }
        None
    }
}

/// Whether the text between two values is a label and no clause of its own.
fn is_label(gap: &str) -> bool {
    let words = gap.split_whitespace().count();
    let clause = |w: &str| {
        let k = key(w.trim_end_matches([',', ':', ';', '.']));
        is_one_of!(
            k,
            "đạt" | "chiếm" | "bằng" | "tăng" | "giảm" | "với" | "cho" | "mở" | "tổ" | "được" | "tại" | "trên"
        )
    };
    words <= 10 && !gap.split_whitespace().any(clause) && (gap.contains([',', ';']) || gap.contains(" và "))
}

/// Whether a text leads from one level to the next: "từ 12 lên 15 xã", "từ 12 năm 2021 xuống còn 8 hộ".
fn is_step(gap: &str) -> bool {
    let mut words = gap.split_whitespace().rev();
    let last = words.next().map_or(0, key);
    is_one_of!(last, "lên" | "xuống" | "còn" | "thành" | "đến") && words.count() <= 4 && !gap.contains([';', '.', '('])
}

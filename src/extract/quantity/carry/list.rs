//! Units from the other numbers of the same list: the one that closes it ("bò 642, lợn 3 915 con"), the one before ("23 đồng chí,
//! Chi đoàn Trạm 05"), a price that goes on.

use super::total::{breakdown_cue, is_total};
use super::{Carrier, MAX_LABEL_BYTES, REACH, is_percent};
use crate::extract::quantity::reader::is_list_gap;
use crate::extract::words::{words_left, words_right};
use crate::record::Kind;
use crate::vocabulary::{Class, caseless, is_one_of, key};

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

    /// Whether number `i` is an amount while number `j` counts what its own words name: "sản lượng 450 tấn, số lồng nuôi 45, sản
    /// lượng tôm [120]", "số lao động 45, số tiền thưởng [30]".
    pub(super) fn measures_again(&self, i: usize, j: usize) -> bool {
        let counts = |u: u16| self.vocabulary.units.get(u).kind == Kind::Count;
        self.raws[j].rule == "label-noun" && self.raws[j].unit.is_some_and(counts) && {
            let own = self.own_label(i);
            self.begins_measure(own)
                || own.strip_prefix("số ").is_some_and(|of| of.starts_with("tiền ") || self.begins_measure(of))
        }
    }

    /// The amount before number `i` that the same head measures.
    pub(super) fn same_measure(&self, i: usize) -> Option<usize> {
        let own = self.own_label(i);
        let head = &own[..own.match_indices(' ').nth(1).map_or(own.len(), |(at, _)| at)];
        (i.saturating_sub(REACH)..i).rev().find(|&j| {
            self.spots[j].sentence == self.spots[i].sentence
                && self.raws[j].has_unit()
                && caseless::begins(self.own_label(j), head)
        })
    }

    /// The words between a number and the sign or the number in front.
    fn own_label(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = &self.text[start.min(self.raws[i].span.start)..self.raws[i].span.start];
        before.rsplit([',', ';', ':', '(', '.', '\n']).next().unwrap_or(before).trim()
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

//! Units that stand elsewhere: at the end of a list ("năm trước 87, bỏ 19, năm nay 104 hộ"), with the total in front of a
//! breakdown ("251 lượt mô hình (cơ quan 208, gia đình 43)"), in the label ("Số hộ nghèo: 45"), in the line above.
//!
//! Takes the numbers of one block, gives those without unit one and leaves out those of which nobody can say what they
//! count. Looks at most [`REACH`] numbers ahead or back.

use super::reader::is_list_gap;
use super::{Raw, Shape};
use crate::extract::words::{skip_spaces_back, words_left, words_right};
use crate::record::{Certainty, Kind};
use crate::structure::BlockKind;
use crate::text::Span;
use crate::vocabulary::{Class, Group, Target, Vocabulary, is_one_of, is_word_char, key};

/// Numbers of a list that are looked at in either direction.
const REACH: usize = 12;

/// How far in front of a number its label may begin.
const MAX_LABEL_BYTES: usize = 160;

/// Where a number stands in its block.
#[derive(Debug, Clone, Copy)]
struct Spot {
    sentence: usize,
    /// The innermost open bracket, 0 for none.
    bracket: usize,
}

/// A bracket: how many numbers stand in front of it, and the bracket around it.
#[derive(Debug, Clone, Copy)]
struct Bracket {
    before: usize,
    around: usize,
}

/// Gives units to the numbers of a block that have none; `above` is the total that a line above ended with.
pub(super) fn carry(
    text: &str,
    body: Span,
    kind: BlockKind,
    vocabulary: &Vocabulary,
    raws: &mut Vec<Raw>,
    above: &mut Option<Raw>,
) {
    if kind != BlockKind::Item {
        *above = None;
    }
    prizes(text, vocabulary, raws);
    if raws.iter().any(|r| !r.has_unit()) {
        let (spots, brackets) = locate(text, body, raws);
        let mut carrier = Carrier { text, body, vocabulary, raws, spots, brackets, above: above.as_ref() };
        for i in 0..carrier.raws.len() {
            if !carrier.raws[i].has_unit() {
                carrier.resolve(i);
            }
        }
        let kept: Vec<bool> =
            (0..raws.len()).map(|i| raws[i].has_unit() || raws[i].weak || stands_alone(text, body, raws, i)).collect();
        let mut kept = kept.into_iter();
        raws.retain(|_| kept.next().unwrap_or(false));
        for raw in raws.iter_mut().filter(|r| !r.has_unit() && !r.weak) {
            raw.certainty = Certainty::Guessed;
            if raw.shape.first().number.decimals() > 0 {
                raw.kind = Some(Kind::Other);
            }
        }
    }
    if text[body.start..body.end].trim_end().ends_with(':') {
        *above = raws.iter().rev().find(|r| is_total(r, vocabulary)).cloned();
    }
}

/// "02 huy chương vàng, 01 bạc, 03 đồng", "10 giải nhất, 11 nhì, 22 ba": metals and ranks count medals and prizes behind
/// such; metals are no money there.
fn prizes(text: &str, vocabulary: &Vocabulary, raws: &mut [Raw]) {
    for i in 1..raws.len() {
        let Some(unit) = raws[i - 1].unit else { continue };
        let rank = |k: u64| match &*vocabulary.units.get(unit).name {
            "huy chương" => is_one_of!(k, "vàng" | "bạc" | "đồng"),
            "giải" => is_one_of!(k, "nhất" | "nhì" | "ba" | "tư" | "khuyến"),
            _ => false,
        };
        let gap = &text[raws[i - 1].number.end..raws[i].number.start];
        let small = raws[i].shape.first().number.value() < 1000.0 && !raws[i].magnitude;
        let words = words_right(text, raws[i].number.end, text.len());
        let Some(word) = words.get(0).filter(|w| small && rank(w.key)) else { continue };
        if !gap.contains([';', '.', ':']) {
            // "khuyến khích" is two words.
            let long = word.key == key("khuyến");
            let end = words.get(1).filter(|_| long).map_or(word.end, |w| w.end);
            let raw = &mut raws[i];
            (raw.unit, raw.open, raw.unit_span, raw.kind) = (Some(unit), None, None, None);
            raw.span.end = end;
            raw.certainty = raw.certainty.max(Certainty::Inherited);
            raw.rule = "carried";
        }
    }
}

fn is_percent(raw: &Raw, vocabulary: &Vocabulary) -> bool {
    raw.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Percent)
}

/// Whether parts may take their unit from this number.
fn is_total(raw: &Raw, vocabulary: &Vocabulary) -> bool {
    let kind = raw.unit.map(|u| vocabulary.units.get(u).kind);
    (raw.open.is_some() || kind.is_some())
        && !matches!(kind, Some(Kind::Percent | Kind::Duration))
        && raw.per.is_empty()
}

/// Sentence and bracket of every number, in one pass over the block.
fn locate(text: &str, body: Span, raws: &[Raw]) -> (Vec<Spot>, Vec<Bracket>) {
    let bytes = text.as_bytes();
    let mut brackets = vec![Bracket { before: 0, around: 0 }];
    let (mut sentence, mut bracket) = (0, 0);
    let mut spots = Vec::with_capacity(raws.len());
    let mut at = body.start;
    for (i, raw) in raws.iter().enumerate() {
        while at < raw.number.start {
            match bytes[at] {
                b'(' => {
                    brackets.push(Bracket { before: i, around: bracket });
                    bracket = brackets.len() - 1;
                }
                b')' => bracket = brackets[bracket].around,
                b'.' | b'!' | b'?' if bytes.get(at + 1) == Some(&b' ') => sentence += 1,
                _ => {}
            }
            at += 1;
        }
        spots.push(Spot { sentence, bracket });
        at = at.max(raw.number.end);
    }
    (spots, brackets)
}

struct Carrier<'a> {
    text: &'a str,
    body: Span,
    vocabulary: &'a Vocabulary,
    raws: &'a mut Vec<Raw>,
    spots: Vec<Spot>,
    brackets: Vec<Bracket>,
    above: Option<&'a Raw>,
}

impl Carrier<'_> {
    fn resolve(&mut self, i: usize) {
        if let Some(j) = self.pure_list(i) {
            let source = self.raws[j].clone();
            adopt(&mut self.raws[i], &source, self.vocabulary, true);
            return;
        }
        // "giảm gần 1/2", "chiếm 1/3": a part of what was spoken of.
        if self.is_portion(i) {
            self.raws[i].kind = Some(Kind::Other);
            self.raws[i].rule = "share";
            return;
        }
        if self.is_modified(i) {
            self.resolve_stated(i);
            return;
        }
        if let Some(years) = self.mean_age(i) {
            let raw = &mut self.raws[i];
            raw.unit = Some(years);
            raw.certainty = raw.certainty.max(Certainty::Inherited);
            raw.rule = "label-noun";
            return;
        }
        // "Phân theo loại: khiếu nại 79; tố cáo 16; tranh chấp 118 đơn": kinds of one thing.
        if self.is_partition(i)
            && let Some(j) = self.end_of_items(i)
        {
            let source = self.raws[j].clone();
            adopt(&mut self.raws[i], &source, self.vocabulary, false);
            return;
        }
        if let Some(unit) = self.exact_label(i) {
            let raw = &mut self.raws[i];
            raw.unit = Some(unit);
            raw.certainty = raw.certainty.max(Certainty::Inherited);
            raw.rule = "label-noun";
            return;
        }
        let source = self.in_list(i).or_else(|| self.end_of_items(i)).or_else(|| self.total(i));
        let source = source.map(|j| self.namesake(i).unwrap_or(j));
        // Nobody counts 6,47 papers.
        let part = self.raws[i].shape.first().number.decimals() > 0;
        let whole =
            |s: &Raw| s.open.is_some() || s.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Count);
        let source = source.map(|j| self.raws[j].clone()).or_else(|| self.total_above());
        let source = source.filter(|s| !(part && whole(s) && !s.magnitude && s.shape.first().number.decimals() == 0));
        if let Some(source) = source {
            adopt(&mut self.raws[i], &source, self.vocabulary, false);
            return;
        }
        // "hộ mặt tiền 25.000 đồng/hộ/tháng, hộ trong hẻm 20.000": the price goes on.
        if let Some(j) = self.price(i) {
            let source = self.raws[j].clone();
            adopt(&mut self.raws[i], &source, self.vocabulary, true);
            return;
        }
        let printed = self.raws[i].shape.first().number;
        if self.raws[i].weak {
            return;
        }
        if printed.decimals() > 0 || beside_another(self.text, self.raws, i) {
            return;
        }
        if let Some(unit) = self.label_noun(i) {
            let raw = &mut self.raws[i];
            raw.unit = Some(unit);
            raw.certainty = raw.certainty.max(Certainty::Inherited);
            raw.rule = "label-noun";
        }
    }

    /// The number before or behind in the same list that shares its unit.
    fn in_list(&self, i: usize) -> Option<usize> {
        let (end, sibling) = (self.end_of_list(i), self.sibling(i));
        let counted = |j: usize| {
            let raw = &self.raws[j];
            raw.open.is_some() || raw.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Count)
        };
        // "chết 02 người, bị thương 11, thiệt hại 1,86 tỷ đồng": who was counted goes on before an amount.
        let whole = self.raws[i].shape.first().number.decimals() == 0;
        let goes_on = sibling.filter(|&s| whole && counted(s) && end.is_some_and(|e| !counted(e)) && !self.in_money(i));
        goes_on.or(end).or(sibling)
    }

    /// The number in front whose unit opens this number's label: in "215 hộ/812 khẩu, hộ nghèo 9" the 9 are hộ.
    fn namesake(&self, i: usize) -> Option<usize> {
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

    /// Whether a small fraction without a noun says what part of a thing is meant.
    fn is_portion(&self, i: usize) -> bool {
        let raw = &self.raws[i];
        let Shape::Of(part, whole) = raw.shape else { return false };
        let plain = part.number.zeros == 0 && whole.number.zeros == 0 && raw.open.is_none();
        let small = part.value() < whole.value() && whole.value() <= 10.0;
        let left = words_left(self.text, raw.span.start, self.body.start);
        let said = left.key(0).is_some_and(|k| is_one_of!(k, "giảm" | "tăng" | "chiếm" | "bằng" | "được" | "tới"));
        plain && small && (raw.qualifier.is_some() || said)
    }

    /// The unit of "tuổi bình quân 43,8", "tuổi đời trung bình là 41,5".
    fn mean_age(&self, i: usize) -> Option<u16> {
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
    fn is_modified(&self, i: usize) -> bool {
        let Some(j) = i.checked_sub(1) else { return false };
        let gap = self.gap(j, i);
        let linked = gap.trim_end().rsplit(' ').next() == Some("là");
        linked && !gap.contains([',', ';', ':', '(', '.']) && self.spots[i].sentence == self.spots[j].sentence
    }

    /// The unit of a number behind "là" and a label that holds another number: the noun behind "số", or what was counted so
    /// before: "…, có từ 50 đảng viên trở lên là 17".
    fn resolve_stated(&mut self, i: usize) {
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
            let raw = &mut self.raws[i];
            raw.unit = Some(unit);
            raw.certainty = raw.certainty.max(Certainty::Inherited);
            raw.rule = "label-noun";
            return;
        }
        let stated = (i.saturating_sub(REACH)..i).rev().find(|&k| {
            self.spots[k].sentence == here.sentence && self.raws[k].rule == "label-noun" && self.raws[k].has_unit()
        });
        if let Some(source) = stated.map(|k| self.raws[k].clone()) {
            adopt(&mut self.raws[i], &source, self.vocabulary, false);
        }
    }

    /// Whether the words in front of the list's colon divide it: "Theo độ tuổi:", "Phân loại:".
    fn is_partition(&self, i: usize) -> bool {
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
    fn price(&self, i: usize) -> Option<usize> {
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

    /// The label that is a count noun and nothing else, where no total is broken down: "chi hội 45; câu lạc bộ 12".
    fn exact_label(&self, i: usize) -> Option<u16> {
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
        if breakdown_cue(before) || label.is_empty() {
            return None;
        }
        let start = raw.span.start - (before.len() - before.rfind(label)?);
        let words = words_right(self.text, start, raw.span.start);
        match self.vocabulary.units.longest(|k| words.step(k))? {
            (n, Target::Unit(u)) if n == words.iter().count() => {
                let group = self.vocabulary.units.get(u).group;
                (!matches!(group, Group::Living | Group::Measure | Group::People)).then_some(u)
            }
            _ => None,
        }
    }

    fn is_age(&self, i: usize) -> bool {
        self.raws[i].unit.is_some_and(|u| &*self.vocabulary.units.get(u).name == "tuổi")
    }

    fn gap(&self, i: usize, j: usize) -> &str {
        &self.text[self.raws[i].span.end.min(self.raws[j].span.start)..self.raws[j].span.start]
    }

    /// "61,3 và 49,2 tạ/ha": only numbers up to the one with the unit. Also the second side of "5 m x 20".
    fn pure_list(&self, i: usize) -> Option<usize> {
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
    fn end_of_list(&self, i: usize) -> Option<usize> {
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
    fn end_of_items(&self, i: usize) -> Option<usize> {
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
    fn begins_measure(&self, gap: &str) -> bool {
        let label = gap.trim_start_matches([',', ';', ' ', ')']);
        let keys: Vec<u64> = label.split(' ').take(4).map(key).collect();
        let class = |first: u64| self.vocabulary.clause_words.classify(first, |i| keys.get(i).copied()).0;
        keys.first().is_some_and(|k| class(*k) == Class::Head)
            && !label.starts_with("số ")
            && !label.starts_with("tổng số")
    }

    /// Whether a head of a measure opens the number's own label, so that it measures as well: "vốn vay 12, vốn tự có 5 tỷ đồng".
    fn in_money(&self, i: usize) -> bool {
        let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
        let before = &self.text[start.min(self.raws[i].span.start)..self.raws[i].span.start];
        self.begins_measure(before.rsplit([',', ';', ':', '(']).next().unwrap_or(before))
    }

    /// The number before in the same list: "Chi đoàn xã 23 đồng chí, Chi đoàn Trạm Thủy văn 05".
    fn sibling(&self, i: usize) -> Option<usize> {
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
                if is_percent(&self.raws[j], self.vocabulary) {
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
            let next = gap.starts_with([',', ';']) || gap.starts_with("và ") || gap.starts_with('(') || rest;
            return (cue || next).then_some(j);
        }
        None
    }

    /// The total in front of the bracket, or of the sentence that begins with "Trong đó".
    fn total(&self, i: usize) -> Option<usize> {
        let here = self.spots[i];
        let (mut end, mut around, mut counted) = (i, None, false);
        if here.bracket > 0 {
            let bracket = self.brackets[here.bracket];
            (end, around) = (bracket.before, Some(bracket.around));
        } else {
            let start = i.checked_sub(1).map_or(self.body.start, |j| self.raws[j].span.end);
            let gap = &self.text[start..self.raws[i].span.start];
            if !breakdown_cue(gap) {
                return None;
            }
            if let Some(at) = gap.rfind(". ") {
                // "Trình độ: thạc sĩ 05, đại học 301" goes on with those who were counted; amounts need a word that says
                // so, and "Số dự án: 113" begins a count of its own.
                let opening = gap[at + 2..].splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
                counted = !breakdown_cue(opening.trim_end_matches([':', ' ']));
                let own = key(opening.split(' ').next().unwrap_or_default());
                // A list with a unit of its own at its end is no breakdown of what was counted before.
                let mut behind =
                    (i + 1..self.raws.len().min(i + REACH)).filter(|&j| self.spots[j].sentence == here.sentence);
                let closed = behind.any(|j| self.raws[j].has_unit() && is_total(&self.raws[j], self.vocabulary));
                if counted && (is_one_of!(own, "số" | "tổng") || closed) {
                    return None;
                }
            }
        }
        // In front of a bracket stands its total, in the same sentence.
        let sentence = end.checked_sub(1).filter(|_| around.is_some()).map(|j| self.spots[j].sentence);
        (end.saturating_sub(REACH)..end).rev().find(|&j| {
            let (spot, raw) = (self.spots[j], &self.raws[j]);
            let level = around.is_none_or(|a| spot.bracket == a);
            let near = sentence.is_none_or(|s| spot.sentence == s);
            let kind = raw.unit.map(|u| self.vocabulary.units.get(u).kind);
            level && near && is_total(raw, self.vocabulary) && !(counted && kind.is_some_and(|k| k != Kind::Count))
        })
    }

    fn total_above(&self) -> Option<Raw> {
        self.above.cloned()
    }

    /// The noun of the label: "Số hộ nghèo: 45", "tổng số đảng viên là 268".
    fn label_noun(&self, i: usize) -> Option<u16> {
        let mut at = skip_spaces_back(self.text, self.raws[i].span.start, self.body.start);
        if self.text[self.body.start..at].ends_with(':') {
            at -= 1;
        }
        let left = words_left(self.text, at, self.body.start);
        let noun = |word: usize| {
            let from = left.get(word)?;
            let right = words_right(self.text, from.start, at);
            match self.vocabulary.units.longest(|k| right.step(k))? {
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
        number.and_then(|n| noun(n - 1)).or_else(|| noun(left.iter().count().checked_sub(1).filter(|_| !done)?))
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

/// Whether a text announces the parts of a total.
fn breakdown_cue(text: &str) -> bool {
    const CUES: [(u64, Option<u64>); 7] = [
        (key("gồm"), None),
        (key("riêng"), None),
        (key("trong"), Some(key("đó"))),
        (key("cụ"), Some(key("thể"))),
        (key("chia"), Some(key("ra"))),
        (key("còn"), Some(key("lại"))),
        (key("như"), Some(key("sau"))),
    ];
    if text.contains(':') {
        return true;
    }
    // The first letters of the first words.
    let may_begin = |w: &str| matches!(w.as_bytes()[0].to_ascii_lowercase(), b'g' | b'r' | b't' | b'c' | b'n');
    let mut before = None;
    text.split(|c: char| !is_word_char(c)).filter(|w| !w.is_empty()).any(|word| {
        if before.is_none() && !may_begin(word) {
            return false;
        }
        let word = key(word);
        let cue = CUES.iter().any(|&(first, second)| match second {
            None => word == first,
            Some(second) => before == Some(first) && word == second,
        });
        before = Some(word).filter(|_| CUES.iter().any(|c| c.0 == word));
        cue
    })
}

/// Takes over what the source says of its number; `whole` also its rate and kind.
fn adopt(raw: &mut Raw, source: &Raw, vocabulary: &Vocabulary, whole: bool) {
    raw.unit = source.unit;
    raw.open = source.open;
    raw.weak = false;
    raw.unit_span = None;
    if whole {
        raw.per.clone_from(&source.per);
        raw.kind = source.kind;
    }
    let money = source.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Money);
    if !raw.magnitude && source.magnitude && (whole || money || raw.shape.first().number.decimals() > 0) {
        let power = source.shape.last().power;
        raw.shape.each(|a| a.power = power);
        raw.magnitude = true;
    }
    raw.certainty = raw.certainty.max(source.certainty).max(Certainty::Inherited);
    raw.rule = "carried";
}

/// Whether only white space parts the number from another one, as in a row of a lost table.
fn beside_another(text: &str, raws: &[Raw], i: usize) -> bool {
    let beside = |a: usize, b: usize| {
        let gap = &text[raws[a].span.end.min(raws[b].span.start)..raws[b].span.start];
        gap.chars().all(char::is_whitespace)
    };
    (i > 0 && beside(i - 1, i)) || (i + 1 < raws.len() && beside(i, i + 1))
}

/// Whether a number without unit is a figure all the same: a value behind a label, not a cell of a lost table.
fn stands_alone(text: &str, body: Span, raws: &[Raw], i: usize) -> bool {
    let raw = &raws[i];
    if beside_another(text, raws, i) {
        return false;
    }
    let mut at = skip_spaces_back(text, raw.span.start, body.start);
    if text[body.start..at].ends_with(':') {
        at -= 1;
    }
    let left = words_left(text, at, body.start);
    let Some(word) = left.get(0) else { return false };
    let number = raw.shape.first().number;
    let value = is_one_of!(word.key, "là" | "đạt" | "có" | "còn" | "bằng" | "được");
    let printed = raw.number.of(text);
    let grouped = number.value() >= 1000.0 && printed.contains(['.', ' ']);
    let fraction = matches!(raw.shape, Shape::Of(..));
    let closed = text[raw.number.end..body.end].trim_start().is_empty()
        || text[raw.number.end..body.end].trim_start().starts_with([',', ';', '.', ')']);
    number.decimals() > 0 || grouped || fraction || (value && closed && number.zeros == 0)
}

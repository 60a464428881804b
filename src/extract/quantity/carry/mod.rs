//! Units that stand elsewhere: at the end of a list ("năm trước 87, bỏ 19, năm nay 104 hộ"), with the total in front of a
//! breakdown ("251 lượt mô hình (cơ quan 208, gia đình 43)"), in the label ("Số hộ nghèo: 45"), in the line above.
//!
//! Takes the numbers of one block, gives those without unit one and leaves out those of which nobody can say what they
//! count. Looks at most [`REACH`] numbers ahead or back.

mod alone;
mod badges;
mod label;
mod list;
mod pair;
mod people;
mod total;

use super::Raw;
use super::reader::is_list_gap;
use crate::extract::words::words_right;
use crate::record::{Certainty, Kind};
use crate::structure::BlockKind;
use crate::text::Span;
use crate::vocabulary::{Vocabulary, is_one_of, key};
use alone::{beside_another, is_graded_item, stands_alone};
use badges::badges;
use total::is_total;

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
    prizes(text, body, vocabulary, raws);
    counted_in_millions(text, vocabulary, raws);
    parted_in_millions(text, vocabulary, raws);
    badges(text, body, vocabulary, raws);
    if raws.iter().any(|r| !r.has_unit()) {
        let (spots, brackets) = locate(text, body, raws);
        let mut carrier = Carrier { text, body, vocabulary, raws, spots, brackets, above: above.as_ref() };
        for i in 0..carrier.raws.len() {
            if !carrier.raws[i].has_unit() {
                carrier.resolve(i);
            }
        }
        let kept: Vec<bool> = (0..raws.len())
            .map(|i| raws[i].has_unit() || raws[i].weak || stands_alone(text, body, raws, i, vocabulary))
            .collect();
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
fn prizes(text: &str, body: Span, vocabulary: &Vocabulary, raws: &mut [Raw]) {
    for i in 1..raws.len() {
        let Some(unit) = raws[i - 1].unit else { continue };
        let rank = |k: u64| match &*vocabulary.units.get(unit).name {
            "huy chương" => is_one_of!(k, "vàng" | "bạc" | "đồng"),
            "giải" => is_one_of!(k, "nhất" | "nhì" | "ba" | "tư" | "khuyến"),
            _ => false,
        };
        let gap = &text[raws[i - 1].number.end..raws[i].number.start];
        let small = raws[i].shape.first().number.value() < 1000.0 && !raws[i].magnitude;
        let words = words_right(text, raws[i].number.end, body.end);
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

/// "1,1 triệu và 1,3 triệu người", "từ 1,1 triệu lên 1,3 triệu hộ": a bare magnitude whose list goes on with what is counted is no money.
fn counted_in_millions(text: &str, vocabulary: &Vocabulary, raws: &mut [Raw]) {
    for i in (1..raws.len()).rev() {
        let (before, raw) = (&raws[i - 1], &raws[i]);
        let bare = before.magnitude && before.unit_span.is_none() && before.certainty == Certainty::Guessed;
        let counts = raw.magnitude && raw.unit.is_some_and(|u| vocabulary.units.get(u).kind != Kind::Money);
        let gap = text.get(before.span.end..raw.span.start).unwrap_or_default();
        if bare && counts && (is_list_gap(gap) || matches!(gap.trim(), "lên" | "xuống" | "xuống còn")) {
            let (unit, open) = (raw.unit, raw.open);
            let before = &mut raws[i - 1];
            (before.unit, before.open, before.certainty) = (unit, open, Certainty::Inherited);
            before.rule = "carried";
        }
    }
}

/// "1,28 triệu lượt khách (quốc tế 96.400, nội địa hơn 1,18 triệu)": a bare magnitude in parentheses behind what is counted in millions
/// is a part of that.
fn parted_in_millions(text: &str, vocabulary: &Vocabulary, raws: &mut [Raw]) {
    let mut whole: Option<usize> = None;
    for i in 1..raws.len() {
        let gap = text.get(raws[i - 1].span.end..raws[i].span.start).unwrap_or_default();
        if gap.contains(')') {
            whole = None;
        }
        if gap.trim_start().starts_with('(') && !gap.contains(')') {
            whole = Some(i - 1);
        }
        let Some(total) = whole.map(|w| &raws[w]) else { continue };
        let counted = total.magnitude && total.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Count);
        let raw = &raws[i];
        let bare = raw.magnitude && raw.unit_span.is_none() && raw.certainty == Certainty::Guessed;
        let fits = raw.shape.first().value() <= total.shape.first().value();
        if counted && bare && fits {
            let (unit, open) = (total.unit, total.open);
            let raw = &mut raws[i];
            (raw.unit, raw.open, raw.certainty) = (unit, open, Certainty::Inherited);
            raw.rule = "carried";
        }
    }
}

fn is_percent(raw: &Raw, vocabulary: &Vocabulary) -> bool {
    raw.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Percent)
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
        // "thực hiện 4 “cùng”": a slogan counts nothing of what stands around it.
        let behind = self.text[self.raws[i].span.end..self.body.end].strip_prefix(' ');
        if behind.is_some_and(|b| b.starts_with(['“', '"'])) {
            return;
        }
        // "2 x 250 MVA": so many of them; "5 x 20 m" is a size.
        if let Some(next) = self.raws.get(i + 1)
            && next.unit.is_some_and(|u| self.vocabulary.units.get(u).kind != Kind::Length)
            && matches!(self.gap(i, i + 1).trim(), "x" | "×")
        {
            return;
        }
        if let Some(j) = self.divided_by_place(i) {
            return self.follow(i, j, false);
        }
        if let Some(j) = self.behind_measure(i) {
            return self.follow(i, j, false);
        }
        if let Some(j) = self.respective(i) {
            return self.follow(i, j, false);
        }
        if let Some(j) = self.pure_list(i) {
            return self.follow(i, j, true);
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
            return self.name(i, years);
        }
        // "Phân theo loại: khiếu nại 79; tố cáo 16; tranh chấp 118 đơn": kinds of one thing.
        if self.is_partition(i)
            && let Some(j) = self.end_of_items(i)
        {
            return self.follow(i, j, false);
        }
        if let Some(unit) = self.exact_label(i) {
            return self.name(i, unit);
        }
        if let Some(j) = self.same_label(i).or_else(|| self.rate(i)) {
            return self.follow(i, j, true);
        }
        // "Xếp loại viên chức: hoàn thành tốt 40": of what the heading names, whatever was counted before.
        if is_graded_item(self.text, self.body, self.raws, i, self.vocabulary)
            && self.in_list(i).is_none_or(|j| j > i || self.spots[j].sentence != self.spots[i].sentence)
            && let Some(unit) = self.headed_by(i)
        {
            return self.name(i, unit);
        }
        if let Some(j) = self.of_a_kind(i) {
            return self.follow(i, j, false);
        }
        if let Some(unit) = self.own_number(i).or_else(|| self.other_people(i)) {
            return self.name(i, unit);
        }
        let source = self.in_list(i).or_else(|| self.end_of_items(i)).or_else(|| self.total(i));
        let source = source.map(|j| self.namesake(i).unwrap_or_else(|| self.first_of_pair(i, j)));
        let source = source.or_else(|| self.beside_in_brackets(i));
        let source = match source {
            Some(j) if self.measures_again(i, j) => match self.same_measure(i) {
                Some(j) => Some(j),
                None => return,
            },
            source => source,
        };
        // Nobody counts 6,47 papers.
        let part = self.raws[i].shape.first().number.decimals() > 0;
        let whole =
            |s: &Raw| s.open.is_some() || s.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Count);
        let source = source.map(|j| self.raws[j].clone()).or_else(|| self.total_above());
        // Nobody writes an amount with a leading zero.
        let padded = self.raws[i].shape.first().number.zeros > 0 && self.raws[i].shape.first().number.decimals() == 0;
        let amount = |s: &Raw| s.unit.is_some_and(|u| self.vocabulary.units.get(u).kind == Kind::Money);
        let source = source.filter(|s| !(padded && amount(s)));
        let source = source.filter(|s| !(part && whole(s) && !s.magnitude && s.shape.first().number.decimals() == 0));
        if let Some(source) = source {
            adopt(&mut self.raws[i], &source, self.vocabulary, false);
            return;
        }
        // "hộ mặt tiền 25.000 đồng/hộ/tháng, hộ trong hẻm 20.000": the price goes on.
        if let Some(j) = self.price(i) {
            return self.follow(i, j, true);
        }
        let printed = self.raws[i].shape.first().number;
        if self.raws[i].weak {
            return;
        }
        if printed.decimals() > 0 || beside_another(self.text, self.raws, i) {
            return;
        }
        if let Some(unit) = self.label_noun(i) {
            return self.name(i, unit);
        }
        if let Some(j) = self.acted_on(i) {
            self.follow(i, j, false);
            self.raws[i].certainty = Certainty::Guessed;
        }
    }

    /// Gives a number the unit that its own words name.
    fn name(&mut self, i: usize, unit: u16) {
        let raw = &mut self.raws[i];
        raw.unit = Some(unit);
        raw.certainty = raw.certainty.max(Certainty::Inherited);
        raw.rule = "label-noun";
    }

    /// Gives number `i` what is said of number `j`.
    fn follow(&mut self, i: usize, j: usize, whole: bool) {
        let source = self.raws[j].clone();
        adopt(&mut self.raws[i], &source, self.vocabulary, whole);
    }

    fn gap(&self, i: usize, j: usize) -> &str {
        &self.text[self.raws[i].span.end.min(self.raws[j].span.start)..self.raws[j].span.start]
    }
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

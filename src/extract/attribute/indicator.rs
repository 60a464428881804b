//! Which indicator of the catalogue a label names, and for whom: "tỷ lệ hộ nghèo của huyện" is the poverty rate, how far a plan was
//! fulfilled is none, and a share without a name is that of its heading.

use super::clause::{Bound, Kind, Token};
use super::reading::Reading;
use crate::record::Kind as Measure;
use crate::structure::{Block, Document};
use crate::vocabulary::{Class, LEVELS, Vocabulary, caseless, syllables};
use std::cell::OnceCell;

/// Whether a figure is said of the whole country: that is the nearest whole in front of it, in its own words or as what the
/// sentence speaks of: "Cả nước có 6.022 xã …", not "cao hơn bình quân cả nước, đạt 9,2%".
pub(super) fn names_nation(text: &str, tokens: &[Token], r: &Reading) -> bool {
    let clause = tokens[..r.at].iter().rposition(|t| t.kind == Kind::Semicolon).map_or(0, |p| p + 1);
    let Some(at) = tokens[clause..r.at].iter().rposition(|t| t.is(Class::Body)).map(|p| clause + p) else {
        return false;
    };
    let own = at >= r.before.chunk || at == clause;
    let compared = at > 0 && tokens[at - 1].is(Class::With)
        || tokens[clause..at].iter().any(|t| t.is(Class::Compare) || t.is(Class::Cited));
    own && !compared && !tokens[at].quoted && caseless::is_any(tokens[at].span.of(text), &["cả nước", "toàn quốc"])
}

/// Whether a figure is said of a whole of another level than the `place` that the document speaks of: in the report of a district
/// "toàn tỉnh 7,1%", "cao hơn bình quân của tỉnh (7,1%)".
pub(super) fn names_other_whole(text: &str, tokens: &[Token], r: &Reading, place: &str) -> bool {
    let clause = tokens[..r.at].iter().rposition(|t| t.kind == Kind::Semicolon).map_or(0, |p| p + 1);
    let Some(at) = tokens[clause..r.at].iter().rposition(|t| t.is(Class::Body)).map(|p| clause + p) else {
        return false;
    };
    let words = tokens[at].span.of(text);
    let level = caseless::behind(words, "toàn ").or_else(|| caseless::behind(words, "cả "));
    let whole = level.is_some();
    let level = level.unwrap_or(words);
    // Settlements have no whole but their own.
    let mut levels = LEVELS.iter().filter(|(_, rank)| *rank > 1).map(|(level, _)| *level);
    let own = levels.clone().find(|l| caseless::behind(place, l).is_some_and(|name| name.starts_with(' ')));
    if tokens[at].quoted || !levels.any(|l| caseless::is(level, l)) || own.is_none_or(|own| own == level) {
        return false;
    }
    let near = at >= r.before.chunk || at == clause;
    let compared = tokens[clause..at].iter().any(|t| t.is(Class::Compare) || t.is(Class::Cited));
    // "bình quân của tỉnh (7,1%)": right in front of its parenthesis.
    let glossed = matches!(r.before.bound, Bound::Open(open) if open == at + 1) && r.before.from == r.at;
    let of = at > 0 && (tokens[at - 1].is(Class::Of) || tokens[at - 1].is(Class::Mean));
    whole && near && !compared || of && glossed
}

/// The label without the place that its figure is for: "tỷ lệ hộ nghèo của huyện Bắc Quang".
pub(super) fn without_place<'l>(label: &'l str, place: &str) -> Option<&'l str> {
    let name = label.strip_suffix(place)?.trim_end();
    let bare = [" của", " tại", " ở", " trên địa bàn", " toàn"].iter().find_map(|of| name.strip_suffix(of));
    Some(bare.unwrap_or(name)).filter(|name| !name.is_empty())
}

/// The label without the whole that it is said of, or the time: "tỷ lệ hộ nghèo của huyện", "tỷ lệ hộ nghèo cuối".
pub(super) fn without_whole(label: &str) -> Option<&str> {
    const WHOLES: [&str; 11] =
        ["huyện", "xã", "tỉnh", "thành phố", "thị xã", "phường", "thị trấn", "quận", "địa phương", "vùng", "kỳ"];
    let name = ["cuối", "đầu", "hiện nay"].iter().find_map(|time| label.strip_suffix(time)?.strip_suffix(' '));
    name.or_else(|| {
        let rest = WHOLES.iter().find_map(|whole| label.strip_suffix(whole)?.strip_suffix(' '))?;
        [" của toàn", " của", " toàn", " cả", " trên địa bàn", " cuối", " đầu"]
            .iter()
            .find_map(|of| rest.strip_suffix(of))
    })
}

/// The label without the extreme that one place has: "tỷ lệ hộ nghèo cao nhất là Tả Phời".
pub(super) fn without_extreme(label: &str) -> Option<&str> {
    const EXTREMES: [&str; 4] = [" cao nhất", " thấp nhất", " lớn nhất", " nhiều nhất"];
    EXTREMES.iter().find_map(|extreme| label.find(extreme)).map(|end| &label[..end])
}

/// What a share is of, when it says how far a plan is fulfilled: "bằng 113,1% kế hoạch tỉnh giao", "đạt 98% so với cùng
/// kỳ". It has the label of the thing, but is no value of its indicator.
pub(super) fn is_completion(text: &str, figure: &crate::extract::Figure) -> bool {
    const OF: [&str; 9] =
        ["kế hoạch", "chỉ tiêu", "dự toán", "nghị quyết", "mục tiêu", "KH", "so với", "so cùng kỳ", "cùng kỳ"];
    let (before, behind) = (text[..figure.span.start].trim_end(), text[figure.span.end..].trim_start());
    // "vượt 11,4 tỷ đồng", "hụt 8 tỷ đồng": by how much a plan was missed.
    let missed = ["vượt", "hụt", "hoàn thành"].iter().any(|verb| before.ends_with(verb));
    missed
        || figure.kind == Measure::Percent
            && figure.change.is_none()
            && OF.iter().any(|of| caseless::begins(behind, of))
}

/// The rate that the heading over a block names: under "Biến động hộ nghèo" a share without a name is that of the poor.
pub(super) fn topic_of(
    topics: &[OnceCell<Option<String>>],
    document: &Document,
    vocabulary: &Vocabulary,
    block: &Block,
) -> Option<String> {
    let section = block.section?;
    let title = &document.outline.get(section)?.title;
    topics.get(section)?.get_or_init(|| topic(title, vocabulary)).clone()
}

/// The rate that a heading names.
fn topic(title: &str, vocabulary: &Vocabulary) -> Option<String> {
    let mut words = Vec::new();
    // Where each word of the title ends among its syllables: "(hộ" is one, "và/hoặc" too.
    let mut ends = vec![0];
    for word in title.split([' ', ',', ';']).filter(|w| !w.is_empty()).take(20) {
        words.extend(syllables(word));
        ends.push(words.len());
    }
    (0..ends.len() - 1).find_map(|from| {
        (from + 2..=(ends.len() - 1).min(from + 7))
            .rev()
            .find_map(|to| vocabulary.indicators.named(&words[ends[from]..ends[to]], Some("%")))
            .map(|i| i.name.clone())
    })
}

//! Counts by place without a unit of their own: "215 hộ nghèo, trong đó xã Tân Lập 32, xã Kim Sơn 19", "3 vụ (Tân Lập 1, Kim Sơn 2)".
//! Elsewhere a small number behind a name is a part of it, "bản Lao Chải 2".

use crate::extract::words::words_left;
use crate::text::Span;
use crate::vocabulary::LEVELS;

/// Bytes of such a list on either side of one of its numbers, at most.
const MAX_LIST_BYTES: usize = 300;

/// A list of places with a number each.
pub(super) struct PlaceList {
    /// Where it begins.
    pub start: usize,
    /// All its numbers together.
    pub sum: u32,
}

/// The list of different places, dividing a count in front of it, in which the number stands: behind "trong đó", or all its numbers
/// together are that count. `body` is the sentence.
pub(super) fn find(text: &str, number: Span, body: Span) -> Option<PlaceList> {
    let from = text.floor_char_boundary(number.start.saturating_sub(MAX_LIST_BYTES)).max(body.start);
    let to = text.floor_char_boundary(number.end + MAX_LIST_BYTES).min(body.end);
    let before = &text[from..number.start];
    let opens = before.rfind(['(', ':']).map(|at| at + 1);
    let scope = before.rfind("trong đó").map(|at| at + "trong đó".len());
    let start = opens.max(scope)?;
    let behind = &text[number.end..to];
    let end = behind.find([')', ';', '.', '\n']).unwrap_or(behind.len());
    let list = &text[from + start..number.end + end];
    let mut sum = 0;
    let mut names: Vec<&str> = Vec::new();
    for item in list.split(',').flat_map(|part| part.split(" và ")) {
        let (name, value) = item_of(item)?;
        if names.contains(&name) {
            return None;
        }
        names.push(name);
        sum += value;
    }
    let divides = names.len() >= 2 && (scope >= opens || counts(&before[..start - 1], sum));
    divides.then_some(PlaceList { start: from + start, sum })
}

/// The name and the number of "xã Tân Lập 32": a level of government or none, capitals, digits.
fn item_of(item: &str) -> Option<(&str, u32)> {
    let (name, digits) = item.trim().rsplit_once(' ')?;
    let value = digits.parse().ok().filter(|_| !digits.starts_with('0'))?;
    let words = words_left(name, name.len(), 0);
    let capitals = words.iter().take_while(|w| w.capital).count();
    // "xã" of "xã Tân Lập", nothing of "Tân Lập".
    let level = name[..words.get(capitals.checked_sub(1)?)?.start].trim_end();
    let named = capitals >= 2 && (level.is_empty() || LEVELS.iter().any(|(of, _)| *of == level));
    named.then_some((name, value))
}

/// Whether one of the whole numbers of the words is that many.
fn counts(words: &str, sum: u32) -> bool {
    words
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/' | '%'))
        .any(|word| word.trim_end_matches(['.', ',']).replace('.', "").parse() == Ok(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_divide_a_count() {
        let rows = [
            ("215 hộ, trong đó xã Tân Lập 32, xã Kim Sơn 19.", "19", true, "behind the words"),
            ("Xảy ra 3 vụ (Tân Lập 1, Kim Sơn 2).", "2", true, "the sum"),
            (
                "Hỗ trợ 51 hộ, kinh phí 2.040 triệu đồng (xã Tân Lập 32, xã Kim Sơn 19).",
                "19",
                true,
                "a count further in front",
            ),
            ("Có 3 thôn (Tân Lập 1, Kim Sơn 1).", "1)", false, "no sum"),
            ("Có 3 thôn (Tân Lập 1, Tân Lập 2).", "2", false, "one name"),
            ("Có 3 thôn: Tân Lập 1, Tân Lập 2 và Kim Sơn.", "2", false, "an item without number"),
        ];
        for (text, number, expected, why) in rows {
            let at = text.rfind(number).unwrap_or_default();
            let digits = number.trim_end_matches(')').len();
            let found = find(text, Span::new(at, at + digits), Span::new(0, text.len()));
            assert_eq!(found.is_some(), expected, "{text}: {why}");
        }
    }
}

//! Items of a list, by which a number counts although the word in front of it could be a name: "(cấp huyện 06, cơ sở 15)".

use super::Raw;
use super::name::name_role;
use crate::extract::words::words_left;
use crate::vocabulary::{Vocabulary, key};

/// "thôn 31, trường học 9, cơ quan 12": the next item is a common noun with a number that cannot be a name, so this one counts, too.
pub(super) fn goes_on_as_list(text: &str, raw: &Raw, vocabulary: &Vocabulary) -> bool {
    let end = raw.number.end;
    let Some(rest) = text[end..].strip_prefix(", ").or_else(|| text[end..].strip_prefix("; ")) else { return false };
    let label = &rest[..rest.bytes().take(MAX_ITEM_BYTES).position(|b| b.is_ascii_digit() || b == b'\n').unwrap_or(0)];
    let number = rest[label.len()..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[label.len() + number..];
    // "cho 2.894 học sinh" is no item that a point ends.
    let grouped = behind.get(1..).is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
    let closed = behind.starts_with([',', ';', ')', '.']) && !grouped;
    let common = label.ends_with(' ')
        && !label.contains([',', ';', '(', '.', ':'])
        && label.split(' ').all(|w| w.chars().all(char::is_lowercase));
    if !(closed && common && number > 0) {
        return false;
    }
    let at = end + 2 + label.len();
    let left = words_left(text, at, end);
    name_role(&left, vocabulary).is_none() && left.key(0) != Some(key("số"))
}

/// Whether the last item in front of `at`, behind a parenthesis or a comma, is a level of bodies with its number: "(cấp huyện 06, ".
pub(super) fn ends_list(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_ITEM_BYTES));
    let Some(list) = text[from..at].trim_end().strip_suffix(',') else { return false };
    let item = list.rsplit(['(', ',', ';', ':', '\n']).next().unwrap_or_default().trim_start();
    item.ends_with(|c: char| c.is_ascii_digit())
        && ["cấp ", "huyện ", "tỉnh "].iter().any(|level| item.starts_with(level))
}

/// Bytes of the next item of a list that are looked at.
const MAX_ITEM_BYTES: usize = 48;

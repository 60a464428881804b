//! How a scan that lost the small marks prints a phrase: without the dots below, "học sinh" → "hoc sinh", or without the hooks,
//! "tổ chức" → "tô chức".

use super::key::tone;
use unicode_normalization::UnicodeNormalization;

const DOT_BELOW: char = '\u{323}';
const HOOK: char = '\u{309}';

/// The phrase without its dots; none where it has none, or where what is left may be another word. A syllable that ends
/// in a stop has a tone, so "lươt" is nothing else; "hô" or "ban" may well be.
pub(super) fn undotted(phrase: &str) -> Option<String> {
    let stops = ["c", "ch", "p", "t"].iter().any(|stop| phrase.ends_with(stop));
    without(phrase, DOT_BELOW).filter(|_| phrase.contains(' ') || stops)
}

/// The phrase of several syllables without its hooks; none where it has none. Behind a number it can be nothing else; elsewhere
/// "chi tiêu" is no "chỉ tiêu".
pub(super) fn unhooked(phrase: &str) -> Option<String> {
    without(phrase, HOOK).filter(|_| phrase.contains(' '))
}

/// Whether `printed` is the phrase without its dots or hooks.
pub(crate) fn lost_dots(phrase: &str, printed: &str) -> bool {
    let printed = printed.to_lowercase();
    [DOT_BELOW, HOOK].iter().any(|&mark| without(phrase, mark).is_some_and(|stripped| stripped == printed))
}

/// The phrase without a mark that it has. Most have none, and are taken apart only if they do.
fn without(phrase: &str, mark: char) -> Option<String> {
    phrase.chars().any(|c| tone(c) == Some(mark)).then(|| phrase.nfd().filter(|c| *c != mark).nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_other_word_loses_its_marks() {
        for (phrase, no_dots, no_hooks) in [
            ("học sinh", Some("hoc sinh"), None),
            ("cán bộ, công chức", Some("cán bô, công chức"), None),
            ("tổ chức hội", Some("tổ chức hôi"), Some("tô chức hội")),
            ("đảng viên", None, Some("đang viên")),
            ("lượt", Some("lươt"), None),
            ("đạt", Some("đat"), None),
            ("hộ", None, None),
            ("tổ", None, None),
            ("xã", None, None),
        ] {
            assert_eq!(undotted(phrase).as_deref(), no_dots, "{phrase}");
            assert_eq!(unhooked(phrase).as_deref(), no_hooks, "{phrase}");
        }
    }
}

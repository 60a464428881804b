//! How a scan that lost the dots below the letters prints a phrase: "học sinh" → "hoc sinh", "lượt" → "lươt".

use unicode_normalization::UnicodeNormalization;

/// The dot below of decomposed letters.
const DOT_BELOW: char = '\u{323}';

/// The phrase without its dots; none where it has none, or where what is left may be another word. A syllable that ends
/// in a stop has a tone, so "lươt" is nothing else; "hô" or "ban" may well be.
pub(super) fn undotted(phrase: &str) -> Option<String> {
    let stripped = without_dots(phrase);
    let stops = ["c", "ch", "p", "t"].iter().any(|stop| stripped.ends_with(stop));
    (stripped != phrase && (phrase.contains(' ') || stops)).then_some(stripped)
}

/// Whether `printed` is the phrase without its dots.
pub(crate) fn lost_dots(phrase: &str, printed: &str) -> bool {
    let stripped = without_dots(phrase);
    stripped != phrase && stripped == printed.to_lowercase()
}

fn without_dots(phrase: &str) -> String {
    phrase.nfd().filter(|c| *c != DOT_BELOW).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_other_word_loses_its_dots() {
        for (phrase, printed) in [
            ("học sinh", Some("hoc sinh")),
            ("cán bộ, công chức", Some("cán bô, công chức")),
            ("lượt", Some("lươt")),
            ("đạt", Some("đat")),
            ("hộ", None),
            ("bạn", None),
            ("xã", None),
        ] {
            assert_eq!(undotted(phrase).as_deref(), printed, "{phrase}");
        }
    }
}

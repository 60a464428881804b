//! Words compared without regard to case, letter by letter, with no copy made: rules ask this of every figure. The words looked for
//! are in small letters; diacritics count.

use super::fold::fold_char;

/// Whether `text` is `words`.
pub(crate) fn is(text: &str, words: &str) -> bool {
    behind(text, words) == Some("")
}

/// Whether `text` is one of `many`.
pub(crate) fn is_any(text: &str, many: &[&str]) -> bool {
    many.iter().any(|words| is(text, words))
}

/// Whether `text` begins with `words`.
pub(crate) fn begins(text: &str, words: &str) -> bool {
    behind(text, words).is_some()
}

/// Whether `text` ends with `words`.
pub(crate) fn ends(text: &str, words: &str) -> bool {
    let mut letters = text.chars().rev();
    words.chars().rev().all(|w| letters.next().is_some_and(|c| c == w || fold_char(c) == w))
}

/// Whether `words` stand in `text`.
pub(crate) fn holds(text: &str, words: &str) -> bool {
    let Some(first) = words.chars().next() else { return true };
    text.char_indices().any(|(at, c)| (c == first || fold_char(c) == first) && begins(&text[at..], words))
}

/// Whether one of `many` stands in `text`.
pub(crate) fn holds_any(text: &str, many: &[&str]) -> bool {
    many.iter().any(|words| holds(text, words))
}

/// What follows `words` at the beginning of `text`.
pub(crate) fn behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut letters = text.chars();
    words.chars().all(|w| letters.next().is_some_and(|c| c == w || fold_char(c) == w)).then_some(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count_and_diacritics_do() {
        for (text, words, expected) in [
            ("Mục tiêu", "mục tiêu", [true, true, true, true]),
            ("MỤC TIÊU", "mục tiêu", [true, true, true, true]),
            ("Mục tiêu đến", "mục tiêu", [false, true, false, true]),
            ("đạt Mục Tiêu", "mục tiêu", [false, false, true, true]),
            ("các mục tiêu này", "mục tiêu", [false, false, false, true]),
            ("mức tiêu", "mục tiêu", [false; 4]),
            ("mục", "mục tiêu", [false; 4]),
            ("", "mục tiêu", [false; 4]),
            ("Ước", "ước", [true, true, true, true]),
        ] {
            let found = [is(text, words), begins(text, words), ends(text, words), holds(text, words)];
            assert_eq!(found, expected, "{text}, {words}");
        }
    }
}

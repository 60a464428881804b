use super::{Mask, Vocabulary, find_quantities, flow};

/// Texts that would make a rule which looks back over the whole block quadratic.
#[test]
fn hostile_text_gives_few_records_and_no_panic() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let rows: [(&str, usize, &str); 14] = [
        ("1", 0, "one run of digits"),
        ("số ", 0, "no digits at all"),
        (",", 0, "commas"),
        ("(", 0, "open brackets"),
        ("1 ", 0, "digits and spaces"),
        ("1.", 0, "digits and dots"),
        ("111 ", 0, "groups of three"),
        ("(1 ", 60_000, "a bracket around every number"),
        ("1a", 0, "letters and digits"),
        ("5 hộ, ", 60_000, "real counts"),
        ("a (7) ", 60_000, "items without the one before"),
        ("từ 30 tuổi 12, ", 60_000, "ages and what is counted"),
        ("huy hiệu 40 năm 19, ", 60_000, "badges without end"),
        ("theo loại: a 3; ", 60_000, "lists that never close"),
    ];
    for (piece, most, why) in rows {
        let text = piece.repeat(60_000 / piece.len());
        let (found, notes) = find_quantities(&flow(&text), &Mask::default(), &[], &vocabulary);
        assert!(found.len() <= most, "{why}: {}", found.len());
        assert!(notes.len() <= super::super::MAX_NOTES, "{why}");
    }
}

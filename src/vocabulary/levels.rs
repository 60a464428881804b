//! Levels of government and of settlements, by which a place is told from the one that holds it.

/// Levels of government and of settlements as they stand in front of names, a higher number for what holds the others; words
/// that end like a shorter one come first.
pub(crate) const LEVELS: [(&str, u8); 20] = [
    ("tỉnh", 4),
    ("thành phố", 3),
    ("thị xã", 3),
    ("huyện", 3),
    ("quận", 3),
    ("tp", 3),
    ("tx", 3),
    ("thị trấn", 2),
    ("đặc khu", 2),
    ("phường", 2),
    ("xã", 2),
    ("tt", 2),
    ("thôn", 1),
    ("bản", 1),
    ("ấp", 1),
    ("buôn", 1),
    ("làng", 1),
    ("xóm", 1),
    ("khóm", 1),
    ("tổ dân phố", 1),
];

/// The rank of the level that a phrase ends with.
pub(crate) fn rank(word: &str) -> Option<u8> {
    LEVELS.iter().find(|(level, _)| word.ends_with(level)).map(|(_, rank)| *rank)
}

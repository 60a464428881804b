//! What each character adds to a word: base letter, shape and tone, by table.

/// Combining or precomposed shape of a letter: none, circumflex, breve, horn; the stroke of đ shares the
/// breve's number, for they never stand on the same letter.
const HAT: u8 = 1;
const BREVE: u8 = 2;
const HORN: u8 = 3;
const STROKE: u8 = BREVE;

/// Letter of each vowel row, its shape, and its six tones, lower and upper case.
pub(super) const VOWELS: [(u8, u8, [char; 6], [char; 6]); 12] = [
    (b'a', 0, ['a', 'à', 'á', 'ả', 'ã', 'ạ'], ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ']),
    (b'a', BREVE, ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'], ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ']),
    (b'a', HAT, ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'], ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ']),
    (b'e', 0, ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'], ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ']),
    (b'e', HAT, ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'], ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ']),
    (b'i', 0, ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'], ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị']),
    (b'o', 0, ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'], ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ']),
    (b'o', HAT, ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'], ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ']),
    (b'o', HORN, ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'], ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ']),
    (b'u', 0, ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'], ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ']),
    (b'u', HORN, ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'], ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự']),
    (b'y', 0, ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'], ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ']),
];

/// Combining marks: shape and tone each adds. Tones: 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng.
const COMBINING: [(char, u8, u8); 8] = [
    ('\u{300}', 0, 1),
    ('\u{301}', 0, 2),
    ('\u{309}', 0, 3),
    ('\u{303}', 0, 4),
    ('\u{323}', 0, 5),
    ('\u{302}', HAT, 0),
    ('\u{306}', BREVE, 0),
    ('\u{31b}', HORN, 0),
];

/// Base of a letter's entry that is a combining mark.
pub(super) const IS_MARK: u8 = 0xff;

/// What a character adds to a word: base letter (0: not in the table), shape, tone.
pub(super) type Letter = (u8, u8, u8);

/// Code points below 0x340, then U+1E80 to U+1EFF.
const TABLE_LEN: usize = 0x340 + 0x80;

pub(super) static LETTERS: [Letter; TABLE_LEN] = letters();

const fn slot(c: char) -> Option<usize> {
    match c as usize {
        n @ 0..0x340 => Some(n),
        n @ 0x1e80..0x1f00 => Some(n - 0x1e80 + 0x340),
        _ => None,
    }
}

const fn letters() -> [Letter; TABLE_LEN] {
    let mut table = [(0, 0, 0); TABLE_LEN];
    let mut n = 0;
    while n < 128 {
        if (n as u8).is_ascii_alphanumeric() {
            table[n] = ((n as u8).to_ascii_lowercase(), 0, 0);
        }
        n += 1;
    }
    let mut row = 0;
    while row < VOWELS.len() {
        let (base, shape, lower, upper) = VOWELS[row];
        let mut tone = 0;
        while tone < 6 {
            if let (Some(l), Some(u)) = (slot(lower[tone]), slot(upper[tone])) {
                table[l] = (base, shape, tone as u8);
                table[u] = (base, shape, tone as u8);
            }
            tone += 1;
        }
        row += 1;
    }
    let mut i = 0;
    while i < COMBINING.len() {
        if let Some(s) = slot(COMBINING[i].0) {
            table[s] = (IS_MARK, COMBINING[i].1, COMBINING[i].2);
        }
        i += 1;
    }
    // Look-alikes of đ: eth, and its capital.
    let mut i = 0;
    let strokes = ['đ', 'Đ', 'ð', 'Ð'];
    while i < strokes.len() {
        if let Some(s) = slot(strokes[i]) {
            table[s] = (b'd', STROKE, 0);
        }
        i += 1;
    }
    table
}

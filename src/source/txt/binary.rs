//! Bytes that are no text.
//!
//! Takes the first bytes of a file, gives the format they announce, or whether control characters say that nobody
//! wrote this: a JPEG named `báo cáo.txt` is refused by its first three bytes.

use memchr::memchr_iter;

/// Bytes looked at.
const SAMPLE_BYTES: usize = 64 << 10;

/// First bytes of formats that people rename to `.txt`.
const FORMATS: [(&[u8], &str); 14] = [
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1F\x8B\x08", "a gzip archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "a database"),
];

/// The format that the first bytes announce.
pub(super) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// One for control characters that are no white space.
static CONTROLS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0u8;
    while b < 0x20 {
        table[b as usize] = !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A) as u8;
        b += 1;
    }
    table
};

/// Whether control characters are too frequent for text. A NUL here and there is damage, not a format; the few
/// controls that VISCII uses as letters are far below the limit.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let nul = memchr_iter(0, sample).count();
    let control: usize = sample.iter().map(|b| usize::from(CONTROLS[usize::from(*b)])).sum();
    // One in ten; for short files at least four.
    control.max(nul) > 3 && control * 10 > sample.len()
}

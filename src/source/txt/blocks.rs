//! Text of several encodings in one file, decided block by block.
//!
//! Takes bytes that are not UTF-8, or UTF-8 text that shows signs of legacy bytes read as Latin-1 (`c¸c ®¬n vÞ`);
//! gives the text decoded. A block is a line. It is decoded as what makes syllables of it; a line of fewer than
//! about 20 letters follows its neighbours. What fits nothing is kept as Windows-1252 or with U+FFFD, with a note;
//! a file of which nothing fits and that is mostly high bytes is refused.

use super::{Decoded, Failure};
use crate::error::Reason;
use crate::normalize::legacy::{self, Encoding, MIN_LETTERS, best_of, confident};
use crate::normalize::syllable::{Tally, tally};
use crate::source::Verdict;
use std::borrow::Cow;

/// Longest block; a line without end is cut at white space.
const MAX_BLOCK_BYTES: usize = 8 << 10;
/// Bytes from which the main encoding of a file is found.
const SAMPLE_BYTES: usize = 64 << 10;

/// A block's source.
#[derive(Clone, Copy)]
enum Piece<'a> {
    /// Not UTF-8.
    Bytes(&'a [u8]),
    /// Text that may be legacy bytes read as Windows-1252.
    Text(&'a str),
}

/// How to read a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As it is (bytes: Windows-1252).
    AsIs,
    /// In a legacy encoding.
    Legacy(Encoding),
    /// Cannot tell by itself.
    Open,
}

impl<'a> Piece<'a> {
    /// The undecoded reading.
    fn raw(self) -> Cow<'a, str> {
        match self {
            Self::Bytes(b) => Cow::Owned(b.iter().map(|&b| legacy::windows1252(b)).collect()),
            Self::Text(t) => Cow::Borrowed(t),
        }
    }

    fn decode(self, encoding: Encoding) -> String {
        match self {
            Self::Bytes(b) => legacy::decode(b, encoding),
            Self::Text(t) => legacy::decode_text(t, encoding),
        }
    }

    /// Whether anything in it depends on the encoding.
    fn is_ascii(self) -> bool {
        match self {
            Self::Bytes(b) => b.is_ascii(),
            Self::Text(t) => t.is_ascii(),
        }
    }

    fn letters(self) -> usize {
        match self {
            Self::Bytes(b) => b.iter().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count(),
            Self::Text(t) => t.chars().filter(|c| c.is_ascii_alphabetic() || !c.is_ascii()).count(),
        }
    }

    /// The reading that this block shows by itself; `main` is tried first.
    fn judge(self, main: Option<Encoding>) -> Reading {
        if self.letters() < MIN_LETTERS {
            return Reading::Open;
        }
        let raw = tally(&self.raw(), true);
        if let Some(e) = main
            && confident(raw, tally(&self.decode(e), true))
        {
            return Reading::Legacy(e);
        }
        let (e, best) = best_of(|e| tally(&self.decode(e), true));
        if confident(raw, best) { Reading::Legacy(e) } else { Reading::Open }
    }

    /// Whether the neighbours' encoding reads at least as well as nothing.
    fn follows(self, encoding: Encoding) -> bool {
        let (raw, decoded) = (tally(&self.raw(), true), tally(&self.decode(encoding), true));
        let share = |t: Tally| t.share().unwrap_or(0.5);
        decoded.tokens == 0 || share(decoded) >= share(raw) && (share(decoded) > 0.0 || decoded.tokens < 3)
    }
}

/// Fills the open readings from their neighbours, the one before first.
fn inherit(pieces: &[(Piece, Reading)]) -> Vec<Reading> {
    let mut out: Vec<Reading> = pieces.iter().map(|p| p.1).collect();
    let mut last = None;
    for (i, r) in pieces.iter().enumerate() {
        match r.1 {
            Reading::Legacy(e) => last = Some(e),
            Reading::AsIs => last = None,
            Reading::Open => {
                if let Some(e) = last.filter(|&e| r.0.follows(e)) {
                    out[i] = Reading::Legacy(e);
                }
            }
        }
    }
    let mut next = None;
    for (i, r) in pieces.iter().enumerate().rev() {
        match (r.1, out[i]) {
            (Reading::Legacy(e), _) => next = Some(e),
            (Reading::AsIs, _) => next = None,
            (Reading::Open, Reading::Open) => {
                if let Some(e) = next.filter(|&e| r.0.follows(e)) {
                    out[i] = Reading::Legacy(e);
                }
            }
            _ => {}
        }
    }
    out
}

/// The main encoding: of the pieces that could be legacy, taken together.
fn main_encoding<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Option<Encoding> {
    let mut sample = Vec::new();
    for p in pieces {
        match p {
            Piece::Bytes(b) => sample.extend_from_slice(b),
            Piece::Text(t) => sample.extend(t.chars().filter_map(legacy::byte_of)),
        }
        sample.push(b'\n');
        if sample.len() > SAMPLE_BYTES {
            break;
        }
    }
    legacy::best_decoding(&[&sample])
}

/// Lines with their ends, cut where they are too long.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let window = &rest[..rest.len().min(MAX_BLOCK_BYTES)];
        let end = match window.iter().position(|b| matches!(b, b'\n' | b'\r' | b'\x0c')) {
            Some(i) => i + 1,
            None if window.len() == rest.len() => rest.len(),
            None => {
                let space = window.iter().rposition(|b| *b == b' ').map(|i| i + 1);
                // Never inside a UTF-8 character.
                let character = || window.iter().rposition(|b| b & 0xC0 != 0x80).filter(|&i| i > 0);
                space.or_else(character).unwrap_or(window.len())
            }
        };
        let (line, tail) = rest.split_at(end);
        rest = tail;
        Some(line)
    })
}

/// Decodes a file that is not UTF-8.
pub(super) fn decode_bytes(bytes: &[u8]) -> Result<Decoded, Failure> {
    let blocks: Vec<(&[u8], Option<&str>)> = lines(bytes).map(|l| (l, std::str::from_utf8(l).ok())).collect();
    let main = main_encoding(blocks.iter().filter(|b| b.1.is_none()).map(|b| Piece::Bytes(b.0)));
    let pieces: Vec<(Piece, Reading)> = blocks
        .iter()
        .map(|&(line, utf8)| match (Piece::Bytes(line), utf8) {
            (_, Some(text)) if !text.is_ascii() => (Piece::Text(text), Reading::AsIs),
            (piece, Some(_)) => (piece, Reading::Open),
            (piece, None) => (piece, piece.judge(main)),
        })
        .collect();
    let utf8_lines = pieces.iter().filter(|p| matches!(p.0, Piece::Text(_))).count();
    let mut legacy_lines = 0;
    let mut used: Vec<Encoding> = Vec::new();
    let mut open = Vec::new();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut offset = 0;
    for ((piece, _), reading) in pieces.iter().zip(inherit(&pieces)) {
        let len = match (*piece, reading) {
            (Piece::Bytes(b), _) if b.is_ascii() => {
                text.extend(b.iter().map(|&b| char::from(b)));
                b.len()
            }
            (Piece::Bytes(b), Reading::Legacy(e)) => {
                legacy_lines += 1;
                if !used.contains(&e) {
                    used.push(e);
                }
                text.push_str(&legacy::decode(b, e));
                b.len()
            }
            (Piece::Bytes(b), _) => {
                open.push((offset, b));
                if utf8_lines > 0 && mostly_utf8(b) {
                    text.push_str(&String::from_utf8_lossy(b));
                } else {
                    text.extend(b.iter().map(|&b| legacy::windows1252(b)));
                }
                b.len()
            }
            (Piece::Text(t), _) => {
                text.push_str(t);
                t.len()
            }
        };
        offset += len;
    }
    if legacy_lines == 0 && utf8_lines == 0 {
        return unknown(bytes, &open).map(|o| o.unwrap_or_else(|| guessed(text)));
    }
    let encoding = if utf8_lines > legacy_lines { "UTF-8" } else { used.first().map_or("UTF-8", |e| e.name()) };
    let mut out = Decoded::plain(text, encoding);
    if legacy_lines > 0 {
        out.verdict = Verdict::Legacy;
    }
    if used.len() + usize::from(utf8_lines > 0 && legacy_lines > 0) > 1 {
        let names: Vec<&str> = used.iter().map(|e| e.name()).chain((utf8_lines > 0).then_some("UTF-8")).collect();
        out = out.note("mixed-encodings", format!("lines in several encodings: {}", names.join(", ")));
    }
    if let Some(&(start, line)) = open.first() {
        let at = start + std::str::from_utf8(line).map_or_else(|e| e.valid_up_to(), |_| 0);
        out = out.note(
            "undecoded-bytes",
            format!("{} lines with bytes of no known encoding, the first at byte {at}", open.len()),
        );
    }
    Ok(out)
}

/// Whether a damaged line is UTF-8 but for a few bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let bad: usize = bytes.utf8_chunks().map(|c| c.invalid().len()).sum();
    bad * 2 <= high || bad <= 3
}

/// A file without a single line that decodes: UTF-8 of one damaged line, another language, or nothing.
fn unknown(bytes: &[u8], open: &[(usize, &[u8])]) -> Result<Option<Decoded>, Failure> {
    if mostly_utf8(bytes) && bytes.utf8_chunks().any(|c| !c.valid().is_ascii()) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let at = open.first().map_or(0, |o| o.0 + o.1.utf8_chunks().next().map_or(0, |c| c.valid().len()));
        let note = format!("bytes that are not UTF-8, the first at byte {at}; the rest was kept");
        return Ok(Some(Decoded::plain(text, "UTF-8").note("undecoded-bytes", note)));
    }
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let visible = bytes.iter().filter(|b| !b.is_ascii_whitespace() && !b.is_ascii_digit()).count();
    // Western languages have an accent in every tenth letter or fewer.
    if high * 4 > visible {
        return Err((
            Reason::UnknownEncoding,
            "no known encoding makes words of the bytes; convert the file to UTF-8".into(),
        ));
    }
    Ok(None)
}

fn guessed(text: String) -> Decoded {
    Decoded::plain(text, "windows-1252")
        .note("guessed-encoding", "not UTF-8 and no Vietnamese encoding; read as Windows-1252")
}

/// Letters from U+00C0 on that Unicode Vietnamese does not use and that legacy bytes read as Latin-1 show, one bit a
/// letter. `Ð ð` stand for Đ so often that they say nothing.
const SUSPICIOUS: u64 = {
    let fine = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÐð×".as_bytes();
    let (mut mask, mut i) = (u64::MAX, 0);
    while i < fine.len() {
        mask &= !(1 << (fine[i + 1] & 63));
        i += 2;
    }
    mask
};

/// Signs below U+00C0 that are TCVN3 letters and no usual signs: `¡ ¢ £ ¤ ¥ ¦ ¨ ª ¬ ¯ ´ µ ¶ ¸ º ¿` and U+00AD.
const SIGNS: u64 = {
    let signs = "¡¢£¤¥¦¨ª¬\u{ad}¯´µ¶¸º¿".as_bytes();
    let (mut mask, mut i) = (0, 0);
    while i < signs.len() {
        mask |= 1 << (signs[i + 1] & 63);
        i += 2;
    }
    mask
};

/// For each byte the leads that it is, and the leads that make it the end of a suspicious character, a bit a lead:
/// suspicious is where the two meet. The private use area is suspicious by its lead alone.
static LEADS: [u8; 256] = leads().0;
static SUSPECTS: [u8; 256] = leads().1;

const fn leads() -> ([u8; 256], [u8; 256]) {
    const LETTER: u8 = 1;
    const SIGN: u8 = 2;
    const PRIVATE: u8 = 4;
    let (mut leads, mut suspects) = ([0; 256], [PRIVATE; 256]);
    leads[0xC3] = LETTER;
    leads[0xC2] = SIGN;
    leads[0xEF] = PRIVATE;
    let mut bit = 0;
    while bit < 64 {
        if SUSPICIOUS >> bit & 1 == 1 {
            suspects[0x80 | bit] |= LETTER;
        }
        if SIGNS >> bit & 1 == 1 {
            suspects[0x80 | bit] |= SIGN;
        }
        bit += 1;
    }
    (leads, suspects)
}

/// How many characters of the text speak for legacy bytes. Every UTF-8 file goes through it: a stride without any is left
/// behind without a branch.
fn suspicious(text: &str) -> usize {
    const STRIDE: usize = 64;
    let bytes = text.as_bytes();
    let suspect = |w: &[u8]| LEADS[usize::from(w[0])] & SUSPECTS[usize::from(w[1])];
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        // Each pair begins in one stride; the last byte begins none.
        let pairs = bytes[at..bytes.len().min(at + STRIDE + 1)].windows(2);
        if pairs.clone().fold(0, |any, w| any | suspect(w)) != 0 {
            count += pairs.filter(|w| suspect(w) != 0).count();
        }
        at += STRIDE;
    }
    count
}

/// Converts UTF-8 text whose characters are legacy bytes; none when it is not.
pub(super) fn convert_text(text: &str) -> Option<Decoded> {
    /// A few such characters occur in any text.
    const ENOUGH: usize = 3;
    if suspicious(text) < ENOUGH {
        return None;
    }
    let blocks: Vec<&str> = lines(text.as_bytes()).filter_map(|l| std::str::from_utf8(l).ok()).collect();
    // A line with a letter of Unicode Vietnamese is Unicode.
    let candidate = |t: &str| !t.is_ascii() && !t.chars().any(legacy::is_unicode_only);
    let main = main_encoding(blocks.iter().filter(|t| candidate(t)).map(|t| Piece::Text(t)));
    let pieces: Vec<(Piece, Reading)> = blocks
        .iter()
        .map(|t| {
            let piece = Piece::Text(t);
            let reading = match () {
                () if candidate(t) => piece.judge(main),
                () if piece.is_ascii() => Reading::Open,
                () => Reading::AsIs,
            };
            (piece, reading)
        })
        .collect();
    let mut out = String::with_capacity(text.len());
    let mut used: Vec<(Encoding, usize)> = Vec::new();
    for (block, reading) in blocks.iter().zip(inherit(&pieces)) {
        match reading {
            Reading::Legacy(e) if !block.is_ascii() => {
                match used.iter_mut().find(|u| u.0 == e) {
                    Some(u) => u.1 += block.len(),
                    None => used.push((e, block.len())),
                }
                out.push_str(&legacy::decode_text(block, e));
            }
            _ => out.push_str(block),
        }
    }
    used.sort_by_key(|u| std::cmp::Reverse(u.1));
    let &(main, _) = used.first()?;
    let mut decoded = Decoded::plain(out, main.name()).note(
        "legacy-text",
        format!("letters of {} that had been saved as if they were Latin-1 were converted", main.name()),
    );
    decoded.verdict = Verdict::Legacy;
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_counts_wherever_it_stands() {
        for before in 0..130 {
            let text = format!("{}c¸c và", "x".repeat(before));
            assert_eq!(suspicious(&text), 1, "behind {before} letters");
            assert_eq!(suspicious(&text.repeat(3)), 3, "three times, {before} letters each");
        }
    }
}

//! Text files to raw text: byte order marks, UTF-8, UTF-16, the legacy encodings of the nineties.
//!
//! Takes the bytes of a file, gives its pages (they end at form feeds) decoded: the TCVN3 bytes `B\xB8o c\xB8o` as
//! `Báo cáo`, also where they were saved as UTF-8 by way of Latin-1 (`B¸o c¸o`), and UTF-8 that was read as
//! Windows-1252 (`BÃ¡o cÃ¡o`). Bytes that are no text are refused with a reason; what is guessed or lost is a note.

mod binary;
mod blocks;
mod utf16;

use crate::error::{Error, Reason, Result};
use crate::normalize::legacy;
use crate::record::{Format, Note, Stage, TextSource};
use crate::source::{RawPage, RawText, Verdict};
use std::path::Path;

/// A decoded file: its text, what it was, and what has to be said of it.
pub(super) struct Decoded {
    text: String,
    encoding: &'static str,
    verdict: Verdict,
    notes: Vec<Note>,
}

impl Decoded {
    fn plain(text: String, encoding: &'static str) -> Self {
        Self { text, encoding, verdict: Verdict::Good, notes: Vec::new() }
    }

    fn note(mut self, code: &str, message: impl Into<String>) -> Self {
        self.notes.push(Note::new(Stage::Source, code, message));
        self
    }
}

/// Decodes a text file; pages end at form feeds.
///
/// # Errors
/// [`Error::Document`] when the bytes are no text ([`Reason::NotText`]), hold none ([`Reason::Empty`]), or are in no
/// encoding that gives words ([`Reason::UnknownEncoding`]).
pub fn read(path: &Path, bytes: &[u8]) -> Result<RawText> {
    let fail = |(reason, message): (Reason, String)| Error::Document { path: path.to_owned(), reason, message };
    let decoded = decode(bytes).map_err(fail)?;
    if decoded.text.trim().is_empty() {
        return Err(fail((Reason::Empty, "the file holds no text".into())));
    }
    let Decoded { text, encoding, verdict, notes } = decoded;
    let page = |text: String| {
        let verdict = if text.trim().is_empty() { Verdict::Empty } else { verdict };
        RawPage { text, verdict, ..RawPage::default() }
    };
    let pages = if memchr::memchr(b'\x0c', text.as_bytes()).is_none() {
        vec![page(text)]
    } else {
        // A form feed at the very end closes the last page.
        let body = text.strip_suffix('\n').unwrap_or(&text);
        let body = body.strip_suffix('\x0c').unwrap_or(&text);
        body.split('\x0c').map(|p| page(p.to_owned())).collect()
    };
    Ok(RawText { format: Format::Txt, text_source: TextSource::Plain, encoding: Some(encoding.into()), pages, notes })
}

type Failure = (Reason, String);

fn decode(bytes: &[u8]) -> std::result::Result<Decoded, Failure> {
    if bytes.is_empty() {
        return Err((Reason::Empty, "the file is empty".into()));
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return decode_8bit(rest),
        [0xFF, 0xFE, rest @ ..] => return Ok(utf16::decode(rest, utf16::Order::Little)),
        [0xFE, 0xFF, rest @ ..] => return Ok(utf16::decode(rest, utf16::Order::Big)),
        _ => {}
    }
    if let Some(kind) = binary::known_format(bytes) {
        return Err((Reason::NotText, format!("{kind}, not a text file; convert it to PDF or text first")));
    }
    if let Some(order) = utf16::detect(bytes) {
        return Ok(utf16::decode(bytes, order).note("guessed-encoding", "UTF-16 without a byte order mark"));
    }
    decode_8bit(bytes)
}

fn decode_8bit(bytes: &[u8]) -> std::result::Result<Decoded, Failure> {
    if binary::is_binary(bytes) {
        return Err((Reason::NotText, "the bytes are not text".into()));
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        return blocks::decode_bytes(bytes);
    };
    if let Some(text) = legacy::repair_mojibake(text) {
        let lossy = text.contains('\u{fffd}');
        let mut out = Decoded::plain(text, "UTF-8")
            .note("mojibake", "UTF-8 that had been read in another encoding and saved again was put right");
        if lossy {
            out = out.note("lossy", "some letters were lost before the file was saved");
        }
        return Ok(out);
    }
    if let Some(text) = legacy::decode_viqr(text) {
        let mut out = Decoded::plain(text, "VIQR");
        out.verdict = Verdict::Legacy;
        return Ok(out);
    }
    Ok(blocks::convert_text(text).unwrap_or_else(|| Decoded::plain(text.to_owned(), "UTF-8")))
}

#[cfg(test)]
mod tests;

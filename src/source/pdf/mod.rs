//! PDF to raw text: lopdf as object layer, everything above it ours.

use crate::error::{Error, Reason, Result};
use crate::source::RawText;
use std::path::Path;

/// Limits against hostile files.
#[derive(Debug, Clone, Default)]
pub struct Limits {}

/// Whether the bytes are a PDF: the header may stand behind up to 1,024 bytes of junk.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Reads a PDF.
///
/// # Errors
/// [`Error::Document`] when no page can be used.
pub fn read(path: &Path, _bytes: &[u8], _limits: &Limits) -> Result<RawText> {
    Err(Error::Document { path: path.to_owned(), reason: Reason::DamagedPdf, message: "cannot be read".into() })
}

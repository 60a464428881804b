//! The one error type. Soft problems (a page that could not be read, a repaired number) are
//! [`Note`](crate::record::Note) values and never errors.

use std::io;
use std::path::PathBuf;

/// What can stop a file or a command. `Display` says what happened, where, and what to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's word.
        source: io::Error,
    },
    /// One document could not be processed; the run goes on without it.
    #[error("{}: {message}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// Stable reason code of the import report.
        reason: Reason,
        /// What, where, and what to do next.
        message: String,
    },
    /// A vocabulary file is not as it must be.
    #[error("vocabulary {file}: {message}")]
    Vocabulary {
        /// File name below the vocabulary folder.
        file: String,
        /// What is wrong, with the line or key.
        message: String,
    },
    /// The archive cannot be opened or written.
    #[error("archive {}: {message}", path.display())]
    Archive {
        /// The archive folder.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// A query, date or number that cannot be understood.
    #[error("{0}")]
    Usage(String),
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a document failed, is partial or was skipped: stable words of the import report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The PDF needs a password.
    Encrypted,
    /// Pages without usable text: a scan that needs OCR.
    NoTextLayer,
    /// The PDF's structure cannot be read.
    DamagedPdf,
    /// A page failed; the others were read.
    DamagedPage,
    /// Larger than the limit.
    TooLarge,
    /// A limit on time, memory or depth was reached.
    LimitReached,
    /// The file cannot be opened or read.
    Unreadable,
    /// No text encoding fits the bytes.
    UnknownEncoding,
    /// The file holds no text.
    Empty,
    /// Neither text nor PDF, whatever its name.
    NotText,
    /// A file type that is not imported.
    UnsupportedType,
    /// The link leads to a folder already walked, or nowhere.
    LinkLoop,
    /// A member of a ZIP archive that cannot be read.
    DamagedArchive,
    /// OCR was asked for and failed.
    OcrFailed,
    /// A defect of this program; please report it with the file.
    InternalError,
}

impl Reason {
    /// The stable word, as in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::NoTextLayer => "no-text-layer",
            Self::DamagedPdf => "damaged-pdf",
            Self::DamagedPage => "damaged-page",
            Self::TooLarge => "too-large",
            Self::LimitReached => "limit-reached",
            Self::Unreadable => "unreadable",
            Self::UnknownEncoding => "unknown-encoding",
            Self::Empty => "empty",
            Self::NotText => "not-text",
            Self::UnsupportedType => "unsupported-type",
            Self::LinkLoop => "link-loop",
            Self::DamagedArchive => "damaged-archive",
            Self::OcrFailed => "ocr-failed",
            Self::InternalError => "internal-error",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

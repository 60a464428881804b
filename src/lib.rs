//! trichluc (trích lục: an extract from the records) turns a folder of archived Vietnamese administrative
//! reports into an archive that can be searched, cited and tabulated.

pub mod archive;
pub mod cli;
pub mod error;
pub mod export;
pub mod extract;
pub mod import;
pub mod normalize;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod source;
pub mod structure;
pub mod text;
pub mod vocabulary;

pub use error::{Error, Reason, Result};

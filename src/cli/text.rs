//! `trichluc text FILE`: prints the normalized text of one file, pages separated by a form feed.

use super::args::{Common, ReadArgs};
use super::grid::printable;
use super::{Output, Status};
use crate::error::Error;
use crate::{pipeline, source};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Print the normalized text of one file, pages separated by a form feed
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  trichluc text bao-cao.pdf | less")]
pub(super) struct TextArgs {
    /// File to read (PDF, TXT)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Serialize)]
struct Pages<'a> {
    path: String,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    page: usize,
    verdict: source::Verdict,
    text: &'a str,
}

pub(super) fn run(args: TextArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let options = args.read.options();
    let norm = source::file::load(&args.file, options.max_file_bytes)
        .and_then(|bytes| pipeline::guarded_text(&args.file, &bytes, &options));
    let norm = match norm {
        Ok(norm) => norm,
        Err(error @ Error::Document { .. }) => {
            out.problem(&error);
            return Ok(Status::Incomplete);
        }
        Err(error) => return Err(error.into()),
    };
    if common.json {
        let pages = norm.pages.iter().enumerate();
        let pages = pages.map(|(i, p)| Page { page: i + 1, verdict: p.verdict, text: p.span.of(&norm.text) }).collect();
        out.json(&Pages { path: args.file.display().to_string(), pages })?;
    } else {
        out.text(&norm.text)?;
        for note in &norm.notes {
            out.message(&format!("trichluc: {}: {}", printable(&args.file), note.message));
        }
    }
    Ok(Status::Done)
}

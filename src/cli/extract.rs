//! `trichluc extract FILE…`: runs the pipeline on files and prints their records as JSON Lines; needs no archive.

use super::args::{Common, ReadArgs};
use super::{Output, Status};
use crate::error::Error;
use crate::{export, pipeline, source};
use clap::Args;
use std::path::PathBuf;

/// Print the records of files: document, references and figures in text order, tables, notes
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  trichluc extract bao-cao.pdf | jq 'select(.type == \"figure\")'")]
pub(super) struct ExtractArgs {
    /// Files to read (PDF, TXT)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: ExtractArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let vocabulary = common.load_vocabulary()?;
    let options = args.read.options();
    let mut status = Status::Done;
    for path in &args.files {
        let processed = source::file::load(path, options.max_file_bytes)
            .and_then(|bytes| pipeline::guarded(path, &bytes, &options, &vocabulary));
        match processed {
            Ok(processed) => out.records(export::jsonl::records(processed))?,
            Err(error @ Error::Document { .. }) => {
                out.problem(&error);
                status = Status::Incomplete;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(status)
}

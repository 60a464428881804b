//! The command line: one command one file. The only place that prints and reads the environment.
//!
//! Takes the arguments, gives the exit status: 0 done; 1 done, but documents failed or nothing was found; 2 a wrong
//! argument or an error that stopped the command (`trichluc refs 69-KL/TU` with no archive).

mod args;
mod completions;
mod extract;
mod found;
mod gone;
mod grid;
mod human;
mod import;
mod output;
mod pivot;
mod progress;
mod refs;
mod search;
mod show;
mod status;
mod table;
mod text;

use crate::pipeline;
use args::{Cli, Command};
use clap::Parser;
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended, when nothing stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All is done.
    Done,
    /// Done, but documents failed, or nothing was found.
    Incomplete,
}

/// Runs the command that the arguments name; the first argument is the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    pipeline::quiet_panics();
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are "errors" with status 0; a closed pipe must not turn them into another.
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    let out = Output::new(&cli.common);
    match dispatch(cli, &out).and_then(|status| out.finish().map(|()| status)) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Incomplete) => ExitCode::from(1),
        // The reader has seen enough (`| head`): that is no failure.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            out.error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: Cli, out: &Output) -> anyhow::Result<Status> {
    let common = &cli.common;
    match cli.command {
        Command::Import(args) => import::run(args, common, out),
        Command::Extract(args) => extract::run(args, common, out),
        Command::Text(args) => text::run(args, common, out),
        Command::Search(args) => search::run(args, common, out),
        Command::Refs(args) => refs::run(args, common, out),
        Command::Table(args) => table::run(args, common, out),
        Command::Show(args) => show::run(args, common, out),
        Command::Status(args) => status::run(args, common, out),
        Command::Completions(args) => completions::completions(args, out),
        Command::Man(args) => completions::man(args, out),
    }
}

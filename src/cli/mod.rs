//! The command line: one command one file. The only place that prints and reads the environment.

use std::process::ExitCode;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    ExitCode::from(2)
}

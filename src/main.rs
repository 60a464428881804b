//! `trichluc`: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    trichluc::cli::run(std::env::args_os())
}

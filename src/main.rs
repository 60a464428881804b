//! `trichluc`: arguments in, exit status out.

use std::process::ExitCode;

/// Queries make and drop lists of many sizes, imports small strings on several threads: the allocator of most C libraries
/// gives the memory back to the system in between and takes a fifth to a third of the time for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    trichluc::cli::run(std::env::args_os())
}

//! The tour of the README: imports the corpus into a fresh archive, then answers a search, a citation and a table.
//!
//! `cargo run --release --example tour` needs nothing but this repository; the archive stays in `target/tour` for
//! questions of your own.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "an example talks to its reader")]
fn main() -> std::io::Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let archive = root.join("target/tour");
    if archive.exists() {
        std::fs::remove_dir_all(&archive)?;
    }
    let reports = root.join("corpus/reports");
    for args in [
        &["import", &*reports.to_string_lossy()] as &[&str],
        &["search", "ho ngheo", "--limit", "3"],
        &["refs", "112 -kl/tu"],
        &["table", "tỷ lệ hộ nghèo"],
        &["table", "tỷ lệ hộ nghèo", "--by", "place,period"],
    ] {
        let shown: Vec<_> =
            args.iter().map(|a| if a.contains(' ') { format!("'{a}'") } else { (*a).to_owned() }).collect();
        println!("\n$ trichluc {}", shown.join(" "));
        let mut command: Vec<OsString> = vec!["trichluc".into(), "--archive".into(), archive.clone().into()];
        command.extend(args.iter().map(OsString::from));
        // The corpus holds a damaged file and a scan, so that the import says "done, but not all": no reason to stop.
        trichluc::cli::run(command);
    }
    println!("\nThe archive is in {}; ask more with: trichluc --archive {0} …", archive.display());
    Ok(ExitCode::SUCCESS)
}

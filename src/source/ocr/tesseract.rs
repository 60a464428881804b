//! Runs tesseract.
//!
//! Takes a picture file, gives tesseract's table of words; the picture goes in and the table comes out through
//! pipes. Refuses to wait longer than the page's time: the child is killed.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The wait between two looks at the child.
const POLL: Duration = Duration::from_millis(5);
/// Time to list languages.
const LIST_TIME: Duration = Duration::from_secs(20);
/// Output of a page; a dense one has 100 KB.
const MAX_OUTPUT_BYTES: u64 = 32 << 20;

/// The data that a program has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Languages {
    /// What text is read with: Vietnamese.
    pub(super) text: &'static str,
    /// What figures are read with once more: English besides, where it is installed.
    pub(super) figures: Option<&'static str>,
}

type Answer = Result<Languages, String>;

/// The data to use, or why there is none for Vietnamese. Asked once per program.
pub(super) fn languages(program: &str) -> Answer {
    static KNOWN: Mutex<Option<HashMap<String, Answer>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get_or_insert_default().entry(program.to_owned()).or_insert_with(|| ask(program)).clone()
}

fn ask(program: &str) -> Answer {
    let mut command = Command::new(program);
    command.arg("--list-langs");
    let out = execute(command, &[], LIST_TIME).map_err(|e| format!("{program} cannot be run ({e})"))?;
    // The list stands on stdout or stderr, by version.
    let has = |language: &str| out.lines().any(|l| l.trim() == language);
    if !has("vie") {
        return Err(format!("{program} has no Vietnamese"));
    }
    Ok(Languages { text: "vie", figures: has("eng").then_some("vie+eng") })
}

/// Recognizes one page.
pub(super) fn run(program: &str, language: &str, picture: &[u8], dpi: u32, time: Duration) -> Result<String, String> {
    let mut command = Command::new(program);
    // psm 4: one column of text of variable sizes; 6 destroys tables with borders.
    command.args(["stdin", "stdout", "-l", language, "--psm", "4", "--dpi", &dpi.to_string(), "tsv"]);
    execute(command, picture, time)
}

fn execute(mut command: Command, input: &[u8], time: Duration) -> Result<String, String> {
    // One thread: the caller runs as many files at once as there are cores.
    command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let deadline = Instant::now() + time;
    // Each pipe has its thread, so that none can block another. All end when the child does.
    let (status, out, complaints) = thread::scope(|scope| {
        let writer = scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input)));
        let reader = scope.spawn(move || drain(stdout));
        let complaints = scope.spawn(move || drain(stderr));
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(POLL),
                Ok(None) => break Err(format!("took longer than {} s", time.as_secs())),
                Err(e) => break Err(e.to_string()),
            }
        };
        if status.is_err() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = writer.join();
        (status, reader.join().unwrap_or_default(), complaints.join().unwrap_or_default())
    });
    match status? {
        s if s.success() => Ok(if out.trim().is_empty() { complaints } else { out }),
        s => Err(format!("{s}: {}", complaints.lines().last().unwrap_or_default())),
    }
}

fn drain(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let _ = pipe.take(MAX_OUTPUT_BYTES).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_hangs_is_killed() {
        let mut command = Command::new("sleep");
        command.arg("30");
        let start = Instant::now();
        assert!(execute(command, &[0; 1 << 20], Duration::from_millis(50)).is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

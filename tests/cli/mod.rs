//! The program as a user or a script runs it: arguments in, output and exit status out.

mod answers;
mod basics;
mod damage;
mod files;
mod import;
mod json;
mod kill;
mod schemas;
mod search;
mod sources;
mod tables;

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    /// Exit status; none when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// The same, when the exit status is as expected.
    #[track_caller]
    pub fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// The last line of standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        let last = self.stdout.lines().last().unwrap_or_default();
        serde_json::from_str(last).unwrap_or_else(|e| panic!("{e}: {last:?}\nstderr: {}", self.stderr))
    }

    /// Every line of standard output as JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l:?}"))).collect()
    }
}

/// The program, with no trace of the machine's own settings.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trichluc"));
    for name in ["TRICHLUC_ARCHIVE", "XDG_DATA_HOME", "NO_COLOR", "HOME", "COLUMNS"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program without an archive.
pub fn trichluc<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    run(program().args(args))
}

/// A folder of documents and an archive beside it.
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// Both empty.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("docs")).unwrap();
        Self { folder }
    }

    /// The documents' folder, as the program names it.
    pub fn docs(&self) -> PathBuf {
        std::fs::canonicalize(self.folder.path().join("docs")).unwrap()
    }

    /// The archive's folder.
    pub fn archive(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    /// A place for other files.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a document.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.docs().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// A command on the archive.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = program();
        command.arg("--archive").arg(self.archive()).args(args);
        command
    }

    /// Runs a command on the archive.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        run(&mut self.command(args))
    }

    /// Imports the documents' folder with options, and gives the run and its summary.
    pub fn import(&self, options: &[&str]) -> (Run, Value) {
        let docs = self.docs();
        let mut command = self.command(["import", "--json"]);
        let run = run(command.args(options).arg(docs));
        let summary = if run.status == Some(2) { Value::Null } else { run.json() };
        (run, summary)
    }

    /// The object of `status --json`.
    pub fn status(&self) -> Value {
        self.run(["status", "--json"]).exits(0).json()
    }

    /// Which of the documents `a.txt` to `e.txt` hold a phrase in the archive.
    pub fn holding(&self, phrase: &str) -> Vec<&'static str> {
        let holds = |name: &&str| {
            let path = self.docs().join(name);
            let path = path.to_str().unwrap();
            let (record, text) = (self.run(["show", "--json", path]), self.run(["show", "--text", path]));
            // A duplicate shows the document that it repeats.
            text.stdout.contains(phrase) && record.lines()[0]["path"] == path
        };
        ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"].into_iter().filter(holds).collect()
    }
}

/// A path relative to a folder, as text.
fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string()
}

/// A short report with its own number and a sentence.
pub fn report(number: u32, sentence: &str) -> String {
    format!(
        "UBND XÃ MƯỜNG HUM\n\nSố: {number}/BC-UBND\n\nMường Hum, ngày 12 tháng 5 năm 2023\n\nBÁO CÁO\n\
         Kết quả công tác giảm nghèo năm 2023\n\nThực hiện Nghị quyết số 15-NQ/HU ngày 01/3/2023 của Huyện ủy, \
         {sentence}\nToàn xã có {number} hộ nghèo.\n"
    )
}

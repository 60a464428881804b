//! Standard output and standard error: buffered results, messages that respect `-q`, colours that respect the
//! terminal, NO_COLOR and `--color`; a broken pipe ends the program quietly.

use super::args::{Common, When};
use super::grid::printable;
use super::human::{count, many};
use crate::record::Record;
use serde::Serialize;
use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Where a command writes to.
pub(super) struct Output {
    stdout: RefCell<BufWriter<StdoutLock<'static>>>,
    quiet: bool,
    color: bool,
    err_color: bool,
}

/// How a word stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A hit.
    Hit,
    /// A heading, a path to open.
    Head,
    /// Less important.
    Dim,
    /// Something to look at.
    Warn,
    /// Something that went wrong.
    Bad,
}

/// Whether results are coloured.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paint(bool);

impl Paint {
    /// Text that stands out, where colours are wanted.
    pub fn style(self, style: Style, text: &str) -> String {
        style.paint(self.0, text)
    }
}

impl Style {
    fn paint(self, on: bool, text: &str) -> String {
        let code = match self {
            Self::Hit => "1;31",
            Self::Head => "1",
            Self::Dim => "2",
            Self::Warn => "33",
            Self::Bad => "31",
        };
        if on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

impl Output {
    pub fn new(common: &Common) -> Self {
        let color = |terminal: bool| match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
                    || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
                terminal && !refused
            }
        };
        let stdout = RefCell::new(BufWriter::with_capacity(64 << 10, io::stdout().lock()));
        let (color, err_color) = (color(io::stdout().is_terminal()), color(io::stderr().is_terminal()));
        Self { stdout, quiet: common.quiet, color, err_color }
    }

    /// Whether only errors are to be said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// How results are made to stand out.
    pub fn paint(&self) -> Paint {
        Paint(self.color)
    }

    /// Text that stands out in the results, where colours are wanted.
    pub fn style(&self, style: Style, text: &str) -> String {
        style.paint(self.color, text)
    }

    /// Text that stands out in the messages.
    pub fn err_style(&self, style: Style, text: &str) -> String {
        style.paint(self.err_color, text)
    }

    /// Writes text as it is.
    pub fn text(&self, text: &str) -> io::Result<()> {
        self.stdout.borrow_mut().write_all(text.as_bytes())
    }

    /// Writes bytes as they are.
    pub fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        self.stdout.borrow_mut().write_all(bytes)
    }

    /// Writes a line.
    pub fn line(&self, line: &str) -> io::Result<()> {
        let mut out = self.stdout.borrow_mut();
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")
    }

    /// Writes a value as one line of JSON.
    pub fn json<T: Serialize + ?Sized>(&self, value: &T) -> io::Result<()> {
        let mut out = self.stdout.borrow_mut();
        serde_json::to_writer(&mut *out, value)?;
        out.write_all(b"\n")
    }

    /// Writes records as JSON Lines.
    pub fn records(&self, records: impl IntoIterator<Item = Record>) -> io::Result<()> {
        records.into_iter().try_for_each(|r| self.json(&r))
    }

    /// Everything written so far reaches the reader.
    pub fn finish(&self) -> anyhow::Result<()> {
        Ok(self.stdout.borrow_mut().flush()?)
    }

    /// A message on standard error, unless `-q`.
    pub fn message(&self, message: &str) {
        if !self.quiet {
            say(message);
        }
    }

    /// Says how many of all things are shown, when that is not all.
    pub fn tell_cut(&self, shown: usize, all: usize, thing: &str) {
        if shown < all {
            self.message(&format!("{} of {}; --limit 0 shows all", count(shown as u64), many(all as u64, thing)));
        }
    }

    /// A problem that is told even with `-q`.
    pub fn warning(&self, message: &str) {
        say(message);
    }

    /// An error on standard error, with its causes.
    pub fn error(&self, error: &anyhow::Error) {
        // What was printed so far comes first.
        let _ = self.finish();
        let mut message = error.to_string();
        for cause in error.chain().skip(1).map(ToString::to_string) {
            // Our own errors quote the system's word already.
            if !message.contains(&cause) {
                message = format!("{message}: {cause}");
            }
        }
        say(&format!("trichluc: {}", printable(message)));
    }

    /// A problem of one document on standard error.
    pub fn problem(&self, error: &crate::Error) {
        let _ = self.finish();
        let reason = match error {
            crate::Error::Document { reason, .. } => format!(" [{reason}]"),
            _ => String::new(),
        };
        say(&format!("trichluc: {}{reason}", printable(error.to_string())));
    }
}

/// Says that the run ends as soon as the files at hand are done.
pub(super) fn interrupted() {
    say("trichluc: stopping when the files at hand are done; Ctrl-C again ends at once");
}

fn say(message: &str) {
    // With standard error closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// Whether the reader of standard output has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

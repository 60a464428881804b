//! What a file may cost: time, memory, depth.
//!
//! Takes nothing, gives the defaults and how a note names the limit that was reached: a file that needs more keeps what was
//! read before, with "page 3 reached the limit of time (raise it with --max-time) and was read in part".

use std::time::Duration;

/// Bytes that all streams of a file may inflate to: 1 GiB.
pub const MAX_MEMORY: usize = 1 << 30;
/// One stream may take this part of the memory: 64 MiB. Content streams of a page reach a few megabytes.
pub const STREAM_PART: usize = 16;
/// The least that one stream may take: 1 MiB.
pub const MIN_STREAM: usize = 1 << 20;
/// A file may inflate to this part of the memory: 64 MiB.
const INFLATED_PART: usize = 16;
/// And to so many times its size: text reaches ten, a scan in black and white forty.
const INFLATED_TIMES: usize = 256;
/// Objects may take this part of the memory: 512 MiB.
const OBJECTS_PART: usize = 2;
/// One stream of objects may take this part of the memory: 4 MiB. Real ones hold a hundred objects.
const OBJECT_STREAM_PART: usize = 256;
/// Operators of a page with its forms. Maps reach a million.
pub const MAX_OPERATORS: usize = 3_000_000;
/// Glyphs of a page. A dense page has 10,000.
pub const MAX_GLYPHS: usize = 300_000;
/// Forms within forms. Real ones stay below five.
pub const MAX_DEPTH: usize = 12;
/// Pages that are read.
pub const MAX_PAGES: usize = 20_000;
/// Time for one file. The largest real ones take a few seconds.
pub const MAX_TIME: Duration = Duration::from_secs(60);

/// Limits against hostile files. A file that reaches one keeps what was read before.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes that all streams of a file may inflate to.
    pub max_memory: usize,
    /// Operators of a page with its forms.
    pub max_operators: usize,
    /// Glyphs of a page.
    pub max_glyphs: usize,
    /// Forms within forms.
    pub max_depth: usize,
    /// Pages that are read.
    pub max_pages: usize,
    /// Time for one file.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_memory: MAX_MEMORY,
            max_operators: MAX_OPERATORS,
            max_glyphs: MAX_GLYPHS,
            max_depth: MAX_DEPTH,
            max_pages: MAX_PAGES,
            max_time: MAX_TIME,
        }
    }
}

impl Limits {
    /// Bytes that the streams of a file of this size may inflate to.
    pub(crate) fn inflated(&self, bytes: usize) -> usize {
        (self.max_memory / INFLATED_PART)
            .max(MIN_STREAM)
            .saturating_add(bytes.saturating_mul(INFLATED_TIMES))
            .min(self.max_memory)
    }

    /// Memory that a file's objects may take.
    pub(crate) fn max_objects(&self) -> usize {
        (self.max_memory / OBJECTS_PART).max(MIN_STREAM)
    }

    /// Bytes that one stream of objects may inflate to.
    pub(crate) fn max_object_stream(&self) -> usize {
        (self.max_memory / OBJECT_STREAM_PART).max(MIN_STREAM).min(self.max_stream())
    }

    /// Bytes that one stream may inflate to.
    pub(crate) fn max_stream(&self) -> usize {
        (self.max_memory / STREAM_PART).max(MIN_STREAM).min(self.max_memory)
    }
}

/// The limits as notes name them.
pub(super) const TIME: &str = "time (raise it with --max-time)";
pub(super) const MEMORY: &str = "memory (raise it with --max-memory)";
pub(super) const DEPTH: &str = "forms within forms (raise it with --max-depth)";
pub(super) const PAGES: &str = "pages (raise it with --max-pages)";
pub(super) const OPERATORS: &str = "operators on a page";
pub(super) const GLYPHS: &str = "glyphs on a page";
pub(super) const LENGTHS: &str = "lengths of streams that are no numbers";
pub(super) const PARTS: &str = "parts of a page's content";
pub(super) const PIXELS: &str = "pixels of an image";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stream_never_takes_more_than_the_file_may() {
        let rows = [(MAX_MEMORY, 64 << 20, "default"), (4 << 20, 1 << 20, "little"), (1000, 1000, "next to nothing")];
        for (max_memory, expected, reason) in rows {
            assert_eq!(Limits { max_memory, ..Limits::default() }.max_stream(), expected, "{reason}");
        }
    }

    #[test]
    fn what_a_file_inflates_to_goes_with_its_size() {
        let rows = [
            (MAX_MEMORY, 0, 64 << 20, "the least"),
            (MAX_MEMORY, 1 << 20, 320 << 20, "a megabyte"),
            (MAX_MEMORY, 1 << 30, MAX_MEMORY, "never more than the file may take"),
            (1000, 1 << 20, 1000, "next to nothing"),
        ];
        for (max_memory, bytes, expected, reason) in rows {
            assert_eq!(Limits { max_memory, ..Limits::default() }.inflated(bytes), expected, "{reason}");
        }
    }
}

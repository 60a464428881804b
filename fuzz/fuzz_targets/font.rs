//! Embedded font programs: without a `ToUnicode` map the tables of the font are read.
#![no_main]

use trichluc::source::pdf::stages;
use trichluc_fuzz::{SHOW, pdf, text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = stages::font_program(bytes);
    text(&pdf(SHOW, None, bytes));
});

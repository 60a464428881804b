//! The CMap parser: the bytes are the `ToUnicode` map of a composite and of a simple font.
#![no_main]

use trichluc::source::pdf::stages;
use trichluc_fuzz::{SHOW, pdf, text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = stages::cmap(bytes);
    text(&pdf(SHOW, Some(bytes), b""));
});

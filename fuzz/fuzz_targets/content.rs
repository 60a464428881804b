//! The content lexer, the interpreter and the layout of what they give: the bytes are the content of a page.
#![no_main]

use trichluc::source::pdf::stages;
use trichluc_fuzz::{MAP, pdf, text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    assert!(stages::lex(bytes) <= bytes.len());
    text(&pdf(bytes, Some(MAP), b""));
});

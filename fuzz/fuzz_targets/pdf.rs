//! Whole PDF files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trichluc_fuzz::text(bytes));

//! Text files in any encoding, through all rules.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trichluc_fuzz::records(bytes));

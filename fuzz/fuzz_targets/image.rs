//! The pictures of scanned pages, as OCR gets them: the bytes are the data of one of the image codecs.
#![no_main]

use trichluc_fuzz::image;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    image(bytes);
});

//! Flate streams to bytes: nine of ten streams are nothing else, and half the time of a small file is theirs.
//!
//! Takes what stands in the file, gives the bytes up to a limit; keeps what was read before a damage, and reads data
//! whose header or checksum is broken. Refuses what inflates past the limit.

use flate2::{Decompress, FlushDecompress, Status};

/// The first guess at how far a stream inflates; content streams reach four to eight times their size.
const USUAL: usize = 5;
/// The least room for more.
const STEP: usize = 16 << 10;

/// A decoder and its tables, used again from stream to stream.
pub(super) struct Inflate(Decompress);

/// The stream is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

impl Default for Inflate {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflate {
    /// Decodes a stream.
    pub(super) fn decode(&mut self, data: &[u8], limit: usize) -> Result<Vec<u8>, TooLarge> {
        self.0.reset(true);
        let mut out = self.run(data, limit)?;
        // Without a header that makes sense, the data may still do.
        if out.is_empty() && data.len() > 2 {
            self.0.reset(false);
            out = self.run(&data[2..], limit)?;
        }
        Ok(out)
    }

    fn run(&mut self, data: &[u8], limit: usize) -> Result<Vec<u8>, TooLarge> {
        let mut out = Vec::new();
        let mut room = data.len().saturating_mul(USUAL).max(STEP);
        loop {
            out.reserve_exact(room.min((limit + 1).saturating_sub(out.len())));
            let (read, wrote) = (self.0.total_in(), out.len());
            let rest = data.get(read as usize..).unwrap_or_default();
            let status = self.0.decompress_vec(rest, &mut out, FlushDecompress::None);
            if out.len() > limit {
                return Err(TooLarge);
            }
            let stuck = self.0.total_in() == read && out.len() == wrote;
            match status {
                Ok(Status::Ok | Status::BufError) if !stuck => room = out.len().max(STEP),
                _ => return Ok(out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use std::io::Write;

    fn zlib(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn streams_and_their_damages() {
        let text = "BT /F1 12 Tf (Báo cáo) Tj ET\n".repeat(40_000).into_bytes();
        let good = zlib(&text);
        let mut inflate = Inflate::default();
        let mut decode = |data: &[u8], limit| inflate.decode(data, limit);
        assert_eq!(decode(&good, text.len()), Ok(text.clone()), "up to the limit");
        assert_eq!(decode(&good, text.len() - 1), Err(TooLarge), "a byte more than the limit");
        assert_eq!(decode(&zlib(&vec![0; 64 << 20]), 1 << 20), Err(TooLarge), "a bomb");
        assert_eq!(decode(&[&good[..], b"\r\n"].concat(), text.len()), Ok(text.clone()), "a line end behind it");
        assert_eq!(decode(&[b"??", &good[2..]].concat(), text.len()), Ok(text.clone()), "a wrong header");
        assert_eq!(decode(&good[..good.len() - 4], text.len()), Ok(text.clone()), "without its checksum");
        let mut wrong = good.clone();
        *wrong.last_mut().unwrap() ^= 1;
        assert_eq!(decode(&wrong, text.len()), Ok(text.clone()), "a wrong checksum");
        let half = decode(&good[..good.len() / 2], text.len()).unwrap();
        assert!(!half.is_empty() && text.starts_with(&half), "cut off: {}", half.len());
        for (data, reason) in [(&b""[..], "nothing"), (b"x", "a byte"), (b"no stream at all", "junk")] {
            assert!(decode(data, 100).unwrap().len() < 100, "{reason}");
        }
    }
}

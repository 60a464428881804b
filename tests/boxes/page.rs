//! Pages as pixels: a PDF turned and drawn, and how dark it is where.

use lopdf::{Document, Object};
use std::process::{Command, Stdio};

/// Dots per inch at which pages are drawn.
const DPI: f32 = 110.0;
/// Grey levels below this are ink.
const DARK: u8 = 150;
/// Width of the strips beside a box, in points.
const SIDE: f32 = 1.0;

/// A drawn page.
pub struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

/// The file with every page turned by a further angle.
pub fn turned(bytes: &[u8], angle: i64) -> Vec<u8> {
    let mut doc = Document::load_mem(bytes).unwrap();
    for id in doc.get_pages().into_values().collect::<Vec<_>>() {
        doc.get_dictionary_mut(id).unwrap().set("Rotate", Object::Integer(angle));
    }
    let mut out = Vec::new();
    doc.save_to(&mut out).unwrap();
    out
}

/// The pages of a PDF; none when `pdftoppm` is not installed.
pub fn draw(bytes: &[u8]) -> Option<Vec<Picture>> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("t.pdf");
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new("pdftoppm");
    command.args(["-gray", "-r", &DPI.to_string()]).arg(&file).arg(dir.path().join("p")).stderr(Stdio::null());
    match command.status() {
        Ok(status) => assert!(status.success(), "pdftoppm failed"),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return None,
        Err(e) => panic!("pdftoppm: {e}"),
    }
    let mut names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().path()).collect();
    names.retain(|n| n.extension().is_some_and(|e| e == "pgm"));
    names.sort();
    assert!(!names.is_empty());
    Some(names.iter().map(|n| Picture::parse(&std::fs::read(n).unwrap())).collect())
}

impl Picture {
    /// A PGM file: `P5 width height 255`, then a byte a pixel.
    fn parse(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut head = Vec::new();
        while head.len() < 4 {
            let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            head.push(String::from_utf8_lossy(&bytes[at..end]).into_owned());
            at = end + 1;
        }
        assert_eq!((head[0].as_str(), head[3].as_str()), ("P5", "255"));
        let (width, height) = (head[1].parse().unwrap(), head[2].parse().unwrap());
        let grey = bytes[at..].to_vec();
        assert_eq!(grey.len(), width * height);
        Self { width, height, grey }
    }

    /// Rows of pixels of a box in points.
    fn rows(&self, b: [f32; 4]) -> impl Iterator<Item = std::ops::Range<usize>> + use<> {
        let pixel = |v: f32, max: usize| ((v * DPI / 72.0).round().max(0.0) as usize).min(max);
        let (x0, x1) = (pixel(b[0], self.width), pixel(b[2], self.width));
        let width = self.width;
        (pixel(b[1], self.height)..pixel(b[3], self.height)).map(move |y| y * width + x0..y * width + x1)
    }

    /// Share of a box's pixels that are dark.
    pub fn ink(&self, b: [f32; 4]) -> f64 {
        let (mut dark, mut all) = (0, 0);
        for row in self.rows(b) {
            all += row.len();
            dark += self.grey[row].iter().filter(|&&g| g < DARK).count();
        }
        f64::from(dark as u32) / f64::from((all as u32).max(1))
    }

    /// Whether nothing is printed right before and behind a box.
    pub fn ends_are_free(&self, [x0, y0, x1, y1]: [f32; 4], sideways: bool) -> bool {
        let (from, to) = (0.5 * SIDE, 1.5 * SIDE);
        let strips = if sideways {
            [[x0, y0 - to, x1, y0 - from], [x0, y1 + from, x1, y1 + to]]
        } else {
            [[x0 - to, y0, x0 - from, y1], [x1 + from, y0, x1 + to, y1]]
        };
        strips.iter().all(|s| self.ink(*s) == 0.0)
    }

    /// Dark pixels of the page.
    pub fn dark(&self) -> usize {
        self.grey.iter().filter(|&&g| g < DARK).count()
    }

    /// Makes a box white.
    pub fn erase(&mut self, b: [f32; 4]) {
        for row in self.rows(b) {
            self.grey[row].fill(255);
        }
    }
}

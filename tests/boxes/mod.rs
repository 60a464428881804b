//! Boxes against ink: every reference and figure of a PDF says where on the page it stands, and there it must be printed.
//!
//! Takes the PDFs of the corpus, upright and turned, drawn by `pdftoppm`; without it the tests say that they skip. A box of
//! "12,5%" holds ink, stands free of its neighbours, and holds less ink when it is moved by half a line.

mod page;

use page::{Picture, draw, turned};
use std::path::{Path, PathBuf};
use trichluc::normalize::normalize;
use trichluc::pipeline;
use trichluc::source::ocr::{Mode, Ocr};
use trichluc::source::{self, Options};
use trichluc::vocabulary::Vocabulary;

/// Born digital: with tables, a two-column header, a two-column body.
const REPORTS: [&str; 5] =
    ["lo-report-poverty", "chromium-plan-forest", "typst-statistics-school", "calc-sheet-budget", "weasy-news-tourism"];
/// Share of a box's pixels that are dark, at least: a dash has few.
const INK: f64 = 0.03;
/// Share of the boxes with no ink right before and behind them; "12,5%." has a full stop behind it.
const FREE: f64 = 0.6;
/// Share of the boxes that hold less ink when they are moved; the rules of a table lie half a line away.
const MOST: f64 = 0.7;
/// Share of the dark pixels of a page that the boxes of its words cover; accents of capitals and rules stay outside.
const COVERED: f64 = 0.9;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/reports/{name}.pdf"))
}

fn options() -> Options {
    Options { ocr: Ocr { mode: Mode::Never, ..Ocr::default() }, ..Options::default() }
}

struct Drawn {
    what: String,
    /// Lines run up or down.
    sideways: bool,
    bytes: Vec<u8>,
    pictures: Vec<Picture>,
}

/// The file in four orientations, with its pages drawn; none where nothing draws.
fn drawn(name: &str) -> Option<Vec<Drawn>> {
    let original = std::fs::read(corpus(name)).unwrap();
    let one = |&angle: &i64| {
        let bytes = turned(&original, angle);
        let pictures = draw(&bytes)?;
        Some(Drawn { what: format!("{name} turned by {angle}"), sideways: angle % 180 != 0, bytes, pictures })
    };
    [0, 90, 180, 270].iter().map(one).collect()
}

#[test]
fn records_stand_where_their_boxes_are() {
    let vocabulary = Vocabulary::embedded().unwrap();
    for name in REPORTS {
        let Some(files) = drawn(name) else { return println!("skipped: pdftoppm is not installed") };
        for Drawn { what, sideways, bytes, pictures } in files {
            let done = pipeline::process(Path::new("t.pdf"), &bytes, &options(), &vocabulary).unwrap();
            let places: Vec<_> =
                done.references.iter().map(|r| &r.span).chain(done.figures.iter().map(|f| &f.span)).collect();
            assert!(!places.is_empty(), "{what}");
            let (mut boxes, mut free, mut moved) = (0, 0, 0);
            for place in places {
                assert!(!place.boxes.is_empty(), "{what}: {:?} has no box", &done.text[place.start..place.end]);
                let picture = &pictures[place.page as usize - 1];
                for b in &place.boxes {
                    let ink = picture.ink(*b);
                    let text = &done.text[place.start..place.end];
                    assert!(ink > INK, "{what}: {text:?} at {b:?} holds {ink:.3} of ink");
                    boxes += 1;
                    free += usize::from(picture.ends_are_free(*b, sideways));
                    moved += usize::from([-0.5, 0.5].iter().all(|d| picture.ink(shifted(*b, *d, sideways)) < ink));
                }
            }
            let share = |n: usize| n as f64 / f64::from(boxes);
            assert!(share(free) > FREE, "{what}: only {free} of {boxes} boxes stand free");
            assert!(share(moved) > MOST, "{what}: only {moved} of {boxes} boxes hold more ink than their surroundings");
        }
    }
}

/// A box moved by a share of its line's height.
fn shifted([x0, y0, x1, y1]: [f32; 4], share: f32, sideways: bool) -> [f32; 4] {
    let (dx, dy) = if sideways { (share * (x1 - x0), 0.0) } else { (0.0, share * (y1 - y0)) };
    [x0 + dx, y0 + dy, x1 + dx, y1 + dy]
}

#[test]
fn words_cover_the_ink_of_a_page() {
    // No tables: what is dark is text.
    for name in ["weasy-news-tourism", "chromium-plan-forest"] {
        let Some(files) = drawn(name) else { return println!("skipped: pdftoppm is not installed") };
        for Drawn { what, bytes, mut pictures, .. } in files {
            let norm = normalize(source::read(Path::new("t.pdf"), &bytes, &options()).unwrap());
            for (i, (page, picture)) in norm.pages.iter().zip(&mut pictures).enumerate() {
                let before = picture.dark();
                for word in norm.words.iter().filter(|w| page.span.start <= w.span.start && w.span.end <= page.span.end)
                {
                    picture.erase(word.bbox);
                }
                let covered = 1.0 - picture.dark() as f64 / before.max(1) as f64;
                assert!(covered > COVERED, "{what}, page {}: the words cover {covered:.3} of the ink", i + 1);
            }
        }
    }
}

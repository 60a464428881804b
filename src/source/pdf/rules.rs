//! The ruling of a scanned table: long thin dark lines of a picture.
//!
//! Takes grey pixels, gives lines along the axes in pixels, so that the words of a scan go into cells like those of
//! any other page. Letters are too short, seals too crooked and black areas too thick to be lines; a page that lies
//! askew by a degree still gives its own.

use super::geometry::Segment;
use super::image::Raster;

/// Darker pixels are ink.
const INK: u8 = 150;
/// The least length of a piece of a line and of a line, in inches: taller than letters.
const PIECE: f32 = 0.2;
const LENGTH: f32 = 0.35;
/// The greatest thickness, in inches.
const THICKNESS: f32 = 0.04;
/// Holes in a line up to this many pixels are dirt.
const HOLE: usize = 2;
/// Pieces of a picture that are looked at; a picture with more is no text.
const MAX_PIECES: usize = 60_000;

/// A run of ink: its row, or column, and where it begins and ends in it.
#[derive(Debug, Clone, Copy)]
struct Run {
    at: usize,
    from: usize,
    to: usize,
}

/// The lines of a picture with so many dots per inch, in pixels.
pub(super) fn lines(picture: &Raster, dpi: u32) -> Vec<Segment> {
    if picture.width == 0 || picture.grey.len() < picture.width * picture.height {
        return Vec::new();
    }
    let piece = ((PIECE * dpi as f32) as usize).max(8);
    let mut out = Vec::new();
    for horizontal in [true, false] {
        let runs = if horizontal { level(picture, piece) } else { upright(picture, piece) };
        if runs.len() <= MAX_PIECES {
            out.extend(joined(runs).iter().filter_map(|runs| segment(runs, horizontal, dpi as f32)));
        }
    }
    out
}

/// Runs along the rows.
fn level(picture: &Raster, piece: usize) -> Vec<Run> {
    let mut out = Vec::new();
    for (at, row) in picture.grey.chunks_exact(picture.width).take(picture.height).enumerate() {
        let mut open: Option<(usize, usize)> = None;
        for (x, _) in row.iter().enumerate().filter(|(_, g)| **g < INK) {
            open = match open {
                Some((from, to)) if x <= to + HOLE => Some((from, x + 1)),
                before => {
                    out.extend(run(at, before, piece));
                    Some((x, x + 1))
                }
            };
        }
        out.extend(run(at, open, piece));
        if out.len() > MAX_PIECES {
            break;
        }
    }
    out
}

/// Runs along the columns, all columns at once: the pixels lie in rows.
fn upright(picture: &Raster, piece: usize) -> Vec<Run> {
    let mut out = Vec::new();
    let mut open: Vec<Option<(usize, usize)>> = vec![None; picture.width];
    for (y, row) in picture.grey.chunks_exact(picture.width).take(picture.height).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, g)| **g < INK) {
            open[x] = match open[x] {
                Some((from, to)) if y <= to + HOLE => Some((from, y + 1)),
                before => {
                    out.extend(run(x, before, piece));
                    Some((y, y + 1))
                }
            };
        }
        if out.len() > MAX_PIECES {
            return out;
        }
    }
    out.extend(open.into_iter().enumerate().filter_map(|(x, open)| run(x, open, piece)));
    out.sort_by_key(|r| (r.at, r.from));
    out
}

fn run(at: usize, open: Option<(usize, usize)>, piece: usize) -> Option<Run> {
    open.filter(|(from, to)| to - from >= piece).map(|(from, to)| Run { at, from, to })
}

/// Runs of neighbouring rows that touch, together; `runs` come row by row.
fn joined(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut done: Vec<Vec<Run>> = Vec::new();
    let mut open: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let (still, ended): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|group| group.last().is_some_and(|last| run.at <= last.at + 1 + HOLE));
        done.extend(ended);
        open = still;
        let near = |r: &Run| r.at + 1 + HOLE >= run.at && r.from <= run.to + HOLE && run.from <= r.to + HOLE;
        match open.iter_mut().find(|group| group.iter().rev().take(4).any(near)) {
            Some(group) => group.push(run),
            None => open.push(vec![run]),
        }
    }
    done.extend(open);
    done
}

/// A line, if the runs are one: long enough and thin.
fn segment(runs: &[Run], horizontal: bool, dpi: f32) -> Option<Segment> {
    let from = runs.iter().map(|r| r.from).min()? as f32;
    let to = runs.iter().map(|r| r.to).max()? as f32;
    let ink: usize = runs.iter().map(|r| r.to - r.from).sum();
    let middle: usize = runs.iter().map(|r| (r.to - r.from) * r.at).sum();
    let thin = ink as f32 <= (THICKNESS * dpi).max(3.0) * (to - from);
    (thin && to - from >= LENGTH * dpi).then(|| Segment {
        horizontal,
        at: middle as f32 / ink.max(1) as f32 + 0.5,
        from,
        to,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white picture with dark rectangles.
    fn picture(width: usize, height: usize, dark: &[[usize; 4]]) -> Raster {
        let mut grey = vec![255; width * height];
        for &[x0, y0, x1, y1] in dark {
            for y in y0..y1 {
                grey[y * width + x0..y * width + x1].fill(0);
            }
        }
        Raster { width, height, grey }
    }

    #[test]
    fn ruling_and_letters() {
        type Line = (bool, f32, f32, f32);
        type Row = (&'static [[usize; 4]], &'static [Line], &'static str);
        let rows: [Row; 6] = [
            (&[[20, 40, 180, 42]], &[(true, 41.0, 20.0, 180.0)], "a rule"),
            (&[[40, 20, 42, 180]], &[(false, 41.0, 20.0, 180.0)], "an upright one"),
            (&[[20, 40, 100, 42], [102, 40, 180, 42]], &[(true, 41.0, 20.0, 180.0)], "a speck of white in it"),
            (&[[20, 40, 100, 42], [100, 41, 180, 43]], &[(true, 41.5, 20.0, 180.0)], "askew"),
            (&[[20, 40, 180, 90]], &[], "a black area"),
            (&[[20, 40, 40, 42], [60, 40, 62, 60]], &[], "strokes of letters"),
        ];
        for (dark, expected, reason) in rows {
            let found: Vec<Line> =
                lines(&picture(200, 200, dark), 100).iter().map(|s| (s.horizontal, s.at, s.from, s.to)).collect();
            assert_eq!(found, expected, "{reason}");
        }
    }

    #[test]
    fn noise_ends() {
        let grey: Vec<u8> =
            (0..400 * 400u32).map(|i| if i.wrapping_mul(2_654_435_761) >> 30 == 0 { 255 } else { 0 }).collect();
        assert!(lines(&Raster { width: 400, height: 400, grey }, 72).len() < 400);
        assert!(lines(&Raster { width: 40, height: 40, grey: vec![0; 7] }, 72).is_empty(), "a picture cut short");
    }
}

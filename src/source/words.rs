//! The words of a text with their boxes, packed: a book has a million, and they live as long as its text.
//!
//! Takes [`Word`]s in text order, gives them back with coordinates on a grid of a 32nd of a point. A row of print
//! (`Số: 12/BC-UBND`) shares its upper and lower edge; a word in it takes eight bytes.

use crate::text::Span;

/// A word and its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// Where in the text.
    pub span: Span,
    /// `[x0, y0, x1, y1]` in points from the page's top left, as a reader sees the page.
    pub bbox: [f32; 4],
}

/// Words by position in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    rows: Vec<Row>,
    words: Vec<Packed>,
    /// Where the last word ends.
    end: usize,
}

/// Words between the same edges.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row {
    /// Offset from which its first word's gap counts.
    start: usize,
    /// Its first word.
    first: usize,
    x: f32,
    y0: f32,
    y1: f32,
    /// Points of a unit in the direction of the row.
    step: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Packed {
    /// Bytes from the end of the word before.
    gap: u16,
    /// Bytes; what is longer is cut.
    len: u16,
    /// Units from the row's x to its left edge.
    x: i16,
    width: u16,
}

/// Points of a grid unit.
const STEP: f32 = 1.0 / 32.0;

impl Words {
    /// Adds a word, which must not begin before the end of the last one.
    pub fn push(&mut self, word: Word) {
        let [x0, y0, x1, y1] = word.bbox.map(|v| (v / STEP).round() * STEP);
        let end = self.end;
        let fits = |row: &Row| {
            let (x, width) = ((x0 - row.x) / row.step, (x1 - x0) / row.step);
            row.y0 == y0
                && row.y1 == y1
                && x.abs() < f32::from(i16::MAX)
                && width <= f32::from(u16::MAX)
                && word.span.start.saturating_sub(end) <= usize::from(u16::MAX)
        };
        let row = match self.rows.last().filter(|row| fits(row)) {
            Some(row) => *row,
            None => {
                let step = STEP * ((x1 - x0) / STEP / f32::from(u16::MAX)).max(1.0);
                let row = Row { start: word.span.start, first: self.words.len(), x: x0, y0, y1, step };
                self.rows.push(row);
                row
            }
        };
        let gap = if row.first == self.words.len() { 0 } else { word.span.start.saturating_sub(end) };
        let len = word.span.len().min(usize::from(u16::MAX));
        self.end = if row.first == self.words.len() { row.start } else { end + gap } + len;
        self.words.push(Packed {
            gap: gap as u16,
            len: len as u16,
            x: ((x0 - row.x) / row.step).round() as i16,
            width: ((x1 - x0) / row.step).round() as u16,
        });
    }

    /// Adds the words of a text that begins at `start` in this one.
    pub fn append(&mut self, other: &Self, start: usize) {
        let first = self.words.len();
        self.rows.extend(other.rows.iter().map(|r| Row { start: r.start + start, first: r.first + first, ..*r }));
        self.words.extend_from_slice(&other.words);
        if !other.is_empty() {
            self.end = other.end + start;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All words in order.
    pub fn iter(&self) -> impl Iterator<Item = Word> {
        self.rows_from(0)
    }

    /// The words that a span touches.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = Word> {
        let row = self.rows.partition_point(|r| r.start <= span.start).saturating_sub(1);
        self.rows_from(row).skip_while(move |w| w.span.end <= span.start).take_while(move |w| w.span.start < span.end)
    }

    fn rows_from(&self, from: usize) -> impl Iterator<Item = Word> {
        self.rows[from.min(self.rows.len())..].iter().enumerate().flat_map(move |(i, row)| {
            let end = self.rows.get(from + i + 1).map_or(self.words.len(), |r| r.first);
            let mut at = row.start;
            self.words[row.first..end].iter().map(move |w| {
                let start = at + usize::from(w.gap);
                at = start + usize::from(w.len);
                let x0 = row.x + f32::from(w.x) * row.step;
                let bbox = [x0, row.y0, x0 + f32::from(w.width) * row.step, row.y1];
                Word { span: Span::new(start, at), bbox }
            })
        })
    }

    /// Gives back room that was reserved.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.rows.shrink_to_fit();
        self.words.shrink_to_fit();
    }
}

impl FromIterator<Word> for Words {
    fn from_iter<I: IntoIterator<Item = Word>>(words: I) -> Self {
        let mut out = Self::default();
        words.into_iter().for_each(|w| out.push(w));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, end: usize, bbox: [f32; 4]) -> Word {
        Word { span: Span::new(start, end), bbox }
    }

    #[test]
    fn words_come_back_as_they_were() {
        let rows = [
            word(0, 5, [50.0, 40.5, 70.25, 52.0]),
            word(6, 9, [72.0, 40.5, 90.0, 52.0]),
            word(9, 9, [90.0, 40.5, 91.0, 52.0]),
            word(12, 20, [50.0, 60.0, 99.0, 72.0]),
            word(90_000, 90_001, [100.0, 60.0, 101.0, 72.0]),
            word(90_002, 90_003, [5000.0, 60.0, 5001.0, 72.0]),
            word(90_004, 90_005, [-3.5, 60.0, -3.0, 72.0]),
        ];
        let words: Words = rows.into_iter().collect();
        assert_eq!(words.iter().collect::<Vec<_>>(), rows);
        assert_eq!((words.len(), words.is_empty()), (7, false));
        let mut two = words.clone();
        two.append(&words, 100_000);
        assert_eq!(two.len(), 14);
        assert_eq!(two.iter().last(), Some(word(190_004, 190_005, [-3.5, 60.0, -3.0, 72.0])));
        let touched = |a, b| two.touching(Span::new(a, b)).map(|w| w.span.start).collect::<Vec<_>>();
        for (a, b, expected, reason) in [
            (0, 1, &[0][..], "inside the first"),
            (5, 6, &[], "between two"),
            (4, 13, &[0, 6, 9, 12], "over two rows"),
            (100_006, 100_008, &[100_006], "in what was added"),
            (300_000, 300_001, &[], "behind the last"),
        ] {
            assert_eq!(touched(a, b), expected, "{reason}");
        }
        assert_eq!(Words::default().touching(Span::new(0, 9)).count(), 0);
    }

    #[test]
    fn what_no_page_has_does_no_harm() {
        let wide = word(0, 2, [0.0, 0.0, 14_400.0, 10.0]);
        let words: Words = [wide, word(3, 100_000, [f32::NAN, 1.0, f32::INFINITY, f32::MIN])].into_iter().collect();
        let out: Vec<Word> = words.iter().collect();
        assert!((out[0].bbox[2] - 14_400.0).abs() < 1.0, "{out:?}");
        assert_eq!(out[1].span.start, 3);
    }
}

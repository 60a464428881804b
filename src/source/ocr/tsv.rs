//! Tesseract's table of words.
//!
//! Takes its tab separated lines, gives the words with their boxes, blocks and lines; rows without text and
//! specks (`~`, `|` with little confidence) are left out.

use crate::source::pdf::scan::Found;

/// Words without letter or digit need this confidence, in percent.
const MIN_CONFIDENCE: f32 = 40.0;

/// The words, in the order of the table.
pub(super) fn words(table: &str) -> Vec<Found> {
    let mut out = Vec::new();
    let mut line = 0;
    for row in table.lines() {
        // level, page, block, paragraph, line, word, left, top, width, height, confidence, text
        let columns: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, _, block, _, _, _, left, top, width, height, confidence, text] = columns[..] else { continue };
        let numbers = [left, top, width, height].map(str::parse::<f32>);
        let [Ok(x), Ok(y), Ok(w), Ok(h)] = numbers else { continue };
        match level {
            // Lines are numbered anew in every paragraph; count them through.
            "4" => line += 1,
            "5" if !text.trim().is_empty() => {
                let confidence = confidence.parse::<f32>().unwrap_or(0.0);
                if confidence >= MIN_CONFIDENCE || text.chars().any(char::is_alphanumeric) {
                    out.push(Found {
                        text: text.trim().to_owned(),
                        bbox: [x, y, x + w, y + h],
                        block: block.parse().unwrap_or(0),
                        line,
                        confidence,
                    });
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t22\t50\t30\t96.1\tHuyện\n\
            5\t1\t1\t1\t1\t2\t70\t22\t9\t30\t12.0\t~\n\
            5\t1\t1\t1\t1\t3\t80\t22\t9\t30\t90.0\t-\n\
            5\t1\t1\t1\t1\t4\t90\t22\t9\t30\t90.0\t \n";
        let words = words(table);
        let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(texts, ["Huyện", "-"]);
        assert_eq!((words[0].bbox, words[0].block, words[0].line), ([10.0, 22.0, 60.0, 52.0], 1, 1));
        assert_eq!(words[0].confidence, 96.1);
    }
}

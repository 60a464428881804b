//! What bounds a number: the words in front of it ("không quá", "trên"), "trở lên" behind its noun, a sign ("≥"). Refuses places
//! ("trên 04 tuyến phố"), comparisons ("cao hơn 2%") and the names of grades ("chưa đạt 3%").

use super::grow::Grower;
use super::{Raw, Shape, guard};
use crate::extract::words::{Words, skip_spaces_back, words_right};
use crate::record::{Kind, Qualifier};
use crate::vocabulary::{is_one_of, key};

/// How far behind its number "trở lên" may stand.
const MAX_PHRASE_BYTES: usize = 120;

impl Grower<'_> {
    /// Bounds and hedges in front of and behind the quantity.
    pub(super) fn qualify(&self, raw: &mut Raw, left: &Words, from: bool, limit: usize) {
        let units = &self.vocabulary.units;
        let skip = usize::from(from);
        let before = units.qualifier_before(|i| left.key(i + skip)).map(|(n, qualifier)| {
            // "không để quá 05 hộ"
            let limited = is_one_of!(left.key(skip + n).unwrap_or(0), "để" | "được" | "cho" | "có")
                && left.key(skip + n + 1) == Some(key("không"));
            (n, if limited && qualifier == Qualifier::Over { Qualifier::AtMost } else { qualifier })
        });
        let before = before.filter(|(n, _)| {
            // "cao hơn 2%" compares.
            let (word, before) = (left.key(skip).unwrap_or(0), left.key(skip + 1));
            let more = is_one_of!(word, "hơn") && before.is_some_and(guard::is_comparative);
            let place = is_one_of!(word, "trên" | "dưới")
                // "đã cấp trên 512 nghìn thẻ", "…; cấp trên 60.000 thẻ BHYT"
                && !(before == Some(key("cấp"))
                    && (left.key(skip + 2).is_none_or(|k| is_one_of!(k, "đã" | "được" | "phát"))
                        || left.get(skip + 1).is_some_and(|verb| self.opens_clause(verb.start))))
                && (before.is_some_and(guard::is_place_of)
                    // "chuyển tuyến trên 2.087 lượt"
                    || before == Some(key("tuyến")) && left.key(skip + 2) == Some(key("chuyển")))
                // "mức trợ cấp dưới 3 triệu"
                && !left.key(skip + 2).is_some_and(|k| is_one_of!(k, "trợ" | "phụ"));
            // "giá trị sản xuất trên 01 ha": per hectare, not more than one.
            let unit = raw.unit.map(|u| self.units.kind(u));
            let per_one = is_one_of!(word, "trên") && raw.shape.first().value() == 1.0 && unit == Some(Kind::Area);
            // "khá 34%, đạt 53%, chưa đạt 3%": the last of the grades.
            let graded = || {
                let start = left.get(skip + n - 1).map_or(raw.span.start, |w| w.start);
                let before = self.text[self.body.start..start].trim_end().strip_suffix([',', ';']);
                // A share in parentheses may stand behind the one before.
                let before = before.map(|b| match b.strip_suffix(')').and_then(|b| b.rfind('(')) {
                    Some(open) => &b[..open],
                    None => b,
                });
                let last = before.and_then(|b| b.rsplit([';', ':', '(']).next()).and_then(|b| b.rsplit(", ").next());
                let last = last.unwrap_or_default().trim_start().to_lowercase();
                let grade = |g: &str| last.strip_prefix(g).is_some_and(|r| r.starts_with(' '));
                ["đạt", "khá", "trung bình"].iter().any(|g| grade(g))
            };
            if *n == 2 && is_one_of!(word, "đạt") && graded() {
                return false;
            }
            // "lắp đèn trên 04 tuyến phố": a place; nobody writes "more than 04".
            let padded = raw.shape.first().number.zeros > 0 && raw.shape.first().number.decimals() == 0;
            let place = place
                || is_one_of!(word, "trên")
                    && padded
                    && raw.unit.is_some_and(|u| {
                        let name = &self.vocabulary.units.get(u).name;
                        ["tuyến", "đường", "con đường", "trục đường"].iter().any(|road| name.starts_with(road))
                    });
            // "xã Bản Khoang 94,2%": the end of a name.
            let named = left.get(skip).is_some_and(|w| w.capital) && left.get(skip + 1).is_some_and(|w| w.capital);
            *n > 1 || !(more || place || per_one || named)
        });
        let after = self.qualifier_behind(raw.body_end(), limit, if from || before.is_none() { 3 } else { 0 });
        if from && after.is_none() && matches!(raw.shape, Shape::One(_)) && self.closes(raw.body_end(), limit) {
            raw.qualifier = Some(Qualifier::AtLeast);
            raw.span.start = left.get(0).map_or(raw.span.start, |w| w.start);
            return;
        }
        if let Some((end, qualifier)) = after {
            raw.qualifier = Some(qualifier);
            raw.span.end = end;
            if raw.per.is_empty()
                && let Some(slash) = self.units.slash(end, limit, 0)
            {
                self.take_rate(raw, slash, limit);
            }
        } else if let Some((n, qualifier)) = before {
            raw.qualifier = Some(qualifier);
            raw.span.start = left.get(skip + n - 1).map_or(raw.span.start, |w| w.start);
        } else if let Some((at, qualifier)) = self.sign_before(raw.number.start) {
            raw.qualifier = Some(qualifier);
            raw.span.start = at;
        }
        let opened = matches!(raw.shape, Shape::Range(..)) || after.is_some();
        if let Some(word) = left.get(0).filter(|_| from && opened) {
            raw.span.start = raw.span.start.min(word.start);
        }
    }

    /// Whether a word at `at` begins its clause.
    fn opens_clause(&self, at: usize) -> bool {
        let before = self.text[self.body.start..at].trim_end();
        before.is_empty() || before.ends_with([',', ';', ':', '.'])
    }

    /// "trở lên" behind at most `reach` words of the noun phrase: "03 đảng viên chính thức trở lên".
    pub(super) fn qualifier_behind(&self, end: usize, limit: usize, reach: usize) -> Option<(usize, Qualifier)> {
        // Most numbers have none: look for the first letters before reading words.
        let near = self.text.as_bytes().get(end..limit)?;
        let near = &near[..near.len().min(16 * (reach + 1) + 1)];
        if !memchr::memchr2_iter(b't', b'T', near).any(|t| near.get(t + 1) == Some(&b'r')) {
            return None;
        }
        let words = words_right(self.text, end, limit);
        for i in 0..=reach {
            if let Some((n, qualifier)) = self.vocabulary.units.qualifier_after(|k| words.key(i + k)) {
                return words.get(i + n - 1).map(|w| (w.end, qualifier));
            }
            let word = words.get(i).filter(|w| !w.comma)?;
            // "85% đạt loại khá trở lên": a bound of another word.
            let other = is_one_of!(
                word.key,
                "và" | "hoặc"
                    | "có"
                    | "được"
                    | "là"
                    | "đạt"
                    | "hoàn"
                    | "xếp"
                    | "loại"
                    | "mức"
                    | "từ"
                    | "khá"
                    | "tốt"
                    | "trung"
            );
            if other {
                return None;
            }
        }
        None
    }

    /// Whether "trở lên" stands far behind, at the end of the phrase that "từ" opens: "từ 03 chỉ số đo lường … trở lên".
    fn closes(&self, end: usize, limit: usize) -> bool {
        let near = &self.text.as_bytes()[end..limit.min(end + MAX_PHRASE_BYTES)];
        let stop = near.iter().position(|b| matches!(b, b',' | b';' | b'.' | b':' | b'(' | b'0'..=b'9'));
        memchr::memmem::find(&near[..stop.unwrap_or(near.len())], " trở lên".as_bytes()).is_some()
    }

    fn sign_before(&self, at: usize) -> Option<(usize, Qualifier)> {
        let end = skip_spaces_back(self.text, at, self.body.start);
        let text = &self.text[self.body.start..end];
        let signs = [
            ("≥", Qualifier::AtLeast),
            (">=", Qualifier::AtLeast),
            ("≤", Qualifier::AtMost),
            ("<=", Qualifier::AtMost),
            (">", Qualifier::Over),
            ("<", Qualifier::Under),
            ("≈", Qualifier::About),
            ("~", Qualifier::About),
        ];
        signs.iter().find(|(s, _)| text.ends_with(s)).map(|(s, q)| (end - s.len(), *q))
    }
}

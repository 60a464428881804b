//! What kind of quantity a number with its unit is, where the unit alone does not say: "mẫu" of land or of forms, "công", "vàng".

use super::Raw;
use super::grow::Grower;
use crate::extract::unit::indivisible;
use crate::extract::words::{Words, words_right};
use crate::record::{Certainty, Kind};
use crate::vocabulary::{is_one_of, key, lost_dots};

impl Grower<'_> {
    /// Whether the words around "mẫu" speak of land.
    fn is_land(&self, raw: &Raw, left: &Words) -> bool {
        let tilled = |k: u64| {
            is_one_of!(
                k,
                "ruộng"
                    | "lúa"
                    | "đất"
                    | "vườn"
                    | "rừng"
                    | "đồng"
                    | "cấy"
                    | "trồng"
                    | "tích"
                    | "sào"
                    | "ao"
                    | "thuê"
            )
        };
        let taken = |k: u64| is_one_of!(k, "lấy" | "gửi" | "nghiệm" | "kiểm");
        let behind = words_right(self.text, raw.body_end(), self.body.end);
        let ahead = || (0..8).filter_map(|i| left.key(i));
        let measured = raw.shape.first().number.decimals() > 0 || behind.key(0).is_some_and(tilled);
        let paid = raw.per.iter().any(|p| p == "ngày");
        !paid && !ahead().take(3).any(taken) && (measured || ahead().any(tilled) || behind.key(0) == Some(key("bắc")))
    }

    /// Kinds that the context decides: times as a multiple, a bare "2 tỷ" as money, thousands with a comma.
    pub(super) fn decide_kind(&self, raw: &mut Raw, left: &Words) {
        // "hệ số 1,2 mức lương", "hệ số điều chỉnh 1,2 thay vì 1,5": a coefficient counts nothing.
        let part = raw.shape.first().number.decimals() > 0 && !raw.magnitude && raw.per.is_empty();
        let counts = raw.unit.is_none_or(|u| self.units.kind(u) == Kind::Count && self.name(u) != "lần");
        let coefficient = || (0..5).any(|i| left.key(i) == Some(key("số")) && left.key(i + 1) == Some(key("hệ")));
        if part && counts && coefficient() {
            (raw.unit, raw.open, raw.unit_span) = (None, None, None);
            raw.kind = Some(Kind::Other);
            raw.span.end = raw.number.end;
        }
        if let Some(unit) = raw.unit {
            let multiple = (0..3).any(|i| {
                let cue = |k| is_one_of!(k, "gấp" | "tăng" | "giảm" | "bằng" | "cao" | "nhiều" | "lớn" | "hơn");
                left.key(i).is_some_and(cue)
            });
            let part = raw.shape.first().number.decimals() > 0;
            if self.name(unit) == "lần" && raw.per.is_empty() && (multiple || part) {
                raw.kind = Some(Kind::Other);
            }
            // "0,5127 điểm": a mark, no place.
            if self.name(unit) == "điểm" && part {
                raw.kind = Some(Kind::Other);
            }
            // "lấy 60 mẫu", "8.214 mẫu gộp": samples; land says so.
            if self.name(unit) == "mẫu" && !self.is_land(raw, left) {
                raw.kind = Some(Kind::Count);
            }
            let (kind, magnitude) = (self.units.kind(unit), raw.magnitude);
            // "1.214 hô", "948 hoc sinh": read, but not as it is printed.
            let printed = raw.unit_span.map_or("", |span| span.of(self.text));
            if kind == Kind::Count && printed != self.name(unit) && lost_dots(self.name(unit), printed) {
                raw.certainty = raw.certainty.max(Certainty::Repaired);
            }
            let certainty = &mut raw.certainty;
            raw.shape.each(|a| {
                if indivisible(a.number, kind, magnitude) {
                    a.number = a.number.in_thousands();
                    *certainty = (*certainty).max(Certainty::Guessed);
                }
            });
        }
        if raw.unit.is_none() && raw.open.is_some() {
            raw.certainty = raw.certainty.max(Certainty::Guessed);
        }
    }
}

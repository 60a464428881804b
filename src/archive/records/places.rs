//! Where records stand, as steps from one to the next.

use super::super::codec::{Damaged, Decoder, Dictionary, Encoder, Read};
use crate::record::Place;
use crate::text::Span;

/// Spans come in text order, so the way from the last one is short.
pub(in crate::archive) fn span(e: &mut Encoder, s: Span, at: &mut usize) {
    e.signed(s.start as i64 - *at as i64);
    e.number(s.end.saturating_sub(s.start) as u64);
    *at = s.start;
}

pub(in crate::archive) fn read_span(d: &mut Decoder<'_>, at: &mut usize) -> Read<Span> {
    let start = ahead(*at, d.signed()?)?;
    let end = start.checked_add(d.int::<usize>()?).ok_or(Damaged)?;
    *at = start;
    Ok(Span::new(start, end))
}

fn ahead<T: TryFrom<i64> + TryInto<i64>>(at: T, step: i64) -> Read<T> {
    let at: i64 = at.try_into().map_err(|_| Damaged)?;
    at.checked_add(step).and_then(|n| T::try_from(n).ok()).ok_or(Damaged)
}

/// The place written or read last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cursor {
    start: usize,
    page: u32,
    line: u32,
}

/// Beside the length of a place: whether another line follows; whether another page, or boxes.
const LINE: u64 = 1;
const MORE: u64 = 2;

impl Cursor {
    pub(super) fn write(&mut self, e: &mut Encoder, p: &Place) {
        let (line, more) = (p.line != self.line, p.page != self.page || !p.boxes.is_empty());
        e.signed(p.start as i64 - self.start as i64);
        let len = p.end.saturating_sub(p.start) as u64;
        e.number((len << 2) + LINE * u64::from(line) + MORE * u64::from(more));
        if line {
            e.signed(i64::from(p.line) - i64::from(self.line));
        }
        if more {
            e.signed(i64::from(p.page) - i64::from(self.page));
            e.list(&p.boxes, |e, b| b.iter().for_each(|c| e.number(u64::from(c.to_bits().swap_bytes()))));
        }
        *self = Self { start: p.end, page: p.page, line: p.line };
    }

    pub(super) fn read<D: Dictionary>(&mut self, d: &mut Decoder<'_, D>) -> Read<Place> {
        let start = ahead(self.start, d.signed()?)?;
        let len = d.number()?;
        let end = usize::try_from(len >> 2).ok().and_then(|len| start.checked_add(len)).ok_or(Damaged)?;
        let mut place = Place { start, end, page: self.page, line: self.line, boxes: Vec::new() };
        if len & LINE != 0 {
            place.line = ahead(place.line, d.signed()?)?;
        }
        if len & MORE != 0 {
            place.page = ahead(place.page, d.signed()?)?;
            place.boxes = d.list(|d| {
                let mut b = [0.0; 4];
                for c in &mut b {
                    *c = f32::from_bits(d.int::<u32>()?.swap_bytes());
                }
                Ok(b)
            })?;
        }
        *self = Self { start: end, page: place.page, line: place.line };
        Ok(place)
    }
}

//! The office that signs: for whom ("TM.", "KT.", "TUQ."), and as what ("CHỦ TỊCH", "PHÓ GIÁM ĐỐC").

use crate::structure::lines::is_upper;
use crate::structure::outline::fold;
use crate::structure::plain::{offset, plain};

/// Authority words at the start of a line: "TM.", "T/M", "KT.", …; how many characters they take.
pub(super) fn authority(p: &str) -> Option<usize> {
    const WORDS: [&str; 14] =
        ["tm", "t/m", "t.m", "t.l", "kt", "k/t", "tl", "t/l", "tuq", "t/uq", "q", "thay mat", "ky thay", "thua lenh"];
    WORDS.iter().find_map(|w| {
        let rest = p.strip_prefix(w)?;
        let closer = rest.bytes().take_while(|b| matches!(b, b'.' | b' ' | b':' | b'/')).count();
        let apart =
            closer > 0 && (w.len() > 2 || w.contains('/') || rest.starts_with('.') || *w != "q") && rest.len() > closer;
        apart.then_some(w.len() + closer)
    })
}

/// Words of offices, without case and diacritics.
const OFFICES: [&str; 41] = [
    "chu tich",
    "bi thu",
    "giam doc",
    "bo truong",
    "thu truong",
    "thu tuong",
    "truong ban",
    "truong phong",
    "cuc truong",
    "vu truong",
    "chu nhiem",
    "chanh van phong",
    "chanh an",
    "chanh thanh tra",
    "chanh ",
    "vien truong",
    "hieu truong",
    "thong doc",
    "chi huy truong",
    "chinh uy",
    "truong cong an",
    "truong tram",
    "tram truong",
    "hat truong",
    "doi truong",
    "chi cuc truong",
    "tong cuc truong",
    "truong doan",
    "to truong",
    "thu ky",
    "chu toa",
    "chu tri",
    "tham phan",
    "tong kiem toan",
    "tong thanh tra",
    "truong khoa",
    "uy vien",
    "thu truong don vi",
    "nguoi lap",
    "nguoi bao cao",
    "nguoi viet",
];

/// The office or authority that a piece in capitals names, white space folded.
pub(super) fn office(core: &str) -> Option<String> {
    if core.len() > 120 || core.len() < 3 {
        return None;
    }
    let p = plain(core);
    let marked = authority(&p);
    let capital = is_upper(core) || (marked.is_some() && core.chars().filter(|c| c.is_uppercase()).count() >= 4);
    let named = || OFFICES.iter().any(|o| p.contains(o)) || (p.starts_with("truong ") || p.starts_with("pho "));
    // "TM. Ủy ban nhân dân" and "Chủ tịch" stand in mixed case in old papers: only behind an authority.
    if !(capital && (marked.is_some() || named())) {
        return None;
    }
    if core.ends_with([';', ',']) || core.starts_with('-') || p.contains("quyet dinh:") {
        return None;
    }
    Some(fold(core.trim_end_matches([':', '.', ' '])))
}

/// Who made a form and signs beside the one who answers for it: "NGƯỜI LẬP BIỂU", "KẾ TOÁN TRƯỞNG".
pub(super) fn is_aid(core: &str) -> bool {
    const AIDS: [&str; 6] = ["nguoi lap", "nguoi viet", "nguoi kiem tra", "nguoi tong hop", "ke toan", "thu quy"];
    core.len() <= 60 && is_upper(core) && {
        let p = plain(core);
        AIDS.iter().any(|a| p.starts_with(a))
    }
}

/// "phó Thống đốc" below "KT. THỐNG ĐỐC": an office in small letters, believed only below an authority.
pub(super) fn small_office(core: &str) -> Option<String> {
    let p = plain(core);
    let fits = core.len() <= 60
        && !core.starts_with('-')
        && !core.ends_with([';', ',', '.', ':'])
        && p.split(' ').count() <= 7;
    let starts =
        ["pho ", "thu truong", "chu tich", "bi thu", "giam doc", "chanh ", "truong "].iter().any(|w| p.starts_with(w));
    (fits && starts && OFFICES.iter().any(|o| p.contains(o))).then(|| fold(core))
}

pub(super) fn push_office(offices: &mut Vec<String>, office: &str) {
    // "PHÓ BÍ THƯ⏎THƯỜNG TRỰC" and "… KIÊM …" go on with the line above.
    let p = plain(office);
    let tail = p.starts_with("thuong truc") || p.starts_with("kiem ");
    match offices.last_mut() {
        Some(last) if tail => {
            last.push(' ');
            last.push_str(office);
        }
        _ => offices.push(office.to_owned()),
    }
}

/// The office under which the signer signs: the last that is no mere authority.
pub(super) fn signing_office(offices: &[String]) -> Option<String> {
    let own = offices.iter().rev().find(|o| {
        let p = plain(o);
        match authority(&p) {
            // "Q. CHỦ TỊCH" is an office of its own.
            Some(_) => p.starts_with('q'),
            None => true,
        }
    });
    own.cloned().or_else(|| {
        // "KT. GIÁM ĐỐC" alone: the office signed for.
        let last = offices.last()?;
        let p = plain(last);
        let len = authority(&p)?;
        let rest = last[offset(last, len)..].trim();
        (!p.starts_with("tm") && !p.starts_with("t/m") && OFFICES.iter().any(|o| plain(rest).contains(o)))
            .then(|| rest.to_owned())
    })
}

//! The name below a signature, without rank and title: "Thượng tá Lê Văn Cường" → "Lê Văn Cường".

use super::office::office;
use crate::structure::lines::is_upper;
use crate::structure::plain::{offset, plain};

/// "(đã ký)", "[Daky]", "(Ký tên, đóng dấu)".
pub(super) fn is_signed(p: &str) -> bool {
    let p = p.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ' ' | '.'));
    p.len() <= 40
        && (p.starts_with("da ky")
            || p.starts_with("daky")
            || p.starts_with("ky ten")
            || p.starts_with("ky, ")
            || p.starts_with("ky va"))
}

/// Ranks and titles before a name, without case and diacritics.
const RANKS: [&str; 30] = [
    "dai tuong",
    "thuong tuong",
    "trung tuong",
    "thieu tuong",
    "dai ta",
    "thuong ta",
    "trung ta",
    "thieu ta",
    "dai uy",
    "thuong uy",
    "trung uy",
    "thieu uy",
    "gs.ts",
    "pgs.ts",
    "pgs. ts",
    "gs. ts",
    "gs",
    "pgs",
    "ts",
    "ths",
    "bs",
    "bsckii",
    "bscki",
    "bs.ckii",
    "bs.cki",
    "ks",
    "cn",
    "ong",
    "ba",
    "dong chi",
];

/// The name of a person that a piece is, rank and title set aside.
pub(super) fn name(core: &str) -> Option<String> {
    let core = core.trim_matches(|c: char| matches!(c, '*' | '_' | ' ' | '.' | ',' | '/'));
    if core.len() > 80 {
        return None;
    }
    // "(Đã ký) Nguyễn Văn A", "Đã ký: Nguyễn Văn A"
    let core = match core.find([')', ']', ':']).filter(|&i| is_signed(&plain(&core[..i]))) {
        Some(i) => core[i + 1..].trim_start(),
        None => core,
    };
    let mut rest = core;
    let p = plain(core);
    if let Some(rank) =
        RANKS.iter().filter(|r| p.strip_prefix(**r).is_some_and(|x| x.starts_with(['.', ' ']))).max_by_key(|r| r.len())
    {
        let cut = core[offset(core, rank.chars().count())..].trim_start_matches(['.', ' ', ':']);
        if cut.split_whitespace().count() >= 2 {
            rest = cut;
        }
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let proper = |w: &str| {
        let mut cs = w.chars();
        cs.next().is_some_and(char::is_uppercase)
            && cs.clone().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
            && w.chars().count() <= 9
    };
    let upper_name = words.len() >= 2 && words.iter().all(|w| is_upper(w));
    // "H' Liên Niê Kđăm", "Y Thông"
    let initial = |w: &str| w.trim_end_matches(['\'', '’']).chars().count() == 1;
    let mixed = words.iter().all(|w| w.chars().skip(1).any(char::is_lowercase) || initial(w));
    // A name in capitals is told from an office by its words.
    let fits = (2..=6).contains(&words.len())
        && words.iter().all(|w| proper(w))
        && (mixed || (upper_name && office(rest).is_none() && words.len() <= 4 && !is_organisation(&plain(rest))));
    fits.then(|| words.join(" ")).filter(|n| !is_organisation(&plain(n)))
}

pub(super) fn is_organisation(p: &str) -> bool {
    [
        "noi nhan",
        "uy ban",
        "so ",
        "ban ",
        "phong ",
        "van phong",
        "hoi dong",
        "huyen uy",
        "tinh uy",
        "dang uy",
        "bo tai",
        "xa ",
        "tinh ",
        "huyen ",
        "luu",
        "don vi",
        "nhan dan",
        "nguoi ",
        "thuong vu",
    ]
    .iter()
    .any(|w| p.starts_with(w))
}

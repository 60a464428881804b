//! The arguments that all commands share, and what they mean: archive folder, colours, loudness, vocabularies.

use super::{completions, extract, import, refs, search, show, status, table, text};
use crate::error::{Error, Result};
use crate::vocabulary::Vocabulary;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Turns a folder of Vietnamese administrative reports (PDF, TXT) into an archive that can be searched, cited and
/// tabulated.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true, after_help = EXIT_STATUS)]
pub(super) struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
Example:
  trichluc import ~/bao-cao && trichluc search 'hộ nghèo'

Exit status: 0 done; 1 done, but some documents failed or nothing was found; 2 a wrong argument or a fatal error.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Import(import::ImportArgs),
    Extract(extract::ExtractArgs),
    Text(text::TextArgs),
    Search(search::SearchArgs),
    Refs(refs::RefsArgs),
    Table(table::TableArgs),
    Show(show::ShowArgs),
    Status(status::StatusArgs),
    Completions(completions::CompletionsArgs),
    Man(completions::ManArgs),
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Folder of the archive [default: $TRICHLUC_ARCHIVE, else the data folder of the system]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub archive: Option<PathBuf>,
    /// Print JSON: one value, or one per line
    #[arg(long, global = true)]
    pub json: bool,
    /// Colours in the terminal [default: auto; NO_COLOR is respected]
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: When,
    /// Say more; twice for all
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Folder of vocabulary files to use instead of the ones that come with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub vocabulary: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

impl Common {
    /// The archive's folder.
    ///
    /// # Errors
    /// When none is named and the system does not say where data belongs.
    pub fn archive(&self) -> Result<PathBuf> {
        let variable = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        if let Some(dir) = self.archive.clone().or_else(|| variable("TRICHLUC_ARCHIVE")) {
            return Ok(dir);
        }
        let data = if cfg!(windows) {
            variable("APPDATA")
        } else if cfg!(target_os = "macos") {
            variable("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            // The XDG specification has relative paths ignored.
            let xdg = variable("XDG_DATA_HOME").filter(|dir| dir.is_absolute());
            xdg.or_else(|| variable("HOME").map(|home| home.join(".local/share")))
        };
        data.map(|dir| dir.join("trichluc"))
            .ok_or_else(|| Error::Usage("name the archive's folder with --archive or TRICHLUC_ARCHIVE".into()))
    }

    pub fn load_vocabulary(&self) -> Result<Vocabulary> {
        match &self.vocabulary {
            Some(dir) => Vocabulary::from_dir(dir),
            None => Vocabulary::embedded(),
        }
    }
}

/// Limits of reading, for the commands that read files.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Files larger than this are not read [default: 512M]
    #[arg(long, value_name = "SIZE", value_parser = super::human::parse_size)]
    pub max_file_bytes: Option<u64>,

    /// Time for reading one PDF; what was read by then counts [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub max_time: Option<u64>,

    /// What the streams and words of one PDF may take in memory [default: 1G]
    #[arg(long, value_name = "SIZE", value_parser = super::human::parse_size)]
    pub max_memory: Option<u64>,

    /// Pages of one PDF that are read [default: 20000]
    #[arg(long, value_name = "N")]
    pub max_pages: Option<usize>,

    /// Forms within forms that a PDF may nest [default: 12]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16))]
    pub max_depth: Option<u16>,

    /// Read scanned pages with tesseract: where needed and possible, never, or every page with a picture
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub ocr: When,
}

impl ReadArgs {
    pub fn options(&self) -> crate::source::Options {
        use crate::source::ocr::Mode;
        let mut options = crate::source::Options::default();
        if let Some(max) = self.max_file_bytes {
            options.max_file_bytes = max;
        }
        let pdf = &mut options.pdf;
        pdf.max_time = self.max_time.map_or(pdf.max_time, std::time::Duration::from_secs);
        pdf.max_memory = self.max_memory.map_or(pdf.max_memory, |max| usize::try_from(max).unwrap_or(usize::MAX));
        pdf.max_pages = self.max_pages.unwrap_or(pdf.max_pages);
        pdf.max_depth = self.max_depth.map_or(pdf.max_depth, usize::from);
        options.ocr.mode = match self.ocr {
            When::Auto => Mode::Auto,
            When::Never => Mode::Never,
            When::Always => Mode::Always,
        };
        options
    }
}

/// What a search or a table is narrowed to.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct FilterArgs {
    /// Document type ("Báo cáo"); may be repeated
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Words of the issuing body or of one above it in the head: "UBND tỉnh" finds its departments too; may be repeated
    #[arg(long, value_name = "WORDS")]
    issuer: Vec<String>,
    /// Words of the place; may be repeated
    #[arg(long, value_name = "WORDS")]
    place: Vec<String>,
    /// Not before this date: 2023, 2023-06, 2023-06-15 or 15/6/2023; documents without a date of issue are left out
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Not after this date
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Documents that cite this number, in any spelling, or this law by its title; may be repeated
    #[arg(long, value_name = "NUMBER")]
    cites: Vec<String>,
}

impl FilterArgs {
    pub fn filter(&self) -> crate::query::Filter {
        crate::query::Filter {
            types: self.types.clone(),
            issuers: self.issuer.clone(),
            places: self.place.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            cites: self.cites.clone(),
        }
    }
}

//! `trichluc table [INDICATOR…]`: the indicator table, one row per observation with its source, or a pivot.

use super::args::Common;
use super::found::Found;
use super::gone::Files;
use super::grid::{Column, Grid, printable};
use super::human::{count, many};
use super::output::Style;
use super::{Output, Status};
use crate::archive::Archive;
use crate::error::Error;
use crate::query::{self, Axis, Listed, Pivot, Selection};
use crate::record::{Basis, Kind};
use clap::{Args, ValueEnum, ValueHint};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Tabulate indicators by place and period, every row with its source
#[derive(Debug, Args)]
#[command(after_help = "\
An indicator is a catalogue id, which asks for it alone, or words of its name; words without diacritics find any.
Periods and places in brackets are not stated in the sentence but in its section or document; 2024 01-06 is a part
of the year. In a pivot ≠ marks values that contradict each other, ? what was repaired or guessed.

Examples:
  trichluc table 'tỷ lệ hộ nghèo' --place 'Lai Châu' --from 2020
  trichluc table 'ho ngheo' --by place,period
  trichluc table --list
  trichluc table --unit đồng --output von.xlsx")]
pub(super) struct TableArgs {
    /// Catalogue ids or words of the name
    #[arg(value_name = "INDICATOR")]
    indicators: Vec<String>,
    /// Words of the place; may be repeated
    #[arg(long, value_name = "WORDS")]
    place: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    from: Option<String>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    to: Option<String>,
    /// Unit; figures in units of its kind are converted; may be repeated
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Kind of figure; may be repeated
    #[arg(long, value_enum)]
    kind: Vec<KindArg>,
    /// Whether it happened, is expected or is a goal
    #[arg(long, value_enum)]
    basis: Option<BasisArg>,
    /// Leave out figures that were repaired or guessed
    #[arg(long)]
    certain: bool,
    /// Pivot: what stands down and across
    #[arg(long, value_name = "DOWN,ACROSS", value_delimiter = ',', num_args = 1, value_enum)]
    by: Vec<AxisArg>,
    /// Rows to show; with --by grids, the fullest first; with --list indicators; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Name the indicators that the archive holds, with counts
    #[arg(long, conflicts_with_all = ["by", "indicators", "place", "from", "to", "unit", "kind", "basis", "certain", "format", "output", "bom"])]
    list: bool,
    /// Format [default: by the name of --output, else table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to a file
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, for spreadsheet programs
    #[arg(long)]
    bom: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON object per line
    Jsonl,
    /// A workbook
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    Percent,
    Money,
    Area,
    Length,
    Mass,
    Volume,
    Duration,
    Count,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BasisArg {
    Actual,
    Target,
    Estimate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AxisArg {
    Place,
    Period,
    Document,
    Indicator,
}

impl TableArgs {
    fn selection(&self, format: Format) -> Selection {
        let kind = |k: &KindArg| match k {
            KindArg::Percent => Kind::Percent,
            KindArg::Money => Kind::Money,
            KindArg::Area => Kind::Area,
            KindArg::Length => Kind::Length,
            KindArg::Mass => Kind::Mass,
            KindArg::Volume => Kind::Volume,
            KindArg::Duration => Kind::Duration,
            KindArg::Count => Kind::Count,
            KindArg::Other => Kind::Other,
        };
        Selection {
            indicators: self.indicators.clone(),
            units: self.unit.clone(),
            kinds: self.kind.iter().map(kind).collect(),
            places: self.place.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            basis: self.basis.map(|b| match b {
                BasisArg::Actual => Basis::Actual,
                BasisArg::Target => Basis::Target,
                BasisArg::Estimate => Basis::Estimate,
            }),
            certain: self.certain,
            // In the terminal and in the cells of a CSV grid there is only room for page and line.
            quotes: match format {
                Format::Table => false,
                Format::Csv => self.by.is_empty(),
                Format::Jsonl | Format::Xlsx => true,
            },
        }
    }

    fn axes(&self) -> anyhow::Result<Option<(Axis, Axis)>> {
        let axis = |a: AxisArg| match a {
            AxisArg::Place => Axis::Place,
            AxisArg::Period => Axis::Period,
            AxisArg::Document => Axis::Document,
            AxisArg::Indicator => Axis::Indicator,
        };
        match self.by.as_slice() {
            [] => Ok(None),
            [down, across] if down != across => Ok(Some((axis(*down), axis(*across)))),
            _ => Err(Error::Usage("--by takes two different names, for instance --by place,period".into()).into()),
        }
    }

    fn format(&self, common: &Common) -> Format {
        let by_name = || match self.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "jsonl" | "json" => Some(Format::Jsonl),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        };
        let json = common.json.then_some(Format::Jsonl);
        self.format.or(json).or_else(by_name).unwrap_or(Format::Table)
    }
}

pub(super) fn run(args: TableArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let (axes, format) = (args.axes()?, args.format(common));
    if format == Format::Table && args.output.is_some() {
        return Err(
            Error::Usage("--output needs --format csv, jsonl or xlsx, or a file name that ends so".into()).into()
        );
    }
    let vocabulary = common.load_vocabulary()?;
    let reader = Archive::open(&common.archive()?)?.reader()?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    if args.list {
        let listed = query::list(&reader, &vocabulary)?;
        print_list(&listed[..limit.min(listed.len())], common, out)?;
        out.tell_cut(limit, listed.len(), "indicator");
        return Ok(if listed.is_empty() { Status::Incomplete } else { Status::Done });
    }
    let selection = args.selection(format);
    let mut found = match axes {
        None => Found::Rows(query::table(&reader, &selection, &vocabulary)?),
        Some((down, across)) => Found::Grids(query::pivot(&reader, &selection, &vocabulary, down, across)?),
    };
    if let Some(message) = found.nothing() {
        out.message(&printable(message));
        return Ok(Status::Incomplete);
    }
    if let Found::Grids(Pivot { ranges: ranges @ 1.., .. }) = &found {
        let ranges = many(*ranges, "range");
        out.message(&format!("{ranges} left out, for a range has no single value; leave out --by to see them"));
    }
    let all = found.cut(limit);
    let files = Files::default();
    let used = found.mark(&files);
    if format == Format::Table {
        found.print(&used, out)?;
        found.tell_cut(limit, all, out);
        files.tell(out);
        return Ok(Status::Done);
    }
    match &args.output {
        Some(path) => {
            let unwritten = |source| Error::Io { path: path.clone(), source };
            let mut file = BufWriter::new(std::fs::File::create(path).map_err(unwritten)?);
            found
                .write(format, args.bom, &mut |bytes| file.write_all(bytes))?
                .and_then(|()| file.flush())
                .map_err(unwritten)?;
            out.message(&format!("{} written to {}", many(found.figures(), "row"), path.display()));
        }
        None if format == Format::Xlsx && std::io::stdout().is_terminal() => {
            return Err(Error::Usage("a workbook is nothing for a terminal; name a file with --output".into()).into());
        }
        None => found.write(format, args.bom, &mut |bytes| out.bytes(bytes))??,
    }
    found.tell_cut(limit, all, out);
    files.tell_unseen(out);
    Ok(Status::Done)
}

fn print_list(listed: &[Listed], common: &Common, out: &Output) -> anyhow::Result<()> {
    if common.json {
        listed.iter().try_for_each(|l| out.json(l))?;
    } else {
        let mut grid = Grid::new(vec![
            Column::left("id").style(Style::Dim),
            Column::left("name").flexible(),
            Column::left("units").flexible(),
            Column::right("figures"),
            Column::right("documents"),
        ]);
        for l in listed {
            grid.row(vec![
                l.indicator.clone().unwrap_or_default(),
                l.name.clone(),
                l.units.join(", "),
                count(l.figures),
                count(l.documents),
            ]);
        }
        grid.print(out)?;
    }
    Ok(())
}

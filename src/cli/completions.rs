//! `trichluc completions SHELL` and `trichluc man`: what a shell and `man` need to know of the commands.

use super::args::Cli;
use super::{Output, Status};
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  trichluc completions bash > ~/.local/share/bash-completion/completions/trichluc")]
pub(super) struct CompletionsArgs {
    /// Shell to complete for
    shell: Shell,
}

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  trichluc man > ~/.local/share/man/man1/trichluc.1")]
pub(super) struct ManArgs {}

pub(super) fn completions(args: CompletionsArgs, out: &Output) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "trichluc", &mut script);
    out.text(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}

/// One page for all: the program, then every command as a section.
pub(super) fn man(ManArgs {}: ManArgs, out: &Output) -> anyhow::Result<Status> {
    let mut cli = Cli::command();
    cli.build();
    let mut page = Vec::new();
    let main = clap_mangen::Man::new(cli.clone());
    main.render(&mut page)?;
    for command in cli.get_subcommands().filter(|c| !c.is_hide_set()) {
        section(command, &mut page)?;
    }
    out.text(&String::from_utf8_lossy(&page))?;
    Ok(Status::Done)
}

fn section(command: &Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    page.extend_from_slice(format!(".SH \"TRICHLUC {}\"\n", command.get_name().to_uppercase()).as_bytes());
    let mut body = Vec::new();
    man.render_synopsis_section(&mut body)?;
    man.render_description_section(&mut body)?;
    man.render_options_section(&mut body)?;
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut body)?;
    }
    // Below the command's own heading the parts are subsections.
    let body = String::from_utf8_lossy(&body).replace("\n.SH ", "\n.SS ");
    page.extend_from_slice(body.strip_prefix(".SH ").map_or_else(|| body.clone(), |b| format!(".SS {b}")).as_bytes());
    Ok(())
}

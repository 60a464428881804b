//! Exit statuses, streams, colours, help.

use super::{Fixture, program, report, run, trichluc};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const COMMANDS: &[&str] =
    &["import", "extract", "text", "search", "refs", "table", "show", "status", "completions", "man"];

#[test]
fn every_command_has_help_with_an_example() {
    let all = trichluc(["--help"]).exits(0).stdout;
    for command in COMMANDS {
        assert!(all.contains(&format!("  {command} ")), "{command} is not in --help");
        let help = trichluc([command, "--help"]).exits(0).stdout;
        assert!(help.contains("Example") && help.contains(&format!("  trichluc {command}")), "{help}");
    }
}

#[test]
fn exit_statuses() {
    let f = Fixture::new();
    let good = f.write("a.txt", report(12, "xã đã họp."));
    let bad = f.write("b.txt", [0u8, 159, 146, 150, 0, 1, 2, 3]);
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    for (args, status, reason) in [
        (vec!["extract", good], 0, "a good file"),
        (vec!["extract", good, bad], 1, "one of two failed"),
        (vec!["text", bad], 1, "no text"),
        (vec!["extract", "/no/such/file"], 2, "a missing file"),
        (vec!["text"], 2, "no file named"),
        (vec!["text", good, "--no-such-option"], 2, "a wrong option"),
        (vec![], 2, "no command"),
        (vec!["--version"], 0, "version"),
        (vec!["completions", "bash"], 0, "completions"),
        (vec!["man"], 0, "manual page"),
    ] {
        let run = trichluc(&args);
        assert_eq!(run.status, Some(status), "{reason}: {run:?}");
    }
    for args in [["status"].as_slice(), &["search", "nghèo"], &["refs", "69-KL/TU"], &["table"], &["show", "x"]] {
        let run = f.run(args).exits(2);
        assert!(run.stderr.contains("there is no archive here"), "{args:?}: {}", run.stderr);
        assert!(!f.archive().exists(), "{args:?} made an archive");
    }
    f.import(&[]).0.exits(1);
    f.run(["search", "nghèo"]).exits(0);
    f.run(["search", "khongcotunay"]).exits(1);
    f.run(["refs", "999-KL/TU"]).exits(1);
    f.run(["show", "a.txt"]).exits(0);
    f.run(["show", "b.txt"]).exits(1);
    f.run(["show", "khong-co.txt"]).exits(1);
    f.run(["import", "/no/such/folder"]).exits(2);
}

#[test]
fn text_and_records_go_to_standard_output_and_problems_to_standard_error() {
    let f = Fixture::new();
    let good = f.write("a.txt", "Trang một\x0cTrang hai\n");
    let bad = f.write("b.pdf", "%PDF-1.4 and nothing more");
    let text = trichluc([&"text".into(), &good.as_os_str().to_owned()]).exits(0);
    assert_eq!((text.stdout.matches('\x0c').count(), text.stderr.as_str()), (1, ""));
    assert!(text.stdout.starts_with("Trang một"));
    let records = run(program().arg("extract").args([&bad, &good])).exits(1);
    assert_eq!(records.lines()[0]["type"], "document");
    assert_eq!(records.lines()[0]["path"], good.to_str().unwrap(), "the path as given");
    assert!(records.stderr.contains("b.pdf") && records.stderr.contains("[damaged-pdf]"), "{}", records.stderr);
    let folder = run(program().arg("text").arg(f.docs())).exits(1).stderr;
    assert!(folder.contains("is a folder; `trichluc import` reads folders"), "{folder}");
    let json = run(program().args(["text", "--json"]).arg(&good)).exits(0).json();
    assert_eq!(json["pages"][1]["page"], 2);
}

#[test]
fn a_broken_pipe_ends_quietly() {
    let f = Fixture::new();
    let path = f.write("a.txt", report(12, "xã đã họp.").repeat(20_000));
    for command in ["text", "extract"] {
        let mut child =
            program().arg(command).arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    }
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let f = Fixture::new();
    f.write("a.txt", report(12, "xã đã họp."));
    f.import(&[]).0.exits(0);
    let colored = |args: &[&str], no_color: Option<&str>| {
        let mut command = f.command(["search", "nghèo"]);
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        run(command.args(args)).exits(0).stdout.contains('\x1b')
    };
    for (args, no_color, want, reason) in [
        (&[][..], None, false, "a pipe"),
        (&["--color", "always"], None, true, "asked for"),
        (&["--color", "always"], Some("1"), true, "the option is nearer than the environment"),
        (&["--color", "never"], None, false, "refused"),
        (&["--color", "always", "--json"], None, false, "JSON has no colours"),
    ] {
        assert_eq!(colored(args, no_color), want, "{reason}");
    }
}

#[test]
fn the_archive_is_found_by_option_then_variable_then_data_folder() {
    let f = Fixture::new();
    f.write("a.txt", report(12, "xã đã họp."));
    let (home, named) = (f.path("home"), f.path("named"));
    let docs = f.docs();
    run(program().env("HOME", &home).arg("import").arg(&docs)).exits(0);
    #[cfg(target_os = "linux")]
    assert!(home.join(".local/share/trichluc").is_dir());
    run(program().env("XDG_DATA_HOME", f.path("xdg")).arg("import").arg(&docs)).exits(0);
    #[cfg(target_os = "linux")]
    assert!(f.path("xdg/trichluc").is_dir());
    run(program().env("HOME", &home).env("TRICHLUC_ARCHIVE", &named).arg("import").arg(&docs)).exits(0);
    assert!(named.is_dir());
    let status = run(program().env("TRICHLUC_ARCHIVE", &home).arg("--archive").arg(&named).args(["status", "--json"]));
    assert_eq!(status.exits(0).json()["documents"], 1);
}

#[test]
fn completions_and_man_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = trichluc(["completions", shell]).exits(0).stdout;
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let page = trichluc(["man"]).exits(0).stdout;
    for command in COMMANDS {
        assert!(page.contains(&format!("TRICHLUC {}", command.to_uppercase())), "{command}");
    }
}

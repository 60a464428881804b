//! A net under one file: a panic while a file is processed becomes the reason code `internal-error` of that
//! file, its message goes into the report and not onto the terminal.

use super::{Processed, process};
use crate::error::{Error, Reason, Result};
use crate::normalize::NormText;
use crate::source;
use crate::vocabulary::Vocabulary;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    /// Source line of the last panic inside.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Keeps panics inside [`guarded`] off the terminal; other panics are printed as before.
pub fn quiet_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.get() {
                PLACE.set(info.location().map(|l| format!(" at {}:{}", l.file(), l.line())));
            } else {
                before(info);
            }
        }));
    });
}

/// [`process`], with a panic turned into an error of this file.
///
/// # Errors
/// As [`process`], and [`Reason::InternalError`] for a panic.
pub fn guarded(path: &Path, bytes: &[u8], options: &source::Options, vocabulary: &Vocabulary) -> Result<Processed> {
    catch(path, || process(path, bytes, options, vocabulary))
}

/// [`super::again`], with a panic turned into an error of this file.
///
/// # Errors
/// [`Reason::InternalError`] for a panic.
pub fn guarded_again(path: &Path, before: Processed, vocabulary: &Vocabulary) -> Result<Processed> {
    catch(path, || Ok(super::again(path, before, vocabulary)))
}

/// [`super::text`], with a panic turned into an error of this file.
///
/// # Errors
/// As [`super::text`], and [`Reason::InternalError`] for a panic.
pub fn guarded_text(path: &Path, bytes: &[u8], options: &source::Options) -> Result<NormText> {
    catch(path, || super::text(path, bytes, options))
}

fn catch<T>(path: &Path, run: impl FnOnce() -> Result<T>) -> Result<T> {
    let outer = INSIDE.replace(true);
    // Nothing that the closure could leave half-written outlives it: it reads shared data and returns its result.
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    INSIDE.set(outer);
    result.unwrap_or_else(|payload| {
        let said = payload.downcast_ref::<&str>().copied();
        let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown");
        Err(Error::Document {
            path: path.to_owned(),
            reason: Reason::InternalError,
            message: format!(
                "a defect of this program ({said}{}); please report it with the file",
                PLACE.take().unwrap_or_default()
            ),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_file() {
        quiet_panics();
        let error = catch(Path::new("a.txt"), || -> Result<()> { panic!("số {}", 7) }).unwrap_err();
        assert!(
            matches!(&error, Error::Document { reason: Reason::InternalError, message, .. } if message.contains("số 7 at src"))
        );
        assert_eq!(catch(Path::new("a.txt"), || Ok(7)).unwrap(), 7, "the net does not change a result");
    }
}

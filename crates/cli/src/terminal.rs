//! What the terminal can do, and text made fit for it: width, marks, wrapped lines. Also the way to stderr.
//!
//! Text of an index is foreign text: control characters in it never reach the terminal.

use console::Term;
use keyseek_search::Run;
use std::env;
use std::io::{self, IsTerminal, Write};
use unicode_width::UnicodeWidthChar;

/// Lines of text longer than this are hard to read, however wide the terminal is.
const MAX_WIDTH: usize = 100;
const MIN_WIDTH: usize = 20;

/// How text is set on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; none when lines are left as they are.
    pub width: Option<usize>,
    /// Whether marked text is bold and underlined.
    pub marks: bool,
}

impl Style {
    /// The style for stdout as it is: plain and unwrapped unless a person looks at it. `NO_COLOR` keeps it plain.
    pub fn of_stdout() -> Self {
        if !io::stdout().is_terminal() {
            return Self { width: None, marks: false };
        }
        let columns = Term::stdout().size_checked().map_or(80, |(_, columns)| usize::from(columns));
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { width: Some(columns.max(MIN_WIDTH)), marks: !no_color && !is_dumb }
    }

    /// Text in bold.
    pub fn bold(self, text: &str) -> String {
        let text = plain(text);
        if self.marks { format!("\x1b[1m{text}\x1b[0m") } else { text }
    }

    /// Runs as lines, indented by `indent` columns and wrapped, their marks shown.
    pub fn lines(self, runs: &[Run], indent: usize) -> Vec<String> {
        let characters = characters(runs);
        let width = self.width.map_or(usize::MAX, |width| width.min(MAX_WIDTH).saturating_sub(indent));
        wrap(&characters, width)
            .into_iter()
            .map(|line| format!("{:indent$}{}", "", self.show(line)))
            .collect()
    }

    fn show(self, line: &[(char, bool)]) -> String {
        let mut shown = String::new();
        for run in line.chunk_by(|one, next| one.1 == next.1) {
            let is_marked = self.marks && run.iter().any(|(_, mark)| *mark);
            if is_marked {
                shown += "\x1b[1;4m";
            }
            shown.extend(run.iter().map(|(character, _)| character));
            if is_marked {
                shown += "\x1b[0m";
            }
        }
        shown
    }
}

/// Says something about the work, on stderr and with the command's name before it.
pub fn say(text: &str) {
    // When even stderr is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "keyseek: {text}");
}

/// Text without control characters.
pub fn plain(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// Text that fits into `width` columns; where it does not, its end is an ellipsis.
pub fn cut(text: &str, width: usize) -> String {
    let fits = |text: &str, width: usize| {
        let mut columns = 0;
        text.find(|character: char| {
            columns += character.width().unwrap_or(0);
            columns > width
        })
    };
    match fits(text, width) {
        None => text.to_owned(),
        Some(_) if width == 0 => String::new(),
        Some(_) => {
            let end = fits(text, width - 1).unwrap_or(text.len());
            format!("{}…", text[..end].trim_end())
        }
    }
}

/// The characters of all runs with their marks, white space joined.
fn characters(runs: &[Run]) -> Vec<(char, bool)> {
    let mut characters: Vec<(char, bool)> = Vec::new();
    for run in runs {
        for character in run.text.chars() {
            let is_space = character.is_whitespace() || character.is_control();
            if !is_space {
                characters.push((character, run.mark));
            } else if characters.last().is_some_and(|(before, _)| *before != ' ') {
                characters.push((' ', run.mark));
            }
        }
    }
    characters
}

/// Cuts at the last space that fits, or within the word where there is none, as in Chinese.
fn wrap(text: &[(char, bool)], width: usize) -> Vec<&[(char, bool)]> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut columns = 0;
        let fits = rest.iter().position(|(character, _)| {
            columns += character.width().unwrap_or(0);
            columns > width
        });
        let Some(fits) = fits else {
            lines.push(rest);
            break;
        };
        let (line, next) = match rest[..=fits].iter().rposition(|(character, _)| *character == ' ') {
            Some(space) if space > 0 => (&rest[..space], &rest[space + 1..]),
            _ => rest.split_at(fits.max(1)),
        };
        lines.push(line);
        rest = next;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, mark: bool) -> Run {
        Run { text: text.to_owned(), mark }
    }

    #[test]
    fn lines_break_at_spaces_and_count_wide_characters_twice() {
        let check = |text: &str, width, expected: &[&str]| {
            let style = Style { width: Some(width), marks: false };
            assert_eq!(style.lines(&[run(text, false)], 0), expected, "{text:?} in {width}");
        };
        check("", 10, &[]);
        check("kafka and celery", 16, &["kafka and celery"]);
        check("kafka and celery", 15, &["kafka and", "celery"]);
        check("kafka and celery", 9, &["kafka and", "celery"]);
        check("도커 설치 안내", 9, &["도커 설치", "안내"]);
        check("他山之石可以攻玉", 7, &["他山之", "石可以", "攻玉"]);
        check("글", 1, &["글"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let check = |text, width, expected| assert_eq!(cut(text, width), expected, "{text:?} in {width}");
        check("kafka", 5, "kafka");
        check("kafka", 4, "kaf…");
        check("검색 엔진", 9, "검색 엔진");
        check("검색 엔진", 8, "검색 엔…");
        check("검색 엔진", 7, "검색…");
        check("검색", 2, "…");
        check("검색", 1, "…");
        check("검색", 0, "");
    }

    #[test]
    fn marks_are_shown_when_asked_for_and_control_characters_never() {
        let runs = [run("see \u{1b}[31m\n", false), run("kafka", true), run(" now", false)];
        let marked = Style { width: None, marks: true };
        assert_eq!(marked.lines(&runs, 3), ["   see [31m \x1b[1;4mkafka\x1b[0m now"]);
        let unmarked = Style { width: None, marks: false };
        assert_eq!(unmarked.lines(&runs, 0), ["see [31m kafka now"]);
        assert_eq!(unmarked.bold("a\u{7}b"), "a b");
    }

    #[test]
    fn a_mark_goes_on_over_a_line_break() {
        let style = Style { width: Some(6), marks: true };
        assert_eq!(
            style.lines(&[run("kafka celery", true)], 0),
            ["\x1b[1;4mkafka\x1b[0m", "\x1b[1;4mcelery\x1b[0m"]
        );
    }
}

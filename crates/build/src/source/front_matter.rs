//! The fields at the top of a Markdown file: YAML between `---` lines, TOML between `+++` lines.
//!
//! YAML is read by serde-saphyr: pure safe Rust, under active development, with limits against alias bombs
//! and deep nesting. serde_yaml is deprecated and its forks stand on the unsafe libyaml port; saphyr itself
//! has no serde.

use std::path::Path;

use serde_json::Value;
use serde_saphyr::NonFiniteFloatPolicy;
use serde_saphyr::options::DuplicateKeyPolicy;

use super::fields::Fields;
use super::{Problem, ProblemKind};

/// Splits a file into its fields and the text after them. Front matter that cannot be read gives a problem,
/// no fields, and still the text after it.
pub(super) fn split<'a>(text: &'a str, path: &Path, problems: &mut Vec<Problem>) -> (Fields, &'a str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (fence, language) = match text.lines().next().map(str::trim_end) {
        Some("---") => ("---", "YAML"),
        Some("+++") => ("+++", "TOML"),
        _ => return (Fields::new(), text),
    };
    let after_fence = text.find('\n').map_or(text.len(), |at| at + 1);
    let Some((length, body)) = find_end(&text[after_fence..], fence) else {
        if looks_like_fields(&text[after_fence..], fence) == Some(true) {
            problems.push(Problem::at_line(path, 1, ProblemKind::UnclosedFrontMatter { fence }));
        }
        return (Fields::new(), text);
    };
    let matter = &text[after_fence..after_fence + length];
    if looks_like_fields(matter, fence) == Some(false) {
        // A rule across the page, not front matter.
        return (Fields::new(), text);
    }
    let parsed = if fence == "---" { from_yaml(matter) } else { from_toml(matter) };
    let fields = parsed.unwrap_or_else(|(line, reason)| {
        // The fence is line 1 of the file.
        problems.push(Problem::at_line(path, line + 1, ProblemKind::FrontMatter { language, reason }));
        Fields::new()
    });
    (fields, body)
}

/// The length of the front matter and what stands after its closing line.
fn find_end<'a>(text: &'a str, fence: &str) -> Option<(usize, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return Some((at, &text[end..]));
        }
        at = end;
    }
    None
}

/// Whether the first line that says something is `name: …` (or `name = …`, or a table or list); none if no
/// line does.
fn looks_like_fields(text: &str, fence: &str) -> Option<bool> {
    let separator = if fence == "---" { ':' } else { '=' };
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.map(|line| {
        let name = line.split_once(separator).map(|(name, _)| name.trim_end());
        line.starts_with(['{', '[', '%']) || name.is_some_and(|name| !name.is_empty() && !name.contains(' '))
    })
}

/// The fields, or the line from 1 and what is wrong there.
fn from_yaml(text: &str) -> Result<Fields, (usize, String)> {
    // YAML wants the further lines of a quoted text indented. Site generators and formatters do not, so a
    // text that fails is read once more with them indented, which changes neither the text nor the lines.
    parse_yaml(text).or_else(|error| parse_yaml(&indent_quoted(text)).map_err(|_| error))
}

/// Indents the lines inside quoted values of outermost fields.
fn indent_quoted(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() + 64);
    let mut open: Option<char> = None;
    for line in text.split_inclusive('\n') {
        let value = match open {
            Some(_) => {
                indented.push_str("  ");
                line
            }
            None => {
                let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
                open = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                value.get(1..).filter(|_| open.is_some()).unwrap_or_default()
            }
        };
        if open.is_some_and(|quote| is_closed(value, quote)) {
            open = None;
        }
        indented.push_str(line);
    }
    indented
}

/// Whether a quoted text ends on this line. `\"` does not end a text in double quotes, nor `''` one in single
/// quotes.
fn is_closed(text: &str, quote: char) -> bool {
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_escape =
            (c == '\\' && quote == '"') || (c == quote && quote == '\'' && characters.peek() == Some(&quote));
        if is_escape {
            characters.next();
        } else if c == quote {
            return true;
        }
    }
    false
}

fn parse_yaml(text: &str) -> Result<Fields, (usize, String)> {
    let options = serde_saphyr::options! {
        // The last one counts in most site generators; an error would cost all the other fields.
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        // `lang: no` is Norwegian.
        strict_booleans: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Value>(text, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Fields::new()),
        Ok(Value::String(text)) if text.is_empty() => Ok(Fields::new()),
        Ok(_) => Err((1, "expected `name: value` lines".to_owned())),
        Err(error) => {
            let line =
                error.location().and_then(|location| usize::try_from(location.line()).ok()).unwrap_or(1);
            Err((line.max(1), one_line(&error.to_string())))
        }
    }
}

fn from_toml(text: &str) -> Result<Fields, (usize, String)> {
    match text.parse::<toml::Table>() {
        Ok(table) => Ok(table.into_iter().map(|(name, value)| (name, from_toml_value(value))).collect()),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Err((before.matches('\n').count() + 1, one_line(error.message())))
        }
    }
}

fn from_toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml_value).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, from_toml_value(value))).collect())
        }
    }
}

/// Parsers write their messages in several lines, and where the error is counted from the front matter's
/// first line.
fn one_line(message: &str) -> String {
    let line = super::text::one_line(message);
    line.split(" at line ").next().unwrap_or(&line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(text: &str, fields: Value, body: &str, problem: Option<usize>) {
        let mut problems = Vec::new();
        let (got, rest) = split(text, Path::new("a.md"), &mut problems);
        assert_eq!((Value::Object(got), rest), (fields, body), "{text}");
        assert_eq!(problems.first().map(|problem| problem.line), problem.map(Some), "{text}: {problems:?}");
    }

    #[test]
    fn both_languages_and_neither() {
        let none = || json!({});
        check("---\ntitle: A\ntags: [x, y]\n---\nB", json!({"title": "A", "tags": ["x", "y"]}), "B", None);
        check("---\r\ntitle: A\r\n---\r\nB", json!({"title": "A"}), "B", None);
        check("---\ndate: 2018-05-31\n...\nB", json!({"date": "2018-05-31"}), "B", None);
        check(
            "+++\ntitle = \"A\"\ndate = 2018-05-31\n+++\nB",
            json!({"title": "A", "date": "2018-05-31"}),
            "B",
            None,
        );
        check(
            "---\na: \"b \\\" c\nd: e\"\nf: 'g''\nh'\n---\n",
            json!({"a": "b \" c d: e", "f": "g' h"}),
            "",
            None,
        );
        check("---\nlang: no\nlang: ko\n---\n", json!({"lang": "ko"}), "", None);
        check("---\n# nothing\n---\nB", none(), "B", None);
        check("---\n---\nB", none(), "B", None);
        check("plain", none(), "plain", None);
        check("---\n\nAfter a rule\n\n---\n", none(), "---\n\nAfter a rule\n\n---\n", None);
    }

    #[test]
    fn malformed_front_matter_names_its_line() {
        check("---\ntitle: A\nb: [\n---\nB", json!({}), "B", Some(3));
        check("---\ntitle: 'A\n---\nB", json!({}), "B", Some(3));
        check("+++\ntitle = \"A\"\nb = \n+++\nB", json!({}), "B", Some(3));
        check("---\ntitle: A\nB", json!({}), "---\ntitle: A\nB", Some(1));
    }
}

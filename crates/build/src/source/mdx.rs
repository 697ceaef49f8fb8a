//! MDX to Markdown: imports, exports, JSX tags and `{expressions}` are taken out, what they enclose stays.
//!
//! Not a JavaScript parser: it counts braces and angle brackets, which is right for files that MDX itself
//! accepts. Code blocks and code spans are copied as they are.

/// What was opened and where it starts in the output: closing it takes it out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Expression(usize),
    Tag(usize),
}

/// The Markdown in an MDX text.
pub(super) fn strip(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut opened: Vec<Opened> = Vec::new();
    let mut code_fence: Option<&str> = None;
    let mut in_module = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if let Some(fence) = code_fence {
            output.push_str(line);
            if trimmed.starts_with(fence) && trimmed.trim_matches(['`', '~']).is_empty() {
                code_fence = None;
            }
            continue;
        }
        // Imports and exports run up to a blank line.
        in_module =
            !trimmed.is_empty() && (in_module || line.starts_with("import ") || line.starts_with("export "));
        if in_module && opened.is_empty() {
            continue;
        }
        code_fence = opening_fence(trimmed);
        if code_fence.is_some() {
            output.push_str(line);
        } else {
            strip_line(line, &mut opened, &mut output);
        }
    }
    output
}

fn opening_fence(line: &str) -> Option<&str> {
    let mark = if line.starts_with("```") { '`' } else { '~' };
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then_some(&line[..length])
}

fn strip_line(line: &str, opened: &mut Vec<Opened>, output: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['`', '{', '}', '<', '>', '\\']) {
        output.push_str(&rest[..at]);
        let (mark, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        let mut length = 1;
        match (mark, opened.last().copied()) {
            (b'`', _) => length = code_span(&rest[at..]),
            (b'\\', _) => length += after.chars().next().map_or(0, char::len_utf8),
            (b'{', _) => opened.push(Opened::Expression(output.len())),
            (b'<', None | Some(Opened::Tag(_)))
                if after.starts_with(|c: char| c.is_alphabetic() || "/>".contains(c)) =>
            {
                opened.push(Opened::Tag(output.len()));
            }
            (b'}', Some(Opened::Expression(start))) | (b'>', Some(Opened::Tag(start))) => {
                opened.pop();
                let tag = output.get(start..).unwrap_or_default();
                let is_inline = mark == b'>' && is_inline_tag(tag);
                output.truncate(start);
                if !is_inline {
                    output.push(' ');
                }
                rest = after;
                continue;
            }
            _ => {}
        }
        let (copied, next) = rest[at..].split_at(length);
        output.push_str(copied);
        rest = next;
    }
    output.push_str(rest);
}

/// The length of a code span on this line, or of the backticks when it does not end here.
fn code_span(text: &str) -> usize {
    let length = text.len() - text.trim_start_matches('`').len();
    let (ticks, after) = text.split_at(length);
    after.find(ticks).map_or(length, |end| length + end + length)
}

/// Tags that may stand inside a word.
fn is_inline_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    matches!(
        name,
        "a" | "b"
            | "code"
            | "em"
            | "i"
            | "kbd"
            | "mark"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn code_is_taken_out_and_content_stays() {
        for (text, expect) in [
            ("import A from 'a'\nexport const b = {\n  c: 1,\n}\n\nText", "\nText"),
            ("<Note kind={{ a: 'b' }}>\nText\n</Note>\n", " \nText\n \n"),
            ("a{/* comment */}b", "a b"),
            ("<Tabs\n  onChange={() => { x > 1 }}\n>\nText", " \nText"),
            ("do<b>ck</b>er", "docker"),
            ("`<A>` and `{b}`", "`<A>` and `{b}`"),
            ("```js\nimport x from 'y'\n<A>{b}\n```\n<B/>c", "```js\nimport x from 'y'\n<A>{b}\n```\n c"),
            ("1 < 2 and \\{ stays", "1 < 2 and \\{ stays"),
            ("open { brace", "open { brace"),
            ("<>fragment</>", " fragment "),
        ] {
            assert_eq!(strip(text), expect, "{text}");
        }
    }
}

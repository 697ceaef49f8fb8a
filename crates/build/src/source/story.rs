//! Story pages: a captured listing of posts from a company-story site, in plain text.
//!
//! ```text
//! 스토리 홈 …          a preamble of menu lines, passed over
//! 조회수 1945          views; starts a post
//!
//! Golang 체험기        title
//!
//! AWS EC2 태그를 …     body, in one line; tags are the `#word`s at its very end
//! 조회수 1103          the next post follows at once
//! …
//!                     a blank line ends the last body; the page's footer is passed over
//! ```
//!
//! A post has no address, date or author of its own. Its address is made from the title alone, so that it
//! stays when posts are added or come in another order; when two different posts share a title, `assemble`
//! adds a hash of the content to both.

use keyseek_index::document::{Document, MetaValue, Section};

use super::{Parsed, Problem, ProblemKind, SourceFile, SourceOptions, text, urls};

/// What starts a post.
const VIEWS: &str = "조회수 ";

/// Reads a page of stories.
pub(super) fn parse(file: &SourceFile, options: &SourceOptions) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(page) = text::read_text(file, &mut parsed.problems) else {
        return parsed;
    };
    let mut lines = page.lines().enumerate().peekable();
    let mut posts = 0;
    while let Some((at, line)) = lines.next() {
        let Some(views) = views(line) else {
            continue;
        };
        posts += 1;
        let gap = lines.next_if(|(_, line)| is_blank(line));
        let title =
            gap.and_then(|_| lines.next_if(|(_, line)| !is_blank(line) && self::views(line).is_none()));
        let Some((_, title)) = title else {
            let kind = ProblemKind::BrokenStory { missing: "title" };
            parsed.problems.push(Problem::at_line(&file.path, at + 1, kind));
            continue;
        };
        lines.next_if(|(_, line)| is_blank(line));
        let mut body = String::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !is_blank(line) && self::views(line).is_none())
        {
            if !body.is_empty() {
                body.push('\n');
            }
            body.push_str(line);
        }
        if body.is_empty() {
            let kind = ProblemKind::BrokenStory { missing: "body" };
            parsed.problems.push(Problem::at_line(&file.path, at + 1, kind));
            continue;
        }
        parsed.documents.push(document(views, title, &body, options));
    }
    if posts == 0 {
        parsed.problems.push(Problem::in_file(&file.path, ProblemKind::NotAStoryPage));
    }
    parsed
}

fn document(views: f64, title: &str, body: &str, options: &SourceOptions) -> Document {
    let title = text::one_line(title);
    let (body, tags) = split_tags(body);
    let url = urls::below(&options.base_url, &format!("/story/{}", urls::slug(&title)));
    Document {
        url,
        title,
        lang: language(body).to_owned(),
        tags: text::tidy_tags(tags.into_iter().map(Into::into)),
        sections: vec![Section { text: body.to_owned(), ..Section::default() }],
        meta: [("views".to_owned(), MetaValue::Number(views))].into(),
        ..Document::default()
    }
}

/// The views of a line that starts a post.
fn views(line: &str) -> Option<f64> {
    let digits: String = line.strip_prefix(VIEWS)?.trim().chars().filter(|c| *c != ',').collect();
    let is_number = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The body without its tags, and the tags in order.
///
/// Tags are the `#word`s at the very end, the first often glued to the last sentence (`힘들었다.#데일리 #데일리호텔`). A
/// `#` before other text is not a tag (`PKCS #7 …`), nor is a bare number at the end, nor the fragment of an
/// address.
fn split_tags(body: &str) -> (&str, Vec<&str>) {
    let mut rest = body.trim();
    let mut tags = Vec::new();
    // Where the white-space-separated piece that is looked at starts, and where an address in it does.
    let (mut piece, mut address) = (usize::MAX, None);
    while let Some(at) = rest.rfind('#') {
        let word = &rest[at + 1..];
        if at < piece {
            piece = rest[..at].rfind(char::is_whitespace).unwrap_or(0);
            address = rest[piece..at].find("://").map(|offset| piece + offset);
        }
        let is_fragment = address.is_some_and(|address| address < at);
        if word.contains(char::is_whitespace) || !word.contains(char::is_alphabetic) || is_fragment {
            break;
        }
        tags.push(word);
        rest = rest[..at].trim_end();
    }
    tags.reverse();
    (rest, tags)
}

/// The stories are Korean; one without any Hangul is left for the analyzer to judge.
fn language(body: &str) -> &'static str {
    if body.contains(|c| ('가'..='힣').contains(&c)) { "ko" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_at_the_very_end() {
        for (body, text, tags) in [
            ("힘들었다.#데일리 #데일리호텔", "힘들었다.", &["데일리", "데일리호텔"][..]),
            ("연결해 보세요.\u{a0}#와탭랩스 #SaaS", "연결해 보세요.", &["와탭랩스", "SaaS"]),
            ("PKCS #7 형식이다", "PKCS #7 형식이다", &[]),
            ("형식은 PKCS #7", "형식은 PKCS #7", &[]),
            ("#!/bin/bash 로 시작", "#!/bin/bash 로 시작", &[]),
            ("channel=\"#general\" 에 #모니터링", "channel=\"#general\" 에", &["모니터링"]),
            ("참고 https://a.example/b#c", "참고 https://a.example/b#c", &[]),
            ("참고 https://a.example/b #c #d", "참고 https://a.example/b", &["c", "d"]),
            ("https://a.example/#b#c 끝#d", "https://a.example/#b#c 끝", &["d"]),
            ("C#", "C#", &[]),
            ("끝.#A#B", "끝.", &["A", "B"]),
        ] {
            assert_eq!(split_tags(body), (text, tags.to_vec()), "{body}");
        }
    }

    #[test]
    fn views_are_a_line_of_their_own() {
        for (line, expect) in [
            ("조회수 1945", Some(1945.0)),
            ("조회수 1,945", Some(1945.0)),
            ("조회수 많음", None),
            ("내 조회수 3", None),
        ] {
            assert_eq!(views(line), expect, "{line}");
        }
    }
}

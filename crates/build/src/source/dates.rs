//! Dates as people write them to ISO 8601, where they can be read without guessing.
//!
//! A date crate would add a calendar, time zones and formats that nothing here needs: the numbers are only
//! put in order. Day before month or after it is never guessed, so `05/06/2018` stays as written.

/// The date in ISO 8601, or the text as written when it is in no known form.
pub(super) fn to_iso(text: &str) -> String {
    let text = text.trim();
    if is_iso(text) {
        return text.to_owned();
    }
    year_first(text).or_else(|| month_by_name(text)).unwrap_or_else(|| text.to_owned())
}

/// `2018-05-31`, with or without a time after it.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && bytes.get(10).is_none_or(|byte| !byte.is_ascii_digit())
}

/// `2018. 5. 31.`, `2018/05/31 10:30`, `2018-5-31`, `2018년 5월 31일`, `20180531`.
fn year_first(text: &str) -> Option<String> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return iso(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?, None);
    }
    let (year, rest) = leading_number(text)?;
    let (month, rest) = leading_number(rest.trim_start().strip_prefix(['.', '/', '-', '년'])?.trim_start())?;
    let (day, rest) = leading_number(rest.trim_start().strip_prefix(['.', '/', '-', '월'])?.trim_start())?;
    let rest = rest.trim_start_matches(['.', '일', ',', 'T', ' ']).trim();
    if year < 1000 {
        return None;
    }
    iso(year, month, day, Some(rest).filter(|rest| is_time(rest)).map(str::to_owned))
}

/// RFC 2822 (`Thu, 31 May 2018 10:00:00 +0900`), `31 May 2018`, `May 31, 2018`, `Thu May 31 2018 10:00:00
/// GMT+0900`.
fn month_by_name(text: &str) -> Option<String> {
    let (mut year, mut month, mut day, mut time, mut zone) = (None, None, None, None, None);
    for word in text.split([' ', ',', '\t', '\u{a0}']).filter(|word| !word.is_empty()) {
        if let Some(number) = number(word.trim_end_matches('.')) {
            if day.is_none() && number <= 31 && word.len() <= 2 {
                day = Some(number);
            } else if year.is_none() && word.len() == 4 {
                year = Some(number);
            }
        } else if let Some(number) = month_number(word) {
            month = month.or(Some(number));
        } else if time.is_none() && is_time(word) {
            time = Some(word);
        } else if time.is_some() && zone.is_none() {
            zone = zone_of(word);
        }
    }
    let time = time.map(|time| {
        // One-digit hours occur in RFC 822 and are not ISO.
        let padded = if time.find(':') == Some(1) { format!("0{time}") } else { time.to_owned() };
        padded + zone.as_deref().unwrap_or_default()
    });
    iso(year?, month?, day?, time)
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

/// `+0900` → `+09:00`; `GMT`, `UT`, `UTC` and `Z` → `Z`; American zones by RFC 2822.
fn zone_of(word: &str) -> Option<String> {
    let offset = word.strip_prefix("GMT").or_else(|| word.strip_prefix("UTC")).unwrap_or(word);
    if offset.is_empty() {
        return Some("Z".to_owned());
    }
    if let Some(digits) = offset.strip_prefix(['+', '-']) {
        let digits = digits.replace(':', "");
        let valid = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        return valid.then(|| format!("{}{}:{}", &offset[..1], &digits[..2], &digits[2..]));
    }
    let zone = match word {
        "UT" | "Z" => "Z",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "KST" | "JST" => "+09:00",
        _ => return None,
    };
    Some(zone.to_owned())
}

fn is_time(text: &str) -> bool {
    let mut parts = text.split(':');
    let two_digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(two_digits)
        && matches!(text.matches(':').count(), 1 | 2)
        && parts.all(two_digits)
}

fn iso(year: u32, month: u32, day: u32, time: Option<String>) -> Option<String> {
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year <= 9999;
    let time = time.map(|time| format!("T{time}")).unwrap_or_default();
    valid.then(|| format!("{year:04}-{month:02}-{day:02}{time}"))
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((number(&text[..end])?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::to_iso;

    #[test]
    fn common_forms() {
        for (text, expect) in [
            ("2018-05-31", "2018-05-31"),
            (" 2020-04-28 07:33:32 ", "2020-04-28 07:33:32"),
            ("2018-05-31T10:00:00+09:00", "2018-05-31T10:00:00+09:00"),
            ("2018. 5. 31.", "2018-05-31"),
            ("2018.05.31", "2018-05-31"),
            ("2018/05/31", "2018-05-31"),
            ("2018/05/31 10:30", "2018-05-31T10:30"),
            ("2018-5-3", "2018-05-03"),
            ("2018년 5월 31일", "2018-05-31"),
            ("20180531", "2018-05-31"),
            ("Thu, 31 May 2018 10:00:00 +0900", "2018-05-31T10:00:00+09:00"),
            ("31 May 2018 9:00 GMT", "2018-05-31T09:00Z"),
            ("May 31, 2018", "2018-05-31"),
            ("Thu May 31 2018 10:00:00 GMT+0900 (KST)", "2018-05-31T10:00:00+09:00"),
            // Not readable without guessing, or no date at all: as written.
            ("05/06/2018", "05/06/2018"),
            ("2018-13-40", "2018-13-40"),
            ("2018. 13. 1.", "2018. 13. 1."),
            ("어제", "어제"),
            ("", ""),
        ] {
            assert_eq!(to_iso(text), expect, "{text}");
        }
    }
}

//! `--prior` and `--weight`: what they take.

use keyseek_search::{Prior, Weights};

/// How much a prior counts unless told.
const MILD: f32 = 0.2;

/// Reads `views` or `views=0.5`.
pub fn prior(text: &str) -> Result<Prior, String> {
    let (column, weight) = match text.split_once('=') {
        Some((column, weight)) => (column, number(weight)?),
        None => (text, MILD),
    };
    Ok(Prior { column: column.to_owned(), weight })
}

/// Reads `title=3`.
pub fn weight(text: &str) -> Result<(String, f32), String> {
    let (name, weight) = text.split_once('=').ok_or("expected a name and a number, such as title=3")?;
    let weight = number(weight)?;
    if !Weights::default().set(name, weight) {
        return Err("there are title, heading, tag, body, part, proximity and whole_title".to_owned());
    }
    Ok((name.to_owned(), weight))
}

fn number(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if number >= 0.0 && number.is_finite() => Ok(number),
        _ => Err(format!("expected a number from 0 on, got {text:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_an_equals_sign() {
        assert_eq!(prior("views"), Ok(Prior { column: "views".to_owned(), weight: MILD }));
        assert_eq!(prior("date=0.5"), Ok(Prior { column: "date".to_owned(), weight: 0.5 }));
        assert_eq!(weight("title=3"), Ok(("title".to_owned(), 3.0)));
        for text in ["title", "title=", "title=-1", "title=NaN", "size=1"] {
            assert!(weight(text).is_err(), "{text}");
        }
    }
}

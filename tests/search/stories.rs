//! Queries over the stories.

use crate::support::{Site, read, shared};
use keyseek_build::index::IndexOptions;

#[test]
fn the_named_post_comes_first() {
    let Some(stories) = shared("corpora/stories") else { return };
    let documents = read(stories);
    assert_eq!(documents.len(), 52);
    let mut site = Site::new(&documents, &IndexOptions::default());
    let mut check = |query: &str, title: &str| {
        let answer = site.search(query);
        assert_eq!(answer.hits.first().map(|hit| hit.title.as_str()), Some(title), "{query}");
        assert!(answer.hits[0].snippet.iter().any(|run| run.mark), "{query} is not marked");
    };
    check("kafka 모니터링", "Kafka 모니터링");
    check("kaf", "Kafka 모니터링");
    check("svg 아이콘", "왜 SVG로 갈아탔는가?");
    check("celery redis", "스포카 서버의 구조");
    check("他山之石", "Good Developer 2 | 커뮤니케이션 잘하는 개발자가 되는 방법");
}

#[test]
fn an_index_of_the_stories_is_small() {
    let Some(stories) = shared("corpora/stories") else { return };
    let site = Site::new(&read(stories), &IndexOptions::default());
    // What finding documents takes: not what shows them, nor what is loaded only when it is asked for.
    let finds =
        |path: &str| !["/documents-", "/columns-", "/similar-"].iter().any(|kind| path.contains(kind));
    let stored = site.files.iter().filter(|(path, _)| finds(path));
    let bytes: usize = stored.map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes <= 180_000, "the index without its documents takes {bytes} bytes, compressed");
}

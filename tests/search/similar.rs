//! Similar documents, from the builder's lists.

use crate::support::{Site, document, read, shared};
use keyseek_build::index::IndexOptions;
use keyseek_search::Hit;

fn similar(site: &mut Site, url: &str, limit: usize) -> Vec<Hit> {
    site.run(|engine| engine.similar(url, limit)).unwrap()
}

#[test]
fn a_document_is_similar_to_those_of_its_topic() {
    let documents = [
        document("/kafka", "Kafka 컨슈머", "컨슈머 지연을 모니터링한다. 파티션 배치."),
        document("/lag", "컨슈머 지연", "Kafka 파티션마다 지연을 모니터링한다."),
        document("/css", "CSS 격자", "격자 배치와 간격."),
        document("/flex", "CSS 정렬", "격자 없이 간격을 둔다."),
        document("/lunch", "점심", "무엇을 먹을까."),
    ];
    for size in [1, usize::MAX] {
        let options = IndexOptions { shard_bytes: size, block_bytes: size, ..IndexOptions::default() };
        let mut site = Site::new(&documents, &options);
        let urls = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.url).collect::<Vec<_>>();
        assert_eq!(urls(similar(&mut site, "/kafka", 1)), ["/lag"]);
        assert_eq!(urls(similar(&mut site, "/css", 1)), ["/flex"]);
        assert_eq!(urls(similar(&mut site, "/lunch", 5)), [""; 0]);
        assert_eq!(urls(similar(&mut site, "/nowhere", 5)), [""; 0]);
        let hit = similar(&mut site, "/kafka", 1).remove(0);
        assert!(hit.score > 0.05 && hit.score < 1.0 && !hit.snippet.is_empty(), "{hit:?}");
    }
}

#[test]
fn translations_and_series_of_a_blog_are_similar() {
    let Some(blog) = shared("corpora/yceffort-blog") else { return };
    let documents = read(blog);
    let mut site = Site::new(&documents, &IndexOptions::default());
    let listed: usize = documents.iter().map(|document| similar(&mut site, &document.url, 5).len()).sum();
    assert!(listed > 4 * documents.len(), "{listed} similar documents for {}", documents.len());
}

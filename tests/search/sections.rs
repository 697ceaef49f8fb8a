//! Sections of a page, from its headings in a file to the links of a hit.

use crate::support::{Site, read};
use keyseek_build::index::IndexOptions;
use keyseek_search::{Hit, Run};

const HTML: &str = r#"<!doctype html><html lang="ko"><title>카프카 운영</title><body><main><h1>카프카 운영</h1>
<p>클러스터를 다루는 법.</p>
<h2 id="install">설치와 설정</h2><p>브로커를 <b>설치</b>한다.그리고 설정 파일을 고친다.</p>
<h2 id="monitor it">모니터링</h2><p>지연을 모니터링하고 알림을 보낸다. &lt;img src=x&gt;</p>
<h2 id="empty">모니터링 도구</h2>
<h2>끝</h2><p>모니터링은 여기까지.</p>
</main></body></html>"#;

const MARKDOWN: &str = "---\ntitle: 배포 이야기\n---\n처음 말.\n\n## 무중단 배포!\n\n무중단배포를 배포한다.\n\n\
    ## Node.js & 서버\n\n서버를 node.js 로.\n\n### 배포 {#deploy}\n\n배포 끝.\n\n## 배포\n\n또 배포.\n";

/// The pages as the builder reads them from files.
fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kafka.html"), HTML).unwrap();
    std::fs::write(folder.path().join("deploy.md"), MARKDOWN).unwrap();
    Site::new(&read(folder.path().to_owned()), &IndexOptions::default())
}

fn show(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.mark { format!("[{}]", run.text) } else { run.text.clone() }).collect()
}

fn first(query: &str) -> Hit {
    site().search(query).hits.into_iter().next().unwrap()
}

#[test]
fn sections_link_to_headings() {
    let check = |query: &str, expected: &[(&str, &str, &str)]| {
        let hit = first(query);
        let sections: Vec<_> = hit
            .sections
            .iter()
            .map(|section| (section.url.clone(), section.title.clone(), show(&section.snippet)))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(url, title, snippet)| (url.to_string(), title.to_string(), snippet.to_string()))
            .collect();
        assert_eq!(sections, expected, "{query}");
    };
    check(
        "모니터링",
        &[
            ("/kafka.html#monitor%20it", "모니터링", "지연을 [모니터링]하고 알림을 보낸다. <img src=x>"),
            ("/kafka.html#empty", "모니터링 도구", ""),
        ],
    );
    check(
        "설치 설정",
        &[("/kafka.html#install", "설치와 설정", "브로커를 [설치]한다.그리고 [설정] 파일을 고친다.")],
    );
    check("클러스터", &[]);
    check(
        "배포",
        &[
            ("/deploy/#무중단-배포", "무중단 배포!", "무중단[배포]를 [배포]한다."),
            ("/deploy/#deploy", "배포", "[배포] 끝."),
            ("/deploy/#배포", "배포", "또 [배포]."),
        ],
    );
    check("node.js 서버", &[("/deploy/#nodejs--서버", "Node.js & 서버", "[서버]를 [node.js] 로.")]);
}

#[test]
fn titles_are_marked_under_every_reading() {
    let check = |query: &str, expected: &str| {
        let hit = first(query);
        assert_eq!(show(&hit.title_runs), expected, "{query}");
        assert_eq!(hit.title_runs.iter().map(|run| run.text.as_str()).collect::<String>(), hit.title);
    };
    check("카프카", "[카프카] 운영");
    check("카프카를 ", "[카프카] 운영");
    check("카프", "[카프]카 운영");
    check("ㅋㅍㅋ", "[카프카] 운영");
    check("zkvmzk", "[카프카] 운영");
    check("캎프카", "[카프카] 운영");
    check("모니터링", "카프카 운영");
}

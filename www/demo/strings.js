/** What the demo's pages say, in both languages. `scripts/demo.mjs` puts it into the templates. */

/**
 * @typedef {object} Chip
 * @property {string} query
 * @property {string} label what it is an example of
 *
 * @typedef {"en" | "ko"} Lang
 */

export const SNIPPET = `<!-- keyseek build public --out public/search -->
<script type="module" src="/search/keyseek-search.js"></script>
<keyseek-search></keyseek-search>`;

export const TEXT = {
  en: {
    name: "English",
    homeHref: "/",
    title: "Keyseek: search that runs in the page",
    description: "Full-text search for web pages with no search server: Rust compiled to WebAssembly, plus one HTML tag.",
    heading: "Search, keyed by keystrokes",
    lead:
      "Full-text search for web pages, with no search server. Words are indexed by the keys that type them, so a " +
      "half-typed one is enough, in Korean as in English.",
    placeholder: "Search the posts",
    tryLabel: "Example queries",
    proof: "The index is inside the page’s WebAssembly module. Cut the network now, and it keeps answering.",
    postsLabel: "Posts",
    postsHeading: "Posts in English",
    embedHeading: "In your own page",
    embedLead: "One command after your site is built, and two lines where the box should be.",
    foot: "Keyseek · MIT or Apache-2.0",
    tools: {
      gallery: ["Gallery", "Every state of the search box, live, in both themes."],
      generator: ["Write your tag", "Choose what the box is to do, and copy the tag for your page."],
    },
    neighboursLabel: "More posts",
    newer: "Newer",
    older: "Older",
  },
  ko: {
    name: "한국어",
    homeHref: "/ko/",
    title: "Keyseek: 페이지 안에서 돌아가는 검색",
    description: "검색 서버가 필요 없는 웹 페이지 전문 검색. WebAssembly로 컴파일한 Rust와 HTML 태그 하나면 됩니다.",
    heading: "다 치기 전에 찾아 주는 검색",
    lead:
      "검색 서버 없이 웹 페이지 안에서 돌아가는 전문 검색입니다. 글자가 아니라 누른 키를 색인하기 때문에, " +
      "한글이든 영어든 치다 만 말로도 찾습니다.",
    placeholder: "글 검색",
    tryLabel: "검색 예시",
    proof: "색인은 이 페이지의 WebAssembly 모듈 안에 있습니다. 지금 네트워크를 끊어도 계속 검색됩니다.",
    postsLabel: "글 목록",
    postsHeading: "한국어 글",
    embedHeading: "내 페이지에 넣기",
    embedLead: "사이트를 빌드한 뒤 명령 하나를 실행하고, 검색창을 둘 자리에 두 줄을 적으면 됩니다.",
    foot: "Keyseek · MIT 또는 Apache-2.0",
    tools: {
      gallery: ["갤러리", "검색창의 모든 상태를 두 테마로 직접 써 볼 수 있습니다."],
      generator: ["태그 만들기", "검색창이 할 일을 고르고, 내 페이지에 넣을 태그를 복사하세요."],
    },
    neighboursLabel: "다른 글",
    newer: "다음 글",
    older: "이전 글",
  },
};

/** @type {Record<Lang, Chip[]>} */
export const CHIPS = {
  en: [
    { query: "검새", label: "half-typed" },
    { query: "fst 색인", label: "mixed" },
    { query: "ㄱㅅ", label: "initials" },
    { query: "rjator", label: "wrong layout" },
    { query: "webasembly", label: "typo" },
  ],
  ko: [
    { query: "검새", label: "치는 중" },
    { query: "fst 색인", label: "섞어 쓰기" },
    { query: "ㄱㅅ", label: "초성" },
    { query: "rjator", label: "한영 전환" },
    { query: "webasembly", label: "오타" },
  ],
};

/** The keys of 검색, as the hero shows them. */
export const KEYCAPS = [
  ["ㄱ", "R"],
  ["ㅓ", "J"],
  ["ㅁ", "A"],
  ["ㅅ", "T"],
  ["ㅐ", "O"],
  ["ㄱ", "R"],
];

/** What the generator says, in both languages. */

/**
 * @typedef {object} GeneratorText
 * @property {string} copy
 * @property {string} copied
 * @property {string} preview
 * @property {Record<string, string>} values
 * @property {Record<string, [string, string]>} options a label and a sentence each
 */

/** @type {Record<"en" | "ko", GeneratorText>} */
export const GENERATOR = {
  en: {
    copy: "Copy",
    copied: "Copied",
    preview: "What it looks like",
    values: { "": "As the page", light: "Light", dark: "Dark", en: "English", ko: "한국어", ja: "日本語", zh: "中文" },
    options: {
      folder: ["Folder", "The one that keyseek build --out wrote, as your site serves it."],
      modal: ["A button that opens a dialog", "With Ctrl+K, ⌘K and / as well; full screen on a phone."],
      placeholder: ["Placeholder", "What stands in the empty box. It is also its name."],
      lang: ["Language", "Else the nearest lang of the page."],
      theme: ["Theme", "Else what the reader’s system wants."],
      limit: ["Results a page", "More follow as one scrolls."],
      filters: ["Chips", "Columns of the index, with commas between."],
      shortcut: ["Shortcuts", "Keys that open it, with spaces between; mod is Ctrl or ⌘."],
      param: ["Parameter of the address", "For a search page: ?q= shows results, back and forward work."],
      highlight: ["Mark what was found", "Results open where the words stand, marked by the browser."],
    },
  },
  ko: {
    copy: "복사",
    copied: "복사했습니다",
    preview: "이렇게 보입니다",
    values: { "": "페이지를 따름", light: "밝게", dark: "어둡게", en: "English", ko: "한국어", ja: "日本語", zh: "中文" },
    options: {
      folder: ["폴더", "keyseek build --out이 만든 폴더의 사이트 안 주소입니다."],
      modal: ["대화 상자를 여는 버튼", "Ctrl+K, ⌘K, /로도 열리고, 휴대폰에서는 화면을 채웁니다."],
      placeholder: ["안내 문구", "빈 검색창에 보이는 말이며 검색창의 이름이기도 합니다."],
      lang: ["언어", "적지 않으면 페이지의 가장 가까운 lang을 따릅니다."],
      theme: ["테마", "적지 않으면 읽는 사람의 시스템 설정을 따릅니다."],
      limit: ["한 번에 보일 결과 수", "나머지는 스크롤하면 이어집니다."],
      filters: ["칩", "색인의 열 이름을 쉼표로 나누어 적습니다."],
      shortcut: ["단축키", "여는 키를 빈칸으로 나누어 적습니다. mod는 Ctrl 또는 ⌘입니다."],
      param: ["주소의 매개 변수", "검색 페이지용입니다. ?q=로 결과를 열고, 뒤로·앞으로 가기가 됩니다."],
      highlight: ["찾은 곳 표시", "결과를 열면 찾은 말이 있는 곳으로 가고 브라우저가 표시합니다."],
    },
  },
};

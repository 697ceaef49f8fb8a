// What is typed, by corpus: what a reader of an office suite's manual looks for, words and pairs of words, one on the wrong
// layout and one with a typing error among them.

/** @type {Record<string, string[]>} */
export const QUERIES = {
  "help-ko": [
    "셀 서식", "피벗 테이블", "매크로", "머리글", "쪽 번호", "조건부 서식", "수식", "차트 종류", "데이터베이스", "인쇄 범위", "글꼴",
    "자동 고침", "단축키", "PDF 내보내기", "vlookup", "슬라이드 쇼", "각주", "표 삽입", "정렬", "암호",
  ],
  "help-en": [
    "cell format", "pivot table", "macro", "header", "page number", "conditional", "formula", "chart type", "database", "print range",
    "fonts", "autocorrect", "shortcut keys", "export pdf", "vlookup", "slide show", "footnote", "insert tabel", "sort", "password",
  ],
};

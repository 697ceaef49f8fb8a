// A source whose index has several term shards, which the project's own posts are too small for.

import { writeFile } from "node:fs/promises";

const DOCUMENTS = 150;
const WORDS = 100;

/**
 * Writes documents of made-up Latin words, nearly all of them different, each with two that the posts have, too.
 * @param {string} file a path that ends in .jsonl
 */
export async function writeLargeSource(file) {
  const lines = [];
  for (let at = 0; at < DOCUMENTS; at++) {
    const words = Array.from({ length: WORDS }, (_, word) => madeUp(at * WORDS + word));
    const body = `${words.join(" ")} keystroke 검색`;
    lines.push(JSON.stringify({ url: `/made-up/${at}/`, title: `${words[0]} ${words[1]}`, body, tags: [`tag${at % 5}`] }));
  }
  await writeFile(file, lines.join("\n"));
}

/**
 * Six letters, different for each number and spread over the alphabet.
 * @param {number} number
 */
function madeUp(number) {
  let code = (number * 7_368_787) % 26 ** 5;
  let word = "";
  for (let at = 0; at < 5; at++) {
    word = String.fromCharCode(97 + (code % 26)) + word;
    code = Math.floor(code / 26);
  }
  return `${word}x`;
}

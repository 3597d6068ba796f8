// Patterns of topic exchanges: words between dots, `*` for exactly one word, `#` for any number of them, also none.

/** The words of a key or a pattern. The empty one has none; elsewhere an empty word is a word. RabbitMQ: facts §1.3. */
const wordsOf = (text: string): string[] => (text === '' ? [] : text.split('.'));

/** Whether a topic exchange takes this key for that pattern. RabbitMQ: facts §1.3. */
export function matchesTopic(pattern: string, key: string): boolean {
  const words = wordsOf(key);
  // after each word of the pattern: how many words of the key may be behind us
  let behind = new Set([0]);
  for (const wanted of wordsOf(pattern)) {
    const next = new Set<number>();
    for (const at of behind)
      if (wanted === '#') for (let to = at; to <= words.length; to++) next.add(to);
      else if (at < words.length && (wanted === '*' || wanted === words[at])) next.add(at + 1);
    behind = next;
  }
  return behind.has(words.length);
}

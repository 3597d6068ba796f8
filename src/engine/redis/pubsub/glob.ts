// The patterns of PSUBSCRIBE: `?` is one character, `*` any number, `[abc]`, `[a-z]` and `[^abc]` one of a set, `\` makes the next
// one mean itself. Redis: stringmatchlen in util.c.

/** Whether a name matches a pattern, from its first to its last character. */
export function matches(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern[0] === '*') {
    const rest = pattern.replace(/^\*+/, '');
    for (let at = 0; at <= name.length; at++) if (matches(rest, name.slice(at))) return true;
    return false;
  }
  if (name === '') return false;
  const { length, accepts } = firstOf(pattern);
  return accepts(name[0]!) && matches(pattern.slice(length), name.slice(1));
}

/** What the pattern says of one character, and how much of the pattern says it. */
function firstOf(pattern: string): { length: number; accepts: (character: string) => boolean } {
  if (pattern[0] === '?') return { length: 1, accepts: () => true };
  if (pattern[0] === '[') return setOf(pattern);
  const escaped = pattern[0] === '\\' && pattern.length > 1;
  const meant = escaped ? pattern[1] : pattern[0];
  return { length: escaped ? 2 : 1, accepts: (character) => character === meant };
}

/** A set in brackets; one that is never closed ends with the pattern. */
function setOf(pattern: string): { length: number; accepts: (character: string) => boolean } {
  const negated = pattern[1] === '^';
  const members: (readonly [string, string])[] = [];
  let at = negated ? 2 : 1;
  while (at < pattern.length && pattern[at] !== ']') {
    if (pattern[at] === '\\' && at + 1 < pattern.length) at++;
    const from = pattern[at]!;
    if (pattern[at + 1] === '-' && at + 2 < pattern.length) {
      const to = pattern[at + 2]!;
      members.push(from < to ? [from, to] : [to, from]);
      at += 3;
    } else {
      members.push([from, from]);
      at++;
    }
  }
  const isMember = (character: string) => members.some(([from, to]) => from <= character && character <= to);
  return { length: at + 1, accepts: (character) => isMember(character) !== negated };
}

// Whether a text is a regular expression that RE2/J understands, and if not, why: the words of its parser.

/** What is wrong, in RE2/J's words; null if nothing is. Kafka: com.google.re2j.Parser. */
export function whyNoRe2(text: string): string | null {
  let depth = 0;
  /** What could be repeated: nothing, something, or something repeated already. */
  let last: 'nothing' | 'something' | 'repeated' = 'nothing';
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    const character = text[at]!;
    const braces = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
    if (character === '\\') {
      const escape = escapeAt(rest);
      if (typeof escape === 'string') return escape;
      at += escape - 1;
      last = 'something';
    } else if (character === '[') {
      const bracket = bracketAt(rest);
      if (typeof bracket === 'string') return bracket;
      at += bracket - 1;
      last = 'something';
    } else if (character === '(') {
      const group = /^\((?:\?(?:P?<\w+>|[imsU-]*:|[imsU-]+\)))?/.exec(rest)![0];
      if (rest.startsWith('(?') && group === '(') return 'invalid or unsupported Perl syntax';
      if (!group.endsWith(')')) depth++;
      at += group.length - 1;
      last = 'nothing';
    } else if (character === ')') {
      if (depth === 0) return 'regexp/syntax: internal error';
      depth--;
      last = 'something';
    } else if ('*+?'.includes(character) || braces) {
      if (last === 'nothing') return 'missing argument to repetition operator';
      if (last === 'repeated') return 'invalid nested repetition operator';
      if (braces && isTooMuch(braces)) return 'invalid repeat count';
      at += (braces?.[0].length ?? 1) - 1;
      if (text[at + 1] === '?') at++;
      last = 'repeated';
    } else {
      last = character === '|' ? 'nothing' : 'something';
    }
  }
  return depth > 0 ? 'missing closing )' : null;
}

const MOST_REPEATS = 1000;

function isTooMuch([, least, most]: RegExpExecArray): boolean {
  const [low, high] = [Number(least), most ? Number(most) : Number(least)];
  return low > MOST_REPEATS || high > MOST_REPEATS || high < low;
}

/** The length of an escape, or what is wrong with it. */
function escapeAt(rest: string): number | string {
  if (rest.length === 1) return 'trailing backslash at end of expression';
  const property = /^\\[pP](?:\{\^?(\w*)\}|(\w))/.exec(rest);
  if (/^\\[pP]/.test(rest)) {
    const name = property?.[1] ?? property?.[2];
    return name !== undefined && isProperty(name) ? property![0].length : 'invalid character class range';
  }
  if (rest.startsWith('\\Q')) {
    const end = rest.indexOf('\\E');
    return end < 0 ? rest.length : end + 2;
  }
  const wide = /^\\x(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})/.exec(rest);
  if (wide) return wide[0].length;
  const octal = /^\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
  if (octal) return octal[0].length;
  return /^\\(?:[AbBCdDsSwWzafnrtv]|[^\w\s]|\s)/.test(rest) ? 2 : 'invalid escape sequence';
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'u').test('') || true;
  } catch {
    try {
      return new RegExp(`\\p{Script=${name}}`, 'u').test('') || true;
    } catch {
      return name === 'Any';
    }
  }
}

/** The length of a class in brackets, or what is wrong with it. */
function bracketAt(rest: string): number | string {
  let at = rest[1] === '^' ? 2 : 1;
  for (let first = true; at < rest.length; first = false) {
    if (rest[at] === ']' && !first) return at + 1;
    const named = /^\[:\^?(\w+):\]/.exec(rest.slice(at));
    if (named) {
      at += named[0].length;
      continue;
    }
    const low = atomAt(rest, at);
    if (typeof low === 'string') return low;
    at += low.length;
    if (rest[at] !== '-' || rest[at + 1] === ']' || rest[at + 1] === undefined) continue;
    const high = atomAt(rest, at + 1);
    if (typeof high === 'string') return high;
    if (low.code !== null && high.code !== null && high.code < low.code)
      return 'invalid character class range';
    at += 1 + high.length;
  }
  return 'missing closing ]';
}

/** One character of a class, and its code where it is itself. */
function atomAt(
  text: string,
  at: number,
): { readonly length: number; readonly code: number | null } | string {
  if (text[at] !== '\\') return { length: 1, code: text.charCodeAt(at) };
  const escape = escapeAt(text.slice(at));
  return typeof escape === 'string' ? escape : { length: escape, code: null };
}

// What the page keeps between two visits. A browser may refuse storage or hold nonsense; then there is simply nothing kept.

const prefix = 'queue-vs-log.';

/** What was kept under this name, or null. Its shape is for the caller to check: anybody may have written it. */
export function recall(name: string): unknown {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // refused or full: the page works without
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // as above
  }
}

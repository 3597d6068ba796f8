// What keeps a run the same everywhere: the engine touches no page, no clock, no chance but its own, and no console.
import ts from 'typescript';

const surroundings = new Set(
  [
    'window document navigator location history localStorage sessionStorage indexedDB self globalThis',
    'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame requestIdleCallback',
    'Date Intl performance console process Buffer require fetch crypto structuredClone',
    'TextEncoder TextDecoder eval',
  ].flatMap((names) => names.split(' ')),
);

const exactMath = new Set('abs ceil clz32 floor imul max min round sign trunc'.split(' '));

/** Each use of something that is outside, by its line. A name that the file itself declares is its own. */
export function impurities(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declared = new Set<string>();
  const found: string[] = [];
  const say = (node: ts.Node, what: string) =>
    found.push(`line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);

  const gather = (node: ts.Node): void => {
    const name =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node)
        ? node.name
        : undefined;
    if (name && ts.isIdentifier(name)) declared.add(name.text);
    ts.forEachChild(node, gather);
  };
  gather(source);

  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const namesSomethingElse =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        ((ts.isPropertyAssignment(parent) ||
          ts.isPropertySignature(parent) ||
          ts.isPropertyDeclaration(parent) ||
          ts.isMethodDeclaration(parent) ||
          ts.isMethodSignature(parent)) &&
          parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node);
      if (!namesSomethingElse && surroundings.has(node.text) && !declared.has(node.text))
        say(node, `${node.text} is outside the engine`);
      if (!namesSomethingElse && node.text === 'Math') {
        const used = ts.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
        if (used === 'random') say(node, 'Math.random: chance is a hash of seed, actor and n');
        else if (!used || !exactMath.has(used))
          say(node, `Math.${used ?? '…'} is not exact, or cannot be seen to be`);
      }
      if (/^(localeCompare|toLocale\w+)$/.test(node.text))
        say(node, `${node.text} differs from machine to machine`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

// Who may import whom: the dependency rule as a table, and a reading of what a file really imports.
import path from 'node:path';
import ts from 'typescript';

interface Allowance {
  /** Folders of src/ (or `simulations`) whose values may be used. */
  folders: string[];
  /** Folders of which only types may be used, by `import type`. */
  types?: string[];
  packages?: RegExp;
}

const arithmetic = /^d3-(scale|shape|interpolate)$/;

/** view → playback → scenario → engine → lifecycle; each may also use what lies further to the right. */
const allowances: Record<string, Allowance> = {
  lifecycle: { folders: [], packages: /^xstate$/ },
  engine: { folders: ['lifecycle'] },
  scenario: { folders: ['engine', 'lifecycle', 'simulations', 'words'], packages: /^(valibot|words:.+)$/ },
  simulations: { folders: [], types: ['scenario'] },
  words: { folders: [], types: ['scenario'], packages: /^words:.+$/ },
  console: { folders: ['scenario', 'engine', 'lifecycle'] },
  geometry: { folders: ['words'], types: ['engine', 'scenario'], packages: arithmetic },
  playback: {
    folders: ['scenario', 'engine', 'lifecycle', 'words'],
    packages: /^(valibot|svelte(\/[\w/]+)?)$/,
  },
  view: {
    folders: ['playback', 'geometry', 'console', 'scenario', 'engine', 'lifecycle', 'words'],
    packages: /^(svelte(\/[\w/]+)?|d3-(scale|shape|interpolate)|@fontsource-variable\/.+|words:.+)$/,
  },
  embed: {
    folders: ['view', 'playback', 'geometry', 'scenario', 'engine', 'lifecycle'],
    packages: /^svelte(\/[\w/]+)?$/,
  },
  // src/main.ts and its like: they put the parts together
  '': {
    folders: ['view', 'embed', 'playback', 'geometry', 'console', 'scenario', 'engine', 'lifecycle'],
    packages: /^svelte(\/[\w/]+)?$/,
  },
};

/** A test beside its noun runs outside, and may bring real runs and simulations to it. */
const forTests: Allowance = {
  folders: ['scenario', 'engine', 'lifecycle', 'simulations', 'tests'],
  packages: /^(vitest|fast-check|xstate|valibot|node:.+)$/,
};

export interface Import {
  specifier: string;
  typeOnly: boolean;
  line: number;
}

/** The code of a file: all of it, or what a component has in its scripts, everything else blanked. */
export const codeOf = (file: string, text: string): string =>
  file.endsWith('.svelte')
    ? text
        .split(/(<script[^>]*>[\s\S]*?<\/script>)/)
        .map((part) =>
          part.startsWith('<script')
            ? part.replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '')
            : part.replace(/[^\n]/g, ''),
        )
        .join('')
    : text;

/** Everything a file imports or exports from elsewhere, in whatever form. */
export function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(
    file,
    codeOf(file, text),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  const found: Import[] = [];
  const note = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node))
      found.push({
        specifier: node.text,
        typeOnly,
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      note(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      note(node.argument.literal, true);
    else if (ts.isCallExpression(node)) {
      const called = node.expression.getText(source);
      if (['import', 'require', 'import.meta.glob'].includes(called)) {
        const first = node.arguments[0];
        for (const argument of first && ts.isArrayLiteralExpression(first) ? first.elements : [first])
          note(argument, false);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The folder of the rule that a path belongs to: the one below src/, or the one at the top. */
function folderOf(file: string): string {
  const [top = '', next = '', ...rest] = file.split('/');
  return top === 'src' ? (rest.length ? next : '') : top;
}

/** The imports of a file that the dependency rule does not allow. */
export function forbiddenImports(file: string, text: string): string[] {
  const folder = folderOf(file);
  const own = allowances[folder];
  if (!own) return [`${folder} has no line in the dependency rule: tests/tidy/imports.ts`];
  const test = file.endsWith('.test.ts') ? forTests : undefined;
  return importsOf(file, text).flatMap(({ specifier, typeOnly, line }) => {
    if (!specifier.startsWith('.'))
      return own.packages?.test(specifier) || test?.packages?.test(specifier)
        ? []
        : [`line ${line}: ${folder || 'the top of src'} may not use the package ${specifier}`];
    const target = folderOf(path.posix.join(path.posix.dirname(file), specifier));
    if ((target === folder && folder !== 'simulations') || own.folders.includes(target)) return [];
    if (test?.folders.includes(target)) return [];
    if (own.types?.includes(target))
      return typeOnly ? [] : [`line ${line}: ${folder} may use types of ${target} only: write import type`];
    return [
      `line ${line}: ${folder || 'the top of src'} may not import ${target || 'the top of src'} (${specifier})`,
    ];
  });
}

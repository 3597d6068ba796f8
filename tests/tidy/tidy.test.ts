// The rules that hold the tree together, each checked twice: that it sees a breach when shown one, and that the tree has
// none. A failure lists file, line and what is wrong.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forbiddenImports } from './imports.ts';
import { deadPromises, leftOut, machinePaths, missingHeader, simplifications, switchedOff } from './prose.ts';
import { impurities } from './purity.ts';
import { complaints, files, read } from './tree.ts';

const code = /\.(ts|svelte)$/;
const isTest = (file: string) => file.endsWith('.test.ts');

/** Files that are longer than they should be, each with the reason why it stays one file. */
const oversize: Record<string, string> = {};
const limits = { '.ts': 300, '.svelte': 150 };

describe('who may import whom', () => {
  const allowed: [file: string, text: string][] = [
    [
      'src/view/Stage.svelte',
      `<p>x</p>\n<script lang="ts">\nimport { open } from '../playback/session.ts';\n</script>`,
    ],
    ['src/engine/step.ts', `import { table } from '../lifecycle/group.ts'; import './log/state.ts';`],
    [
      'src/engine/log/log.test.ts',
      `import { it } from 'vitest'; import { x } from '../../../simulations/a.ts';`,
    ],
    [
      'src/geometry/frame.ts',
      `import type { World } from '../engine/world.ts'; import { scaleLinear } from 'd3-scale';`,
    ],
    ['src/scenario/catalog.ts', `const all = import.meta.glob('../../simulations/*.ts');`],
    ['simulations/01-first.ts', `import type { Scenario } from '../src/scenario/scenario.ts';`],
    ['src/main.ts', `import App from './view/App.svelte'; import { mount } from 'svelte';`],
  ];
  it.each(allowed)('allows %s what is right', (file, text) => {
    expect(forbiddenImports(file, text)).toEqual([]);
  });

  const refused: [file: string, text: string, complaint: string][] = [
    ['src/playback/a.ts', `import '../view/b.ts';`, 'playback may not import view'],
    ['src/scenario/a.ts', `export * from '../playback/b.ts';`, 'scenario may not import playback'],
    ['src/engine/log/a.ts', `import { b } from '../../scenario/b.ts';`, 'engine may not import scenario'],
    ['src/engine/a.ts', `type B = import('../scenario/b.ts').B;`, 'engine may not import scenario'],
    ['src/engine/a.ts', `import { setup } from 'xstate';`, 'engine may not use the package xstate'],
    ['src/engine/a.ts', `const b = await import('../geometry/b.ts');`, 'engine may not import geometry'],
    ['src/lifecycle/a.ts', `import { b } from '../engine/b.ts';`, 'lifecycle may not import engine'],
    ['src/geometry/a.ts', `import { b } from '../engine/b.ts';`, 'write import type'],
    ['src/geometry/a.ts', `import { type B } from '../scenario/b.ts';`, 'write import type'],
    ['src/geometry/a.ts', `import { select } from 'd3-selection';`, 'may not use the package d3-selection'],
    [
      'src/view/a.svelte',
      `<script>\nimport { x } from 'd3-transition';\n</script>`,
      'line 2: view may not use',
    ],
    ['src/view/a.ts', `import { x } from '../main.ts';`, 'view may not import the top of src'],
    ['simulations/a.ts', `import { b } from '../src/scenario/b.ts';`, 'write import type'],
    ['simulations/a.ts', `import { b } from './b.ts';`, 'simulations may not import simulations'],
    ['src/elsewhere/a.ts', ``, 'elsewhere has no line in the dependency rule'],
  ];
  it.each(refused)('refuses %s %s', (file, text, complaint) => {
    expect(forbiddenImports(file, text).join()).toContain(complaint);
  });

  it('holds in the tree', () => {
    expect(complaints([...files('src', code), ...files('simulations', code)], forbiddenImports)).toEqual([]);
  });
});

describe('the engine has no surroundings', () => {
  it('sees what reaches outside', () => {
    const reaching = [
      'const t = Date.now();',
      'Math.random();',
      'Math.sqrt(2);',
      'const { floor } = Math;',
      'setTimeout(() => {}, 1);',
      'console.log(1);',
      'document.title = "";',
      'a.localeCompare(b);',
      'performance.now();',
      'const x = { y: globalThis };',
    ];
    expect(reaching.filter((line) => impurities('a.ts', line).length !== 1)).toEqual([]);
  });

  it('leaves alone what only has the name', () => {
    const own = [
      'Math.floor(1 / 2);',
      'world.document;',
      'const x = { process: 1, Date: 2 };',
      'function f(location: string) { return location; }',
      'interface A { history: number }',
      '// console.log is named here',
      "const s = 'setTimeout';",
    ];
    expect(own.flatMap((line) => impurities('a.ts', line))).toEqual([]);
  });

  it('holds in the tree', () => {
    const pure = [...files('src/engine', code), ...files('src/lifecycle', code)];
    expect(
      complaints(
        pure.filter((file) => !isTest(file)),
        impurities,
      ),
    ).toEqual([]);
  });
});

describe('names and headers', () => {
  const ours = ['src', 'simulations', 'tests', 'scripts'];

  it('no file or folder is a drawer for whatever is left over', () => {
    const drawer = /(^|\/)(utils?|helpers?|misc|common|shared)(\.|\/|$)/i;
    expect(['src/utils.ts', 'src/view/helpers/a.ts'].filter((file) => !drawer.test(file))).toEqual([]);
    expect(ours.flatMap((folder) => files(folder)).filter((file) => drawer.test(file))).toEqual([]);
  });

  it('every file opens by saying what lives there', () => {
    expect(missingHeader(`import a from 'a';\n// What lives here.`)).not.toEqual([]);
    expect(missingHeader(`// engine\nexport {};`)).not.toEqual([]);
    expect(missingHeader(`\n/** What lives here. */\nexport {};`)).toEqual([]);
    expect(missingHeader(`<!-- What lives here. -->\n<p>x</p>`)).toEqual([]);
    const withHeader = ['src', 'tests', 'scripts'].flatMap((folder) =>
      files(folder, /\.(ts|mjs|svelte|css)$/),
    );
    expect(complaints(withHeader, (_file, text) => missingHeader(text))).toEqual([]);
  });

  it('a file that is too long says why', () => {
    const tooLong = files('src', code).flatMap((file) => {
      const limit = file.endsWith('.svelte') ? limits['.svelte'] : limits['.ts'];
      const lines = read(file).trimEnd().split('\n').length;
      return !isTest(file) && lines > limit ? [{ file, lines, limit }] : [];
    });
    const unexplained = tooLong
      .filter(({ file }) => !oversize[file])
      .map(
        ({ file, lines, limit }) =>
          `${file}: ${lines} lines of ${limit}; split it, or give the reason in oversize`,
      );
    expect(unexplained).toEqual([]);
    const stale = Object.keys(oversize).filter((file) => !tooLong.some((long) => long.file === file));
    expect(stale, 'no longer too long: strike them from oversize').toEqual([]);
  });
});

describe('what is left out', () => {
  it('is found in comments and in the list, however the lines are broken', () => {
    const comment = `/**\n * Rules. Simplified: one broker\n * stands for 4.3.1 of them. Another sentence.\n */\n// Simplified: no disks,\n// e.g. none at all.\nx();`;
    expect(simplifications(comment)).toEqual([
      'one broker stands for 4.3.1 of them.',
      'no disks, e.g. none at all.',
    ]);
    expect(simplifications(`const s = 'Simplified: not a comment.';`)).toEqual([]);
    const list = `# Map\n\n## What is left out\n\nIntro.\n\n### Log\n\n- one broker stands\n  for \`4.3.1\` of them.\n\n### Queue\n\n- no disks.\n\n## Next\n\n- other\n`;
    expect(leftOut(list)).toEqual(['one broker stands for 4.3.1 of them.', 'no disks.']);
  });

  it('is listed in src/README.md, sentence for sentence', () => {
    const marked = files('src', /\.ts$/)
      .filter((file) => !isTest(file))
      .flatMap((file) => simplifications(read(file)).map((sentence) => ({ file, sentence })));
    const listed = existsSync('src/README.md') ? leftOut(read('src/README.md')) : [];
    const unlisted = marked.filter(({ sentence }) => !listed.includes(sentence));
    expect(unlisted, 'marked Simplified: in the code, missing in src/README.md').toEqual([]);
    const unmarked = listed.filter((sentence) => !marked.some((mark) => mark.sentence === sentence));
    expect(unmarked, 'listed in src/README.md, marked nowhere in the code').toEqual([]);
    expect(
      listed.filter((sentence, index) => listed.indexOf(sentence) !== index),
      'listed twice',
    ).toEqual([]);
  });
});

describe('words', () => {
  it('nothing promises what is not there', () => {
    expect(deadPromises(`// ${'TO' + 'DO'}: later`)).not.toEqual([]);
    expect(
      complaints(
        files().filter((file) => file !== 'package-lock.json'),
        (_file, text) => deadPromises(text),
      ),
    ).toEqual([]);
  });

  it('nothing names a path of one machine or a host of one registry', () => {
    const named = [
      `${'/home'}/ann/x`,
      `C:${'\\Users'}\\ann`,
      `https://${'registry'}.example.org/x`,
      `"${'resolved'}": "x"`,
    ];
    expect(named.filter((text) => !machinePaths(text).length)).toEqual([]);
    expect(machinePaths('src/work/a.ts, ../tmp/b, https://example.org/home/ann')).toEqual([]);
    expect(complaints(files(), (_file, text) => machinePaths(text))).toEqual([]);
  });

  it('no test is switched off', () => {
    expect(switchedOff(`${'it'}.only('x', () => {});`)).not.toEqual([]);
    expect(switchedOff(`${'describe'}.each([1]).skip('x')`)).toEqual([]);
    expect(switchedOff(`${'it'}.concurrent.skip('x', () => {});`)).not.toEqual([]);
    const tests = [...files('src'), ...files('tests'), ...files('scripts')].filter(isTest);
    expect(complaints(tests, (_file, text) => switchedOff(text))).toEqual([]);
  });
});

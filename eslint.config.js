// What the linter holds: the language's recommended rules, who may import whom, and what keeps a run reproducible.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/**
 * Bars a folder from importing what matches any of the patterns.
 * @param {string} folder @param {string[]} patterns
 * @returns {import('eslint').Linter.Config}
 */
const barred = (folder, ...patterns) => ({
  files: [`${folder}/**`],
  // a test runs outside and may bring its own tools; tests/tidy holds its direction too
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: patterns.map((regex) => ({ regex, message: `${folder} may not import this.` })) },
    ],
  },
});

/** A path that leads into one of these folders of src/, however many steps up it begins. @param {string[]} names */
const into = (...names) => `^\\.{1,2}/(.*/)?(${names.join('|')})(/|\\.|$)`;

/** Whatever is no path: a package, or a module of Node. @param {string[]} allowed */
const packages = (...allowed) => `^(?!\\.{1,2}/)${allowed.map((name) => `(?!${name}(/|$))`).join('')}`;

/** Exact by the language's definition; everything else in Math may differ in its last digit from engine to engine. */
const exactMath = [...['abs', 'ceil', 'clz32', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc']];

export default defineConfig(
  { ignores: ['dist/', 'dist-gallery/', 'test-results/', '**/bare.mjs'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: {
      'no-undef': 'off', // the compiler knows better
      'svelte/no-at-html-tags': 'error',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ['**/*.{js,mjs}'], extends: [ts.configs.disableTypeChecked] },

  barred(
    'src/lifecycle',
    packages('xstate'),
    into('engine', 'scenario', 'console', 'geometry', 'playback', 'view', 'embed'),
  ),
  barred('src/engine', packages(), into('scenario', 'console', 'geometry', 'playback', 'view', 'embed')),
  barred('src/scenario', '^svelte', '^d3-', into('console', 'geometry', 'playback', 'view', 'embed')),
  barred(
    'src/geometry',
    '^svelte',
    '^xstate',
    '^d3-(selection|transition|drag|zoom|brush|axis)',
    into('lifecycle', 'console', 'playback', 'view', 'embed'),
  ),
  barred('src/playback', '^d3-(selection|transition|drag|zoom|brush|axis)', into('view', 'embed')),
  barred('src/view', '^d3-(selection|transition|drag|zoom|brush|axis)$'),
  {
    files: ['simulations/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.{1,2}/(.*/)?scenario(/|\\.|$)',
              allowTypeImports: true,
              message: 'A simulation is data: it may import types only.',
            },
            {
              regex: packages(),
              message: 'A simulation is data: it imports types of src/scenario and nothing else.',
            },
            {
              regex: into('lifecycle', 'engine', 'console', 'geometry', 'playback', 'view', 'embed'),
              message: 'A simulation is data: it imports types of src/scenario and nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    // A run must come out the same, bit for bit, on every machine.
    files: ['src/engine/**', 'src/lifecycle/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Virtual time only.' },
        { name: 'Intl', message: 'It differs from machine to machine.' },
        { name: 'globalThis', message: 'The engine has no surroundings.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Seeded streams only.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[object.name='Math']:not([computed=false][property.name=/^(${exactMath.join('|')}|random)$/])`,
          message: 'Its last digit differs from engine to engine: use integers.',
        },
        {
          selector: `:not(MemberExpression) > Identifier[name='Math']`,
          message: 'Name the function where it is used: Math.floor(x).',
        },
        {
          selector: 'MemberExpression[property.name=/^(localeCompare|toLocale\\w+)$/]',
          message: 'It differs from machine to machine: compare by code units.',
        },
        { selector: "BinaryExpression[operator='**']", message: 'Its last digit differs: multiply.' },
        { selector: "AssignmentExpression[operator='**=']", message: 'Its last digit differs: multiply.' },
      ],
    },
  },
);

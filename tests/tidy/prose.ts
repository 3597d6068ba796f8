// What the words in the files must keep to: headers, the list of what is left out, no promises, no paths of one machine.

/** Comments as running text: `//` blocks joined, stars and line breaks gone. One string per comment. */
export function commentsOf(text: string): string[] {
  const comments = text.match(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*(?:\n|$))+|\/\/.*/gm) ?? [];
  return comments.map((comment) =>
    comment
      .replace(/^\s*(\/\*+|\*+\/|\*+(?=\s|$)|\/\/+)/gm, '')
      .replace(/\*+\/\s*$/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** A sentence as it is compared: one space between words, no code marks, which only one of the two places has. */
const normalised = (sentence: string) => sentence.replaceAll('`', '').replace(/\s+/g, ' ').trim();

/** The sentence after each `Simplified:` in a file's comments, up to its full stop or the comment's end. */
export const simplifications = (text: string): string[] =>
  commentsOf(text)
    .flatMap((comment) => comment.split(/\bSimplified:\s+/).slice(1))
    // a stop inside an abbreviation or a version number ends nothing
    .map((rest) => normalised(/^.*?(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.!?](?=\s|$)/.exec(rest)?.[0] ?? rest));

/** The items listed under "## What is left out", up to the next heading of that size; sub-headings may divide them. */
export function leftOut(readme: string): string[] {
  const section = /^## What is left out[ \t]*\n([\s\S]*?)(?=^##? |(?![\s\S]))/m.exec(readme)?.[1] ?? '';
  return section
    .split(/^[ \t]*(?:[-*+]|\d+\.)[ \t]+/m)
    .slice(1)
    .map((item) => normalised(item.split(/\n\s*\n|\n#/)[0] ?? ''));
}

/** A file says in its first line what it is. */
export function missingHeader(text: string): string[] {
  const first = text.split('\n').find((line) => line.trim() && !line.startsWith('#!')) ?? '';
  if (!/^\s*(\/\/|\/\*|<!--)/.test(first)) return ['opens without a comment that says what lives here'];
  const said = /^\s*<!--([\s\S]*?)-->/.exec(text)?.[1] ?? commentsOf(text)[0] ?? '';
  return /(\w+\W+){3}/.test(`${said} `) ? [] : ['its header comment says nothing'];
}

const promises = new RegExp(
  ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'TB' + 'D', 'HA' + 'CK'].map((word) => `\\b${word}\\b`).join('|') +
    `|coming${' '}soon|not${' '}(yet )?implemented|under${' '}construction|lorem${' '}ipsum`,
);

/** Words that promise what is not there. */
export const deadPromises = (text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    const word = promises.exec(line)?.[0];
    return word ? [`line ${index + 1}: "${word}" promises what is not there`] : [];
  });

const ofOneMachine = [
  /(?<![\w.@*-])\/(home|Users)\/[\w.]+/,
  /(?<![\w.@*-])\/(root|work|tmp|mnt|workspace)\/[\w.]/,
  /\b[A-Z]:\\+Users\\/,
  /file:\/\/\/\w/,
  /https?:\/\/[\w.-]*(registry|artifactory|nexus|verdaccio)[\w.-]*/,
  /"resolve[d]":/,
];

/** Paths of one machine, and hosts of one registry. */
export const machinePaths = (text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    const path = ofOneMachine.map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
    return path ? [`line ${index + 1}: "${path}" belongs to one machine or one registry`] : [];
  });

/** Tests that are switched off, or that switch off the others. */
export const switchedOff = (text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    const how =
      /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf)\b|\b[xf](?:it|describe)\(/.exec(
        line,
      )?.[0];
    return how ? [`line ${index + 1}: ${how}`] : [];
  });

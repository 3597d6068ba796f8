// What the language files are to those who import a part of them: scripts/words.mjs makes these modules.

declare module 'words:*/titles' {
  const titles: Record<string, { readonly title: string; readonly question: string }>;
  export default titles;
}

declare module 'words:lessons' {
  const lessons: Record<
    string,
    Record<string, () => Promise<{ default: import('../scenario/words.ts').Words }>>
  >;
  export default lessons;
}

declare module 'words:*/glossary' {
  const glossary: Record<
    string,
    { readonly term: string; readonly forms?: readonly string[]; readonly says: string }
  >;
  export default glossary;
}

declare module 'words:en/interface' {
  const texts: (typeof import('./en.json'))['interface'];
  export default texts;
}

declare module 'words:de/interface' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}

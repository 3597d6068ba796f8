// Opens a scenario of the bench in the page that lessons have, by the name in the address.
import { mount } from 'svelte';
import type { Link } from '../../../src/playback/link.ts';
import LessonRoom from '../../../src/view/lesson/LessonRoom.svelte';
import '../../../src/view/fonts.css';
import '../../../src/view/theme.css';
import '../../../src/view/page.css';
import { crowds } from './crowds.ts';

const scenario = crowds[location.hash.slice(1)];
const target = document.getElementById('app');
if (scenario && target) {
  const { name, title, seed } = scenario;
  const link: Link = { scenario: name, seed, inputs: [], beat: 0, step: 0, digest: '' };
  const entry = {
    name,
    title,
    number: 0,
    language: 'en',
    part: 1,
    question: title,
    load: () => Promise.resolve(scenario),
  } as const;
  mount(LessonRoom, { target, props: { entry, link, onhelp: () => undefined } });
}

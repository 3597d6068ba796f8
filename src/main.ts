// Where the page begins: in its language, which comes before anything is drawn.
import { mount } from 'svelte';
import App from './view/App.svelte';
import { settle } from './view/language.ts';
import { parameters } from './view/preferences.svelte.ts';
import './view/fonts.css';
import './view/theme.css';
import './view/page.css';

const target = document.getElementById('app');
if (target)
  void settle(parameters.lang).then(() => {
    mount(App, { target });
  });

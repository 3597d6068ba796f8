// Where the page begins.
import { mount } from 'svelte';
import App from './view/App.svelte';
import './view/fonts.css';
import './view/theme.css';
import './view/page.css';

const target = document.getElementById('app');
if (target) mount(App, { target });

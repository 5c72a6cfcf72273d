// Starts the window.
import '@fontsource-variable/inter/index.css';
import '$shared/styles/tokens.css';
import '$shared/styles/base.css';
import { mount } from 'svelte';
import { language } from '$shared/state/language.svelte';
import { startTheme } from '$shared/state/theme';
import App from './app/App.svelte';
import { keepBrowserOut } from './app/browser-manners';

startTheme();
language.start();
keepBrowserOut();

const target = document.getElementById('app');
if (target) mount(App, { target });

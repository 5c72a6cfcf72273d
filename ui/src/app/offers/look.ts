// The palette's entries about how the window looks: the table, the chart, colours, words and clocks.
import { canHide, densities } from '$features/calls/look.svelte';
import type { Action } from '$shared/actions/action';
import { language, languageChoices } from '$shared/state/language.svelte';
import { chooseTheme, currentTheme, themes } from '$shared/state/theme';
import { zone } from '$shared/state/zone.svelte';
import { text } from '$shared/text';
import type { WindowDoes } from '../actions';
import type { Workspace } from '../workspace.svelte';
import { focusOn, isThere, offerIn, press } from './offer';

const offer = offerIn('window');

export function tableOffers({ look }: Workspace): Action[] {
  const words = text.verbs;
  return [
    ...densities.flatMap((density) => offer(density !== look.density, `density-${density}`, `${text.view.density}: ${text.view.densities[density]}`, () => look.chooseDensity(density))),
    ...look.order.flatMap((column) => {
      const name = text.columns[column];
      return offer(canHide(column), `column-${column}`, look.shown.includes(column) ? words.hideColumn(name) : words.showColumn(name), () => look.toggle(column));
    }),
    ...offer(!look.isUsual, 'columns-reset', words.resetColumns, () => look.reset()),
  ];
}

export function lookOffers({ open }: Pick<WindowDoes, 'open'>): Action[] {
  const words = text.settings;
  const folded = document.querySelector('[data-testid="histogram-fold"][aria-expanded="false"]') !== null;
  return [
    ...offer(isThere('histogram-fold'), 'chart', folded ? text.histogram.show : text.histogram.hide, () => void press('histogram-fold')),
    ...themes.flatMap((theme) => offer(theme !== currentTheme(), `theme-${theme}`, `${words.theme}: ${words.themes[theme]}`, () => chooseTheme(theme))),
    ...languageChoices.flatMap((choice) => offer(choice !== language.choice, `language-${choice}`, `${words.language}: ${words.languages[choice]}`, () => language.choose(choice))),
    ...offer(zone.choice !== null, 'zone-system', `${words.zone}: ${words.zones.system}`, () => zone.choose(null)),
    ...offer(true, 'zone', text.verbs.zone, () => (open('settings'), void focusOn('[data-testid="settings-zone-search"], [data-testid="settings-zone-system"] :checked'))),
  ];
}

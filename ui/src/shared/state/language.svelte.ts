// Which language and region the window speaks: the system's, or the language that was chosen.
import { recall, remember } from './storage';

export type Language = 'en' | 'de';
export type LanguageChoice = 'system' | Language;

export const languageChoices: readonly LanguageChoice[] = ['system', 'en', 'de'];

/** The region that decides on dates and numbers where the system names none. */
const homes: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

const isLanguage = (code: string): code is Language => Object.hasOwn(homes, code);

/** Linux without a language calls its own "C", which is no tag at all. */
function readTag(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

const atHome = (tag: Intl.Locale, language: Language) => (tag.region ? tag.toString() : homes[language]);

/** The locale for a choice, given the tags the system prefers, best first. */
export function localeFor(choice: LanguageChoice, preferred: readonly string[]): string {
  const tags = preferred.map(readTag).filter((tag) => tag !== null);
  if (choice !== 'system') {
    // A German system lists American English behind German; who then picks English did not
    // pick the American clock. Only the first tag tells where the person is.
    const [first] = tags;
    return first?.language === choice ? atHome(first, choice) : homes[choice];
  }
  for (const tag of tags) {
    if (isLanguage(tag.language)) return atHome(tag, tag.language);
  }
  return homes.en;
}

class LanguageInUse {
  /** Tags, best first. */
  systemPrefers = $state.raw<readonly string[]>(navigator.languages);
  choice = $state<LanguageChoice>(languageChoices.find((choice) => choice === recall('language')) ?? 'system');
  /** A BCP 47 tag such as "en-GB", for `Intl`. */
  readonly locale = $derived(localeFor(this.choice, this.systemPrefers));
  readonly code: Language = $derived(this.locale.startsWith('de') ? 'de' : 'en');

  choose(choice: LanguageChoice): void {
    this.choice = choice;
    remember('language', choice);
    this.#announce();
  }

  /** Speaks from now on as the system does, also after its language changes. */
  start(): void {
    this.#announce();
    this.#standIn();
    window.addEventListener('languagechange', () => {
      this.systemPrefers = navigator.languages;
      this.#announce();
    });
  }

  /** Libraries ask the browser for its language and hand it to `Intl`, which refuses "C". */
  #standIn(): void {
    if (readTag(navigator.language)) return;
    Object.defineProperty(navigator, 'language', { configurable: true, get: () => this.locale });
  }

  /** Tells the page its language, for screen readers and for column widths. */
  #announce(): void {
    document.documentElement.lang = this.locale;
  }
}

export const language = new LanguageInUse();

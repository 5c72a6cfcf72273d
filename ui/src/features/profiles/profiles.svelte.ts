// The accounts on this desk, and what can be done with each as a whole.
import {
  createProfile, listProfiles, openProfile, profileInfo, profileRemoval, rebuildCache, removeProfile, renameProfile, toErrorBody,
  type ErrorBody, type ProfileEntry, type ProfileInfo, type ProfileRemoval,
} from '$ipc';
import { text } from '$shared/text';
import { errorLine } from '$shared/text/words';

/** Asked before it is done. */
export type Question = { what: 'remove'; name: string; removal: ProfileRemoval } | { what: 'rebuild'; name: string };

/** Why a name cannot be used, or null. The same rule as the host's, said before it is asked. */
export function nameProblem(name: string, taken: readonly string[]): string | null {
  if (name === '') return null;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) return text.profiles.nameRule;
  return taken.includes(name) ? text.profiles.nameTaken : null;
}

interface Hooks {
  /** What must be safe on disk before another profile takes the place of this one; false: it stays. */
  beforeLeaving: () => Promise<boolean>;
  onprofile: (profile: ProfileInfo) => void;
}

export class ProfilesState {
  all = $state.raw<readonly ProfileEntry[]>([]);
  busy = $state(false);
  error = $state.raw<ErrorBody | null>(null);
  question = $state.raw<Question | null>(null);
  /** Something that went otherwise than one would expect, and that is no failure. */
  notice = $state<string | null>(null);
  readonly names = $derived(this.all.map(({ name }) => name));
  readonly #hooks: Hooks;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  get problem(): string | null {
    if (this.error === null) return null;
    return this.error.code === 'busy' ? text.profiles.inUse : errorLine(this.error);
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.all = await listProfiles();
    });
  }

  open = (name: string): Promise<boolean> => this.#leaving(() => openProfile(name));

  create = (name: string): Promise<boolean> => this.#leaving(() => createProfile(name));

  rename = (name: string, to: string): Promise<boolean> => this.#leaving(() => renameProfile(name, to));

  async ask(what: Question['what'], name: string): Promise<void> {
    await this.#attempt(async () => {
      this.question = what === 'remove' ? { what, name, removal: await profileRemoval(name) } : { what, name };
    });
  }

  /** Does what was asked about. */
  async agree(): Promise<boolean> {
    const question = this.question;
    if (question === null) return false;
    const done = await this.#leaving(() => (question.what === 'remove' ? this.#remove(question.name) : rebuildCache(question.name)));
    this.question = null;
    return done;
  }

  async #remove(name: string): Promise<ProfileInfo> {
    const gone = await removeProfile(name);
    this.notice = gone.token_kept === 'keychain' ? text.profiles.tokenLeft : null;
    return profileInfo();
  }

  #leaving(work: () => Promise<ProfileInfo>): Promise<boolean> {
    return this.#attempt(async () => {
      if (!(await this.#hooks.beforeLeaving())) return false;
      const profile = await work();
      this.all = await listProfiles();
      this.#hooks.onprofile(profile);
      return true;
    });
  }

  /** One at a time; false when it was not done, where it failed with `error`. */
  async #attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    let done = false;
    try {
      done = (await work()) !== false;
    } catch (thrown) {
      this.error = toErrorBody(thrown);
    }
    this.busy = false;
    return done;
  }
}

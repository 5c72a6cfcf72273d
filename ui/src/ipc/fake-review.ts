// The made-up backend's review data: marks, notes, views and aliases, kept until the page is left.
// ?state=note-fails refuses every other note, ?state=review-fails every change, ?state=tagged
// opens with many tags and a long note, ?state=review-damaged with review data that cannot be read,
// ?state=no-backups has none of it.
import type { Call, ErrorBody, Marks, Review, ReviewBackup, TagCount, UndoNote, View, ViewDraft } from './bindings';
import { lookOf } from './fake-markdown';

const noReview: Review = { starred: false, reviewed_at: null, tags: [], note: '', note_changed_at: null };
const hostileNote = `# Follow-up <img src=x onerror=alert(1)>

Caller wants a **written offer** for 25 seats, see [the price list](https://example.org/prices?from=note).

- [x] Ask *Jonas* for the terms
- [ ] Send it by Friday
- [ ] Call back on +1 604 555 0100

> "I would rather have it in \`PDF\`, please."

<script>alert(1)</script> [press me](javascript:alert(1)) \u202eright to left\u0000

| Seats | Price |
| ----- | ----: |
| 25    |   490 |
`;

interface Change {
  what: UndoNote['what'];
  tag: string | null;
  before: Map<string, Review>;
}

export class FakeReview {
  #calls: Call[];
  #state: string;
  #changed: () => void;
  #reviews = new Map<string, Review>();
  #changes: Change[] = [];
  #aliases = new Map<string, string>();
  #notesAsked = 0;
  #views: View[] = [
    { id: 'v1', name: 'Refunds to check', request: { tags: ['refund'] } },
    { id: 'v2', name: 'Inbound, negative', request: { direction: 'inbound', sentiments: ['negative'] } },
    { id: 'v3', name: 'Maya’s longest', request: { agent_ids: ['550e8400-e29b-41d4-a716-446655440000'], min_duration: 600 } },
  ];

  constructor(calls: Call[], state: string, changed: () => void) {
    this.#calls = calls;
    this.#state = state;
    this.#changed = changed;
    calls.forEach((call, index) => {
      const tags = ['refund', 'vip', 'billing', 'call back'].filter((_, tag) => (index * 7 + tag * 3) % 11 === 0);
      if (index > 40 && index % 3 > 0) this.#reviews.set(call.id, { ...noReview, reviewed_at: call.created_at, starred: index % 17 === 0, tags });
      else if (index < 9) this.#reviews.set(call.id, { ...noReview, starred: index === 3, tags, note: index === 4 ? hostileNote : '', note_changed_at: index === 4 ? call.created_at : null });
    });
    if (state === 'tagged' && calls[4]) this.#reviews.set(calls[4].id, { starred: true, reviewed_at: calls[4].created_at, tags: manyTags(30), note: hostileNote.repeat(3), note_changed_at: calls[4].created_at });
    if (state === 'huge' && calls[4]) this.#reviews.set(calls[4].id, { ...noReview, tags: manyTags(10_000), note: 'A line of a very long note.\n'.repeat(38_000) });
  }

  of = (id: string): Review => this.#reviews.get(id) ?? noReview;
  alias = (agentId: string): string | undefined => this.#aliases.get(agentId);

  marksOf(id: string): Marks {
    const { starred, reviewed_at, note, tags } = this.of(id);
    return { starred, reviewed: reviewed_at !== null, noted: note !== '', tags };
  }

  commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    set_starred: ({ ids, on }) => this.#change(on ? 'starred' : 'unstarred', ids as string[], (review) => ({ ...review, starred: on === true })),
    set_reviewed: ({ ids, on }) => this.#change(on ? 'reviewed' : 'unreviewed', ids as string[], (review) => ({ ...review, reviewed_at: on ? new Date().toISOString() : null })),
    add_tag: ({ ids, tag }) => this.#change('tagged', ids as string[], (review) => ({ ...review, tags: [...review.tags.filter((other) => other !== tag), String(tag)] }), String(tag)),
    remove_tag: ({ ids, tag }) => this.#change('untagged', ids as string[], (review) => ({ ...review, tags: review.tags.filter((other) => other !== tag) }), String(tag)),
    set_note: ({ id, text }) => this.#note(String(id), String(text)),
    read_markdown: ({ text }) => lookOf(String(text)),
    undo_review: () => this.#undo(),
    list_tags: () => this.#tags(),
    list_views: () => this.#views,
    save_view: ({ view }) => this.#saveView(view as ViewDraft),
    delete_view: ({ id }) => this.#setViews(this.#views.filter((view) => view.id !== id)),
    order_views: ({ ids }) => this.#setViews((ids as string[]).flatMap((id) => this.#views.filter((view) => view.id === id))),
    export_review: () => 0,
    import_review: () => ({ calls: 0, starred: 0, reviewed: 0, tagged: 0, notes: 0, views: 0, aliases: 0, backup: null }),
    review_backups: () => (this.#state === 'no-backups' ? [] : backups),
    restore_review: ({ name }) => this.#restore(String(name)),
    set_agent_alias: ({ agentId, alias }) => {
      if (alias === null) this.#aliases.delete(String(agentId));
      else this.#aliases.set(String(agentId), String(alias));
      this.#changed();
      return null;
    },
  };

  #change(what: UndoNote['what'], ids: string[], make: (review: Review) => Review, tag: string | null = null): UndoNote {
    if (this.#state === 'review-fails') throw { code: 'disk_full', message: 'No space left on device.', retryable: true };
    const before = new Map(ids.map((id) => [id, this.of(id)]));
    for (const id of ids) this.#reviews.set(id, make(this.of(id)));
    this.#changes.push({ what, tag, before });
    this.#changed();
    return { what, calls: ids.length, tag };
  }

  #undo(): UndoNote | null {
    const change = this.#changes.pop();
    if (!change) return null;
    for (const [id, review] of change.before) this.#reviews.set(id, { ...review, note: this.of(id).note });
    this.#changed();
    return { what: change.what, calls: change.before.size, tag: change.tag };
  }

  #note(id: string, text: string): null {
    this.#notesAsked += 1;
    if (this.#state === 'note-fails' && this.#notesAsked % 2 === 1) throw { code: 'disk_full', message: 'No space left on device.', retryable: true };
    this.#reviews.set(id, { ...this.of(id), note: text, note_changed_at: new Date().toISOString() });
    this.#changed();
    return null;
  }

  #restore(name: string): string {
    if (name.includes('2026-11-20')) throw { code: 'invalid_filter', message: `The backup "${name}" is damaged (file is not a database); nothing was changed.`, retryable: false };
    this.#state = '';
    this.#reviews.clear();
    this.#changed();
    return 'review-before-restore-2026-11-24T08-00-00.000000Z.db';
  }

  /** Told with each answer while nothing of the review data can be read. */
  get problem(): ErrorBody | null {
    if (this.#state !== 'review-damaged') return null;
    return { code: 'internal', message: '/home/me/.local/share/offhook/profiles/default/review.db is damaged (database disk image is malformed) and was left untouched: restore a backup.', retryable: false, detail: null };
  }

  #tags(): TagCount[] {
    const counts = new Map<string, number>();
    for (const call of this.#calls) for (const tag of this.of(call.id).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([tag, calls]) => ({ tag, calls })).sort((a, b) => b.calls - a.calls);
  }

  #saveView({ id, name, request }: ViewDraft): View[] {
    const view = { id: id ?? `v${Date.now()}`, name, request };
    const known = this.#views.some((other) => other.id === view.id);
    return this.#setViews(known ? this.#views.map((other) => (other.id === view.id ? view : other)) : [...this.#views, view]);
  }

  #setViews(views: View[]): View[] {
    this.#views = views;
    this.#changed();
    return views;
  }
}

const backup = (made_at: string, kind: '' | 'before-import-' | 'before-restore-', calls: number | null, notes: number | null): ReviewBackup => ({
  name: `review-${kind}${kind === '' ? made_at.slice(0, 10) : made_at}.db`, made_at, before_restore: kind === 'before-restore-', before_import: kind === 'before-import-', bytes: 81_920 + (calls ?? 0) * 120, calls, notes,
});
const backups = [
  backup('2026-11-23T14:12:09.000000Z', 'before-restore-', 2_161, 39), backup('2026-11-23T08:03:51.000000Z', '', 2_140, 38), backup('2026-11-22T16:40:00.000000Z', 'before-import-', 12, 1),
  backup('2026-11-21T07:58:12.000000Z', '', 1, 0), backup('2026-11-20T07:58:12.000000Z', '', null, null),
];
const oddTags = ['refund', 'vip', 'Rückerstattung', '<b>bold</b>', '\u202etfel ot thgir', 'Donaudampfschifffahrtsgesellschaftskapitän', 'تم', '🎉 great', 'a very long tag that says more than a tag should, and then some'];
const manyTags = (count: number) => Array.from({ length: count }, (_, index) => oddTags[index] ?? `tag ${index + 1}`);

// The views everybody has.
import type { ListRequest } from '$ipc';
import type { IconName } from '$shared/ui/icons';

export const smartIds = ['all', 'review', 'negative', 'missed', 'long', 'starred'] as const;
export type SmartId = (typeof smartIds)[number];

export interface SmartView {
  id: SmartId;
  icon: IconName;
  request: ListRequest;
  /** The letter that leads here after "g". */
  letter: string;
}

const longFrom_s = 600;

export const smartViews: readonly SmartView[] = [
  { id: 'all', icon: 'phone', request: {}, letter: 'a' },
  { id: 'review', icon: 'inbox', request: { reviewed: false }, letter: 'r' },
  { id: 'negative', icon: 'frown', request: { sentiments: ['negative'] }, letter: 'n' },
  { id: 'missed', icon: 'missed', request: { statuses: ['no-answer', 'busy', 'failed', 'canceled'] }, letter: 'm' },
  { id: 'long', icon: 'clock', request: { min_duration: longFrom_s }, letter: 'l' },
  { id: 'starred', icon: 'star', request: { starred: true }, letter: 's' },
];

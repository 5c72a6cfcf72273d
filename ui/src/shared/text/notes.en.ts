// The words of notes, and of what could not be saved.
import { formatCount as n } from '../format/number';

export const notes = {
  label: 'Notes', placeholder: 'What should be remembered about this call? Markdown works.',
  write: 'Write', preview: 'Preview', previewFailed: 'The preview could not be opened.', previewCut: (count: number) => `The preview shows the first ${n(count)} characters. The whole note is kept.`,
  saved: 'Saved', savedAt: (when: string) => `Saved ${when}`, saving: 'Saving…', unsaved: 'Not saved yet',
  failed: 'Not saved – your text is still here.', failedElsewhere: 'A note was not saved. Its text is kept until it is.',
  unreadable: 'The note cannot be read, so it cannot be changed either.',
  leaveTitle: (count: number) => (count === 1 ? 'This note could not be saved' : `${n(count)} notes could not be saved`), leaveMarks: 'Marks could not be saved',
  leaveSlow: 'Saving takes longer than usual.', leaveHelp: 'What is not saved is lost if you go on.', leaveClose: 'Close without it', leaveSwitch: 'Go on without it', leaveStay: 'Stay',
};

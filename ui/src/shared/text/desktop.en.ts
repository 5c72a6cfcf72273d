// The words of how Offhook behaves among other programs.
export const desktop = {
  title: 'Desktop',
  negative: 'Notify of new negative calls', negativeHelp: 'After a sync, the system shows how many have come. A first sync tells nothing.',
  atLogin: 'Open at login', atLoginHelp: 'The system starts Offhook when you log in.', atLoginUnknown: 'This system does not tell what it opens at login.',
};

// The words of how Offhook behaves among other programs.
export const desktop = {
  title: 'Desktop',
  atLogin: 'Open at login', atLoginHelp: 'The system starts Offhook when you log in.', atLoginUnknown: 'This system does not tell what it opens at login.',
};

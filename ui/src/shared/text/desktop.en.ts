// The words of how Offhook behaves among other programs.
export const desktop = {
  title: 'Desktop',
  negative: 'Notify of new negative calls', negativeHelp: 'After a sync, the system shows how many have come. A first sync tells nothing.',
  tray: 'Icon in the tray', trayHelp: 'It says how long ago the last sync was. Closing the window then hides it there; Quit in the icon’s menu ends Offhook.', trayUnseen: 'This desktop shows no tray at the moment, so closing the window still ends Offhook.',
  atLogin: 'Open at login', atLoginHelp: 'The system starts Offhook when you log in. With the icon in the tray, it stays there.', atLoginUnknown: 'This system does not tell what it opens at login.',
};

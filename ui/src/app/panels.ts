// What the window shows: the list or the figures, and the dialogs and drawers that can lie over them.

export type Screen = 'calls' | 'insights';

export type Panel = 'activity' | 'backups' | 'export' | 'keys' | 'palette' | 'print' | 'print-call' | 'profile-add' | 'profiles' | 'settings' | 'token';

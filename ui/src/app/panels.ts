// The dialogs and drawers that can lie over the list.

export type Panel = 'activity' | 'export' | 'keys' | 'palette' | 'settings' | 'token';

// The dialogs and drawers that can lie over the list.

export type Panel = 'activity' | 'keys' | 'palette' | 'profile-add' | 'profiles' | 'settings' | 'token';

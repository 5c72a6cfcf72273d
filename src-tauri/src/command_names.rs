//! The window's commands by name: the build script makes a permission of each, a test compares
//! them with what the window is allowed to call.

/// In the order of `capabilities/main.json`.
pub(crate) const COMMANDS: [&str; 14] = [
    "profile_info",
    "list_calls",
    "call_detail",
    "list_agents",
    "test_connection",
    "connect_account",
    "save_settings",
    "explore_samples",
    "leave_samples",
    "sync_now",
    "sync_cancel",
    "sync_status",
    "sync_log",
    "check_against_server",
];

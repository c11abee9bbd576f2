package org.odradek.store.journal;

/// Why a journal takes no more records.
public enum StopCause {
    /// There is no room left; it helps to free some and to reopen.
    DISK_FULL,
    /// The files may not be read or written by this user.
    NO_ACCESS,
    /// The disk or the file system failed.
    FAULT,
    /// The journal was closed by its owner.
    CLOSED
}

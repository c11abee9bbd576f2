package org.odradek.store.journal;

/// A journal's stopped state: it still reads, but refuses to write until it is reopened.
///
/// @param cause what kind of trouble
/// @param detail the technical message, for the log
public record Stop(StopCause cause, String detail) {}

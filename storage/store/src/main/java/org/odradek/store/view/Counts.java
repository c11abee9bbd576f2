package org.odradek.store.view;

/// The numbers in the sidebar.
///
/// @param late how many of `today` are overdue
public record Counts(
        int inbox,
        int today,
        int late,
        int upcoming,
        int all,
        int tasks,
        int conflicts,
        int trash) {}

package org.odradek.app.command;

import org.odradek.store.history.History;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What one device did to an item without a long pause, as the history shows it in one row.
///
/// @param rows at least one, newest first
record EditSession(List<History.Row> rows) {
    /// A longer pause begins another session.
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    /// More kinds of edits than this make no readable line.
    private static final int SUMMARIES_MAX = 3;

    EditSession {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a session without an edit");
        }
        rows = List.copyOf(rows);
    }

    /// Rows, newest first, as sessions, newest first.
    static List<EditSession> of(List<History.Row> rows) {
        var sessions = new ArrayList<EditSession>();
        var open = new ArrayList<History.Row>();
        for (var row : rows) {
            if (!open.isEmpty() && !continues(row, open.getLast())) {
                sessions.add(new EditSession(open));
                open.clear();
            }
            open.add(row);
        }
        if (!open.isEmpty()) {
            sessions.add(new EditSession(open));
        }
        return sessions;
    }

    private static boolean continues(History.Row earlier, History.Row later) {
        return earlier.device().equals(later.device())
                && earlier.origin() == later.origin()
                && Math.abs(later.atMs() - earlier.atMs()) < PAUSE_MAX.toMillis();
    }

    History.Row newest() {
        return rows.getFirst();
    }

    long fromMs() {
        return rows.getLast().atMs();
    }

    /// What was done, in the order in which it began.
    String summary() {
        var kinds = rows.reversed().stream().map(History.Row::summary).distinct().toList();
        var shown = kinds.stream().limit(SUMMARIES_MAX).collect(Collectors.joining(", "));
        return kinds.size() > SUMMARIES_MAX ? shown + ", …" : shown;
    }
}

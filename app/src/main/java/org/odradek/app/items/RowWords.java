package org.odradek.app.items;

import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.store.view.ItemRow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// What a row says.
final class RowWords {
    /// An edit that waits no longer than this is no news.
    private static final Duration WAITS = Duration.ofSeconds(60);

    private final Messages messages;
    private final TimeWords times;
    private final Clock clock;

    RowWords(Messages messages, TimeWords times, Clock clock) {
        this.messages = messages;
        this.times = times;
        this.clock = clock;
    }

    String title(ItemRow row) {
        if (!row.title().isBlank()) {
            return row.title();
        }
        return row.snippet().isBlank() ? messages.text("untitled") : row.snippet();
    }

    /// Due, else when it changed.
    String time(ItemRow row) {
        if (row.status() == State.DONE) {
            return messages.text("row.done", times.past(Instant.ofEpochMilli(row.updatedMs())));
        }
        if (row.status() == State.CANCELLED) {
            return messages.text("status.cancelled");
        }
        if (row.due() == null) {
            return times.past(Instant.ofEpochMilli(row.updatedMs()));
        }
        var when = ItemCell.When.of(row.due());
        return times.due(when.day(), when.time());
    }

    /// Notebook, repeat and the beginning of the text.
    String second(ItemRow row) {
        List<String> parts = new ArrayList<>();
        if (row.notebookPath() != null) {
            parts.add(row.notebookPath().replace("/", " › "));
        }
        if (row.repeat() != null) {
            parts.add(messages.text("row.repeats"));
        }
        if (!row.snippet().isBlank() && !row.title().isBlank()) {
            parts.add(row.snippet());
        }
        return String.join(" · ", parts);
    }

    boolean isLate(ItemRow row) {
        if (row.due() == null) {
            return false;
        }
        var when = ItemCell.When.of(row.due());
        return times.isLate(when.day(), when.time());
    }

    boolean isWaiting(ItemRow row) {
        return row.waitingSinceMs() > 0 && clock.millis() - row.waitingSinceMs() > WAITS.toMillis();
    }

    String check() {
        return messages.text("row.check");
    }

    String versions() {
        return messages.text("row.versions");
    }

    String waits() {
        return messages.text("row.waits");
    }

    String priority(String priority) {
        return messages.text("priority." + priority);
    }

    String subtasks(ItemRow row) {
        return messages.text("row.subtasks", row.subtasksDone(), row.subtasks());
    }

    String attachments(int n) {
        return messages.count("row.attachments", n);
    }

    /// “Pay rent, task, open, 2 days late, high, two versions”.
    String read(ItemRow row) {
        var read = new StringJoiner(", ");
        read.add(title(row));
        boolean task = row.kind() == ItemKind.TASK;
        read.add(messages.text(task ? "kind.task" : "kind.note"));
        if (row.status() != null) {
            read.add(messages.text("status." + row.status().wireName()));
        }
        if (row.due() != null) {
            read.add(time(row));
        }
        if (!row.priority().equals("none")) {
            read.add(priority(row.priority()));
        }
        if (row.conflicts() > 0) {
            read.add(messages.text("row.versions"));
        }
        return read.toString();
    }
}

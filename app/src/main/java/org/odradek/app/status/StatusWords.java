package org.odradek.app.status;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;

import java.time.Instant;

/// What the status says: a line, its icon, its pseudo-class, and the sentence behind it.
public final class StatusWords {
    private final Messages messages;
    private final TimeWords times;

    public StatusWords(Messages messages, TimeWords times) {
        this.messages = messages;
        this.times = times;
    }

    public String line(SyncState state) {
        return switch (state) {
            case SyncState.Local _ -> messages.text("sync.local");
            case SyncState.UpToDate _ -> messages.text("sync.upToDate");
            case SyncState.Moving(var sending, var n) ->
                    messages.count(sending ? "sync.sending" : "sync.receiving", n);
            case SyncState.Offline(var last) -> offline(last);
            case SyncState.Delayed(var n, _) -> messages.count("sync.delayed", n);
            case SyncState.WorkingOffline(var n) ->
                    n == 0
                            ? messages.text("sync.workingOffline")
                            : messages.count("sync.workingOffline", n);
            case SyncState.Cloning(var percent, _) -> messages.text("sync.cloning", percent);
            case SyncState.NeedsYou _ -> messages.text("sync.needsYou");
        };
    }

    private String offline(@Nullable Instant last) {
        return last == null
                ? messages.text("sync.offline")
                : messages.text("sync.offline.last", times.past(last));
    }

    public String sentence(SyncState state) {
        return switch (state) {
            case SyncState.Local _ -> messages.text("sync.local.sentence");
            case SyncState.UpToDate(var last) ->
                    messages.text("sync.upToDate.sentence", times.past(last));
            case SyncState.Moving _, SyncState.Cloning _ -> messages.text("sync.moving.sentence");
            case SyncState.Offline _ -> messages.text("sync.offline.sentence");
            case SyncState.Delayed(var n, var since) ->
                    messages.count("sync.delayed.sentence", n, times.past(since));
            case SyncState.WorkingOffline _ -> messages.text("sync.workingOffline.sentence");
            case SyncState.NeedsYou(var sentence, _) -> sentence;
        };
    }

    public static Feather icon(SyncState state) {
        return switch (state) {
            case SyncState.Local _ -> Feather.HARD_DRIVE;
            case SyncState.UpToDate _ -> Feather.CHECK;
            case SyncState.Moving _ -> Feather.REFRESH_CW;
            case SyncState.Offline _ -> Feather.CLOUD_OFF;
            case SyncState.Delayed _ -> Feather.CLOCK;
            case SyncState.WorkingOffline _ -> Feather.PAUSE;
            case SyncState.Cloning _ -> Feather.DOWNLOAD_CLOUD;
            case SyncState.NeedsYou _ -> Feather.KEY;
        };
    }

    public static String pseudoClass(SyncState state) {
        return switch (state) {
            case SyncState.Local _ -> "local";
            case SyncState.UpToDate _ -> "up-to-date";
            case SyncState.Moving _ -> "moving";
            case SyncState.Offline _, SyncState.WorkingOffline _ -> "offline";
            case SyncState.Delayed _ -> "delayed";
            case SyncState.Cloning _ -> "cloning";
            case SyncState.NeedsYou _ -> "needs-you";
        };
    }
}

package org.odradek.app.notice;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the window tells in passing, and keeps. FX thread only.
public final class Notices {
    /// More toasts than these cover the list.
    private static final int TOASTS_MAX = 3;

    /// As many notices are kept as fit a popover with scrolling.
    private static final int KEPT_MAX = 50;

    /// How long a toast stays while nobody points at it.
    static final Duration TOAST_STAYS = Duration.ofSeconds(8);

    /// One thing said. `action` is what its button does; null for none.
    public record Notice(
            Instant at, String sentence, @Nullable String actionName, @Nullable Runnable action) {}

    /// A strip under the top bar. A smaller `urgency` is shown first.
    public record Banner(int urgency, String id, String sentence, List<Deed> deeds) {
        public Banner {
            deeds = List.copyOf(deeds);
        }
    }

    /// What a banner's button does.
    public record Deed(String name, Runnable run) {}

    private final Clock clock;
    private final ObservableList<Notice> toasts = FXCollections.observableArrayList();
    private final ObservableList<Notice> toastsShown =
            FXCollections.unmodifiableObservableList(toasts);
    private final ObservableList<Notice> kept = FXCollections.observableArrayList();
    private final ObservableList<Notice> keptShown = FXCollections.unmodifiableObservableList(kept);
    private final List<Banner> banners = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable Banner> banner = new ReadOnlyObjectWrapper<>();

    public Notices(Clock clock) {
        this.clock = clock;
    }

    // Properties

    /// The toasts that are shown, oldest first.
    public ObservableList<Notice> toasts() {
        return toastsShown;
    }

    /// The last notices, newest first.
    public ObservableList<Notice> kept() {
        return keptShown;
    }

    /// The most urgent banner; null when there is none.
    public ReadOnlyObjectProperty<@Nullable Banner> bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    // Commands

    public void say(String sentence) {
        say(sentence, null, null);
    }

    public void say(String sentence, @Nullable String actionName, @Nullable Runnable action) {
        var notice = new Notice(clock.instant(), sentence, actionName, action);
        toasts.add(notice);
        if (toasts.size() > TOASTS_MAX) {
            toasts.removeFirst();
        }
        kept.addFirst(notice);
        if (kept.size() > KEPT_MAX) {
            kept.removeLast();
        }
    }

    public void dismiss(Notice notice) {
        toasts.remove(notice);
    }

    /// Shows a banner in place of the one of the same id.
    public void raise(Banner raised) {
        banners.removeIf(other -> other.id().equals(raised.id()));
        banners.add(raised);
        tell();
    }

    public void lower(String id) {
        banners.removeIf(other -> other.id().equals(id));
        tell();
    }

    private void tell() {
        banner.set(banners.stream().min(Comparator.comparingInt(Banner::urgency)).orElse(null));
    }
}

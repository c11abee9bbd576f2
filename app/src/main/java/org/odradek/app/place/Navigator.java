package org.odradek.app.place;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// Where the person is, and the way back. FX thread only.
public final class Navigator {
    /// How many steps back are kept; nobody remembers more of a session.
    private static final int STEPS_MAX = 100;

    /// How many of the items last opened the switcher offers.
    private static final int RECENT_MAX = 20;

    private record Step(Place place, @Nullable ItemId item) {}

    private final ReadOnlyObjectWrapper<Place> place =
            new ReadOnlyObjectWrapper<>(new Place.Inbox());
    private final ReadOnlyObjectWrapper<@Nullable ItemId> item = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
    private final Deque<Step> back = new ArrayDeque<>();
    private final Deque<Step> forward = new ArrayDeque<>();
    private final List<ItemId> recent = new ArrayList<>();

    // Properties

    public ReadOnlyObjectProperty<Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /// The open item; null when none is.
    public ReadOnlyObjectProperty<@Nullable ItemId> itemProperty() {
        return item.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    /// The items last opened, newest first.
    public List<ItemId> recent() {
        return List.copyOf(recent);
    }

    // Commands

    /// Shows a place; the open item stays open until another is chosen there.
    public void go(Place target) {
        if (target.equals(place.get())) {
            return;
        }
        // Each letter of a query is a place of its own; one step back leaves the search.
        if (!(target instanceof Place.Searching && place.get() instanceof Place.Searching)) {
            remember();
        }
        place.set(target);
    }

    /// Opens an item in the present place.
    public void open(@Nullable ItemId target) {
        if (Objects.equals(target, item.get())) {
            return;
        }
        if (target != null) {
            if (item.get() != null) {
                remember();
            }
            recent.remove(target);
            recent.addFirst(target);
            if (recent.size() > RECENT_MAX) {
                recent.removeLast();
            }
        }
        item.set(target);
    }

    /// Shows a place with an item open in it.
    public void go(Place target, ItemId opened) {
        go(target);
        open(opened);
    }

    /// Remembers an item that was just made as one of the last, without opening it.
    public void itemMade(ItemId made) {
        recent.remove(made);
        recent.addFirst(made);
    }

    public void goBack() {
        travel(back, forward);
    }

    public void goForward() {
        travel(forward, back);
    }

    private void travel(Deque<Step> from, Deque<Step> to) {
        var step = from.poll();
        if (step != null) {
            to.push(new Step(place.get(), item.get()));
            place.set(step.place());
            item.set(step.item());
            tell();
        }
    }

    private void remember() {
        back.push(new Step(place.get(), item.get()));
        if (back.size() > STEPS_MAX) {
            back.removeLast();
        }
        forward.clear();
        tell();
    }

    private void tell() {
        canGoBack.set(!back.isEmpty());
        canGoForward.set(!forward.isEmpty());
    }
}

package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// What a person did, on its way to become an entry: actions, and the position of the view that was on the screen.
///
/// A [Action.SetField] with empty `over` replaces the heads that its field had at `upon`; one with `over` is taken as it stands.
/// An [Action.EditBody] always names the frontier to which its positions refer.
///
/// @param actions what to do, at least one
/// @param upon    what the person saw; [ViewPosition#NEWEST] for a program that reads and writes at once
/// @param origin  why
/// @param gesture to which gesture the entry belongs; null makes one of its own
/// @param more    whether further entries of the same gesture follow
public record Edit(
        List<Action> actions,
        ViewPosition upon,
        Origin origin,
        @Nullable GestureId gesture,
        boolean more) {
    public Edit {
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("an edit without an action");
        }
        actions = List.copyOf(actions);
    }

    public static Edit of(ViewPosition upon, Action... actions) {
        return of(upon, Arrays.asList(actions));
    }

    public static Edit of(ViewPosition upon, List<Action> actions) {
        return new Edit(actions, upon, Origin.USER, null, false);
    }

    public Edit as(Origin newOrigin) {
        return new Edit(actions, upon, newOrigin, gesture, more);
    }

    public Edit within(GestureId newGesture, boolean moreFollow) {
        return new Edit(actions, upon, origin, newGesture, moreFollow);
    }

    public Edit and(List<Action> further) {
        var all = new ArrayList<>(actions);
        all.addAll(further);
        return new Edit(all, upon, origin, gesture, more);
    }

    /// A write of one value that replaces what the screen showed.
    public static Action set(ItemId item, Field field, Value value) {
        return new Action.SetField(
                item, field.wireName(), List.of(Versioned.own(value)), new TreeSet<>());
    }
}

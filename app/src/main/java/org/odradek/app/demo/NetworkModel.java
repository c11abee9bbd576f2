package org.odradek.app.demo;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.odradek.app.status.SyncState;

/// What the bar between the two windows shows. FX thread only.
final class NetworkModel {
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Progress.Step> step =
            new ReadOnlyObjectWrapper<>(Progress.Step.CUT);
    private final ReadOnlyObjectWrapper<@Nullable Chapter> chapter = new ReadOnlyObjectWrapper<>();
    private final Side laptop = new Side();
    private final Side desk = new Side();

    /// One device; its state is null until it is set up.
    static final class Side {
        private final ReadOnlyObjectWrapper<@Nullable SyncState> state =
                new ReadOnlyObjectWrapper<>();
        private final ReadOnlyIntegerWrapper conflicts = new ReadOnlyIntegerWrapper();

        ReadOnlyObjectProperty<@Nullable SyncState> stateProperty() {
            return state.getReadOnlyProperty();
        }

        ReadOnlyIntegerProperty conflictsProperty() {
            return conflicts.getReadOnlyProperty();
        }

        void show(SyncState nowState, int nowConflicts) {
            conflicts.set(nowConflicts);
            state.set(nowState);
        }
    }

    // Properties

    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    /// What to try next.
    ReadOnlyObjectProperty<Progress.Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// How far the third device's story is told; null until it is asked for.
    ReadOnlyObjectProperty<@Nullable Chapter> chapterProperty() {
        return chapter.getReadOnlyProperty();
    }

    Side laptop() {
        return laptop;
    }

    Side desk() {
        return desk;
    }

    // Commands

    void show(boolean nowOn) {
        on.set(nowOn);
    }

    void show(Progress.Step next) {
        step.set(next);
    }

    void show(Chapter now) {
        chapter.set(now);
    }
}

package org.odradek.app.exchange;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.odradek.exchange.ImportReport;

/// How far an import is. FX thread only.
final class ImportModel {
    /// Where it stands.
    sealed interface Stage {
        record Choosing() implements Stage {}

        record Looking() implements Stage {}

        record Previewed(ImportReport report) implements Stage {}

        record Running(int done, int total) implements Stage {}

        /// Ended by the person; what came in may stay or go.
        record Stopped(ImportReport report) implements Stage {}

        record Done(ImportReport report) implements Stage {}

        record Failed(String sentence) implements Stage {}
    }

    private final ReadOnlyObjectWrapper<Stage> stage =
            new ReadOnlyObjectWrapper<>(new Stage.Choosing());

    ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    void show(Stage now) {
        stage.set(now);
    }
}

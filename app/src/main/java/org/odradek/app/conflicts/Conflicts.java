package org.odradek.app.conflicts;

import javafx.scene.layout.Region;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;

import java.util.List;

/// The conflicts panel, put together. FX thread only.
public final class Conflicts {
    private final ConflictsView view;

    public Conflicts(
            Flow flow,
            Navigator navigator,
            Undoing undoing,
            Notices notices,
            Messages messages,
            TimeWords times) {
        var model = new ConflictsModel();
        var interactor =
                new ConflictsInteractor(flow, model, navigator, undoing, notices, messages);
        view = new ConflictsView(model, interactor, new ConflictWords(messages, times));
        interactor.start();
    }

    public Region view() {
        return view;
    }

    public void focus() {
        view.focusList();
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Conflicts.class, "conflicts.css"));
    }
}

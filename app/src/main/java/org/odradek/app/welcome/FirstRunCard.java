package org.odradek.app.welcome;

import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.store.Edit;

import java.util.ArrayList;
import java.util.List;

/// What a person can do first: bring notes in, connect a second device, remove the examples.
public final class FirstRunCard extends VBox {
    private static final String HIDDEN = "welcome.hidden";

    private final Flow flow;
    private final Undoing undoing;
    private final Messages messages;

    public FirstRunCard(Flow flow, Navigator navigator, Undoing undoing, Messages messages) {
        this.flow = flow;
        this.undoing = undoing;
        this.messages = messages;
        setId("firstRun");
        getStyleClass().addAll("od-card", "od-first-run");
        var title = Controls.label(messages.text("welcome.title"), "od-list-title");
        var bring =
                button("firstRunImport", "welcome.import", () -> navigator.go(new Place.Import()));
        var connect =
                button(
                        "firstRunConnect",
                        "welcome.connect",
                        () -> navigator.go(new Place.Account()));
        var remove = button("firstRunRemove", "welcome.remove", this::removeExamples);
        var hide = Controls.flat("firstRunHide", messages.text("welcome.hide"));
        hide.setOnAction(_ -> hide());
        var row = new FlowPane(bring, connect, remove, hide);
        row.getStyleClass().add("od-cards");
        getChildren().addAll(new HBox(title), row);
        show(false);
    }

    private Button button(String id, String key, Runnable deed) {
        var button = Controls.button(id, messages.text(key));
        button.setOnAction(_ -> deed.run());
        return button;
    }

    /// Shows the card where it was never hidden.
    public void start() {
        flow.reads()
                .ask(
                        HIDDEN,
                        store ->
                                store.facts().get(HIDDEN).isEmpty()
                                        && store.view().notebooks().stream()
                                                .anyMatch(
                                                        row ->
                                                                row.id()
                                                                        .equals(
                                                                                StartHere
                                                                                        .notebook())),
                        this::show);
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    private void hide() {
        show(false);
        flow.edits()
                .run(
                        store -> {
                            store.facts().put(HIDDEN, new byte[] {1});
                            return true;
                        },
                        _ -> {});
    }

    private void removeExamples() {
        List<Action> actions = new ArrayList<>();
        var ids = StartHere.all();
        ids.subList(0, ids.size() - 1)
                .forEach(id -> actions.add(Edit.set(id, Field.TRASHED, Value.flag(true))));
        actions.add(Edit.set(StartHere.notebook(), Field.REMOVED, Value.flag(true)));
        undoing.submit(
                Edit.of(flow.changes().position(), actions), messages.text("welcome.removed"));
        hide();
    }
}

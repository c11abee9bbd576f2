package org.odradek.app.demo;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.status.StatusWords;
import org.odradek.app.status.SyncState;

import java.util.ArrayList;
import java.util.List;

/// The bar above both windows: the devices, the cable between them with its switch, and what to try.
final class NetworkView extends VBox {
    private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
    private static final PseudoClass DELAYED = PseudoClass.getPseudoClass("delayed");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /// After the last step [ThirdView] stands in their place.
    private static final List<Progress.Step> TO_TRY =
            List.of(
                    Progress.Step.CUT,
                    Progress.Step.WRITE,
                    Progress.Step.RENAME,
                    Progress.Step.MEND,
                    Progress.Step.DECIDE);

    private final NetworkModel model;
    private final Messages messages;
    private final StatusWords words;
    private final ToggleButton toggle = new ToggleButton();
    private final Label sentence = Controls.label("", "od-caption", "od-muted");
    private final List<Region> cables = List.of(cable(), cable());
    private final List<Step> steps = new ArrayList<>();

    /// One thing to try: its number, which becomes a tick, and its words.
    private record Step(HBox box, Label number) {}

    NetworkView(
            NetworkModel model,
            NetworkInteractor interactor,
            StatusWords words,
            Messages messages) {
        this.model = model;
        this.words = words;
        this.messages = messages;
        setId("demoBar");
        getStyleClass().add("od-demo");
        setAccessibleRoleDescription(messages.text("demo.role"));
        prepareToggle(interactor);
        sentence.setId("demoSentence");
        var middle = new VBox(toggle, sentence);
        middle.setAlignment(Pos.CENTER);
        middle.getStyleClass().add("od-demo-middle");
        middle.setMinWidth(USE_PREF_SIZE);
        var line =
                new HBox(
                        side("demoLaptop", TwoDevices.LAPTOP, model.laptop(), Pos.CENTER_LEFT),
                        cables.getFirst(),
                        middle,
                        cables.getLast(),
                        side("demoDesk", TwoDevices.DESK, model.desk(), Pos.CENTER_RIGHT));
        line.getStyleClass().add("od-demo-line");
        var tries = tries();
        var third = new ThirdView(model, interactor, messages);
        getChildren().addAll(line, new StackPane(tries, third));
        model.onProperty().subscribe(this::showNetwork);
        model.laptop().stateProperty().subscribe(this::showReady);
        model.desk().stateProperty().subscribe(this::showReady);
        model.stepProperty().subscribe(step -> showStep(step, tries));
    }

    private void prepareToggle(NetworkInteractor interactor) {
        var thumb = new Region();
        thumb.getStyleClass().add("od-switch-thumb");
        var track = new StackPane(thumb);
        track.getStyleClass().add("od-switch");
        toggle.setId("demoNetwork");
        toggle.getStyleClass().add("od-switch-button");
        toggle.setGraphic(track);
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.setOnAction(_ -> interactor.set(toggle.isSelected()));
    }

    private static Region cable() {
        var cable = new Region();
        cable.getStyleClass().add("od-cable");
        HBox.setHgrow(cable, Priority.ALWAYS);
        return cable;
    }

    private Node side(String id, String name, NetworkModel.Side side, Pos towards) {
        var title = Controls.label(name, "od-list-title");
        title.setGraphic(Icons.bar(Feather.MONITOR));
        var state = Controls.label("", "od-caption", "od-demo-state");
        state.setId(id);
        var decide = Controls.chip(Feather.GIT_MERGE, "", Controls.Tint.CONFLICT);
        decide.setId(id + "Conflicts");
        var head = new HBox(title, decide);
        head.setAlignment(towards);
        head.getStyleClass().add("od-demo-head");
        var box = new VBox(head, state);
        box.setAlignment(towards);
        box.getStyleClass().add("od-demo-side");
        side.stateProperty().subscribe(now -> showState(state, now));
        side.conflictsProperty()
                .subscribe(
                        n -> {
                            decide.setText(messages.count("conflict.head", n.intValue()));
                            decide.setVisible(n.intValue() > 0);
                            decide.setManaged(n.intValue() > 0);
                        });
        return box;
    }

    private void showState(Label state, @Nullable SyncState now) {
        if (now == null) {
            state.setText(messages.text("demo.device.setUp"));
            state.setGraphic(null);
            return;
        }
        state.setText(words.line(now));
        state.setGraphic(Icons.of(StatusWords.icon(now), Icons.Size.CAPTION));
        state.pseudoClassStateChanged(DELAYED, now instanceof SyncState.Delayed);
    }

    private GridPane tries() {
        var tries = new GridPane();
        tries.getStyleClass().add("od-demo-steps");
        for (var step : TO_TRY) {
            int at = steps.size();
            var number = Controls.label("", "od-step-number");
            var label = Controls.label(messages.text("demo.step." + step), "od-step-words");
            label.setWrapText(true);
            var box = new HBox(number, label);
            box.setId("demoStep-" + step);
            box.getStyleClass().add("od-step");
            steps.add(new Step(box, number));
            tries.add(box, at, 0);
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / TO_TRY.size());
            tries.getColumnConstraints().add(column);
        }
        return tries;
    }

    private void showNetwork(boolean on) {
        toggle.setSelected(on);
        toggle.setText(messages.text(on ? "demo.network.on" : "demo.network.off"));
        cables.forEach(cable -> cable.pseudoClassStateChanged(CUT, !on));
        showReady();
    }

    private void showReady() {
        boolean ready =
                model.laptop().stateProperty().get() != null
                        && model.desk().stateProperty().get() != null;
        toggle.setDisable(!ready);
        sentence.setText(messages.text(ready ? on() : "demo.setUp"));
    }

    private String on() {
        return model.onProperty().get() ? "demo.on" : "demo.off";
    }

    private void showStep(Progress.Step now, Node tries) {
        boolean all = now == Progress.Step.DONE;
        tries.setVisible(!all);
        int current = TO_TRY.indexOf(now);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            boolean ticked = i < current;
            step.box().pseudoClassStateChanged(DONE, ticked);
            step.box().pseudoClassStateChanged(CURRENT, i == current);
            step.number().setText(ticked ? null : String.valueOf(i + 1));
            step.number().setGraphic(ticked ? Icons.of(Feather.CHECK, Icons.Size.CAPTION) : null);
        }
    }
}

package org.odradek.app.capture;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;

/// The capture window's content: the words, how they are understood, and keeping them.
final class CaptureView extends VBox {
    private final CaptureInteractor interactor;
    private final Runnable close;
    private final TextArea text = new TextArea();
    private final FlowPane chips = new FlowPane();
    private final Button keep;
    private boolean filling;

    CaptureView(
            CaptureModel model, CaptureInteractor interactor, Messages messages, Runnable close) {
        this.interactor = interactor;
        this.close = close;
        setId("captureWindow");
        getStyleClass().add("od-capture");
        text.setId("captureText");
        text.setPromptText(messages.text("capture.prompt"));
        text.setAccessibleText(messages.text("cmd.capture"));
        text.setPrefRowCount(3);
        text.setWrapText(true);
        text.textProperty()
                .subscribe(
                        typed -> {
                            if (!filling) {
                                interactor.type(typed);
                            }
                        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        chips.setId("captureChips");
        chips.getStyleClass().add("od-capture-chips");
        var task = new ToggleButton(messages.text("kind.task"));
        var note = new ToggleButton(messages.text("kind.note"));
        var group = new ToggleGroup();
        group.getToggles().addAll(task, note);
        task.setOnAction(_ -> interactor.chooseTask(true));
        note.setOnAction(_ -> interactor.chooseTask(false));
        model.taskProperty()
                .subscribe(
                        isTask -> {
                            task.setSelected(isTask);
                            note.setSelected(!isTask);
                        });
        var kind = new HBox(task, note);
        kind.setId("captureKind");
        kind.getStyleClass().add("od-choice");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        keep = Controls.primary("captureKeep", messages.text("capture.keep"));
        keep.setOnAction(_ -> interactor.keep(close));
        var bottom = new HBox(kind, gap, keep);
        bottom.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(text, chips, bottom);
        model.textProperty().subscribe(this::showText);
        model.capturedProperty().subscribe(this::showChips);
    }

    void focus() {
        text.requestFocus();
        text.end();
    }

    private void showText(String typed) {
        if (!text.getText().equals(typed)) {
            filling = true;
            text.setText(typed);
            text.end();
            filling = false;
        }
    }

    private void showChips(@Nullable Captured captured) {
        chips.getChildren().clear();
        if (captured != null) {
            for (var part : captured.parts()) {
                var chip =
                        Controls.chipButton(
                                "captureChip-" + part.start(), part.text(), Controls.Tint.ACCENT);
                chip.setOnAction(_ -> interactor.keepAsWords(part));
                chips.getChildren().add(chip);
            }
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB) {
            // In a window of one line Tab goes on to the next control.
            keep.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            if (event.isShiftDown()) {
                text.insertText(text.getCaretPosition(), "\n");
            } else {
                interactor.keep(event.isShortcutDown() ? () -> {} : close);
            }
            event.consume();
        }
    }
}

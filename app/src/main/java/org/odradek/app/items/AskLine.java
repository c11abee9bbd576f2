package org.odradek.app.items;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.core.entry.ItemId;

import java.util.List;

/// One line that asks where to move, how to tag or when it is due; Enter does it, Esc goes back to the list.
final class AskLine extends VBox {
    /// What is asked.
    enum Question {
        MOVE,
        TAG,
        DUE
    }

    /// Reads a day as people write it; null when it is not understood.
    @FunctionalInterface
    interface Days {
        @Nullable String read(String words);
    }

    private final ItemsModel model;
    private final ItemsInteractor interactor;
    private final Messages messages;
    private final Days days;
    private final Runnable backToList;
    private final TextField field = new TextField();
    private final Label hint = Controls.label("", "od-caption", "od-muted");
    private Question question = Question.MOVE;
    private List<ItemId> items = List.of();

    AskLine(
            ItemsModel model,
            ItemsInteractor interactor,
            Messages messages,
            Days days,
            Runnable backToList) {
        this.model = model;
        this.interactor = interactor;
        this.messages = messages;
        this.days = days;
        this.backToList = backToList;
        getStyleClass().add("od-ask-line");
        field.setId("askField");
        getChildren().addAll(field, hint);
        field.setOnAction(_ -> answer());
        field.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
        show(false);
    }

    void ask(Question asked) {
        items = List.copyOf(model.chosen());
        if (items.isEmpty()) {
            return;
        }
        question = asked;
        field.clear();
        field.setPromptText(messages.text("ask." + asked.name()));
        field.setAccessibleText(messages.text("ask." + asked.name()));
        hint.setText(messages.text("ask.hint." + asked.name()));
        show(true);
        field.requestFocus();
    }

    private void answer() {
        var words = field.getText().strip();
        switch (question) {
            case MOVE -> interactor.move(items, words);
            case TAG ->
                    interactor.addTag(items, words.startsWith("#") ? words.substring(1) : words);
            case DUE -> {
                var due = words.isEmpty() ? null : days.read(words);
                if (due == null && !words.isEmpty()) {
                    hint.setText(messages.text("task.try"));
                    return;
                }
                interactor.setDue(items, due);
            }
        }
        close();
    }

    private void close() {
        show(false);
        backToList.run();
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}

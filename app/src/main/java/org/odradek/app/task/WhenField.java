package org.odradek.app.task;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;

import java.util.function.Predicate;

/// A field that takes words for a date or a repeat, and says below how it was understood.
final class WhenField extends VBox {
    private final TextField field = new TextField();
    private final Label reading = Controls.label("", "od-caption", "od-muted");
    private final String advice;
    private final Predicate<String> commit;
    private String stored = "";

    WhenField(String id, String name, String advice, Predicate<String> commit) {
        this.advice = advice;
        this.commit = commit;
        field.setId(id);
        field.setAccessibleText(name);
        reading.setWrapText(true);
        getChildren().addAll(Controls.label(name, "od-caption", "od-muted"), field, reading);
        field.setOnAction(_ -> commit());
        field.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                commit();
                            }
                        });
        field.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(stored)) {
                        field.setText(stored);
                        event.consume();
                    }
                });
    }

    /// What is stored, in words that the field would take, and how it reads. A field in which somebody types keeps what they typed.
    void show(@Nullable String value, String read) {
        var shown = value == null ? "" : value;
        boolean typing = field.isFocused() && !field.getText().equals(stored);
        stored = shown;
        if (!typing) {
            field.setText(shown);
            reading.setText(read);
        }
    }

    private void commit() {
        if (!field.getText().equals(stored) && !commit.test(field.getText())) {
            reading.setText(advice);
        } else if (!field.getText().equals(stored)) {
            // What is stored comes back in its own form.
            stored = field.getText();
        }
    }
}

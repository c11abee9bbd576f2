package org.odradek.app.editor;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.editor.surface.EditorSurface;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.store.view.ItemDetail;

/// The open item: banner, title, tags, body. Without one it says how to get one.
final class EditorView extends StackPane {
    private final EditorInteractor interactor;
    private final EditorSurface surface;
    private final Messages messages;
    private final Runnable decide;
    private final StackPane banner = new StackPane();
    private final TextField title = new TextField();
    private final TagsRow tags;
    private final VBox page;
    private final Label empty;
    private boolean filling;

    /// @param decide shows the open item's conflicts
    EditorView(
            EditorModel model,
            EditorInteractor interactor,
            EditorSurface surface,
            Messages messages,
            Runnable decide) {
        this.interactor = interactor;
        this.surface = surface;
        this.messages = messages;
        this.decide = decide;
        setId("editor");
        getStyleClass().add("od-editor");
        setAccessibleRoleDescription(messages.text("editor.role"));
        tags = new TagsRow(interactor, messages);
        prepareTitle();
        var body = surface.node();
        VBox.setVgrow(body, Priority.ALWAYS);
        var head = new VBox(title, tags);
        head.getStyleClass().add("od-editor-head");
        page = new VBox(banner, head, body);
        page.getStyleClass().add("od-editor-page");
        empty = Controls.label(messages.text("editor.empty"), "od-empty");
        getChildren().addAll(page, empty);
        model.itemProperty().subscribe(this::show);
    }

    void focusTitle() {
        title.requestFocus();
        title.selectAll();
    }

    void focusBody() {
        surface.requestFocus();
    }

    private void prepareTitle() {
        title.setId("editorTitle");
        title.getStyleClass().addAll("od-quiet", "od-note-title");
        title.setPromptText(messages.text("editor.title"));
        title.setAccessibleText(messages.text("editor.title"));
        title.textProperty()
                .subscribe(
                        text -> {
                            if (!filling) {
                                interactor.typeTitle(text);
                            }
                        });
        title.setOnAction(
                _ -> {
                    interactor.commitTitle();
                    surface.requestFocus();
                });
        title.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                interactor.commitTitle();
                            }
                        });
        title.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN) {
                        surface.requestFocus();
                        event.consume();
                    }
                });
    }

    private void show(@Nullable ItemDetail shown) {
        page.setVisible(shown != null);
        empty.setVisible(shown == null);
        if (shown == null) {
            return;
        }
        var wanted = interactor.titleShown();
        if (!title.getText().equals(wanted)) {
            filling = true;
            int caret = title.getCaretPosition();
            title.setText(wanted);
            title.positionCaret(Math.min(caret, wanted.length()));
            filling = false;
        }
        tags.show(shown.row());
        banner.getChildren().clear();
        if (shown.row().trashed()) {
            var restore = Controls.button("editorRestore", messages.text("editor.restore"));
            restore.setOnAction(_ -> interactor.restore());
            banner(
                    Feather.TRASH_2,
                    Controls.Tint.OVERDUE,
                    messages.text("editor.trashed"),
                    restore);
        } else if (!shown.conflicts().isEmpty()) {
            var button = Controls.button("editorDecide", messages.text("editor.decide"));
            button.setOnAction(_ -> decide.run());
            banner(
                    Feather.GIT_MERGE,
                    Controls.Tint.CONFLICT,
                    messages.count("editor.conflicts", shown.conflicts().size()),
                    button);
        }
    }

    private void banner(Feather icon, Controls.Tint tint, String words, Button button) {
        var strip = Controls.banner(icon, tint, words, button);
        strip.setId("editorBanner");
        banner.getChildren().add(strip);
    }
}

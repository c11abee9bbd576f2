package org.odradek.app.editor;

import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.odradek.app.editor.styling.Links;
import org.odradek.app.editor.surface.EditorSurface;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;

import java.util.List;
import java.util.function.Consumer;

/// The editor, put together. FX thread only.
public final class Editor {
    private final EditorModel model = new EditorModel();
    private final EditorView view;
    private final BodyInteractor body;
    private final EditorInteractor interactor;
    private final EditorSurface surface;

    /// @param follow opens what a link leads to
    public Editor(
            Flow flow,
            EditorSurface surface,
            Navigator navigator,
            Undoing undoing,
            Consumer<Links.Target> follow,
            Messages messages) {
        this.surface = surface;
        body = new BodyInteractor(flow, surface, model, new DeviceNames(flow));
        interactor = new EditorInteractor(flow, model, navigator, undoing, messages, body);
        view =
                new EditorView(
                        model,
                        interactor,
                        surface,
                        messages,
                        () -> navigator.go(new Place.Conflicts()));
        surface.onUndo(() -> take(undoing::undoLast), () -> take(undoing::redo));
        surface.onFollow(follow);
        surface.node().addEventFilter(KeyEvent.KEY_TYPED, _ -> body.keyTyped());
        interactor.start();
    }

    private void take(Runnable back) {
        body.flush();
        back.run();
    }

    public Region view() {
        return view;
    }

    public EditorModel model() {
        return model;
    }

    public EditorSurface surface() {
        return surface;
    }

    public void focusTitle() {
        view.focusTitle();
    }

    public void focusBody() {
        view.focusBody();
    }

    /// Sends everything that is typed and not yet sent.
    public void flush() {
        interactor.commitTitle();
        body.flush();
    }

    /// Sends everything and waits until it is durable; for a window that closes.
    public void finish() {
        interactor.commitTitle();
        body.finish();
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Editor.class, "editor.css"));
    }
}

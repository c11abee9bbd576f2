package org.odradek.app.palette;

import javafx.scene.Node;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.place.Navigator;

import java.util.List;
import java.util.function.Consumer;

/// Switcher and palette in one, put together. FX thread only.
public final class Palette {
    private final PaletteInteractor interactor;
    private final PaletteView view;

    /// @param makeNote makes a note of a title
    /// @param close    takes the palette off the window and gives the focus back
    public Palette(
            Flow flow,
            Navigator navigator,
            Consumer<String> makeNote,
            Runnable close,
            Messages messages) {
        var model = new PaletteModel();
        interactor = new PaletteInteractor(flow, model, navigator, makeNote, messages);
        view = new PaletteView(model, interactor, messages, close);
    }

    public Node view() {
        return view;
    }

    /// Starts with these letters: none for the last items, `>` for commands.
    public void open(String letters, List<Command> commands) {
        interactor.offer(commands);
        view.open(letters);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Palette.class, "palette.css"));
    }
}

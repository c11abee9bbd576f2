package org.odradek.app.items;

import javafx.scene.Node;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;
import org.odradek.app.place.Navigator;

import java.util.List;
import java.util.function.Function;

/// The list, put together. FX thread only.
public final class Items {
    private final ItemsView view;

    /// @param days reads a day as people write it; empty when it is not understood
    public Items(
            Flow flow,
            Navigator navigator,
            Deeds deeds,
            QuickAdd quickAdd,
            Function<String, @Nullable String> days,
            Notices notices,
            Messages messages,
            TimeWords times,
            Theme theme) {
        var model = new ItemsModel();
        var interactor =
                new ItemsInteractor(flow, model, navigator, deeds, quickAdd, notices, messages);
        var words = new RowWords(messages, times, flow.clock());
        view = new ItemsView(model, interactor, words, messages, theme, days::apply);
        interactor.start();
        navigator.itemProperty().subscribe(view::select);
    }

    public Region view() {
        return view;
    }

    /// The list with something below it, as the card of the first run.
    public Region withBelow(Node below) {
        view.below(below);
        return view;
    }

    public void focusList() {
        view.focusList();
    }

    public void focusQuickAdd() {
        view.focusQuickAdd();
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Items.class, "items.css"));
    }
}

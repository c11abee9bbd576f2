package org.odradek.app.sidebar;

import javafx.scene.layout.Region;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;

import java.util.List;

/// The sidebar, put together. FX thread only.
public final class Sidebar {
    private final SidebarView view;

    public Sidebar(
            Flow flow, Navigator navigator, Undoing undoing, Messages messages, Theme theme) {
        var model = new SidebarModel();
        var interactor = new SidebarInteractor(flow, model, navigator, undoing, messages);
        view = new SidebarView(model, interactor, messages, theme);
        interactor.start();
    }

    public Region view() {
        return view;
    }

    /// Shows only icons and counts.
    public void rail(boolean rail) {
        view.rail(rail);
    }

    /// Puts the focus on the place that is shown.
    public void focus() {
        view.focusPlace();
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Sidebar.class, "sidebar.css"));
    }
}

package org.odradek.app.window;

import org.odradek.app.conflicts.Conflicts;
import org.odradek.app.devices.DevicesView;
import org.odradek.app.editor.Editor;
import org.odradek.app.items.Items;
import org.odradek.app.look.Sheets;
import org.odradek.app.palette.Palette;
import org.odradek.app.settings.SettingsView;
import org.odradek.app.sidebar.Sidebar;
import org.odradek.app.status.StatusBar;
import org.odradek.app.task.Inspector;

import java.util.ArrayList;
import java.util.List;

/// The stylesheets of the window and its slices.
final class WindowSheets {
    private WindowSheets() {}

    static List<String> all() {
        var sheets = new ArrayList<String>();
        sheets.add(Sheets.url(MainWindow.class, "window.css"));
        sheets.addAll(Sidebar.sheets());
        sheets.addAll(Items.sheets());
        sheets.addAll(Editor.sheets());
        sheets.addAll(Inspector.sheets());
        sheets.addAll(StatusBar.sheets());
        sheets.addAll(Conflicts.sheets());
        sheets.addAll(Palette.sheets());
        sheets.addAll(SettingsView.sheets());
        sheets.addAll(DevicesView.sheets());
        return List.copyOf(sheets);
    }
}

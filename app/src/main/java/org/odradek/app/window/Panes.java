package org.odradek.app.window;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;

import java.util.function.Consumer;

/// Sidebar, list, editor and inspector side by side, as many as the width has room for; the others as drawers above.
final class Panes extends StackPane {
    private static final double INSPECTOR_PX = 296;
    private static final double LIST_NARROW_PX = 280;
    private static final double LIST_PX = 328;
    private static final double RAIL_PX = 52;
    private static final double SIDEBAR_PX = 232;

    /// How much has room.
    enum Width {
        /// From 1400: four columns.
        WIDE,
        /// From 1000: the inspector is a drawer.
        USUAL,
        /// From 760: the sidebar is a rail.
        NARROW,
        /// Below: one pane at a time.
        SINGLE;

        static Width of(double px) {
            if (px >= 1400) {
                return WIDE;
            }
            if (px >= 1000) {
                return USUAL;
            }
            return px >= 760 ? NARROW : SINGLE;
        }
    }

    private final Region sidebar;
    private final Region list;
    private final Region editor;
    private final Region inspector;
    private final Consumer<Boolean> rail;
    private final Divider sidebarEdge;
    private final Divider listEdge;
    private final StackPane panel = new StackPane();
    private final HBox columns = new HBox();
    private final ReadOnlyObjectWrapper<Width> width = new ReadOnlyObjectWrapper<>(Width.USUAL);
    private boolean sidebarOpen = true;
    private boolean sidebarDrawer;
    private boolean inspectorColumn = true;
    private boolean inspectorDrawer;
    private boolean editing;
    private @Nullable Node panelShown;

    /// @param rail told whether the sidebar has room for icons only
    Panes(
            Region sidebar,
            Region list,
            Region editor,
            Region inspector,
            Consumer<Boolean> rail,
            Messages messages) {
        this.sidebar = sidebar;
        this.list = list;
        this.editor = editor;
        this.inspector = inspector;
        this.rail = rail;
        sidebarEdge = new Divider(sidebar, 200, SIDEBAR_PX, 360, messages.text("divider.sidebar"));
        listEdge = new Divider(list, 280, LIST_PX, 480, messages.text("divider.list"));
        sidebarEdge.reset();
        listEdge.reset();
        fix(inspector, INSPECTOR_PX);
        inspector.getStyleClass().add("od-drawer");
        editor.setMinWidth(0);
        HBox.setHgrow(editor, Priority.ALWAYS);
        HBox.setHgrow(panel, Priority.ALWAYS);
        panel.getStyleClass().add("od-surface");
        setMinSize(0, 0);
        widthProperty().subscribe(px -> resized(px.doubleValue()));
        arrange();
    }

    ReadOnlyObjectProperty<Width> roomProperty() {
        return width.getReadOnlyProperty();
    }

    private void resized(double px) {
        var now = Width.of(px);
        if (now != width.get()) {
            width.set(now);
            sidebarDrawer = false;
            inspectorDrawer = false;
            arrange();
        }
    }

    /// Shows a panel in place of list and editor; null shows these again.
    void showPanel(@Nullable Node shown) {
        panelShown = shown;
        panel.getChildren().clear();
        if (shown != null) {
            panel.getChildren().add(shown);
        }
        arrange();
    }

    /// Whether an item is open; with one pane at a time it is what shows.
    void editing(boolean now) {
        editing = now;
        if (width.get() == Width.SINGLE) {
            arrange();
        }
    }

    void toggleSidebar() {
        switch (width.get()) {
            case WIDE, USUAL -> sidebarOpen = !sidebarOpen;
            case NARROW, SINGLE -> sidebarDrawer = !sidebarDrawer;
        }
        arrange();
    }

    void toggleInspector() {
        if (width.get() == Width.WIDE) {
            inspectorColumn = !inspectorColumn;
        } else {
            inspectorDrawer = !inspectorDrawer;
        }
        arrange();
    }

    void showInspector() {
        inspectorColumn = true;
        inspectorDrawer = true;
        arrange();
    }

    /// Closes what lies above the columns; answers whether something did.
    boolean closeDrawers() {
        boolean any = sidebarDrawer || inspectorDrawer;
        sidebarDrawer = false;
        inspectorDrawer = false;
        if (any) {
            arrange();
        }
        return any;
    }

    private void arrange() {
        var room = width.get();
        boolean narrow = room == Width.NARROW || room == Width.SINGLE;
        columns.getChildren().clear();
        getChildren().setAll(columns);
        boolean asRail = narrow && !sidebarDrawer;
        rail.accept(asRail);
        if (narrow) {
            fix(sidebar, asRail ? RAIL_PX : SIDEBAR_PX);
        } else if (sidebar.getPrefWidth() < 200) {
            sidebarEdge.reset();
        }
        if (asRail) {
            columns.getChildren().add(sidebar);
        } else if (!narrow && sidebarOpen) {
            columns.getChildren().addAll(sidebar, sidebarEdge);
        }
        if (panelShown != null) {
            columns.getChildren().add(panel);
        } else {
            addWork(room);
        }
        if (narrow && sidebarDrawer) {
            drawer(sidebar, Pos.CENTER_LEFT);
        }
        if (panelShown == null && inspectorDrawer && room != Width.WIDE) {
            if (room == Width.SINGLE) {
                inspector.setMaxWidth(Double.MAX_VALUE);
                inspector.setPrefWidth(Region.USE_COMPUTED_SIZE);
            } else {
                fix(inspector, INSPECTOR_PX);
            }
            drawer(inspector, Pos.CENTER_RIGHT);
        }
    }

    private void addWork(Width room) {
        if (room == Width.SINGLE) {
            list.setMinWidth(0);
            list.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(list, Priority.ALWAYS);
            columns.getChildren().add(editing ? editor : list);
            return;
        }
        HBox.setHgrow(list, Priority.NEVER);
        if (room == Width.NARROW) {
            fix(list, LIST_NARROW_PX);
            columns.getChildren().addAll(list, listEdge, editor);
            return;
        }
        if (list.getMaxWidth() > 480 || list.getPrefWidth() == LIST_NARROW_PX) {
            listEdge.reset();
        }
        columns.getChildren().addAll(list, listEdge, editor);
        if (room == Width.WIDE && inspectorColumn) {
            fix(inspector, INSPECTOR_PX);
            columns.getChildren().add(inspector);
        }
    }

    private void drawer(Region pane, Pos side) {
        setAlignment(pane, side);
        getChildren().add(pane);
    }

    private static void fix(Region pane, double px) {
        pane.setMinWidth(px);
        pane.setPrefWidth(px);
        pane.setMaxWidth(px);
    }
}

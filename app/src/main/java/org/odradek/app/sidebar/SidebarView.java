package org.odradek.app.sidebar;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.Counts;
import org.odradek.store.view.TagRow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The column of places.
final class SidebarView extends VBox {
    /// More tags than these are behind “Show all”.
    private static final int TAGS_SHOWN = 8;

    private static final PseudoClass RAIL = PseudoClass.getPseudoClass("rail");

    private final SidebarModel model;
    private final SidebarInteractor interactor;
    private final Messages messages;
    private final Map<Place, NavRow> rows = new LinkedHashMap<>();
    private final VBox tags = new VBox();
    private final TextField newNotebook = new TextField();
    private final List<Node> wideOnly;
    private @Nullable ItemId newParent;
    private boolean allTags;

    SidebarView(SidebarModel model, SidebarInteractor interactor, Messages messages, Theme theme) {
        this.model = model;
        this.interactor = interactor;
        this.messages = messages;
        setId("sidebar");
        getStyleClass().add("od-sidebar");
        setAccessibleRoleDescription(messages.text("sidebar.role"));
        addRows();
        var tree = new NotebookTree(model, interactor, messages, theme, this::askForNew);
        VBox.setVgrow(tree, Priority.ALWAYS);
        var tagList = new ScrollPane(tags);
        tagList.setId("tagList");
        tagList.setFitToWidth(true);
        tagList.setFocusTraversable(false);
        var notebookHead = notebookHead();
        var tagHead = head("sidebar.tags");
        wideOnly = List.of(notebookHead, newNotebook, tree, tagHead, tagList);
        getChildren().addAll(rows.values());
        getChildren().addAll(wideOnly);
        prepareNewNotebook();
        model.countsProperty().subscribe(this::showCounts);
        model.placeProperty().subscribe(this::showPlace);
        model.tags().addListener((ListChangeListener<TagRow>) _ -> showTags());
        showTags();
    }

    /// Whether only icons and counts have room.
    void rail(boolean rail) {
        pseudoClassStateChanged(RAIL, rail);
        rows.values().forEach(row -> row.rail(rail));
        wideOnly.forEach(
                node -> {
                    boolean shown =
                            !rail
                                    && (!node.equals(newNotebook)
                                            || newNotebook.getUserData() != null);
                    node.setVisible(shown);
                    node.setManaged(shown);
                });
    }

    void focusPlace() {
        var row = rows.get(model.placeProperty().get());
        (row == null ? rows.values().iterator().next() : row).requestFocus();
    }

    private void addRows() {
        add(new Place.Inbox(), "nav-inbox", Feather.INBOX, "nav.inbox");
        add(new Place.Today(), "nav-today", Feather.SUN, "nav.today");
        add(new Place.Upcoming(), "nav-upcoming", Feather.CALENDAR, "nav.upcoming");
        add(new Place.All(), "nav-all", Feather.FILE_TEXT, "nav.all");
        add(new Place.Tasks(), "nav-tasks", Feather.CHECK_SQUARE, "nav.tasks");
        add(new Place.Conflicts(), "nav-conflicts", Feather.GIT_MERGE, "nav.conflicts");
        add(new Place.Trash(), "nav-trash", Feather.TRASH_2, "nav.trash");
    }

    private void add(Place place, String id, Feather icon, String key) {
        var row = new NavRow(id, icon, messages.text(key), messages);
        row.setOnAction(_ -> interactor.go(place));
        rows.put(place, row);
    }

    private void showCounts(Counts counts) {
        count(new Place.Inbox(), counts.inbox(), false);
        count(new Place.Today(), counts.today(), counts.late() > 0);
        count(new Place.Upcoming(), counts.upcoming(), false);
        count(new Place.All(), counts.all(), false);
        count(new Place.Tasks(), counts.tasks(), false);
        count(new Place.Conflicts(), counts.conflicts(), true);
        count(new Place.Trash(), counts.trash(), false);
    }

    private void count(Place place, int n, boolean urgent) {
        var row = rows.get(place);
        if (row != null) {
            row.count(n, urgent);
        }
    }

    private void showPlace(Place shown) {
        rows.forEach((place, row) -> row.select(place.equals(shown)));
        showTags();
    }

    private HBox notebookHead() {
        var add =
                Controls.iconButton(
                        "notebookAdd", Feather.PLUS, messages.text("sidebar.notebook.new"));
        add.setOnAction(_ -> askForNew(null));
        var head = head("sidebar.notebooks");
        head.getChildren().add(add);
        return head;
    }

    private HBox head(String key) {
        var words = new Label(messages.text(key));
        words.getStyleClass().add("od-sidebar-head");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(words);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("od-sidebar-head-row");
        return head;
    }

    private void prepareNewNotebook() {
        newNotebook.setId("notebookNew");
        newNotebook.setPromptText(messages.text("sidebar.notebook.prompt"));
        newNotebook.setAccessibleText(messages.text("sidebar.notebook.new"));
        showNewNotebook(false);
        newNotebook.setOnAction(
                _ -> {
                    interactor.addNotebook(newParent, newNotebook.getText());
                    showNewNotebook(false);
                });
        newNotebook.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        showNewNotebook(false);
                        event.consume();
                    }
                });
        newNotebook
                .focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused && newNotebook.getText().isBlank()) {
                                showNewNotebook(false);
                            }
                        });
    }

    private void askForNew(@Nullable ItemId parent) {
        newParent = parent;
        newNotebook.clear();
        showNewNotebook(true);
        newNotebook.requestFocus();
    }

    private void showNewNotebook(boolean shown) {
        newNotebook.setUserData(shown ? Boolean.TRUE : null);
        newNotebook.setVisible(shown);
        newNotebook.setManaged(shown);
    }

    private void showTags() {
        tags.getChildren().clear();
        var all = model.tags();
        int shown = allTags ? all.size() : Math.min(TAGS_SHOWN, all.size());
        all.subList(0, shown).forEach(tag -> tags.getChildren().add(tagRow(tag)));
        if (shown < all.size()) {
            var more = Controls.flat("tagAll", messages.count("sidebar.tags.all", all.size()));
            more.setOnAction(
                    _ -> {
                        allTags = true;
                        showTags();
                    });
            tags.getChildren().add(more);
        }
    }

    private Button tagRow(TagRow tag) {
        var row = new NavRow("tag-" + tag.name(), Feather.HASH, tag.name(), messages);
        var place = new Place.Tagged(tag.name());
        row.count(tag.items(), false);
        row.select(place.equals(model.placeProperty().get()));
        row.setOnAction(_ -> interactor.go(place));
        return row;
    }
}

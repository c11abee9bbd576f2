package org.odradek.app.items;

import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.store.view.ListQuery;

/// The list's name and number, its order and its filter.
final class ListHead extends HBox {
    private final ItemsInteractor interactor;
    private final Messages messages;
    private final MenuButton sort;
    private final MenuButton filter;

    ListHead(ItemsModel model, ItemsInteractor interactor, Messages messages) {
        this.interactor = interactor;
        this.messages = messages;
        getStyleClass().add("od-list-head");
        setAlignment(Pos.CENTER_LEFT);
        var title = new Label();
        title.setId("listTitle");
        title.getStyleClass().add("od-panel-title");
        title.textProperty().bind(model.titleProperty());
        var count = new Label();
        count.setId("listCount");
        count.getStyleClass().add("od-muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        model.totalProperty().subscribe(n -> count.setText(messages.number(n.longValue())));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        sort = menu("listSort", Feather.ARROW_DOWN, "list.sort");
        filter = menu("listFilter", Feather.FILTER, "list.filter");
        getChildren().addAll(title, count, gap, sort, filter);
        model.filterProperty().subscribe(this::fillMenus);
    }

    private MenuButton menu(String id, Feather icon, String key) {
        var menu = new MenuButton(null, Icons.bar(icon));
        menu.setId(id);
        menu.getStyleClass().add("od-icon-menu");
        menu.setAccessibleText(messages.text(key));
        menu.setTooltip(Controls.tooltip(messages.text(key)));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        return menu;
    }

    private void fillMenus(Filter now) {
        sort.getItems().clear();
        var orders = new ToggleGroup();
        for (var order : ListQuery.Sort.values()) {
            var item = new RadioMenuItem(messages.text("sort." + order.name()));
            item.setToggleGroup(orders);
            item.setSelected(order == now.sort());
            item.setOnAction(_ -> interactor.filter(now.by(order)));
            sort.getItems().add(item);
        }
        filter.getItems().clear();
        var shows = new ToggleGroup();
        for (var show : Filter.Show.values()) {
            var item = new RadioMenuItem(messages.text("filter." + show.name()));
            item.setToggleGroup(shows);
            item.setSelected(show == now.show());
            item.setOnAction(_ -> interactor.filter(now.showing(show)));
            filter.getItems().add(item);
        }
        filter.getItems().add(new SeparatorMenuItem());
        var kinds = new ToggleGroup();
        for (var kind : ListQuery.Kinds.values()) {
            var item = new RadioMenuItem(messages.text("filter.kinds." + kind.name()));
            item.setToggleGroup(kinds);
            item.setSelected(kind == now.kinds());
            item.setOnAction(_ -> interactor.filter(now.of(kind)));
            filter.getItems().add(item);
        }
        filter.getItems().add(new SeparatorMenuItem());
        var attached = new CheckMenuItem(messages.text("filter.attachment"));
        attached.setSelected(now.withAttachment());
        attached.setOnAction(_ -> interactor.filter(now.attached(attached.isSelected())));
        var disputed = new CheckMenuItem(messages.text("filter.conflict"));
        disputed.setSelected(now.withConflict());
        disputed.setOnAction(_ -> interactor.filter(now.disputed(disputed.isSelected())));
        filter.getItems().addAll(attached, disputed);
    }
}

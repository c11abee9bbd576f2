package org.odradek.app.items;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.core.entry.ItemId;

import java.util.List;

/// What can be done to several chosen items; stands in place of the list's head.
final class SelectionBar extends HBox {
    private final ItemsModel model;
    private final ItemsInteractor interactor;

    SelectionBar(ItemsModel model, ItemsInteractor interactor, Messages messages, AskLine askLine) {
        this.model = model;
        this.interactor = interactor;
        setId("selectionBar");
        getStyleClass().add("od-list-head");
        setAlignment(Pos.CENTER_LEFT);
        var count = new Label();
        count.getStyleClass().add("od-list-title");
        count.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var done = Controls.iconButton("selDone", Feather.CHECK, messages.text("sel.done"));
        done.setOnAction(_ -> interactor.toggleDone(chosen()));
        var trash = Controls.iconButton("selTrash", Feather.TRASH_2, messages.text("sel.trash"));
        trash.setOnAction(_ -> interactor.trash(chosen()));
        getChildren().addAll(count, gap, more(messages, askLine), done, trash);
        model.chosen()
                .subscribe(() -> count.setText(messages.count("sel.count", model.chosen().size())));
    }

    private MenuButton more(Messages messages, AskLine askLine) {
        var move = new MenuItem(messages.text("sel.move"));
        move.setId("selMove");
        move.setOnAction(_ -> askLine.ask(AskLine.Question.MOVE));
        var tag = new MenuItem(messages.text("sel.tag"));
        tag.setId("selTag");
        tag.setOnAction(_ -> askLine.ask(AskLine.Question.TAG));
        var due = new MenuItem(messages.text("sel.due"));
        due.setId("selDue");
        due.setOnAction(_ -> askLine.ask(AskLine.Question.DUE));
        var menu = new MenuButton(messages.text("sel.more"));
        menu.getItems().addAll(move, tag, due);
        for (var priority : List.of("none", "low", "medium", "high")) {
            var item =
                    new MenuItem(
                            messages.text("sel.priority", messages.text("priority." + priority)));
            item.setOnAction(_ -> interactor.setPriority(chosen(), priority));
            menu.getItems().add(item);
        }
        menu.setMinWidth(Region.USE_PREF_SIZE);
        return menu;
    }

    private List<ItemId> chosen() {
        return List.copyOf(model.chosen());
    }
}

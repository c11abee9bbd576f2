package org.odradek.app.status;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.flow.Flow;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;
import org.odradek.app.place.Navigator;

import java.util.List;

/// The line at the bottom: how far edits have come, how long the note is, the last notices.
public final class StatusBar extends HBox {
    private static final List<String> STATES =
            List.of("local", "up-to-date", "moving", "delayed", "offline", "cloning", "needs-you");

    private final StatusWords words;
    private final Notices notices;
    private final Messages messages;
    private final TimeWords times;
    private final Button sync = Controls.button("syncStatus", "");
    private final ReadOnlyBooleanProperty slow;
    private final PopOver popover = new PopOver();
    private final SyncPopover syncPopover;

    /// @param text the open note's text, for its length in words
    public StatusBar(
            Delivery delivery,
            ObservableValue<String> text,
            Notices notices,
            Screen screen,
            Flow flow,
            Navigator navigator,
            Messages messages,
            TimeWords times) {
        this.notices = notices;
        this.messages = messages;
        this.times = times;
        words = new StatusWords(messages, times);
        syncPopover =
                new SyncPopover(popover, delivery, words, flow.reads(), navigator, messages, times);
        setId("statusBar");
        getStyleClass().add("od-status-bar");
        sync.getStyleClass().add("od-status-button");
        sync.setOnAction(_ -> syncPopover.show(sync));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var wordCount = new Label();
        wordCount.setId("wordCount");
        text.subscribe(typed -> wordCount.setText(count(typed)));
        var bell = Controls.iconButton("notices", Feather.BELL, messages.text("notices.name"));
        bell.setOnAction(_ -> showNotices(bell));
        getChildren().addAll(sync, gap, wordCount, bell);
        popover.setArrowLocation(PopOver.ArrowLocation.BOTTOM_LEFT);
        popover.setAnimated(false);
        popover.getRoot().getStylesheets().add(Sheets.url(StatusBar.class, "popover.css"));
        slow = flow.edits().slowProperty();
        slow.subscribe(_ -> show(delivery.state()));
        delivery.onChange(state -> screen.show(() -> show(state)));
    }

    private String count(String typed) {
        if (typed.isBlank()) {
            return "";
        }
        return messages.count("words", typed.strip().split("\\s+").length);
    }

    private void show(SyncState state) {
        boolean isSlow = slow.get();
        var icon = isSlow ? Feather.HARD_DRIVE : StatusWords.icon(state);
        sync.setText(isSlow ? messages.text("sync.writing") : words.line(state));
        sync.setGraphic(Icons.of(icon, Icons.Size.CAPTION));
        var now = isSlow ? "delayed" : StatusWords.pseudoClass(state);
        STATES.forEach(
                name ->
                        sync.pseudoClassStateChanged(
                                PseudoClass.getPseudoClass(name), name.equals(now)));
        syncPopover.follow(state);
    }

    private void showNotices(Button bell) {
        var box = new VBox();
        box.getStyleClass().add("od-popover-content");
        if (notices.kept().isEmpty()) {
            box.getChildren().add(new Label(messages.text("notices.empty")));
        }
        for (var notice : notices.kept()) {
            var line = new Label(notice.sentence());
            line.setWrapText(true);
            line.setMaxWidth(320);
            var at = Controls.label(times.past(notice.at()), "od-caption", "od-subtle");
            box.getChildren().add(new VBox(line, at));
        }
        popover.setContentNode(box);
        popover.show(bell);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(StatusBar.class, "status.css"));
    }
}

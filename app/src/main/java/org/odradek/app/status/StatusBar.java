package org.odradek.app.status;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.Notices;

import java.util.List;

/// The line at the bottom: how far edits have come, how long the note is, the last notices.
public final class StatusBar extends HBox {
    private static final List<String> STATES =
            List.of("local", "up-to-date", "moving", "delayed", "offline", "cloning", "needs-you");

    private final Delivery delivery;
    private final StatusWords words;
    private final Notices notices;
    private final Messages messages;
    private final TimeWords times;
    private final Button sync = Controls.button("syncStatus", "");
    private final PopOver popover = new PopOver();

    /// @param text the open note's text, for its length in words
    public StatusBar(
            Delivery delivery,
            ObservableValue<String> text,
            Notices notices,
            Screen screen,
            Messages messages,
            TimeWords times) {
        this.delivery = delivery;
        this.notices = notices;
        this.messages = messages;
        this.times = times;
        words = new StatusWords(messages, times);
        setId("statusBar");
        getStyleClass().add("od-status-bar");
        sync.getStyleClass().add("od-status-button");
        sync.setOnAction(_ -> showSync());
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
        show(delivery.state());
        delivery.onChange(state -> screen.show(() -> show(state)));
    }

    private String count(String typed) {
        if (typed.isBlank()) {
            return "";
        }
        return messages.count("words", typed.strip().split("\\s+").length);
    }

    private void show(SyncState state) {
        sync.setText(words.line(state));
        sync.setGraphic(Icons.of(StatusWords.icon(state), Icons.Size.CAPTION));
        var now = StatusWords.pseudoClass(state);
        STATES.forEach(
                name ->
                        sync.pseudoClassStateChanged(
                                PseudoClass.getPseudoClass(name), name.equals(now)));
    }

    private void showSync() {
        var sentence = new Label(words.sentence(delivery.state()));
        sentence.setId("syncSentence");
        sentence.setWrapText(true);
        sentence.setMaxWidth(320);
        var now = Controls.button("syncNow", messages.text("sync.now"));
        now.setOnAction(_ -> delivery.deliverNow());
        var offline = new ToggleButton(messages.text("sync.workOffline"));
        offline.setId("syncOffline");
        offline.setSelected(delivery.isWorkingOffline());
        offline.setOnAction(_ -> delivery.workOffline(offline.isSelected()));
        var box = new VBox(sentence);
        if (!(delivery.state() instanceof SyncState.Local)) {
            box.getChildren().add(new HBox(8, now, offline));
        }
        box.setId("syncPopover");
        box.getStyleClass().add("od-popover-content");
        popover.setContentNode(box);
        popover.show(sync);
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

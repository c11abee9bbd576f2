package org.odradek.app.status;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.odradek.app.flow.Reads;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;

/// What the status says in full: a sentence, what waits, and what a person can do about it. FX thread only.
final class SyncPopover {
    private static final int NAMED_MAX = 5;
    private static final double WIDTH_PX = 320;

    private final Delivery delivery;
    private final StatusWords words;
    private final Reads reads;
    private final Navigator navigator;
    private final Messages messages;
    private final TimeWords times;
    private final PopOver popover;
    private final Label sentence = sentence("syncSentence");
    private final VBox waiting = new VBox();
    private final Label held = sentence("syncHeld");
    private final Label last = sentence("syncLast");
    private final ToggleButton offline;
    private final Button account;
    private final VBox box = new VBox();
    private final FlowPane buttons;

    SyncPopover(
            PopOver popover,
            Delivery delivery,
            StatusWords words,
            Reads reads,
            Navigator navigator,
            Messages messages,
            TimeWords times) {
        this.popover = popover;
        this.delivery = delivery;
        this.words = words;
        this.reads = reads;
        this.navigator = navigator;
        this.messages = messages;
        this.times = times;
        waiting.setId("syncWaiting");
        waiting.getStyleClass().add("od-sync-waiting");
        held.getStyleClass().addAll("od-caption", "od-subtle");
        last.getStyleClass().addAll("od-caption", "od-subtle");
        var now = Controls.button("syncNow", messages.text("sync.now"));
        now.setOnAction(_ -> delivery.deliverNow());
        offline = new ToggleButton(messages.text("sync.workOffline"));
        offline.setId("syncOffline");
        offline.setOnAction(_ -> delivery.workOffline(offline.isSelected()));
        var devices = Controls.button("syncDevices", messages.text("sync.devices"));
        devices.setOnAction(_ -> leave(() -> navigator.go(new Place.Devices())));
        account = Controls.primary("syncAccount", "");
        account.setOnAction(_ -> leave(() -> navigator.go(new Place.Account())));
        buttons = new FlowPane(now, offline, devices);
        buttons.getStyleClass().add("od-sync-buttons");
        buttons.setPrefWrapLength(WIDTH_PX);
        box.setId("syncPopover");
        box.getStyleClass().add("od-popover-content");
    }

    private static Label sentence(String id) {
        var label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMaxWidth(WIDTH_PX);
        return label;
    }

    void show(Node owner) {
        waiting.getChildren().clear();
        held.setText("");
        fill(delivery.state());
        popover.setContentNode(box);
        popover.show(owner);
    }

    /// While it is open it follows what happens.
    void follow(SyncState state) {
        if (isOpen()) {
            fill(state);
        }
    }

    private boolean isOpen() {
        return popover.isShowing() && box.equals(popover.getContentNode());
    }

    private void fill(SyncState state) {
        sentence.setText(words.sentence(state));
        var since = delivery.lastTouch();
        last.setText(
                since == null || state instanceof SyncState.UpToDate
                        ? ""
                        : messages.text("sync.last", times.past(since)));
        offline.setSelected(delivery.isWorkingOffline());
        account.setText(
                messages.text(
                        state instanceof SyncState.NeedsYou(_, var signingInHelps) && signingInHelps
                                ? "banner.signInAgain"
                                : "banner.account"));
        arrange(state);
        reads.ask("status.waits", store -> Waits.in(store, NAMED_MAX), this::name);
    }

    private void name(Waits waits) {
        waiting.getChildren().setAll(waits.named().stream().map(this::link).toList());
        if (waits.more() > 0 && !waits.named().isEmpty()) {
            var more = messages.count("sync.waiting.more", waits.more());
            waiting.getChildren().add(Controls.label(more, "od-caption", "od-subtle"));
        }
        held.setText(waits.held() == 0 ? "" : messages.count("sync.held", waits.held()));
        arrange(delivery.state());
    }

    private Hyperlink link(Waits.Named named) {
        var title = named.title().isBlank() ? messages.text("untitled") : named.title();
        var link = new Hyperlink(title);
        link.setMaxWidth(WIDTH_PX);
        link.setOnAction(_ -> leave(() -> open(named)));
        return link;
    }

    private void open(Waits.Named named) {
        if (named.isNotebook()) {
            navigator.go(new Place.InNotebook(named.id()));
        } else if (navigator.placeProperty().get() instanceof Place.Listing) {
            navigator.open(named.id());
        } else {
            navigator.go(new Place.All(), named.id());
        }
    }

    /// Only what says something takes room.
    private void arrange(SyncState state) {
        boolean isLocal = state instanceof SyncState.Local;
        box.getChildren().setAll(sentence);
        if (!isLocal && !waiting.getChildren().isEmpty()) {
            box.getChildren().add(waiting);
        }
        if (!held.getText().isEmpty()) {
            box.getChildren().add(held);
        }
        if (!isLocal && !last.getText().isEmpty()) {
            box.getChildren().add(last);
        }
        if (isLocal || state instanceof SyncState.NeedsYou) {
            box.getChildren().add(account);
        }
        if (!isLocal) {
            box.getChildren().add(buttons);
        }
    }

    private void leave(Runnable then) {
        popover.hide();
        then.run();
    }
}

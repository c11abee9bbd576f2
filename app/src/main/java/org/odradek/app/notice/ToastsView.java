package org.odradek.app.notice;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.odradek.app.flow.Delays;
import org.odradek.app.look.Controls;

import java.util.IdentityHashMap;

/// The toasts, bottom left; a toast's clock stands still while it is pointed at or has the focus.
public final class ToastsView extends VBox {
    private final Notices notices;
    private final Delays delays;
    private final IdentityHashMap<Notices.Notice, Toast> shown = new IdentityHashMap<>();

    public ToastsView(Notices notices, Delays delays) {
        this.notices = notices;
        this.delays = delays;
        getStyleClass().add("od-toasts");
        setAlignment(Pos.BOTTOM_LEFT);
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        notices.toasts().addListener((ListChangeListener<Notices.Notice>) this::changed);
    }

    private void changed(ListChangeListener.Change<? extends Notices.Notice> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::remove);
            change.getAddedSubList().forEach(this::add);
        }
    }

    private void add(Notices.Notice notice) {
        var toast = new Toast(notice);
        shown.put(notice, toast);
        getChildren().add(toast.node);
    }

    private void remove(Notices.Notice notice) {
        var toast = shown.remove(notice);
        if (toast != null) {
            toast.clock.cancel();
            getChildren().remove(toast.node);
        }
    }

    private final class Toast {
        private final Notices.Notice notice;
        private final Node node;
        private Delays.Delay clock;

        Toast(Notices.Notice notice) {
            this.notice = notice;
            this.node = node(notice);
            this.clock = start();
            node.hoverProperty().subscribe(this::hold);
            node.focusWithinProperty().subscribe(this::hold);
        }

        private Delays.Delay start() {
            return delays.idle(Notices.TOAST_STAYS, () -> notices.dismiss(notice));
        }

        private void hold() {
            clock.cancel();
            if (!node.isHover() && !node.isFocusWithin()) {
                clock = start();
            }
        }

        private HBox node(Notices.Notice told) {
            var action = told.action();
            var name = told.actionName();
            if (action == null || name == null) {
                return named(Controls.toast(told.sentence()), told.sentence());
            }
            var button = Controls.flat("toastUndo", name);
            button.setOnAction(
                    _ -> {
                        notices.dismiss(told);
                        action.run();
                    });
            return named(Controls.toast(told.sentence(), button), told.sentence());
        }

        private HBox named(HBox toast, String sentence) {
            toast.setId("toast");
            toast.setAccessibleText(sentence);
            return toast;
        }
    }
}

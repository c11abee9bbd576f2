package org.odradek.app.search;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Delays;
import org.odradek.app.look.Messages;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;

import java.time.Duration;

/// The field that searches as one types; what it finds stands in the list, the newest query wins.
public final class SearchField extends TextField {
    /// Shorter than the pause between two words, longer than that between two fast keys.
    private static final Duration DEBOUNCE = Duration.ofMillis(60);

    private final Delays delays;
    private final Navigator navigator;
    private final Runnable intoList;
    private Place former = new Place.Inbox();
    private Delays.@Nullable Delay waiting;

    /// @param intoList puts the focus into the list of hits
    public SearchField(Delays delays, Navigator navigator, Messages messages, Runnable intoList) {
        this.delays = delays;
        this.navigator = navigator;
        this.intoList = intoList;
        setId("searchField");
        getStyleClass().add("od-search");
        setPromptText(messages.text("search.prompt"));
        setAccessibleText(messages.text("search.prompt"));
        textProperty().subscribe((_, _) -> typed());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        navigator.placeProperty().subscribe(this::placeChanged);
    }

    private void typed() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
        if (getText().equals(queryShown())) {
            return;
        }
        waiting = delays.after(DEBOUNCE, this::search);
    }

    private String queryShown() {
        return navigator.placeProperty().get() instanceof Place.Searching(var query) ? query : "";
    }

    private void search() {
        waiting = null;
        var query = getText();
        if (query.isBlank()) {
            leave();
        } else {
            navigator.go(new Place.Searching(query));
        }
    }

    private void leave() {
        if (navigator.placeProperty().get() instanceof Place.Searching) {
            navigator.go(former);
        }
    }

    private void placeChanged(Place place) {
        if (place instanceof Place.Searching(var query)) {
            if (!getText().equals(query)) {
                setText(query);
            }
        } else {
            former = place;
            if (!isFocused() || waiting == null) {
                clear();
            }
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            clear();
            leave();
            intoList.run();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            if (waiting != null) {
                waiting.cancel();
                search();
            }
            intoList.run();
            event.consume();
        }
    }
}

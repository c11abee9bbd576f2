package org.odradek.app.palette;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.palette.PaletteModel.Offer;

/// A field over everything, with what fits it below; a click beside it closes it.
final class PaletteView extends StackPane {
    private final PaletteInteractor interactor;
    private final Messages messages;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Offer> list = new ListView<>();

    PaletteView(
            PaletteModel model, PaletteInteractor interactor, Messages messages, Runnable close) {
        this.interactor = interactor;
        this.messages = messages;
        this.close = close;
        getStyleClass().add("od-cover");
        field.setId("paletteField");
        field.setPromptText(messages.text("palette.prompt"));
        field.setAccessibleText(messages.text("palette.prompt"));
        field.textProperty().subscribe(interactor::type);
        list.setId("paletteList");
        list.setFocusTraversable(false);
        list.setItems(model.offers());
        list.setPlaceholder(new Label(messages.text("palette.none")));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        choose();
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        model.offers()
                .addListener(
                        (ListChangeListener<Offer>) _ -> list.getSelectionModel().selectFirst());
        var box = new VBox(field, list);
        box.setId("palette");
        box.getStyleClass().addAll("od-popover", "od-palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        getChildren().add(box);
        setOnMousePressed(
                event -> {
                    if (equals(event.getTarget())) {
                        close.run();
                    }
                });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void open(String letters) {
        field.setText(letters);
        interactor.type(letters);
        // The field's skin selects everything when it takes the focus, so it must be there before.
        applyCss();
        field.requestFocus();
        field.end();
    }

    private void pressed(KeyEvent event) {
        var selection = list.getSelectionModel();
        switch (event.getCode()) {
            case ESCAPE -> close.run();
            case ENTER -> choose();
            case DOWN -> {
                selection.selectNext();
                list.scrollTo(selection.getSelectedIndex());
            }
            case UP -> {
                selection.selectPrevious();
                list.scrollTo(selection.getSelectedIndex());
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose() {
        var offer = list.getSelectionModel().getSelectedItem();
        close.run();
        if (offer != null) {
            interactor.choose(offer);
        }
    }

    private final class Cell extends ListCell<Offer> {
        private final Label name = new Label();
        private final Label aside = Controls.label("", "od-caption", "od-subtle");
        private final FontIcon icon = Icons.row(Feather.FILE_TEXT);
        private final HBox line = new HBox(icon, name, aside);

        Cell() {
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            aside.setMinWidth(Region.USE_PREF_SIZE);
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("od-palette-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Offer offer, boolean empty) {
            super.updateItem(offer, empty);
            if (empty || offer == null) {
                setGraphic(null);
                return;
            }
            switch (offer) {
                case Offer.Item(_, var title, var where) -> show(Feather.FILE_TEXT, title, where);
                case Offer.Does(var command) -> {
                    var key = command.key();
                    show(
                            Feather.CHEVRON_RIGHT,
                            command.name(),
                            key == null ? "" : key.getDisplayText());
                }
                case Offer.Notebook(_, var path) -> show(Feather.BOOK, path, "");
                case Offer.Tag(var tag) -> show(Feather.HASH, tag, "");
                case Offer.MakeNote(var title) ->
                        show(Feather.PLUS, messages.text("palette.make", title), "");
            }
            setGraphic(line);
        }

        private void show(Feather shown, String words, String beside) {
            icon.setIconCode(shown);
            name.setText(words);
            aside.setText(beside);
            setAccessibleText(beside.isEmpty() ? words : words + ", " + beside);
        }
    }
}

package org.odradek.app.palette;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.palette.PaletteModel.Offer;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.store.Store;
import org.odradek.store.view.ItemRow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Finds what fits the letters, and does what is chosen. FX thread only.
final class PaletteInteractor {
    private static final int OFFERS_MAX = 50;

    private final Flow flow;
    private final PaletteModel model;
    private final Navigator navigator;
    private final Consumer<String> makeNote;
    private final Messages messages;
    private final Map<String, Integer> used = new HashMap<>();
    private List<Command> commands = List.of();
    private int uses;

    PaletteInteractor(
            Flow flow,
            PaletteModel model,
            Navigator navigator,
            Consumer<String> makeNote,
            Messages messages) {
        this.flow = flow;
        this.model = model;
        this.navigator = navigator;
        this.makeNote = makeNote;
        this.messages = messages;
    }

    void offer(List<Command> all) {
        commands = all;
    }

    void type(String typed) {
        if (typed.startsWith(">")) {
            flow.reads().forget("palette");
            model.show(commands(typed.substring(1)));
            return;
        }
        var recent = navigator.recent();
        flow.reads()
                .ask(
                        "palette",
                        store -> {
                            if (typed.isBlank()) {
                                return items(store.view().rows(recent));
                            }
                            return switch (typed.charAt(0)) {
                                case '@' -> notebooks(store, typed.substring(1));
                                case '#' -> tags(store, typed.substring(1));
                                default -> titles(store, typed);
                            };
                        },
                        model::show);
    }

    private List<Offer> commands(String letters) {
        Comparator<Command> order =
                letters.isBlank()
                        ? Comparator.comparingInt(c -> -used.getOrDefault(c.id(), 0))
                        : Comparator.comparingInt(c -> -Fuzzy.score(letters, c.name()));
        return commands.stream()
                .filter(command -> Fuzzy.score(letters, command.name()) > 0)
                .sorted(order)
                .<Offer>map(Offer.Does::new)
                .toList();
    }

    private List<Offer> titles(Store store, String letters) {
        var offers = new ArrayList<Offer>();
        var found = store.search().find(letters, true, OFFERS_MAX, flow.today());
        var rows = store.view().rows(found.hits().stream().map(hit -> hit.item()).toList());
        offers.addAll(
                items(
                        rows.stream()
                                .sorted(
                                        Comparator.comparingInt(
                                                row -> -Fuzzy.score(letters, row.title())))
                                .toList()));
        offers.addAll(notebooks(store, letters));
        offers.add(new Offer.MakeNote(letters.strip()));
        return offers;
    }

    private List<Offer> items(List<ItemRow> rows) {
        return rows.stream()
                .<Offer>map(
                        row ->
                                new Offer.Item(
                                        row.id(),
                                        row.title().isBlank()
                                                ? messages.text("untitled")
                                                : row.title(),
                                        row.notebookPath() == null ? "" : row.notebookPath()))
                .toList();
    }

    private static List<Offer> notebooks(Store store, String letters) {
        return best(
                store.view().notebooks(),
                letters,
                row -> row.path(),
                row -> new Offer.Notebook(row.id(), row.path()));
    }

    private static List<Offer> tags(Store store, String letters) {
        return best(
                store.view().tags(), letters, tag -> tag.name(), tag -> new Offer.Tag(tag.name()));
    }

    private static <T> List<Offer> best(
            List<T> all, String letters, Function<T, String> name, Function<T, Offer> offer) {
        return all.stream()
                .filter(each -> Fuzzy.score(letters, name.apply(each)) > 0)
                .sorted(Comparator.comparingInt(each -> -Fuzzy.score(letters, name.apply(each))))
                .limit(OFFERS_MAX)
                .map(offer)
                .toList();
    }

    /// Enter.
    void choose(Offer offer) {
        switch (offer) {
            case Offer.Item(var id, _, _) -> navigator.open(id);
            case Offer.Does(var command) -> {
                used.put(command.id(), ++uses);
                command.run().run();
            }
            case Offer.Notebook(var id, _) -> navigator.go(new Place.InNotebook(id));
            case Offer.Tag(var name) -> navigator.go(new Place.Tagged(name));
            case Offer.MakeNote(var title) -> makeNote.accept(title);
        }
    }
}

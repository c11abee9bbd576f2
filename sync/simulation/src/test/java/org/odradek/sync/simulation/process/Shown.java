package org.odradek.sync.simulation.process;

import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.View;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a device shows at one moment of what all devices write, and what must hold of it at any moment.
///
/// Diaries hold lines. Each was written once, in one entry, into one diary or into two at once, and says upon which other line it was
/// written. Cards come in pairs, whose titles are only ever set together.
///
/// @param diaries bodies
/// @param cards   titles, one after the other those of a pair
record Shown(List<String> diaries, List<String> cards) {
    /// What devices write about.
    record Items(List<ItemId> diaries, List<ItemId> cards) {
        List<ItemId> all() {
            var all = new ArrayList<>(diaries);
            all.addAll(cards);
            return all;
        }
    }

    /// A device's `number`-th line.
    record Name(int device, int number) implements Comparable<Name> {
        static Name parse(String text) {
            int dot = text.indexOf('.');
            return new Name(
                    Integer.parseInt(text.substring(0, dot)),
                    Integer.parseInt(text.substring(dot + 1)));
        }

        @Override
        public int compareTo(Name other) {
            return device == other.device
                    ? Integer.compare(number, other.number)
                    : Integer.compare(device, other.device);
        }

        @Override
        public String toString() {
            return device + "." + number;
        }
    }

    /// A line of a diary.
    ///
    /// @param upon  a line that its author saw when it was written; empty for the first ones
    /// @param times in how many diaries it was written at once
    record Written(Name name, Optional<Name> upon, int times) {
        static Written parse(String line) {
            var words = line.split(" ");
            return new Written(
                    Name.parse(words[0]),
                    words[1].equals("-") ? Optional.empty() : Optional.of(Name.parse(words[1])),
                    Integer.parseInt(words[2]));
        }

        String line() {
            return name + " " + upon.map(Name::toString).orElse("-") + " " + times + "\n";
        }
    }

    /// From one committed state of the view; empty as long as not all items are known.
    static Optional<Shown> of(View view, Items items) {
        var details = view.items(items.all());
        return details.size() == items.all().size()
                ? Optional.of(of(details, items.diaries().size()))
                : Optional.empty();
    }

    static Shown of(List<ItemDetail> details, int diaries) {
        return new Shown(
                details.subList(0, diaries).stream().map(ItemDetail::body).toList(),
                details.subList(diaries, details.size()).stream()
                        .map(each -> each.row().title())
                        .toList());
    }

    /// Every line that is shown, with how often.
    Map<Written, Integer> lines() {
        var lines =
                new TreeMap<Written, Integer>(
                        Comparator.comparing(Written::name).thenComparing(Written::line));
        diaries.stream()
                .flatMap(String::lines)
                .forEach(line -> lines.merge(Written.parse(line), 1, Integer::sum));
        return lines;
    }

    /// What does not hold, a sentence each.
    List<String> broken() {
        var broken = new ArrayList<String>();
        Map<Written, Integer> lines;
        try {
            lines = lines();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return List.of("a line is torn: " + e.getMessage());
        }
        var names = new TreeSet<Name>();
        lines.keySet().forEach(line -> names.add(line.name()));
        lines.forEach(
                (line, times) -> {
                    if (times != line.times()) {
                        broken.add(
                                "%s is shown %d times and was written %d times"
                                        .formatted(line.name(), times, line.times()));
                    }
                    line.upon().ifPresent(upon -> caused(line.name(), upon, names, broken));
                    if (line.name().number() > 1) {
                        var before = new Name(line.name().device(), line.name().number() - 1);
                        caused(line.name(), before, names, broken);
                    }
                });
        for (int i = 0; i < cards.size(); i += 2) {
            if (!cards.get(i).equals(cards.get(i + 1))) {
                broken.add("a pair shows %s and %s".formatted(cards.get(i), cards.get(i + 1)));
            }
        }
        return broken;
    }

    private static void caused(Name line, Name upon, Set<Name> names, List<String> broken) {
        if (!names.contains(upon)) {
            broken.add("%s is shown without %s".formatted(line, upon));
        }
    }
}

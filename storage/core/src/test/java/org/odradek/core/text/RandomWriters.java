package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Three devices that edit one text at random and now and then receive what another one has; the same for the same seed. In the end the
/// first device has everything.
final class RandomWriters {
    private static final int DEVICES = 3;

    private final List<MapGraph> graphs = new ArrayList<>();
    private final List<Frontier> versions = new ArrayList<>();
    private final List<BodyEvent> events = new ArrayList<>();
    private final SplittableRandom random;

    /// What somebody does to a text; nothing, perhaps.
    interface Habit {
        Optional<Splice> edit(String text, SplittableRandom random);
    }

    /// @param receivesOneIn one step in so many is no edit
    RandomWriters(long seed, String base, int steps, int receivesOneIn, Habit habit) {
        this.random = new SplittableRandom(seed);
        var first = event(Frontier.EMPTY, new Splice(0, 0, base));
        for (int i = 0; i < DEVICES; i++) {
            graphs.add(new MapGraph());
            graphs.getLast().add(first);
            versions.add(Frontier.of(first.id()));
        }
        for (int step = 0; step < steps; step++) {
            int device = random.nextInt(DEVICES);
            if (random.nextInt(receivesOneIn) == 0) {
                receive(device, random.nextInt(DEVICES));
            } else {
                edit(device, habit);
            }
        }
        for (int device = 1; device < DEVICES; device++) {
            receive(0, device);
        }
    }

    /// What the first device has.
    MapGraph graph() {
        return graphs.getFirst();
    }

    Frontier version() {
        return versions.getFirst();
    }

    /// All events, causes before effects.
    List<BodyEvent> events() {
        return events;
    }

    private void edit(int device, Habit habit) {
        var text = TextMerge.textAt(graphs.get(device), versions.get(device));
        habit.edit(text, random)
                .ifPresent(
                        splice -> {
                            var event = event(versions.get(device), splice);
                            graphs.get(device).add(event);
                            versions.set(device, Frontier.of(event.id()));
                        });
    }

    private void receive(int device, int from) {
        var integrated =
                TextMerge.integrate(
                        graphs.get(device), versions.get(device), graphs.get(from).events());
        graphs.get(from).events().forEach(graphs.get(device)::add);
        versions.set(device, integrated.next());
    }

    private BodyEvent event(Frontier parents, Splice splice) {
        var event =
                BodyEvent.typed(new byte[16], events.size() + 1, 0, parents.ids(), List.of(splice));
        events.add(event);
        return event;
    }
}

package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Several devices that edit one body at random, exchange what they have in any causal order, some of it twice, and now and then
/// make the same whole operation.
final class Replicas {
    private static final byte[] ITEM = new byte[16];
    private static final String[] WORDS = {
        "a", "b", "xy", "cde", "\n", "ü", "\uD83D\uDE00", "one two"
    };

    final List<Replica> replicas = new ArrayList<>();
    final List<BodyEvent> events = new ArrayList<>();
    private final RandomGenerator random;
    private long seq;

    Replicas(int count, RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            replicas.add(new Replica());
        }
    }

    final class Replica {
        final MapGraph graph = new MapGraph();
        final TextBuffer text = new TextBuffer();
        Frontier current = Frontier.EMPTY;

        void receive(BodyEvent event) {
            var integrated = TextMerge.integrate(graph, current, event);
            text.apply(integrated.splices());
            current = integrated.next();
            graph.add(event);
        }

        boolean has(BodyEventId id) {
            return graph.events().stream().anyMatch(event -> event.id().equals(id));
        }

        void receiveAllFrom(Replica other) {
            for (var event : shuffled(other.graph.events())) {
                receive(event);
                if (random.nextInt(8) == 0) {
                    receive(event);
                }
            }
        }
    }

    /// One device does something: types, makes a whole operation that another one may make too, or takes in what another one has.
    void step() {
        var replica = any();
        switch (random.nextInt(10)) {
            case 0, 1 -> replica.receiveAllFrom(any());
            case 2 -> {
                var made = wholeBy(replica);
                var twin = any();
                if (twin.current.equals(made.parents())) {
                    twin.receive(BodyEvent.whole(ITEM, made.parents().ids(), made.splices()));
                }
                publish(replica, made);
            }
            default -> {
                var splices = splices(replica.text, 1 + random.nextInt(3));
                publish(
                        replica,
                        BodyEvent.typed(new byte[16], ++seq, 0, replica.current.ids(), splices));
            }
        }
    }

    void exchangeAll() {
        for (var replica : replicas) {
            replicas.forEach(replica::receiveAllFrom);
        }
    }

    private void publish(Replica replica, BodyEvent event) {
        replica.receive(event);
        events.add(event);
    }

    private BodyEvent wholeBy(Replica replica) {
        return BodyEvent.whole(ITEM, replica.current.ids(), splices(replica.text, 2));
    }

    private Replica any() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    private List<Splice> splices(TextBuffer text, int count) {
        var copy = new TextBuffer(text);
        var splices = new ArrayList<Splice>();
        for (int i = 0; i < count; i++) {
            int start = boundary(copy, random.nextInt(copy.length() + 1));
            int end = boundary(copy, Math.min(copy.length(), start + random.nextInt(4)));
            boolean deletes = random.nextInt(3) == 0 && end > start;
            var inserted =
                    deletes && random.nextBoolean() ? "" : WORDS[random.nextInt(WORDS.length)];
            var splice = new Splice(start, deletes ? end - start : 0, inserted);
            copy.apply(splice);
            splices.add(splice);
        }
        return splices;
    }

    private static int boundary(TextBuffer text, int position) {
        boolean inside =
                position > 0
                        && position < text.length()
                        && Character.isLowSurrogate(text.charAt(position));
        return inside ? position - 1 : position;
    }

    /// Another order in which parents come first.
    List<BodyEvent> shuffled(List<BodyEvent> events) {
        var waiting = new ArrayList<>(events);
        var order = new ArrayList<BodyEvent>();
        while (!waiting.isEmpty()) {
            int index = random.nextInt(waiting.size());
            var event = waiting.get(index);
            boolean ready =
                    waiting.stream().noneMatch(other -> event.parents().contains(other.id()));
            if (ready) {
                order.add(event);
                waiting.remove(index);
            }
        }
        return order;
    }
}

package org.odradek.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The oracle: FugueMax as its paper defines it (Weidner and Kleppmann 2023), a tree of single units that is walked whole for every
/// event, without windows, retreats or scans. It shares nothing with the walk under test and costs the square of the history.
final class FugueTree {
    static final class Node {
        final BodyEventId event;
        final int offset;
        final char unit;
        final Node parent;
        final Node rightOrigin;
        final List<Node> lefts = new ArrayList<>();
        final List<Node> rights = new ArrayList<>();
        final Set<BodyEventId> deleters = new HashSet<>();

        Node(BodyEventId event, int offset, char unit, Node parent, Node rightOrigin) {
            this.event = event;
            this.offset = offset;
            this.unit = unit;
            this.parent = parent;
            this.rightOrigin = rightOrigin;
        }

        boolean descendsFrom(Node other) {
            for (var at = this; at != null; at = at.parent) {
                if (at == other) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Comparator<Node> BY_ID =
            Comparator.<Node, BodyEventId>comparing(node -> node.event)
                    .thenComparingInt(node -> node.offset);

    private final Node root = new Node(null, 0, '\0', null, null);
    private final Map<BodyEventId, Set<BodyEventId>> pasts = new HashMap<>();

    static String text(List<BodyEvent> causalOrder) {
        var tree = of(causalOrder);
        var text = new StringBuilder();
        for (var node : tree.order()) {
            if (node != tree.root && node.deleters.isEmpty()) {
                text.append(node.unit);
            }
        }
        return text.toString();
    }

    static FugueTree of(List<BodyEvent> causalOrder) {
        var tree = new FugueTree();
        causalOrder.forEach(tree::add);
        return tree;
    }

    /// The event and everything that happened before it.
    Set<BodyEventId> past(BodyEventId event) {
        return pasts.get(event);
    }

    private void add(BodyEvent event) {
        if (pasts.containsKey(event.id())) {
            return;
        }
        var past = new HashSet<BodyEventId>();
        for (var parent : event.parents().ids()) {
            past.addAll(pasts.get(parent));
        }
        past.add(event.id());
        pasts.put(event.id(), past);
        int offset = 0;
        for (var splice : event.splices()) {
            for (int i = 0; i < splice.deletedLength(); i++) {
                visible(past).get(splice.position()).deleters.add(event.id());
            }
            for (int i = 0; i < splice.inserted().length(); i++) {
                insert(
                        event.id(),
                        offset++,
                        splice.position() + i,
                        splice.inserted().charAt(i),
                        past);
            }
        }
    }

    private void insert(
            BodyEventId event, int offset, int position, char unit, Set<BodyEventId> past) {
        var left = position == 0 ? root : visible(past).get(position - 1);
        var existing =
                order().stream().filter(node -> node == root || past.contains(node.event)).toList();
        int after = existing.indexOf(left) + 1;
        var right = after < existing.size() ? existing.get(after) : null;
        if (right != null && right.descendsFrom(left)) {
            var node = new Node(event, offset, unit, right, null);
            right.lefts.add(node);
            right.lefts.sort(BY_ID);
        } else {
            var node = new Node(event, offset, unit, left, right);
            left.rights.add(node);
            var order = order();
            left.rights.sort(
                    Comparator.<Node>comparingInt(
                                    n ->
                                            n.rightOrigin == null
                                                    ? Integer.MAX_VALUE
                                                    : order.indexOf(n.rightOrigin))
                            .reversed()
                            .thenComparing(BY_ID));
        }
    }

    private List<Node> visible(Set<BodyEventId> past) {
        return order().stream()
                .filter(node -> node != root && past.contains(node.event))
                .filter(node -> node.deleters.stream().noneMatch(past::contains))
                .toList();
    }

    /// All units that were ever inserted, in the order of the text; the first is the root, which is none.
    List<Node> order() {
        var order = new ArrayList<Node>();
        walk(root, order);
        return order;
    }

    private static void walk(Node node, List<Node> order) {
        node.lefts.forEach(child -> walk(child, order));
        order.add(node);
        node.rights.forEach(child -> walk(child, order));
    }
}

package org.odradek.core.tree;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.register.PastWrite;
import org.odradek.core.register.Register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Where each node of a tree hangs when concurrent moves have closed rings: while there is a ring, the oldest of its moves counts as
/// not made, so that the parent before it counts, until no ring is left. A pure function of the registers, so every device cuts the
/// same move; that follows Kleppmann et al., "A highly-available move operation for replicated trees" (2021) in its aim, with the
/// moves kept as registers in place of a replayed log.
///
/// @param parents the parent in force per node; nodes at the top are missing
/// @param cut     nodes whose newest move does not count
public record EffectiveParents(Map<ItemId, ItemId> parents, Set<ItemId> cut) {
    private static final Comparator<Move> OLDEST_FIRST =
            Comparator.comparing((Move move) -> move.write().hlc()).thenComparing(Move::id);

    /// Computes the parents of these nodes; a register is [Register#EMPTY] for a node at the top.
    public static EffectiveParents of(
            Collection<ItemId> nodes, Function<ItemId, Register> parentRegister) {
        var moves = new HashMap<ItemId, Move>();
        for (var node : nodes) {
            var register = parentRegister.apply(node);
            register.winner()
                    .ifPresent(
                            winner -> {
                                var past = register.past().get(winner.id());
                                if (past != null) {
                                    moves.put(node, new Move(winner.id(), past));
                                }
                            });
        }
        var cut = new TreeSet<ItemId>();
        for (var node : new TreeSet<>(nodes)) {
            var ring = ringFrom(node, moves);
            while (!ring.isEmpty()) {
                var oldest =
                        ring.stream()
                                .min(
                                        Comparator.comparing(
                                                (ItemId member) -> moves.get(member), OLDEST_FIRST))
                                .orElseThrow();
                stepBack(oldest, moves, parentRegister.apply(oldest));
                cut.add(oldest);
                ring = ringFrom(node, moves);
            }
        }
        var parents = new HashMap<ItemId, ItemId>();
        moves.forEach(
                (node, _) -> {
                    var parent = parent(node, moves);
                    if (parent != null) {
                        parents.put(node, parent);
                    }
                });
        return new EffectiveParents(Map.copyOf(parents), Set.copyOf(cut));
    }

    private static List<ItemId> ringFrom(ItemId start, Map<ItemId, Move> moves) {
        var path = new ArrayList<ItemId>();
        var onPath = new HashSet<ItemId>();
        for (ItemId node = start; node != null; node = parent(node, moves)) {
            if (!onPath.add(node)) {
                return path.subList(path.indexOf(node), path.size());
            }
            path.add(node);
        }
        return List.of();
    }

    private static @Nullable ItemId parent(ItemId node, Map<ItemId, Move> moves) {
        var move = moves.get(node);
        return move != null && move.write().value() instanceof Value.Ref(var target)
                ? target
                : null;
    }

    /// Takes the newest write that this move replaced; without one the node hangs at the top.
    private static void stepBack(ItemId node, Map<ItemId, Move> moves, Register register) {
        var before = moves.remove(node);
        if (before == null) {
            return;
        }
        var earlier = new ArrayList<Move>();
        for (var id : before.write().over()) {
            var write = register.past().get(id);
            if (write != null) {
                earlier.add(new Move(id, write));
            }
        }
        earlier.stream().max(OLDEST_FIRST).ifPresent(move -> moves.put(node, move));
    }

    private record Move(WriteId id, PastWrite write) {}
}

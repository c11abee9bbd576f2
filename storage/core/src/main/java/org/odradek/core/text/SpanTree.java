package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

/// The spans of a window in the order of the text, deleted ones among them: a treap (Seidel and Aragon, "Randomized search trees",
/// 1996) with parent links. Finding by position, the position of a span and its place in the order cost the logarithm of the
/// number of spans.
final class SpanTree {
    private final @Nullable UnitTexts texts;
    private @Nullable Span root;
    private int priorities;

    /// With the letters, line breaks are counted too.
    SpanTree(@Nullable UnitTexts texts) {
        this.texts = texts;
    }

    /// A span that is not in the tree yet. Priorities come from a counter, mixed, so that a walk is repeatable.
    Span create(int event, int offset, int length, int state, long leftOrigin, long rightOrigin) {
        var span =
                new Span(
                        event, offset, length, state, leftOrigin, rightOrigin, mixed(priorities++));
        span.breaks = breaks(span);
        return span;
    }

    private int breaks(Span span) {
        // Nobody asks for those of the base, and a large base is cut too often to count it each
        // time.
        return texts == null || span.event == WindowEvents.BASE
                ? 0
                : LineRange.breaks(texts.of(span));
    }

    @Nullable Span first() {
        return root == null ? null : leftmost(root);
    }

    static @Nullable Span next(Span span) {
        if (span.right != null) {
            return leftmost(span.right);
        }
        var from = span;
        var above = span.parent;
        while (above != null && above.right == from) {
            from = above;
            above = above.parent;
        }
        return above;
    }

    static @Nullable Span previous(Span span) {
        if (span.left != null) {
            return rightmost(span.left);
        }
        var from = span;
        var above = span.parent;
        while (above != null && above.left == from) {
            from = above;
            above = above.parent;
        }
        return above;
    }

    /// The next span that is inserted in the prepared version, deleted or not; null if there is none.
    static @Nullable Span nextInserted(Span span) {
        if (span.right != null && span.right.anyInserted) {
            return firstInserted(span.right);
        }
        var from = span;
        for (var above = span.parent; above != null; above = above.parent) {
            if (above.left == from) {
                if (above.state != Span.NOT_INSERTED) {
                    return above;
                }
                if (above.right != null && above.right.anyInserted) {
                    return firstInserted(above.right);
                }
            }
            from = above;
        }
        return null;
    }

    /// The first span that is inserted in the prepared version; null if there is none.
    @Nullable Span firstInserted() {
        return root == null || !root.anyInserted ? null : firstInserted(root);
    }

    private static Span firstInserted(Span from) {
        var span = from;
        while (true) {
            if (span.left != null && span.left.anyInserted) {
                span = span.left;
            } else if (span.state != Span.NOT_INSERTED || span.right == null) {
                return span;
            } else {
                span = span.right;
            }
        }
    }

    /// Puts `added` right after `previous`, or first where that is null.
    void insertAfter(@Nullable Span previous, Span added) {
        pull(added);
        if (root == null) {
            root = added;
            return;
        }
        if (previous == null) {
            var first = leftmost(root);
            first.left = added;
            added.parent = first;
        } else if (previous.right == null) {
            previous.right = added;
            added.parent = previous;
        } else {
            var successor = leftmost(previous.right);
            successor.left = added;
            added.parent = successor;
        }
        pullUp(added.parent);
        while (added.parent != null && added.parent.priority < added.priority) {
            rotateUp(added);
        }
    }

    /// Cuts a span in two; the first part stays the same object, the second is returned.
    Span split(Span span, int at) {
        var rest =
                create(
                        span.event,
                        span.offset + at,
                        span.length - at,
                        span.state,
                        UnitKey.of(span.event, span.offset + at - 1),
                        span.rightOrigin);
        rest.deleters = span.deleters;
        span.length = at;
        span.breaks -= rest.breaks;
        pullUp(span);
        insertAfter(span, rest);
        return rest;
    }

    /// To be called after a span's state, length or deleters changed.
    void changed(Span span) {
        pullUp(span);
    }

    /// The span that holds the unit at `position` of the prepared version, or null beyond its end.
    @Nullable Span atPrepared(int position) {
        var span = root;
        int rest = position;
        while (span != null) {
            int before = span.left == null ? 0 : span.left.preparedSum;
            if (rest < before) {
                span = span.left;
            } else if (rest < before + span.prepared()) {
                return span;
            } else {
                rest -= before + span.prepared();
                span = span.right;
            }
        }
        return null;
    }

    /// The span that holds the unit at `position` of the text with everything walked, or null beyond its end.
    @Nullable Span atEffect(int position) {
        var span = root;
        int rest = position;
        while (span != null) {
            int before = span.left == null ? 0 : span.left.effectSum;
            if (rest < before) {
                span = span.left;
            } else if (rest < before + span.effect()) {
                return span;
            } else {
                rest -= before + span.effect();
                span = span.right;
            }
        }
        return null;
    }

    /// How many units of the prepared version stand before the span.
    static int preparedBefore(Span span) {
        int sum = span.left == null ? 0 : span.left.preparedSum;
        for (var at = span; at.parent != null; at = at.parent) {
            if (at == at.parent.right) {
                sum += at.parent.preparedSum - at.preparedSum;
            }
        }
        return sum;
    }

    /// How many units of the text with everything walked stand before the span.
    static int effectBefore(Span span) {
        int sum = span.left == null ? 0 : span.left.effectSum;
        for (var at = span; at.parent != null; at = at.parent) {
            if (at == at.parent.right) {
                sum += at.parent.effectSum - at.effectSum;
            }
        }
        return sum;
    }

    /// How many line breaks of the prepared version, those of the base left out, stand before the span.
    static int breaksBefore(Span span) {
        int sum = span.left == null ? 0 : span.left.preparedBreakSum;
        for (var at = span; at.parent != null; at = at.parent) {
            if (at == at.parent.right) {
                sum += at.parent.preparedBreakSum - at.preparedBreakSum;
            }
        }
        return sum;
    }

    /// How many spans stand before the span.
    static int spansBefore(Span span) {
        int sum = span.left == null ? 0 : span.left.spanSum;
        for (var at = span; at.parent != null; at = at.parent) {
            if (at == at.parent.right) {
                sum += at.parent.spanSum - at.spanSum;
            }
        }
        return sum;
    }

    private static Span leftmost(Span from) {
        var span = from;
        while (span.left != null) {
            span = span.left;
        }
        return span;
    }

    private static Span rightmost(Span from) {
        var span = from;
        while (span.right != null) {
            span = span.right;
        }
        return span;
    }

    private void rotateUp(Span span) {
        var above = span.parent;
        if (above == null) {
            return;
        }
        var top = above.parent;
        if (above.left == span) {
            above.left = span.right;
            if (span.right != null) {
                span.right.parent = above;
            }
            span.right = above;
        } else {
            above.right = span.left;
            if (span.left != null) {
                span.left.parent = above;
            }
            span.left = above;
        }
        above.parent = span;
        span.parent = top;
        if (top == null) {
            root = span;
        } else if (top.left == above) {
            top.left = span;
        } else {
            top.right = span;
        }
        pull(above);
        pull(span);
    }

    private static void pullUp(@Nullable Span from) {
        for (var span = from; span != null; span = span.parent) {
            pull(span);
        }
    }

    private static void pull(Span span) {
        int spans = 1;
        int prepared = span.prepared();
        int effect = span.effect();
        int breaks = span.preparedBreaks();
        boolean anyInserted = span.state != Span.NOT_INSERTED;
        if (span.left != null) {
            spans += span.left.spanSum;
            prepared += span.left.preparedSum;
            effect += span.left.effectSum;
            breaks += span.left.preparedBreakSum;
            anyInserted |= span.left.anyInserted;
        }
        if (span.right != null) {
            spans += span.right.spanSum;
            prepared += span.right.preparedSum;
            effect += span.right.effectSum;
            breaks += span.right.preparedBreakSum;
            anyInserted |= span.right.anyInserted;
        }
        span.spanSum = spans;
        span.preparedSum = prepared;
        span.effectSum = effect;
        span.preparedBreakSum = breaks;
        span.anyInserted = anyInserted;
    }

    private static int mixed(int counter) {
        int z = counter * 0x9e3779b9;
        z = (z ^ z >>> 16) * 0x85ebca6b;
        z = (z ^ z >>> 13) * 0xc2b2ae35;
        return z ^ z >>> 16;
    }
}

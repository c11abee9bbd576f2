package org.odradek.app.editor.surface;

import java.util.ArrayList;
import java.util.List;

/// A change of a whole text as runs that are kept, deleted or inserted, in one pass from its start.
///
/// Composition and transformation are those of operational transformation on linear text (Ellis and
/// Gibbs 1989, in the component form of Google Wave): `transform(a, b)` gives `a` as it is made
/// after `b`, so that `b` then `a'` equals `a` then `b'`. At one place, `a`'s insertion comes first
/// when `first` says so. Immutable.
final class Delta {
    /// One run: a kept or deleted length, or an insertion.
    private record Run(int kept, int deleted, String inserted) {
        static Run keep(int n) {
            return new Run(n, 0, "");
        }

        static Run delete(int n) {
            return new Run(0, n, "");
        }

        static Run insert(String text) {
            return new Run(0, 0, text);
        }

        boolean isInsert() {
            return !inserted.isEmpty();
        }

        /// How much of the text before it covers.
        int consumed() {
            return kept + deleted;
        }

        Run part(int from, int to) {
            if (isInsert()) {
                return insert(inserted.substring(from, to));
            }
            return kept > 0 ? keep(to - from) : delete(to - from);
        }
    }

    /// Reads runs in pieces of any length; beyond the last one everything is kept.
    private static final class Reader {
        private final List<Run> runs;
        private int at;
        private int offset;

        Reader(List<Run> runs) {
            this.runs = runs;
        }

        boolean ended() {
            return at >= runs.size();
        }

        boolean atInsert() {
            return !ended() && runs.get(at).isInsert();
        }

        /// How much of the present run is left, in the units that it covers or inserts.
        int left() {
            if (ended()) {
                return Integer.MAX_VALUE;
            }
            Run run = runs.get(at);
            return (run.isInsert() ? run.inserted.length() : run.consumed()) - offset;
        }

        Run take(int n) {
            if (ended()) {
                return Run.keep(n);
            }
            Run part = runs.get(at).part(offset, offset + n);
            offset += n;
            if (left() == 0) {
                at++;
                offset = 0;
            }
            return part;
        }
    }

    private final List<Run> runs;

    private Delta(List<Run> runs) {
        this.runs = runs;
    }

    static final Delta NONE = new Delta(List.of());

    static Delta of(List<Splice> splices) {
        Delta all = NONE;
        for (Splice splice : splices) {
            all = all.then(of(splice));
        }
        return all;
    }

    private static Delta of(Splice splice) {
        List<Run> runs = new ArrayList<>();
        if (splice.at() > 0) {
            runs.add(Run.keep(splice.at()));
        }
        if (!splice.inserted().isEmpty()) {
            runs.add(Run.insert(splice.inserted()));
        }
        if (splice.deleted() > 0) {
            runs.add(Run.delete(splice.deleted()));
        }
        return new Delta(runs);
    }

    boolean isNone() {
        return runs.stream().allMatch(run -> run.kept() > 0);
    }

    /// This change, and then the other, as one.
    Delta then(Delta other) {
        List<Run> out = new ArrayList<>();
        Reader first = new Reader(runs);
        Reader second = new Reader(other.runs);
        while (!first.ended() || !second.ended()) {
            if (second.atInsert()) {
                add(out, second.take(second.left()));
            } else if (!first.ended()
                    && !first.atInsert()
                    && first.runs.get(first.at).deleted > 0) {
                add(out, first.take(first.left()));
            } else {
                int n = Math.min(first.left(), second.left());
                Run before = first.take(n);
                Run after = second.take(n);
                if (after.deleted() > 0) {
                    if (!before.isInsert()) {
                        add(out, Run.delete(n));
                    }
                } else {
                    add(out, before);
                }
            }
        }
        return new Delta(out);
    }

    /// This change as it is made after the other, both having been made on one text.
    Delta after(Delta other, boolean first) {
        List<Run> out = new ArrayList<>();
        Reader mine = new Reader(runs);
        Reader others = new Reader(other.runs);
        while (!mine.ended()) {
            if (mine.atInsert() && (first || !others.atInsert())) {
                add(out, mine.take(mine.left()));
            } else if (others.atInsert()) {
                add(out, Run.keep(others.take(others.left()).inserted().length()));
            } else {
                int n = Math.min(mine.left(), others.left());
                Run run = mine.take(n);
                if (others.take(n).deleted() == 0) {
                    add(out, run);
                }
            }
        }
        return new Delta(out);
    }

    /// As splices, each referring to the text as the ones before it left it.
    List<Splice> splices() {
        List<Splice> splices = new ArrayList<>();
        int at = 0;
        int deleted = 0;
        StringBuilder inserted = new StringBuilder();
        for (Run run : runs) {
            if (run.kept() > 0) {
                if (deleted > 0 || !inserted.isEmpty()) {
                    splices.add(new Splice(at, deleted, inserted.toString()));
                    at += inserted.length();
                    deleted = 0;
                    inserted.setLength(0);
                }
                at += run.kept();
            } else {
                deleted += run.deleted();
                inserted.append(run.inserted());
            }
        }
        if (deleted > 0 || !inserted.isEmpty()) {
            splices.add(new Splice(at, deleted, inserted.toString()));
        }
        return List.copyOf(splices);
    }

    private static void add(List<Run> out, Run run) {
        Run last = out.isEmpty() ? null : out.getLast();
        if (last != null && last.kept() > 0 && run.kept() > 0) {
            out.set(out.size() - 1, Run.keep(last.kept() + run.kept()));
        } else if (last != null && last.deleted() > 0 && run.deleted() > 0) {
            out.set(out.size() - 1, Run.delete(last.deleted() + run.deleted()));
        } else if (last != null && last.isInsert() && run.isInsert()) {
            out.set(out.size() - 1, Run.insert(last.inserted() + run.inserted()));
        } else {
            out.add(run);
        }
    }
}

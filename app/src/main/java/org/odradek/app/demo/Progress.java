package org.odradek.app.demo;

/// How far a newcomer has come with what the demo proposes: a pure function of what both devices show.
///
/// @param titleBefore the task's title when the network was cut, from which both devices are to depart
record Progress(Step step, String titleBefore) {
    static final Progress START = new Progress(Step.CUT, "");

    /// What to do next.
    enum Step {
        CUT,
        WRITE,
        RENAME,
        MEND,
        DECIDE,
        DONE
    }

    /// What can be seen of both.
    record Seen(boolean networkOn, Device laptop, Device desk) {
        boolean bothWait() {
            return laptop.waits() && desk.waits();
        }

        boolean noneWaits() {
            return !laptop.waits() && !desk.waits();
        }

        boolean bothDisagree() {
            return laptop.conflicts() > 0 && desk.conflicts() > 0;
        }

        boolean noneDisagrees() {
            return laptop.conflicts() == 0 && desk.conflicts() == 0;
        }

        boolean bothDepartFrom(String title) {
            return !laptop.title().equals(title)
                    && !desk.title().equals(title)
                    && !laptop.title().equals(desk.title());
        }
    }

    /// What can be seen of one device.
    ///
    /// @param waits     whether edits of its own wait
    /// @param title     of the task that gets two titles
    /// @param conflicts how many things are to be decided
    record Device(boolean waits, String title, int conflicts) {}

    /// The next step after what is seen now.
    Progress after(Seen seen) {
        var now = this;
        for (var next = now.once(seen); !next.equals(now); next = now.once(seen)) {
            now = next;
        }
        return now;
    }

    private Progress once(Seen seen) {
        return switch (step) {
            case CUT -> seen.networkOn() ? orDecide(seen) : at(Step.WRITE, seen.laptop().title());
            case WRITE ->
                    seen.networkOn() ? at(Step.CUT) : seen.bothWait() ? at(Step.RENAME) : this;
            case RENAME -> {
                if (seen.networkOn()) {
                    yield at(Step.MEND);
                }
                yield seen.bothDepartFrom(titleBefore) ? at(Step.MEND) : this;
            }
            case MEND -> {
                if (!seen.networkOn()) {
                    yield seen.bothDepartFrom(titleBefore) ? this : at(Step.RENAME);
                }
                yield seen.noneWaits() && seen.noneDisagrees() ? at(Step.CUT) : orDecide(seen);
            }
            case DECIDE -> seen.noneDisagrees() ? at(Step.DONE) : this;
            case DONE -> this;
        };
    }

    private Progress orDecide(Seen seen) {
        return seen.networkOn() && seen.bothDisagree() ? at(Step.DECIDE) : this;
    }

    private Progress at(Step next) {
        return at(next, titleBefore);
    }

    private static Progress at(Step next, String titleBefore) {
        return new Progress(next, titleBefore);
    }
}

package org.odradek.sync.server.downgrade;

/// What a policy came to: bytes held on the average, and clones that devices had to take.
record Outcome(double meanHeldBytes, double clones) {
    Outcome plus(Outcome other) {
        return new Outcome(meanHeldBytes + other.meanHeldBytes, clones + other.clones);
    }
}

package org.odradek.sync.server.connection;

import org.odradek.sync.server.downgrade.DowngradePolicy;
import org.odradek.sync.server.downgrade.Rhythm;

final class RhythmDowngradingTest extends DowngradingContract {
    @Override
    DowngradePolicy policy() {
        return new Rhythm();
    }
}

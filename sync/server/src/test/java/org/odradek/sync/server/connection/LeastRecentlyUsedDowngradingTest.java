package org.odradek.sync.server.connection;

import org.odradek.sync.server.downgrade.DowngradePolicy;
import org.odradek.sync.server.downgrade.LeastRecentlyUsed;

final class LeastRecentlyUsedDowngradingTest extends DowngradingContract {
    @Override
    DowngradePolicy policy() {
        return new LeastRecentlyUsed();
    }
}

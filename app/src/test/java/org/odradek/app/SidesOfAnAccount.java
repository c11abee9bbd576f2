package org.odradek.app;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.SyncServer;
import org.testfx.api.FxToolkit;

import java.nio.file.Path;

/// Profiles in their windows, and a real server on loopback between them.
abstract class SidesOfAnAccount {
    static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    SyncServer server;

    @BeforeEach
    void start() throws Exception {
        FxToolkit.toolkitContext().setSetupTimeoutInMillis(AccountSide.COMES_MAX_S * 1000);
        FxToolkit.registerPrimaryStage();
        server = LoopbackServer.start(folder.resolve("server"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    AccountSide side(String name) throws Exception {
        return new AccountSide(folder, server.url(), name);
    }
}

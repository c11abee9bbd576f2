package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

final class MetricsTest {
    private static final int DESK = 11;

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK);
    private final TestDevice desk = new TestDevice(account.account(), DESK);

    @Test
    void givenAServerThatWorked_whenScraped_thenWhatTheManualNamesIsThere() throws IOException {
        try (var server = new TestServer(data, Limits.DEFAULT);
                var client = server.client()) {
            client.signUp(account, "maria");
            client.session(desk);
            desk.write(3);
            client.push(desk, 1);
            client.send("PUT", "/v1/blobs/" + TestKeys.bytes(32, 1).toHex(), new byte[700]);
            server.sweep();

            var said = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);

            for (var line :
                    List.of(
                            "odradek_held_accounts 1.0",
                            "odradek_held_records 4.0",
                            "odradek_held_blob_bytes 700.0",
                            "odradek_held_clones 0.0",
                            "odradek_connections{state=\"active\"} 1.0",
                            "odradek_wake_channels 0.0",
                            "odradek_log_waiting 0.0",
                            "odradek_requests_underway 1.0",
                            "odradek_requests_waiting 0.0",
                            "odradek_request_seconds_count{route=\"POST /v1/push\",status=\"200\"}"
                                    + " 1")) {
                assertTrue(said.lines().anyMatch(line::equals), line + " in\n" + said);
            }
            for (var name :
                    List.of(
                            "odradek_request_seconds_bucket{",
                            "odradek_log_force_seconds_bucket{",
                            "odradek_sweep_seconds_count",
                            "odradek_held_record_bytes ",
                            "odradek_lines ",
                            "odradek_lines_closed_total{reason=\"slow\"}",
                            "jvm_memory_used_bytes{",
                            "process_files_open_files ")) {
                assertTrue(said.lines().anyMatch(line -> line.startsWith(name)), name);
            }
            assertEquals(200, client.get("/readyz").status());
        }
    }
}

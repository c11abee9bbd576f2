package org.odradek.core.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A recording of how a real document was written, as the events that would have been logged.
record Trace(List<BodyEvent> events, String endContent) {
    /// Where the recordings are, or nothing if this machine has none.
    static Optional<Path> folder() {
        var named = System.getProperty("odradek.data", System.getenv("ODRADEK_DATA"));
        var root = Path.of(System.getProperty("odradek.root", "."));
        var data = named != null ? Path.of(named) : root.resolve("../shared/data");
        return Optional.of(data.resolve("traces")).filter(Files::isDirectory);
    }

    static Trace read(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            var json = (Map<?, ?>) Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Trace(events(json), (String) json.get("endContent"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BodyEvent> events(Map<?, ?> json) {
        var events = new ArrayList<BodyEvent>();
        var transactions = (List<?>) json.get("txns");
        int seq = 0;
        if (json.get("startContent") instanceof String start && !start.isEmpty()) {
            events.add(event(0, ++seq, Frontier.EMPTY, List.of(new Splice(0, 0, start))));
        }
        for (var transaction : transactions) {
            var fields = (Map<?, ?>) transaction;
            Frontier parents;
            if (fields.get("parents") instanceof List<?> numbers) {
                parents =
                        Frontier.of(
                                numbers.stream().map(n -> events.get((Integer) n).id()).toList());
            } else {
                parents = events.isEmpty() ? Frontier.EMPTY : Frontier.of(events.getLast().id());
            }
            int agent = fields.get("agent") instanceof Integer number ? number : 0;
            events.add(event(agent, ++seq, parents, splices((List<?>) fields.get("patches"))));
        }
        return events;
    }

    /// Positions in the recordings count code points; these four hold none beyond the basic plane, so that they are units as well.
    private static List<Splice> splices(List<?> patches) {
        var splices = new ArrayList<Splice>();
        for (var patch : patches) {
            var parts = (List<?>) patch;
            var inserted = (String) parts.get(2);
            if (inserted.chars().anyMatch(unit -> Character.isSurrogate((char) unit))) {
                throw new IllegalStateException("a recording with characters of two units");
            }
            int deleted = (Integer) parts.get(1);
            if (deleted > 0 || !inserted.isEmpty()) {
                splices.add(new Splice((Integer) parts.get(0), deleted, inserted));
            }
        }
        return splices;
    }

    private static BodyEvent event(int agent, int seq, Frontier parents, List<Splice> splices) {
        var device = new byte[16];
        device[15] = (byte) agent;
        return new BodyEvent(BodyEventId.typed(device, seq, 0), parents, splices, false);
    }
}

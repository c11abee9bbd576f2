package org.odradek.sync.server.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a load has seen, in the order in which it happened: printed as lines or as one JSON object. Not thread-safe.
final class Figures {
    private final Map<String, Object> seen = new LinkedHashMap<>();

    void add(String name, long value) {
        seen.put(name, value);
    }

    void add(String name, double value) {
        seen.put(name, Math.round(value * 100) / 100.0);
    }

    void add(String name, Map<?, Integer> counts) {
        seen.put(name, new LinkedHashMap<>(counts));
    }

    /// Median, 99th of a hundred, and longest, in milliseconds.
    void add(String name, Durations durations) {
        add(name + ".count", durations.count());
        add(name + ".medianMs", durations.quantileMs(0.5));
        add(name + ".p99Ms", durations.quantileMs(0.99));
        add(name + ".maxMs", durations.quantileMs(1));
    }

    /// What was seen under this name.
    double number(String name) {
        if (seen.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("no figure " + name);
    }

    String lines() {
        return seen.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%-28s %s", one.getKey(), one.getValue()))
                .collect(Collectors.joining("\n"));
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(seen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        }
    }
}

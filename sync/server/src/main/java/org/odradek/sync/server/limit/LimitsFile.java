package org.odradek.sync.server.limit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/// The limits file: properties, each a number, sizes also with KiB, MiB or GiB. What is not named keeps its default.
public final class LimitsFile {
    private static final String ACTIVE = "connections.active.per-account";
    private static final String IDLE_DAYS = "connections.idle-days";
    private static final String CHANNEL_ENTRIES = "channel.entries";
    private static final String CHANNEL_BYTES = "channel.bytes";
    private static final String ACCOUNT_BYTES = "account.bytes";
    private static final String REQUEST_BYTES = "request.bytes";
    private static final String REQUESTS = "requests.per-minute.per-device";
    private static final String LOG_INS = "logins.per-minute.per-account";

    private static final String SOCKETS = "sockets.max";
    private static final String PER_ADDRESS = "sockets.per-address";
    private static final String ACCOUNTS = "accounts.max";
    private static final List<String> KEYS =
            List.of(
                    ACTIVE,
                    IDLE_DAYS,
                    CHANNEL_ENTRIES,
                    CHANNEL_BYTES,
                    ACCOUNT_BYTES,
                    REQUEST_BYTES,
                    REQUESTS,
                    LOG_INS,
                    SOCKETS,
                    PER_ADDRESS,
                    ACCOUNTS);
    private static final List<String> SIZES = List.of(CHANNEL_BYTES, ACCOUNT_BYTES, REQUEST_BYTES);
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,12}) ?(|KiB|MiB|GiB)");

    private LimitsFile() {}

    /// What came of reading.
    public sealed interface Reading {
        record Read(Limits limits) implements Reading {}

        /// @param sentence one sentence for the operator
        record Refused(String sentence) implements Reading {}
    }

    public static Reading read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            return new Reading.Refused("The limits file " + file + " cannot be read.");
        }
    }

    static Reading parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return new Reading.Refused("The limits file is not a properties file.");
        }
        var wrong = new ArrayList<String>();
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(
                        key -> {
                            if (!KEYS.contains(key)) {
                                wrong.add("The limits file has an unknown key: " + key + ".");
                            } else if (!isTaken(key, properties.getProperty(key).strip())) {
                                wrong.add(
                                        "The limit "
                                                + key
                                                + " is not a number from 0 to its bound: "
                                                + properties.getProperty(key)
                                                + ".");
                            }
                        });
        return wrong.isEmpty()
                ? new Reading.Read(limits(properties))
                : new Reading.Refused(wrong.getFirst());
    }

    private static boolean isTaken(String key, String value) {
        var number = NUMBER.matcher(value);
        return number.matches()
                && (number.group(2).isEmpty() || SIZES.contains(key))
                && number(value)
                        <= (SIZES.contains(key) && !key.equals(REQUEST_BYTES)
                                ? 1L << 50
                                : 1L << 30);
    }

    private static long number(String value) {
        var number = NUMBER.matcher(value);
        if (!number.matches()) {
            throw new IllegalArgumentException("not a number: " + value);
        }
        return Long.parseLong(number.group(1)) * UNITS.getOrDefault(number.group(2), 1L);
    }

    private static Limits limits(Properties given) {
        var normal = Limits.DEFAULT;
        return new Limits(
                (int) value(given, ACTIVE, normal.activeConnectionsMax()),
                (int) value(given, IDLE_DAYS, normal.idleDaysMax()),
                value(given, CHANNEL_ENTRIES, normal.channelEntriesMax()),
                value(given, CHANNEL_BYTES, normal.channelBytesMax()),
                value(given, ACCOUNT_BYTES, normal.accountBytesMax()),
                (int) value(given, REQUEST_BYTES, normal.requestBytesMax()),
                (int) value(given, REQUESTS, normal.requestsPerMinute()),
                (int) value(given, LOG_INS, normal.logInsPerMinute()),
                (int) value(given, SOCKETS, normal.linesMax()),
                (int) value(given, PER_ADDRESS, normal.linesPerAddressMax()),
                (int) value(given, ACCOUNTS, normal.accountsMax()));
    }

    private static long value(Properties given, String key, long otherwise) {
        var value = given.getProperty(key);
        return value == null ? otherwise : number(value.strip());
    }
}

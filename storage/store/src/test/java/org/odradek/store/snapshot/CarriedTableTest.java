package org.odradek.store.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.store.schema.Database;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whatever a script adds to the tables is carried by clones, or named here as this device's own.
final class CarriedTableTest {
    /// What a device knows for itself: it comes from the journal's notes and from its own delivery.
    private static final Set<String> OF_THIS_DEVICE =
            Set.of("fact", "progress", "schema_version", "seen_by", "undelivered");

    @TempDir Path folder;

    @Test
    void givenTheTablesOfThisVersion_whenCarried_thenNoColumnIsForgotten() throws SQLException {
        var opened = assertInstanceOf(Database.Opened.Ready.class, Database.open(folder));
        var there = new TreeMap<String, Set<String>>();
        try (var database = opened.database();
                var columns =
                        database.writer().getMetaData().getColumns(null, "PUBLIC", null, null)) {
            while (columns.next()) {
                there.computeIfAbsent(lower(columns.getString(3)), _ -> new TreeSet<>())
                        .add(lower(columns.getString(4)));
            }
        }
        there.keySet().removeAll(OF_THIS_DEVICE);

        var carried = new TreeMap<String, Set<String>>();
        for (var table : CarriedTable.values()) {
            var names = table.columns.stream().map(Column::name).toList();
            carried.put(table.table, new TreeSet<>(names));
            assertEquals("key", names.getFirst());
        }
        assertEquals(there, carried);
        assertEquals(
                Map.of(CarriedTable.DEVICE, List.of("delivered")),
                Map.of(
                        CarriedTable.DEVICE,
                        CarriedTable.DEVICE.columns.stream()
                                .filter(column -> !column.isCarried())
                                .map(Column::name)
                                .toList()));
    }

    @Test
    void givenAValueThatIsClippedWithinACharacter_whenCarried_thenItIsTheSame()
            throws SQLException {
        var values = List.of("", "plain \uD83C\uDF32", "clipped \uD83C");
        var out = new CborWriter();
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:");
                var select = connection.prepareStatement("SELECT ?, ?, ?")) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            try (var row = select.executeQuery()) {
                row.next();
                for (int i = 0; i < values.size(); i++) {
                    Column.Type.TEXT.copy(row, i + 1, out);
                }
            }
        }
        var in = new CborReader(out.toByteArray());

        assertEquals(values, values.stream().map(_ -> Column.Type.TEXT.read(in)).toList());
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}

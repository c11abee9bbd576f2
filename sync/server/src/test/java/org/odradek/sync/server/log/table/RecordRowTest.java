package org.odradek.sync.server.log.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class RecordRowTest {
    private final List<RecordRow.New> records = new ArrayList<>();
    private long totalBytes = 5_000;

    @Test
    void givenRecords_whenPutTogether_thenRowsOfABoundInNumberAndBytes() {
        add(128, 5);
        add(8, 950);
        add(1, 20_000);
        add(1, 5);

        assertEquals(List.of("226, -127", "234, -8", "235, 2", "236, 1", "237, 2"), shapes());
    }

    @Test
    void givenNothing_whenPutTogether_thenNoRow() {
        assertEquals(List.of(), RecordRow.of(7, records));
    }

    @Test
    void givenARow_whenLookedInto_thenEachRecordIsWhatItWas() {
        add(1, 30);
        add(2, 0);
        add(1, 70);
        var row = RecordRow.of(7, records).getFirst();

        assertEquals(Keys.place(7, 103), row.place());
        assertEquals(Optional.empty(), row.at(99));
        assertEquals(Optional.empty(), row.at(104));
        for (var record : records) {
            var kept = row.at(record.position()).orElseThrow();
            assertEquals(record.kind(), kept.kind());
            assertEquals(record.chain(), kept.chain());
            assertEquals(record.ordinal(), kept.ordinal());
            assertEquals(record.totalBytes(), kept.totalBytes());
            assertEquals(record.body(), row.body(kept));
        }
        assertEquals(100, row.heldBytes());
    }

    @Test
    void givenOnlyTheFrames_whenLookedInto_thenTheSameRecords() {
        add(3, 30);
        var row = RecordRow.of(7, records).getFirst();

        var frames = withBody(row, Arrays.copyOf(row.body().array(), 3 * 41));

        assertEquals(row.records(), frames.records());
    }

    @Test
    void givenARow_whenARecordIsChangedAndOthersAreDropped_thenTheRestIsWhatItWas() {
        add(4, 30);
        var row = RecordRow.of(7, records).getFirst();

        var rest = row.with(row.at(102).orElseThrow(), TestKeys.bytes(10, 5)).after(100);

        assertEquals(-3, rest.kind());
        assertEquals(row.place(), rest.place());
        var last = rest.at(103).orElseThrow();
        assertEquals(records.getLast().body(), rest.body(last));
        assertEquals(records.get(1).totalBytes(), rest.at(101).orElseThrow().totalBytes());
        assertEquals(TestKeys.bytes(10, 5), rest.body(rest.at(102).orElseThrow()));
        assertEquals(30, rest.at(102).orElseThrow().cameBytes());
        assertEquals(70, rest.heldBytes());
    }

    @Test
    void givenABodyThatIsCutOrLonger_whenLookedInto_thenItIsSaid() {
        add(3, 30);
        var row = RecordRow.of(7, records).getFirst();
        int size = row.body().size();

        for (int wrong : new int[] {size - 1, size + 1, 3 * 41 + 1}) {
            var damaged = withBody(row, Arrays.copyOf(row.body().array(), wrong));
            assertThrows(IllegalStateException.class, damaged::records);
        }
    }

    private static RecordRow withBody(RecordRow row, byte[] body) {
        return new RecordRow(
                row.place(),
                row.kind(),
                row.chain(),
                row.ordinal(),
                row.totalBytes(),
                new Bytes(body));
    }

    private void add(int count, int sizeBytes) {
        for (int i = 0; i < count; i++) {
            int number = records.size();
            totalBytes += sizeBytes;
            records.add(
                    new RecordRow.New(
                            100 + number,
                            number % 2 == 0 ? RecordRow.ENTRY : RecordRow.HEAD,
                            TestKeys.bytes(32, number),
                            40 + number,
                            totalBytes,
                            TestKeys.bytes(sizeBytes, 1_000 + number)));
        }
    }

    private List<String> shapes() {
        return RecordRow.of(7, records).stream()
                .map(row -> Keys.low(row.place()) + ", " + row.kind())
                .toList();
    }
}

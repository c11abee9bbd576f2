package org.odradek.sync.server.log.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.log.IncomingEntry;

import java.util.List;

final class AppendFormTest {
    private final TestDevice device = new TestDevice(TestAccount.with(1, 11).account(), 11);

    @Test
    void givenAnAppend_whenEncoded_thenTheJournalReadsItLikeOneOfTheCodec() {
        var entries = device.write(300).stream().map(IncomingEntry::of).toList();
        var heads = List.of(device.headAt(1), device.head());
        var append = new Change.Append(device.account(), entries, heads, 1L << 40);

        var read = Wire.decode(append.encoded(), Change.class);

        assertEquals(append, read);
        assertEquals(append, Wire.decode(Wire.encode(append), Change.class));
    }

    @Test
    void givenAnAppendOfNothing_whenEncoded_thenTheJournalReadsIt() {
        var append = new Change.Append(device.account(), List.of(), List.of(), 0);

        assertEquals(append, Wire.decode(append.encoded(), Change.class));
    }

    @Test
    void givenAnotherChange_whenEncoded_thenTheJournalReadsIt() {
        var change = new Change.ForgetClone(device.account(), new Bytes(new byte[32]));

        assertEquals(change, Wire.decode(change.encoded(), Change.class));
    }
}

package org.odradek.store.delivery;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;

import java.util.Optional;
import java.util.TreeMap;

/// What a journal record of kind NOTE says: something that this device knows and that is no edit.
public sealed interface Note {
    /// A fact by its name.
    @SuppressWarnings("ArrayRecordComponent") // Handed through and never compared.
    record Put(String name, byte[] content) implements Note {}

    record Remove(String name) implements Note {}

    /// The server keeps these logs up to here.
    record Delivered(VersionVector atServer) implements Note {}

    /// Another device of the account had received this much when this one heard of it.
    record SeenBy(DeviceId reader, VersionVector received, long atMs) implements Note {}

    /// The note as CBOR; a type of a newer version is passed over when read.
    default byte[] encode() {
        return switch (this) {
            case Put(var name, var content) ->
                    new CborWriter().array(3).integer(1).text(name).bytes(content).toByteArray();
            case Remove(var name) -> new CborWriter().array(2).integer(2).text(name).toByteArray();
            case Delivered(var vector) -> {
                var out = new CborWriter().array(2).integer(3);
                write(out, vector);
                yield out.toByteArray();
            }
            case SeenBy(var reader, var vector, var atMs) -> {
                var out = new CborWriter().array(4).integer(4).bytes(reader.bytes());
                write(out, vector);
                yield out.integer(atMs).toByteArray();
            }
        };
    }

    /// Empty for a note that this version does not know.
    static Optional<Note> decode(byte[] encoded) {
        var in = new CborReader(encoded);
        in.array();
        return switch (Math.toIntExact(in.integer())) {
            case 1 -> Optional.of(new Put(in.text(), in.bytes()));
            case 2 -> Optional.of(new Remove(in.text()));
            case 3 -> Optional.of(new Delivered(read(in)));
            case 4 -> Optional.of(new SeenBy(DeviceId.of(in.bytes()), read(in), in.integer()));
            default -> Optional.empty();
        };
    }

    private static void write(CborWriter out, VersionVector vector) {
        out.map(vector.seqByDevice().size());
        vector.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
    }

    private static VersionVector read(CborReader in) {
        var seqs = new TreeMap<DeviceId, Long>();
        for (int left = in.map(); left > 0; left--) {
            seqs.put(DeviceId.of(in.bytes()), in.integer());
        }
        return new VersionVector(seqs);
    }
}

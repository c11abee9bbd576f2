package org.odradek.sync.protocol.clone;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Cursor;

import java.util.List;
import java.util.Objects;

/// What came of an offer. Only [Offered] kept it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloneAnswer.Offered.class, name = "offered"),
    @JsonSubTypes.Type(value = CloneAnswer.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = CloneAnswer.Older.class, name = "older"),
    @JsonSubTypes.Type(value = CloneAnswer.CutDiffers.class, name = "cut-differs"),
    @JsonSubTypes.Type(value = CloneAnswer.NotActive.class, name = "not-active")
})
public sealed interface CloneAnswer {
    /// The server keeps it and gives it to whoever needs one. The same offer again gets the same answer.
    record Offered() implements CloneAnswer {}

    /// These of its chunks are not held: send them, then offer again.
    record Missing(List<Bytes> blobs) implements CloneAnswer {
        public Missing {
            blobs = List.copyOf(blobs);
        }
    }

    /// The server has one that covers more, or has dropped what came after this one's cut, or takes no more of this device, or of this
    /// account, for up to a day.
    ///
    /// @param cut what the server's newest clone covers
    record Older(Cursor cut) implements CloneAnswer {
        public Older {
            Objects.requireNonNull(cut, "cut");
        }
    }

    /// The cut is no cursor of the server's log: pull first, which finds out why.
    record CutDiffers(Cursor head) implements CloneAnswer {
        public CutDiffers {
            Objects.requireNonNull(head, "head");
        }
    }

    /// The device was removed. One without a channel is none the worse for that: its cut says how far it has read.
    record NotActive() implements CloneAnswer {}
}

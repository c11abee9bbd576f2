package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;

import java.io.IOException;
import java.util.function.Function;

/// The one codec of messages: CBOR (RFC 8949), a map per record. Unknown members are passed over, so that a newer side may add
/// some; nothing is signed or hashed in this form. Thread-safe.
public final class Wire {
    public static final String MEDIA_TYPE = "application/cbor";

    /// Our messages nest three deep; this is room to grow and a bound for parsers.
    private static final int NESTING_MAX = 12;

    private static final ObjectMapper MAPPER = mapper();

    private Wire() {}

    public static byte[] encode(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a message of " + message.getClass().getSimpleName() + " has no encoding", e);
        }
    }

    /// Throws [MalformedMessageException] when the bytes are not a message of this type that its constructor takes.
    public static <T> T decode(byte[] encoded, Class<T> type) {
        try {
            T message = MAPPER.readValue(encoded, type);
            if (message == null) {
                throw new MalformedMessageException(
                        "no " + type.getSimpleName(), new IOException("null"));
            }
            return message;
        } catch (IOException e) {
            throw new MalformedMessageException("not a " + type.getSimpleName(), e);
        }
    }

    private static ObjectMapper mapper() {
        var factory =
                CBORFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(NESTING_MAX)
                                        .maxNameLength(64)
                                        .maxStringLength(4096)
                                        .build())
                        .build();
        return CBORMapper.builder(factory)
                .addModule(identifiers())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static SimpleModule identifiers() {
        var module = new SimpleModule("identifiers");
        module.addSerializer(DeviceId.class, new IdWriter<>(DeviceId::bytes));
        module.addDeserializer(DeviceId.class, new IdReader<>(DeviceId::of));
        module.addSerializer(AccountId.class, new IdWriter<>(AccountId::bytes));
        module.addDeserializer(AccountId.class, new IdReader<>(AccountId::of));
        return module;
    }

    private static final class IdWriter<T> extends JsonSerializer<T> {
        private final Function<T, byte[]> bytes;

        IdWriter(Function<T, byte[]> bytes) {
            this.bytes = bytes;
        }

        @Override
        public void serialize(T id, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeBinary(bytes.apply(id));
        }
    }

    private static final class IdReader<T> extends JsonDeserializer<T> {
        private final Function<byte[], T> of;

        IdReader(Function<byte[], T> of) {
            this.of = of;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return of.apply(in.getBinaryValue());
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException("", handledType(), "not an identifier");
            }
        }
    }
}

package org.odradek.sync.simulation.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Ed25519 as the JDK does it, which takes a quarter of a world's time, with its answers remembered: they depend on nothing but what is
/// asked. Thread-safe.
public final class RememberedSignatures extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "Ed25519";
    private static final String ORIGINAL = "SunEC";

    /// Beyond this everything is forgotten.
    private static final int REMEMBERED_MAX = 200_000;

    private static final Map<List<ByteBuffer>, ByteBuffer> SIGNED = new ConcurrentHashMap<>();
    private static final Map<List<ByteBuffer>, Boolean> VERIFIED = new ConcurrentHashMap<>();

    private RememberedSignatures() {
        super("OdradekSimulation", "1", "Remembers Ed25519 signatures");
        putService(
                new Service(
                        this, "Signature", ALGORITHM, Engine.class.getName(), List.of(), Map.of()) {
                    @Override
                    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                        return new Engine();
                    }
                });
    }

    /// Puts it before the JDK's own.
    public static void use() {
        Security.insertProviderAt(new RememberedSignatures(), 1);
    }

    private static <T> void remember(
            Map<List<ByteBuffer>, T> answers, List<ByteBuffer> question, T answer) {
        if (answers.size() >= REMEMBERED_MAX) {
            answers.clear();
        }
        answers.put(question, answer);
    }

    private static final class Engine extends SignatureSpi {
        private final Signature original;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private ByteBuffer key = ByteBuffer.allocate(0);

        Engine() throws NoSuchAlgorithmException {
            try {
                original = Signature.getInstance(ALGORITHM, ORIGINAL);
            } catch (NoSuchProviderException e) {
                throw new NoSuchAlgorithmException(e);
            }
        }

        private void begin(Key with) {
            key = ByteBuffer.wrap(with.getEncoded());
            content.reset();
        }

        private List<ByteBuffer> question(byte[]... more) {
            var asked = ByteBuffer.wrap(content.toByteArray());
            content.reset();
            return more.length == 0
                    ? List.of(key, asked)
                    : List.of(key, asked, ByteBuffer.wrap(more[0].clone()));
        }

        @Override
        protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
            original.initVerify(publicKey);
            begin(publicKey);
        }

        @Override
        protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
            original.initSign(privateKey);
            begin(privateKey);
        }

        @Override
        protected void engineUpdate(byte b) {
            content.write(b);
        }

        @Override
        protected void engineUpdate(byte[] b, int off, int len) {
            content.write(b, off, len);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            var question = question();
            var known = Optional.ofNullable(SIGNED.get(question));
            if (known.isPresent()) {
                return known.get().array().clone();
            }
            original.update(question.getLast().array());
            byte[] signed = original.sign();
            remember(SIGNED, question, ByteBuffer.wrap(signed.clone()));
            return signed;
        }

        @Override
        protected boolean engineVerify(byte[] sigBytes) throws SignatureException {
            var question = question(sigBytes);
            var known = Optional.ofNullable(VERIFIED.get(question));
            if (known.isPresent()) {
                return known.get();
            }
            original.update(question.get(1).array());
            boolean verified = original.verify(sigBytes);
            remember(VERIFIED, question, verified);
            return verified;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String param, Object value) {
            throw new UnsupportedOperationException(param);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String param) {
            throw new UnsupportedOperationException(param);
        }
    }
}

package org.odradek.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/// What is signed here is an Ed25519 signature to any other program, and the other way round.
final class SignaturesTest {
    private static final byte[] CONTENT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private KeyPair keys;

    @BeforeEach
    void make() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void givenASignature_thenTheJdkVerifiesItAndMakesTheSame() throws GeneralSecurityException {
        var signed = Signatures.sign(keys.getPrivate(), Purpose.SIGNED_HEAD, CONTENT);

        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.getPublic());
        verifier.update(Purpose.SIGNED_HEAD.before(CONTENT));
        assertTrue(verifier.verify(signed.array()));
        assertArrayEquals(byJdk(), signed.array());
    }

    @Test
    void givenASignatureOfTheJdk_thenItIsVerifiedForItsPurposeKeyAndContentAlone()
            throws GeneralSecurityException {
        var signed = new Bytes(byJdk());
        var key = Signatures.raw(keys.getPublic());

        assertTrue(Signatures.verifies(key, Purpose.SIGNED_HEAD, CONTENT, signed));
        assertFalse(Signatures.verifies(key, Purpose.SESSION, CONTENT, signed));
        assertFalse(Signatures.verifies(key, Purpose.SIGNED_HEAD, new byte[3], signed));
        make();
        var other = Signatures.raw(keys.getPublic());
        assertFalse(Signatures.verifies(other, Purpose.SIGNED_HEAD, CONTENT, signed));
    }

    @Test
    void givenAKeyOrASignatureThatIsNone_thenItIsSimplyNo() throws GeneralSecurityException {
        var key = Signatures.raw(keys.getPublic());
        var signed = new Bytes(byJdk());
        var none = new byte[Signatures.SIGNATURE_BYTES];
        Arrays.fill(none, (byte) 0xff);

        assertFalse(Signatures.verifies(key, Purpose.SIGNED_HEAD, CONTENT, new Bytes(none)));
        assertFalse(Signatures.verifies(key, Purpose.SIGNED_HEAD, CONTENT, new Bytes(new byte[3])));
        assertFalse(
                Signatures.verifies(new Bytes(new byte[3]), Purpose.SIGNED_HEAD, CONTENT, signed));
        var allOnes = new Bytes(Arrays.copyOf(none, Signatures.PUBLIC_KEY_BYTES));
        assertFalse(Signatures.verifies(allOnes, Purpose.SIGNED_HEAD, CONTENT, signed));
    }

    @Test
    void givenAKeyOfAnotherKind_whenItIsToSign_thenThatIsAFault() throws GeneralSecurityException {
        var other = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate();

        assertThrows(
                IllegalArgumentException.class,
                () -> Signatures.sign(other, Purpose.SIGNED_HEAD, CONTENT));
    }

    private byte[] byJdk() throws GeneralSecurityException {
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(Purpose.SIGNED_HEAD.before(CONTENT));
        return signer.sign();
    }
}

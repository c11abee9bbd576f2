package org.odradek.sync.protocol.wire;

/// How a password becomes a key: Argon2id (RFC 9106). The floor is compiled in and only rises, so that no server can talk a client
/// into a cheap derivation.
public record KdfParameters(int memoryKiB, int iterations, int parallelism) {
    public static final KdfParameters FLOOR = new KdfParameters(64 << 10, 3, 4);

    /// What a client is willing to spend: four GiB or 64 passes would be an attack on the client.
    private static final int MEMORY_KIB_MAX = 4 << 20;

    public KdfParameters {
        boolean fits =
                memoryKiB >= 64 << 10
                        && memoryKiB <= MEMORY_KIB_MAX
                        && iterations >= 3
                        && iterations <= 64
                        && parallelism >= 4
                        && parallelism <= 64;
        if (!fits) {
            throw new IllegalArgumentException(
                    "Argon2id with "
                            + memoryKiB
                            + " KiB, t = "
                            + iterations
                            + ", p = "
                            + parallelism);
        }
    }
}

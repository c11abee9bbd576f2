package org.odradek.sync.protocol.wire;

/// How a password becomes a key: Argon2id (RFC 9106). The floor is compiled in and only rises, so that no server can talk a client
/// into a cheap derivation.
public record KdfParameters(int memoryKiB, int iterations, int parallelism) {
    public static final KdfParameters FLOOR = new KdfParameters(64 << 10, 3, 4);

    /// What a client is willing to spend: more memory than this would end the program, and more work would be an attack on it that lasts
    /// for hours.
    private static final int MEMORY_KIB_MAX = 1 << 20;

    /// Sixteen times the floor's: some seconds.
    private static final long KIB_FILLED_MAX = 16L * (64 << 10) * 3;

    public KdfParameters {
        boolean fits =
                memoryKiB >= 64 << 10
                        && memoryKiB <= MEMORY_KIB_MAX
                        && iterations >= 3
                        && (long) memoryKiB * iterations <= KIB_FILLED_MAX
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

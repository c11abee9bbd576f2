package org.odradek.sync.protocol.control;

/// The bounds of a control log, which every device verifies whole before anything else.
public final class ControlBounds {
    /// A person has a handful of devices; 64 at once leave room for a family and keep a key change in one record.
    public static final int DEVICES_MAX = 64;

    /// A key change seals one key for each of 64 devices at some 100 bytes, and an enrolment carries all content keys.
    public static final int RECORD_BYTES_MAX = 64 << 10;

    /// One signature check costs up to 0.9 ms, and hardly a record has two, so that a whole log is verified in some four seconds.
    public static final int RECORDS_MAX = 4096;

    /// Behind so many records only what lets a person go on is taken: no names, and no keys alone. Else a device could fill the log with
    /// them, and could not be removed any more.
    public static final int RECORDS_OF_ANY_KIND_MAX = 3072;

    /// Behind so many only enrolments and removals are taken, and no word for more of a removed device, which nobody can make up alone.
    public static final int RECORDS_WITH_MOVES_MAX = 3584;

    /// So many content keys have room in an enrolment, which carries them all.
    public static final int KEYS_MAX = 768;

    /// Behind so many content keys only a removal changes the key.
    public static final int KEYS_OF_ANY_KIND_MAX = 512;

    /// One 32-byte key in any box we can think of.
    public static final int SEALED_KEY_BYTES_MAX = 512;

    /// All content keys of an account, 32 bytes for each of its key changes, in one box.
    public static final int SEALED_KEYS_BYTES_MAX = 32 << 10;

    /// A device's name, padded and sealed.
    public static final int SEALED_NAME_BYTES_MAX = 1024;

    private ControlBounds() {}
}

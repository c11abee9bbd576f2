package org.odradek.core.entry;

/// What the server's chain looked like to the author: by it, other devices notice a server that forks, omits or rolls back.
///
/// @param epoch    the server's epoch
/// @param position the last position that the author had verified
/// @param hash     the account chain's hash there, 32 bytes
public record ServerSight(long epoch, long position, byte[] hash) {}

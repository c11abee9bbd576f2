package org.odradek.sync.protocol.wire;

/// What a server says first. `GET /v1/hello`
///
/// @param protocolVersion   the newest version it speaks
/// @param serverVersion     the program's version, for display
/// @param requestBytesMax   larger bodies are refused
/// @param nowMs             its clock, for display of a skew; nothing is decided by it
public record Hello(int protocolVersion, String serverVersion, long requestBytesMax, long nowMs) {}

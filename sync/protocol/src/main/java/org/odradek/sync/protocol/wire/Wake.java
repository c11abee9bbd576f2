package org.odradek.sync.protocol.wire;

/// What a WebSocket at `GET /v1/wake` carries, one binary message each: a hint that something is to be had by pull. A lost frame
/// costs nothing; frames that wait are replaced by the newest.
///
/// @param head            the account log's newest position
/// @param controlPosition the control log's newest position
/// @param acknowledgements a number that changes whenever a device has acknowledged more: then receipts have moved
public record Wake(long epoch, long head, long controlPosition, long acknowledgements) {}

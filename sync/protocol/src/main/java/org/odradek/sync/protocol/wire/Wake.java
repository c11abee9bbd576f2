package org.odradek.sync.protocol.wire;

/// What a WebSocket at `GET /v1/wake` carries, one binary message each: a hint that something is to be had by pull. A lost frame
/// costs nothing; frames that wait are replaced by the newest.
///
/// @param head            the account log's newest position
/// @param controlPosition the control log's newest position
/// @param acknowledgements counts the account's acknowledgements since the server started: when it moves, receipts have moved
public record Wake(long epoch, long head, long controlPosition, long acknowledgements) {}

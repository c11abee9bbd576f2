package org.odradek.sync.server.limit;

/// What the operator grants. Each component stands in the limits file under the name that is given here.
///
/// @param activeConnectionsMax `connections.active.per-account`
/// @param idleDaysMax          `connections.idle-days`
/// @param channelEntriesMax    `channel.entries`: what is kept for one connection
/// @param channelBytesMax      `channel.bytes`
/// @param accountBytesMax      `account.bytes`: log and blobs of one account
/// @param requestBytesMax      `request.bytes`: the largest body taken
/// @param requestsPerMinute    `requests.per-minute.per-device`
/// @param logInsPerMinute      `logins.per-minute.per-account`
/// @param linesMax             `sockets.max`: open TCP connections, wake channels among them
/// @param linesPerAddressMax   `sockets.per-address`: of one address that is not this machine's
/// @param accountsMax          `accounts.max`: with so many there are, nobody signs up
public record Limits(
        int activeConnectionsMax,
        int idleDaysMax,
        long channelEntriesMax,
        long channelBytesMax,
        long accountBytesMax,
        int requestBytesMax,
        int requestsPerMinute,
        int logInsPerMinute,
        int linesMax,
        int linesPerAddressMax,
        int accountsMax) {
    public static final Limits DEFAULT =
            new Limits(8, 90, 100_000, 64L << 20, 1L << 30, 8 << 20, 600, 10);

    /// The last three as they are by default.
    public Limits(
            int activeConnectionsMax,
            int idleDaysMax,
            long channelEntriesMax,
            long channelBytesMax,
            long accountBytesMax,
            int requestBytesMax,
            int requestsPerMinute,
            int logInsPerMinute) {
        this(
                activeConnectionsMax,
                idleDaysMax,
                channelEntriesMax,
                channelBytesMax,
                accountBytesMax,
                requestBytesMax,
                requestsPerMinute,
                logInsPerMinute,
                100_000,
                400,
                100_000);
    }

    /// The same, but for how many accounts there may be.
    public Limits withAccounts(int max) {
        return new Limits(
                activeConnectionsMax,
                idleDaysMax,
                channelEntriesMax,
                channelBytesMax,
                accountBytesMax,
                requestBytesMax,
                requestsPerMinute,
                logInsPerMinute,
                linesMax,
                linesPerAddressMax,
                max);
    }
}

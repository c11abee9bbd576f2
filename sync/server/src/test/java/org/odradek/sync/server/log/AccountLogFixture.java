package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The account, devices and short words with which the contract is written.
abstract class AccountLogFixture {
    static final long BYTES_MAX = 1L << 30;
    static final int DESK = 11;
    static final int LAPTOP = 12;

    final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    final TestDevice desk = new TestDevice(account.account(), DESK);
    final TestDevice laptop = new TestDevice(account.account(), LAPTOP);
    AccountLog log;

    protected abstract AccountLog open() throws Exception;

    protected abstract AccountLog reopened(AccountLog closed) throws Exception;

    @BeforeEach
    void openWithAccount() throws Exception {
        log = open();
        assertEquals(new SignUpAnswer.SignedUp(account.account()), signUp("maria", account));
    }

    @AfterEach
    void close() {
        log.close();
    }

    SignUpAnswer signUp(String user, TestAccount someone) {
        var control = someone.log().stream().map(ControlRecord::decode).toList();
        return log.signUp(TestCredentials.of(someone, user, 1), control, 1_000);
    }

    PushAnswer.Appended append(List<Bytes> sealed, List<SignedHead> heads) {
        var answer = log.append(account.account(), incoming(sealed), heads, BYTES_MAX);
        var answered = assertInstanceOf(AppendAnswer.Answered.class, answer);
        return assertInstanceOf(PushAnswer.Appended.class, answered.answer());
    }

    static AppendAnswer answered(PushAnswer answer) {
        return new AppendAnswer.Answered(answer);
    }

    ControlAnswer appendControl(ControlRecord record) {
        return log.appendControl(account.account(), List.of(record), 2_000);
    }

    ControlRecord renamed(int number) {
        return account.nextByDevice(
                DESK, new ControlChange.DeviceRenamed(desk.id(), TestKeys.bytes(64, number)));
    }

    ControlRecord revocation(int lastSeq) {
        return account.nextByDevice(
                DESK,
                new ControlChange.DeviceRevoked(
                        laptop.id(), laptop.headAt(lastSeq), TestAccount.newKey(2, DESK)));
    }

    PullAnswer.Page page(Cursor after) {
        return page(after, 1000, 4 << 20);
    }

    PullAnswer.Page page(Cursor after, int recordsMax, int bytesMax) {
        return assertInstanceOf(
                PullAnswer.Page.class,
                log.read(account.account(), new Pull(after, recordsMax, bytesMax)));
    }

    LogStatus status() {
        return log.status(account.account()).orElseThrow();
    }

    static List<IncomingEntry> incoming(List<Bytes> sealed) {
        return sealed.stream().map(IncomingEntry::of).toList();
    }

    static List<Bytes> entries(PullAnswer.Page page) {
        var entries = new ArrayList<Bytes>();
        for (var record : page.records()) {
            if (record instanceof LogRecord.Entry(_, var sealed)) {
                entries.add(sealed);
            }
        }
        return entries;
    }

    static List<Bytes> encoded(TestDevice device) {
        return device.entries().stream().map(entry -> new Bytes(entry.encode())).toList();
    }

    static long sizes(List<Bytes> sealed) {
        return sealed.stream().mapToLong(Bytes::size).sum();
    }

    static DeviceHead headOf(TestDevice device) {
        var last = device.entries().getLast();
        return new DeviceHead(device.id(), last.id().seq(), new Bytes(last.header().hash()));
    }

    static Cursor chain(Cursor after, List<LogRecord> records) {
        var cursor = after;
        for (var record : records) {
            cursor =
                    new Cursor(
                            cursor.epoch(),
                            record.position(),
                            AccountChain.next(cursor.hash(), record));
        }
        return cursor;
    }

    static boolean increases(List<Long> positions) {
        return IntStream.range(1, positions.size())
                .allMatch(i -> positions.get(i - 1) < positions.get(i));
    }
}

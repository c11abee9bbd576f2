package org.odradek.sync.server.operate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One thing that an operator asks for, as it goes over the socket.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.Backup.class, name = "backup"),
    @JsonSubTypes.Type(value = Operation.ListAccounts.class, name = "list-accounts"),
    @JsonSubTypes.Type(value = Operation.ExportAccount.class, name = "export-account"),
    @JsonSubTypes.Type(value = Operation.DeleteAccount.class, name = "delete-account")
})
public sealed interface Operation {
    /// @param to an absolute path
    record Backup(String to) implements Operation {}

    record ListAccounts() implements Operation {}

    /// @param to an absolute path
    record ExportAccount(String user, String to) implements Operation {}

    record DeleteAccount(String user) implements Operation {}

    /// What came of it.
    ///
    /// @param words for the operator: what was asked for, or one sentence why not
    record Outcome(boolean isDone, String words) {
        static Outcome done(String words) {
            return new Outcome(true, words);
        }

        static Outcome refused(String sentence) {
            return new Outcome(false, sentence);
        }
    }
}

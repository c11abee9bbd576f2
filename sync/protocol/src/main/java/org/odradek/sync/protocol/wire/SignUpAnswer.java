package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.core.entry.AccountId;

/// What came of a sign-up.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignUpAnswer.SignedUp.class, name = "signed-up"),
    @JsonSubTypes.Type(value = SignUpAnswer.NameTaken.class, name = "name-taken"),
    @JsonSubTypes.Type(value = SignUpAnswer.AlreadyThere.class, name = "already-there"),
    @JsonSubTypes.Type(value = SignUpAnswer.NoNewAccounts.class, name = "no-new-accounts")
})
public sealed interface SignUpAnswer {
    /// The account is there with these credentials and this control log.
    record SignedUp(AccountId account) implements SignUpAnswer {}

    /// Another account has this user name.
    record NameTaken() implements SignUpAnswer {}

    /// The account is there already with other credentials or a longer or different control log: open a session instead.
    record AlreadyThere() implements SignUpAnswer {}

    /// The server has as many accounts as its operator lets it have.
    record NoNewAccounts() implements SignUpAnswer {}
}

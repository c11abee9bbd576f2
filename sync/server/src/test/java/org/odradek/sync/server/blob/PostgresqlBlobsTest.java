package org.odradek.sync.server.blob;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

final class PostgresqlBlobsTest extends BlobStoreContract {
    private Database database;

    @BeforeEach
    void start() throws Exception {
        database = Database.open(TestPostgresql.newDatabase());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Override
    BlobStore open() {
        return new PostgresqlBlobs(database);
    }
}

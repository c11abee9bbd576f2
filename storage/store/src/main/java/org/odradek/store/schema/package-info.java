/// The database file: how it is opened, its tables, and the steps that bring an older file up to date.
@NullMarked
package org.odradek.store.schema;

import org.jspecify.annotations.NullMarked;

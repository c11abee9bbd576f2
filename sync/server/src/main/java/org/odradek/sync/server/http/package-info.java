/// What is answered at which path.
@NullMarked
package org.odradek.sync.server.http;

import org.jspecify.annotations.NullMarked;

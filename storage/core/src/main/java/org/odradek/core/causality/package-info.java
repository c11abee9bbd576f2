/// Which entry happened before which: version vectors for causality, the hybrid logical clock for ties between concurrent writes.
@NullMarked
package org.odradek.core.causality;

import org.jspecify.annotations.NullMarked;

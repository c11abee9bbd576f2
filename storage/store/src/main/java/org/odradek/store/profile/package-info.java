/// Who this device is: account, device and keys, and the folder they are kept in.
@NullMarked
package org.odradek.store.profile;

import org.jspecify.annotations.NullMarked;

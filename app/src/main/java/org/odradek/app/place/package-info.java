/// Where the person is: the chosen place, the chosen item, and the way back.
@NullMarked
package org.odradek.app.place;

import org.jspecify.annotations.NullMarked;

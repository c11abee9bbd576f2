/// The way of one edit through the window: from a slice to the store off the drawing thread, and from the store's changes back to
/// the slices, once per pulse.
///
/// [org.odradek.app.flow.Flow] is what every slice's interactor is given. Reads, writes and delays are counted by
/// [org.odradek.app.flow.Settled], so that a test waits for stillness and never for time.
@NullMarked
package org.odradek.app.flow;

import org.jspecify.annotations.NullMarked;

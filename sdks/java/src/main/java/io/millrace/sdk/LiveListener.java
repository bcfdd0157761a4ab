package io.millrace.sdk;

import io.millrace.sdk.model.PointSample;
import java.util.List;

/** Is told what a live stream brings, on the stream's own thread: whoever takes long slows the stream. */
@FunctionalInterface
public interface LiveListener {
  /**
   * Values that came. None is told twice.
   *
   * @param samples in the order they came
   */
  void samples(List<PointSample> samples);

  /**
   * Whether values flow: false from a cut until the stream is open again.
   *
   * @param isOpen true when they flow
   */
  default void open(boolean isOpen) {}

  /**
   * The platform refused for good, such as a key that ended; the stream is over.
   *
   * @param fault why
   */
  default void refused(MillraceException fault) {}
}

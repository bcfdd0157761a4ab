package io.millrace.sdk;

import io.millrace.sdk.model.PointSample;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * New values of points, to be waited for, such as in a for loop. One that is not read slows the platform's stream, and
 * what it then passes over is the oldest of each point. Its iterator is one: whoever goes on goes on where it was.
 */
public final class LiveValues implements AutoCloseable, Iterable<PointSample> {
  private static final int HELD = 1_024;
  private static final Object END = new Object();
  /** Samples, a fault, or the end. */
  private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(HELD);
  private final Live live;
  private volatile boolean closed;

  LiveValues(Connection connection, List<String> points) {
    this.live = new Live(connection, points, new LiveListener() {
      @Override
      public void samples(List<PointSample> samples) {
        samples.forEach(LiveValues.this::put);
      }

      @Override
      public void refused(MillraceException fault) {
        put(fault);
      }
    });
  }

  /**
   * Waits for the next value.
   *
   * @param most how long it waits
   * @return the value; empty where none came in time, or it was closed
   * @throws MillraceException where the platform refused for good
   */
  public Optional<PointSample> next(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    Object next = closed ? END : taken(until - System.nanoTime());
    if (next instanceof PointSample sample) return Optional.of(sample);
    // Others may wait, too.
    if (next != null) queue.offer(next);
    if (next instanceof MillraceException fault) throw fault;
    return Optional.empty();
  }

  /** Values without end, until it is closed; each waits for the next. */
  @Override
  public Iterator<PointSample> iterator() {
    return new Iterator<>() {
      private PointSample held;

      @Override
      public boolean hasNext() {
        while (held == null && !closed) held = LiveValues.this.next(Duration.ofDays(1)).orElse(null);
        return held != null;
      }

      @Override
      public PointSample next() {
        if (!hasNext()) throw new NoSuchElementException();
        PointSample next = held;
        held = null;
        return next;
      }
    };
  }

  /** Ends it, and whoever waits. */
  @Override
  public void close() {
    closed = true;
    live.close();
    // Who waits finds the queue empty, so that there is room.
    queue.offer(END);
  }

  private Object taken(long nanos) {
    try {
      return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException thrown) {
      Thread.currentThread().interrupt();
      throw new MillraceException.Interrupted(thrown);
    }
  }

  private void put(Object next) {
    try {
      queue.put(next);
    } catch (InterruptedException thrown) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.millrace.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The body of an answer as it comes. Who does not read slows the sender; waiting ends by a limit, or by an interrupt. */
final class Body extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
  private static final Object END = new Object();

  /** Nanoseconds that the next bytes may still take. */
  private final LongSupplier patience;
  /** One piece at most is under way: the next is asked for when this was read. */
  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;
  private boolean ended;

  Body(Flow.Publisher<List<ByteBuffer>> from, LongSupplier patience) {
    this.patience = patience;
    from.subscribe(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    came.add(buffers);
  }

  @Override
  public void onError(Throwable thrown) {
    came.add(thrown);
  }

  @Override
  public void onComplete() {
    came.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) return 0;
    while (pieces.isEmpty() || !pieces.peek().hasRemaining()) {
      if (pieces.poll() != null) {
        if (pieces.isEmpty() && !ended) subscription.request(1);
        continue;
      }
      if (ended || !more(patience.getAsLong())) return -1;
    }
    ByteBuffer piece = pieces.peek();
    int count = Math.min(length, piece.remaining());
    piece.get(into, offset, count);
    return count;
  }

  /** Waits for the next pieces; false at the end. */
  private boolean more(long nanos) throws IOException {
    if (closed) throw new IOException("closed");
    Object next;
    try {
      next = came.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException thrown) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(thrown);
    }
    if (next == null) throw new HttpTimeoutException("no more of the answer in time");
    if (next instanceof Throwable thrown) throw new IOException(thrown);
    ended = next == END;
    if (ended && closed) throw new IOException("closed");
    if (next instanceof List<?> buffers) {
      for (Object buffer : buffers) pieces.add((ByteBuffer) buffer);
      if (pieces.isEmpty()) subscription.request(1);
    }
    return !ended;
  }

  /** Leaves the rest unread; whoever waits for it is told. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription held = subscription;
    if (held != null) held.cancel();
    came.add(END);
  }
}

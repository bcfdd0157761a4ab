package io.millrace.sdk;

import io.millrace.sdk.json.JsonException;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.model.PointSample;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * New values of points as they come. A cut stream is opened again by itself, sooner at first and later every 15 s, and
 * begins with the newest value of each point; what was told already is not told again.
 */
public final class Live implements AutoCloseable {
  /** The platform sends a sign of life every 15 s; after three that are missing the link is dead. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Duration WAIT_MOST = Duration.ofSeconds(15);

  private final Connection connection;
  private final Request request;
  private final LiveListener listener;
  /** The newest that was told of each point: with it the stream begins after a cut. */
  private final Map<String, PointSample> told = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile Body body;

  Live(Connection connection, List<String> points, LiveListener listener) {
    this.connection = connection;
    this.request = Request.of("GET", "/live").query("points", String.join(",", points)).accept("text/event-stream");
    this.listener = listener;
    this.thread = new Thread(this::run, "millrace-live");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends it; from then on nothing is told, but for what is being told. */
  @Override
  public void close() {
    closed = true;
    Body held = body;
    if (held != null) held.close();
    if (Thread.currentThread() != thread) thread.interrupt();
  }

  private void run() {
    for (int n = 0; !closed; n++) {
      Optional<Duration> retryAfter = Optional.empty();
      long until = System.nanoTime() + OPEN_NANOS;
      try (Connection.Opened opened = connection.open(request, () -> until - System.nanoTime(), () -> SILENCE_NANOS)) {
        body = opened.body();
        if (closed) return;
        tell(() -> listener.open(true));
        Events events = new Events(opened.body());
        for (Events.Event event = events.next(); event != null; event = events.next()) {
          n = 0;
          if (event.kind().equals("samples")) tell(news(event.data()));
        }
      } catch (Connection.Refused refused) {
        retryAfter = refused.retryAfter;
        int status = refused.fault.status();
        boolean isForGood = refused.fault.code().equals(Retry.CERTIFICATE);
        if (isForGood || (status >= 400 && status < 500 && status != 429)) {
          over(refused.fault);
          return;
        }
      } catch (MillraceException.Interrupted thrown) {
        // Close interrupts; whoever else does ends it as well.
        return;
      } catch (IOException thrown) {
        Connection.LOG.log(Level.DEBUG, "live: {0}", thrown.getMessage());
      } catch (JsonException thrown) {
        over(MillraceException.notMillrace(200, "an event that is not its own: " + thrown.getMessage(), thrown));
        return;
      }
      if (closed || Thread.currentThread().isInterrupted()) return;
      tell(() -> listener.open(false));
      if (!pause(Retry.wait(n, retryAfter))) return;
    }
  }

  private boolean pause(Duration wait) {
    try {
      Thread.sleep(Math.min(wait.toMillis(), WAIT_MOST.toMillis()));
      return true;
    } catch (InterruptedException thrown) {
      return false;
    }
  }

  private void over(MillraceException fault) {
    tell(() -> listener.open(false));
    tell(() -> listener.refused(fault));
  }

  /** What of an event was not told yet. */
  private List<PointSample> news(String data) {
    JsonReader json = JsonReader.of(data);
    List<PointSample> fresh = new ArrayList<>();
    for (PointSample sample : json.readList(PointSample::read)) {
      PointSample newest = told.get(sample.point());
      if (sample.equals(newest)) continue;
      if (newest == null || !sample.time().isBefore(newest.time())) told.put(sample.point(), sample);
      fresh.add(sample);
    }
    json.end();
    return fresh;
  }

  private void tell(List<PointSample> fresh) {
    if (!fresh.isEmpty()) tell(() -> listener.samples(fresh));
  }

  /** What a listener throws is its own affair: it is logged, and the stream goes on. */
  private void tell(Runnable run) {
    if (closed) return;
    try {
      run.run();
    } catch (RuntimeException thrown) {
      if (!closed) Connection.LOG.log(Level.WARNING, "a listener of live values threw", thrown);
    }
  }
}

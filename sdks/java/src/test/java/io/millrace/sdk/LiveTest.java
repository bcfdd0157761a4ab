package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;
import static io.millrace.sdk.Tests.thrown;

import io.millrace.sdk.model.PointSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Live values over bad lines. */
final class LiveTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private LiveTest() {}

  private static String event(String... samples) {
    return ": open\n\nevent: samples\ndata: [" + String.join(",", samples) + "]\n\n";
  }

  private static String sample(int second, double value) {
    return "{\"point\":\"p\",\"time\":\"2026-11-01T00:00:0" + second + "Z\",\"value\":" + value
        + ",\"status\":0,\"quality\":\"good\",\"statusName\":\"Good\"}";
  }

  private static double next(LiveValues values) {
    return values.next(LONG).orElseThrow().value().asDouble();
  }

  static void resumesWhatWasCutAndTellsNothingTwice() throws Exception {
    try (Line line = new Line(
        Line.stream(event(sample(1, 1)) + event(sample(2, 2), sample(1, 9))),
        Line.answer(502, "", ""),
        Line.stream(event(sample(2, 2))),
        Line.stream(event(sample(2, 2)) + event(sample(3, 3))))) {
      try (LiveValues values = line.client().points().live(List.of("p"))) {
        equal(List.of(next(values), next(values), next(values)), List.of(1.0, 2.0, 9.0));
        line.cut();
        while (line.seen.size() < 3) Thread.sleep(5);
        line.cut();
        equal(next(values), 3.0);
      }
      holds(line.seen.get(0).startsWith("GET /api/v1/live?points=p "), line.seen.get(0));
    }
  }

  static void endsWhenItIsRefusedForGood() throws Exception {
    try (Line line = new Line(Line.stream(event(sample(1, 1))), Line.answer(401, "", ""))) {
      try (LiveValues values = line.client().points().live(List.of("p"))) {
        equal(next(values), 1.0);
        line.cut();
        for (int i = 0; i < 2; i++) thrown(MillraceException.Unauthenticated.class, () -> values.next(LONG));
      }
    }
  }

  static void endsWhoWaitsWhenItIsClosed() throws Exception {
    try (Line line = new Line(Line.stream(": open\n\n"))) {
      LiveValues values = line.client().points().live(List.of("p"));
      CompletableFuture<List<PointSample>> all = CompletableFuture.supplyAsync(() -> {
        List<PointSample> came = new ArrayList<>();
        values.forEach(came::add);
        return came;
      });
      while (line.seen.isEmpty()) Thread.sleep(5);
      values.close();
      equal(all.get(), List.of());
      equal(values.next(LONG).isPresent(), false);
    }
  }

  static void waitsAsLongAsIsSaid() throws Exception {
    try (Line line = new Line(Line.stream(": open\n\n"))) {
      try (LiveValues values = line.client().points().live(List.of("p"))) {
        equal(values.next(Duration.ofMillis(20)).isPresent(), false);
      }
    }
  }

  static void goesOnWhenAListenerThrows() throws Exception {
    try (Line line = new Line(Line.stream(event(sample(1, 1)) + event(sample(2, 2))))) {
      BlockingQueue<String> told = new LinkedBlockingQueue<>();
      LiveListener listener = new LiveListener() {
        @Override
        public void samples(List<PointSample> samples) {
          told.add("" + samples.get(0).value());
          throw new IllegalStateException("the listener's own");
        }

        @Override
        public void open(boolean isOpen) {
          told.add("open " + isOpen);
        }
      };
      try (Live live = line.client().points().live(List.of("p"), listener)) {
        equal(List.of(told.take(), told.take(), told.take()), List.of("open true", "1.0", "2.0"));
        line.cut();
        equal(told.take(), "open false");
        holds(live != null, "it is open until here");
      }
    }
  }
}

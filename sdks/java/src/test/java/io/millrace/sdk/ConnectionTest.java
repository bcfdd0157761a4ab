package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;
import static io.millrace.sdk.Tests.thrown;

import io.millrace.sdk.json.Json;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Requests over bad lines. */
final class ConnectionTest {
  private static final Request GET = Request.of("GET", "/overview").query("token", "in the query");
  private static final Request POST = Request.of("POST", "/assets").body(Json.object("a", 1));
  private static final String OK = Line.answer(200, "", "{\"ok\":true}");
  private static final String SOON = Line.answer(503, "retry-after: 0\r\n", "busy");

  private ConnectionTest() {}

  private static String problem(int status) {
    return Line.answer(status, "retry-after: 0\r\n", "{\"type\":\"urn:x\",\"title\":\"t\",\"status\":" + status
        + ",\"detail\":\"What.\",\"code\":\"a.b\",\"remedy\":\"Do.\",\"facts\":{\"n\":\"1\"}}");
  }

  static void tellsEachKindByItsClass() throws Exception {
    Object[][] kinds = {
      {400, MillraceException.Invalid.class}, {401, MillraceException.Unauthenticated.class},
      {403, MillraceException.Forbidden.class}, {404, MillraceException.NotFound.class},
      {409, MillraceException.Conflict.class}, {413, MillraceException.Invalid.class},
      {422, MillraceException.Invalid.class}, {500, MillraceException.Other.class}, {302, MillraceException.Other.class},
    };
    for (Object[] kind : kinds) {
      try (Line line = new Line(problem((int) kind[0]))) {
        MillraceException fault = thrown(MillraceException.class, () -> line.client().call(POST));
        equal(fault.getClass(), kind[1]);
        equal(List.of(fault.status(), fault.code(), fault.getMessage(), fault.remedy(), fault.facts().get("n")),
            List.of(kind[0], "a.b", "What.", "Do.", "1"));
        equal(line.seen.size(), 1);
      }
    }
  }

  static void saysWhenSomethingElseAnswers() throws Exception {
    for (String body : new String[] {"<html>", "{\"ok\":", "{} {}", "", "\u0000", "[".repeat(100_000)}) {
      try (Line line = new Line(Line.answer(200, "", body))) {
        MillraceException fault = thrown(MillraceException.Other.class, () -> line.client().call(GET));
        equal(fault.code(), "sdk.not_millrace");
      }
    }
    try (Line line = new Line(Line.answer(404, "", "<html>nginx</html>"))) {
      equal(thrown(MillraceException.NotFound.class, () -> line.client().call(GET)).code(), "sdk.not_millrace");
    }
  }

  static void asksAgainOverBadLines() throws Exception {
    // Cut within the body, so that the JDK's own second try of a GET that met nothing is not counted.
    String torn = "HTTP/1.1 200 x\r\ncontent-length: 99\r\n\r\n{\"ok\":";
    try (Line line = new Line(torn, problem(502), SOON, problem(429), OK)) {
      equal(line.client().call(GET).get("ok").asBoolean(), true);
      equal(line.seen.size(), 5);
      equal(line.seen.get(4).lines().findFirst().orElse(""), "GET /api/v1/overview?token=in%20the%20query HTTP/1.1");
    }
    try (Line line = new Line(problem(502))) {
      equal(thrown(MillraceException.Unavailable.class, () -> line.client().call(GET)).code(), "a.b");
      equal(line.seen.size(), 5);
    }
    try (Line line = new Line(Line.CUT, OK)) {
      equal(line.client().call(GET).get("ok").asBoolean(), true);
    }
  }

  static void neverSendsAPostTwiceByItself() throws Exception {
    try (Line line = new Line(Line.CUT, OK)) {
      equal(thrown(MillraceException.Unreachable.class, () -> line.client().call(POST)).status(), 0);
      equal(line.seen.size(), 1);
    }
    try (Line line = new Line(Line.CUT, SOON, OK)) {
      equal(line.client().call(POST.once()).get("ok").asBoolean(), true);
      equal(line.seen.size(), 3);
      holds(line.seen.get(2).endsWith("{\"a\":1}"), line.seen.get(2));
    }
    try (Line line = new Line(SOON, OK)) {
      equal(line.client().call(POST).get("ok").asBoolean(), true);
    }
  }

  static void givesEachWriteOneId() throws Exception {
    try (Line line = new Line(Line.CUT, problem(404))) {
      thrown(MillraceException.NotFound.class, () -> line.client().writes().write("p", 1, "why"));
      String first = line.seen.get(0).substring(line.seen.get(0).indexOf("{"));
      equal(line.seen.get(1).substring(line.seen.get(1).indexOf("{")), first);
      holds(first.contains("\"id\":\""), first);
    }
  }

  static void waitsNoLongerThanTheDeadline() throws Exception {
    for (String answer : new String[] {Line.SILENCE, Line.answer(503, "retry-after: 25\r\n", ""),
      "HTTP/1.1 200 x\r\ncontent-length: 99\r\n\r\n{\"ok\":" + Line.SILENCE}) {
      try (Line line = new Line(answer)) {
        Millrace hurried = line.client().within(Duration.ofMillis(200));
        equal(thrown(MillraceException.Unreachable.class, () -> hurried.call(GET)).code(), "sdk.deadline");
        // A slow machine may not have seen it yet.
        holds(line.seen.size() <= 1, "it asks once");
      }
    }
  }

  static void endsByAnInterrupt() throws Exception {
    for (String answer : new String[] {Line.SILENCE, Line.answer(503, "retry-after: 25\r\n", ""),
      "HTTP/1.1 200 x\r\ncontent-length: 99\r\n\r\n{\"ok\":" + Line.SILENCE}) {
      try (Line line = new Line(answer)) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
          try {
            line.client().call(GET);
            ended.complete(false);
          } catch (MillraceException.Interrupted fault) {
            ended.complete(Thread.currentThread().isInterrupted());
          } catch (RuntimeException thrown) {
            ended.completeExceptionally(thrown);
          }
        });
        thread.start();
        while (line.seen.isEmpty()) Thread.onSpinWait();
        thread.interrupt();
        equal(ended.get(), true);
      }
    }
  }

  static void servesManyThreads() throws Exception {
    try (Line line = new Line(OK)) {
      Millrace client = line.client();
      CountDownLatch begun = new CountDownLatch(1);
      List<CompletableFuture<Json>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++)
        answers.add(CompletableFuture.supplyAsync(() -> {
          try {
            begun.await();
          } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
          }
          return client.call(GET);
        }, (run) -> new Thread(run).start()));
      begun.countDown();
      for (CompletableFuture<Json> answer : answers) equal(answer.get().get("ok").asBoolean(), true);
    }
  }

  static void streamsWhatIsTooLongForTheMemory() throws Exception {
    try (Line line = new Line(Line.answer(200, "", "x".repeat(3_000_000)))) {
      try (InputStream stream = line.client().stream(Request.of("GET", "/history/export").accept("text/csv"))) {
        equal(stream.readAllBytes().length, 3_000_000);
      }
      holds(line.seen.get(0).contains("text/csv"), line.seen.get(0));
    }
  }

  static void tellsNoSecret() throws Exception {
    List<String> told = new ArrayList<>();
    Logger logger = Logger.getLogger("io.millrace.sdk");
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord record) {
        told.add(new SimpleFormatter().format(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    handler.setLevel(Level.ALL);
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try (Line line = new Line(problem(502), problem(401))) {
      MillraceException fault = thrown(MillraceException.Unauthenticated.class, () -> line.client().call(GET));
      told.add(fault.toString());
      holds(line.seen.get(0).contains("Bearer mrk_secret-of-the-test"), "the key is sent");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(Level.OFF);
    }
    holds(told.size() > 2, "it tells something");
    holds(told.toString().contains("GET /overview"), told.toString());
    for (String secret : new String[] {"mrk_", "in the query", "Bearer"})
      holds(!told.toString().contains(secret), told.toString());
    String broken = "mrk_secret\nof the test";
    String says = thrown(IllegalArgumentException.class, () -> Millrace.connect("http://x", broken)).getMessage();
    holds(!says.contains("secret"), says);
  }

  static void refusesAddressesThatAreNone() {
    for (String address : new String[] {"", "plant", "ftp://x", "http://", "http://u:p@x", "http://x?a=b", "file:///etc"})
      thrown(IllegalArgumentException.class, () -> Millrace.connect(address, null));
    thrown(MillraceException.Unreachable.class, () -> Millrace.connect("http://127.0.0.1:1", null).call(POST));
  }

  static void signsInByAPersonElsewhere() throws Exception {
    String code = "{\"device_code\":\"d\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"http://x/device\","
        + "\"verification_uri_complete\":\"http://x/device?code=ABCD-EFGH\",\"expires_in\":600,\"interval\":0}";
    String pending = Line.answer(400, "", "{\"error\":\"authorization_pending\"}");
    try (Line line = new Line(Line.answer(200, "", code), pending, Line.CUT,
        Line.answer(200, "", "{\"access_token\":\"mrs_token\",\"token_type\":\"Bearer\"}"), OK)) {
      List<DevicePrompt> shown = new ArrayList<>();
      Millrace client = Millrace.signIn(line.address(), "A test", shown::add);
      equal(shown, List.of(new DevicePrompt("ABCD-EFGH", "http://x/device", "http://x/device?code=ABCD-EFGH",
          Duration.ofMinutes(10))));
      client.call(GET);
      holds(line.seen.get(4).contains("Bearer mrs_token"), "the token is sent");
      holds(line.seen.get(0).endsWith("{\"client_name\":\"A test\"}"), line.seen.get(0));
    }
    try (Line line = new Line(Line.answer(200, "", code), Line.answer(400, "", "{\"error\":\"access_denied\"}"))) {
      MillraceException fault =
          thrown(MillraceException.Invalid.class, () -> Millrace.signIn(line.address(), "A test", (prompt) -> {}));
      equal(fault.code(), "sdk.device_access_denied");
    }
  }
}

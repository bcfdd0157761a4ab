package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;
import static io.millrace.sdk.Tests.thrown;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonException;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import io.millrace.sdk.model.AssetQuery;
import io.millrace.sdk.model.AssetRequest;
import io.millrace.sdk.model.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Records of the API, columns, lists, events, ids. */
final class ModelTest {
  private ModelTest() {}

  private static final String POINT =
      "{\"id\":\"p\",\"name\":\"n\",\"assetId\":\"a\",\"path\":[\"x\",\"y\"],\"type\":\"int64\",\"writable\":true,"
          + "\"latest\":{\"time\":\"2026-11-01T00:00:00.000001Z\",\"value\":null,\"status\":2147483648,\"quality\":\"bad\","
          + "\"statusName\":\"Bad\"}}";

  static void readsWhatANewerPlatformSays() {
    Point point = Point.read(JsonReader.of(POINT.replace("int64", "int128").replace("{\"id\"", "{\"new\":[{}],\"id\"")));
    equal(point.type().toString(), "int128");
    equal(point.unit(), null);
    equal(point.latest().status(), 2147483648L);
    holds(point.latest().value().isNull(), "a bad value has no number");
    equal(Point.read(JsonReader.of(POINT)).type(), Point.Type.INT64);
    JsonException fault = thrown(JsonException.class, () -> Point.read(JsonReader.of("{\"id\":\"p\"}")));
    equal(fault.getMessage(), "Expected Point with \"name\", saw none");
  }

  static void writesWhatItRead() {
    JsonWriter writer = new JsonWriter();
    Point.read(JsonReader.of(POINT)).write(writer);
    equal(Json.parse(writer.toString()), Json.parse(POINT));
  }

  static void buildsRequests() {
    JsonWriter writer = new JsonWriter();
    AssetRequest.of("Pump").parent("p").level(AssetRequest.Level.SITE).tags(List.of("a", "b")).write(writer);
    equal(writer.toString(), "{\"name\":\"Pump\",\"parent\":\"p\",\"level\":\"site\",\"tags\":[\"a\",\"b\"]}");
    equal(AssetQuery.ALL.search("a b").limit(5).parameters().toString(), "{search=a b, limit=5}");
    equal(Request.of("GET", "/assets/" + Request.segment("../a?b#\u00fc")).toString(), "GET /assets/..%2Fa%3Fb%23%C3%BC");
    equal(Request.segment(".."), "%2E%2E");
    thrown(IllegalArgumentException.class, () -> Request.of("GET", "assets"));
  }

  static void readsHistoryInColumns() {
    Page<History> page = History.read(JsonReader.of("{\"items\":["
        + sample("2026-11-01T00:00:00Z", "4.5", 0)
        + "," + sample("2026-11-01T00:00:00.000001Z", "null", 2147483648L)
        + "," + sample("2026-11-01T00:00:01Z", "true", 0)
        + "," + sample("2026-11-01T00:00:02Z", "\"9007199254740993\"", 0)
        + "," + sample("2026-11-01T00:00:03Z", "\"-Infinity\"", 1073741824L)
        + "],\"truncated\":false,\"next\":\"c\"}"));
    History history = page.items().get(0);
    equal(page.next(), "c");
    long begin = 1_793_491_200_000_000L;
    equal(history.time(), new long[] {begin, begin + 1, begin + 1_000_000, begin + 2_000_000, begin + 3_000_000});
    equal(history.value(), new double[] {4.5, Double.NaN, 1, 9007199254740992d, Double.NEGATIVE_INFINITY});
    equal(history.status(), new int[] {0, Integer.MIN_VALUE, 0, 0, 1073741824});
    equal(history.text()[3], "9007199254740993");
    equal(List.of(history.isGood(0), history.isGood(1), history.isGood(4)), List.of(true, false, false));
    equal(History.joined(List.of(history, history)).length(), 10);
    equal(History.joined(List.of()).length(), 0);
    History whole = new History(new long[2], new double[] {7, 0}, new int[2], new String[] {null, "-9223372036854775808"});
    equal(whole.integers(), new long[] {7, Long.MIN_VALUE});
    thrown(JsonException.class, history::integers);
    thrown(JsonException.class, () -> History.read(JsonReader.of("{\"items\":[{\"value\":1}]}")));
  }

  private static String sample(String time, String value, long status) {
    return "{\"time\":\"" + time + "\",\"value\":" + value + ",\"status\":" + status + ",\"quality\":\"good\",\"statusName\":\"x\"}";
  }

  static void writesRowsForModels() {
    JsonWriter writer = new JsonWriter();
    new ModelInputs().time(new long[] {1, 2}).numbers("q", new double[] {1, Double.NaN}, new int[] {0, Integer.MIN_VALUE})
        .parameter("k", 2).write(writer);
    equal(writer.toString(), "{\"rows\":{\"time\":[1,2],\"inputs\":{\"q\":{\"values\":[1.0,null],\"status\":[0,2147483648]}}},"
        + "\"parameters\":{\"k\":2.0}}");
  }

  static void asksForNoPageTooMany() {
    StringBuilder asked = new StringBuilder();
    Items<Integer> items = new Items<>((cursor) -> {
      asked.append(cursor).append(' ');
      int page = cursor == null ? 0 : Integer.parseInt(cursor);
      List<Integer> held = page == 1 ? List.of() : List.of(page * 2, page * 2 + 1);
      return new Page<>(held, page == 2 ? null : "" + (page + 1), null);
    });
    equal(items.stream().limit(2).toList(), List.of(0, 1));
    equal(asked.toString(), "null ");
    equal(items.toList(), List.of(0, 1, 4, 5));
    equal(asked.toString(), "null null 1 2 ");
    Iterator<Integer> one = items.iterator();
    for (int i = 0; i < 4; i++) one.next();
    thrown(NoSuchElementException.class, one::next);
  }

  static void readsEvents() throws IOException {
    String text = ": open\n\nevent: samples\ndata: [1,\ndata: 2]\n\nid: 7\rdata:x\r\r\nevent: lost\n\ndata\n\ndata: never ends\n";
    for (int size : new int[] {1, 3, 8_192}) {
      Events events = new Events(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
        @Override
        public synchronized int read(byte[] into, int offset, int length) {
          return super.read(into, offset, Math.min(size, length));
        }
      });
      equal(events.next(), new Events.Event("samples", "[1,\n2]"));
      equal(events.next(), new Events.Event("message", "x"));
      equal(events.next(), new Events.Event("message", ""));
      equal(events.next(), null);
    }
  }

  static void makesIdsInTheirOrder() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = Ids.next();
      holds(id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), id);
      ids.add(id);
    }
    equal(ids.size(), 1_000);
  }
}

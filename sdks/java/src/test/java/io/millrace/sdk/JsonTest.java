package io.millrace.sdk;

import static io.millrace.sdk.Tests.equal;
import static io.millrace.sdk.Tests.holds;
import static io.millrace.sdk.Tests.thrown;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonException;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import io.millrace.sdk.json.Moments;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** The reader and writer of JSON, also against what means harm. */
final class JsonTest {
  private JsonTest() {}

  static void keepsWhatItReads() {
    String text = "{\"a\":[1,-0.5,1e3,true,false,null,\"\u00fc\\\"\\n\"],\"b\":{},\"\":[]}";
    equal(Json.parse(" " + text + "\n").toString(), text);
    equal(Json.parse("\"\\u00fc\\ud83d\\ude00\\/\"").asText(), "\u00fc\ud83d\ude00/");
    equal(Json.parse("{\"x\":[1,{\"y\":\"z\"}]}").get("x").items().get(1).get("y").asText(), "z");
  }

  static void keepsEveryBitOfIntegers() {
    for (long whole : new long[] {0, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 999999999999999999L})
      equal(JsonReader.of(Long.toString(whole)).readLong(), whole);
    equal(JsonReader.of("1.20e2").readLong(), 120L);
    equal(JsonReader.of("0e999999999").readLong(), 0L);
    for (String text : new String[] {"9223372036854775808", "1.5", "1e19", "1e999999999", "1e99999999999", "-1e-999999999"})
      thrown(JsonException.class, () -> JsonReader.of(text).readLong());
  }

  static void keepsEveryBitOfDoubles() {
    Random chance = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = i % 2 == 0 ? Double.longBitsToDouble(chance.nextLong()) : chance.nextInt(2_000_000) / 1e4;
      if (!Double.isFinite(value)) continue;
      JsonWriter writer = new JsonWriter();
      writer.value(value);
      double back = JsonReader.of(writer.toString()).readDouble();
      if (Double.doubleToLongBits(back) != Double.doubleToLongBits(value)) equal(back, value);
    }
    equal(JsonReader.of("-0").readDouble(), -0.0);
    equal(JsonReader.of("9007199254740993").readDouble(), 9007199254740993d);
    equal(JsonReader.of("123456789012345678901234567890.5").readDouble(), 123456789012345678901234567890.5);
    equal(JsonReader.of("1e-400").readDouble(), 0.0);
    thrown(JsonException.class, () -> JsonReader.of("1e400").readDouble());
    thrown(JsonException.class, () -> new JsonWriter().value(Double.NaN));
  }

  static void refusesWhatIsNoJson() {
    String[] broken = {
      "", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}",
      "nul", "nulll", "True", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "--1", "\"", "\"\\", "\"\\u12",
      "\"\\u12g4\"", "\"\\x\"", "\"a\nb\"", "\"a\tb\"", "[1]]", "1 1", "// c\n1", "{\"a\":1 \"b\":2}", "[1}", "{\"a\":1]",
      "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\ud800\\ud800\"", "\ufeff1", "{\"a\":1,\"a\":2}", "\u00a01",
    };
    for (String text : broken) {
      JsonException fault = thrown(JsonException.class, () -> Json.parse(text));
      holds(fault.getMessage().length() > 10, text + " says " + fault.getMessage());
    }
    int[][] bytes = {{0xff}, {'"', 0xff, '"'}, {'"', 0xc0, 0x80, '"'}, {'"', 0xed, 0xa0, 0x80, '"'}, {'"', 0xe2, 0x82, '"'}, {0}};
    for (int[] text : bytes) thrown(JsonException.class, () -> tree(text));
  }

  static void refusesWhatIsTooMuch() {
    thrown(JsonException.class, () -> Json.parse("[".repeat(1_000_000)));
    thrown(JsonException.class, () -> Json.parse("{\"a\":".repeat(1_000_000)));
    thrown(JsonException.class, () -> {
      JsonReader reader = JsonReader.of("[".repeat(1_000_000));
      reader.skip();
    });
    thrown(JsonException.class, () -> Json.parse("1".repeat(2_000_000)));
    thrown(JsonException.class, () -> Json.parse("1e" + "9".repeat(2_000)));
    thrown(JsonException.class, () -> new JsonReader(new Endless('"', 'a')).readText());
    int most = JsonReader.DEPTH;
    equal(Json.parse("[".repeat(most) + "]".repeat(most)).toString().length(), 2 * most);
  }

  static void refusesHalfOfASurrogatePairToWrite() {
    thrown(JsonException.class, () -> new JsonWriter().value("\ud800"));
    thrown(JsonException.class, () -> new JsonWriter().value("\udc00\ud800"));
    equal(Json.of("\ud83d\ude00\u0000\u001f").toString(), "\"\ud83d\ude00\\u0000\\u001f\"");
  }

  static void tellsTheSameAtEveryCut() {
    String text = "{\"name\":\"W\u00e4rme\\n\",\"list\":[1.25e3,-17,true,null,{\"deep\":[[]]}]}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < bytes.length; cut++) {
      byte[] part = Arrays.copyOf(bytes, cut);
      thrown(JsonException.class, () -> {
        JsonReader reader = JsonReader.of(part);
        reader.readTree();
        reader.end();
      });
    }
    equal(new JsonReader(new Drops(bytes)).readTree(), Json.parse(text));
    String wide = "[" + "{\"some name\":\"some text\",\"number\":12345.678},".repeat(5_000) + "0]";
    equal(new JsonReader(new Drops(wide.getBytes(StandardCharsets.UTF_8))).readTree(), Json.parse(wide));
  }

  static void passesOverWhatIsNotKnown() {
    JsonReader reader = JsonReader.of("{\"x\":{\"a\":[1,{\"b\":[[],{}]}],\"c\":\"\\\"\"},\"y\":2}");
    reader.beginObject();
    equal(reader.nextName(), "x");
    reader.skip();
    equal(reader.nextName(), "y");
    equal(reader.readLong(), 2L);
    equal(reader.nextName(), null);
    reader.end();
    JsonReader broken = JsonReader.of("{\"x\":[1,}");
    broken.beginObject();
    broken.nextName();
    thrown(JsonException.class, broken::skip);
  }

  static void neverOverflowsNorHangsOnNoise() {
    Random chance = new Random(11);
    String signs = "{}[]\",:\\u0189-+.eE tfn\n\ud83d\u00e9";
    for (int i = 0; i < 6_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int n = chance.nextInt(40); n >= 0; n--) noise.append(signs.charAt(chance.nextInt(signs.length())));
      byte[] bytes = noise.toString().getBytes(StandardCharsets.UTF_16BE);
      for (byte[] text : new byte[][] {bytes, noise.toString().getBytes(StandardCharsets.UTF_8)}) {
        try {
          JsonReader reader = JsonReader.of(text);
          Json value = reader.readTree();
          reader.end();
          equal(Json.parse(value.toString()), value);
        } catch (JsonException refused) {
          // What else it may throw fails.
        }
      }
    }
  }

  static void readsMoments() {
    for (String text : new String[] {"2026-11-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2024-02-29T12:34:56.7Z",
      "2026-11-23T08:00:00+08:00", "0001-01-01T00:00:00.000001Z"}) {
      long micros = JsonReader.of("\"" + text + "\"").readMicros();
      equal(Moments.of(micros), Instant.parse(text));
      equal(Moments.micros(Instant.parse(text)), micros);
    }
    for (String text : new String[] {"2026-11-01", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-01T25:00:00Z", "", "x",
      "2026-11-01T00:00:00.12x4Z"})
      thrown(JsonException.class, () -> JsonReader.of("\"" + text + "\"").readMicros());
  }

  static void makesTreesOfWhatJavaHas() {
    Json made = Json.object("a", 1, "b", null, "c", java.util.List.of(1.5, "x", true), "d", Map.of("e", 2L));
    equal(made.toString(), "{\"a\":1,\"b\":null,\"c\":[1.5,\"x\",true],\"d\":{\"e\":2}}");
    thrown(JsonException.class, () -> Json.from(new Object()));
    equal(Json.of("-9223372036854775808").asLong(), Long.MIN_VALUE);
    holds(Double.isNaN(Json.of("NaN").asDouble()), "NaN as text is NaN");
  }

  private static Json tree(int[] text) {
    byte[] bytes = new byte[text.length];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) text[i];
    JsonReader reader = JsonReader.of(bytes);
    Json value = reader.readTree();
    reader.end();
    return value;
  }

  /** A byte at a time. */
  private static final class Drops extends ByteArrayInputStream {
    Drops(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(1, length));
    }
  }

  /** One byte, then another without end. */
  private static final class Endless extends InputStream {
    private final char first;
    private final char rest;
    private boolean begun;

    Endless(char first, char rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public int read() {
      char next = begun ? rest : first;
      begun = true;
      return next;
    }
  }
}

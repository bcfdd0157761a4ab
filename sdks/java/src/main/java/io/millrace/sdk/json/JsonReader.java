package io.millrace.sdk.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads JSON (RFC 8259) value by value from bytes, without a tree of it. Strict: UTF-8 alone, no comments, no commas too
 * many, no name twice in a tree, no half of a surrogate pair; nesting to {@value #DEPTH}. Whole numbers are exact to 64
 * bits, doubles to the last bit. Not for several threads at once.
 */
public final class JsonReader {
  /** How deep objects and arrays may nest. */
  public static final int DEPTH = 128;

  private final Utf8Scanner scan;
  /** For each open object or array whether a value came already. */
  private final boolean[] begun = new boolean[DEPTH + 1];
  private int depth;

  /**
   * Reads from a stream, which it does not close.
   *
   * @param from bytes in UTF-8
   */
  public JsonReader(InputStream from) {
    this.scan = new Utf8Scanner(from);
  }

  /**
   * Reads one value from text.
   *
   * @param text JSON
   * @return a reader at its beginning
   */
  public static JsonReader of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one value from bytes.
   *
   * @param bytes JSON in UTF-8
   * @return a reader at its beginning
   */
  public static JsonReader of(byte[] bytes) {
    return new JsonReader(new ByteArrayInputStream(bytes));
  }

  /** What comes next. */
  public enum Kind {
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY,
    /** Text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** true or false. */
    BOOLEAN,
    /** null. */
    NULL
  }

  /**
   * Which kind of value comes next; it is not read yet.
   *
   * @return its kind
   */
  public Kind peek() {
    int next = scan.peekPastSpace();
    return switch (next) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.TEXT;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      default -> {
        if (next == '-' || (next >= '0' && next <= '9')) yield Kind.NUMBER;
        throw scan.unexpected("a value", next);
      }
    };
  }

  /** Enters an object. */
  public void beginObject() {
    enter('{', "an object");
  }

  /**
   * The next name of the object that is open; leaves the object at its end.
   *
   * @return the name, or null at the end
   */
  public String nextName() {
    if (!another('}', "a comma or }")) return null;
    if (scan.peekPastSpace() != '"') throw scan.unexpected("a name", scan.peekPastSpace());
    String name = scan.text(true);
    scan.expect(':', "a colon");
    return name;
  }

  /** Enters an array. */
  public void beginArray() {
    enter('[', "an array");
  }

  /**
   * Whether the array that is open has another value; leaves the array at its end.
   *
   * @return false at the end
   */
  public boolean hasNext() {
    return another(']', "a comma or ]");
  }

  /**
   * Passes null over, if it comes.
   *
   * @return true where null came
   */
  public boolean isNull() {
    if (scan.peekPastSpace() != 'n') return false;
    scan.word("null");
    return true;
  }

  /**
   * Text.
   *
   * @return what it says
   */
  public String readText() {
    if (scan.peekPastSpace() != '"') throw scan.unexpected("text", scan.peekPastSpace());
    return scan.text(false);
  }

  /**
   * true or false.
   *
   * @return which
   */
  public boolean readBoolean() {
    int next = scan.peekPastSpace();
    if (next != 't' && next != 'f') throw scan.unexpected("true or false", next);
    scan.word(next == 't' ? "true" : "false");
    return next == 't';
  }

  /**
   * A number, to the last bit.
   *
   * @return the double nearest to it
   */
  public double readDouble() {
    scan.number();
    return scan.numberAsDouble();
  }

  /**
   * A whole number, exactly; 1e3 and 1.0 are whole, too.
   *
   * @return the number
   */
  public long readLong() {
    scan.number();
    return scan.numberAsLong();
  }

  /**
   * A number as it is written.
   *
   * @return its characters
   */
  public String readNumber() {
    scan.number();
    return scan.numberText();
  }

  /**
   * A moment, as ISO 8601 in text.
   *
   * @return the moment
   */
  public Instant readInstant() {
    String text = readText();
    try {
      return Instant.parse(text);
    } catch (DateTimeException thrown) {
      throw new JsonException("Expected a moment as ISO 8601, saw \"" + shortened(text) + "\"", scan.at());
    }
  }

  /**
   * A moment, as ISO 8601 in text, in the quickest way.
   *
   * @return µs since 1970-01-01 UTC; parts of a microsecond are cut
   */
  public long readMicros() {
    if (scan.peekPastSpace() != '"') throw scan.unexpected("a moment", scan.peekPastSpace());
    String text = scan.text(false);
    long micros = Moments.micros(text);
    if (micros == Long.MIN_VALUE)
      throw new JsonException("Expected a moment as ISO 8601, saw \"" + shortened(text) + "\"", scan.at());
    return micros;
  }

  /**
   * A list, in which null stays null.
   *
   * @param <T> what it holds
   * @param one reads one of it
   * @return the list, which cannot be changed
   */
  public <T> List<T> readList(Function<JsonReader, T> one) {
    List<T> list = new ArrayList<>();
    beginArray();
    while (hasNext()) list.add(isNull() ? null : one.apply(this));
    return Collections.unmodifiableList(list);
  }

  /**
   * A map by name, in the order it came, in which null stays null.
   *
   * @param <T> what it holds
   * @param one reads one of it
   * @return the map, which cannot be changed
   */
  public <T> Map<String, T> readMap(Function<JsonReader, T> one) {
    Map<String, T> map = new LinkedHashMap<>();
    beginObject();
    for (String name = nextName(); name != null; name = nextName()) {
      if (map.containsKey(name)) throw new JsonException("Saw the name \"" + shortened(name) + "\" twice", scan.at());
      map.put(name, isNull() ? null : one.apply(this));
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * A column of whole numbers.
   *
   * @return the numbers
   */
  public long[] readLongs() {
    long[] column = new long[16];
    int length = 0;
    beginArray();
    while (hasNext()) {
      if (length == column.length) column = Arrays.copyOf(column, length * 2);
      column[length++] = readLong();
    }
    return Arrays.copyOf(column, length);
  }

  /**
   * A column of numbers.
   *
   * @return the numbers; NaN where null stands
   */
  public double[] readDoubles() {
    double[] column = new double[16];
    int length = 0;
    beginArray();
    while (hasNext()) {
      if (length == column.length) column = Arrays.copyOf(column, length * 2);
      column[length++] = isNull() ? Double.NaN : readDouble();
    }
    return Arrays.copyOf(column, length);
  }

  /**
   * Any value, as a tree.
   *
   * @return the value
   */
  public Json readTree() {
    return switch (peek()) {
      case OBJECT -> new Json.Obj(readMembers());
      case ARRAY -> {
        List<Json> items = new ArrayList<>();
        beginArray();
        while (hasNext()) items.add(readTree());
        yield new Json.Arr(items);
      }
      case TEXT -> new Json.Text(readText());
      case NUMBER -> new Json.Num(readNumber());
      case BOOLEAN -> Json.of(readBoolean());
      case NULL -> {
        isNull();
        yield Json.NULL;
      }
    };
  }

  /** Values by name, in which null is a value, too. */
  private Map<String, Json> readMembers() {
    Map<String, Json> members = new LinkedHashMap<>();
    beginObject();
    for (String name = nextName(); name != null; name = nextName())
      if (members.put(name, readTree()) != null)
        throw new JsonException("Saw the name \"" + shortened(name) + "\" twice", scan.at());
    return members;
  }

  /** Passes the next value over, whatever it is; it is held to be JSON all the same. */
  public void skip() {
    int outer = depth;
    // Whether each open one is an object.
    boolean[] objects = new boolean[DEPTH + 1];
    do {
      if (depth > outer) {
        if (objects[depth]) {
          if (nextName() == null) continue;
        } else if (!hasNext()) continue;
      }
      switch (peek()) {
        case OBJECT -> {
          beginObject();
          objects[depth] = true;
        }
        case ARRAY -> {
          beginArray();
          objects[depth] = false;
        }
        case TEXT -> scan.text(false);
        case NUMBER -> scan.number();
        case BOOLEAN -> readBoolean();
        case NULL -> isNull();
        default -> throw new IllegalStateException();
      }
    } while (depth > outer);
  }

  /** Holds that nothing but white space follows. */
  public void end() {
    int next = scan.peekPastSpace();
    if (next >= 0) throw scan.unexpected("the end", next);
  }

  /**
   * Holds that an object has what it must have.
   *
   * @param <T> of the value
   * @param of what was read
   * @param name of what it must have
   * @param value what came, or null
   * @return the value
   */
  public static <T> T required(String of, String name, T value) {
    if (value == null) throw new JsonException("Expected " + of + " with \"" + name + "\", saw none", -1);
    return value;
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private void enter(char open, String what) {
    int next = scan.peekPastSpace();
    if (next != open) throw scan.unexpected(what, next);
    if (depth == DEPTH) throw new JsonException("Expected nesting to " + DEPTH + " levels, saw more", scan.at());
    scan.take();
    begun[++depth] = false;
  }

  private boolean another(char close, String expected) {
    if (depth == 0) throw new IllegalStateException("no object or array is open");
    int next = scan.peekPastSpace();
    if (next == close) {
      scan.take();
      depth--;
      return false;
    }
    if (begun[depth]) {
      if (next != ',') throw scan.unexpected(expected, next);
      scan.take();
    }
    begun[depth] = true;
    return true;
  }
}

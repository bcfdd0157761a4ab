package io.millrace.sdk.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes one value of JSON; commas come by themselves. Not for several threads at once. */
public final class JsonWriter {
  private final StringBuilder text = new StringBuilder(256);
  private boolean comma;

  /** An empty writer. */
  public JsonWriter() {}

  /** Opens an object. */
  public void beginObject() {
    before().append('{');
    comma = false;
  }

  /** Closes an object. */
  public void endObject() {
    text.append('}');
    comma = true;
  }

  /** Opens an array. */
  public void beginArray() {
    before().append('[');
    comma = false;
  }

  /** Closes an array. */
  public void endArray() {
    text.append(']');
    comma = true;
  }

  /**
   * The name of the next value of an object.
   *
   * @param name the name
   */
  public void name(String name) {
    value(name);
    text.append(':');
    comma = false;
  }

  /** Writes null. */
  public void nothing() {
    before().append("null");
    comma = true;
  }

  /**
   * Writes text.
   *
   * @param value the text; null is written as null
   */
  public void value(String value) {
    if (value == null) {
      nothing();
      return;
    }
    before().append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20) text.append(String.format("\\u%04x", (int) c));
          else if (Character.isSurrogate(c)) {
            if (!Character.isHighSurrogate(c)
                || i + 1 == value.length()
                || !Character.isLowSurrogate(value.charAt(i + 1)))
              throw new JsonException("Expected a pair of surrogates, saw a lone one", -1);
            text.append(c).append(value.charAt(++i));
          } else text.append(c);
        }
      }
    }
    text.append('"');
    comma = true;
  }

  /**
   * Writes a whole number.
   *
   * @param value the number
   */
  public void value(long value) {
    before().append(value);
    comma = true;
  }

  /**
   * Writes a number so that it is read back to the last bit.
   *
   * @param value the number, which is finite
   */
  public void value(double value) {
    if (!Double.isFinite(value)) throw new JsonException("Expected a finite number, saw " + value, -1);
    before().append(value);
    comma = true;
  }

  /**
   * Writes true or false.
   *
   * @param value which
   */
  public void value(boolean value) {
    before().append(value);
    comma = true;
  }

  /**
   * Writes a moment as ISO 8601; parts of a microsecond are cut.
   *
   * @param value the moment; null is written as null
   */
  public void value(Instant value) {
    value(value == null ? null : value.truncatedTo(ChronoUnit.MICROS).toString());
  }

  /**
   * Writes a column of whole numbers.
   *
   * @param column the numbers
   */
  public void value(long[] column) {
    beginArray();
    for (long value : column) value(value);
    endArray();
  }

  /**
   * Writes a column of numbers.
   *
   * @param column the numbers; NaN is written as null
   */
  public void value(double[] column) {
    beginArray();
    for (double value : column)
      if (Double.isNaN(value)) nothing();
      else value(value);
    endArray();
  }

  /**
   * Writes a list.
   *
   * @param <T> what it holds
   * @param list the list
   * @param one writes one of it
   */
  public <T> void list(Iterable<T> list, BiConsumer<JsonWriter, T> one) {
    beginArray();
    for (T item : list)
      if (item == null) nothing();
      else one.accept(this, item);
    endArray();
  }

  /**
   * Writes a map as an object.
   *
   * @param <T> what it holds
   * @param map values by name
   * @param one writes one of it
   */
  public <T> void map(Map<String, T> map, BiConsumer<JsonWriter, T> one) {
    beginObject();
    map.forEach((name, item) -> {
      name(name);
      if (item == null) nothing();
      else one.accept(this, item);
    });
    endObject();
  }

  /**
   * Writes a tree.
   *
   * @param tree the value
   */
  public void value(Json tree) {
    if (tree instanceof Json.Obj object) map(object.members(), JsonWriter::value);
    else if (tree instanceof Json.Arr array) list(array.items(), JsonWriter::value);
    else if (tree instanceof Json.Text written) value(written.value());
    else {
      before().append(tree);
      comma = true;
    }
  }

  /**
   * What was written, as bytes.
   *
   * @return JSON in UTF-8
   */
  public byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What was written. */
  @Override
  public String toString() {
    return text.toString();
  }

  private StringBuilder before() {
    if (comma) text.append(',');
    return text;
  }
}

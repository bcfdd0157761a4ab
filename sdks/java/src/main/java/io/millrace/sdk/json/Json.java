package io.millrace.sdk.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A value of JSON as a tree, which cannot be changed; {@link Object#toString()} gives its text. */
public sealed interface Json {
  /** null. */
  Json NULL = new Null();

  /**
   * An object, in the order of its names.
   *
   * @param members values by name
   */
  record Obj(Map<String, Json> members) implements Json {
    /**
     * An object.
     *
     * @param members values by name, which are copied
     */
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String toString() {
      return text(this);
    }
  }

  /**
   * An array.
   *
   * @param items values in their order
   */
  record Arr(List<Json> items) implements Json {
    /**
     * An array.
     *
     * @param items values in their order, which are copied
     */
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return text(this);
    }
  }

  /**
   * Text.
   *
   * @param value what it says
   */
  record Text(String value) implements Json {
    /**
     * Text.
     *
     * @param value what it says; not null
     */
    public Text {
      Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
      return text(this);
    }
  }

  /**
   * A number, as it is written: no digit is lost.
   *
   * @param digits its characters
   */
  record Num(String digits) implements Json {
    /**
     * A number.
     *
     * @param digits as JSON writes it
     */
    public Num {
      JsonReader reader = JsonReader.of(digits);
      reader.readNumber();
      reader.end();
    }

    @Override
    public String toString() {
      return digits;
    }
  }

  /**
   * true or false.
   *
   * @param value which
   */
  record Bool(boolean value) implements Json {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** null; there is one, {@link Json#NULL}. */
  record Null() implements Json {
    @Override
    public String toString() {
      return "null";
    }
  }

  /**
   * Reads one value, and nothing behind it.
   *
   * @param text JSON
   * @return the value
   */
  static Json parse(String text) {
    JsonReader reader = JsonReader.of(text);
    Json value = reader.readTree();
    reader.end();
    return value;
  }

  /**
   * Text, or null.
   *
   * @param value what it says; null is {@link #NULL}
   * @return the value
   */
  static Json of(String value) {
    return value == null ? NULL : new Text(value);
  }

  /**
   * A whole number.
   *
   * @param value the number
   * @return the value
   */
  static Json of(long value) {
    return new Num(Long.toString(value));
  }

  /**
   * A number that is finite.
   *
   * @param value the number
   * @return the value
   */
  static Json of(double value) {
    if (!Double.isFinite(value)) throw new JsonException("Expected a finite number, saw " + value, -1);
    return new Num(Double.toString(value));
  }

  /**
   * true or false.
   *
   * @param value which
   * @return the value
   */
  static Json of(boolean value) {
    return new Bool(value);
  }

  /**
   * Whatever Java has for JSON: null, text, numbers, booleans, lists, maps, trees.
   *
   * @param value the value
   * @return its tree
   */
  static Json from(Object value) {
    if (value == null) return NULL;
    if (value instanceof Json tree) return tree;
    if (value instanceof CharSequence text) return of(text.toString());
    if (value instanceof Boolean is) return of(is.booleanValue());
    if (value instanceof Double || value instanceof Float) return of(((Number) value).doubleValue());
    if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)
      return of(((Number) value).longValue());
    if (value instanceof java.math.BigInteger || value instanceof BigDecimal) return new Num(value.toString());
    if (value instanceof Iterable<?> items) {
      var list = new java.util.ArrayList<Json>();
      for (Object item : items) list.add(from(item));
      return new Arr(list);
    }
    if (value instanceof Map<?, ?> map) {
      var members = new LinkedHashMap<String, Json>();
      map.forEach((name, item) -> members.put(String.valueOf(name), from(item)));
      return new Obj(members);
    }
    throw new JsonException("Expected a value of JSON, saw a " + value.getClass().getName(), -1);
  }

  /**
   * An object of names and values in turn.
   *
   * @param namesAndValues name, value, name, value …; values as {@link #from} takes them
   * @return the object
   */
  static Obj object(Object... namesAndValues) {
    var members = new LinkedHashMap<String, Json>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      members.put((String) namesAndValues[i], from(namesAndValues[i + 1]));
    return new Obj(members);
  }

  /**
   * A member of an object.
   *
   * @param name its name
   * @return its value; {@link #NULL} where there is none, or this is no object
   */
  default Json get(String name) {
    return this instanceof Obj object ? object.members().getOrDefault(name, NULL) : NULL;
  }

  /**
   * Whether it is null.
   *
   * @return true where it is
   */
  default boolean isNull() {
    return this instanceof Null;
  }

  /**
   * The items of an array.
   *
   * @return its items
   */
  default List<Json> items() {
    if (this instanceof Arr array) return array.items();
    throw new JsonException("Expected an array, saw " + JsonReader.shortened(toString()), -1);
  }

  /**
   * What a text says.
   *
   * @return the text
   */
  default String asText() {
    if (this instanceof Text text) return text.value();
    throw new JsonException("Expected text, saw " + JsonReader.shortened(toString()), -1);
  }

  /**
   * A number; the platform sends NaN and infinities, and whole numbers beyond 2^53, as text.
   *
   * @return the double nearest to it
   */
  default double asDouble() {
    if (this instanceof Num number) return JsonReader.of(number.digits()).readDouble();
    if (this instanceof Text text) {
      switch (text.value()) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default:
          if (text.value().matches("-?[0-9]{1,19}")) return Double.parseDouble(text.value());
      }
    }
    throw new JsonException("Expected a number, saw " + JsonReader.shortened(toString()), -1);
  }

  /**
   * A whole number, exactly; the platform sends those beyond 2^53 as text of digits.
   *
   * @return the number
   */
  default long asLong() {
    if (this instanceof Num number) return JsonReader.of(number.digits()).readLong();
    if (this instanceof Text text && text.value().matches("-?(0|[1-9][0-9]{0,18})"))
      return JsonReader.of(text.value()).readLong();
    throw new JsonException("Expected a whole number, saw " + JsonReader.shortened(toString()), -1);
  }

  /**
   * true or false.
   *
   * @return which
   */
  default boolean asBoolean() {
    if (this instanceof Bool is) return is.value();
    throw new JsonException("Expected true or false, saw " + JsonReader.shortened(toString()), -1);
  }

  private static String text(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.toString();
  }
}

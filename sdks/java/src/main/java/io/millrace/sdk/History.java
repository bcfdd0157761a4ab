package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.Moments;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of a point in columns of equal length, the oldest first. The columns are the record's own: who changes them
 * changes it.
 *
 * @param time µs since 1970-01-01 UTC
 * @param value the number; NaN where there is none; true is 1, false is 0; whole numbers beyond 2^53 are the nearest
 *     double, and exact in {@code text}
 * @param status OPC UA StatusCode, 32 bits without a sign: {@link Integer#toUnsignedLong}
 * @param text what came as text, else null: values of text points, whole numbers beyond 2^53, NaN and infinities; the
 *     whole column is null where nothing did
 */
public record History(long[] time, double[] value, int[] status, String[] text) {
  /**
   * How many samples it holds.
   *
   * @return the length of each column
   */
  public int length() {
    return time.length;
  }

  /**
   * When a sample was measured.
   *
   * @param row its place
   * @return the moment
   */
  public Instant at(int row) {
    return Moments.of(time[row]);
  }

  /**
   * Whether a value may be used without a thought (OPC UA Part 4 §7.39: the top bits are 0).
   *
   * @param row its place
   * @return true where it is good
   */
  public boolean isGood(int row) {
    return status[row] >>> 30 == 0;
  }

  /**
   * Whole numbers, exactly, as points of type int64 have them.
   *
   * @return a column of its own
   * @throws io.millrace.sdk.json.JsonException where a value is none
   */
  public long[] integers() {
    long[] whole = new long[length()];
    for (int i = 0; i < whole.length; i++)
      whole[i] = text == null || text[i] == null ? Json.of(value[i]).asLong() : Json.of(text[i]).asLong();
    return whole;
  }

  /** Puts parts after each other. */
  static History joined(List<History> parts) {
    if (parts.size() == 1) return parts.get(0);
    Columns all = new Columns();
    parts.forEach(all::addAll);
    return all.taken();
  }

  /** Reads the samples of a page, without an object each. */
  static Page<History> read(JsonReader json) {
    Columns columns = new Columns();
    String next = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> {
          json.beginArray();
          while (json.hasNext()) columns.readSample(json);
        }
        case "next" -> next = json.readText();
        default -> json.skip();
      }
    }
    return new Page<>(List.of(columns.taken()), next, null);
  }

  private static final class Columns {
    private long[] time = new long[256];
    private double[] value = new double[256];
    private int[] status = new int[256];
    private String[] text;
    private int length;

    void readSample(JsonReader json) {
      grow(1);
      value[length] = Double.NaN;
      boolean timed = false;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        switch (key) {
          case "time" -> {
            time[length] = json.readMicros();
            timed = true;
          }
          case "status" -> status[length] = (int) json.readLong();
          case "value" -> readValue(json);
          default -> json.skip();
        }
      }
      if (!timed) JsonReader.required("Sample", "time", null);
      length++;
    }

    private void readValue(JsonReader json) {
      switch (json.peek()) {
        case NUMBER -> value[length] = json.readDouble();
        case BOOLEAN -> value[length] = json.readBoolean() ? 1 : 0;
        case TEXT -> {
          String says = json.readText();
          if (text == null) text = new String[time.length];
          text[length] = says;
          value[length] = numberOf(says);
        }
        default -> json.skip();
      }
    }

    private static double numberOf(String says) {
      return switch (says) {
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> says.matches("-?[0-9]{1,19}") ? Double.parseDouble(says) : Double.NaN;
      };
    }

    void addAll(History other) {
      grow(other.length());
      System.arraycopy(other.time, 0, time, length, other.length());
      System.arraycopy(other.value, 0, value, length, other.length());
      System.arraycopy(other.status, 0, status, length, other.length());
      if (other.text != null) {
        if (text == null) text = new String[time.length];
        System.arraycopy(other.text, 0, text, length, other.length());
      }
      length += other.length();
    }

    private void grow(int by) {
      if (length + by <= time.length) return;
      int size = Math.max(time.length * 2, length + by);
      time = Arrays.copyOf(time, size);
      value = Arrays.copyOf(value, size);
      status = Arrays.copyOf(status, size);
      if (text != null) text = Arrays.copyOf(text, size);
    }

    History taken() {
      return new History(
          Arrays.copyOf(time, length),
          Arrays.copyOf(value, length),
          Arrays.copyOf(status, length),
          text == null ? null : Arrays.copyOf(text, length));
    }
  }
}

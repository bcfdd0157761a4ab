// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * Sql result.
 *
 * @param columns a list of {@code Column}
 * @param rows a whole number; at least 0
 * @param truncated The limit cut; there are more
 * @param asOf What had arrived by then is in
 * @param data A column each, in the order of columns
 */
public record SqlResult(
    List<Column> columns,
    long rows,
    boolean truncated,
    Instant asOf,
    List<List<Json>> data) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static SqlResult read(JsonReader json) {
    List<Column> theColumns = null;
    Long theRows = null;
    Boolean theTruncated = null;
    Instant theAsOf = null;
    List<List<Json>> theData = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "columns" -> theColumns = json.readList(item -> Column.read(item));
        case "rows" -> theRows = json.readLong();
        case "truncated" -> theTruncated = json.readBoolean();
        case "asOf" -> theAsOf = json.readInstant();
        case "data" -> theData = json.readList(item -> item.readList(items -> items.readTree()));
        default -> json.skip();
      }
    }
    return new SqlResult(
        JsonReader.required("SqlResult", "columns", theColumns),
        JsonReader.required("SqlResult", "rows", theRows),
        JsonReader.required("SqlResult", "truncated", theTruncated),
        JsonReader.required("SqlResult", "asOf", theAsOf),
        JsonReader.required("SqlResult", "data", theData));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("columns");
    json.list(columns, (item, itemOne) -> itemOne.write(item));
    json.name("rows");
    json.value(rows);
    json.name("truncated");
    json.value(truncated);
    json.name("asOf");
    json.value(asOf);
    json.name("data");
    json.list(data, (item, itemOne) -> item.list(itemOne, (items, itemsOne) -> items.value(itemsOne)));
    json.endObject();
  }

  /**
   * Column.
   *
   * @param name text
   * @param type time: ISO 8601 UTC; an int64 beyond 2^53, NaN and infinities are text
   */
  public record Column(
      String name,
      Type type) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Column read(JsonReader json) {
      String theName = null;
      Type theType = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "name" -> theName = json.readText();
          case "type" -> theType = new Type(json.readText());
          default -> json.skip();
        }
      }
      return new Column(
          JsonReader.required("Column", "name", theName),
          JsonReader.required("Column", "type", theType));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("name");
      json.value(name);
      json.name("type");
      json.value(type.value());
      json.endObject();
    }

    /**
     * time: ISO 8601 UTC; an int64 beyond 2^53, NaN and infinities are text. A value that a newer platform adds is kept as it is.
     *
     * @param value as the platform says it
     */
    public record Type(String value) {
      /** {@code boolean}. */
      public static final Type BOOLEAN = new Type("boolean");

      /** {@code int64}. */
      public static final Type INT64 = new Type("int64");

      /** {@code double}. */
      public static final Type DOUBLE = new Type("double");

      /** {@code time}. */
      public static final Type TIME = new Type("time");

      /** {@code date}. */
      public static final Type DATE = new Type("date");

      /** {@code text}. */
      public static final Type TEXT = new Type("text");

      @Override
      public String toString() {
        return value;
      }
    }
  }
}

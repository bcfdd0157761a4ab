// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Point.
 *
 * @param id text
 * @param name text
 * @param assetId text
 * @param path Names from the top of the tree down to the asset
 * @param deviceId Missing where the point is worked out of others; null where it is missing
 * @param type as {@link Type}
 * @param unit UCUM code; null where it is missing
 * @param description text; null where it is missing
 * @param low Lower end of the engineering range, in <code>unit</code>; null where it is missing
 * @param high Upper end of the engineering range, in <code>unit</code>; null where it is missing
 * @param writable true or false
 * @param latest as {@link Sample}; null where it is missing
 */
public record Point(
    String id,
    String name,
    String assetId,
    List<String> path,
    String deviceId,
    Type type,
    String unit,
    String description,
    Double low,
    Double high,
    boolean writable,
    Sample latest) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Point read(JsonReader json) {
    String theId = null;
    String theName = null;
    String theAssetId = null;
    List<String> thePath = null;
    String theDeviceId = null;
    Type theType = null;
    String theUnit = null;
    String theDescription = null;
    Double theLow = null;
    Double theHigh = null;
    Boolean theWritable = null;
    Sample theLatest = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "name" -> theName = json.readText();
        case "assetId" -> theAssetId = json.readText();
        case "path" -> thePath = json.readList(item -> item.readText());
        case "deviceId" -> theDeviceId = json.readText();
        case "type" -> theType = new Type(json.readText());
        case "unit" -> theUnit = json.readText();
        case "description" -> theDescription = json.readText();
        case "low" -> theLow = json.readDouble();
        case "high" -> theHigh = json.readDouble();
        case "writable" -> theWritable = json.readBoolean();
        case "latest" -> theLatest = Sample.read(json);
        default -> json.skip();
      }
    }
    return new Point(
        JsonReader.required("Point", "id", theId),
        JsonReader.required("Point", "name", theName),
        JsonReader.required("Point", "assetId", theAssetId),
        JsonReader.required("Point", "path", thePath),
        theDeviceId,
        JsonReader.required("Point", "type", theType),
        theUnit,
        theDescription,
        theLow,
        theHigh,
        JsonReader.required("Point", "writable", theWritable),
        theLatest);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("id");
    json.value(id);
    json.name("name");
    json.value(name);
    json.name("assetId");
    json.value(assetId);
    json.name("path");
    json.list(path, (item, itemOne) -> item.value(itemOne));
    if (deviceId != null) {
      json.name("deviceId");
      json.value(deviceId);
    }
    json.name("type");
    json.value(type.value());
    if (unit != null) {
      json.name("unit");
      json.value(unit);
    }
    if (description != null) {
      json.name("description");
      json.value(description);
    }
    if (low != null) {
      json.name("low");
      json.value(low);
    }
    if (high != null) {
      json.name("high");
      json.value(high);
    }
    json.name("writable");
    json.value(writable);
    if (latest != null) {
      json.name("latest");
      latest.write(json);
    }
    json.endObject();
  }

  /**
   * Type. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Type(String value) {
    /** {@code double}. */
    public static final Type DOUBLE = new Type("double");

    /** {@code int64}. */
    public static final Type INT64 = new Type("int64");

    /** {@code boolean}. */
    public static final Type BOOLEAN = new Type("boolean");

    /** {@code string}. */
    public static final Type STRING = new Type("string");

    @Override
    public String toString() {
      return value;
    }
  }
}

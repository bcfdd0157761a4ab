// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;

/**
 * Point sample.
 *
 * @param point Id of the point
 * @param time ISO 8601, UTC, with up to six digits of a second
 * @param value An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity
 * @param status OPC UA StatusCode; 0 to 4294967295
 * @param quality as {@link Quality}
 * @param statusName text
 */
public record PointSample(
    String point,
    Instant time,
    Json value,
    long status,
    Quality quality,
    String statusName) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static PointSample read(JsonReader json) {
    String thePoint = null;
    Instant theTime = null;
    Json theValue = Json.NULL;
    Long theStatus = null;
    Quality theQuality = null;
    String theStatusName = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "point" -> thePoint = json.readText();
        case "time" -> theTime = json.readInstant();
        case "value" -> theValue = json.readTree();
        case "status" -> theStatus = json.readLong();
        case "quality" -> theQuality = new Quality(json.readText());
        case "statusName" -> theStatusName = json.readText();
        default -> json.skip();
      }
    }
    return new PointSample(
        JsonReader.required("PointSample", "point", thePoint),
        JsonReader.required("PointSample", "time", theTime),
        theValue,
        JsonReader.required("PointSample", "status", theStatus),
        JsonReader.required("PointSample", "quality", theQuality),
        JsonReader.required("PointSample", "statusName", theStatusName));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("point");
    json.value(point);
    json.name("time");
    json.value(time);
    json.name("value");
    if (!value.isNull()) json.value(value);
    else json.nothing();
    json.name("status");
    json.value(status);
    json.name("quality");
    json.value(quality.value());
    json.name("statusName");
    json.value(statusName);
    json.endObject();
  }

  /**
   * Quality. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Quality(String value) {
    /** {@code good}. */
    public static final Quality GOOD = new Quality("good");

    /** {@code uncertain}. */
    public static final Quality UNCERTAIN = new Quality("uncertain");

    /** {@code bad}. */
    public static final Quality BAD = new Quality("bad");

    @Override
    public String toString() {
      return value;
    }
  }
}

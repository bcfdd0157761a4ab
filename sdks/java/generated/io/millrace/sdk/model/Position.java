// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * Position.
 *
 * @param latitude Degrees north, WGS 84; -90 to 90
 * @param longitude Degrees east, WGS 84; -180 to 180
 */
public record Position(
    double latitude,
    double longitude) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Position read(JsonReader json) {
    Double theLatitude = null;
    Double theLongitude = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "latitude" -> theLatitude = json.readDouble();
        case "longitude" -> theLongitude = json.readDouble();
        default -> json.skip();
      }
    }
    return new Position(
        JsonReader.required("Position", "latitude", theLatitude),
        JsonReader.required("Position", "longitude", theLongitude));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("latitude");
    json.value(latitude);
    json.name("longitude");
    json.value(longitude);
    json.endObject();
  }
}

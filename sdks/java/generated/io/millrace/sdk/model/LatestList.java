// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Latest list.
 *
 * @param items In the order asked; points without a value are left out
 */
public record LatestList(
    List<PointSample> items) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static LatestList read(JsonReader json) {
    List<PointSample> theItems = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> theItems = json.readList(item -> PointSample.read(item));
        default -> json.skip();
      }
    }
    return new LatestList(
        JsonReader.required("LatestList", "items", theItems));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("items");
    json.list(items, (item, itemOne) -> itemOne.write(item));
    json.endObject();
  }
}

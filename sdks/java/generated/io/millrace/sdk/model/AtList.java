// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * At list.
 *
 * @param items In the order of points, then of time; what is not known is left out
 */
public record AtList(
    List<PointSampleAt> items) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static AtList read(JsonReader json) {
    List<PointSampleAt> theItems = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> theItems = json.readList(item -> PointSampleAt.read(item));
        default -> json.skip();
      }
    }
    return new AtList(
        JsonReader.required("AtList", "items", theItems));
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

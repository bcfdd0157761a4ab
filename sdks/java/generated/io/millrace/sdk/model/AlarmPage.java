// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Alarm page.
 *
 * @param items a list of {@code Alarm}
 * @param next Cursor of the next page; missing on the last; null where it is missing
 * @param total Items in the whole list; told with the first page; at least 0; null where it is missing
 * @param counts as {@link AlarmCounts}; null where it is missing
 */
public record AlarmPage(
    List<Alarm> items,
    String next,
    Long total,
    AlarmCounts counts) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static AlarmPage read(JsonReader json) {
    List<Alarm> theItems = null;
    String theNext = null;
    Long theTotal = null;
    AlarmCounts theCounts = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> theItems = json.readList(item -> Alarm.read(item));
        case "next" -> theNext = json.readText();
        case "total" -> theTotal = json.readLong();
        case "counts" -> theCounts = AlarmCounts.read(json);
        default -> json.skip();
      }
    }
    return new AlarmPage(
        JsonReader.required("AlarmPage", "items", theItems),
        theNext,
        theTotal,
        theCounts);
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
    if (next != null) {
      json.name("next");
      json.value(next);
    }
    if (total != null) {
      json.name("total");
      json.value(total);
    }
    if (counts != null) {
      json.name("counts");
      counts.write(json);
    }
    json.endObject();
  }
}

// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Write page.
 *
 * @param items a list of {@code Write}
 * @param next Cursor of the next page; missing on the last; null where it is missing
 * @param total Items in the whole list; told with the first page; at least 0; null where it is missing
 */
public record WritePage(
    List<Write> items,
    String next,
    Long total) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static WritePage read(JsonReader json) {
    List<Write> theItems = null;
    String theNext = null;
    Long theTotal = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "items" -> theItems = json.readList(item -> Write.read(item));
        case "next" -> theNext = json.readText();
        case "total" -> theTotal = json.readLong();
        default -> json.skip();
      }
    }
    return new WritePage(
        JsonReader.required("WritePage", "items", theItems),
        theNext,
        theTotal);
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
    json.endObject();
  }
}

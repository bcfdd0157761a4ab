// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Alarm act request.
 *
 * @param ids a list of {@code String}; at most 500
 * @param note text; at most 500 characters; null where it is missing
 */
public record AlarmActRequest(
    List<String> ids,
    String note) {
  /**
   * With what it must have; the rest is added by the methods below.
   *
   * @param ids a list of {@code String}; at most 500
   * @return the request
   */
  public static AlarmActRequest of(List<String> ids) {
    return new AlarmActRequest(ids, null);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("ids");
    json.list(ids, (item, itemOne) -> item.value(itemOne));
    if (note != null) {
      json.name("note");
      json.value(note);
    }
    json.endObject();
  }

  /**
   * The same with another {@code note}.
   *
   * @param note text; at most 500 characters; null where it is missing
   * @return a copy
   */
  public AlarmActRequest note(String note) {
    return new AlarmActRequest(ids, note);
  }
}

// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonWriter;

/**
 * Write request.
 *
 * @param value In the unit of the point; a whole number beyond 2^53 as a text of digits
 * @param reason Why; it stands in the audit; 3 to 500 characters
 * @param id Made by the caller: the same write sent again with the same id is done once; null where it is missing
 */
public record WriteRequest(
    Json value,
    String reason,
    String id) {
  /**
   * With what it must have; the rest is added by the methods below.
   *
   * @param value In the unit of the point; a whole number beyond 2^53 as a text of digits
   * @param reason Why; it stands in the audit; 3 to 500 characters
   * @return the request
   */
  public static WriteRequest of(Json value, String reason) {
    return new WriteRequest(value, reason, null);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("value");
    json.value(value);
    json.name("reason");
    json.value(reason);
    if (id != null) {
      json.name("id");
      json.value(id);
    }
    json.endObject();
  }

  /**
   * The same with another {@code id}.
   *
   * @param id Made by the caller: the same write sent again with the same id is done once; null where it is missing
   * @return a copy
   */
  public WriteRequest id(String id) {
    return new WriteRequest(value, reason, id);
  }
}

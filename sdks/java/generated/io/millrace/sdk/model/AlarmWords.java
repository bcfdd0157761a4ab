// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * Alarm words.
 *
 * @param en text; 1 to 200 characters
 * @param zh text; 1 to 200 characters
 */
public record AlarmWords(
    String en,
    String zh) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static AlarmWords read(JsonReader json) {
    String theEn = null;
    String theZh = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "en" -> theEn = json.readText();
        case "zh" -> theZh = json.readText();
        default -> json.skip();
      }
    }
    return new AlarmWords(
        JsonReader.required("AlarmWords", "en", theEn),
        JsonReader.required("AlarmWords", "zh", theZh));
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("en");
    json.value(en);
    json.name("zh");
    json.value(zh);
    json.endObject();
  }
}

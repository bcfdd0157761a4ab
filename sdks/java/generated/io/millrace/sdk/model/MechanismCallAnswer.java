// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;

/**
 * Mechanism call answer.
 *
 * @param name text
 * @param version text
 * @param digest text
 * @param results as {@link MechanismResults}
 * @param state base64; of a stateful model, to go on from; null where it is missing
 */
public record MechanismCallAnswer(
    String name,
    String version,
    String digest,
    MechanismResults results,
    String state) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static MechanismCallAnswer read(JsonReader json) {
    String theName = null;
    String theVersion = null;
    String theDigest = null;
    MechanismResults theResults = null;
    String theState = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "name" -> theName = json.readText();
        case "version" -> theVersion = json.readText();
        case "digest" -> theDigest = json.readText();
        case "results" -> theResults = MechanismResults.read(json);
        case "state" -> theState = json.readText();
        default -> json.skip();
      }
    }
    return new MechanismCallAnswer(
        JsonReader.required("MechanismCallAnswer", "name", theName),
        JsonReader.required("MechanismCallAnswer", "version", theVersion),
        JsonReader.required("MechanismCallAnswer", "digest", theDigest),
        JsonReader.required("MechanismCallAnswer", "results", theResults),
        theState);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("name");
    json.value(name);
    json.name("version");
    json.value(version);
    json.name("digest");
    json.value(digest);
    json.name("results");
    results.write(json);
    if (state != null) {
      json.name("state");
      json.value(state);
    }
    json.endObject();
  }
}

// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;
import java.util.Map;

/**
 * Mechanism results.
 *
 * @param outputs {@code Output} by name
 * @param reasons Why an output is not good
 * @param fault The model was stopped, or failed; null where it is missing
 */
public record MechanismResults(
    Map<String, Output> outputs,
    List<String> reasons,
    Fault fault) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static MechanismResults read(JsonReader json) {
    Map<String, Output> theOutputs = null;
    List<String> theReasons = null;
    Fault theFault = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "outputs" -> theOutputs = json.readMap(item -> Output.read(item));
        case "reasons" -> theReasons = json.readList(item -> item.readText());
        case "fault" -> theFault = Fault.read(json);
        default -> json.skip();
      }
    }
    return new MechanismResults(
        JsonReader.required("MechanismResults", "outputs", theOutputs),
        JsonReader.required("MechanismResults", "reasons", theReasons),
        theFault);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("outputs");
    json.map(outputs, (item, itemOne) -> itemOne.write(item));
    json.name("reasons");
    json.list(reasons, (item, itemOne) -> item.value(itemOne));
    if (fault != null) {
      json.name("fault");
      fault.write(json);
    }
    json.endObject();
  }

  /**
   * Output.
   *
   * @param type as {@link Type}
   * @param unit UCUM; null where it is missing
   * @param values a list of {@code Json}
   * @param status whole numbers
   * @param reason whole numbers
   */
  public record Output(
      Type type,
      String unit,
      List<Json> values,
      long[] status,
      long[] reason) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Output read(JsonReader json) {
      Type theType = null;
      String theUnit = null;
      List<Json> theValues = null;
      long[] theStatus = null;
      long[] theReason = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "type" -> theType = new Type(json.readText());
          case "unit" -> theUnit = json.readText();
          case "values" -> theValues = json.readList(item -> item.readTree());
          case "status" -> theStatus = json.readLongs();
          case "reason" -> theReason = json.readLongs();
          default -> json.skip();
        }
      }
      return new Output(
          JsonReader.required("Output", "type", theType),
          theUnit,
          JsonReader.required("Output", "values", theValues),
          JsonReader.required("Output", "status", theStatus),
          JsonReader.required("Output", "reason", theReason));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("type");
      json.value(type.value());
      if (unit != null) {
        json.name("unit");
        json.value(unit);
      }
      json.name("values");
      json.list(values, (item, itemOne) -> item.value(itemOne));
      json.name("status");
      json.value(status);
      json.name("reason");
      json.value(reason);
      json.endObject();
    }

    /**
     * Type. A value that a newer platform adds is kept as it is.
     *
     * @param value as the platform says it
     */
    public record Type(String value) {
      /** {@code number}. */
      public static final Type NUMBER = new Type("number");

      /** {@code boolean}. */
      public static final Type BOOLEAN = new Type("boolean");

      /** {@code text}. */
      public static final Type TEXT = new Type("text");

      @Override
      public String toString() {
        return value;
      }
    }
  }

  /**
   * The model was stopped, or failed.
   *
   * @param code text
   * @param says text
   */
  public record Fault(
      String code,
      String says) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Fault read(JsonReader json) {
      String theCode = null;
      String theSays = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "code" -> theCode = json.readText();
          case "says" -> theSays = json.readText();
          default -> json.skip();
        }
      }
      return new Fault(
          JsonReader.required("Fault", "code", theCode),
          JsonReader.required("Fault", "says", theSays));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("code");
      json.value(code);
      json.name("says");
      json.value(says);
      json.endObject();
    }
  }
}

package io.millrace.sdk;

import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rows for a model, in columns of equal length. Not for several threads at once. */
public final class ModelInputs {
  private final Map<String, Consumer<JsonWriter>> columns = new LinkedHashMap<>();
  private final Map<String, Double> parameters = new LinkedHashMap<>();
  private long[] time;
  private String state;

  /** No column yet. */
  public ModelInputs() {}

  /**
   * When each row was; without it they are a second apart.
   *
   * @param micros µs since 1970-01-01 UTC
   * @return this
   */
  public ModelInputs time(long[] micros) {
    time = micros.clone();
    return this;
  }

  /**
   * An input of numbers, all of them good.
   *
   * @param name of the input
   * @param values in the unit of the input; NaN where there is none
   * @return this
   */
  public ModelInputs numbers(String name, double... values) {
    return numbers(name, values, null);
  }

  /**
   * An input of numbers, such as a history.
   *
   * @param name of the input
   * @param values in the unit of the input; NaN where there is none
   * @param status OPC UA StatusCode of each; null: all are good
   * @return this
   */
  public ModelInputs numbers(String name, double[] values, int[] status) {
    double[] held = values.clone();
    return column(name, (json) -> json.value(held), status);
  }

  /**
   * An input of true and false.
   *
   * @param name of the input
   * @param values null where there is none
   * @return this
   */
  public ModelInputs flags(String name, List<Boolean> values) {
    return column(name, (json) -> json.list(values, (to, value) -> to.value(value.booleanValue())), null);
  }

  /**
   * An input of text.
   *
   * @param name of the input
   * @param values null where there is none
   * @return this
   */
  public ModelInputs texts(String name, List<String> values) {
    return column(name, (json) -> json.list(values, (to, value) -> to.value(value)), null);
  }

  /**
   * A parameter that is other than the model's own.
   *
   * @param name of the parameter
   * @param value in its unit
   * @return this
   */
  public ModelInputs parameter(String name, double value) {
    parameters.put(name, value);
    return this;
  }

  /**
   * Goes on from an answer before, for a model that has a state.
   *
   * @param before {@link ModelOutputs#state()}
   * @return this
   */
  public ModelInputs state(String before) {
    state = before;
    return this;
  }

  void write(JsonWriter json) {
    json.beginObject();
    json.name("rows");
    json.beginObject();
    if (time != null) {
      json.name("time");
      json.value(time);
    }
    json.name("inputs");
    json.map(columns, (to, column) -> column.accept(to));
    json.endObject();
    if (!parameters.isEmpty()) {
      json.name("parameters");
      json.map(parameters, (to, value) -> to.value(value.doubleValue()));
    }
    if (state != null) {
      json.name("state");
      json.value(state);
    }
    json.endObject();
  }

  private ModelInputs column(String name, Consumer<JsonWriter> values, int[] status) {
    long[] codes = status == null ? null : new long[status.length];
    for (int i = 0; codes != null && i < codes.length; i++) codes[i] = Integer.toUnsignedLong(status[i]);
    columns.put(name, (json) -> {
      json.beginObject();
      json.name("values");
      values.accept(json);
      if (codes != null) {
        json.name("status");
        json.value(codes);
      }
      json.endObject();
    });
    return this;
  }
}

package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonException;
import io.millrace.sdk.model.MechanismCallAnswer;
import io.millrace.sdk.model.MechanismResults;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a model gave, in columns: a row for each row of the inputs. */
public final class ModelOutputs {
  private final MechanismCallAnswer answer;

  ModelOutputs(MechanismCallAnswer answer) {
    this.answer = answer;
  }

  /**
   * The outputs.
   *
   * @return their names
   */
  public Set<String> names() {
    return outputs().keySet();
  }

  /**
   * An output as numbers.
   *
   * @param output its name
   * @return a column of its own; NaN where there is none
   */
  public double[] numbers(String output) {
    List<Json> values = column(output).values();
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++)
      numbers[i] = values.get(i) == null || values.get(i).isNull() ? Double.NaN : values.get(i).asDouble();
    return numbers;
  }

  /**
   * An output as it came: numbers, true and false, text.
   *
   * @param output its name
   * @return its values; null where there is none
   */
  public List<Json> values(String output) {
    return column(output).values();
  }

  /**
   * How good an output is.
   *
   * @param output its name
   * @return OPC UA StatusCode of each row
   */
  public int[] status(String output) {
    long[] status = column(output).status();
    int[] codes = new int[status.length];
    for (int i = 0; i < codes.length; i++) codes[i] = (int) status[i];
    return codes;
  }

  /**
   * Why an output is not good.
   *
   * @param output its name
   * @param row from 0
   * @return the reason; null where it is good
   */
  public String reason(String output, int row) {
    long place = column(output).reason()[row];
    return place < 0 ? null : answer.results().reasons().get((int) place);
  }

  /**
   * Unit of an output.
   *
   * @param output its name
   * @return UCUM code; null where it has none
   */
  public String unit(String output) {
    return column(output).unit();
  }

  /**
   * What to go on from, for a model that has a state.
   *
   * @return for {@link ModelInputs#state}; null where it has none
   */
  public String state() {
    return answer.state();
  }

  /**
   * The whole answer: model, version, digest, and the fault where the model was stopped.
   *
   * @return as the platform says it
   */
  public MechanismCallAnswer answer() {
    return answer;
  }

  private Map<String, MechanismResults.Output> outputs() {
    return answer.results().outputs();
  }

  private MechanismResults.Output column(String output) {
    MechanismResults.Output found = outputs().get(output);
    if (found == null) throw new JsonException("Expected an output of " + names() + ", saw " + output, -1);
    return found;
  }
}

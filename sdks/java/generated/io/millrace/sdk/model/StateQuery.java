// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /points/&#123;id&#125;/states.
 *
 * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
 * @param to Exclusive; default now; null where it is missing
 * @param width Width of a window, µs; without it the range is one window; at least 1; null where it is missing
 * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
 * @param gap How long a value stands at most without another sample, µs; default without end; 0 to 9007199254740991; null where it is missing
 * @param notGood A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8); null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record StateQuery(
    Instant from,
    Instant to,
    Long width,
    Quality quality,
    Long gap,
    NotGood notGood,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final StateQuery ALL = new StateQuery(null, null, null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (from != null) asked.put("from", from);
    if (to != null) asked.put("to", to);
    if (width != null) asked.put("width", width);
    if (quality != null) asked.put("quality", quality);
    if (gap != null) asked.put("gap", gap);
    if (notGood != null) asked.put("notGood", notGood);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code from}.
   *
   * @param from Inclusive; default one hour before <code>to</code>; null where it is missing
   * @return a copy
   */
  public StateQuery from(Instant from) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code to}.
   *
   * @param to Exclusive; default now; null where it is missing
   * @return a copy
   */
  public StateQuery to(Instant to) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code width}.
   *
   * @param width Width of a window, µs; without it the range is one window; at least 1; null where it is missing
   * @return a copy
   */
  public StateQuery width(long width) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code quality}.
   *
   * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
   * @return a copy
   */
  public StateQuery quality(Quality quality) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code gap}.
   *
   * @param gap How long a value stands at most without another sample, µs; default without end; 0 to 9007199254740991; null where it is missing
   * @return a copy
   */
  public StateQuery gap(long gap) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code notGood}.
   *
   * @param notGood A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8); null where it is missing
   * @return a copy
   */
  public StateQuery notGood(NotGood notGood) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public StateQuery grant(String grant) {
    return new StateQuery(from, to, width, quality, gap, notGood, grant);
  }

  /**
   * good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2). A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Quality(String value) {
    /** {@code good}. */
    public static final Quality GOOD = new Quality("good");

    /** {@code uncertain}. */
    public static final Quality UNCERTAIN = new Quality("uncertain");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8). A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record NotGood(String value) {
    /** {@code ends}. */
    public static final NotGood ENDS = new NotGood("ends");

    /** {@code skipped}. */
    public static final NotGood SKIPPED = new NotGood("skipped");

    @Override
    public String toString() {
      return value;
    }
  }
}

// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /points/at.
 *
 * @param mode before (default): the newest sample not later, as it is; step: the usable value that stands; linear: on the line between two; null where it is missing
 * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
 * @param gap How long a value stands at most without another sample, µs; default without end; 0 to 9007199254740991; null where it is missing
 * @param notGood A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8); null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record AtQuery(
    Mode mode,
    Quality quality,
    Long gap,
    NotGood notGood,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final AtQuery ALL = new AtQuery(null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (mode != null) asked.put("mode", mode);
    if (quality != null) asked.put("quality", quality);
    if (gap != null) asked.put("gap", gap);
    if (notGood != null) asked.put("notGood", notGood);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code mode}.
   *
   * @param mode before (default): the newest sample not later, as it is; step: the usable value that stands; linear: on the line between two; null where it is missing
   * @return a copy
   */
  public AtQuery mode(Mode mode) {
    return new AtQuery(mode, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code quality}.
   *
   * @param quality good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2); null where it is missing
   * @return a copy
   */
  public AtQuery quality(Quality quality) {
    return new AtQuery(mode, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code gap}.
   *
   * @param gap How long a value stands at most without another sample, µs; default without end; 0 to 9007199254740991; null where it is missing
   * @return a copy
   */
  public AtQuery gap(long gap) {
    return new AtQuery(mode, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code notGood}.
   *
   * @param notGood A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8); null where it is missing
   * @return a copy
   */
  public AtQuery notGood(NotGood notGood) {
    return new AtQuery(mode, quality, gap, notGood, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public AtQuery grant(String grant) {
    return new AtQuery(mode, quality, gap, notGood, grant);
  }

  /**
   * before (default): the newest sample not later, as it is; step: the usable value that stands; linear: on the line between two. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Mode(String value) {
    /** {@code before}. */
    public static final Mode BEFORE = new Mode("before");

    /** {@code step}. */
    public static final Mode STEP = new Mode("step");

    /** {@code linear}. */
    public static final Mode LINEAR = new Mode("linear");

    @Override
    public String toString() {
      return value;
    }
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

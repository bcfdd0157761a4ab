// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /writes.
 *
 * @param state waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time; null where it is missing
 * @param point Writes of this point; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record WriteQuery(
    State state,
    String point,
    String cursor,
    Long limit,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final WriteQuery ALL = new WriteQuery(null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (state != null) asked.put("state", state);
    if (point != null) asked.put("point", point);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code state}.
   *
   * @param state waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time; null where it is missing
   * @return a copy
   */
  public WriteQuery state(State state) {
    return new WriteQuery(state, point, cursor, limit, grant);
  }

  /**
   * The same with another {@code point}.
   *
   * @param point Writes of this point; null where it is missing
   * @return a copy
   */
  public WriteQuery point(String point) {
    return new WriteQuery(state, point, cursor, limit, grant);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public WriteQuery cursor(String cursor) {
    return new WriteQuery(state, point, cursor, limit, grant);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public WriteQuery limit(long limit) {
    return new WriteQuery(state, point, cursor, limit, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public WriteQuery grant(String grant) {
    return new WriteQuery(state, point, cursor, limit, grant);
  }

  /**
   * waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record State(String value) {
    /** {@code waiting}. */
    public static final State WAITING = new State("waiting");

    /** {@code sending}. */
    public static final State SENDING = new State("sending");

    /** {@code done}. */
    public static final State DONE = new State("done");

    /** {@code failed}. */
    public static final State FAILED = new State("failed");

    /** {@code unknown}. */
    public static final State UNKNOWN = new State("unknown");

    /** {@code refused}. */
    public static final State REFUSED = new State("refused");

    /** {@code withdrawn}. */
    public static final State WITHDRAWN = new State("withdrawn");

    /** {@code expired}. */
    public static final State EXPIRED = new State("expired");

    @Override
    public String toString() {
      return value;
    }
  }
}

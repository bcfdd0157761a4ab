// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /mechanisms.
 *
 * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
 * @param domain text; at most 40 characters; null where it is missing
 * @param stage tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it; null where it is missing
 * @param equipment text; at most 60 characters; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 */
public record MechanismQuery(
    String search,
    String domain,
    Stage stage,
    String equipment,
    String cursor,
    Long limit) {
  /** Nothing said: everything, by the defaults. */
  public static final MechanismQuery ALL = new MechanismQuery(null, null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (search != null) asked.put("search", search);
    if (domain != null) asked.put("domain", domain);
    if (stage != null) asked.put("stage", stage);
    if (equipment != null) asked.put("equipment", equipment);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    return asked;
  }

  /**
   * The same with another {@code search}.
   *
   * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
   * @return a copy
   */
  public MechanismQuery search(String search) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * The same with another {@code domain}.
   *
   * @param domain text; at most 40 characters; null where it is missing
   * @return a copy
   */
  public MechanismQuery domain(String domain) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * The same with another {@code stage}.
   *
   * @param stage tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it; null where it is missing
   * @return a copy
   */
  public MechanismQuery stage(Stage stage) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * The same with another {@code equipment}.
   *
   * @param equipment text; at most 60 characters; null where it is missing
   * @return a copy
   */
  public MechanismQuery equipment(String equipment) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public MechanismQuery cursor(String cursor) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public MechanismQuery limit(long limit) {
    return new MechanismQuery(search, domain, stage, equipment, cursor, limit);
  }

  /**
   * tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Stage(String value) {
    /** {@code draft}. */
    public static final Stage DRAFT = new Stage("draft");

    /** {@code tested}. */
    public static final Stage TESTED = new Stage("tested");

    /** {@code reviewed}. */
    public static final Stage REVIEWED = new Stage("reviewed");

    /** {@code published}. */
    public static final Stage PUBLISHED = new Stage("published");

    /** {@code deprecated}. */
    public static final Stage DEPRECATED = new Stage("deprecated");

    @Override
    public String toString() {
      return value;
    }
  }
}

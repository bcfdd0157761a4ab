// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be asked of GET /assets.
 *
 * @param parent Children of this asset, or "root" for the top; at most 36 characters; null where it is missing
 * @param below This asset and everything below it; null where it is missing
 * @param level ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment; null where it is missing
 * @param tag text; 1 to 60 characters; null where it is missing
 * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
 * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
 * @param limit a whole number; 1 to 500; default 100; null where it is missing
 * @param grant Look through this grant, at what another organisation shares; null where it is missing
 */
public record AssetQuery(
    String parent,
    String below,
    Level level,
    String tag,
    String search,
    String cursor,
    Long limit,
    String grant) {
  /** Nothing said: everything, by the defaults. */
  public static final AssetQuery ALL = new AssetQuery(null, null, null, null, null, null, null, null);

  /**
   * What is said, by the names of the API.
   *
   * @return a map of its own
   */
  public Map<String, Object> parameters() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (parent != null) asked.put("parent", parent);
    if (below != null) asked.put("below", below);
    if (level != null) asked.put("level", level);
    if (tag != null) asked.put("tag", tag);
    if (search != null) asked.put("search", search);
    if (cursor != null) asked.put("cursor", cursor);
    if (limit != null) asked.put("limit", limit);
    if (grant != null) asked.put("grant", grant);
    return asked;
  }

  /**
   * The same with another {@code parent}.
   *
   * @param parent Children of this asset, or "root" for the top; at most 36 characters; null where it is missing
   * @return a copy
   */
  public AssetQuery parent(String parent) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code below}.
   *
   * @param below This asset and everything below it; null where it is missing
   * @return a copy
   */
  public AssetQuery below(String below) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code level}.
   *
   * @param level ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment; null where it is missing
   * @return a copy
   */
  public AssetQuery level(Level level) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code tag}.
   *
   * @param tag text; 1 to 60 characters; null where it is missing
   * @return a copy
   */
  public AssetQuery tag(String tag) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code search}.
   *
   * @param search Every word must occur in the name, path or description; case does not matter; at most 200 characters; null where it is missing
   * @return a copy
   */
  public AssetQuery search(String search) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code cursor}.
   *
   * @param cursor The <code>next</code> of the page before; at most 1024 characters; null where it is missing
   * @return a copy
   */
  public AssetQuery cursor(String cursor) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code limit}.
   *
   * @param limit a whole number; 1 to 500; default 100; null where it is missing
   * @return a copy
   */
  public AssetQuery limit(long limit) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * The same with another {@code grant}.
   *
   * @param grant Look through this grant, at what another organisation shares; null where it is missing
   * @return a copy
   */
  public AssetQuery grant(String grant) {
    return new AssetQuery(parent, below, level, tag, search, cursor, limit, grant);
  }

  /**
   * ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Level(String value) {
    /** {@code enterprise}. */
    public static final Level ENTERPRISE = new Level("enterprise");

    /** {@code site}. */
    public static final Level SITE = new Level("site");

    /** {@code area}. */
    public static final Level AREA = new Level("area");

    /** {@code work_center}. */
    public static final Level WORK_CENTER = new Level("work_center");

    /** {@code work_unit}. */
    public static final Level WORK_UNIT = new Level("work_unit");

    /** {@code equipment}. */
    public static final Level EQUIPMENT = new Level("equipment");

    @Override
    public String toString() {
      return value;
    }
  }
}

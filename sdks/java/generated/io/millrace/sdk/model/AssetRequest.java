// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Asset request.
 *
 * @param name text; 1 to 200 characters
 * @param parent What it hangs on; without it the top; null where it is missing
 * @param level ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment; null where it is missing
 * @param kind Of a work center; null where it is missing
 * @param description text; at most 2000 characters; null where it is missing
 * @param tags a list of {@code String}; at most 50; null where it is missing
 * @param position as {@link Position}; null where it is missing
 */
public record AssetRequest(
    String name,
    String parent,
    Level level,
    Kind kind,
    String description,
    List<String> tags,
    Position position) {
  /**
   * With what it must have; the rest is added by the methods below.
   *
   * @param name text; 1 to 200 characters
   * @return the request
   */
  public static AssetRequest of(String name) {
    return new AssetRequest(name, null, null, null, null, null, null);
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
    if (parent != null) {
      json.name("parent");
      json.value(parent);
    }
    if (level != null) {
      json.name("level");
      json.value(level.value());
    }
    if (kind != null) {
      json.name("kind");
      json.value(kind.value());
    }
    if (description != null) {
      json.name("description");
      json.value(description);
    }
    if (tags != null) {
      json.name("tags");
      json.list(tags, (item, itemOne) -> item.value(itemOne));
    }
    if (position != null) {
      json.name("position");
      position.write(json);
    }
    json.endObject();
  }

  /**
   * The same with another {@code parent}.
   *
   * @param parent What it hangs on; without it the top; null where it is missing
   * @return a copy
   */
  public AssetRequest parent(String parent) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
  }

  /**
   * The same with another {@code level}.
   *
   * @param level ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment; null where it is missing
   * @return a copy
   */
  public AssetRequest level(Level level) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
  }

  /**
   * The same with another {@code kind}.
   *
   * @param kind Of a work center; null where it is missing
   * @return a copy
   */
  public AssetRequest kind(Kind kind) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
  }

  /**
   * The same with another {@code description}.
   *
   * @param description text; at most 2000 characters; null where it is missing
   * @return a copy
   */
  public AssetRequest description(String description) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
  }

  /**
   * The same with another {@code tags}.
   *
   * @param tags a list of {@code String}; at most 50; null where it is missing
   * @return a copy
   */
  public AssetRequest tags(List<String> tags) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
  }

  /**
   * The same with another {@code position}.
   *
   * @param position as {@link Position}; null where it is missing
   * @return a copy
   */
  public AssetRequest position(Position position) {
    return new AssetRequest(name, parent, level, kind, description, tags, position);
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

  /**
   * Of a work center. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Kind(String value) {
    /** {@code process_cell}. */
    public static final Kind PROCESS_CELL = new Kind("process_cell");

    /** {@code production_unit}. */
    public static final Kind PRODUCTION_UNIT = new Kind("production_unit");

    /** {@code production_line}. */
    public static final Kind PRODUCTION_LINE = new Kind("production_line");

    /** {@code storage_zone}. */
    public static final Kind STORAGE_ZONE = new Kind("storage_zone");

    @Override
    public String toString() {
      return value;
    }
  }
}

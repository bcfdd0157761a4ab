// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * Asset.
 *
 * @param id text
 * @param parent null at the top; null where it is missing
 * @param name text
 * @param level ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment
 * @param levelGiven Somebody said the level; otherwise it follows the level above
 * @param kind Of a work center; null where it is missing
 * @param path Names from the top down to this asset
 * @param childCount a whole number; at least 0
 * @param pointCount Points here and below; at least 0
 * @param description text; null where it is missing
 * @param tags a list of {@code String}
 * @param position as {@link Position}; null where it is missing
 * @param retiredAt Since when it is out of use; null where it is missing
 */
public record Asset(
    String id,
    String parent,
    String name,
    Level level,
    boolean levelGiven,
    Kind kind,
    List<String> path,
    long childCount,
    long pointCount,
    String description,
    List<String> tags,
    Position position,
    Instant retiredAt) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Asset read(JsonReader json) {
    String theId = null;
    String theParent = null;
    String theName = null;
    Level theLevel = null;
    Boolean theLevelGiven = null;
    Kind theKind = null;
    List<String> thePath = null;
    Long theChildCount = null;
    Long thePointCount = null;
    String theDescription = null;
    List<String> theTags = null;
    Position thePosition = null;
    Instant theRetiredAt = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "parent" -> theParent = json.readText();
        case "name" -> theName = json.readText();
        case "level" -> theLevel = new Level(json.readText());
        case "levelGiven" -> theLevelGiven = json.readBoolean();
        case "kind" -> theKind = new Kind(json.readText());
        case "path" -> thePath = json.readList(item -> item.readText());
        case "childCount" -> theChildCount = json.readLong();
        case "pointCount" -> thePointCount = json.readLong();
        case "description" -> theDescription = json.readText();
        case "tags" -> theTags = json.readList(item -> item.readText());
        case "position" -> thePosition = Position.read(json);
        case "retiredAt" -> theRetiredAt = json.readInstant();
        default -> json.skip();
      }
    }
    return new Asset(
        JsonReader.required("Asset", "id", theId),
        theParent,
        JsonReader.required("Asset", "name", theName),
        JsonReader.required("Asset", "level", theLevel),
        JsonReader.required("Asset", "levelGiven", theLevelGiven),
        theKind,
        JsonReader.required("Asset", "path", thePath),
        JsonReader.required("Asset", "childCount", theChildCount),
        JsonReader.required("Asset", "pointCount", thePointCount),
        theDescription,
        JsonReader.required("Asset", "tags", theTags),
        thePosition,
        theRetiredAt);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("id");
    json.value(id);
    json.name("parent");
    if (parent != null) json.value(parent);
    else json.nothing();
    json.name("name");
    json.value(name);
    json.name("level");
    json.value(level.value());
    json.name("levelGiven");
    json.value(levelGiven);
    if (kind != null) {
      json.name("kind");
      json.value(kind.value());
    }
    json.name("path");
    json.list(path, (item, itemOne) -> item.value(itemOne));
    json.name("childCount");
    json.value(childCount);
    json.name("pointCount");
    json.value(pointCount);
    if (description != null) {
      json.name("description");
      json.value(description);
    }
    json.name("tags");
    json.list(tags, (item, itemOne) -> item.value(itemOne));
    if (position != null) {
      json.name("position");
      position.write(json);
    }
    if (retiredAt != null) {
      json.name("retiredAt");
      json.value(retiredAt);
    }
    json.endObject();
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

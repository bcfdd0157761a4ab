// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * Mechanism listed.
 *
 * @param id UUID
 * @param name publisher/name
 * @param title as {@link Title}
 * @param description as {@link Description}
 * @param domain text
 * @param equipment a list of {@code String}
 * @param tags a list of {@code String}
 * @param kind as {@link Kind}
 * @param stateful true or false
 * @param origin as {@link Origin}
 * @param newest as {@link Newest}
 * @param published The newest version that is published; null where it is missing
 * @param bindings That run it
 * @param changedAt ISO 8601, UTC, with up to six digits of a second
 */
public record MechanismListed(
    String id,
    String name,
    Title title,
    Description description,
    String domain,
    List<String> equipment,
    List<String> tags,
    Kind kind,
    boolean stateful,
    Origin origin,
    Newest newest,
    String published,
    long bindings,
    Instant changedAt) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static MechanismListed read(JsonReader json) {
    String theId = null;
    String theName = null;
    Title theTitle = null;
    Description theDescription = null;
    String theDomain = null;
    List<String> theEquipment = null;
    List<String> theTags = null;
    Kind theKind = null;
    Boolean theStateful = null;
    Origin theOrigin = null;
    Newest theNewest = null;
    String thePublished = null;
    Long theBindings = null;
    Instant theChangedAt = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "id" -> theId = json.readText();
        case "name" -> theName = json.readText();
        case "title" -> theTitle = Title.read(json);
        case "description" -> theDescription = Description.read(json);
        case "domain" -> theDomain = json.readText();
        case "equipment" -> theEquipment = json.readList(item -> item.readText());
        case "tags" -> theTags = json.readList(item -> item.readText());
        case "kind" -> theKind = new Kind(json.readText());
        case "stateful" -> theStateful = json.readBoolean();
        case "origin" -> theOrigin = new Origin(json.readText());
        case "newest" -> theNewest = Newest.read(json);
        case "published" -> thePublished = json.readText();
        case "bindings" -> theBindings = json.readLong();
        case "changedAt" -> theChangedAt = json.readInstant();
        default -> json.skip();
      }
    }
    return new MechanismListed(
        JsonReader.required("MechanismListed", "id", theId),
        JsonReader.required("MechanismListed", "name", theName),
        JsonReader.required("MechanismListed", "title", theTitle),
        JsonReader.required("MechanismListed", "description", theDescription),
        JsonReader.required("MechanismListed", "domain", theDomain),
        JsonReader.required("MechanismListed", "equipment", theEquipment),
        JsonReader.required("MechanismListed", "tags", theTags),
        JsonReader.required("MechanismListed", "kind", theKind),
        JsonReader.required("MechanismListed", "stateful", theStateful),
        JsonReader.required("MechanismListed", "origin", theOrigin),
        JsonReader.required("MechanismListed", "newest", theNewest),
        thePublished,
        JsonReader.required("MechanismListed", "bindings", theBindings),
        JsonReader.required("MechanismListed", "changedAt", theChangedAt));
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
    json.name("name");
    json.value(name);
    json.name("title");
    title.write(json);
    json.name("description");
    description.write(json);
    json.name("domain");
    json.value(domain);
    json.name("equipment");
    json.list(equipment, (item, itemOne) -> item.value(itemOne));
    json.name("tags");
    json.list(tags, (item, itemOne) -> item.value(itemOne));
    json.name("kind");
    json.value(kind.value());
    json.name("stateful");
    json.value(stateful);
    json.name("origin");
    json.value(origin.value());
    json.name("newest");
    newest.write(json);
    if (published != null) {
      json.name("published");
      json.value(published);
    }
    json.name("bindings");
    json.value(bindings);
    json.name("changedAt");
    json.value(changedAt);
    json.endObject();
  }

  /**
   * Title.
   *
   * @param en text
   * @param zh text
   */
  public record Title(
      String en,
      String zh) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Title read(JsonReader json) {
      String theEn = null;
      String theZh = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "en" -> theEn = json.readText();
          case "zh" -> theZh = json.readText();
          default -> json.skip();
        }
      }
      return new Title(
          JsonReader.required("Title", "en", theEn),
          JsonReader.required("Title", "zh", theZh));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("en");
      json.value(en);
      json.name("zh");
      json.value(zh);
      json.endObject();
    }
  }

  /**
   * Description.
   *
   * @param en text
   * @param zh text
   */
  public record Description(
      String en,
      String zh) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Description read(JsonReader json) {
      String theEn = null;
      String theZh = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "en" -> theEn = json.readText();
          case "zh" -> theZh = json.readText();
          default -> json.skip();
        }
      }
      return new Description(
          JsonReader.required("Description", "en", theEn),
          JsonReader.required("Description", "zh", theZh));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("en");
      json.value(en);
      json.name("zh");
      json.value(zh);
      json.endObject();
    }
  }

  /**
   * Kind. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Kind(String value) {
    /** {@code formula}. */
    public static final Kind FORMULA = new Kind("formula");

    /** {@code script}. */
    public static final Kind SCRIPT = new Kind("script");

    /** {@code python}. */
    public static final Kind PYTHON = new Kind("python");

    /** {@code onnx}. */
    public static final Kind ONNX = new Kind("onnx");

    /** {@code wasm}. */
    public static final Kind WASM = new Kind("wasm");

    /** {@code fmu}. */
    public static final Kind FMU = new Kind("fmu");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Origin. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record Origin(String value) {
    /** {@code library}. */
    public static final Origin LIBRARY = new Origin("library");

    /** {@code studio}. */
    public static final Origin STUDIO = new Origin("studio");

    /** {@code import}. */
    public static final Origin IMPORT = new Origin("import");

    /** {@code learned}. */
    public static final Origin LEARNED = new Origin("learned");

    /** {@code app}. */
    public static final Origin APP = new Origin("app");

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Newest.
   *
   * @param version text
   * @param stage as {@link Stage}
   */
  public record Newest(
      String version,
      Stage stage) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Newest read(JsonReader json) {
      String theVersion = null;
      Stage theStage = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "version" -> theVersion = json.readText();
          case "stage" -> theStage = new Stage(json.readText());
          default -> json.skip();
        }
      }
      return new Newest(
          JsonReader.required("Newest", "version", theVersion),
          JsonReader.required("Newest", "stage", theStage));
    }

    /**
     * Writes it.
     *
     * @param json where it goes
     */
    public void write(JsonWriter json) {
      json.beginObject();
      json.name("version");
      json.value(version);
      json.name("stage");
      json.value(stage.value());
      json.endObject();
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
}

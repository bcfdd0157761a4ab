// From the routes of the platform by `npm run sdk`; never edited.
package io.millrace.sdk.model;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.JsonWriter;
import java.util.List;

/**
 * Session.
 *
 * @param user as {@link User}
 * @param tenant as {@link Tenant}
 * @param organisations Every organisation this person may work for
 * @param secondFactor needed: the organisation asks for one; until it is set up and given, only the own profile opens
 * @param token Bearer token, told once, with kind "token" alone; null where it is missing
 */
public record Session(
    User user,
    Tenant tenant,
    List<SessionOrganisation> organisations,
    SecondFactor secondFactor,
    String token) {
  /**
   * Reads one.
   *
   * @param json where it comes next
   * @return what was read; names that are not known are passed over
   */
  public static Session read(JsonReader json) {
    User theUser = null;
    Tenant theTenant = null;
    List<SessionOrganisation> theOrganisations = null;
    SecondFactor theSecondFactor = null;
    String theToken = null;
    json.beginObject();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      if (json.isNull()) continue;
      switch (key) {
        case "user" -> theUser = User.read(json);
        case "tenant" -> theTenant = Tenant.read(json);
        case "organisations" -> theOrganisations = json.readList(item -> SessionOrganisation.read(item));
        case "secondFactor" -> theSecondFactor = new SecondFactor(json.readText());
        case "token" -> theToken = json.readText();
        default -> json.skip();
      }
    }
    return new Session(
        JsonReader.required("Session", "user", theUser),
        JsonReader.required("Session", "tenant", theTenant),
        JsonReader.required("Session", "organisations", theOrganisations),
        JsonReader.required("Session", "secondFactor", theSecondFactor),
        theToken);
  }

  /**
   * Writes it.
   *
   * @param json where it goes
   */
  public void write(JsonWriter json) {
    json.beginObject();
    json.name("user");
    user.write(json);
    json.name("tenant");
    tenant.write(json);
    json.name("organisations");
    json.list(organisations, (item, itemOne) -> itemOne.write(item));
    json.name("secondFactor");
    json.value(secondFactor.value());
    if (token != null) {
      json.name("token");
      json.value(token);
    }
    json.endObject();
  }

  /**
   * User.
   *
   * @param id text
   * @param username text
   * @param name text
   * @param locale BCP 47, such as en or zh
   */
  public record User(
      String id,
      String username,
      String name,
      String locale) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static User read(JsonReader json) {
      String theId = null;
      String theUsername = null;
      String theName = null;
      String theLocale = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "id" -> theId = json.readText();
          case "username" -> theUsername = json.readText();
          case "name" -> theName = json.readText();
          case "locale" -> theLocale = json.readText();
          default -> json.skip();
        }
      }
      return new User(
          JsonReader.required("User", "id", theId),
          JsonReader.required("User", "username", theUsername),
          JsonReader.required("User", "name", theName),
          JsonReader.required("User", "locale", theLocale));
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
      json.name("username");
      json.value(username);
      json.name("name");
      json.value(name);
      json.name("locale");
      json.value(locale);
      json.endObject();
    }
  }

  /**
   * Tenant.
   *
   * @param id text
   * @param name text
   */
  public record Tenant(
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static Tenant read(JsonReader json) {
      String theId = null;
      String theName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "id" -> theId = json.readText();
          case "name" -> theName = json.readText();
          default -> json.skip();
        }
      }
      return new Tenant(
          JsonReader.required("Tenant", "id", theId),
          JsonReader.required("Tenant", "name", theName));
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
      json.endObject();
    }
  }

  /**
   * Session organisation.
   *
   * @param id text
   * @param name text
   */
  public record SessionOrganisation(
      String id,
      String name) {
    /**
     * Reads one.
     *
     * @param json where it comes next
     * @return what was read; names that are not known are passed over
     */
    public static SessionOrganisation read(JsonReader json) {
      String theId = null;
      String theName = null;
      json.beginObject();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        if (json.isNull()) continue;
        switch (key) {
          case "id" -> theId = json.readText();
          case "name" -> theName = json.readText();
          default -> json.skip();
        }
      }
      return new SessionOrganisation(
          JsonReader.required("SessionOrganisation", "id", theId),
          JsonReader.required("SessionOrganisation", "name", theName));
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
      json.endObject();
    }
  }

  /**
   * needed: the organisation asks for one; until it is set up and given, only the own profile opens. A value that a newer platform adds is kept as it is.
   *
   * @param value as the platform says it
   */
  public record SecondFactor(String value) {
    /** {@code given}. */
    public static final SecondFactor GIVEN = new SecondFactor("given");

    /** {@code not_needed}. */
    public static final SecondFactor NOT_NEEDED = new SecondFactor("not_needed");

    /** {@code needed}. */
    public static final SecondFactor NEEDED = new SecondFactor("needed");

    @Override
    public String toString() {
      return value;
    }
  }
}

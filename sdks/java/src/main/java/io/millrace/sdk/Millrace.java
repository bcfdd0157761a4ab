package io.millrace.sdk;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.model.Session;
import io.millrace.sdk.model.SqlResult;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * One platform, as one principal. For any number of threads; make one and keep it. Every method throws
 * {@link MillraceException}, whose class tells the kind. What was cut, 502, 503, 504 and 429 are tried again up to four
 * times, where twice is as once; a thread that waits ends by an interrupt.
 */
public final class Millrace {
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  private final Connection connection;

  private Millrace(Connection connection) {
    this.connection = connection;
  }

  /**
   * A platform, by an API key (console: Programs), the token of a session, or {@code name:secret} of a device. Nothing is
   * sent yet.
   *
   * @param address such as https://plant.example:8443
   * @param key the key; null for what is open to all
   * @return the client
   */
  public static Millrace connect(String address, String key) {
    return at(address).key(key).build();
  }

  /**
   * Signs in by a person with a browser (RFC 8628): shows a code and waits until it was confirmed there.
   *
   * @param address of the platform
   * @param clientName what the person is told asks
   * @param show shows address and code
   * @return the client, signed in as the person
   */
  public static Millrace signIn(String address, String clientName, Consumer<DevicePrompt> show) {
    return at(address).build().signIn(clientName, show);
  }

  /**
   * A platform with settings.
   *
   * @param address such as https://plant.example:8443
   * @return settings, to be built
   */
  public static Builder at(String address) {
    return new Builder(address);
  }

  /** Settings of a client. */
  public static final class Builder {
    private final String address;
    private String key;
    private Duration deadline = Duration.ofSeconds(60);
    private SSLContext tls;

    private Builder(String address) {
      String trimmed = address.replaceAll("/+$", "");
      URI uri = URI.create(trimmed);
      boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!isWeb || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawUserInfo() != null)
        throw new IllegalArgumentException("expected an address such as https://plant.example:8443");
      this.address = trimmed;
    }

    /**
     * API key, token of a session, or {@code name:secret} of a device.
     *
     * @param secret the key; null for what is open to all
     * @return this
     */
    public Builder key(String secret) {
      String stripped = secret == null ? null : secret.strip();
      // The JDK would name what it refuses.
      if (stripped != null && !stripped.matches("[\\x21-\\x7e]+"))
        throw new IllegalArgumentException("expected a key of printable ASCII without spaces");
      this.key = stripped;
      return this;
    }

    /**
     * How long a call may take with all its tries; default 60 s.
     *
     * @param most the time
     * @return this
     */
    public Builder deadline(Duration most) {
      this.deadline = most;
      return this;
    }

    /**
     * Which certificates are trusted, such as the platform's own authority; default those of the JDK.
     *
     * @param context of TLS
     * @return this
     */
    public Builder tls(SSLContext context) {
      this.tls = context;
      return this;
    }

    /**
     * The client. Nothing is sent yet.
     *
     * @return the client
     */
    public Millrace build() {
      HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING);
      if (tls != null) http.sslContext(tls);
      return new Millrace(new Connection(address, key, http.build(), deadline));
    }
  }

  /**
   * Signs in by a person with a browser (RFC 8628), with the settings of this client.
   *
   * @param clientName what the person is told asks
   * @param show shows address and code
   * @return another client, signed in as the person
   */
  public Millrace signIn(String clientName, Consumer<DevicePrompt> show) {
    return new Millrace(connection.as(DeviceSignIn.token(connection, clientName, show)));
  }

  /**
   * The same platform with another deadline; connections are shared.
   *
   * @param most how long a call may take with all its tries
   * @return another client
   */
  public Millrace within(Duration most) {
    return new Millrace(connection.within(most));
  }

  /**
   * Who is signed in.
   *
   * @return person and organisation
   */
  public Session session() {
    return connection.json(Request.of("GET", "/session"), Session::read);
  }

  /**
   * The plant as a tree.
   *
   * @return its face
   */
  public Assets assets() {
    return new Assets(connection);
  }

  /**
   * Points, their history and live values.
   *
   * @return its face
   */
  public Points points() {
    return new Points(connection);
  }

  /**
   * Edge nodes and devices.
   *
   * @return its face
   */
  public Devices devices() {
    return new Devices(connection);
  }

  /**
   * Writes to machines.
   *
   * @return its face
   */
  public Writes writes() {
    return new Writes(connection);
  }

  /**
   * Mechanism models.
   *
   * @return its face
   */
  public Models models() {
    return new Models(connection);
  }

  /**
   * Alarms.
   *
   * @return its face
   */
  public Alarms alarms() {
    return new Alarms(connection);
  }

  /**
   * One SELECT over samples, points and assets.
   *
   * @param query in SQL
   * @return a column a list
   */
  public SqlResult sql(String query) {
    return connection.json(Request.of("POST", "/sql").body(Json.object("query", query)), SqlResult::read);
  }

  /**
   * Stores values of the device whose credential this client has; returns when they are durable.
   *
   * @param rows each with {@code time} (ISO 8601) and {@code values} by key, as {@link Json#from} takes them
   */
  public void store(Collection<? extends Map<String, ?>> rows) {
    connection.done(Request.of("POST", "/telemetry").body(Json.from(rows)));
  }

  /**
   * Stores values of the device whose credential this client has, as of now; returns when they are durable.
   *
   * @param values by key
   */
  public void store(Map<String, ?> values) {
    connection.done(Request.of("POST", "/telemetry").body(Json.from(values)));
  }

  /**
   * Any route.
   *
   * @param <T> of the answer
   * @param request method, path and body
   * @param read what reads the answer, such as {@code Alarm::read} or {@code JsonReader::readTree}
   * @return the answer
   */
  public <T> T call(Request request, Function<JsonReader, T> read) {
    return connection.json(request, read);
  }

  /**
   * Any route, as a tree.
   *
   * @param request method, path and body
   * @return the answer; {@link Json#NULL} where it has no body
   */
  public Json call(Request request) {
    return connection.call(request, (opened) -> {
      if (opened.status() != 204) return Connection.parsed(opened, JsonReader::readTree);
      Connection.bytes(opened);
      return Json.NULL;
    });
  }

  /**
   * Any route, as bytes that stream, such as an export of the history.
   *
   * @param request method, path and media type of the answer
   * @return the answer; to be closed. Each piece may take as long as the deadline
   */
  public InputStream stream(Request request) {
    return connection.stream(request).body();
  }
}
